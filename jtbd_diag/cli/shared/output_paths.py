"""`-o` and folders: where a command may write, and what it must not write over.

Owns what is refused before any work is done; files are written elsewhere.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem, complaint
from jtbd_diag.ground.files import folder_hint, is_utf_8, refuse_all, target_of
from jtbd_diag.ground.library import Library


def refuse_outputs(
    paths: Sequence[Path], formats: Sequence[str], *, force: bool, inputs: Iterable[Path | str | None] = ()
) -> None:
    """Raise InputError for a file whose ending names none of the formats, or that cannot be where it shall be.

    What is there is not replaced; with `force` it is, but for the `inputs` and another output.
    """
    from jtbd_diag.ground.formats import by_ending

    for path in paths:
        by_ending(path, formats)
    refuse_inputs(paths, inputs)
    refuse_places(paths, force=force)


def refuse_places(paths: Sequence[Path], *, force: bool, more: Iterable[Problem] = ()) -> None:
    """Raise InputError for files that cannot be written where they shall be, with `more` that is wrong, or EXISTS."""
    problems = [*more, *(problem for path in paths for problem in _misplaced(path))]
    if problems:
        raise InputError(problems)
    refuse_all(paths, force=force)


def _misplaced(path: Path) -> Iterator[Problem]:
    """Why a file cannot be where it shall be: its name, or its folder."""
    target, where = target_of(path), Location(str(path))
    if not is_utf_8(target):
        yield Problem(Code.UNWRITABLE, where, say("cli.name_not_utf8"), say("cli.file_taken_hint"))
    if target.is_dir():
        yield Problem(Code.NOT_A_FILE, where, say("cli.is_a_folder"), say("cli.is_a_folder_hint"))
    elif not target.parent.is_dir():
        yield Problem(Code.UNWRITABLE, where, say("cli.no_folder_there"), folder_hint(target))
    elif not os.access(target.parent, os.W_OK):
        yield Problem(Code.UNWRITABLE, where, say("cli.folder_closed"), say("cli.folder_closed_hint"))


def unusable(folder: Path) -> Iterator[Problem]:
    """Why a folder cannot be made, or nothing be put into it."""
    there = next(one for one in (folder.absolute(), *folder.absolute().parents) if one.exists())
    where = Location(str(folder))
    if not there.is_dir():
        reason = say("cli.file_in_the_way", file=there)
        yield Problem(Code.UNWRITABLE, where, say("cli.folder_unmade", reason=reason))
    elif not os.access(there, os.W_OK):
        yield Problem(Code.UNWRITABLE, where, say("cli.folder_closed"), say("cli.folder_closed_hint"))


def refuse_inputs(paths: Sequence[Path], inputs: Iterable[Path | str | None]) -> None:
    """Raise InputError (SAME_FILE) for an output that is read by the same command, or is another output too."""
    read = {target_of(Path(input_)) for input_ in inputs if input_ is not None}
    places = [target_of(path) for path in paths]
    problems = [
        Problem(Code.SAME_FILE, Location(str(path)), say(key), say("cli.file_taken_hint"))
        for n, (path, place) in enumerate(zip(paths, places, strict=True))
        for key, taken in (("cli.file_read_too", place in read), ("cli.file_written_too", place in places[:n]))
        if taken
    ]
    if problems:
        raise InputError(problems)


def no_pipe(folder: Path) -> Iterator[Problem]:
    """The complaint about standard output, `-`, where several files are written."""
    if str(folder) == "-":
        yield Problem(Code.UNWRITABLE, Location("-"), say("cli.folder_is_a_pipe"), say("cli.folder_is_a_pipe_hint"))


def make_folder(folder: Path) -> None:
    """Make a folder and those around it. Raises InputError when that cannot be, or standard output is meant."""
    if problems := [*no_pipe(folder), *unusable(folder)]:
        raise InputError(problems)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise complaint(Code.UNWRITABLE, str(folder), say("cli.folder_unmade", reason=error.strerror)) from None


def free_path(path: Path) -> Path:
    """The path, or the first of path-2, path-3, … that is not taken."""
    tries = (path.with_stem(f"{path.stem}-{n}") for n in range(2, 1000))
    return path if not path.exists() else next((p for p in tries if not p.exists()), path)


def beside_questionnaires(library: Library, folder: Path, targets: Iterable[Path]) -> list[tuple[Path, Path]]:
    """The schema beside a questionnaire, so that editors help, and where it goes; one that is there stays."""
    if not any(target.parent == folder / "questionnaires" for target in targets):
        return []
    schemas = library.files("questionnaires", "", ".schema.json").values()
    found = [(path, folder / "questionnaires" / path.name) for path in schemas]
    return [(source, target) for source, target in found if not target.exists()]
