"""`jtbd-diag playbook`: answers to playbooks, in any format, one or many."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jtbd_diag.cli.shared.after import BecameOf, aftermath
from jtbd_diag.cli.shared.date_calendar_and_issue import IssueChoice, own_calendar, parse_day
from jtbd_diag.cli.shared.how_the_place_works import finished_beside, place_answers_beside, place_of
from jtbd_diag.cli.shared.idle_options import refuse_idle
from jtbd_diag.cli.shared.leader_answers import example_or, read_leader
from jtbd_diag.cli.shared.library_option import library_of
from jtbd_diag.cli.shared.output_paths import make_folder
from jtbd_diag.cli.shared.printing import stdout_console, tell, tell_problems
from jtbd_diag.cli.shared.shared_options import CalendarOption, DateOption, ForceOption, ThemeOption
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import InputError
from jtbd_diag.ground.files import refuse_all

if TYPE_CHECKING:
    import datetime

    from jtbd_diag.compare.transitions import Became
    from jtbd_diag.diagnosis import Diagnosis
    from jtbd_diag.ground.library import Library
    from jtbd_diag.playbook import Advice, Calendar, Playbook


class ForWhom(StrEnum):
    """Who gets pages beside the leader's."""

    coach = "coach"


@dataclass(frozen=True)
class PlaybookOptions:
    """Which playbook of a leader is written, and how; the same for all leaders of one call."""

    theme: ThemeOption = None
    job: Annotated[str | None, typer.Option(metavar="NAME")] = None
    issue: Annotated[IssueChoice, typer.Option()] = IssueChoice.now
    for_: Annotated[ForWhom | None, typer.Option("--for")] = None
    after: Annotated[Path | None, typer.Option(metavar="FILE")] = None
    became: Annotated[BecameOf | None, typer.Option(metavar="WORD")] = None
    force: ForceOption = False

    def check(self, *, several: bool) -> None:
        """Raise BadParameter for options that go with others alone, or with one leader."""
        if self.after is not None and several:
            raise typer.BadParameter(say("cli.after_of_one"))
        if self.became is not None and self.after is None:
            raise typer.BadParameter(say("cli.became_without_after"), param_hint="--became")


def playbook(
    context: typer.Context,
    answers: Annotated[list[Path], typer.Argument()],
    wished: PlaybookOptions,
    output: Annotated[list[Path] | None, typer.Option("-o", "--output", metavar="OUT")] = None,
    format_: Annotated[str | None, typer.Option("--format", metavar="FORMAT")] = None,
    date: DateOption = None,
    organisation: Annotated[Path | None, typer.Option(metavar="ANSWERS")] = None,
    calendar: CalendarOption = None,
) -> None:
    """Write the playbook that fits a leader's answers."""
    from jtbd_diag.playbook import load_advice
    from jtbd_diag.playbook.choice.issues_now_later_last import begins
    from jtbd_diag.publishing import FORMATS, load_theme, show

    day, kind = parse_day(date) if date else None, format_.removeprefix(".").lower() if format_ else None
    answers = [path for path in answers if path not in {place_answers_beside(other) for other in answers}]
    folder = _folder(output or [], len(answers) > 1, set(FORMATS))
    wished.check(several=len(answers) > 1)
    _refuse_misuse(answers, output or [], folder, kind)
    if not output and not kind:
        refuse_idle(context, "cli.nothing_with_looks", "theme")
    library = library_of(context)
    load_theme(library, wished.theme)  # what is wrong with it is told once, before the first playbook
    advice = load_advice(library)
    days = own_calendar(calendar, library, day or parse_day(None)) if calendar else None
    place = place_of(organisation, library)
    writer = _PlaybookWriter(library, advice, wished, day, place, days)
    if day is None and begins(wished.issue.value):
        tell(say("cli.issue_begins_today"))
    if folder is not None:
        raise typer.Exit(writer.into_folder(answers, folder, kind or "pdf"))
    if output:
        raise typer.Exit(writer.into_files(answers[0], output))
    if kind:
        writer.to_stdout(answers[0], kind)
    else:
        composed = writer.alone(answers[0])
        show(composed, stdout_console())
        writer.tell_sheets(composed)


def _folder(output: list[Path], many: bool, formats: set[str]) -> Path | None:
    """The one output when it is a folder: it is there, or its ending is no format's."""
    if len(output) != 1:
        return None
    only = output[0]
    ending = only.suffix.removeprefix(".").lower()
    return only if only.is_dir() or not ending or (many and ending not in formats) else None


def _refuse_misuse(answers: list[Path], output: list[Path], folder: Path | None, kind: str | None) -> None:
    if len(answers) > 1 and folder is None:
        raise typer.BadParameter(say("cli.several_need_folder"))
    if kind and folder is None:
        other = next((path for path in output if path.suffix.lower() != f".{kind}"), None)
        if other is not None:
            raise typer.BadParameter(say("cli.format_disagrees", kind=kind, path=other))
        if not output and kind in ("pdf", "docx") and sys.stdout.isatty():
            raise typer.BadParameter(say("cli.no_terminal_format", kind=kind))


