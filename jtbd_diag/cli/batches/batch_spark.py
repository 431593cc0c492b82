"""`jtbd-diag batch --engine spark`: the same survey, scored where its rows are."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jtbd_diag.cli.batches.batch_inputs import asked_in, in_its_version, shipped_or
from jtbd_diag.cli.batches.batch_messages import tell_losses, tell_scored, tell_summary
from jtbd_diag.cli.shared.date_calendar_and_issue import parse_day
from jtbd_diag.cli.shared.idle_options import given_options
from jtbd_diag.cli.shared.library_option import library_of
from jtbd_diag.ground.catalogue import say

if TYPE_CHECKING:
    from jtbd_diag.cli.batches.batch_inputs import SurveyOptions, TableOptions
    from jtbd_diag.cli.batches.batch_outputs import FileOptions, ResultOptions
    from jtbd_diag.cli.batches.batch_reports import ReportOptions
    from jtbd_diag.cli.batches.batch_run import RunOptions
    from jtbd_diag.cohort.report_numbers import Gathering
    from jtbd_diag.distributed.spark_batch import SparkBatch
    from jtbd_diag.results.batch_of_a_survey import Gathered
    from jtbd_diag.results.summary import Summary


class EngineChoice(StrEnum):
    """What works a table out."""

    polars = "polars"
    spark = "spark"


@dataclass(frozen=True)
class EngineOptions:
    """What works the table out, and where."""

    engine: Annotated[EngineChoice, typer.Option("--engine")] = EngineChoice.polars
    master: Annotated[str | None, typer.Option(metavar="URL")] = None

    def check(self) -> None:
        """Raise BadParameter for a cluster without Spark."""
        if self.master is not None and self.engine is not EngineChoice.spark:
            raise typer.BadParameter(say("cli.master_of_spark"))


_ELSEWHERE = frozenset({
    "table", "output", "questionnaire", "rejects", "layout", "mapping", "duplicates", "id_", "keep_previews",
    "keep_rejected", "personal", "pseudonymize", "key", "flips", "engine", "master", "context_", "strict", "force",
    "report", "by", "together", "kit", "theme", "date",
})  # fmt: skip
"""What may be asked of Spark too."""


def _refuse_others(context: typer.Context) -> None:
    """Raise BadParameter for what was asked and cannot be done there."""
    given = [option for name, option in given_options(context).items() if name not in _ELSEWHERE]
    if given:
        raise typer.BadParameter(say("cli.polars_only", options=", ".join(given), n=len(given)))


def run_on_spark(
    context: typer.Context,
    survey: SurveyOptions,
    how: TableOptions,
    files: FileOptions,
    wished: ResultOptions,
    pages: ReportOptions,
    engine: EngineOptions,
    run: RunOptions,
    looks: Path | None,
) -> int:
    """Read, score, write and tell, and make reports of it; the exit code. Raises BadParameter for what it cannot do."""
    _refuse_others(context)
    logging.getLogger().addHandler(logging.NullHandler())  # else py4j shows its insides on Ctrl-C
    results, rejects, named = files.results, files.rejects, survey.questionnaire
    wished.check()
    wishes = wished.wishes()
    from jtbd_diag.distributed.spark_batch import SparkBatch, check_places, may_trust
    from jtbd_diag.distributed.spark_session import in_sentences, open_session
    from jtbd_diag.distributed.spark_table import open_table
    from jtbd_diag.publishing import load_theme
    from jtbd_diag.results.reading_options import Reading, with_care

    library, day = library_of(context), parse_day(run.date)
    table = shipped_or(survey.table, library)
    asked = asked_in(named, how.mapping, library)
    pages.check(asked)
    check_places(table, results, rejects, pages.files, force=files.force)
    theme = load_theme(library, looks) if pages.files else None
    rows, trusts = open_table(open_session(engine.master), table), may_trust(wishes, results, rejects)
    reading = Reading(None, how.to_read(how.mapping), grid=rows.grid())

    def work(careful: bool) -> tuple[SparkBatch, Summary, Gathering | None, Gathered | None, tuple[str, ...]]:
        found = SparkBatch(asked, rows, reading._replace(grid=rows.grid(careful=careful or not trusts)), wishes)
        gathering = pages.gathering(found, library)
        notes = tell_scored(found, careful=careful)
        narrow = gathering.narrow if gathering else None
        summary, gathered = found.run(results, rejects, narrow=narrow, force=files.force)
        return found, summary, gathering, gathered, notes

    with in_sentences(table):
        asked = in_its_version(asked, named, library, reading, applied=survey.context_ is not None)
        found, summary, gathering, gathered, notes = with_care(work)
    tell_summary(summary, found, results, rejects)
    if gathering and gathered and theme:
        numbers = gathering.numbers(gathered)
        pages.write_for(found, numbers, day, notes, library, theme, force=files.force)
    return 1 if tell_losses(found.losses, summary, strict=run.strict) else 0
