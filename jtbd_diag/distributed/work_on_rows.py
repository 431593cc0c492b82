"""What is done to the lots of a task: cells are counted, or answers scored, or cells that cannot be used written down.

Owns the columns that come back; knows no engine. The work itself is that of `survey` and `results`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import polars as pl

from jtbd_diag.distributed.answered_twice_in_spark import RowMarks
from jtbd_diag.distributed.numbered_rows import TaskRows
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.results.scored_survey import ScoredSurvey, Wishes
from jtbd_diag.results.written.result_files import defused
from jtbd_diag.survey.cells.cells_seen import CellsSeen
from jtbd_diag.survey.cells.coded_answers import Coding
from jtbd_diag.survey.files import ROW, Counting
from jtbd_diag.survey.files.grid import TALLY
from jtbd_diag.survey.table.survey_table import Table

ODD = "\0odd"
"""What a tally calls lines in which a quotation mark stands without its other one."""

WHOLE = (pl.UInt8, pl.UInt16, pl.UInt32, pl.Int8, pl.Int16, pl.Int32, pl.Int64, pl.UInt64)


def place(number: int) -> str:
    """What a column of the results is called on its way: an engine may take signs in a name for something else."""
    return f"c{number}"


def plain_type(kind: Any) -> str:
    """The type of a column of results in a word that every engine knows."""
    if kind == pl.Boolean:
        return "boolean"
    if kind in WHOLE:
        return "long"
    return "double" if kind in (pl.Float32, pl.Float64) else "string"


_TYPES = {"boolean": pl.Boolean(), "long": pl.Int64(), "double": pl.Float64(), "string": pl.String()}


def in_plain_types(frame: pl.LazyFrame) -> pl.LazyFrame:
    """A frame in types that every engine knows."""
    schema = frame.collect_schema()
    return frame.with_columns(pl.col(name).cast(_TYPES[plain_type(kind)]) for name, kind in schema.items())


def as_batches(frame: pl.DataFrame) -> Iterator[Any]:
    """A frame of such types as Arrow."""
    import pyarrow

    table = frame.to_arrow(compat_level=pl.CompatLevel.oldest())
    texts = [
        pyarrow.field(one.name, pyarrow.string()) if pyarrow.types.is_large_string(one.type) else one
        for one in table.schema
    ]
    yield from table.cast(pyarrow.schema(texts)).to_batches()


TALLIED: Any = dict(zip(TALLY, (pl.String(), pl.String(), pl.Int64()), strict=True))
"""The types of a tally."""


@dataclass(frozen=True)
class Tallying:
    """Counting in the rows of a task."""

    rows: TaskRows
    counts: Counting

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        """The counts, in the columns of TALLY."""
        found: pl.DataFrame | None = None
        for lot in self.rows.lots(batches):
            odd = pl.DataFrame({"what": [ODD], "cell": [None], "n": [lot.odd]}, schema=TALLIED)
            parts = [self.counts(lot(0, (), {})).cast(TALLIED), odd.filter(pl.col("n") > 0)]
            parts += [found] if found is not None else []
            found = pl.concat(parts).group_by("what", "cell").agg(pl.col("n").sum())
        if found is not None:
            yield from as_batches(found)


@dataclass
class Scoring:
    """Scores the rows of a task, or with `refused` tells the cells that could not be used, as they are written.

    `table` holds what was decided of columns, and no rows; `seen` the different cells by which they are read. With
    `marks` every row says whose it is, for who answered twice; `runs` says that a spreadsheet may read what is written.
    """

    rows: TaskRows
    questionnaire: Questionnaire
    table: Table
    seen: CellsSeen
    wishes: Wishes
    refused: bool = False
    runs: bool = False
    marks: RowMarks | None = field(default=None)

    @cached_property
    def coding(self) -> Coding:
        """How cells are read: decided by what was seen of the whole table."""
        return Coding(self.table, self.questionnaire, self.seen)

    def of(self, table: Table) -> ScoredSurvey:
        """Some rows, scored."""
        return ScoredSurvey(self.questionnaire, table, self.coding.of(table), self.wishes)

    def frame(self, table: Table) -> pl.LazyFrame:
        """What is written of some rows."""
        found = self.of(table)
        if self.refused:
            return defused(found.rejects) if self.runs else found.rejects
        names = found.frame.collect_schema().names()
        frame = found.frame.rename({name: place(n) for n, name in enumerate(names)})
        if self.marks is not None:
            marks = self.marks.frame(table, found.coded)
            frame = frame.join(marks, left_on=place(0), right_on=ROW, how="left", maintain_order="left")
        return frame

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        """What is written, lot by lot."""
        for lot in self.rows.lots(batches):
            yield from as_batches(in_plain_types(self.frame(self.table.over(lot))).collect())
