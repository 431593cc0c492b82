"""Rows of several lines that Spark's own reader made: whether a stray quotation mark took rows in.

Owns what workers look at and what is said of it; what a row looks like is told in `survey`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from jtbd_diag.distributed.numbered_rows import TaskRows
from jtbd_diag.distributed.work_on_rows import TALLIED, as_batches
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem
from jtbd_diag.survey.files import ROW, Grid
from jtbd_diag.survey.files.csv_dialect import dialect_of
from jtbd_diag.survey.files.swallowed_rows import RowLook, is_quoted

_MOST_TOLD = 12


@dataclass(frozen=True)
class LookingForRows:
    """Tells in the columns of TALLY the numbers of rows that hide others, each with how many lines it stands on."""

    rows: TaskRows
    look: RowLook

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        """What is told of the rows of a task."""
        several = pl.any_horizontal(pl.col(pl.String).str.contains("\n", literal=True))
        for lot in self.rows.lots(batches):
            found = lot(0, (), {}).filter(several).collect()
            told = [
                ("", str(row), sum(cell.count("\n") for cell in cells if cell) + 1)
                for row, cells in zip(found.get_column(ROW), found.drop(ROW).rows(), strict=True)
                if any(self.look.hides_rows(record) for record in _records(cells))
            ]
            yield from as_batches(pl.DataFrame(told, schema=TALLIED, orient="row"))


def _records(cells: tuple[str | None, ...]) -> Iterator[list[str]]:
    """A row as it may have stood in the file: Spark says of blank cells at its end not whether they were there."""
    told = cells if cells[-1] is not None else cells[:-1]
    filled = max((n for n, cell in enumerate(told, start=1) if cell is not None), default=0)
    yield from ([cell or "" for cell in some] for some in (told, told[:filled]))


def refuse_rows_within(
    telling: Callable[[LookingForRows], pl.DataFrame], rows: TaskRows, head: Grid, opening: str
) -> None:
    """Raise InputError where rows hide others; `telling` gathers what tasks tell, `opening` has the first lines."""
    dialect = dialect_of(opening)
    look = RowLook(head.head, dialect.separator, quoted=is_quoted(opening, dialect))
    told = telling(LookingForRows(rows, look))
    if told.height:
        first = told.with_columns(pl.col("cell").cast(pl.Int64)).sort("cell").head(_MOST_TOLD)
        whats = [say("distributed.rows_swallowed", row=row, n=n) for _, row, n in first.iter_rows()]
        hint = say("survey.rows_swallowed_hint")
        raise InputError(Problem(Code.TABLE_SHAPE, Location(head.name), what, hint) for what in whats)
