"""Ids as a target takes them: short enough, of its letters, none of its own words, no two alike.

Owns what a target may call an item or an option, and the way back; knows nothing of forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class IdRule:
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
    taken = set(rule.reserved)
    safe: dict[str, str] = {}
    # those that can stay go first, so that none of them gives way to one that must change
    for one in sorted(wanted, key=lambda one: names[one] != one):
        safe[one] = _free(names[one], taken, rule)
        taken.add(_alike(safe[one], rule))
    return {one: safe[one] for one in wanted}


def renamed(safe: Mapping[str, str]) -> dict[str, str]:
    """Ids by their names in the target, of those that are called otherwise there."""
    return {name: one for one, name in safe.items() if name != one}


def _fitted(one: str, rule: IdRule) -> str:
    name = re.sub(rule.unfit, rule.joint, one.lower() if rule.lower else one)
    if rule.first and not name[:1].isalpha():
        name = rule.first + name
    return name[: rule.longest]


def _free(name: str, taken: set[str], rule: IdRule) -> str:
    """The name, or with the first number that makes it one of its own."""
    number, tried = 1, name
    while _alike(tried, rule) in taken or re.fullmatch(rule.kept, tried.lower()):
        number += 1
        ending = f"{rule.joint}{number}"
        tried = name[: rule.longest - len(ending)] + ending
    return tried


def _alike(name: str, rule: IdRule) -> str:
    return name.lower() if rule.one_case else name
