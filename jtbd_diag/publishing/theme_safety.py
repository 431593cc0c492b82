"""The files of a theme's folder: all are in it, and what a page may read of them.

Owns that nothing outside the folder is read; must not know what the files say.
"""

from __future__ import annotations

import os
from pathlib import Path

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem, complaint

READABLE = (".typ", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".csv", ".json", ".yaml", ".toml", ".txt")
MOST_FILES = 2_000
MOST_BYTES = 64_000_000


def refuse_what_leads_out(folder: Path, most: int = MOST_FILES) -> None:
    """Raise InputError (THEME_SHAPE) with everything in the folder that leads out of it or is no file."""
    paths = _paths(folder, most)
    root = folder.resolve()
    problems = [fault for path in paths if (fault := _fault(path, root))]
    if problems:
        raise InputError(problems)


def _paths(folder: Path, most: int) -> list[Path]:
    paths: list[Path] = []
    for place, folders, files in os.walk(folder):
        paths += [Path(place, name) for name in sorted((*folders, *files))]
        if len(paths) > most:
            what = say("publishing.theme_many_files", most=most)
            raise complaint(Code.THEME_SHAPE, str(folder), what, say("publishing.theme_own_folder"))
    return paths


def _fault(path: Path, root: Path) -> Problem | None:
    if path.is_symlink() and not path.resolve().is_relative_to(root):
        what, hint = say("publishing.theme_link_out"), say("publishing.theme_link_out_hint")
        return Problem(Code.THEME_SHAPE, Location(str(path)), what, hint)
    if not (path.is_file() or path.is_dir() or path.is_symlink()):
        what = say("publishing.theme_no_file")
        return Problem(Code.THEME_SHAPE, Location(str(path)), what, say("publishing.theme_no_file_hint"))
    return None


def copy_readable(folder: Path, into: Path, most: int = MOST_BYTES) -> None:
    """Copy the texts and pictures of the folder, as they lie in it. Raises InputError where they are too large."""
    left = most
    for path in _paths(folder, MOST_FILES):
        if path.suffix.lower() not in READABLE or not path.is_file():
            continue
        left -= path.stat().st_size
        if left < 0:
            what = say("publishing.theme_too_large", most=most // 1_000_000)
            raise complaint(Code.THEME_SHAPE, str(folder), what, say("publishing.theme_own_folder"))
        copy = into / path.relative_to(folder)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
