"""Which handouts `jtbd-diag batch` makes, a playbook or a letter each, and what is told of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jtbd_diag.cli.batches.batch_messages import MOST_TOLD
from jtbd_diag.cli.shared.date_calendar_and_issue import IssueChoice
from jtbd_diag.cli.shared.output_paths import no_pipe, unusable
from jtbd_diag.cli.shared.printing import tell
from jtbd_diag.cli.shared.shared_options import CalendarOption, ThemeOption
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, Location, Problem
from jtbd_diag.ground.english import beginning
from jtbd_diag.ground.files import target_of

if TYPE_CHECKING:
    import datetime

    from jtbd_diag.ground.library import Library
    from jtbd_diag.handouts.make_all import HandoutTally
    from jtbd_diag.handouts.one_handout import Handout
    from jtbd_diag.playbook.choice.issues_now_later_last import Issue
    from jtbd_diag.questionnaire import Questionnaire
    from jtbd_diag.results.batch_of_a_survey import Batch

CALENDAR_ENTRIES = "ics"
FORMAT = "pdf"
"""What is made where nothing else is said."""
_INTO_FILE = {"playbook": "cli.playbooks_into_file", "letter": "cli.letters_into_file"}
_PROGRESS = {"playbook": "cli.progress_playbooks", "letter": "cli.progress_letters"}
_MADE = {"playbook": "cli.playbooks_made", "letter": "cli.letters_made"}


@dataclass(frozen=True)
class HandoutOptions:
    """The folders that playbooks and letters go into, their format, and what else they follow."""

    playbooks: Annotated[Path | None, typer.Option(metavar="DIR")] = None
    letters: Annotated[Path | None, typer.Option(metavar="DIR")] = None
    format_: Annotated[str, typer.Option("--format", metavar="FORMAT")] = FORMAT
    issue: Annotated[IssueChoice, typer.Option()] = IssueChoice.now
    calendar: CalendarOption = None
    theme: ThemeOption = None

    @property
    def kind(self) -> str:
        """The format, as an ending without its dot."""
        return self.format_.lower()

    @property
    def asked(self) -> dict[Handout, Path]:
        """The folder of each kind of handout that is asked for."""
        folders: dict[Handout, Path | None] = {"playbook": self.playbooks, "letter": self.letters}
        return {handout: folder for handout, folder in folders.items() if folder is not None}

    def check_format(self) -> None:
        """Raise InputError for a format that is not known, or not of letters."""
        from jtbd_diag.ground.formats import unknown_format
        from jtbd_diag.publishing import FORMATS, format_of

        if self.asked:
            format_of(Path(f"x.{self.kind}"))
        if self.letters and self.kind == CALENDAR_ENTRIES:
            raise unknown_format(self.kind, str(self.letters), [one for one in FORMATS if one != CALENDAR_ENTRIES])

    def refuse_for_nothing(self, *, pages: bool) -> None:
        """Raise BadParameter where it is said how handouts are made, and none is; a theme is of `pages` as well."""
        said = {
            "--format": self.kind != FORMAT,
            "--issue": self.issue is not IssueChoice.now,
            "--calendar": self.calendar is not None,
            "--theme": self.theme is not None and not pages,
        }
        idle = [option for option, given in said.items() if given and not self.asked]
        if idle:
            raise typer.BadParameter(say("cli.how_without_handouts", options=", ".join(idle)))

    def misplaced(self) -> Iterator[Problem]:
        """Folders that are files, and one folder for both."""
        for handout, folder in self.asked.items():
            yield from no_pipe(folder)
            if folder.is_file():
                yield Problem(Code.UNWRITABLE, Location(str(folder)), say(_INTO_FILE[handout]))
            else:
                yield from unusable(folder)
        if self.playbooks and self.letters and target_of(self.playbooks) == target_of(self.letters):
            where = Location(str(self.letters))
            yield Problem(Code.SAME_FILE, where, say("cli.letters_among_playbooks"), say("cli.file_taken_hint"))

    def refuse_without_jobs(self, asked: Questionnaire) -> None:
        """Tell before any work is done that there are none for a questionnaire without jobs."""
        if self.asked and asked.classification is None:
            from jtbd_diag.playbook.written_playbook import no_playbook

            options = ", ".join(f"--{handout}s" for handout in self.asked)
            raise no_playbook(asked, say("cli.without_handouts", options=options))

    def make(self, batch: Batch, library: Library, day: datetime.date, *, dated: bool, force: bool) -> bool:
        """Make all that are asked for and tell what came of them; whether each could be made."""
        tallies = [
            self._made(handout, folder, batch, library, day, dated=dated, force=force)
            for handout, folder in self.asked.items()
        ]
        return not any(tally.failed for tally in tallies)

    def _made(
        self,
        handout: Handout,
        folder: Path,
        batch: Batch,
        library: Library,
        day: datetime.date,
        *,
        dated: bool,
        force: bool,
    ) -> HandoutTally:
        from jtbd_diag.cli.shared.progress import progress_bar
        from jtbd_diag.handouts.letters import make_letters
        from jtbd_diag.handouts.make_all import make_handouts
        from jtbd_diag.handouts.one_handout import Recipe
        from jtbd_diag.handouts.recipients import wanted

        issue: Issue = self.issue.value
        recipe = Recipe(
            batch.questionnaire, library, folder, self.kind, day, dated, self.theme, issue, self.calendar, handout
        )
        make = make_letters if handout == "letter" else make_handouts
        try:
            with progress_bar(say(_PROGRESS[handout])) as progress:
                tally = make(recipe, wanted(batch, self.kind), force=force, progress=progress)
        except KeyboardInterrupt:
            tell(say("cli.handouts_interrupted", folder=folder))
            raise
        _tell(tally, handout, folder)
        return tally


def _tell(tally: HandoutTally, handout: Handout, folder: Path) -> None:
    for file, what in (*tally.failed[:MOST_TOLD], *tally.warned[:MOST_TOLD]):
        tell(f"{folder / file}: {what}")
    others = {
        "cli.handouts_already": tally.already,
        "cli.handouts_failed": len(tally.failed),
        "cli.handouts_warned": len({file for file, _ in tally.warned}),
    }
    made = say(_MADE[handout], n=tally.made, folder=folder)
    tell(", ".join([made, *(say(key, n=count) for key, count in others.items() if count)]))
    if tally.others:
        tell(say("cli.handouts_of_earlier_runs", n=len(tally.others), named=beginning(tally.others, 3), folder=folder))
