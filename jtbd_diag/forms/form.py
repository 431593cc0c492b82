"""What is asked of a form, and what comes of it.

Owns these shapes; knows no target.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jtbd_diag.ground.page_colours import Colours

Plain = dict[str, Any]
"""What is written as JSON: by name texts, numbers, truths, lists and such again."""
FormRow = dict[str, str]
"""A row of a form that is a table, by its columns."""


@dataclass(frozen=True)
class Dress:
    """How a page looks. `logo` is a picture as a `data:` address."""

    colours: Colours = field(default_factory=Colours)
    screen: tuple[str, ...] = ("system-ui", "sans-serif")
    headings: tuple[str, ...] = ("system-ui", "sans-serif")
    organisation: str = ""
    logo: str | None = None
    logo_words: str = ""


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
