"""A survey in Spark -> a folder of results, one of rejects, and the counts that are told.

Owns the order of the work; what is decided, coded and scored is `survey`'s and `results`'.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from jtbd_diag.distributed.answered_twice_in_spark import MARKS, RowMarks, marks_of, with_marks
from jtbd_diag.distributed.spark_results_and_rejects import PartFolder, PartsWritten, WhatWasTold, forget
from jtbd_diag.distributed.spark_session import in_sentences
from jtbd_diag.distributed.spark_table import SparkTable, open_table, path_of
from jtbd_diag.distributed.work_on_rows import Scoring, in_plain_types, place, plain_type
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, complaint
from jtbd_diag.ground.files import folder_hint, refuse_all, refuse_existing
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.results.batch_of_a_survey import Gathered, Narrow
from jtbd_diag.results.lost_answers import WholeRows, without_whole_rows
from jtbd_diag.results.reading_options import Reading, read
from jtbd_diag.results.scored_survey import ScoredSurvey, Wishes
from jtbd_diag.results.summary import Summary, counted_in, summarized, summary_of
from jtbd_diag.results.which_row_counts import COUNTED, DUPLICATE_OF, RowChoice
from jtbd_diag.survey.cells.cell_notes import cell_counts_of, proposed_for
from jtbd_diag.survey.cells.cells_seen import CellsSeen, Seen
from jtbd_diag.survey.cells.coded_answers import Coding
from jtbd_diag.survey.cells.column_reader import UnforeseenError
from jtbd_diag.survey.table.survey_table import REJECTS, Table

_ENDINGS = {"": "parquet", ".parquet": "parquet", ".csv": "csv"}


class SparkBatch(ScoredSurvey):
    """A survey in Spark: its first rows, scored here as an example of what is done to all of them there."""

    large = True

    def __init__(self, questionnaire: Questionnaire, rows: SparkTable, reading: Reading, wishes: Wishes) -> None:
        """Decide how the grid of some `rows` is read: by all its different cells, or where trusted by the first rows'.

        Raises InputError for whatever keeps it from being read.
        """
        self.rows = rows
        table = read(questionnaire, reading)
        self.coding = Coding(table, questionnaire)
        settled = self.coding.settled
        coded = replace(self.coding.of(table), cell_counts=cell_counts_of(settled), proposed=proposed_for(settled))
        _refuse_headers_again(table, settled.seen)  # among the first rows of what is trusted it was not foreseen above
        super().__init__(questionnaire, table, coded, wishes)
        self.marks: RowMarks | None = marks_of(table) if wishes.duplicates else None

    @cached_property
    def choice(self) -> RowChoice:
        """By what the order of the rows of one respondent was told; which count, is known in Spark alone."""
        return RowChoice(frozenset(), self.marks.column if self.marks and self.marks.column else "")

    def run(
        self, results: str, rejects: str | None, *, narrow: Narrow | None = None, force: bool = False
    ) -> tuple[Summary, Gathered | None]:
        """Write results and rejects, each whole or not at all, and count; gather what a report needs of results here.

        Workers write by themselves to folders of this machine, or that it shares with them. Java writes elsewhere,
        and rows that had to be set beside each other.
        Raises InputError: EXISTS, UNWRITABLE, ENGINE_STOPPED; UnforeseenError where rows are not as they were trusted
        to be.
        """
        kind = _format_of(rejects) if rejects else "parquet"
        by_java = self.marks is not None or any(map(is_elsewhere, (results, rejects or "")))
        with _folder(results, force=force) as to, _folder(rejects, force=force) as to_rejects, in_sentences(results):
            if by_java:
                counts = self._by_java(to, to_rejects, kind, force=force)
                told = self._what_was_told(PartsWritten(self._scoring(), for_report=True)) if narrow else None
            else:
                folders = PartFolder(Path(to)), PartFolder(Path(to_rejects), kind) if rejects else None
                told = self._by_workers(*folders, for_report=narrow is not None)
                counts = told.summary
            summary = summary_of(counts, looked=self.marks is not None, cut=0)
            self.count_whole_rows(summary)
        return summary, self._gathered(narrow, results, told)

    def _count_slid(self, rows: int, empty: int) -> None:
        """As here, but by the counts that there are, if of all rows: all `empty` ones are taken for refused."""
        if self.coding.settled.trusting:
            raise UnforeseenError
        whole = WholeRows(empty, rows)
        self._lose(whole, without_whole_rows(self.coded.cell_counts, whole))

    def _by_workers(self, results: PartFolder, rejects: PartFolder | None, *, for_report: bool) -> WhatWasTold:
        """Have workers write all in one pass."""
        for folder in (results, rejects):
            if folder:
                folder.to.mkdir()
                folder.attempts.mkdir()
        told = self._what_was_told(PartsWritten(self._scoring(), results, rejects, for_report))
        results.take(told.files("results"), in_plain_types(self.frame).head(0).collect())
        if rejects:
            rejects.take(told.files("rejects"), in_plain_types(self.rejects).head(0).collect())
        return told

    def _what_was_told(self, work: PartsWritten) -> WhatWasTold:
        return WhatWasTold(self.rows.tallied(work))

    def _gathered(self, narrow: Narrow | None, results: str, told: WhatWasTold | None) -> Gathered | None:
        """What a report is made from: the results where they are, and counts."""
        if narrow is None or told is None:
            return None
        schema = self.frame.collect_schema()
        written = pl.scan_parquet([*sorted(Path(results).glob("*.parquet"))], glob=False)
        typed = written.with_columns(pl.col(name).cast(kind) for name, kind in schema.items())
        silence = told.silence(self.results.silence.collect_schema().names())
        return Gathered(narrow(typed), silence, told.refused)

    def _by_java(self, results: str, rejects: str, kind: str, *, force: bool) -> Mapping[str, Any]:
        """Have Spark write what workers give back, row by row; the counts of the summary."""
        counts = self._counts(results, self._write_results(results, force=force))
        if rejects:
            with in_sentences(rejects):
                self._write_rejects(rejects, kind, force=force)
        return counts

    def _scoring(self, **more: Any) -> Scoring:
        """What is sent to the workers: the decisions, and no rows."""
        shape = self.table.shape
        assert shape is not None
        rows = self.rows.rows(shape.header_rows, [heading.header for heading in shape.headings])
        nothing = pl.LazyFrame()
        bare: Table = replace(
            self.table, frame=nothing, typed=None, start=None, elsewhere=None, sample=dict, persons=self.table.persons
        )
        settled = self.coding.settled
        seen = CellsSeen(settled.seen, settled.trusting)
        return Scoring(rows, self.questionnaire, bare, seen, self.wishes, **more)

    def _write_results(self, to: str, *, force: bool) -> list[str]:
        """Write them, and return the names of their columns."""
        schema = self.frame.collect_schema()
        names, types = schema.names(), [plain_type(kind) for kind in schema.values()]
        if self.marks is None:
            found = self.rows.worked(self._scoring(), _schema(types))
        else:
            marked = self.rows.worked(self._scoring(marks=self.marks), f"{_schema(types)}, {_MARKED}")
            found = self._with_marks(marked, len(names))
            names += [DUPLICATE_OF, COUNTED]
        _write(found.toDF(*names), "parquet", to, force=force)
        return names

    def _with_marks(self, frame: Any, width: int) -> Any:
        import narwhals as nw

        keep = self.wishes.duplicates or "all"
        marked = with_marks(nw.from_native(frame), keep, place(0))
        return marked.select(*map(place, range(width)), DUPLICATE_OF, COUNTED).to_native()

    def _write_rejects(self, to: str, kind: str, *, force: bool) -> None:
        columns = self.rejects.collect_schema()
        types = [plain_type(column) for column in columns.values()]
        work = self._scoring(refused=True, runs=kind == "csv")
        found = self.rows.worked(work, ", ".join(f"{n} {t}" for n, t in zip(REJECTS, types, strict=True)))
        _write(found, kind, to, force=force)

    def _counts(self, written: str, names: Sequence[str]) -> Mapping[str, Any]:
        """The counts of the summary, in what was written."""
        import narwhals as nw

        wanted = counted_in(names)
        frame = nw.from_native(self.rows.session.read.parquet(path_of(written))).select(wanted)
        counts: Mapping[str, Any] = summarized(frame, nw).to_native().toArrow().to_pylist()[0]
        return counts


_MARKED = ", ".join(f"{name} {kind}" for name, kind in zip(MARKS, ("string", "boolean", "double"), strict=True))


def _refuse_headers_again(table: Table, seen: Seen) -> None:
    """Complain where the header stands in rows again, as in exports below each other: they are found nowhere else."""
    heads = {header: own for header, own in table.heads.items() if header in seen}
    again = [sum(n for cell, n in seen[header].items() if cell.strip() in own) for header, own in heads.items()]
    there = [n for n in again if n]
    if len(there) > 1 and 2 * len(there) >= len(heads):
        what = say("distributed.header_again", n=max(there))
        raise complaint(Code.NOT_ON_THIS_ENGINE, table.source, what, say("distributed.header_again_hint"))


def check_places(table: str, results: str, rejects: str | None, reports: Sequence[Path] = (), *, force: bool) -> None:
    """Raise InputError for a table that is not there and what cannot be written, before any work is done."""
    if not is_elsewhere(table) and not Path(table).exists():
        raise complaint(Code.MISSING_FILE, table, say("survey.no_such_file"), say("survey.no_such_file_hint"))
    if _format_of(results) != "parquet":
        raise _other_ending(results)
    folders = [results, *([rejects] if rejects else [])]
    for folder in folders:
        _format_of(folder)
    if reports and is_elsewhere(results):
        what = say("distributed.report_elsewhere")
        raise complaint(Code.NOT_ON_THIS_ENGINE, results, what, say("distributed.report_elsewhere_hint"))
    told = [table, *folders, *map(str, reports)]
    for n, one in enumerate(told):
        if any(_within(one, other) or _within(other, one) for other in told[:n]):
            what = say("distributed.same_place", places=", ".join(told))
            raise complaint(Code.SAME_FILE, one, what, say("distributed.same_place_hint"))
    here = [*(Path(folder) for folder in folders if not is_elsewhere(folder)), *reports]
    refuse_all(here, force=force)
    for path in here:
        if not path.absolute().parent.is_dir():
            raise complaint(Code.UNWRITABLE, str(path), say("distributed.no_folder"), folder_hint(path))


def may_trust(wishes: Wishes, results: str, rejects: str | None) -> bool:
    """Whether a table may be trusted: of what workers write by themselves nothing is left where they give up."""
    return wishes.duplicates is None and not any(map(is_elsewhere, (results, rejects or "")))


def is_elsewhere(place: str) -> bool:
    """Whether a place is on no disk of this machine."""
    return "://" in place


def _within(place: str, other: str) -> bool:
    """Whether a folder or file is another one, or in it."""
    if is_elsewhere(place) or is_elsewhere(other):
        return f"{place.rstrip('/')}/".startswith(f"{other.rstrip('/')}/")
    return Path(place).resolve().is_relative_to(Path(other).resolve())


def _format_of(folder: str) -> str:
    """What a folder is written as, by its ending: Parquet, or for rejects CSV."""
    ending = Path(folder).suffix.lower()
    if ending not in _ENDINGS:
        raise _other_ending(folder)
    return _ENDINGS[ending]


def _other_ending(folder: str) -> InputError:
    what = say("distributed.other_ending", ending=Path(folder).suffix)
    return complaint(Code.UNKNOWN_FORMAT, folder, what, say("distributed.other_ending_hint"))


@contextmanager
def _folder(path: str | None, *, force: bool) -> Iterator[str]:
    """Where to write a folder: beside it, to be put in place when all went well; elsewhere Spark sees to that."""
    if path is None or is_elsewhere(path):
        yield path or ""
        return
    target = Path(path)
    refuse_existing(target, force=force)
    beside = target.absolute().with_name(f".{target.name}.unfinished")
    forget(PartFolder(beside).attempts)
    forget(beside)
    try:
        yield str(beside)
        _forget(target)
        beside.rename(target)
    except OSError as error:
        what = say("ground.file_unwritable", why=(error.strerror or str(error)).lower())
        raise complaint(Code.UNWRITABLE, path, what) from error
    finally:
        forget(PartFolder(beside).attempts)
        forget(beside)


def _forget(target: Path) -> None:
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)
    else:
        target.unlink(missing_ok=True)


def _write(frame: Any, kind: str, to: str, *, force: bool) -> None:
    writer = frame.write.mode("overwrite" if force else "error")
    if kind == "csv":
        writer.csv(to, header=True, escape='"')
    else:
        writer.parquet(to)


def _schema(types: Sequence[str]) -> str:
    return ", ".join(f"{place(n)} {kind}" for n, kind in enumerate(types))


__all__ = ["SparkBatch", "check_places", "open_table"]
