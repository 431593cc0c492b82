"""`jtbd-diag batch`: a survey export to results, a cohort report, and a playbook or a letter each."""

from __future__ import annotations

import typer

from jtbd_diag.cli.batches.batch_calls_and_shortlist import ListOptions
from jtbd_diag.cli.batches.batch_handouts import HandoutOptions
from jtbd_diag.cli.batches.batch_inputs import JoinOptions, SurveyOptions, TableOptions, read_asked
from jtbd_diag.cli.batches.batch_outputs import FileOptions, ResultOptions
from jtbd_diag.cli.batches.batch_reports import ReportOptions
from jtbd_diag.cli.batches.batch_run import RunOptions, run_batch
from jtbd_diag.cli.batches.batch_spark import EngineChoice, EngineOptions, run_on_spark


def batch(
    context: typer.Context,
    survey: SurveyOptions,
    files: FileOptions,
    pages: ReportOptions,
    handouts: HandoutOptions,
    table: TableOptions,
    joined: JoinOptions,
    wished: ResultOptions,
    engine: EngineOptions,
    lists: ListOptions,
    run: RunOptions,
) -> None:
    """Score a whole survey: results, a cohort report, a playbook or a letter for each leader."""
    if engine.engine is EngineChoice.spark:
        code = run_on_spark(context, survey, table, files, wished, pages, engine, run, handouts.theme)
        raise typer.Exit(code)
    engine.check()
    read = read_asked(context, survey, table, joined)
    raise typer.Exit(run_batch(read, files, pages, handouts, wished, lists, run))
