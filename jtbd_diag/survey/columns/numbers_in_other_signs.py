"""Numbers of ratings in other signs: `3 of 5`, `3/5`, `★★★☆☆`, `(3)`, `3.`, `III`: each is the number, and no more.

Owns these notations; knows nothing of what a number means.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection

from jtbd_diag.survey.columns.same_text import normal_option

_OF = re.compile(r"(\d{1,2})\s*(?:/|of|out\sof|von|de|sur|di|van|av)\s*(\d{1,2})(?:\s*stars?)?", re.IGNORECASE)
_BARE = re.compile(r"\((\d{1,2})\)|\[(\d{1,2})\]|(\d{1,2})\.|(\d{1,2})\s*stars?", re.IGNORECASE)
_FULL, _HOLLOW = "\u2605\u2b50\U0001f31f\u25cf\u2b24\u2665\u2764", "\u2606\u2729\u25cb\u25ef\u2661"
_STARS = re.compile(rf"((?:[{_FULL}]\ufe0f?\s*)+)((?:[{_HOLLOW}]\ufe0f?\s*)*)")
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6", "VII": "7"}
_KEYCAP = re.compile("([0-9])\ufe0f?\u20e3")
_LONGEST, _LONGEST_ROMAN = 60, 3
_STARS_ALONE = re.compile("((?:[\u2605\u2b50\U0001f31f]\ufe0f?\\s*)+)(?:\u2606\\s*)*")


def with_digits(text: str) -> str:
    """A text in which stars are how many are full: `\u2605\u2605 = Partly true` is `2 = Partly true`."""
    return text if text.isascii() else _STARS_ALONE.sub(lambda found: f"{sum(s in _FULL for s in found[1])} ", text)


def number_of(most: int, texts: Collection[str]) -> Callable[[str], str]:
    """A reader of cells that say a number of `most`: it returns the number, and other cells as they are.

    `texts` are the normal forms of options, which are none in other signs.
    """

    def plain(cell: str) -> str:
        bare = cell.strip() if len(cell) <= _LONGEST and normal_option(cell) not in texts else ""
        if found := _OF.fullmatch(bare):
            return found[1] if int(found[2]) == most else cell
        if found := _BARE.fullmatch(bare):
            return next(number for number in found.groups() if number)
        if found := _STARS.fullmatch(bare):
            full, hollow = (sum(sign in _FULL + _HOLLOW for sign in part) for part in found.groups())
            # full ones alone may be more than there are options: a number that is unknown
            return str(full) if full + hollow == most or not hollow else cell
        if found := _KEYCAP.fullmatch(bare):
            return found[1]
        return _in_roman(bare) or cell

    return plain


def notation(cell: str) -> str:
    """How a cell writes its number: in stars or the like, in Roman numerals, or in digits."""
    bare = cell.strip() if len(cell) <= _LONGEST else ""
    return "stars" if _STARS.fullmatch(bare) else "roman" if _in_roman(bare) else "digits"


def _in_roman(bare: str) -> str | None:
    return _ROMAN.get(unicodedata.normalize("NFKC", bare).upper()) if len(bare) <= _LONGEST_ROMAN else None


def says_of_how_many(cell: str) -> bool:
    """Whether a cell says of how many its number is, as `3/5` does, and three full stars beside two hollow ones."""
    bare = cell.strip() if len(cell) <= _LONGEST else ""
    stars = _STARS.fullmatch(bare)
    return _OF.fullmatch(bare) is not None or bool(stars and stars[2])
