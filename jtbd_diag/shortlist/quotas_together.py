"""Two quotas at once -> whether somebody may be taken and both still be kept as far as they can be.

Owns who of those left would fill what groups lack; must not know in which order places are given, nor to whom.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from functools import lru_cache

from jtbd_diag.shortlist.rules_file import Quota, bare

GroupPair = tuple[str, str]
"""Somebody's groups in both quotas, in small letters."""
_Limits = tuple[tuple[int, str, int, int], ...]
"""Of every group: in which of both quotas, its name, how many places it gets at least and at most."""
_FROM, _TO = 0, 1
"""Where people come from and go to."""


class QuotasTogether:
    """What two quotas ask for at least, and a choice of those left that fills as much of it as can be filled.

    The choice is a flow of most worth: each unit is a person and runs from a group of one quota to one of the other.
    What a group gets at least is worth something, more is not. What one person changes runs along one best path.
    """

    def __init__(self, quotas: tuple[Quota, Quota], people: Iterable[GroupPair], places: int) -> None:
        """Find the first such choice."""
        self._quotas, there = quotas, Counter(people)
        limits = tuple(_limits(quotas, there, places))
        needs = {(side, group): least for side, group, least, _ in limits}
        of_use = {pair: min(n, max(needs[0, pair[0]], needs[1, pair[1]])) for pair, n in there.items()}
        self._flow = _People(limits, there, places)
        for pair in _first_choice(limits, tuple(sorted(item for item in of_use.items() if item[1])), places):
            self._flow.push(self._flow.route(pair))
        self._refused: set[GroupPair] = set()

    def may_take(self, one: GroupPair) -> bool:
        """Whether as much can be filled with somebody of these groups among those who get a place.

        Whoever is refused once is refused with more places given, too.
        """
        arc = self._flow.arcs[one]
        if self._flow.through(arc):
            return True
        if one in self._refused:
            return False
        path, worth = self._flow.best_path(self._flow.nodes[1, one[1]], self._flow.nodes[0, one[0]])
        if worth < 0:
            self._refused.add(one)
            return False
        self._flow.push((*path, arc))
        return True

    def take(self, one: GroupPair) -> None:
        """Somebody of these groups, who may be taken, gets a place."""
        for arc in self._flow.route(one, given=True):
            self._flow.room[arc ^ 1] -= 1

    def leave(self, one: GroupPair) -> None:
        """Somebody of these groups gets none, whatever the reason."""
        arc = self._flow.arcs[one]
        if self._flow.room[arc]:
            self._flow.room[arc] -= 1
            return
        self._flow.room[arc ^ 1] -= 1
        self._flow.push(self._flow.best_path(self._flow.nodes[0, one[0]], self._flow.nodes[1, one[1]])[0])
        self._refused.clear()

    def kept_for(self, one: GroupPair) -> tuple[int, str]:
        """Of somebody who may not be taken, the first quota and group that a place is kept for."""
        kept = ((side, group) for side, quota in enumerate(self._quotas) for group in quota.at_least)
        return next(
            (side, group) for side, group in kept if bare(group) != one[side] and self._flow.needed(side, group)
        )


def _limits(
    quotas: tuple[Quota, Quota], there: Iterable[GroupPair], places: int
) -> Iterator[tuple[int, str, int, int]]:
    for side, quota in enumerate(quotas):
        for group in sorted({pair[side] for pair in there}):
            room = quota.most(group)
            most = places if room is None else min(room, places)
            yield side, group, min(quota.least(group), most), most


@lru_cache(maxsize=1024)  # the same for most open cases, of whom each is looked at beside all others
def _first_choice(limits: _Limits, there: tuple[tuple[GroupPair, int], ...], places: int) -> tuple[GroupPair, ...]:
    """Who fills most of what groups get at least."""
    flow = _People(limits, dict(there), places)
    while (found := flow.best_path(_FROM, _TO))[1] > 0 and flow.room[flow.back]:
        flow.push((*found[0], flow.back))
    return tuple(pair for pair, arc in flow.arcs.items() for _ in range(flow.through(arc)))


class _Flow:
    """A network of arcs with room for some units, each worth something; the way back is beside every arc."""

    def __init__(self, nodes: int) -> None:
        self.ends: list[int] = []
        self.room: list[int] = []
        self.worth: list[int] = []
        self.out: list[list[int]] = [[] for _ in range(nodes)]

    def join(self, start: int, end: int, room: int, worth: int = 0) -> int:
        """An arc; its number, which that of the way back differs from in the last bit."""
        for a, b, free, gain in ((start, end, room, worth), (end, start, 0, -worth)):
            self.out[a].append(len(self.ends))
            self.ends.append(b)
            self.room.append(free)
            self.worth.append(gain)
        return len(self.ends) - 2

    def through(self, arc: int) -> int:
        """How many units run through an arc."""
        return self.room[arc ^ 1]

    def push(self, path: Iterable[int]) -> None:
        """Let one unit more run along some arcs."""
        for arc in path:
            self.room[arc] -= 1
            self.room[arc ^ 1] += 1

    def best_path(self, start: int, end: int) -> tuple[list[int], int]:
        """The path of most worth on which there is room, and its worth; less than can be where there is no path."""
        nowhere = -len(self.ends)
        best, by = [nowhere] * len(self.out), [-1] * len(self.out)
        best[start], waiting = 0, deque([start])
        while waiting:
            here = waiting.popleft()
            for arc in self.out[here] if here != end else ():
                there, worth = self.ends[arc], best[here] + self.worth[arc]
                if self.room[arc] and worth > best[there]:
                    best[there], by[there] = worth, arc
                    waiting.append(there)
        path, at = [], end
        while at != start and by[at] >= 0:
            path.append(by[at])
            at = self.ends[by[at] ^ 1]
        return path, best[end]


class _People(_Flow):
    """The network of two quotas: into and out of each group two arcs, what it gets at least and what is more."""

    def __init__(self, limits: _Limits, there: Iterable[GroupPair], places: int) -> None:
        super().__init__(2 + len(limits))
        self.nodes = {(side, group): n for n, (side, group, _, _) in enumerate(limits, start=2)}
        self.back = self.join(_TO, _FROM, places)
        self._own: dict[tuple[int, str], tuple[int, int]] = {}
        for node, (side, group, least, most) in enumerate(limits, start=2):
            ends = (node, _TO) if side else (_FROM, node)
            self._own[side, group] = self.join(*ends, least, 1), self.join(*ends, most - least)
        counts = Counter(there)
        self.arcs = {pair: self.join(self.nodes[0, pair[0]], self.nodes[1, pair[1]], n) for pair, n in counts.items()}

    def route(self, one: GroupPair, *, given: bool = False) -> Iterator[int]:
        """The arcs of a person: by what their groups still get at least, where there is room, or was, if `given`."""
        for side, group in enumerate(one):
            least, more = self._own[side, group]
            yield least if self.room[least] or (given and self.through(least)) else more
        yield from (self.arcs[one], self.back)

    def needed(self, side: int, group: str) -> bool:
        """Whether somebody of the choice fills what a group gets at least."""
        own = self._own.get((side, bare(group)))
        return own is not None and self.through(own[0]) > 0