@dataclass(frozen=True)
class _PlaybookWriter:
    library: Library
    advice: Advice
    wished: PlaybookOptions
    date: datetime.date | None
    place: Diagnosis | None
    calendar: Calendar | None

    def compose(self, answers: Path) -> Playbook:
        from jtbd_diag.diagnosis import diagnose
        from jtbd_diag.playbook import write_playbook
        from jtbd_diag.playbook.choice.issues_now_later_last import begins
        from jtbd_diag.playbook.choice.which_plays_and_steps import NO_PUSH, UNCLEAR
        from jtbd_diag.playbook.written_playbook import about_of, asked_for

        asked, told = read_leader(example_or(answers, self.library), self.library)
        given = told
        if given.respondent is None:  # then the file stands for the leader, so that calendars tell leaders apart
            given = replace(given, respondent=str(answers.absolute()))
        diagnosis = diagnose(asked, given)
        about = asked_for(asked, self.wished.job) if self.wished.job else about_of(diagnosis)
        leader = (asked, told)
        if about in (NO_PUSH, UNCLEAR) and begins(self.wished.issue.value):
            tell(say("cli.one_issue_only"))
        became: Became | None = self.wished.became.value if self.wished.became else None
        after = aftermath(self.wished.after, leader, about, self.library, became) if self.wished.after else None
        place = self.place or self._place_of(answers)
        return write_playbook(
            diagnosis,
            advice=self.advice,
            date=self.date,
            organisation=place,
            calendar=self.calendar,
            job=self.wished.job,
            issue=self.wished.issue.value,
            for_coach=self.wished.for_ is ForWhom.coach,
            after=after,
        )

    def alone(self, answers: Path) -> Playbook:
        """What is shown where only one document can be: the coach's pages, if these are asked for."""
        composed = self.compose(answers)
        return composed.coach or composed

    def _place_of(self, answers: Path) -> Diagnosis | None:
        """What was answered about the place, where that lies beside the leader's answers."""
        there = finished_beside(answers, self.library)
        if there is not None:
            tell(say("cli.place_taken", path=there))
        elif place_answers_beside(answers).is_file():
            tell(say("cli.place_not_taken", path=place_answers_beside(answers)))
        return place_of(there, self.library)

    def publish(self, written: Playbook, path: Path) -> tuple[Path, ...]:
        from jtbd_diag.publishing import publish

        return publish(written, path, library=self.library, theme=self.wished.theme, force=self.wished.force)

    @staticmethod
    def tell_sheets(written: Playbook) -> None:
        """Where only the playbook itself could be shown, that there are sheets."""
        if written.sheets is not None:
            tell(say("cli.sheets_apart"))

    def into_files(self, answers: Path, output: list[Path]) -> int:
        """One playbook in several files; what can be told wrong beforehand is told before any is written."""
        from jtbd_diag.publishing import files_of, format_of

        paths = list(dict.fromkeys(output))
        for path in paths:
            format_of(path)
        refuse_all(paths, force=self.wished.force)
        written = self.compose(answers)
        refuse_all([file for path in paths for file in files_of(written, path)], force=self.wished.force)
        failed = [path for path in paths if not self._done(partial(self.publish, written, path), tells=True)]
        return 1 if failed else 0

    def into_folder(self, answers: list[Path], folder: Path, kind: str) -> int:
        """A file each, named after the answers file; one that fails is told and does not stop the rest."""
        from jtbd_diag.publishing import format_of

        format_of(Path(f"x.{kind}"))
        make_folder(folder)
        done = 0
        for path, name in zip(answers, _names(answers), strict=True):
            done += self._done(partial(self.write_one, path, folder / f"{name}.{kind}"))
        tell(say("cli.wrote_playbooks", done=done, of=len(answers), folder=folder))
        return 0 if done == len(answers) else 1

    def write_one(self, answers: Path, target: Path) -> tuple[Path, ...]:
        return self.publish(self.compose(answers), target)

    @staticmethod
    def _done(write: Callable[[], tuple[Path, ...]], *, tells: bool = False) -> bool:
        """Whether it could be written; if not, why is told."""
        try:
            written = write()
        except InputError as error:
            tell_problems(error.problems)
            return False
        for path in written if tells else ():
            tell(say("cli.wrote", path=path))
        return True

    def to_stdout(self, answers: Path, kind: str) -> None:
        from jtbd_diag.publishing import load_theme, render

        composed = self.alone(answers)
        page = render(composed, kind, load_theme(self.library, self.wished.theme))
        sys.stdout.flush()
        sys.stdout.buffer.write(page)
        sys.stdout.buffer.flush()
        if kind != "ics":
            self.tell_sheets(composed)


def _names(answers: list[Path]) -> list[str]:
    """The files' stems; where all are called the same, as `D01/answers.yaml`, their folders' names. No two alike."""
    stems = [path.stem for path in answers]
    if len(set(stems)) < len(stems) or set(stems) == {"answers"}:
        stems = [f"{path.absolute().parent.name}-{path.stem}".removesuffix("-answers") for path in answers]
    names: dict[str, str] = {}  # some disks take A and a for the same
    for stem in stems:
        tries = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(stems) + 1))
        name = next(name for name in tries if name.casefold() not in names)
        names[name.casefold()] = name
    return list(names.values())
