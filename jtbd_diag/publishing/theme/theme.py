"""How a published playbook looks: colours, fonts, logo and templates, the user's files over the shipped ones.

Owns where a theme's files lie, that nothing outside its folder is read, and that its pictures are some; must not know
what is published with them.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem, complaint
from jtbd_diag.ground.library import Library
from jtbd_diag.ground.text_files import read_text
from jtbd_diag.publishing.theme.fetched_from_outside import refuse_outside_of_drawing, refuse_outside_of_word
from jtbd_diag.publishing.theme.theme_yaml import PICTURES, Look, look_of

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


WORD_STYLES = "reference.docx"
SLIDES_STYLES = "reference.pptx"
LAYOUTS = {name: f"{name}.typ" for name in ("slides", "poster", "card", "cut")}
"""What changes page.typ for pages of another kind, by kind."""
FILES = (
    "theme.yaml",
    "page.html",
    "page.typ",
    "profile.svg.j2",
    "influence.svg.j2",
    "cohort.html",
    "chart.svg.j2",
    WORD_STYLES,
    *LAYOUTS.values(),
    SLIDES_STYLES,
)
DRAWN = tuple(name for name in FILES if name.endswith(".svg.j2"))
"""The templates of drawings."""


@dataclass(frozen=True)
class Theme:
    """A look and its files: from `folder` where they are there, else from the library."""

    library: Library
    folder: Path | None
    look: Look

    def path(self, name: str) -> Path:
        """Where the theme's file `name` lies. Raises InputError when neither has it."""
        return _path(self.library, self.folder, name)

    def text(self, name: str) -> str:
        """The text of the theme's file `name`."""
        return read_text(self.path(name))

    def logo(self) -> bytes | None:
        """The logo's file; None without one. Raises InputError when it cannot be read."""
        if self.look.logo is None:
            return None
        try:
            return self.look.logo.read_bytes()
        except OSError as error:
            what = say("publishing.logo_unreadable", strerror=error.strerror)
            raise complaint(Code.UNREADABLE, str(self.look.logo), what) from error

    def replaces(self, name: str) -> bool:
        """Whether the file `name` is somebody's own, and not the shipped one."""
        return self.path(name) != Library().file("playbooks", f"theme/{name}")

    @contextlib.contextmanager
    def reachable(self) -> Iterator[Path | None]:
        """A folder with copies of the texts and pictures that a PDF's page may read; None where there are none."""
        folders = (*_own_folders(self.library), *([self.folder] if self.folder else []))
        if not folders:
            yield None
            return
        with tempfile.TemporaryDirectory(prefix="jtbd-diag-") as name:
            for folder in folders:
                copy_readable(folder, Path(name))
            yield Path(name)

    def font_folder(self) -> Path | None:
        """The user's own font files, when the theme's folder has a `fonts` folder."""
        own = self.folder / "fonts" if self.folder else None
        return own if own and own.is_dir() else None


def load_theme(library: Library | None = None, folder: Path | None = None) -> Theme:
    """The theme in `folder`, laid file by file over the library's.

    A theme.yaml names only what differs. Raises InputError with every problem found: unknown keys, colours
    that are none or cannot be read on the paper, a logo that is not there.
    """
    library = library or Library()
    _check_folder(folder)
    for place in (*_own_folders(library), *([folder] if folder else [])):
        refuse_what_leads_out(place)
        if (place / WORD_STYLES).is_file():
            refuse_outside_of_word(place / WORD_STYLES)
    folders = [*reversed(library.folders("playbooks", "theme")), *([folder] if folder else [])]
    files = [file for place in folders if (file := place / "theme.yaml").is_file()]
    look = look_of(tuple((read_text(file), str(file)) for file in files))
    theme = Theme(library, folder, look)
    _check_logo(theme)
    return theme


def _check_logo(theme: Theme) -> None:
    """Raise InputError where the logo is no picture inside, or fetches anything."""
    picture, file = theme.logo(), theme.look.logo
    if picture is None or file is None:
        return
    if not PICTURES[file.suffix.lower()].search(picture):
        what = say("publishing.logo_other_inside", upper=file.suffix[1:].upper())
        raise complaint(Code.THEME_SHAPE, str(file), what, say("publishing.logo_other_inside_hint"))
    if file.suffix.lower() == ".svg":
        refuse_outside_of_drawing(file)


def _check_folder(folder: Path | None) -> None:
    if folder is None:
        return
    if not folder.is_dir():
        raise complaint(Code.MISSING_FILE, str(folder), say("publishing.theme_not_there"))
    if not any((folder / name).is_file() for name in FILES):
        hint = say("publishing.theme_empty_hint", files=", ".join(FILES))
        raise complaint(Code.THEME_SHAPE, str(folder), say("publishing.theme_empty"), hint)


def _own_folders(library: Library) -> list[Path]:
    """The theme of the user's own library, if there is one."""
    own = library.own / "playbooks" / "theme" if library.own else None
    return [own] if own and own.is_dir() else []


def _path(library: Library, folder: Path | None, name: str) -> Path:
    own = folder / name if folder else None
    return own if own and own.is_file() else library.file("playbooks", f"theme/{name}")
