"""`jtbd-diag batch`: a survey export to results, a cohort report, and a playbook each."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jtbd_diag.cli.batch_inputs import Context, HowRead, asked_and_read
from jtbd_diag.cli.batch_outputs import Outputs
from jtbd_diag.cli.batch_rehearsal import rehearse
from jtbd_diag.cli.batch_reports import Reports
from jtbd_diag.cli.batch_talk import MOST_TOLD, tell_calls, tell_losses, tell_summary, tell_table, tell_unread
from jtbd_diag.cli.common import IssueChoice, library_of, parse_day
from jtbd_diag.cli.printing import tell
from jtbd_diag.ground.catalogue import say

if TYPE_CHECKING:
    import datetime

    from jtbd_diag.cohort.gathering import CohortNumbers, Gathering
    from jtbd_diag.ground.library import Library
    from jtbd_diag.publishing import Theme
    from jtbd_diag.questionnaire import Questionnaire
    from jtbd_diag.results.call_list import Draw
    from jtbd_diag.results.run import Batch, Reading, Summary, Wishes
    from jtbd_diag.results.which_row_counts import Keep
    from jtbd_diag.survey.people.nobodys_rows import Kept


class Which(StrEnum):
    """Which rows of a respondent count who answered more than once."""

    first = "first"
    last = "last"
    all = "all"


TableArgument = Annotated[str, typer.Argument(metavar="TABLE")]
OutputOption = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE")]
QuestionnaireOption = Annotated[str | None, typer.Option(metavar="NAME")]
ReportOption = Annotated[list[Path] | None, typer.Option(metavar="FILE")]
ByOption = Annotated[list[str] | None, typer.Option(metavar="COLUMN")]
TogetherOption = Annotated[bool, typer.Option("--together")]
KitOption = Annotated[Path | None, typer.Option(metavar="DIR")]
PlaybooksOption = Annotated[Path | None, typer.Option(metavar="DIR")]
CalendarOption = Annotated[Path | None, typer.Option(metavar="FILE")]
IssueOption = Annotated[IssueChoice, typer.Option()]
FormatOption = Annotated[str, typer.Option("--format", metavar="FORMAT")]
ThemeOption = Annotated[Path | None, typer.Option(metavar="DIR")]
RejectsOption = Annotated[Path | None, typer.Option(metavar="FILE")]
LayoutOption = Annotated[str | None, typer.Option(metavar="NAME")]
MappingOption = Annotated[Path | None, typer.Option(metavar="FILE")]
LabelsOption = Annotated[Path | None, typer.Option(metavar="FILE")]
SheetOption = Annotated[str | None, typer.Option(metavar="NAME")]
LongOption = Annotated[str | None, typer.Option(metavar="ID,QUESTION,ANSWER")]
DuplicatesOption = Annotated[Which | None, typer.Option()]
IdOption = Annotated[str | None, typer.Option("--id", metavar="COLUMN")]
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
DryRunOption = Annotated[bool, typer.Option("--dry-run")]
StrictOption = Annotated[bool, typer.Option("--strict")]
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
    format_: FormatOption = "pdf",
    issue: IssueOption = IssueChoice.now,
    calendar: CalendarOption = None,
    theme: ThemeOption = None,
    rejects: RejectsOption = None,
    layout: LayoutOption = None,
    mapping: MappingOption = None,
    sheet: SheetOption = None,
    labels: LabelsOption = None,
    long: LongOption = None,
    duplicates: DuplicatesOption = None,
    id_: IdOption = None,
    event: EventOption = None,
    keep_previews: KeepPreviewsOption = False,
    keep_rejected: KeepRejectedOption = False,
    keep_empty: KeepEmptyOption = False,
    personal: PersonalOption = False,
    pseudonymize: PseudonymizeOption = False,
    key: KeyOption = None,
    flips: FlipsOption = None,
    context_: ContextOption = None,
    calls: CallsOption = None,
    share: OfApplicantsOption = None,
    seed: SeedOption = None,
    dry_run: DryRunOption = False,
    strict: StrictOption = False,
    date: DateOption = None,
    force: ForceOption = False,
) -> None:
    """Score a whole survey: results, a cohort report, and a playbook for each leader."""
    library = library_of(context)
    how = HowRead(layout, mapping, sheet, id_, labels, event, long, _kept(keep_previews, keep_rejected, keep_empty))
    asked, reading = asked_and_read(table, questionnaire, library, how, applied=context_ is not None)
    if dry_run:
        raise typer.Exit(int(rehearse(asked, reading, _untold(personal, pseudonymize, duplicates), by or (), strict)))
    results, reports = _results_file(output, personal, pseudonymize, key), _reports(report, by, together, kit, asked)
    out = Outputs(results, rejects, reports.files, playbooks, format_.lower(), force, _draw(asked, calls, share, seed))
    out.check({"table": reading.source, "mapping": mapping, "labels": labels, "key": key, "calendar": calendar})
    job = _Job(library, asked, out, reports, theme, issue, calendar)
    raise typer.Exit(job.exit_code(reading, _wishes(personal, _key(key), duplicates, flips), date, strict=strict))


def _reports(
    files: list[Path] | None, by: list[str] | None, together: bool, kit: Path | None, asked: Questionnaire
) -> Reports:
    """The pages asked for; only of a staff one says who gets what of the kit."""
    if kit is not None and not asked.staff_map:
        raise typer.BadParameter(say("cli.kit_of_a_staff"))
    reports = Reports(tuple(files or ()), tuple(name.strip() for name in by or ()), together, kit)
    reports.check()
    return reports


def _draw(asked: Questionnaire, calls: Path | None, share: float | None, seed: int | None) -> Draw | None:
    """Whom to call, where that is asked for. Raises BadParameter where there is nothing to check."""
    from jtbd_diag.results.call_list import SEED, SHARE, Draw

    if calls is None:
        if share is not None or seed is not None:
            raise typer.BadParameter(say("cli.draw_without_calls"))
        return None
    if not asked.claims:
        raise typer.BadParameter(say("cli.calls_without_claims"))
    return Draw(calls, SHARE if share is None else share, SEED if seed is None else seed)


def _kept(previews: bool, rejected: bool, empty: bool) -> tuple[Kept, ...]:
    told: dict[Kept, bool] = {"previews": previews, "rejected": rejected, "empty": empty}
    return tuple(what for what, kept in told.items() if kept)


def _results_file(output: Path | None, personal: bool, pseudonymize: bool, key: Path | None) -> Path:
    """Where the results go. Raises BadParameter for options that do not go together."""
    if output is None:
        raise typer.BadParameter(say("cli.results_where"))
    if personal and pseudonymize:
        raise typer.BadParameter(say("cli.personal_and_pseudonyms"))
    if pseudonymize != (key is not None):
        raise typer.BadParameter(say("cli.pseudonyms_and_key"))
    return output


def _key(path: Path | None) -> bytes | None:
    from jtbd_diag.results.pseudonyms import read_key

    return read_key(path) if path else None


def _wishes(personal: bool, key: bytes | None, duplicates: Which | None, flips: bool | None) -> Wishes:
    from jtbd_diag.results.run import Wishes

    keeps: dict[Which | None, Keep] = {Which.first: "first", Which.last: "last", Which.all: "all"}
    return Wishes(personal, key, keeps.get(duplicates), flips)


def _untold(personal: bool, pseudonymize: bool, duplicates: Which | None) -> Wishes:
    """The wishes of a rehearsal, which shows no pseudonym and so needs no key of anybody's."""
    return _wishes(personal, bytes(32) if pseudonymize else None, duplicates, False)


