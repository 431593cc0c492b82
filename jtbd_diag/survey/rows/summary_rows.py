"""Rows that sum others up: totals and means below a table, subtotals of its groups, the commonest answers.

Owns by which cells such a row is told from a respondent's; knows nothing of questionnaires.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from jtbd_diag.survey.files import ROW
from jtbd_diag.survey.known import known

if TYPE_CHECKING:
    import polars as pl

AT_THE_END = 20
"""Rows of numbers beside a word such as "Mean" are a summary where they stand below the others, or hold less."""
_NUMBER = re.compile(r"\s*(?:[+-]?[\d.,]+\s*%?|=\?)\s*")
"""Or a formula that no program has worked out."""
_COUNT = r"^(?:n|base)(?:\s*[:=]?\s*\d+)?\s*:?$"
"""What heads a row of how many answered; as it may be a respondent's answer too, its numbers must tell."""
_FEWEST_COUNTED = 20
_FOOTER = (
    r"^(?:(?:report |data |file |survey )?"
    r"(?:exported|generated|downloaded|printed|created|retrieved|last updated|produced)(?: by| on| at| from|:)"
    r"|source:|as of |page \d+ of \d+|end of (?:report|file|data|export)|©|\(c\) )"
)
"""What programs write below a table, alone in its row."""
_SIGNS = r"[\s:.=#(),;%\dnN-]*$"
_PLACE = re.compile(r".+ s\.?[de]\.?", re.IGNORECASE)
"""A school district and the south-east too, beside whole numbers."""
_MOST_ALIKE = 100
"""What stands in more rows names a place, of which there may be as many as rows."""
_ABOVE = 4
"""A group's last row stands so far above its summary at most, summaries of groups within it between them."""


@cache
def _words(*lists: str) -> str:
    return "|".join(word for name in lists for word in known("rows")[name])


def _whole(*lists: str) -> str:
    return rf"^(?:{_words(*lists)}){_SIGNS}"


def _part() -> str:
    return rf"^(?:{_words('totals')}) .|. (?:{_words('totals')}){_SIGNS}"


def summary_pattern() -> str:
    """What the first cell of a row that may be a summary is like, in small letters: a pattern."""
    return "|".join((_whole("totals", "spreads", "commonest"), _part(), _COUNT, _FOOTER))


class Standing(NamedTuple):
    """Where a row stands: among the last; with one cell; with one beside its answers, where others have more, or a
    number in theirs."""

    below: bool
    alone: bool
    bare: bool


def summarizes(first: str, told: Sequence[str], stands: Standing) -> bool:
    """Whether a row that begins with `first`, in small letters, and holds these answers is none of a respondent's."""
    numbers = all(_NUMBER.fullmatch(cell) for cell in told)
    if re.match(_FOOTER, first):
        return stands.alone and stands.below
    if re.match(_COUNT, first):
        counts = [float(cell) for cell in told if cell.strip().isdecimal()]
        many = max(counts, default=0) >= _FEWEST_COUNTED
        return numbers and (many or not told) and (stands.below or (many and stands.bare))
    if re.match(_whole("totals"), first) and (not told or (numbers and (stands.below or stands.bare))):
        return True
    if not (stands.bare and told):
        return False
    if re.match(_whole("spreads", "commonest"), first) and (numbers or stands.below):
        return numbers or re.match(_whole("commonest"), first) is not None
    return stands.below and numbers and re.search(_part(), first) is not None


def of_groups(frame: pl.LazyFrame, beside: Sequence[str], answers: Collection[str]) -> Mapping[int, str]:
    """The rows that hold numbers under a group's name and a word, as `North Average`, below the group's own rows.

    `beside` are the columns that are no `answers`. The word may stand before the name. Who stands beside the group's
    own name, such as `Salem SD` beside `Salem`, is somebody of it.
    """
    import polars as pl

    if not beside:
        return {}
    found = _rows_of_labels(frame, beside)
    if not found:
        return {}
    near = {row - n for row in found for n in range(_ABOVE + 1)}
    rows = frame.filter(pl.col(ROW).is_in(list(near))).select(ROW, *beside, *answers).collect(engine="streaming")
    there = {row[ROW]: row for row in rows.iter_rows(named=True)}
    told_in = {n: [cell for name in beside if (cell := (row[name] or "").strip())] for n, row in there.items()}
    above = {n: [cell.lower() for cell in cells] for n, cells in told_in.items()}
    summaries: dict[int, str] = {}
    for n in found:
        row, cells = there[n], told_in[n]
        numbers = [cell for name in answers if (cell := (row[name] or "").strip())]
        if all(_NUMBER.fullmatch(number) for number in numbers):
            whole = all(number.isdecimal() for number in numbers)
            groups = _groups([above[one] for one in range(n - _ABOVE, n) if one in above], len(cells))
            groups -= {*above[n]}
            told = (cell for cell in cells if any(one in groups for one in _groups_in(cell.lower())))
            summaries.update((n, cell) for cell in told if not (whole and _PLACE.fullmatch(cell)))
    return summaries


def _rows_of_labels(frame: pl.LazyFrame, beside: Sequence[str]) -> Sequence[int]:
    """The rows with a group's name and a word in a cell that is not in so many rows that it names a place."""
    import polars as pl

    def cell_if(name: str, fits: pl.Expr) -> pl.Expr:
        return pl.when(fits).then(pl.col(name)).alias(name)

    some = pl.any_horizontal(pl.col(name).is_not_null() for name in beside)
    labels = (cell_if(name, pl.col(name).str.to_lowercase().str.contains(_of_group())) for name in beside)
    found = frame.select(ROW, *labels).filter(some).collect(engine="streaming")
    rare = found.with_columns(cell_if(name, pl.len().over(name) <= _MOST_ALIKE) for name in beside).filter(some)
    return rare.get_column(ROW).to_list()


def _groups(rows: Sequence[Sequence[str]], filled: int) -> set[str]:
    """What stands in several of these rows, or in one with more than `filled` cells: people may be called alike."""
    stands = Counter(cell for row in rows for cell in set(row))
    return {cell for row in rows for cell in row if stands[cell] > 1 or len(row) > filled}


def _of_group() -> str:
    words = _words("totals", "spreads")
    return rf"^\s*(?:{words}) (?P<behind>.+)$|^(?P<before>.+) (?:{words})\s*$"


def _groups_in(cell: str) -> Sequence[str]:
    """What a cell in small letters may name beside a word for a summary."""
    found = re.match(_of_group(), cell)
    return [one.strip() for one in (found["behind"], found["before"]) if one] if found else []
