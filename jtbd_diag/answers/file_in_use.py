"""Marks an answers file as in use while an interview writes it, so that a second one does not wipe it.

Owns the lock, a hidden file beside; the system lets go of it when its process ends, however that ends. Readers need
none, since the answers file is always whole.
"""

from __future__ import annotations

import datetime
import getpass
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, complaint

MOST_SAID = 200


@contextmanager
def in_use(path: Path) -> Iterator[None]:
    """Hold an answers file, there or still to come. Raises InputError (IN_USE) telling who has it.

    Where a folder or disk knows no locks, it goes without: what cannot be written there is told by the writer.
    """
    target = Path(os.path.realpath(path))
    lock = target.with_name(f".{target.name}.lock")
    descriptor = _hold(lock, path)
    try:
        yield
    finally:
        if descriptor is not None:
            with suppress(OSError):  # an open file cannot be taken away on Windows
                lock.unlink()
            os.close(descriptor)


def _hold(lock: Path, path: Path) -> int | None:
    while True:
        try:
            descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        except OSError:
            return None
        try:
            _lock(descriptor)
        except BlockingIOError:
            who = _holder(descriptor)
            os.close(descriptor)
            raise _taken(path, who) from None
        except OSError:
            os.close(descriptor)
            return None
        if _still_there(lock, descriptor):
            with suppress(OSError):  # a full disk: held all the same, by nobody who can be named
                os.truncate(descriptor, 0)
                os.write(descriptor, _myself().encode("utf-8", "replace"))
            return descriptor
        os.close(descriptor)  # whoever held it took it away meanwhile


def _still_there(lock: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(lock.stat(), os.fstat(descriptor))
    except OSError:
        return False


def _lock(descriptor: int) -> None:
    """Take the lock at once. Raises BlockingIOError when somebody has it, OSError where there are none."""
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        os.lseek(descriptor, MOST_SAID, os.SEEK_SET)  # behind the words, which others may then read
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError as error:
            raise BlockingIOError from error
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _myself() -> str:
    number, machine = os.getpid(), platform.node() or say("answers.this_machine")
    try:
        return say("answers.process_of", number=number, user=getpass.getuser(), machine=machine)
    except (OSError, KeyError, ImportError):  # nobody the system knows
        return say("answers.process", number=number, machine=machine)


def _holder(descriptor: int) -> str:
    """Who wrote the lock, and when."""
    who = os.read(descriptor, MOST_SAID).decode("utf-8", "replace").strip()
    since = datetime.datetime.fromtimestamp(os.fstat(descriptor).st_mtime, tz=datetime.UTC).astimezone()
    return say("answers.since", who=who, since=f"{since:%Y-%m-%d %H:%M}") if who else ""


def _taken(path: Path, who: str) -> InputError:
    what = say("answers.in_use") + (f": {who}" if who else "")
    return complaint(Code.IN_USE, str(path), what, say("answers.in_use_hint"))
