"""Names as a target takes them: short enough, of its letters, none of its own words, no two alike.

Owns how a name is made to fit, and the way back; knows nothing of any target.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple


class IdRule(NamedTuple):
    """What a target takes for an id."""

    longest: int = 64
    """In letters."""
    unfit: str = "[^A-Za-z0-9_]"
    """A pattern of letters that may not be in it."""
    joint: str = "_"
    """Stands in place of what is unfit, and before the number that tells two apart."""
    first: str = ""
    """Put before an id that does not begin with a letter, where it must."""
    lower: bool = False
    """Only small letters."""
    one_case: bool = True
    """`A` and `a` are the same to it."""
    reserved: frozenset[str] = frozenset()
    """Words it keeps for itself, in small letters."""
    kept: str = "(?!)"
    """A pattern of more such words."""


def safe_ids(ids: Iterable[str], rule: IdRule) -> dict[str, str]:
    """Every id with what the target is to call it; fit ids stay, and no two become one.

    The same ids give the same names in every run. The way back is `renamed`.
    """
    wanted = list(dict.fromkeys(ids))
    names = {one: _fitted(one, rule) for one in wanted}
    taken: set[str] = set()
    safe: dict[str, str] = {}
    # those that can stay go first, so that none of them gives way to one that must change
    for one in sorted(wanted, key=lambda one: names[one] != one):
        safe[one] = _free(names[one], taken, rule)
        taken.add(_alike(safe[one], rule))
    return {one: safe[one] for one in wanted}


def all_fit(ids: Iterable[str], rule: IdRule) -> bool:
    """Whether a target takes these as they are, and tells them apart."""
    names = list(ids)
    stay = (_fitted(name, rule) == name and not _is_kept(name, rule) for name in names)
    return all(stay) and len({_alike(name, rule) for name in names}) == len(names)


def renamed(safe: Mapping[str, str]) -> dict[str, str]:
    """Ids by their names in the target, of those that are called otherwise there."""
    return {name: one for one, name in safe.items() if name != one}


def _fitted(one: str, rule: IdRule) -> str:
    name = re.sub(rule.unfit, rule.joint, one.lower() if rule.lower else one)
    if rule.first and not name[:1].isalpha():
        name = rule.first + name
    return name[: rule.longest]


def _free(name: str, taken: set[str], rule: IdRule) -> str:
    """The name, or with the first number that makes it one of its own, behind it or in front."""
    number, tries = 1, [name]
    while not (free := [one for one in tries if _alike(one, rule) not in taken and not _is_kept(one, rule)]):
        number += 1
        ending, beginning = f"{rule.joint}{number}", f"q{number}{rule.joint}"
        tries = [name[: rule.longest - len(ending)] + ending, (beginning + name)[: rule.longest], f"q{number}"]
    return free[0]


def _alike(name: str, rule: IdRule) -> str:
    return name.lower() if rule.one_case else name


def _is_kept(name: str, rule: IdRule) -> bool:
    return _alike(name, rule) in rule.reserved or re.fullmatch(rule.kept, name) is not None
