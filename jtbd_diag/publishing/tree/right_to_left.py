"""Which words run from right to left, so that every format can say so.

Owns the rule; must not know any output format.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
WITHIN, AFTERWARDS = "\u200f", "\u200e"
"""Written at the end of a run, and after it, in formats that cannot set it apart: marks at its end stay in it, and what
follows goes on from left to right."""
_ANY = re.compile(f"[{_RIGHT}]")
_OTHER = "A-Za-z\u00c0-\u02ff\u0370-\u058f\u0900-\u1fff\u2c00-\ufb1c\n"
_RUN = re.compile(f"[{_RIGHT}](?:[^{_OTHER}]*[{_RIGHT}])*[\u0300-\u036f]*")
"""From a first letter that runs to the left to the last one before any other letter."""
_ONE_OF_A_LIST = re.compile(f"[{_RIGHT}](?:(?:(?![,;] )[^{_OTHER}])*[{_RIGHT}])*[\u0300-\u036f]*")
"""The same up to a comma: names in a sentence that runs from left to right stand in its order."""
_END = re.compile(r"[.!?\u2026:;,\u060c\u061b\u061f\s]*")
_MOST_CLOSED = 4  # brackets and quotes that one run closes
_OPENED_BY = {")": "(", "]": "[", "}": "{", "\u201d": "\u201c", "\u00bb": "\u00ab"}


def runs(words: str) -> Iterator[tuple[str, bool]]:
    """The words in pieces, each with whether it runs from right to left.

    Marks at the end belong to the sentence, and so to the last run where the sentence began with one.
    """
    if _ANY.search(words) is None:
        yield words, False
        return
    end, leftward = 0, is_right_to_left(words)
    for found in (_RUN if leftward else _ONE_OF_A_LIST).finditer(words):
        if found.start() > end:
            yield words[end : found.start()], False
        start, end = found.start(), _closed(words, found.start(), found.end())
        if leftward and _END.fullmatch(words, end):
            end = len(words)
        yield words[start:end], True
    if end < len(words):
        yield words[end:], False


def _closed(words: str, start: int, end: int) -> int:
    """Where a run ends with the brackets and quotes that were opened in it."""
    last = end + _MOST_CLOSED
    while end < min(len(words), last) and (opening := _OPENED_BY.get(words[end])):
        run = words[start:end]
        if run.count(opening) <= run.count(words[end]):
            break
        end += 1
    return end


def is_right_to_left(words: str) -> bool:
    """Whether the first letter runs from right to left."""
    kinds = (unicodedata.bidirectional(letter) for letter in words)
    return next((kind in ("R", "AL") for kind in kinds if kind in ("L", "R", "AL")), False)
