"""`jtbd-diag batch --engine spark`: the same survey, scored where its rows are."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from jtbd_diag.cli.batch_inputs import HowRead, asked_in, in_its_version, shipped_or
from jtbd_diag.cli.batch_messages import tell_losses, tell_summary, tell_table
from jtbd_diag.cli.date_calendar_and_issue import parse_day
from jtbd_diag.cli.library_option import library_of
from jtbd_diag.ground.catalogue import say

if TYPE_CHECKING:
    from jtbd_diag.cli.batch_outputs import Wished
    from jtbd_diag.cli.batch_reports import Pages
    from jtbd_diag.results.batch_of_a_survey import Wishes


class EngineChoice(StrEnum):
    """What works a table out."""

    polars = "polars"
    spark = "spark"


_ELSEWHERE = frozenset({
    "table", "output", "questionnaire", "rejects", "layout", "mapping", "duplicates", "id_", "keep_previews",
    "keep_rejected", "personal", "pseudonymize", "key", "flips", "engine", "master", "context_", "strict", "force",
    "report", "by", "together", "kit", "theme", "date",
})  # fmt: skip
"""What may be asked of Spark too."""


def unless_here(context: typer.Context, how: HowRead, wished: Wished, pages: Pages) -> Wished:
    """Do the whole command where the rows are, if asked to; else what was wished, to be done here.

    Raises BadParameter for a cluster without Spark.
    """
    if context.params["engine"] == EngineChoice.spark:
        _refuse_others(context)
        if context.params["output"] is None:
            raise typer.BadParameter(say("cli.results_where"))
        wished.check()
        raise typer.Exit(_run_on_spark(context, how, wished.wishes(), pages))
    if context.params["master"] is not None:
        raise typer.BadParameter(say("cli.master_of_spark"))
    return wished


def _refuse_others(context: typer.Context) -> None:
    """Raise BadParameter for what was asked and cannot be done there."""
    given = [
        one.opts[-1]
        for one in context.command.params
        if one.name not in _ELSEWHERE and str(context.get_parameter_source(one.name or "")).endswith("COMMANDLINE")
    ]
    if given:
        raise typer.BadParameter(say("cli.polars_only", options=", ".join(given), n=len(given)))


def _run_on_spark(context: typer.Context, how: HowRead, wishes: Wishes, pages: Pages) -> int:
    """Read, score, write and tell, and make reports of it; the exit code."""
    from jtbd_diag.distributed.spark_batch import SparkBatch, check_places, open_table
    from jtbd_diag.distributed.spark_session import in_sentences, open_session
    from jtbd_diag.publishing import load_theme
    from jtbd_diag.results.pooled_answers import pooled_notes
    from jtbd_diag.results.reading_options import Reading

    given, library = context.params, library_of(context)
    table, results, rejects = shipped_or(given["table"], library), given["output"], given["rejects"]
    named, force, day = given["questionnaire"], given["force"], parse_day(given["date"])
    asked = asked_in(named, how.mapping, library)
    reports = pages.reports(asked)
    check_places(table, results, rejects, reports.files, force=force)
    theme = load_theme(library, Path(given["theme"]) if given["theme"] else None) if reports.files else None
    rows = open_table(open_session(given["master"]), table)
    reading = Reading(None, how.layout, how.mapping, identity=how.id_, keep=how.kept, grid=rows.grid)
    with in_sentences(table):
        asked = in_its_version(asked, named, library, reading, applied=given["context_"] is not None)
        found = SparkBatch(asked, rows, reading, wishes)
        gathering = reports.gathering(found, library)
        notes = tuple(map(found.covered, (*found.coded.notes, *pooled_notes(found.table))))
        tell_table(found.table, asked, notes, found.hidden)
        summary, gathered = found.run(results, rejects, narrow=gathering.narrow if gathering else None, force=force)
    tell_summary(summary, found, results, rejects)
    if gathering and gathered and theme:
        numbers = gathering.numbers(gathered)
        reports.write_for(found, numbers, day, notes, library, theme, force=force)
    return 1 if tell_losses(found.losses, summary, strict=given["strict"]) else 0
