"""Numbers of ratings in other signs: `3 of 5`, `3/5`, `★★★☆☆`, `(3)`, `3.`: each is the bare number, and no more.

Owns these notations; knows nothing of what a number means.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_OF = re.compile(r"(\d{1,2})\s*(?:/|of|out\sof|von|de|sur|di|van|av)\s*(\d{1,2})(?:\s*stars?)?", re.IGNORECASE)
_BARE = re.compile(r"\((\d{1,2})\)|\[(\d{1,2})\]|(\d{1,2})\.|(\d{1,2})\s*stars?", re.IGNORECASE)
_FULL, _HOLLOW = "\u2605\u2b50\U0001f31f\u25cf\u2b24\u2665\u2764", "\u2606\u2729\u25cb\u25ef\u2661"
_STARS = re.compile(rf"((?:[{_FULL}]\ufe0f?\s*)+)((?:[{_HOLLOW}]\ufe0f?\s*)*)")
_LONGEST = 60


def number_of(most: int) -> Callable[[str], str]:
    """A reader of cells that say a number of `most`: it returns the number, and other cells as they are."""

    def plain(cell: str) -> str:
        bare = cell.strip() if len(cell) <= _LONGEST else ""
        if found := _OF.fullmatch(bare):
            return found[1] if int(found[2]) == most else cell
        if found := _BARE.fullmatch(bare):
            return next(number for number in found.groups() if number)
        if found := _STARS.fullmatch(bare):
            full, hollow = (sum(sign in _FULL + _HOLLOW for sign in part) for part in found.groups())
            # full ones alone may be more than there are options: a number that is unknown
            return str(full) if full + hollow == most or not hollow else cell
        return cell

    return plain
