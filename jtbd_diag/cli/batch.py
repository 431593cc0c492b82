"""`jtbd-diag batch`: a survey export to results, a cohort report, and a playbook or a letter each."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jtbd_diag.cli.batch_inputs import Context, Which
from jtbd_diag.cli.batch_run import run_batch
from jtbd_diag.cli.batch_spark import EngineChoice
from jtbd_diag.cli.date_calendar_and_issue import IssueChoice

TableArgument = Annotated[str, typer.Argument(metavar="TABLE")]
OutputOption = Annotated[str | None, typer.Option("-o", "--output", metavar="FILE")]
QuestionnaireOption = Annotated[str | None, typer.Option(metavar="NAME")]
ReportOption = Annotated[list[Path] | None, typer.Option(metavar="FILE")]
ByOption = Annotated[list[str] | None, typer.Option(metavar="COLUMN")]
TogetherOption = Annotated[bool, typer.Option("--together")]
KitOption = Annotated[Path | None, typer.Option(metavar="DIR")]
PlaybooksOption = Annotated[Path | None, typer.Option(metavar="DIR")]
LettersOption = Annotated[Path | None, typer.Option(metavar="DIR")]
CalendarOption = Annotated[Path | None, typer.Option(metavar="FILE")]
IssueOption = Annotated[IssueChoice, typer.Option()]
FormatOption = Annotated[str, typer.Option("--format", metavar="FORMAT")]
ThemeOption = Annotated[Path | None, typer.Option(metavar="DIR")]
CodebookOption = Annotated[Path | None, typer.Option(metavar="FILE")]
RejectsOption = Annotated[str | None, typer.Option(metavar="FILE")]
LayoutOption = Annotated[str | None, typer.Option(metavar="NAME")]
MappingOption = Annotated[Path | None, typer.Option(metavar="FILE")]
LabelsOption = Annotated[Path | None, typer.Option(metavar="FILE")]
SheetOption = Annotated[str | None, typer.Option(metavar="NAME")]
LongOption = Annotated[str | None, typer.Option(metavar="ID,QUESTION,ANSWER")]
DuplicatesOption = Annotated[Which | None, typer.Option()]
IdOption = Annotated[str | None, typer.Option("--id", metavar="COLUMN")]
JoinOption = Annotated[Path | None, typer.Option(metavar="FILE")]
OnOption = Annotated[str | None, typer.Option(metavar="COLUMN")]
EventOption = Annotated[str | None, typer.Option("--event", metavar="NAME")]
KeepPreviewsOption = Annotated[bool, typer.Option("--keep-previews")]
KeepRejectedOption = Annotated[bool, typer.Option("--keep-rejected")]
KeepEmptyOption = Annotated[bool, typer.Option("--keep-empty")]
PersonalOption = Annotated[bool, typer.Option("--personal")]
PseudonymizeOption = Annotated[bool, typer.Option("--pseudonymize")]
KeyOption = Annotated[Path | None, typer.Option(metavar="FILE")]
FlipsOption = Annotated[bool | None, typer.Option("--flips/--no-flips")]
ContextOption = Annotated[Context | None, typer.Option("--context")]
CallsOption = Annotated[Path | None, typer.Option(metavar="FILE")]
OfApplicantsOption = Annotated[float | None, typer.Option(metavar="PART", min=0.001, max=1)]
SeedOption = Annotated[int | None, typer.Option(metavar="NUMBER")]
ShortlistOption = Annotated[Path | None, typer.Option(metavar="RULES")]
ListToOption = Annotated[list[Path] | None, typer.Option("--shortlist-out", metavar="FILE")]
DryRunOption = Annotated[bool, typer.Option("--dry-run")]
StrictOption = Annotated[bool, typer.Option("--strict")]
EngineOption = Annotated[EngineChoice, typer.Option("--engine")]
MasterOption = Annotated[str | None, typer.Option(metavar="URL")]
DateOption = Annotated[str | None, typer.Option(metavar="DATE")]
ForceOption = Annotated[bool, typer.Option("--force")]


def batch(
    context: typer.Context,
    table: TableArgument,
    output: OutputOption = None,
    questionnaire: QuestionnaireOption = None,
    report: ReportOption = None,
    by: ByOption = None,
    together: TogetherOption = False,
    kit: KitOption = None,
    playbooks: PlaybooksOption = None,
    letters: LettersOption = None,
    format_: FormatOption = "pdf",
    issue: IssueOption = IssueChoice.now,
    calendar: CalendarOption = None,
    theme: ThemeOption = None,
    rejects: RejectsOption = None,
    codebook: CodebookOption = None,
    layout: LayoutOption = None,
    mapping: MappingOption = None,
    sheet: SheetOption = None,
    labels: LabelsOption = None,
    long: LongOption = None,
    duplicates: DuplicatesOption = None,
    id_: IdOption = None,
    join: JoinOption = None,
    on: OnOption = None,
    event: EventOption = None,
    keep_previews: KeepPreviewsOption = False,
    keep_rejected: KeepRejectedOption = False,
    keep_empty: KeepEmptyOption = False,
    personal: PersonalOption = False,
    pseudonymize: PseudonymizeOption = False,
    key: KeyOption = None,
    flips: FlipsOption = None,
    engine: EngineOption = EngineChoice.polars,
    master: MasterOption = None,
    context_: ContextOption = None,
    calls: CallsOption = None,
    share: OfApplicantsOption = None, seed: SeedOption = None,
    shortlist: ShortlistOption = None,
    list_to: ListToOption = None,
    dry_run: DryRunOption = False,
    strict: StrictOption = False,
    date: DateOption = None,
    force: ForceOption = False,
) -> None:  # fmt: skip
    """Score a whole survey: results, a cohort report, a playbook or a letter for each leader."""
    raise typer.Exit(run_batch(context, locals()))
