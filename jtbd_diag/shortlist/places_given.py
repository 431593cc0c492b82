"""Who gets a place: those who may have one in their order, within the quotas.

Owns the order, the lots, and the one walk that gives places; must not know why somebody may have one.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Literal

from jtbd_diag.results.call_list import lot
from jtbd_diag.shortlist.quotas_together import GroupPair, QuotasTogether
from jtbd_diag.shortlist.rules_file import Quota, ShortlistRules, bare

Passed = tuple[Literal["capacity", "at_most", "kept_for"], str, str]
"""Why somebody was passed over: what stood against it, the column and the group of it."""


@dataclass(frozen=True)
class Entrant:
    """Who may have a place: `key` is unlike anybody's, `met` tells which preferences are met, `groups` one a quota."""

    key: str
    met: tuple[bool, ...]
    groups: tuple[str, ...]


@dataclass(frozen=True)
class PlacesGiven:
    """The keys of those who got a place, in their order; the others in theirs, each with what stood against it."""

    taken: tuple[str, ...]
    passed: Mapping[str, Passed]


_lot = lru_cache(maxsize=2**18)(lot)  # whether an open case would get a place is asked of one after the other


def in_order(entrants: Iterable[Entrant], seed: object) -> list[Entrant]:
    """Whoever meets the first preference goes first, among these whoever meets the second, and so on; then by lot."""
    return sorted(entrants, key=_rank(seed))


def _rank(seed: object) -> Callable[[Entrant], tuple[bool | str, ...]]:
    return lambda one: (*(not met for met in one.met), _lot(seed, one.key))


def give(entrants: Iterable[Entrant], rules: ShortlistRules) -> PlacesGiven:
    """Give the places in order.

    Nobody is taken beyond what a group gets at most, nor where the places left are needed for what others get at least,
    as far as there are enough of them; of three quotas and more that is looked at for every two. Places that are then
    still free go to those passed over for such a need.
    """
    ordered = in_order(entrants, rules.seed)
    walk = _Walk(ordered, rules)
    for one in ordered:
        walk.take_or_pass(one, keeping=True)
    for one in ordered:
        if walk.passed.get(one.key, ("",))[0] == "kept_for":
            walk.take_or_pass(one, keeping=False)
    taken = tuple(one.key for one in ordered if one.key in walk.taken)
    return PlacesGiven(taken, {one.key: walk.passed[one.key] for one in ordered if one.key in walk.passed})


def would_get(entrant: Entrant, others: Sequence[Entrant], rules: ShortlistRules) -> bool:
    """Whether somebody would get a place beside `others`, who stand in their order: as `give` says, and no further."""
    ordered = [*others]
    insort(ordered, entrant, key=_rank(rules.seed))
    walk = _Walk(ordered, rules)
    for other in ordered:
        walk.take_or_pass(other, keeping=True)
        if other is entrant and walk.passed.get(entrant.key, ("",))[0] != "kept_for":
            return entrant.key in walk.taken
    for other in ordered:
        if walk.passed.get(other.key, ("",))[0] == "kept_for":
            walk.take_or_pass(other, keeping=False)
    return entrant.key in walk.taken


class _Walk:
    def __init__(self, ordered: Sequence[Entrant], rules: ShortlistRules) -> None:
        self.quotas = rules.quota
        self.left = len(ordered) if rules.capacity is None else rules.capacity
        self.counts = [Counter[str]() for _ in self.quotas]
        self.kept = {
            (n, m): QuotasTogether(
                (self.quotas[n], self.quotas[m]), (_groups(entrant, n, m) for entrant in ordered), self.left
            )
            for n, m in _pairs(self.quotas)
        }
        self.taken: set[str] = set()
        self.passed: dict[str, Passed] = {}

    def take_or_pass(self, entrant: Entrant, *, keeping: bool) -> None:
        """Give a place, or say why not."""
        against = self._against(entrant, keeping=keeping)
        for (n, m), both in self.kept.items() if keeping else ():
            (both.leave if against else both.take)(_groups(entrant, n, m))
        if against is not None:
            self.passed.setdefault(entrant.key, against)
            return
        self.passed.pop(entrant.key, None)
        self.taken.add(entrant.key)
        self.left -= 1
        for counts, group in zip(self.counts, entrant.groups, strict=True):
            counts[bare(group)] += 1

    def _against(self, entrant: Entrant, *, keeping: bool) -> Passed | None:
        if not self.left:
            return "capacity", "", ""
        for quota, counts, group in zip(self.quotas, self.counts, entrant.groups, strict=True):
            most = quota.most(group)
            if most is not None and counts[bare(group)] >= most:
                return "at_most", quota.column, group
        for (n, m), both in self.kept.items() if keeping else ():
            groups = _groups(entrant, n, m)
            if not both.may_take(groups):
                side, kept = both.kept_for(groups)
                return "kept_for", self.quotas[(n, m)[side]].column, kept
        return None


def _groups(entrant: Entrant, n: int, m: int) -> GroupPair:
    return bare(entrant.groups[n]), bare(entrant.groups[m])


def _pairs(quotas: Sequence[Quota]) -> list[tuple[int, int]]:
    """Every two quotas of which one says what groups get at least; one quota is a pair by itself."""
    every = [*combinations(range(len(quotas)), 2)] or [(n, n) for n in range(len(quotas))]
    return [(n, m) for n, m in every if quotas[n].at_least or quotas[m].at_least]
