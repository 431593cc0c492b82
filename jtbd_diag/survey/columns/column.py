"""What each column of a table is.

Owns the words for it; knows nothing of files, layouts or cells.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

Role = Literal["item", "tick", "carried", "dropped"]
How = Literal["id", "text", "normal_text", "mapping", ""]

STRENGTH: Mapping[How, int] = {"mapping": 4, "id": 3, "text": 2, "normal_text": 1, "": 0}
"""How surely a column was found to answer its item, by what it was found."""


class Column(NamedTuple):
    """One column of the file. `header` is unique in it; `option` is what a tick column ticks."""

    header: str
    role: Role
    item: str | None = None
    option: str | None = None
    how: How = ""


class Match(NamedTuple):
    """The item, and for a tick column the option, that a column was found to answer."""

    item: str
    option: str | None
    how: How


class StemWords(NamedTuple):
    """What stands beside the question of an item in a header, and between both where it is before it."""

    item: str
    words: str
    sign: str = ""


@dataclass(frozen=True)
class Unmatched:
    """A column that may be a question and answers no item, and why, where that is known."""

    header: str
    alike: Callable[[], tuple[str, ...]] = field(default=tuple, repr=False, compare=False)
    why: str = ""

    @cached_property
    def nearest(self) -> tuple[str, ...]:
        """The ids of the items most like it: looked for when somebody is told, since likeness is slow to tell."""
        return self.alike()
