"""One run of `jtbd-diag batch`: what was asked for, checked together, then done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import typer

from jtbd_diag.cli.batch_dry_run import rehearse
from jtbd_diag.cli.batch_inputs import AskedAndRead, how_read, read_asked
from jtbd_diag.cli.batch_messages import tell_calls, tell_losses, tell_summary, tell_table, tell_unmatched, tell_unread
from jtbd_diag.cli.batch_outputs import Outputs, Wished
from jtbd_diag.cli.batch_reports import Pages, Reports
from jtbd_diag.cli.batch_shortlist import fitted, write_lists
from jtbd_diag.cli.batch_spark import unless_here
from jtbd_diag.cli.date_calendar_and_issue import own_calendar, parse_day
from jtbd_diag.cli.printing import tell
from jtbd_diag.ground.catalogue import say

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from jtbd_diag.cli.batch_handouts import Handouts
    from jtbd_diag.cohort.report_numbers import CohortNumbers
    from jtbd_diag.publishing import Theme
    from jtbd_diag.questionnaire import Questionnaire
    from jtbd_diag.results.batch_of_a_survey import Batch, Summary, Wishes
    from jtbd_diag.results.call_list import Draw
    from jtbd_diag.shortlist.rules_file import FoundRules
    from jtbd_diag.shortlist.shortlist_of_batch import Shortlisting


class Lists(NamedTuple):
    """The lists of applicants asked for."""

    calls: Path | None
    share: float | None
    seed: int | None
    shortlist: Path | None
    list_to: list[Path] | None

    def rules(self, *, hidden: bool) -> FoundRules | None:
        """The rules of a shortlist, where one is asked for. Raises BadParameter where nothing is said of its file."""
        if (self.shortlist is None) != (not self.list_to):
            raise typer.BadParameter(say("cli.shortlist_and_out"))
        if self.shortlist is None:
            return None
        if hidden:
            raise typer.BadParameter(say("cli.shortlist_and_pseudonyms"))
        from jtbd_diag.shortlist.rules_file import read_rules

        return read_rules(self.shortlist)

    def draw(self, asked: Questionnaire) -> Draw | None:
        """Whom to call, where that is asked for. Raises BadParameter where there is nothing to check."""
        if self.calls is None:
            if self.share is not None or self.seed is not None:
                raise typer.BadParameter(say("cli.draw_without_calls"))
            return None
        if not asked.claims:
            raise typer.BadParameter(say("cli.calls_without_claims"))
        from jtbd_diag.results.call_list import SEED, SHARE, Draw

        share, seed = SHARE if self.share is None else self.share, SEED if self.seed is None else self.seed
        return Draw(self.calls, share, seed)


class Files(NamedTuple):
    """Where results, rejects and the codebook go, of which day the rest is, and what counts as a failure."""

    output: str | None
    rejects: str | None
    codebook: Path | None
    date: str | None
    strict: bool
    force: bool
    dry_run: bool


def run_batch(context: typer.Context, given: Mapping[str, Any]) -> int:
    """Check all that was asked for, then do it, or tell what would be done; the exit code.

    `given` has the value of every option of `batch` by the name of its parameter.
    """
    how, pages = how_read(given), _of_options(Pages, given)
    wished = unless_here(context, how, _of_options(Wished, given), pages)
    read = read_asked(
        context, given["table"], given["questionnaire"], how, (given["join"], given["on"]), given["context_"]
    )
    return _checked_and_run(read, wished, pages, _handouts(given), _of_options(Lists, given), _of_options(Files, given))


OfOptions = TypeVar("OfOptions", bound=NamedTuple)


def _of_options(kind: type[OfOptions], given: Mapping[str, Any]) -> OfOptions:
    """What was said of the options that some part of the command is made of."""
    return kind(*(given[name] for name in kind._fields))


def _handouts(given: Mapping[str, Any]) -> Handouts:
    from jtbd_diag.cli.batch_handouts import Handouts

    kind, issue = given["format_"].lower(), given["issue"].value
    return Handouts(given["playbooks"], given["letters"], kind, issue, given["calendar"], given["theme"])


def _checked_and_run(
    read: AskedAndRead, wished: Wished, pages: Pages, handouts: Handouts, lists: Lists, files: Files
) -> int:
    wished.check()
    rules, draw = lists.rules(hidden=wished.pseudonymize), lists.draw(read.asked)
    if files.dry_run:
        return int(rehearse(read.asked, read.reading, wished.untold(), pages.by or (), rules, strict=files.strict))
    if files.output is None:
        raise typer.BadParameter(say("cli.results_where"))
    reports = pages.reports(read.asked)
    handouts.refuse_for_nothing(pages=bool(reports.files))
    listed, rejects = tuple(lists.list_to or ()), None if files.rejects is None else Path(files.rejects)
    out = Outputs(Path(files.output), rejects, reports.files, handouts, files.force, draw, listed, files.codebook)
    out.check({**read.files, "key": wished.key, "calendar": handouts.calendar, "rules": lists.shortlist})
    run = _Run(read, out, reports, rules, parse_day(files.date))
    return run.exit_code(wished.wishes(whole=out.for_statistics), dated=files.date is not None, strict=files.strict)


class _Run:
    """One run of the command. What is wrong with the theme or the calendar is told before any work is done."""

    def __init__(
        self, read: AskedAndRead, outputs: Outputs, reports: Reports, rules: FoundRules | None, day: datetime.date
    ) -> None:
        handouts = outputs.handouts
        handouts.refuse_without_jobs(read.asked)
        if handouts.calendar is not None:
            own_calendar(handouts.calendar, read.library, day)
        self.loaded: Theme | None = None
        if outputs.reports or handouts.asked:
            from jtbd_diag.publishing import load_theme

            self.loaded = load_theme(read.library, handouts.theme)
        self.library, self.questionnaire, self.reading = read.library, read.asked, read.reading
        self.outputs, self.reports, self.rules, self.day = outputs, reports, rules, day
        self.fits: Shortlisting | None = None
        self.failed = False

    def exit_code(self, wishes: Wishes, *, dated: bool, strict: bool) -> int:
        """Run, and tell what was lost; 1 where that, or a handout, is a failure."""
        found, summary = self.run(wishes, dated=dated)
        return 1 if tell_losses(found.losses, summary, found.joined, strict=strict) or self.failed else 0

    def run(self, wishes: Wishes, *, dated: bool) -> tuple[Batch, Summary]:
        """Read, score, write; then the report and the handouts."""
        from jtbd_diag.results.batch_of_a_survey import Batch, with_care
        from jtbd_diag.results.pooled_answers import pooled_notes

        out = self.outputs

        def work(careful: bool) -> tuple[Batch, Summary, CohortNumbers | None, tuple[str, ...]]:
            found = Batch(self.questionnaire, self.reading, wishes, careful=careful)
            asked, self.fits = self.reports.gathering(found, self.library), fitted(found, self.rules)
            if careful:
                tell(say("cli.read_with_care"))
            notes = tuple(map(found.covered, (*found.coded.notes, *pooled_notes(found.table))))
            tell_table(found.table, self.questionnaire, notes, found.hidden)
            tell_unread(found.unread, covered=found.cover is not None)
            tell_unmatched(found.joined)
            narrow = asked.narrow if asked else None
            summary, gathered = found.run(out.results, out.rejects, narrow=narrow, draw=out.draw, force=out.force)
            return found, summary, asked.numbers(gathered) if asked and gathered else None, notes

        found, summary, numbers, notes = with_care(work)
        tell_summary(summary, found, out.results, out.rejects)
        if out.codebook:
            found.explain(out.codebook, out.results, summary.rows, self.day.isoformat(), force=out.force)
            tell(say("cli.wrote", path=out.codebook))
        tell_calls(found.calls, out.draw)
        write_lists(self.fits, out.lists, force=out.force)
        if numbers is not None:
            assert self.loaded is not None
            self.reports.write_for(found, numbers, self.day, notes, self.library, self.loaded, force=out.force)
        if out.handouts.asked:
            self.failed = not out.handouts.make(found, self.library, self.day, dated=dated, force=out.force)
        return found, summary
