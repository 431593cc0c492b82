"""Cells that say an option in two languages: `Mostly true / Mayormente cierto`.

Owns how such a cell is parted; whether its other half is always the same for the same option, a column tells.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jtbd_diag.questionnaire import Option
from jtbd_diag.survey.columns.same_text import by_words, normal_option

_BETWEEN = (" / ", "/", " | ", "|", "\n", " - ", " \u2013 ", " \u2014 ", " (")
_LONGEST = 600

ReadsPairs = Callable[[str], tuple[str, str] | None]
"""What stands beside an option, and the option; None where a cell is none of the kind."""


def in_two_languages(options: Sequence[Option]) -> ReadsPairs:
    """A reader of such cells, of which one half alone is an option and the other holds letters."""
    known = by_words(options, normal_option)

    def pair(cell: str) -> tuple[str, str] | None:
        if len(cell) > _LONGEST or normal_option(cell) in known:
            return None
        found = set()
        for sign in _BETWEEN:
            one, _, other = cell.strip().removesuffix(")" if sign == " (" else "").partition(sign)
            halves = [normal_option(half) for half in (one, other)]
            named = [half for half in halves if half in known]
            if cell.count(sign.strip() or sign) == 1 and len(named) == 1 and all(map(_speaks, halves)):
                found.add((next(half for half in halves if half not in known), known[named[0]]))
        return found.pop() if len(found) == 1 else None

    return pair


def either(one: ReadsPairs, other: ReadsPairs) -> ReadsPairs:
    """What the first reader reads, else the second."""
    return lambda cell: one(cell) or other(cell)


def _speaks(words: str) -> bool:
    return any(letter.isalpha() for letter in words)
