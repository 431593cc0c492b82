"""One run of `jtbd-diag batch`: what was asked for, checked together, then done."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jtbd_diag.cli.batches.batch_calls_and_shortlist import fitted, write_lists
from jtbd_diag.cli.batches.batch_dry_run import rehearse
from jtbd_diag.cli.batches.batch_messages import (
    tell_calls,
    tell_losses,
    tell_scored,
    tell_summary,
    tell_unmatched,
    tell_unread,
)
from jtbd_diag.cli.batches.batch_outputs import Outputs
from jtbd_diag.cli.shared.date_calendar_and_issue import own_calendar, parse_day
from jtbd_diag.cli.shared.printing import tell
from jtbd_diag.cli.shared.shared_options import DateOption, StrictOption
from jtbd_diag.ground.catalogue import say

if TYPE_CHECKING:
    import datetime

    from jtbd_diag.cli.batches.batch_calls_and_shortlist import ListOptions
    from jtbd_diag.cli.batches.batch_handouts import HandoutOptions
    from jtbd_diag.cli.batches.batch_inputs import AskedAndRead
    from jtbd_diag.cli.batches.batch_outputs import FileOptions, ResultOptions
    from jtbd_diag.cli.batches.batch_reports import ReportOptions
    from jtbd_diag.cohort.report_numbers import Gathering
    from jtbd_diag.publishing import Theme
    from jtbd_diag.results.batch_of_a_survey import Batch, Gathered
    from jtbd_diag.results.scored_survey import Wishes
    from jtbd_diag.results.summary import Summary
    from jtbd_diag.shortlist.rules_file import FoundRules
    from jtbd_diag.shortlist.shortlist_of_batch import Shortlisting


@dataclass(frozen=True)
class RunOptions:
    """Of which day all is that is made, what counts as a failure, and whether anything is written."""

    dry_run: Annotated[bool, typer.Option("--dry-run")] = False
    strict: StrictOption = False
    date: DateOption = None


def run_batch(
    read: AskedAndRead,
    files: FileOptions,
    pages: ReportOptions,
    handouts: HandoutOptions,
    wished: ResultOptions,
    lists: ListOptions,
    how: RunOptions,
) -> int:
    """Check all that was asked for, then do it, or tell what would be done; the exit code."""
    wished.check()
    rules, draw = lists.rules(hidden=wished.pseudonymize), lists.draw(read.asked)
    if how.dry_run:
        return int(rehearse(read.asked, read.reading, wished.untold(), pages.columns, rules, strict=how.strict))
    results, rejects = Path(files.results), None if files.rejects is None else Path(files.rejects)
    pages.check(read.asked)
    handouts.refuse_for_nothing(pages=bool(pages.files))
    listed = tuple(lists.list_to or ())
    out = Outputs(results, rejects, pages.files, handouts, files.force, draw, listed, files.codebook)
    out.check({**read.files, "key": wished.key, "calendar": handouts.calendar, "rules": lists.shortlist})
    run = _Run(read, out, pages, rules, parse_day(how.date))
    return run.exit_code(wished.wishes(whole=out.for_statistics), dated=how.date is not None, strict=how.strict)


class _Run:
    """One run of the command. What is wrong with the theme or the calendar is told before any work is done."""

    def __init__(
        self, read: AskedAndRead, outputs: Outputs, reports: ReportOptions, rules: FoundRules | None, day: datetime.date
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
        from jtbd_diag.results.batch_of_a_survey import Batch
        from jtbd_diag.results.reading_options import with_care

        out = self.outputs

        def work(careful: bool) -> tuple[Batch, Summary, Gathering | None, Gathered | None, tuple[str, ...]]:
            found = Batch(self.questionnaire, self.reading, wishes, careful=careful)
            asked, self.fits = self.reports.gathering(found, self.library), fitted(found, self.rules)
            notes = tell_scored(found, careful=careful)
            tell_unread(found.unread, covered=found.cover is not None)
            tell_unmatched(found.joined)
            narrow = asked.narrow if asked else None
            summary, gathered = found.run(out.results, out.rejects, narrow=narrow, draw=out.draw, force=out.force)
            return found, summary, asked, gathered, notes

        found, summary, asked, gathered, notes = with_care(work)
        tell_summary(summary, found, out.results, out.rejects)
        if out.codebook:
            found.explain(out.codebook, out.results, summary.rows, self.day.isoformat(), force=out.force)
            tell(say("cli.wrote", path=out.codebook))
        tell_calls(found.calls, out.draw)
        write_lists(self.fits, out.lists, force=out.force)
        if asked and gathered:
            assert self.loaded is not None
            numbers = asked.numbers(gathered)
            self.reports.write_for(found, numbers, self.day, notes, self.library, self.loaded, force=out.force)
        if out.handouts.asked:
            self.failed = not out.handouts.make(found, self.library, self.day, dated=dated, force=out.force)
        return found, summary