class _Job:
    """One run of the command. What is wrong with the theme or the calendar is told before any work is done."""

    def __init__(
        self,
        library: Library,
        questionnaire: Questionnaire,
        outputs: Outputs,
        reports: Reports,
        theme: Path | None,
        issue: IssueChoice,
        calendar: Path | None,
    ) -> None:
        outputs.refuse_without_jobs(questionnaire)
        if calendar is not None:
            from jtbd_diag.playbook import read_calendar

            read_calendar(calendar)
        self.loaded: Theme | None = None
        if outputs.reports or outputs.playbooks:
            from jtbd_diag.publishing import load_theme

            self.loaded = load_theme(library, theme)
        self.library, self.questionnaire, self.outputs, self.theme = library, questionnaire, outputs, theme
        self.reports, self.issue, self.calendar = reports, issue, calendar
        self.failed = False

    def exit_code(self, reading: Reading, wishes: Wishes, date: str | None, *, strict: bool) -> int:
        """Run, and tell what was lost; 1 where that, or a playbook, is a failure."""
        found, summary = self.run(reading, wishes, parse_day(date), dated=date is not None)
        return 1 if tell_losses(found.losses, summary, strict=strict) or self.failed else 0

    def run(self, reading: Reading, wishes: Wishes, day: datetime.date, *, dated: bool) -> tuple[Batch, Summary]:
        """Read, score, write; then the report and the playbooks."""
        from jtbd_diag.results.pooled_answers import pooled_notes
        from jtbd_diag.results.run import Batch, with_care

        out = self.outputs

        def work(careful: bool) -> tuple[Batch, Summary, CohortNumbers | None, tuple[str, ...]]:
            found = Batch(self.questionnaire, reading, wishes, careful=careful)
            asked = self._gathering(found)
            if careful:
                tell(say("cli.read_with_care"))
            notes = tuple(map(found.covered, (*found.coded.notes, *pooled_notes(found.table))))
            tell_table(found.table, self.questionnaire, notes, found.hidden)
            tell_unread(found.unread, covered=found.cover is not None)
            narrow = asked.narrow if asked else None
            summary, gathered = found.run(out.results, out.rejects, narrow=narrow, draw=out.draw, force=out.force)
            return found, summary, asked.numbers(gathered) if asked and gathered else None, notes

        found, summary, numbers, notes = with_care(work)
        tell_summary(summary, found, out.results, out.rejects)
        tell_calls(found.calls, out.draw)
        if numbers is not None:
            self._write_reports(numbers, found, day, notes)
        if out.playbooks:
            self._make_playbooks(found, out.playbooks, day, dated)
        return found, summary

    def _gathering(self, found: Batch) -> Gathering | None:
        """What the reports ask for; None where there are none and nothing to group by."""
        if not self.outputs.reports and not self.reports.by:
            return None
        from jtbd_diag.cohort.earlier_reports import earlier
        from jtbd_diag.cohort.gathering import Gathering
        from jtbd_diag.cohort.leaders.recruit_signs import load_recruiting

        signs = load_recruiting(self.library).signs if self.questionnaire.profiles else ()
        asked = Gathering(found, self.reports.by, earlier(self.outputs.reports), signs)
        return asked if self.outputs.reports else None

    def _write_reports(self, numbers: CohortNumbers, found: Batch, day: datetime.date, notes: tuple[str, ...]) -> None:
        """The reports; `notes` is what was told of cells and pooled answers."""
        from jtbd_diag.cohort.report_shape import Occasion

        assert self.loaded is not None
        read = (*map(found.covered, found.table.notes), *notes)
        occasion = Occasion(Path(found.table.source).name, day, read, found.table.invented)
        self.reports.write(numbers, occasion, self.library, self.loaded, force=self.outputs.force)

    def _make_playbooks(self, found: Batch, folder: Path, day: datetime.date, dated: bool) -> None:
        from jtbd_diag.cli.progress import progress_bar
        from jtbd_diag.handouts.make_all import make_playbooks
        from jtbd_diag.handouts.recipients import wanted
        from jtbd_diag.handouts.worker import Recipe

        kind = self.outputs.kind
        theme, calendar, issue = self.theme, self.calendar, self.issue
        recipe = Recipe(self.questionnaire, self.library, folder, kind, day, dated, theme, issue.value, calendar)
        with progress_bar(say("cli.progress_playbooks")) as progress:
            tally = make_playbooks(recipe, wanted(found, kind), force=self.outputs.force, progress=progress)
        for file, what in (*tally.failed[:MOST_TOLD], *tally.warned[:MOST_TOLD]):
            tell(f"{folder / file}: {what}")
        others = {
            "cli.playbooks_already": tally.already,
            "cli.playbooks_failed": len(tally.failed),
            "cli.playbooks_warned": len({file for file, _ in tally.warned}),
        }
        made = say("cli.playbooks_made", n=tally.made, folder=folder)
        tell(", ".join([made, *(say(key, n=count) for key, count in others.items() if count)]))
        self.failed = bool(tally.failed)
