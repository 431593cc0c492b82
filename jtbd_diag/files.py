"""Writes a file whole or not at all.

Owns the temporary file and the rename; knows nothing of what is in the bytes.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from jtbd_diag.errors import Code, complaint


def refuse_existing(path: Path, *, force: bool) -> None:
    """Raise InputError (EXISTS) when `path` is there and may not be replaced."""
    if not force and os.path.lexists(path):
        raise complaint(Code.EXISTS, str(path), "the file is already there", "--force replaces it")


def write_whole(path: Path, data: bytes, *, force: bool = False) -> None:
    """Put `data` at `path`, so that a reader sees the old file, the new one, and nothing between.

    A symbolic link is followed. Raises InputError: EXISTS when the file is there and `force` is not given,
    UNWRITABLE when the folder is missing or closed or the disk is full; nothing is left behind.
    """
    refuse_existing(path, force=force)
    target = path.resolve()
    scratch = target.parent / f".{secrets.token_hex(8)}.tmp"
    try:
        _write_and_sync(scratch, data)
        scratch.replace(target)
    except OSError as error:
        raise complaint(Code.UNWRITABLE, str(path), _reason(error), _hint(target, error)) from error
    finally:
        _forget(scratch)


def _write_and_sync(path: Path, data: bytes) -> None:
    """Write a new file with the rights the user's umask gives, down to the disk."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _forget(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:  # the folder went away or closed meanwhile; the first complaint is the one that matters
        return


def _reason(error: OSError) -> str:
    why = (error.strerror or str(error)).lower()
    return f"the file cannot be written: {why}"


def _hint(target: Path, error: OSError) -> str | None:
    if target.is_dir():
        return "name a file, not a folder"
    if isinstance(error, FileNotFoundError):
        return folder_hint(target)
    return None


def folder_hint(target: Path) -> str:
    """How to mend that there is no folder for a file."""
    return f"make the folder first: {target.parent}"
