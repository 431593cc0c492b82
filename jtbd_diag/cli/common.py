"""What the commands share: the library named by --library, reading answers, and how complaints are told.

Results go to stdout, talk to stderr.
"""

from __future__ import annotations

import contextlib
import datetime
import shlex
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from jtbd_diag.cli.printing import tell, tell_problems
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem, complaint
from jtbd_diag.ground.dates import today
from jtbd_diag.ground.library import Library

if TYPE_CHECKING:
    from jtbd_diag.answers import Answers
    from jtbd_diag.answers.answers_file import AnswersFile
    from jtbd_diag.playbook import Calendar
    from jtbd_diag.questionnaire import Questionnaire

MOST_YEARS = 100


class IssueChoice(StrEnum):
    """Which issue of a playbook is written."""

    now = "now"
    later = "later"
    last = "last"
    sheets = "sheets"
    all = "all"


def library_of(context: typer.Context) -> Library:
    """The library chosen on the command line or by the environment. Raises InputError when it is not there."""
    own = context.find_root().params.get("library")
    library = Library.from_environment(Path(own) if own else None)
    if library.own and not any((library.own / shelf).is_dir() for shelf in ("questionnaires", "playbooks", "offers")):
        what, hint = say("cli.no_library_in_folder"), say("cli.no_library_in_folder_hint")
        tell_problems([Problem(Code.MISSING_FILE, Location(str(library.own)), what, hint, warning=True)])
    return library


def command_line(context: typer.Context, *words: object) -> str:
    """A command to type next, with the --library that was given now."""
    own = context.find_root().params.get("library")
    return shlex.join(["jtbd-diag", *(["--library", str(own)] if own else []), *map(str, words)])


def completing(names: Callable[[Library], Iterable[str]]) -> Callable[[typer.Context, str], list[str]]:
    """Offers names to a shell that completes what was typed."""

    def offer(ctx: typer.Context, incomplete: str) -> list[str]:
        try:
            found = names(Library.from_environment(ctx.find_root().params.get("library")))
        except InputError:
            return []
        return [name for name in found if name.startswith(incomplete)]

    return offer


def read_leader(path: Path, library: Library, questionnaire: str | None = None) -> tuple[Questionnaire, Answers]:
    """An answers file and the questionnaire it answers, or the named one; warnings go to stderr.

    Raises InputError listing what cannot be used.
    """
    from jtbd_diag.answers import match, read_answers_file
    from jtbd_diag.questionnaire import load_questionnaire

    file = read_answers_file(path)
    asked = load_questionnaire(questionnaire, library) if questionnaire else questionnaire_of(file, library)
    answers, warnings = match(file, asked)
    tell_problems(warnings)
    if answers.invented:
        tell(say("answers.invented"))
    return asked, answers


def questionnaire_of(file: AnswersFile, library: Library) -> Questionnaire:
    """The questionnaire that an answers file names, in the version it answers, as its rater was asked it, and when.

    Raises InputError at the name.
    """
    from jtbd_diag.questionnaire import load_questionnaire
    from jtbd_diag.questionnaire.look_back import looking_back, looks_back_at
    from jtbd_diag.questionnaire.seen_from import seen_from
    from jtbd_diag.questionnaire.versions import answered_questionnaire

    content, where = file.content, file.document.where(("questionnaire",))
    whole = answered_questionnaire(
        file.questionnaire, where, library, version=content.version, scores_as=content.fingerprint
    )
    form = seen_from(whole, content.rater, lambda other: load_questionnaire(other, library))
    told = {*content.answers, *content.skipped, *content.set_aside, *content.notes}
    return looking_back(form) if told & {*looks_back_at(form)} else form


def questionnaires_of(library: Library) -> list[Questionnaire]:
    """Every questionnaire of the library that can be used, for what does not say its own by name, such as a code.

    The form of a later wave is one of its own, as its codes are.
    """
    from jtbd_diag.questionnaire import load_questionnaire
    from jtbd_diag.questionnaire.look_back import looking_back

    found = []
    for name in library.files("questionnaires", "", ".yaml"):
        with contextlib.suppress(InputError):  # its faults are no matter of who has answered another one
            found.append(load_questionnaire(name, library))
    return found + [looking_back(one) for one in found if one.again]


def parse_day(text: str | None) -> datetime.date:
    """A date given on the command line as 2026-11-21; today when none is given."""
    if text is None:
        return today()
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(say("cli.no_date", text=text, example=today().isoformat())) from None
    if abs(day.year - today().year) > MOST_YEARS:
        raise typer.BadParameter(say("cli.no_near_date", text=text, most=MOST_YEARS))
    return day


def refuse_outputs(paths: Sequence[Path], formats: Sequence[str], *, force: bool) -> None:
    """Raise InputError for a file whose ending names none of the formats, or that is there and may not be replaced."""
    from jtbd_diag.ground.files import refuse_all
    from jtbd_diag.ground.formats import by_ending

    for path in paths:
        by_ending(path, formats)
    refuse_all(paths, force=force)


def make_folder(folder: Path) -> None:
    """Make a folder and those around it. Raises InputError when that cannot be, or standard output is meant."""
    if str(folder) == "-":
        raise complaint(Code.UNWRITABLE, "-", say("cli.folder_is_a_pipe"), say("cli.folder_is_a_pipe_hint"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        in_the_way = isinstance(error, FileExistsError | NotADirectoryError)
        reason = say("cli.file_in_the_way") if in_the_way else error.strerror
        raise complaint(Code.UNWRITABLE, str(folder), say("cli.folder_unmade", reason=reason)) from None


def beside_questionnaires(library: Library, folder: Path, targets: Iterable[Path]) -> list[tuple[Path, Path]]:
    """The schema beside a questionnaire, so that editors help, and where it goes; one that is there stays."""
    if not any(target.parent == folder / "questionnaires" for target in targets):
        return []
    schemas = library.files("questionnaires", "", ".schema.json").values()
    found = [(path, folder / "questionnaires" / path.name) for path in schemas]
    return [(source, target) for source, target in found if not target.exists()]


def free_path(path: Path) -> Path:
    """The path, or the first of path-2, path-3, … that is not taken."""
    tries = (path.with_stem(f"{path.stem}-{n}") for n in range(2, 1000))
    return path if not path.exists() else next((p for p in tries if not p.exists()), path)


def own_calendar(path: Path, library: Library) -> Calendar:
    """The user's own calendar; what was made of one that a school publishes is told."""
    from jtbd_diag.playbook import read_calendar
    from jtbd_diag.playbook.advice import USUAL_CALENDAR

    found = read_calendar(path, read_calendar(library.file("playbooks", USUAL_CALENDAR)))
    for note in found.notes:
        tell(note)
    return found
