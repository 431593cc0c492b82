"""What sums and differences of two tables tell of those who stand in both.

Owns that question alone; knows nothing of groups, secrets or results.

Everybody stands in one line of the one table and in one line of the other. Whatever can be worked out exactly from
both is made of differences between lines of the one and lines of the other that lie wholly within them. The least
such difference around a cell is a minimal cut, and so it is counted as a maximal flow (Ford and Fulkerson).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

GroupCell = tuple[str, str]
_Node = tuple[int, str]


class Differences:
    """What two tables tell of their cells, counted up to a limit."""

    def __init__(self, people: Mapping[GroupCell, int], counted: Mapping[GroupCell, int], limit: int) -> None:
        """`people` says how many stand in a line of the one and a line of the other table: what the lines lie in.

        `counted` is what is asked of them: all of them, or those with one result.
        """
        self._limit = limit
        self._room = _room(people, counted, limit)
        self._ways: dict[_Node, frozenset[_Node]] = {}

    def least(self, cell: GroupCell) -> int:
        """How many are counted, at the least, in whatever the tables tell of a cell; from the limit on, the limit."""
        source, sink = (0, cell[0]), (1, cell[1])
        if self._limit == 1:  # then any way will do
            if source not in self._ways:
                self._ways[source] = frozenset(_reached(self._room, source))
            return int(sink in self._ways[source])
        flows: list[tuple[int, list[tuple[_Node, _Node]]]] = []
        total = 0
        while total < self._limit and (path := _path(self._room, source, sink)):
            narrowest = min(self._room[a][b] for a, b in path)
            self._flow(path, narrowest)
            flows.append((narrowest, path))
            total += narrowest
        for narrowest, path in flows:
            self._flow(path, -narrowest)
        return min(total, self._limit)

    def _flow(self, path: Sequence[tuple[_Node, _Node]], much: int) -> None:
        for a, b in path:
            self._room[a][b] -= much
            self._room[b][a] += much


def _room(
    people: Mapping[GroupCell, int], counted: Mapping[GroupCell, int], limit: int
) -> dict[_Node, dict[_Node, int]]:
    """Cutting a cell off its first line costs those counted in it; a second line comes only with all it lies in."""
    room: dict[_Node, dict[_Node, int]] = defaultdict(lambda: defaultdict(int))
    for (one, other), heads in people.items():
        if heads:
            room[0, one][1, other] += min(counted[one, other], limit)
            room[1, other][0, one] += limit
    return room


def _path(room: Mapping[_Node, Mapping[_Node, int]], source: _Node, sink: _Node) -> list[tuple[_Node, _Node]]:
    """A shortest way with room left, as its steps; empty where there is none."""
    before = _reached(room, source, sink)
    if sink not in before:
        return []
    steps = [(before[sink], sink)]
    while steps[-1][0] != source:
        steps.append((before[steps[-1][0]], steps[-1][0]))
    return steps


def _reached(room: Mapping[_Node, Mapping[_Node, int]], source: _Node, sink: _Node | None = None) -> dict[_Node, _Node]:
    """What can be reached where room is left, until the sink is, each with the node before it."""
    before = {source: source}
    row = [source]
    for node in row:
        for other, left in room[node].items():
            if left > 0 and other not in before:
                before[other] = node
                if other == sink:
                    return before
                row.append(other)
    return before
