"""Whom a text calls by a name by itself, with no cell that says so: "call me Bo", "Mrs. Ash", "Thanks, Bo".

Owns by which words around it a word is a name; must not know whose the text is.
"""

from __future__ import annotations

import re
from functools import cache

from jtbd_diag.survey.known import known
from jtbd_diag.survey.known.words_in_headers import words, words_apart

_CAPPED = r"[A-Z\u00c0-\u00de\u0386-\u03ab\u0401-\u042f][\w'\u2019]*"
_NAME = rf"{_CAPPED}(?:[ -]{_CAPPED}){{0,2}}"
_UNCAPPED = r"[\u3400-\u9fff]{2,4}(?![\u3400-\u9fff])|[\u0590-\u06ff]{2,}"
_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Herr|Frau|Mme|Se\u00f1ora?|Srta)\.? "
_TITLED = re.compile(rf"(?<![\w.])({_TITLE})({_NAME})(?=\W*(\w*))")
_PAIR = re.compile(rf"(?<![\w.'\u2019-])([A-Z][a-z]+)(?: [A-Z]\.)? ({_CAPPED}(?:-{_CAPPED})?)(?=\W?(\w*))")
_DASHES = "-\u2013\u2014~"
_BEFORE_A_SIGN = r"(?:^|[.!?\n])\s*"


def without_introduced(text: str, out: str) -> str:
    """A text with `out` in the place of such names."""
    small = text.lower()
    if any(word in small for word in _longest_words()):
        for one in _introduced():
            text = one.sub(lambda found: found[1] + out, text)
    text = _TITLED.sub(lambda found: found[0] if _is_a_place(found[2], found[3]) else found[1] + out, text)
    return _PAIR.sub(lambda found: out if _is_somebody(*found.groups()) else found[0], text)


@cache
def _several(kind: str) -> str:
    told = [one for line in known("persons")[kind]["words"].split("\n") for one in line.split("|") if one]
    return "|".join(re.escape(one).replace(r"\ ", r"[ '\u2019]") for one in sorted(told, key=len, reverse=True))


@cache
def _longest_words() -> frozenset[str]:
    """One of which stands in every text that introduces somebody: to look for them takes little time."""
    told = "\n".join(known("persons")[kind]["words"] for kind in ("introducing", "signing"))
    phrases = (one for line in told.split("\n") for one in line.split("|") if one)
    return frozenset((*(max(one.lower().split(), key=len) for one in phrases), *_DASHES))


@cache
def _introduced() -> tuple[re.Pattern[str], ...]:
    """What stands behind "call me", and what stands alone at the end behind "Thanks," or a dash."""
    several = (
        rf"{_NAME}(?:(?:,? (?:or|and|y|o|u|und|oder|et|ou|\u0438|\u0438\u043b\u0438) |, )(?:{_TITLE})?{_NAME}){{0,3}}"
    )
    behind = rf"(?<!\w)((?i:{_several('introducing')})[:, ]*[\"\u201c'\u2018]?(?:{_TITLE})?)(?:{several}|{_UNCAPPED})"
    signed = rf"((?i:{_several('signing')})[,.!:]?\s+(?:[{_DASHES}] ?)?|[{_DASHES}]+ ?)"
    return re.compile(behind), re.compile(rf"((?:{_BEFORE_A_SIGN})(?:{signed[1:-1]}))(?:{_NAME})(?=[.!)]?\s*$)")


def _is_a_place(name: str, behind: str) -> bool:
    """Whether what is called so is a school, a day or a street: "Dr. King Elementary"."""
    several = words_apart(f"{name} {behind}")
    return words("named_place").search(several) or "day" in several.split()


def _is_somebody(first: str, last: str, behind: str) -> bool:
    """Whether two words are a given name that many have, and a last name: no place, nor whom places are named after."""
    given, beside = words_apart(first), words_apart(f"{last} {behind}")
    return (
        given in words("given")
        and given not in words("ordinary")
        and given not in words("given_places")
        and not words("named_place").search(beside)
        and not words("no_person").search(words_apart(last))
        and not words("namesakes").search(f"{given} {beside}")
    )
