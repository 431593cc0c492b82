"""Missing values: what programs write where nothing was answered, or nothing came out, and numbers that often mark it.

Owns these words and marks; whether a cell among them is an answer all the same, its column tells.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code
from jtbd_diag.questionnaire import Option
from jtbd_diag.survey.cells.options_numbers_dates import Fault
from jtbd_diag.survey.files.dates_and_numbers_of_sheets import NOT_WORKED_OUT
from jtbd_diag.survey.known import known

FILLERS = frozenset({"n/a", "N/A", "n.a.", "N.A.", "NA", "<NA>", "NaN", "nan", "NULL", "Null", "null"})
"""What programs write into a cell that nobody was asked for; further ones, in small letters, are `known`."""
NONE = "None"
"""What Python writes into such a cell, and what people answer too."""
_MARK = re.compile(r"-(?:9{1,4}|8{1,4}|7{1,4}|9[78])")
_MAY_FILL = frozenset({"none", "no", "n", "0", "false"})
"""What people let programs write into cells of all columns that are blank, in small letters."""
IN_TEXTS = frozenset({"n/a", "N/A", "0", "FALSE", "False", "false"})
"""What is no answer in somebody's own words either; the last are of programs that had a tick there, or nothing."""


def is_filler(cell: str) -> bool:
    """Whether a cell holds what programs write into those that nobody was asked for."""
    bare = cell.strip()
    return bare in FILLERS or bare.casefold() in known("rows")["fillers"]


def marks_of(columns: Iterable[Iterable[str]]) -> frozenset[str]:
    """Negative numbers such as `-99` that stand in several of these columns: in people's own words they are none."""
    stands = Counter(cell.strip() for cells in columns for cell in {*cells} if _MARK.fullmatch(cell.strip()))
    return frozenset(cell for cell, number in stands.items() if number > 1)


def may_fill(cell: str) -> bool:
    """Whether a cell holds what programs write there, or might, as `None` does."""
    return is_filler(cell) or cell.strip() == NONE


def fillers_of(columns: Iterable[Iterable[str]]) -> frozenset[str]:
    """The fillers that stand in several of these columns, each by its different cells."""
    stands = Counter(cell for cells in columns for cell in cells if is_filler(cell))
    return frozenset(cell.strip() for cell, number in stands.items() if number > 1)


def fill_of_blanks(
    columns: Mapping[str, Mapping[str, int]], offers: Callable[[str, str], bool]
) -> tuple[frozenset[str], dict[str, set[str]]]:
    """Cells that fill what was left blank, and where they may be answers all the same, by the header of a column.

    `columns` are different cells with how often each stands there, by header; `offers` tells by header and cell whether
    it may be an answer there. Such a cell stands in several columns where it is none, and leaves no row of them blank,
    but for what programs write of themselves.
    """
    fills, doubtful = set[str](), dict[str, set[str]]()
    rows = {header: sum(n for cell, n in cells.items() if cell.strip()) for header, cells in columns.items()}
    full = {header for header, n in rows.items() if n == max(rows.values())}
    for cell in {cell for cells in columns.values() for cell in cells if cell.strip().casefold() in _MAY_FILL}:
        filled = [h for h, cells in columns.items() if cell in cells and (cell.strip() == NONE or h in full)]
        if sum(not offers(header, cell) for header in filled) > 1:
            fills.add(cell.strip())
            for header in (one for one in filled if offers(one, cell)):
                doubtful.setdefault(header, set()).add(cell)
    return frozenset(fills), doubtful


def missing_marks(options: Sequence[Option], numbers: Sequence[str]) -> tuple[str, ...]:
    """Those numbers that often mark a missing answer, where they stand apart from the others."""
    size = len(options)
    found = tuple(n for n in numbers if int(n) < 0 or (int(n) > size + 1 and set(n) <= set("6789")))
    most = max((int(n) for n in numbers if n not in found), default=0)
    return (*found, "0") if "0" in numbers and most == size else found


def error_fault(cell: str) -> Fault:
    """The fault of a cell that holds an error of the spreadsheet, or a formula that was never worked out."""
    if cell.strip() == NOT_WORKED_OUT:
        return Fault(Code.ERROR_CELL, say("survey.cell_not_worked_out"), say("survey.cell_not_worked_out_hint"))
    what = say("survey.cell_is_an_error")
    return Fault(Code.ERROR_CELL, what, say("survey.cell_is_an_error_hint"))
