"""theme.yaml -> a look: what the file may say, and what is wrong with one.

Owns the keys of the file and the least contrast of its colours; must not know which other files a theme has.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Problem, did_you_mean
from jtbd_diag.ground.page_colours import LEAST_CONTRAST, READ_AS, READ_ON, Colours, contrast
from jtbd_diag.ground.yaml_files import YamlDocument, parse_yaml

PICTURES = {
    ".svg": re.compile(rb"<(?:\w+:)?svg\b"),
    ".png": re.compile(rb"\A\x89PNG\r\n\x1a\n"),
    ".jpg": re.compile(rb"\A\xff\xd8\xff"),
    ".jpeg": re.compile(rb"\A\xff\xd8\xff"),
}
"""Endings of pictures, and what tells that one is inside."""


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


@functools.lru_cache(maxsize=16)
def look_of(layers: tuple[tuple[str, str], ...]) -> Look:
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


def _check(document: YamlDocument) -> None:
    problems = list(_problems(document))
    if problems:
        raise InputError(problems)


def _problems(document: YamlDocument) -> Iterator[Problem]:
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


def _group_problems(document: YamlDocument, group: str, values: Mapping[str, Any]) -> Iterator[Problem]:
    for key, value in values.items():
        if key not in _GROUPS[group]:
            yield _unknown(document, (group, key), list(_GROUPS[group]))
        else:
            yield from _wrong(document, (group, key), _KEYS[group](value, document))


def _unknown(document: YamlDocument, route: tuple[str, ...], known: list[str]) -> Problem:
    hint = did_you_mean(str(route[-1]), known)
    return Problem(Code.THEME_SHAPE, document.where(route), say("publishing.theme_unknown_key", route=route[-1]), hint)


def _wrong(document: YamlDocument, route: tuple[str, ...], fault: ThemeFault | None) -> Iterator[Problem]:
    if fault:
        yield Problem(Code.THEME_SHAPE, document.where(route), f"'{route[-1]}' {fault.what}", fault.hint)


class ThemeFault(NamedTuple):
    """What is wrong with a value, and how to mend it."""

    what: str
    hint: str | None = None


def _words(value: object, _document: YamlDocument) -> ThemeFault | None:
    return None if value is None or isinstance(value, str) else ThemeFault(say("publishing.theme_no_line"))


def _colour(value: object, _document: YamlDocument) -> ThemeFault | None:
    if isinstance(value, str) and re.fullmatch("#[0-9a-fA-F]{6}", value):
        return None
    return ThemeFault(say("publishing.theme_no_color"), say("publishing.theme_no_color_hint"))


def _families(value: object, _document: YamlDocument) -> ThemeFault | None:
    names = value if isinstance(value, list) else []
    if names and all(isinstance(n, str) and re.fullmatch(r"[\w][\w .+-]*", n) for n in names):
        return None
    return ThemeFault(say("publishing.theme_no_fonts"), say("publishing.theme_no_fonts_hint"))


def _logo(value: object, document: YamlDocument) -> ThemeFault | None:
    if value is None:
        return None
    if not isinstance(value, str) or Path(value).name != value or not value.lower().endswith(tuple(PICTURES)):
        return ThemeFault(
            say("publishing.theme_no_picture"), say("publishing.theme_no_picture_hint", pictures=", ".join(PICTURES))
        )
    if not (Path(document.file).parent / value).is_file():
        return ThemeFault(
            say("publishing.theme_picture_missing", value=value), say("publishing.theme_picture_missing_hint")
        )
    return None


_KEYS: dict[str, Callable[[object, YamlDocument], ThemeFault | None]] = {
    "organisation": _words,
    "logo": _logo,
    "logo_words": _words,
    "colours": _colour,
    "fonts": _families,
}
_GROUPS = {"colours": tuple(Colours.__dataclass_fields__), "fonts": tuple(Fonts.__dataclass_fields__)}


def _check_contrast(document: YamlDocument, colours: Colours) -> None:
    problems = []
    for name in READ_AS:
        for ground in READ_ON:
            found = contrast(getattr(colours, name), getattr(colours, ground))
            if found < LEAST_CONTRAST:
                what = say("publishing.theme_contrast", name=name, ground=ground, found=found, least=LEAST_CONTRAST)
                hint = say("publishing.theme_contrast_hint")
                problems.append(Problem(Code.THEME_SHAPE, document.where(("colours", name)), what, hint))
    if problems:
        raise InputError(problems)
