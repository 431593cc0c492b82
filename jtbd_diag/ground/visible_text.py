"""Texts as they may be shown: nothing in them steers a terminal or turns the reading order round.

Owns which characters those are, and how long a text may be in a line; knows nothing of where texts come from.
"""

from __future__ import annotations

import re

STEERING = re.compile(  # control characters, half characters, and marks that turn the reading order round
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")
LONGEST = 80


def visible(text: str) -> str:
    """Plain line ends, and a visible mark (U+FFFD) for every character that could steer what shows it."""
    return STEERING.sub("\N{REPLACEMENT CHARACTER}", _LINE_ENDS.sub("\n", text))


def escaped(text: str) -> str:
    r"""The same for JSON, in which such a character can be written out: `\u009b`."""
    return STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}" if ord(found[0]) >= 0x20 else found[0], text)


def cut(text: str, most: int = LONGEST) -> str:
    """A text, or its beginning and an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
