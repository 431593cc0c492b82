"""About how wide words are set in a drawing, and how they are broken into lines.

Owns the estimate; must not know what is drawn.
"""

from __future__ import annotations

import re
import unicodedata


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
    while len(words) > 1 and length(words, size) > room:
        words = words[:-2] + "…"
    return words


def length(words: str, size: float) -> float:
    """About how wide words are set; fonts differ, so this errs on the wide side."""
    wide = cells(words) - len(words)
    return size * (0.54 * (len(words) - wide) + 1.05 * wide)


def cells(words: str) -> int:
    """How many columns of a terminal words take."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in words)
