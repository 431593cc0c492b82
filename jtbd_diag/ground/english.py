"""Numbers, names and what is quoted as they stand in a sentence.

Owns how they are put together; the words between them are the language's. Knows nothing of what it counts or names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jtbd_diag.ground.catalogue import say, table, words

_LETTERS = re.compile(r"[^\W\d_]+")


def spelled(number: int) -> str:
    """A number in a word, up to twelve."""
    spellings = words("numbers")
    return spellings[number] if number < len(spellings) else str(number)


def printed(number: float, form: str) -> str:
    """A number in a form such as `.2f` or `+d`, with the sign of minus: a hyphen is read as a dash, and parts lines."""
    return format(number, form).replace("-", "\u2212")


def begun_small(text: str) -> str:
    """A text as it goes on a sentence: begun small, but for abbreviations ("HR office") and proper words."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    letters = _LETTERS.match(first)
    proper = letters is not None and letters[0] in (*words("stay_capital"), *words("months"))
    abbreviated = any(sign.isupper() or sign.isdigit() for sign in first[1:])
    return text if proper or abbreviated else text[:1].lower() + text[1:]


def begun_large(text: str) -> str:
    """A text as it begins a sentence or stands as a label; what is large in it stays large ("HR lead")."""
    return text[:1].upper() + text[1:]


def one_of(name: str) -> str:
    """One of those whom a name tells together ("one of the principals" for "all principals"); others as they are."""
    first, *others = name.split() or [""]
    instead = table("grammar")["one_of"].get(first.casefold())
    while instead and others and others[0].casefold() in ("of", *words("articles")):
        others = others[1:]
    return " ".join([instead, *others]) if instead and others and "us" not in others else name


def in_a_row(names: Sequence[str]) -> str:
    """Names with commas, and "and" before the last; empty for none."""
    return words("before_the_last")[0].join(filter(None, [_listed(names[:-1]), *names[-1:]]))


def any_of(names: Sequence[str]) -> str:
    """Names with "or" between them; empty for none."""
    return words("between_choices")[0].join(names)


def all_of(names: Sequence[str]) -> str:
    """Names with "and" between them, however many; empty for none."""
    return words("before_the_last")[0].join(names)


def beginning(names: Sequence[str], most: int) -> str:
    """The first of some names, and how many more there are."""
    named, more = _listed(names[:most]), len(names) - most
    return say("ground.and_more", named=named, n=more) if more > 0 else named


def _listed(names: Sequence[str]) -> str:
    return words("between_names")[0].join(names)
