"""What is asked of a form, and what comes of it.

Owns these shapes; knows no target.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Plain = dict[str, Any]
"""What is written as JSON: by name texts, numbers, truths, lists and such again."""
FormRow = dict[str, str]
"""A row of a form that is a table, by its columns."""


@dataclass(frozen=True)
class Dress:
    """How a page looks: colors as `#rrggbb`, of which `ink`, `muted` and `accent` can be read on `paper` and `tint`.

    `brand` and `line` only adorn. `logo` is a picture as a `data:` address.
    """

    ink: str = "#1f2a33"
    muted: str = "#55626c"
    accent: str = "#14536b"
    brand: str = "#c8772e"
    line: str = "#c9d3d8"
    tint: str = "#eef4f5"
    paper: str = "#ffffff"
    screen: tuple[str, ...] = ("system-ui", "sans-serif")
    headings: tuple[str, ...] = ("system-ui", "sans-serif")
    organisation: str = ""
    logo: str | None = None
    logo_words: str = ""

    def light(self) -> dict[str, str]:
        """The colors by name, with the edge of what can be filled in, and the ground of the logo."""
        named = ("ink", "muted", "accent", "brand", "line", "tint", "paper")
        edge = _mixed(self.muted, self.paper, 0.2)
        return {**{name: getattr(self, name) for name in named}, "edge": edge, "logo": "transparent"}

    def dark(self) -> dict[str, str]:
        """The same for a dark screen, as readable; a look that is dark already stays."""
        if _brightness(self.paper) < _brightness(self.ink):
            return self.light()
        paper = _mixed(self.ink, "#000000", 0.5)
        return {
            "ink": _mixed(self.ink, "#ffffff", 0.9),
            "muted": _mixed(self.muted, "#ffffff", 0.6),
            "accent": _mixed(self.accent, "#ffffff", 0.62),
            "brand": self.brand,
            "line": _mixed(paper, "#ffffff", 0.2),
            "tint": _mixed(paper, "#ffffff", 0.07),
            "paper": paper,
            "edge": _mixed(paper, "#ffffff", 0.5),
            "logo": self.paper,
        }


def _mixed(color: str, other: str, share: float) -> str:
    """A color with a share of another, 0 to 1."""
    parts = zip(_parts(color), _parts(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in parts)


def _parts(color: str) -> tuple[int, ...]:
    return tuple(int(color[n : n + 2], 16) for n in (1, 3, 5))


def _brightness(color: str) -> int:
    return sum(_parts(color))


@dataclass(frozen=True)
class Wish:
    """What is asked of a form beyond its questions. Off unless asked: who answers should not see what scores."""

    scores: bool = False
    """The form computes scales, job, outcome and struggle, where the target can."""
    result: bool = False
    """The form shows them to who answers."""
    title: str | None = None
    """Stands over the form in place of the questionnaire's title."""
    respondent: str | None = None
    """Who is to answer, where a form is made for one; the answers then say so."""
    dress: Dress = field(default_factory=Dress)


@dataclass(frozen=True)
class Instead:
    """What a target cannot express, and what was done instead. Both are whole sentences from the catalogue."""

    item: str | None
    """The item it is about; None for the form as a whole."""
    cannot: str
    did: str


@dataclass(frozen=True)
class Form:
    """One file for one target."""

    content: bytes
    instead: tuple[Instead, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Items by what the target calls them, of those it calls otherwise than we do."""
    columns: Mapping[str, tuple[str, str | None]] = field(default_factory=dict)
    """Columns of an export of codes whose heading does not tell what they answer: an item, or one of its options."""
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Codes that are neither ids nor declared: by item or answer set, each code with its option."""
