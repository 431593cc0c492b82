"""A survey export in; results and rejects out, and what a report and playbooks are made from.

Owns the order of the work and what is held in memory. A table of up to `LARGE` rows is held; a larger one streams
from file to file, without flips and without a look for duplicates unless they are asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from jtbd_diag.ground.complaints import Problem
from jtbd_diag.ground.files import told_of, write_whole
from jtbd_diag.ground.formats import by_ending
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.results.lost_answers import REFUSED_WHOLE, Refusal, refusals_of
from jtbd_diag.results.reading_options import LARGE, Reading, is_large, read
from jtbd_diag.results.scored_survey import ScoredSurvey, Wishes
from jtbd_diag.results.summary import Summary, summarized, summary_of
from jtbd_diag.results.which_row_counts import RowChoice, choice_of
from jtbd_diag.results.written import result_files
from jtbd_diag.results.written.results_workbook import about_results, check_size, write_rejects, write_results
from jtbd_diag.survey.answered_twice import duplicates
from jtbd_diag.survey.cells.coded_answers import Coded, code
from jtbd_diag.survey.files import ROW
from jtbd_diag.survey.files.grid import scratch_file, state_of, unchanged
from jtbd_diag.survey.table.survey_table import Table

if TYPE_CHECKING:
    from jtbd_diag.results.call_list import Calls, Draw
    from jtbd_diag.results.written.statistics_variables import Variable
    from jtbd_diag.survey.applications.joined_applications import JoinedApplications


class Gathered(NamedTuple):
    """What a report is made from: the rows it needs, how many kept silent, and what could not be used.

    The rows of a large table are in a file until the process ends.
    """

    narrow: pl.LazyFrame
    silence: pl.DataFrame
    tallied: pl.DataFrame


Narrow = Callable[[pl.LazyFrame], pl.LazyFrame]


def _table(
    questionnaire: Questionnaire, reading: Reading, wishes: Wishes, *, careful: bool
) -> tuple[Table, Coded, tuple[Problem, ...]]:
    """The table and its coded answers; of a folder also what is wrong with files that could not be read at all."""
    if reading.source is None or not reading.is_folder:
        table = read(questionnaire, reading, careful=careful)
        return table, code(table, questionnaire), ()
    from jtbd_diag.results.returned.returned_files import read_folder
    from jtbd_diag.results.returned.returned_table import survey_of

    returned = read_folder(reading.source, questionnaire, reading.known)
    survey = survey_of(returned, questionnaire, identity=reading.how.identity, personal=wishes.personal)
    return survey.table, survey.coded, survey.unread


class Batch(ScoredSurvey):
    """One table, or folder of answers files, read and scored. Nothing is worked out before `run`.

    `unread` says what is wrong with each file of a folder that could not be read. Where `listed` says, before `run`,
    what a list needs of the results, `candidates` has it afterwards.
    """

    def __init__(
        self,
        questionnaire: Questionnaire,
        reading: Reading,
        wishes: Wishes,
        *,
        careful: bool = False,
        hold: bool = False,
    ) -> None:
        """Read the table's shape. Raises InputError for whatever keeps it from being read.

        With `hold` the answers of a table that is not large are read now, to be gone through several times.
        """
        self.reading = reading
        self.file = None if reading.is_folder else reading.source
        self.since = state_of(self.file)
        with unchanged(self.file, self.since):
            table, coded, self.unread = _table(questionnaire, reading, wishes, careful=careful)
            self.joined: JoinedApplications | None = None
            if reading.join:
                from jtbd_diag.survey.applications.joined_applications import with_applications

                covered = wishes.key is not None
                table, coded, self.joined = with_applications(table, coded, reading.join, covered=covered)
            self.large = is_large(table, reading.source)
            coded = coded.in_memory() if hold and not self.large else coded
        super().__init__(questionnaire, table, coded, wishes, flips=not self.large)
        self.calls: Calls | None = None
        self.listed: Narrow | None = None
        self.candidates: pl.DataFrame | None = None

    @property
    def telling(self) -> tuple[str, ...]:
        """The columns of the results that tell who somebody is, and how to reach them."""
        return tuple(dict.fromkeys((*self.identity.ids, *self.identity.personal, *self.results.personal)))

    # -- who answered twice ----------------------------------------------------------------------------

    @cached_property
    def twice(self) -> pl.DataFrame | None:
        """Rows of respondents who answered more than once; None when nobody looked."""
        if self.large and self.wishes.duplicates is None:
            return None
        found = duplicates(self.table)
        return None if found is None else found.collect(engine="streaming")

    @cached_property
    def choice(self) -> RowChoice:
        """Which rows count of those who answered more than once."""
        assert self.twice is not None
        return choice_of(self.table, self.coded, self.twice, self.wishes.duplicates or "all")

    # -- the work --------------------------------------------------------------------------------------

    def run(
        self,
        results: Path,
        rejects: Path | None,
        *,
        narrow: Narrow | None = None,
        draw: Draw | None = None,
        force: bool = False,
    ) -> tuple[Summary, Gathered | None]:
        """Work everything out, write results and rejects; gather what a report needs where `narrow` says what it is.

        Where there is a `draw`, whom it calls is written as well, and kept as `calls`.
        Raises InputError: EXISTS, UNWRITABLE, TOO_MANY_FOR_A_SPREADSHEET, TOO_MANY_FOR_STATISTICS.
        """
        kind = by_ending(results, result_files.OF_RESULTS)
        rejected = by_ending(rejects, result_files.FORMATS) if rejects else None
        held = not self.large
        self._check_size(results, kind)
        kept = scratch_file(".report.parquet") if narrow and self.large else None
        of_results: dict[str, Narrow] = {"summary": summarized, **({"narrow": _to(kept, narrow)} if narrow else {})}
        of_results |= self._lists(draw)
        cut = 0
        with ExitStack() as files:
            to = files.enter_context(result_files.scratch(results, force=force))
            to_rejects = files.enter_context(result_files.scratch(rejects, force=force)) if rejects else None
            to_calls = files.enter_context(result_files.scratch(draw.path, force=force)) if draw else None
            files.enter_context(unchanged(self.file, self.since))  # left first, before anything is put in place
            plans = {
                "results": self.frame if held else self._sink(kind, to),
                **({} if held else {name: made(self.frame) for name, made in of_results.items()}),
                **({"silence": self.results.silence, "tallied": self._tallied()} if narrow else {}),
                **({"rejects": self._rejects(rejected, to_rejects)} if rejected and to_rejects else {}),
            }
            found = dict(zip(plans, pl.collect_all(list(plans.values()), engine="streaming"), strict=True))
            if held:
                found |= {name: made(found["results"].lazy()).collect() for name, made in of_results.items()}
                with told_of(results):
                    cut = self._write(found["results"], kind, to)
            elif kind == "xlsx":
                streamed = pl.scan_parquet(self._held_for_sheet, glob=False)
                cut = self._write_workbook(streamed, to)
            if rejected == "xlsx" and to_rejects:
                write_rejects(found["rejects"], to_rejects)
            if draw and to_calls:
                self._write_calls(found["calls"], draw, to_calls)
            summary = summary_of(found["summary"].row(0, named=True), looked=self.twice is not None, cut=cut)
            self.count_whole_rows(summary)
        self.candidates = found.get("listed")
        rows = pl.scan_parquet(kept, glob=False) if kept else found["narrow"].lazy() if narrow else None
        return summary, Gathered(rows, found["silence"], found["tallied"]) if rows is not None else None

    def explain(self, codebook: Path, results: Path, rows: int, day: str, *, force: bool = False) -> None:
        """Write the codebook, in XML, of a file of results with so many rows; `day` as 2026-11-21.

        Raises InputError: EXISTS, UNWRITABLE.
        """
        from jtbd_diag.results.written.ddi_codebook import DescribedFile, ddi_codebook

        kind = by_ending(results, result_files.OF_RESULTS)
        file = DescribedFile(results.name, kind, rows, self._about(rows))
        write_whole(codebook, ddi_codebook(self._variables(kind), self.questionnaire, file, day), force=force)

    def look(self) -> tuple[Summary, list[Refusal]]:
        """What a run would come to, and what it would refuse, most often first; nothing is written."""
        summary, refused = pl.collect_all([summarized(self.frame), self.refused], engine="streaming")
        told = summary_of(summary.row(0, named=True), looked=self.twice is not None, cut=0)
        self.count_whole_rows(told)
        return told, refusals_of(refused)

    @property
    def refused(self) -> pl.LazyFrame:
        """What cannot be used by its reason, as `refusals_of` takes it."""
        whole = pl.col("code").is_in(REFUSED_WHOLE).all()
        return self.coded.rejects.group_by("what").agg(pl.len(), pl.col("column").unique().sort(), whole)

    def _lists(self, draw: Draw | None) -> dict[str, Narrow]:
        listed = {"listed": self.listed} if self.listed else {}
        if draw is None:
            return listed
        from jtbd_diag.results.call_list import drawn

        return {"calls": lambda results: drawn(results, draw, self.telling, tuple(self.questionnaire.claims)), **listed}

    def _write_calls(self, found: pl.DataFrame, draw: Draw, to: Path) -> None:
        from jtbd_diag.results.call_list import calls_of, write_calls

        self.calls = calls_of(self.questionnaire, found)
        write_calls(self.calls, draw, to)

    def _tallied(self) -> pl.LazyFrame:
        return self.rejects.group_by("column", "what").len()

    def _check_size(self, results: Path, kind: str) -> None:
        """Raise InputError where the table is too large for the format."""
        if kind in result_files.STATISTICS and self.large:
            from jtbd_diag.results.written.statistics_files import refuse_large

            refuse_large(str(results), LARGE)
        if kind == "xlsx" and self.large:
            rows = int(self.table.frame.select(pl.len()).collect(engine="streaming").item())
            check_size(str(results), rows, len(self.columns))

    def _unmatched(self) -> pl.LazyFrame:
        """Who found no partner where applications were joined."""
        assert self.joined is not None
        found = self.joined.unmatched(self.table.source, covered=self.cover is not None)
        return self.cover.keys(found, self.results.carried[self.joined.key]) if self.cover else found

    def _rejects(self, kind: str, to: Path) -> pl.LazyFrame:
        """What could not be used, as it is written."""
        rejects = self.rejects if self.large else self.rejects.sort(ROW, maintain_order=True)
        rejects = pl.concat([rejects, self._unmatched()]) if self.joined else rejects
        return rejects if kind == "xlsx" else result_files.sink(rejects, kind, to)

    @cached_property
    def _held_for_sheet(self) -> Path:
        return scratch_file(".parquet")

    def _sink(self, kind: str, to: Path) -> pl.LazyFrame:
        sheet = kind == "xlsx"  # a large workbook is written from a file
        return result_files.sink(
            self.frame, "parquet" if sheet else kind, self._held_for_sheet if sheet else to, self.ours
        )

    def _unread_cells(self) -> pl.LazyFrame:
        """The row and the item of each cell that could not be read."""
        items = {column.header: column.item for column in self.table.columns if column.item}
        named = {**{item: item for item in self.questionnaire.items}, **items}
        item = pl.col("column").replace_strict(named, default=None, return_dtype=pl.String).alias("item")
        return self.coded.rejects.select(pl.col(ROW).alias("row"), item)

    def _about(self, rows: int) -> tuple[str, ...]:
        return about_results(self.questionnaire, self.table.source, rows)

    def _variables(self, kind: str) -> tuple[Variable, ...]:
        from jtbd_diag.results.written.statistics_variables import variables_as_written, variables_of

        made = variables_of if kind in result_files.STATISTICS else variables_as_written
        return made(self.columns, self.questionnaire, self.frame.collect_schema())

    def _write(self, results: pl.DataFrame, kind: str, to: Path) -> int:
        """Write results that are held; returns how many texts had to be cut."""
        if kind in result_files.STATISTICS:
            from jtbd_diag.results.written.statistics_files import with_unread, write_statistics

            about, unread = self._about(results.height), self._unread_cells().collect(engine="streaming")
            return write_statistics(with_unread(results, unread), self._variables(kind), about, kind, to)
        if kind == "xlsx":
            check_size(str(to), results.height, results.width)
            return self._write_workbook(results, to)
        result_files.sink(results.lazy(), kind, to, self.ours).collect(engine="streaming")
        return 0

    def _write_workbook(self, results: pl.DataFrame | pl.LazyFrame, to: Path) -> int:
        return write_results(results, self.columns, self.questionnaire, self.table.source, to)


def _to(file: Path | None, narrow: Narrow) -> Narrow:
    """The same rows, on their way into a file where one is given."""
    return narrow if file is None else lambda frame: narrow(frame).sink_parquet(file, lazy=True)
