"""Rows that nobody answered: the mark that a simulated survey bears in every row, and how many bear it.

Owns the mark; knows nothing of who invented them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from jtbd_diag.survey.columns.same_text import folded
from jtbd_diag.survey.files import Grid
from jtbd_diag.survey.files.grid import one_row_as_tally
from jtbd_diag.survey.platforms import Layout
from jtbd_diag.survey.rows.nobodys_rows import Nobody

if TYPE_CHECKING:
    import polars as pl

INVENTED = "invented_by_jtbd_diag"
"""The column that says so, whatever its capitals and signs."""
YES = "yes"


def invented(grid: Grid, shape: Layout, nobody: Nobody) -> int:
    """How many rows say that they were invented."""
    marks = [one.header for one in shape.headings if is_mark(one.header)]
    if not marks:
        return 0
    names = [heading.header for heading in shape.headings]

    def counted(frame: pl.LazyFrame) -> pl.DataFrame:
        return one_row_as_tally(nobody.without(frame, ()).select(says_so(marks).sum().alias(INVENTED)))

    return grid.numbers(shape.header_rows, names, counted)[INVENTED]


def says_so(marks: Iterable[str]) -> pl.Expr:
    """Whether a row says that it was invented, in columns of this mark."""
    import polars as pl

    said = (pl.col(name).str.strip_chars().str.to_lowercase() == YES for name in marks)
    return pl.any_horizontal(said).fill_null(False)


def is_mark(header: str) -> bool:
    """Whether a column is headed by the mark."""
    return folded(header) == folded(INVENTED)
