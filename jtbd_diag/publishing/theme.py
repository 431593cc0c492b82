"""How a published playbook looks: colours, fonts, logo and templates, the user's files over the shipped ones.

Owns theme.yaml and where a theme's files lie; must not know what is published with them.
"""

from __future__ import annotations

import contextlib
import functools
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Problem, complaint, did_you_mean
from jtbd_diag.ground.library import Library
from jtbd_diag.ground.yaml_text import Document, parse_yaml, read_text
from jtbd_diag.publishing.contrast import LEAST_CONTRAST, contrast
from jtbd_diag.publishing.fetched_from_outside import refuse_outside_of_drawing, refuse_outside_of_word
from jtbd_diag.publishing.theme_safety import copy_readable, refuse_what_leads_out

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
_PICTURES = {
    ".svg": re.compile(rb"<(?:\w+:)?svg\b"),
    ".png": re.compile(rb"\A\x89PNG\r\n\x1a\n"),
    ".jpg": re.compile(rb"\A\xff\xd8\xff"),
    ".jpeg": re.compile(rb"\A\xff\xd8\xff"),
}
"""Endings of pictures, and what tells that one is inside."""
_READ_ON = ("paper", "tint")
_READ_AS = ("ink", "muted", "accent")


@dataclass(frozen=True)
class Colours:
    """Colours as `#rrggbb`. `ink`, `muted` and `accent` are read on `paper` and on `tint`; `brand` and `line`
    only adorn.
    """

    ink: str
    muted: str
    accent: str
    brand: str
    line: str
    tint: str
    paper: str


@dataclass(frozen=True)
class Fonts:
    """Font families in order of preference: for PDF (`print`) and for HTML (`screen`)."""

    print: tuple[str, ...]
    print_headings: tuple[str, ...]
    screen: tuple[str, ...]
    screen_headings: tuple[str, ...]


@dataclass(frozen=True)
class Look:
    """What theme.yaml says. `logo` is a file in the theme's folder."""

    organisation: str
    logo: Path | None
    logo_words: str
    colours: Colours
    fonts: Fonts


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
    look = _look(tuple((read_text(file), str(file)) for file in files))
    theme = Theme(library, folder, look)
    _check_logo(theme)
    return theme


def _check_logo(theme: Theme) -> None:
    """Raise InputError where the logo is no picture inside, or fetches anything."""
    picture, file = theme.logo(), theme.look.logo
    if picture is None or file is None:
        return
    if not _PICTURES[file.suffix.lower()].search(picture):
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


# --- theme.yaml -----------------------------------------------------------------------------------------


@functools.lru_cache(maxsize=16)
def _look(layers: tuple[tuple[str, str], ...]) -> Look:
    """One look from the texts and names of several theme.yaml, the later laid over the earlier."""
    values: dict[str, Any] = {}
    for text, file in layers:
        document = parse_yaml(text, file)
        _check(document)
        if document.data.get("logo"):
            document.data["logo"] = Path(file).parent / document.data["logo"]
        _lay_over(values, document.data)
    colours = Colours(**values["colours"])
    _check_contrast(document, colours)
    return Look(
        organisation=values.get("organisation") or "",
        logo=values.get("logo"),
        logo_words=values.get("logo_words") or "",
        colours=colours,
        fonts=Fonts(**{key: tuple(families) for key, families in values["fonts"].items()}),
    )


def _lay_over(values: dict[str, Any], more: Mapping[str, Any]) -> None:
    for key, value in more.items():
        if isinstance(value, dict):
            _lay_over(values.setdefault(key, {}), value)
        else:
            values[key] = value


def _check(document: Document) -> None:
    problems = list(_problems(document))
    if problems:
        raise InputError(problems)


def _problems(document: Document) -> Iterator[Problem]:
    if not isinstance(document.data, dict):
        yield Problem(Code.THEME_SHAPE, document.where(), say("publishing.theme_no_mapping"))
        return
    for key, value in document.data.items():
        if key not in _KEYS:
            yield _unknown(document, (key,), list(_KEYS))
        elif key not in _GROUPS:
            yield from _wrong(document, (key,), _KEYS[key](value, document))
        elif not isinstance(value, dict):
            yield from _wrong(document, (key,), ThemeFault(say("publishing.theme_no_group")))
        else:
            yield from _group_problems(document, key, value)


def _group_problems(document: Document, group: str, values: Mapping[str, Any]) -> Iterator[Problem]:
    for key, value in values.items():
        if key not in _GROUPS[group]:
            yield _unknown(document, (group, key), list(_GROUPS[group]))
        else:
            yield from _wrong(document, (group, key), _KEYS[group](value, document))


def _unknown(document: Document, route: tuple[str, ...], known: list[str]) -> Problem:
    hint = did_you_mean(str(route[-1]), known)
    return Problem(Code.THEME_SHAPE, document.where(route), say("publishing.theme_unknown_key", route=route[-1]), hint)


def _wrong(document: Document, route: tuple[str, ...], fault: ThemeFault | None) -> Iterator[Problem]:
    if fault:
        yield Problem(Code.THEME_SHAPE, document.where(route), f"'{route[-1]}' {fault.what}", fault.hint)


class ThemeFault(NamedTuple):
    """What is wrong with a value, and how to mend it."""

    what: str
    hint: str | None = None


def _words(value: object, _document: Document) -> ThemeFault | None:
    return None if value is None or isinstance(value, str) else ThemeFault(say("publishing.theme_no_line"))


def _colour(value: object, _document: Document) -> ThemeFault | None:
    if isinstance(value, str) and re.fullmatch("#[0-9a-fA-F]{6}", value):
        return None
    return ThemeFault(say("publishing.theme_no_color"), say("publishing.theme_no_color_hint"))


def _families(value: object, _document: Document) -> ThemeFault | None:
    names = value if isinstance(value, list) else []
    if names and all(isinstance(n, str) and re.fullmatch(r"[\w][\w .+-]*", n) for n in names):
        return None
    return ThemeFault(say("publishing.theme_no_fonts"), say("publishing.theme_no_fonts_hint"))


def _logo(value: object, document: Document) -> ThemeFault | None:
    if value is None:
        return None
    if not isinstance(value, str) or Path(value).name != value or not value.lower().endswith(tuple(_PICTURES)):
        return ThemeFault(
            say("publishing.theme_no_picture"), say("publishing.theme_no_picture_hint", pictures=", ".join(_PICTURES))
        )
    if not (Path(document.file).parent / value).is_file():
        return ThemeFault(
            say("publishing.theme_picture_missing", value=value), say("publishing.theme_picture_missing_hint")
        )
    return None


_KEYS: dict[str, Callable[[object, Document], ThemeFault | None]] = {
    "organisation": _words,
    "logo": _logo,
    "logo_words": _words,
    "colours": _colour,
    "fonts": _families,
}
_GROUPS = {"colours": tuple(Colours.__dataclass_fields__), "fonts": tuple(Fonts.__dataclass_fields__)}


def _check_contrast(document: Document, colours: Colours) -> None:
    problems = []
    for name in _READ_AS:
        for ground in _READ_ON:
            found = contrast(getattr(colours, name), getattr(colours, ground))
            if found < LEAST_CONTRAST:
                what = say("publishing.theme_contrast", name=name, ground=ground, found=found, least=LEAST_CONTRAST)
                hint = say("publishing.theme_contrast_hint")
                problems.append(Problem(Code.THEME_SHAPE, document.where(("colours", name)), what, hint))
    if problems:
        raise InputError(problems)
