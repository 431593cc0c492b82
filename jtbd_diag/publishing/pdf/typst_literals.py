"""Words and values -> Typst code: string literals, arrays and dictionaries.

Owns what keeps words from becoming code, and what is done to them on the way: long ones may break, dates may not.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping

from jtbd_diag.ground.catalogue import words as table_of
from jtbd_diag.publishing.tree.markdown_parsed import clean

_LONG_WORD = re.compile(r"[^\s\u200b]{32}")


def curled(words: str) -> str:
    """Words of ours that no parser of Markdown has seen, with curly apostrophes."""
    return words.replace("'", "\u2019")


def literal(words: str) -> str:
    """Words as a Typst string literal. Words too long for a line may be broken (U+200B) after 32 letters."""
    return quoted(_LONG_WORD.sub("\\g<0>\u200b", clean(words)).replace("\n", " "))


def quoted(text: str) -> str:
    """Any text as a Typst string literal, letter for letter."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def strings(words: Iterable[str]) -> str:
    """Words as a Typst array of string literals."""
    return array(map(literal, words))


def array(values: Iterable[str]) -> str:
    """Code as a Typst array."""
    return "(" + "".join(f"{value}, " for value in values) + ")"


def dictionary(values: Mapping[str, str]) -> str:
    """Code by name as a Typst dictionary."""
    return "(" + (", ".join(f"{key}: {value}" for key, value in values.items()) or ":") + ")"


@functools.cache
def _short_dates() -> re.Pattern[str]:
    """Days as plans write them: Mon Nov 30."""
    days, months = (("|".join(map(re.escape, table_of(name)))) for name in ("weekdays_in_short", "months_in_short"))
    return re.compile(rf"\b(?:{days}) (?:{months}) \d{{1,2}}\b")


def dates_whole(words: str) -> str:
    """Words in which no line tears a day as plans write it."""
    return _short_dates().sub(lambda date: date[0].replace(" ", "\u00a0"), words)
