"""How names of people are written in cells and texts, and what of a name tells whose it is.

Owns the shapes of names and the words in them; knows nothing of columns, layouts or results.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from jtbd_diag.survey.known.words_in_headers import words, words_apart

_PART = r"(?:[A-Z\u00c0-\u00de][\w'\u2019.-]*|d[aeiu]|von|van|der|del|la|bin)"
_NAME = re.compile(rf"{_PART}(?: {_PART}){{1,3}}")
_LAST_FIRST = re.compile(rf"({_PART}(?: {_PART}){{0,2}}), ?({_PART}(?: {_PART}){{0,2}})")
_LETTERS = re.compile(r"[^\W\d_]+")
_BESIDE_LETTERS = re.compile(r"[\s,.;'\u2018-\u201f\u02bc`\u00b4\u2010-\u2014()&\"_|+\[\]<>*?!\u00ab\u00bb-]+")
_SEGMENTS = re.compile(r"[,;(&|+\[<]| [-/\u2010-\u2014] ")
_ASIDE = re.compile(r" *(?:\([^()]*[/\d][^()]*\)|(?:[,#\u2013-]| [,#\u2013-])? *\d{1,6})\*?$| (?=/ )/(?= )")
"""What somebody set beside a name: (she/her), a number; a stroke between two."""
_TOWN = re.compile(r"[^\W\d_](?:, ?| )([A-Z]{2})\.?(?:,? \d{5}(?:-\d{4})?)?$")
_FILE = re.compile(r"\.(?:ya?ml|json|txt|text|eml|csv|md|pdf|xlsx|docx)$", re.IGNORECASE)
_LONGEST, _MOST_WORDS, _MOST_UNCAPPED = 40, 7, 3
SHORTEST_PART = 3
"""A part of a name with fewer letters is found in too many words that are none."""


def is_named(cell: str) -> bool:
    """Whether a cell is written as a name of somebody, "First Last" or "Last, First", and not as a place or a title."""
    bare = _without_titles(" ".join(cell.split()))
    if not bare or len(bare) > _LONGEST or words("no_name").search(words_apart(bare)):
        return False
    if reversed_name := _LAST_FIRST.fullmatch(bare):
        return not words("states").search(words_apart(reversed_name[2]))
    return bool(_NAME.fullmatch(bare)) or (bare != cell.strip() and bool(re.fullmatch(_PART, bare)))


def is_a_title(cell: str) -> bool:
    """Whether a cell is written as what something is called, "Office of the Ames School", and not as a sentence."""
    told = _LETTERS.findall(cell)
    small = [one for one in told if one[0].islower() and not _may_be_small(words_apart(one))]
    return len(told) <= _MOST_WORDS and (not small or (len(small) == len(told) and len(told) <= _MOST_UNCAPPED))


def _may_be_small(word: str) -> bool:
    return len(word) < SHORTEST_PART or any(word in words(kind) for kind in ("joining", "particles", "rests"))


def is_a_town(cell: str) -> bool:
    """Whether a cell is a town with the sign of its state, "Austin, TX" or "Austin, TX 78701"."""
    found = _TOWN.search(cell.strip())
    return found is not None and words_apart(found[1]) in words("state_signs")


def begins_with_a_given_name(cell: str, *, no_place: bool = False) -> bool:
    """Whether a cell begins with a given name that many have, or with a last name and one: "Last, First".

    Where it is `no_place`, "Desmond Park" is somebody.
    """
    bare = _without_titles(" ".join(cell.split()))
    if not no_place and words("named_place").search(words_apart(bare)):
        return False
    last, comma, rest = bare.partition(",")
    for told in (bare, *([rest] if comma and last.count(" ") < _MOST_UNCAPPED else [])):
        first = _LETTERS.findall(told)[:2]
        if first and words_apart(first[0]) in words("given") and (comma or len(first) > 1):
            return True
    return False


def are_given_names(cells: Sequence[str]) -> bool:
    """Whether cells are single words in capitals, most of them given names that many have: "Ana", "Karl"."""
    alone = [cell for cell in cells if _LETTERS.fullmatch(cell) and not cell[0].islower()]
    given = sum(words_apart(cell) in words("given") for cell in alone)
    return len(alone) == len(cells) and 2 * given > len(cells)


def named_within(text: str) -> bool:
    """Whether a given name that many have, and a last name, stand in a text one behind the other."""
    if words("named_place").search(words_apart(text)):
        return False
    capped = (
        (one, other) for one, other in pairwise(_LETTERS.findall(text)) if one[0].isupper() and other[0].isupper()
    )
    return any(words_apart(one) in words("given") for one, _ in capped)


def parts_of_name(value: str, beyond: int = SHORTEST_PART - 1) -> tuple[str, ...]:
    """The words of a name, longer than so, by which its owner is known: no titles, no initials; none of no name."""
    bare = unicodedata.normalize("NFC", value.strip())
    told = _ASIDE.sub(" ;", bare)
    bare = told if begins_with_a_given_name(told, no_place=True) else bare
    first = _SEGMENTS.split(bare, maxsplit=1)[0].strip()
    if (found := _words_of_name(bare)) or not begins_with_a_given_name(first, no_place=True):
        return tuple(one for one in found if len(one) > beyond)
    return tuple(one for one in _words_of_name(first) if len(one) > beyond)


def _words_of_name(bare: str) -> list[str]:
    """Those of a cell that is a name and what people set beside one; none of any other."""
    if not bare or _FILE.search(bare) or not set(_BESIDE_LETTERS.sub("", bare)) <= set("".join(_LETTERS.findall(bare))):
        return []
    told = _LETTERS.findall(bare)
    capped = all(not one[0].islower() for one in told if len(one) >= SHORTEST_PART and not _is_beside_a_name(one))
    joined = " " not in bare.replace(",", " ") and len(told) > 1 and words_apart(told[0]) not in words("given")
    if len(told) > (_MOST_WORDS if capped else _MOST_UNCAPPED) or (
        joined and (not capped or words("no_name").search(words_apart(bare)))
    ):
        return []
    return _inside(bare)


def name_in_address(address: str) -> tuple[str, ...]:
    """The words of "first.last@…"; none where it is written otherwise, or names a place or an office."""
    told = [one for one in re.split(r"[._+\d-]+", address.partition("@")[0]) if one]
    called = words_apart(" ".join(told))
    place = "named_place" if told and words_apart(told[0]) in words("given") else "no_name"
    if not 2 <= len(told) <= _MOST_UNCAPPED or words(place).search(called):
        return ()
    return parts_of_name(" ".join(told))


def name_in_path(path: str) -> tuple[str, ...]:
    """The words of names that a file, or a folder around it, is called by."""
    steps = [re.sub(r"[_\d-]+", " ", step.partition(".")[0]) for step in re.split(r"[/\\:]", path)]
    named = (step for step in steps if is_named(step) or begins_with_a_given_name(step))
    return tuple(part for step in named for part in parts_of_name(step))


def _inside(bare: str) -> list[str]:
    """The words of a name that are no titles, roles or particles where they stand."""
    before, *others = map(_LETTERS.findall, _SEGMENTS.split(bare))
    titled = [told for told in others if len(before) > 1 and told and _is_a_role(told[0])]  # "…, Director of Services"
    rest = [told for told in others if told not in titled]
    several = [told for part in (before, *rest) if (told := _without_outer_titles(part))]
    found = []
    for n, told in enumerate(several):
        last_names = n == 0 and len(several) > 1
        for place, one in enumerate(told):
            behind = n == 0 and place == len(told) - 1 and _is_behind_a_name(told, alone=last_names)
            first = place == 0 and not (last_names and len(told) > 1)
            if (
                not _is_beside_a_name(one)
                or (_is_a_role(one) and behind)
                or (_is_a_particle(one) and (first or behind))
            ):
                found.append(one)
    return found


def _is_behind_a_name(told: Sequence[str], *, alone: bool) -> bool:
    """Whether the last word has a name before it, or is all that stands before ", First"."""
    return any(not _is_beside_a_name(one) or _is_a_particle(one) for one in told[:-1]) or (alone and len(told) == 1)


def _without_outer_titles(told: Sequence[str]) -> Sequence[str]:
    while told and words_apart(told[0]) in words("titles"):
        told = told[1:]
    while told and words_apart(told[-1]) in words("titles"):
        told = told[:-1]
    return told


def _is_beside_a_name(word: str) -> bool:
    bare = words_apart(word)
    return bare in words("titles") or bare in words("joining") or _is_a_role(word) or _is_a_particle(word)


def _is_a_role(word: str) -> bool:
    bare = words_apart(word)
    return words("roles").search(bare) and bare not in words("given")


def _is_a_particle(word: str) -> bool:
    return words_apart(word) in words("particles")


def _without_titles(cell: str) -> str:
    """A cell without "Dr." before a name, and ", Ph.D." behind it."""
    told: Sequence[str] = cell.split(" ")
    while len(told) > 1 and words_apart(told[0]) in words("titles"):
        told = told[1:]
    while len(told) > 1 and (
        words_apart(told[-1]) in words("titles") or words_apart(told[-1]).replace(" ", "") in words("titles")
    ):
        told = told[:-1]
    return " ".join(told).rstrip(",")
