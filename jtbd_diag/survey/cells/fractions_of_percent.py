"""Numbers up to 1 where a share in per cent is asked: `0.3` may be 30 % as a spreadsheet keeps it, or 0.3 %.

Owns which cells that makes doubtful; knows nothing of frames. A cell with its sign, `0.3%`, is sure.
"""

from __future__ import annotations

from collections.abc import Iterable

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code
from jtbd_diag.questionnaire import Item
from jtbd_diag.questionnaire.items import NumberItem
from jtbd_diag.survey.cells.column_reader import Reader
from jtbd_diag.survey.cells.options_numbers_dates import Fault

_UNITS = ("%", "percent", "pct")


def is_percent(item: Item) -> bool:
    """Whether a number in per cent is asked."""
    return isinstance(item, NumberItem) and (item.unit or "").strip().casefold() in _UNITS


def fraction_faults(reader: Reader, cells: Iterable[str]) -> dict[str, Fault]:
    """The faults of cells of a column that may be fractions: where one is, or none is beyond 1, 1 may be all of it."""
    bare = {cell: found for cell in cells if "%" not in cell and isinstance(found := reader.read(cell), float)}
    if any(abs(number) > 1 for number in bare.values()) and not any(0 < abs(number) < 1 for number in bare.values()):
        return {}
    fault = Fault(Code.AMBIGUOUS_CELL, say("survey.cell_fraction"), say("survey.cell_fraction_hint"))
    return {cell: fault for cell, number in bare.items() if 0 < abs(number) <= 1}
