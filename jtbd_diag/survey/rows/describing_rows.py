"""Rows that say what columns are: weights, the numbers of questions, the types of fields.

Owns by which cells such a row is told; knows nothing of frames or questionnaires. They stand at a table's top or end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise

from jtbd_diag.survey.known import known
from jtbd_diag.survey.platforms.platform_layout import bare_name

TOP, END = 3, 5
"""So many rows at either end are looked at."""
_FEWEST, _FEWEST_NUMBERED = 3, 6
_NUMBER = re.compile(r"\s*[+-]?\d+(?:[.,]\d+)?\s*%?\s*")
_PART_OF_ONE = re.compile(r"\s*[+-]?\d*[.,]\d*[1-9]\s*")
_NUMBERED = re.compile(r"(q|question|item|no\.?|nr\.?|#)?\s*(\d{1,4})\s*[.:)]?", re.IGNORECASE)

_SAYING = re.compile(r"\d\W*[=:]\W*[^\W\d].*\d\W*[=:]\W*[^\W\d]", re.DOTALL)
"""What a cell says that tells of two numbers at least."""

WordsOfOptions = Mapping[str, Mapping[str, int]]
"""What the options of an item are called but for numbers, in plain small letters, by its id; each with its place."""


def describes(row: Mapping[str, str | None], items: Mapping[str, str], options: WordsOfOptions) -> bool:
    """Whether a row, by header, tells of the columns; `items` are those of the columns of answers, in their order."""
    told = {header: cell for header in items if (cell := (row[header] or "").strip())}
    filled = {header: cell for header, cell in row.items() if cell and cell.strip()}
    beside = [cell for header, cell in filled.items() if header not in items]
    first = next((bare_name(cell) for cell in filled.values()), "")
    choices = [cell for header, cell in told.items() if items[header] in options]
    if choices and all(_SAYING.search(cell) for cell in filled.values()):
        return True
    if len(choices) < _FEWEST or 2 * len(told) < len(items):
        return False
    if any(bare_name(cell) in options.get(items[header], {}) for header, cell in told.items()):
        return False
    cells = list(told.values())
    if first in known("rows")["weights"] or not beside:
        numbers = all(_NUMBER.fullmatch(cell) for cell in cells)
        if numbers and (first in known("rows")["weights"] or any(_PART_OF_ONE.fullmatch(cell) for cell in choices)):
            return True
    return (
        all(_SAYING.search(cell) for cell in cells)
        or _are_types(cells)
        or _are_numbered(cells)
        or (not beside and _is_one_word(cells))
    )


def _are_types(cells: Iterable[str]) -> bool:
    return all(_types().fullmatch(bare_name(cell).strip("<>()[]")) for cell in cells)


@cache
def _types() -> re.Pattern[str]:
    return re.compile("|".join(known("rows")["types"]))


def _are_numbered(cells: Sequence[str]) -> bool:
    """Whether they count the columns: `Q1`, `Q2`; numbers alone count further than any answers would."""
    found = [_NUMBERED.fullmatch(cell) for cell in cells]
    marks = [(one[1] or "", int(one[2])) for one in found if one]
    if len(marks) < len(cells) or any(b[1] <= a[1] or b[0] != a[0] for a, b in pairwise(marks)):
        return False
    return bool(marks[0][0]) or (len(marks) >= _FEWEST_NUMBERED and marks[-1][1] - marks[0][1] == len(marks) - 1)


def _is_one_word(cells: Sequence[str]) -> bool:
    """Whether they all say the same, such as `(choose one)`, which no respondent could choose."""
    return len(cells) >= _FEWEST_NUMBERED and len(set(cells)) == 1 and any(c.isalpha() for c in cells[0])
