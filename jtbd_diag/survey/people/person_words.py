"""The words that headers use for persons, and for what is none: how they are looked for.

Owns where a word or a sign stands in a header; knows nothing of columns or cells.
"""

from __future__ import annotations

import re
from functools import cache

from jtbd_diag.survey.known import known


class Words:
    """Words, and several in a row, as they stand in a plain header; a `*` stands for the rest of a word."""

    def __init__(self, several: tuple[str, ...]) -> None:
        """From several lines of them."""
        told = {word for line in several for word in line.split("|") if word}
        self._whole = {word for word in told if not word.endswith("*")}
        self._begun = {word[:-1] for word in told if word.endswith("*")}
        self._shortest = min(map(len, self._begun), default=0)
        self._longest = max(word.count(" ") for word in told) + 1

    def __contains__(self, header: str) -> bool:
        """Whether a header whose words are apart is one of them, and nothing else."""
        return header in self._whole

    def search(self, header: str) -> bool:
        """Whether any of them stands in a header whose words are apart."""
        found = header.split()
        for first in range(len(found)):
            for after in range(first + 1, min(first + self._longest, len(found)) + 1):
                phrase = " ".join(found[first:after])
                last = len(phrase) - len(found[after - 1])  # the rest is of the last word only
                ends = range(max(self._shortest, last), len(phrase) + 1)
                if phrase in self._whole or any(phrase[:end] in self._begun for end in ends):
                    return True
        return False


@cache
def words(kind: str) -> Words:
    """The words of a kind, as whole words, where a language puts blanks between them. Raises KeyError for no kind."""
    return Words(tuple(known("persons")[kind]["words"].split("\n")))


@cache
def signs(kind: str) -> re.Pattern[str] | None:
    """The signs of a kind, anywhere, for languages that put no blanks between words; None where it has none."""
    several = known("persons")[kind].get("signs")
    return re.compile("|".join(map(re.escape, several.split("|")))) if several else None
