"""Results of a task -> files of its own, and counts of what is in them, which alone come to the driver.

Owns which files count: those named by a task that went well. The folder must be one that workers and driver both see.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import polars as pl

from jtbd_diag.distributed.work_on_rows import TALLIED, Scoring, as_batches, in_plain_types
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.results.reading_options import NOT_AS_TRUSTED
from jtbd_diag.results.scored_survey import ScoredSurvey
from jtbd_diag.results.summary import summarized
from jtbd_diag.results.written.result_files import defused
from jtbd_diag.survey.cells.column_reader import UnforeseenError
from jtbd_diag.survey.files.grid import one_row_as_tally

_SUMMARY, _SILENCE, _REFUSED, _RESULTS, _REJECTS = "summary:", "silence:", "refused:", "results", "rejects"
_UNFORESEEN = "unforeseen"


@dataclass(frozen=True)
class PartFolder:
    """A folder in the making, of Parquet or CSV. Tasks write to `attempts`; what counts, the driver takes from there.

    A task may be begun several times, and one that is given up may write on: what it wrote is never taken, and when
    the driver is done it finds no folder to write to.
    """

    to: Path
    kind: str = "parquet"

    @property
    def attempts(self) -> Path:
        """Where tasks write."""
        return self.to.with_name(f"{self.to.name}.attempts")

    def write(self, frame: pl.DataFrame, first: int, attempt: str) -> str:
        """Write the rows of a lot, of which the first has this number; the file's name."""
        name, text = f"part-{first:012}.{attempt}.{self.kind}", BytesIO()
        if self.kind == "csv":
            defused(frame.lazy()).collect().write_csv(text)
        else:
            frame.write_parquet(text)
        (self.attempts / name).write_bytes(text.getbuffer())  # it says why it cannot, where polars does not
        return name

    def take(self, names: Sequence[str], empty: pl.DataFrame) -> None:
        """Put the files where they count, in the order of their rows; without any, one with the columns of `empty`.

        Raises InputError where they are not here.
        """
        for name in names or [self.write(empty, 0, "none")]:
            first, _, kind = name.split(".")
            try:
                (self.attempts / name).rename(self.to / f"{first}.{kind}")
            except FileNotFoundError:
                what, hint = say("distributed.not_shared"), say("distributed.not_shared_hint")
                raise complaint(Code.UNWRITABLE, str(self.to.parent), what, hint) from None


@dataclass(frozen=True)
class PartsWritten:
    """Writes the results of a task, and the cells that cannot be used; tells what and how many in columns of TALLY.

    Without a folder they are counted alone. `for_report` counts what a report needs beside the results.
    """

    scoring: Scoring
    results: PartFolder | None = None
    rejects: PartFolder | None = None
    for_report: bool = False

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        """The counts, lot by lot; nothing below one that is not as it was trusted to be."""
        attempt = uuid4().hex
        for lot in self.scoring.rows.lots(batches):
            try:
                if self.scoring.seen.trusting and lot.odd:
                    raise UnforeseenError
                found = self.scoring.of(self.scoring.table.over(lot))
                told = pl.concat(self._frames_to_write(found, lot.first, attempt))
            except NOT_AS_TRUSTED:
                if not self.scoring.seen.trusting:
                    raise
                yield from as_batches(pl.DataFrame([(_UNFORESEEN, None, 1)], schema=TALLIED, orient="row"))
                return
            yield from as_batches(told)

    def _frames_to_write(self, survey: ScoredSurvey, first: int, attempt: str) -> Iterator[pl.DataFrame]:
        plans = {_RESULTS: in_plain_types(survey.frame)}
        if self.rejects or self.for_report:
            plans[_REJECTS] = in_plain_types(survey.rejects)
        if self.for_report:
            plans[_SILENCE] = survey.results.silence
        made = dict(zip(plans, pl.collect_all(list(plans.values())), strict=True))
        yield _tally(_SUMMARY, one_row_as_tally(summarized(made[_RESULTS].lazy())))
        for what, folder in ((_RESULTS, self.results), (_REJECTS, self.rejects)):
            if folder and made[what].height:
                name = folder.write(made[what], first, attempt)
                yield pl.DataFrame([(what, name, made[what].height)], schema=TALLIED, orient="row")
        if self.for_report:
            yield _tally(_SILENCE, one_row_as_tally(made[_SILENCE].lazy()))
            refused = made[_REJECTS].group_by(pl.col("column").alias("what"), pl.col("what").alias("cell"))
            yield _tally(_REFUSED, refused.agg(pl.len().alias("n")))


def _tally(kind: str, counts: pl.DataFrame) -> pl.DataFrame:
    """Counts of one kind beside others."""
    return counts.with_columns((pl.lit(kind) + pl.col("what")).alias("what")).cast(TALLIED)


@dataclass(frozen=True)
class WhatWasTold:
    """What all tasks told, as Spark brings it: of every task that of the one attempt that counts."""

    rows: pl.DataFrame

    def __post_init__(self) -> None:
        """Raise UnforeseenError where any rows were not as they were trusted to be."""
        if _UNFORESEEN in self.rows.get_column("what"):
            raise UnforeseenError

    def files(self, folder: str) -> list[str]:
        """The files of `results` or of `rejects`, in the order of their rows."""
        return self.rows.filter(pl.col("what") == folder).get_column("cell").sort().to_list()

    @property
    def summary(self) -> dict[str, int]:
        """The counts of `results.summary`, by name."""
        return self._added(_SUMMARY)

    def silence(self, names: Iterable[str]) -> pl.DataFrame:
        """As `Results.silence`, of which these are the columns."""
        found = self._added(_SILENCE)
        return pl.DataFrame({name: [found.get(name, 0)] for name in names})

    @property
    def refused(self) -> pl.DataFrame:
        """How many cells of a `column` cannot be used for one reason, `what`; `len`."""
        of = self.rows.filter(pl.col("what").str.starts_with(_REFUSED))
        named = of.select(pl.col("what").str.strip_prefix(_REFUSED).alias("column"), pl.col("cell").alias("what"), "n")
        return named.group_by("column", "what", maintain_order=True).agg(pl.col("n").sum().alias("len"))

    def _added(self, kind: str) -> dict[str, int]:
        of = self.rows.filter(pl.col("what").str.starts_with(kind)).group_by("what").agg(pl.col("n").sum())
        return {what.removeprefix(kind): n for what, n in of.iter_rows()}


def forget(folder: Path) -> None:
    """Take away a folder, though somebody may be writing to it still."""
    for _ in range(3):
        shutil.rmtree(folder, ignore_errors=True)
