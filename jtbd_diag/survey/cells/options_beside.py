"""Columns right behind ratings that hold their options and are no part of them, such as what a reviewer noted.

Owns how they are told from cells that slid there: most rows have one, and lack no answer before it. Knows no plans.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from jtbd_diag.survey.cells.slid_rows import SlidRows
from jtbd_diag.survey.files.grid import one_row_as_tally

if TYPE_CHECKING:
    import polars as pl

COUNTED = "\0beside"
"""What these rows are counted under, beside the cells of columns."""
_ROWS = "\0rows"
_MOSTLY = 0.5


class OptionsBeside(NamedTuple):
    """The cells of a column that are options of the ratings before it, and the headers of these."""

    cells: frozenset[str]
    before: tuple[str, ...]


def beside_ratings(slid: SlidRows) -> dict[str, OptionsBeside]:
    """By header the columns in which an option may be one that slid."""
    found = {}
    for n, place in enumerate(slid.places):
        if place.header in slid.ends:
            first = n
            while first and slid.alike(first - 1, n - 1):
                first -= 1
            before = tuple(one.header for one in slid.places[first:n])
            found[place.header] = OptionsBeside(slid.ends[place.header], before)
    return found


def rows_counted(frame: pl.LazyFrame, columns: Mapping[str, OptionsBeside]) -> pl.DataFrame:
    """How many rows there are, and how many have an option in such a column and lack no answer before it."""
    import polars as pl

    counts = [pl.len().alias(_ROWS)]
    for header, beside in columns.items():
        holds = pl.col(header).str.strip_chars().is_in([*beside.cells])
        whole = holds & pl.all_horizontal(pl.col(one).str.strip_chars().str.len_bytes() > 0 for one in beside.before)
        counts.append(whole.sum().alias(header))
    return one_row_as_tally(frame.select(counts))


def of_their_own(columns: Mapping[str, OptionsBeside], counted: Mapping[str, int]) -> set[str]:
    """The columns in which most rows have an option and lack no answer before it."""
    return {header for header in columns if counted[header] > _MOSTLY * counted[_ROWS]}
