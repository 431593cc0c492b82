"""How wide words are set in a drawing, and how they are broken into lines.

Owns the widths; must not know what is drawn.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from jtbd_diag.publishing.tree.right_to_left import WITHIN, is_right_to_left

_WIDTHS = (
    (0.25, " ,.|¦·"),
    (0.3, "'′"),
    (0.35, "!()/:;\\ijl¡´ıłіј‘’‚‛"),
    (0.4, "-I[]`ft°ΙιІ‐•‹›"),
    (0.45, "rs¨εςзѕґ"),
    (0.5, "*?J_cez{}¤§¯¿ζξτЈгесэє“”„‟"),
    (0.55, "#$0123456789agv~¢£¥±¸÷δλνυабвдтьҐ–€≤"),
    (0.6, '"+<=>S^bdopquxy«¬»×ðøþđŋβθκμοπρσχЅЗклорухя'),
    (0.65, "FPhkn¶ÞßħĸΓΡγηГРинпцчъђћџ"),
    (0.7, "BELTZŁΒΔΕΖΞΣΤαφψБВДЕТЬЭм"),
    (0.75, "ACDNRUVXYÐæĐΑΛΝΥΧЄАКЛСУХЧЯ"),
    (0.8, "GKOQw©®ØŊΘΚΟΠΨωОПЦжфљ"),
    (0.85, "&HĦœΗΦΩЂЏИНЪыюњ※"),
    (0.9, "ЋФ"),
    (0.95, "MmΜМшщ"),
    (1.0, "%@ÆŒЫ—―…‰"),
    (1.06, "WЉЖ"),
    (1.15, "ЊЮ"),
    (1.2, "ШЩ←→"),
    (0.5239233774038462, "0.44892292301829273"),
)
"""Of letters at a size of 1, as Libertinus Serif and Times set them, regular or bold, whichever is wider."""
_WIDTH = {letter: width for width, letters in _WIDTHS for letter in letters}
_COMMON = 0.54
"""What a letter takes in running text; fonts of a reader's machine differ, so that less is not trusted."""
_FULL, _ARABIC, _HEBREW, _UNKNOWN = 1.05, 0.85, 0.66, 0.9
_NO_WIDTH = ("Mn", "Me", "Cf")


def lines_of(words: str, room: float, size: float) -> list[str]:
    """Words in lines no wider than `room` at a font size.

    A word too long for a line is broken after its hyphens, and a piece that is still too long is shortened.
    """
    lines, line = list[str](), ""
    for word in words.split():
        pieces = [word] if length(word, size) <= room else re.findall(r"[^-]*-|[^-]+", word)
        for n, piece in enumerate(pieces):
            longer = f"{line} {piece}".strip() if n == 0 else f"{line}{piece}"
            if line and length(longer, size) > room:
                lines.append(line)
                longer = piece
            line = shortened(longer, room, size)
    return [*lines, line] if line else lines


def shortened(words: str, room: float, size: float) -> str:
    """Words that fit, the last letters given up for an ellipsis where they do not."""
    return words if length(words, size) <= room else ended(words, room, size)


def ended(words: str, room: float, size: float) -> str:
    """As many of the first words as fit with an ellipsis, which stands where their script goes on."""
    end = "…" + (WITHIN if is_right_to_left(words) else "")
    kept = words[: 4 * max(int(room / (size * _COMMON)), 1)]  # no letter of those read here has more than three marks
    while len(kept) > 1 and length(kept + end, size) > room:
        while len(kept) > 1 and not _width(kept[-1]):  # marks go with their letter
            kept = kept[:-1]
        kept = kept[:-1]
    return (kept.rstrip() or words[:1]) + end


def length(words: str, size: float) -> float:
    """How wide words are set at most; fonts differ, so this errs on the wide side."""
    seen = "".join(letter for letter in words if _width(letter))
    wide = cells(seen) - len(seen)
    return size * max(_COMMON * (len(seen) - wide) + _FULL * wide, sum(map(_width, seen)))


@lru_cache(4096)
def _width(letter: str) -> float:
    """How wide a letter is at a size of 1; one with an accent as without, one made of several as these together."""
    if letter in _WIDTH:
        return _WIDTH[letter]
    if unicodedata.category(letter) in _NO_WIDTH:
        return 0.0
    parts = unicodedata.normalize("NFKD", letter)
    if parts != letter:
        return sum(map(_width, parts))
    if unicodedata.east_asian_width(letter) in "WF":
        return _FULL
    return {"AL": _ARABIC, "R": _HEBREW}.get(unicodedata.bidirectional(letter), _UNKNOWN)


def cells(words: str) -> int:
    """How many columns of a terminal words take."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in words)
