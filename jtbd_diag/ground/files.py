"""Writes a file whole or not at all.

Owns the temporary file and the rename; knows nothing of what is in the bytes.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Problem, complaint

NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
"""What the system says of a full disk."""
_UNFINISHED = re.compile(r"\.(\d+)-([0-9a-f]{16})\.tmp")


def refuse_existing(path: Path, *, force: bool) -> None:
    """Raise InputError (EXISTS) when `path` is there and may not be replaced."""
    if not force and os.path.lexists(path):
        raise complaint(Code.EXISTS, str(path), say("ground.file_exists"), say("ground.file_exists_hint"))


def refuse_all(paths: Iterable[Path], *, force: bool) -> None:
    """Raise InputError (EXISTS) naming every path that is there and may not be replaced."""
    problems: list[Problem] = []
    for path in paths:
        try:
            refuse_existing(path, force=force)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)


def write_whole(path: Path, data: bytes, *, force: bool = False) -> None:
    """Put `data` at `path`, so that a reader sees the old file, the new one, and nothing between.

    A symbolic link is followed. Raises InputError: EXISTS when the file is there at the end and `force` is not
    given, UNWRITABLE when the folder is missing or closed or the disk is full; nothing is left behind.
    """
    with made_beside(path, force=force) as scratch:
        scratch.write_bytes(data)


@contextmanager
def made_beside(path: Path, *, force: bool) -> Iterator[Path]:
    """A path to write to, row after row; when all went well it becomes `path`, else nothing is left of it.

    Raises InputError as `write_whole` does.
    """
    refuse_existing(path, force=force)
    target = target_of(path)
    scratch = target.parent / f".{os.getpid()}-{_mark(target)}{secrets.token_hex(4)}.tmp"
    try:
        with told_of(path):
            yield scratch
            with scratch.open("r+b") as file:
                os.fsync(file.fileno())
            put_in_place(scratch, path, force=force)
    finally:
        forget(scratch)


def _mark(target: Path) -> str:
    return hashlib.sha256(os.fsencode(target.name)).hexdigest()[:8]


@contextmanager
def told_of(path: Path) -> Iterator[None]:
    """Have what cannot be written inside told of `path`, and not of a file that is open beside it."""
    try:
        yield
    except OSError as error:
        raise complaint(Code.UNWRITABLE, str(path), unwritable(error), _hint(target_of(path), error)) from error


def target_of(path: Path) -> Path:
    """Where a path leads to, links followed. Raises InputError for a link that leads to itself."""
    try:
        target = path.resolve()
        looped = target.is_symlink()
    except (OSError, RuntimeError, ValueError) as error:  # Python 3.11 raises RuntimeError for a link to itself
        looped = isinstance(error, RuntimeError) or getattr(error, "errno", None) == errno.ELOOP
        if not looped:
            what = say("ground.file_unwritable", why=getattr(error, "strerror", None) or error)
            raise complaint(Code.UNWRITABLE, str(path), what) from None
    if looped:
        raise complaint(Code.UNWRITABLE, str(path), say("ground.link_to_itself"), say("ground.link_to_itself_hint"))
    return target


def is_utf_8(path: Path) -> bool:
    """Whether a path is text; a disk may hold names that are bytes of another encoding."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


def put_in_place(scratch: Path, path: Path, *, force: bool) -> None:
    """Let a finished file beside `path` become it, all at once.

    Without `force`, only where nothing is: of two that end together, one is told EXISTS, and neither is replaced.
    """
    target = target_of(path)
    if force:
        scratch.replace(target)
        return
    try:
        try:
            os.link(scratch, target)  # fails where something is, in the same breath in which it looks
        except FileExistsError:
            raise
        except OSError:  # a disk that knows no links: the name is taken first, then given what it stands for
            os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
            scratch.replace(target)
        else:
            scratch.unlink()
    except FileExistsError:
        what = say("ground.file_came_meanwhile")
        raise complaint(Code.EXISTS, str(path), what, say("ground.file_exists_hint")) from None


def sweep(folder: Path, for_: Path | None = None) -> None:
    """Take away what was left half-written in a folder, or `for_` one file of it, by a process that runs no more.

    Raises OSError.
    """
    mark = _mark(for_) if for_ else ""
    for left in folder.iterdir():
        unfinished = _UNFINISHED.fullmatch(left.name)
        if unfinished and unfinished[2].startswith(mark) and not runs(int(unfinished[1])):
            left.unlink(missing_ok=True)


def runs(process: int) -> bool:
    """Whether a process of this number runs, as far as the system says."""
    if os.name == "nt":  # where to ask means to interrupt
        return True
    try:
        os.kill(process, 0)
        return ") Z " not in Path(f"/proc/{process}/stat").read_text(encoding="utf-8")  # which ended, and nobody asked
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's, or a system without /proc
        return True


def forget(path: Path) -> None:
    """Take a file away, where it is there and that can be."""
    try:
        path.unlink(missing_ok=True)
    except OSError:  # the folder went away or closed meanwhile; the first complaint is the one that matters
        return


def unwritable(error: OSError) -> str:
    """Why a file cannot be written, as the system tells it."""
    return say("ground.file_unwritable", why=(error.strerror or str(error)).lower())


def _hint(target: Path, error: OSError) -> str | None:
    if target.is_dir():
        return say("ground.no_folder_hint")
    if isinstance(error, FileNotFoundError | NotADirectoryError) and not target.parent.is_dir():
        return folder_hint(target)
    return None


def folder_hint(target: Path) -> str:
    """How to mend that there is no folder for a file."""
    in_the_way = next((one for one in target.parents if one.exists() and not one.is_dir()), None)
    if in_the_way:
        return say("ground.another_folder_hint", file=in_the_way)
    return say("ground.make_folder_hint", parent=target.parent)
