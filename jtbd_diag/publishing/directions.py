"""Which words run from right to left, so that every format can say so.

Owns the rule; must not know any output format.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_ANY = re.compile(f"[{_RIGHT}]")
_RUN = re.compile(f"[{_RIGHT}](?:[^A-Za-z\u00c0-\u058f\u0900-\ufb1c\n]*[{_RIGHT}])*")
"""From a first letter that runs to the left to the last one before any other letter."""


def runs(words: str) -> Iterator[tuple[str, bool]]:
    """The words in pieces, each with whether it runs from right to left."""
    if _ANY.search(words) is None:
        yield words, False
        return
    end = 0
    for found in _RUN.finditer(words):
        if found.start() > end:
            yield words[end : found.start()], False
        yield found[0], True
        end = found.end()
    if end < len(words):
        yield words[end:], False


def is_right_to_left(words: str) -> bool:
    """Whether the first letter runs from right to left."""
    kinds = (unicodedata.bidirectional(letter) for letter in words)
    return next((kind in ("R", "AL") for kind in kinds if kind in ("L", "R", "AL")), False)
