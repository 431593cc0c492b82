"""Columns without a header behind one that asks for several options, and that hold more of its options.

Owns how they are told, and where they were left out: where a second row of headers was taken out, or headings were
merged, one column alone would be read for all. Knows nothing of plans.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.items import MultipleItem
from jtbd_diag.survey.cells.column_reader import Reader
from jtbd_diag.survey.cells.options_numbers_dates import Fault
from jtbd_diag.survey.columns.column import Column
from jtbd_diag.survey.platforms.platform_layout import is_nameless
from jtbd_diag.survey.table.survey_table import Table

_FEWEST = 5
"""So many answers that are all the first option and no other may be the first of several columns."""


def nameless_of(table: Table, test: Callable[[str], bool] = lambda text: not text.strip()) -> set[str]:
    """What the columns that are carried and have no header of their own are called here; by a `test` of headers."""
    asked = [one for one in table.shape.headings if one.kind == "question"] if table.shape else []
    without = {one.header for one in asked if all(map(test, one.texts))}
    return {column.header for column in table.columns if column.role == "carried"} & without


def headless_behind(table: Table, questionnaire: Questionnaire) -> dict[str, list[str]]:
    """By the header of a question of several options, the headers of the nameless columns right behind it."""
    found: dict[str, list[str]] = {}
    without, last = nameless_of(table, is_nameless), None
    for column in table.columns:
        nameless = column.header in without
        if last is not None and nameless:
            found.setdefault(last, []).append(column.header)
        elif not nameless:
            several = isinstance(questionnaire.items.get(column.item or ""), MultipleItem)
            last = column.header if several and column.option is None and column.how != "mapping" else None
    return found


def parts_without_header(
    columns: Mapping[str, Sequence[str]], seen: Mapping[str, Mapping[str, int]], readers: Mapping[str, Reader]
) -> dict[str, Fault]:
    """By header the faults of questions of which such columns hold more options."""
    found = {}
    for header, nameless in columns.items():
        reader = readers[header]
        cells = (cell for one in nameless for cell in seen.get(one, ()) if not reader.is_blank(cell))
        if any(not isinstance(reader.read(cell), Fault | None) for cell in cells):
            what = say("survey.parts_without_header", header=header)
            found[header] = Fault(Code.OPTION_WITHOUT_COLUMN, what, say("survey.parts_without_header_hint"))
    return found


def first_option_alone(
    columns: Mapping[str, Sequence[Column]],
    q: Questionnaire,
    seen: Mapping[str, Mapping[str, int]],
    readers: Mapping[str, Reader],
) -> dict[str, Fault]:
    """By header the faults of questions of several options of which every answer is the first, and that alone.

    So they look where the columns of the others, which had no header, were left out. Where one column of the table
    tells any other option, options stand in one cell, and who gave the first alone meant it.
    """
    found = {}
    for item, several in columns.items():
        if not isinstance(q.items[item], MultipleItem) or len(several) > 1 or several[0].option is not None:
            continue
        alone, first = several[0], (q.options(item)[0].id,)
        reader = readers[alone.header]
        told = {cell: n for cell, n in seen[alone.header].items() if not reader.is_blank(cell)}
        if any(isinstance(answer := reader.read(cell), tuple) and answer != first for cell in told):
            return {}
        enough = alone.how != "mapping" and sum(told.values()) >= _FEWEST
        if enough and all(reader.read(cell) == first for cell in told):
            what = say("survey.first_option_alone", header=alone.header)
            found[alone.header] = Fault(Code.OPTION_WITHOUT_COLUMN, what, say("survey.first_option_alone_hint"))
    return found
