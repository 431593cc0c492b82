"""`-o` and folders: where a command may write, and what it must not write over.

Owns what is refused before any work is done; files are written elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem, complaint
from jtbd_diag.ground.library import Library


def refuse_outputs(
    paths: Sequence[Path], formats: Sequence[str], *, force: bool, inputs: Iterable[Path | str | None] = ()
) -> None:
    """Raise InputError for a file whose ending names none of the formats, or that is there and may not be replaced.

    With `force` neither is one of the `inputs` written over, nor another output.
    """
    from jtbd_diag.ground.files import refuse_all
    from jtbd_diag.ground.formats import by_ending

    for path in paths:
        by_ending(path, formats)
    refuse_inputs(paths, inputs)
    refuse_all(paths, force=force)


def refuse_inputs(paths: Sequence[Path], inputs: Iterable[Path | str | None]) -> None:
    """Raise InputError (SAME_FILE) for an output that is read by the same command, or is another output too."""
    from jtbd_diag.ground.files import target_of

    read = {target_of(Path(one)) for one in inputs if one is not None}
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
    if piped := [*no_pipe(folder)]:
        raise InputError(piped)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        in_the_way = isinstance(error, FileExistsError | NotADirectoryError)
        reason = say("cli.file_in_the_way") if in_the_way else error.strerror
        raise complaint(Code.UNWRITABLE, str(folder), say("cli.folder_unmade", reason=reason)) from None


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
