"""Letters that no font has: what Typst says of them, and what stands in their place.

Owns these rules; must not know what is set with the fonts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from jtbd_diag.ground.catalogue import say

if TYPE_CHECKING:
    from typst import TypstError

BOX = "□"
_MOST_TOLD = 20
_UNSHOWN = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_CODE_POINT = re.compile(r"\\u\{([0-9a-f]+)\}")
_ABOUT_LETTERS = ("could not be displayed", "missing codepoints", "disallowed codepoint")
_JOINING = re.compile("[\u200d\u20e3\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0000-\U000e01ef]")
"""Signs that only say how the one before them is to look: variations, skin tones, keycaps, tags of flags."""
_OTHER_SCRIPTS = re.compile(
    "[\u0530-\u058f\u0600-\u10ff\u1100-\u1cff\u2c00-\u2dff\u2e80-\ud7ff"
    "\uf900-\ufaff\ufb50-\ufdff\ufe30-\ufefe\U00010000-\U0001cfff\U0001e000-\U000dffff]"
)
"""Letters that Typst's own fonts lack, or have only as a typewriter or in mathematics."""


_SERIFS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc", ("Noto Naskh Arabic", "Amiri", "Scheherazade New")),
    ("\u0530-\u058f", ("Noto Serif Armenian",)),
    ("\u0900-\u097f", ("Noto Serif Devanagari",)),
    ("\u0980-\u09ff", ("Noto Serif Bengali",)),
    ("\u0a00-\u0a7f", ("Noto Serif Gurmukhi",)),
    ("\u0a80-\u0aff", ("Noto Serif Gujarati",)),
    ("\u0b80-\u0bff", ("Noto Serif Tamil",)),
    ("\u0c00-\u0c7f", ("Noto Serif Telugu",)),
    ("\u0c80-\u0cff", ("Noto Serif Kannada",)),
    ("\u0d00-\u0d7f", ("Noto Serif Malayalam",)),
    ("\u0e00-\u0e7f", ("Noto Serif Thai",)),
    ("\u0e80-\u0eff", ("Noto Serif Lao",)),
    ("\u1000-\u109f", ("Noto Serif Myanmar",)),
    ("\u10a0-\u10ff", ("Noto Serif Georgian",)),
    ("\u1200-\u137f", ("Noto Serif Ethiopic",)),
    ("\u1780-\u17ff", ("Noto Serif Khmer",)),
    ("\uac00-\ud7a3", ("Noto Serif CJK KR", "Noto Serif KR")),
    ("\u3040-\u30ff", ("Noto Serif CJK JP", "Noto Serif JP")),
    ("\u4e00-\u9fff", ("Noto Serif CJK SC", "Noto Serif SC")),
)
"""Families that go with the shipped one, by script; any other font that has the letters comes after them."""


def families(text: str) -> tuple[str, ...]:
    """Fonts for the scripts of a text, to be named after those of a theme."""
    if not ask_for_more_fonts(text):
        return ()
    return tuple(name for letters, names in _SERIFS if re.search(f"[{letters}]", text) for name in names)


def ask_for_more_fonts(text: str) -> bool:
    """Whether a text holds letters that are better looked for in all fonts of the machine."""
    return _OTHER_SCRIPTS.search(text) is not None


def is_about_letters(error: TypstError) -> bool:
    """Whether the fonts are at fault, and no template."""
    return any(words in error.diagnostic for words in _ABOUT_LETTERS)


def unshown(error: TypstError) -> set[str]:
    """The letters that no font has."""
    pieces = _UNSHOWN.findall(error.diagnostic)
    text = _CODE_POINT.sub(lambda match: chr(int(match[1], 16)), "".join(pieces))
    return {letter for letter in text if not letter.isascii()}


def joining(text: str) -> set[str]:
    """The signs of a text that change how another one looks."""
    return set(_JOINING.findall(text))


def stand_ins(letters: Iterable[str]) -> dict[int, str | None]:
    """What stands for each: a sign's name, a flag's letter, a box for a letter, nothing for what only joins."""
    return {ord(letter): None if _JOINING.match(letter) else _stand_in(letter) for letter in letters}


def _stand_in(letter: str) -> str:
    name = unicodedata.name(letter, "").lower()
    if "regional indicator" in name:
        return name[-1].upper()
    return f"[{name}]" if name and unicodedata.category(letter) == "So" else BOX


def letters_warning(gone: Sequence[str]) -> str:
    """The warning that something stands for letters, and what helps against it."""
    shown = [letter if letter.isprintable() else f"U+{ord(letter):04X}" for letter in gone[:_MOST_TOLD]]
    letters = " ".join(shown + ["…"] * (len(gone) > _MOST_TOLD))
    boxes = all(_stand_in(letter) == BOX for letter in gone)
    what = say("publishing.letters_as_boxes" if boxes else "publishing.letters_as_boxes_or_names", letters=letters)
    exist = any(unicodedata.category(letter) not in ("Co", "Cn") for letter in gone)
    return f"{what}. {say('publishing.letters_hint')}" if exist else what
