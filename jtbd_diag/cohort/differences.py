"""What sums and differences of two tables tell of those who stand in both.

Owns that question alone; knows nothing of groups, secrets or results.

Everybody stands in one line of the one table and in one line of the other. Whatever can be worked out exactly from
both is made of differences between lines of the one and lines of the other that lie wholly within them. The least
such difference around a cell is a minimal cut, and so it is counted as a maximal flow (Ford and Fulkerson).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

Cell = tuple[str, str]
_Node = tuple[int, str]


def least(people: Mapping[Cell, int], counted: Mapping[Cell, int], cell: Cell, limit: int) -> int:
    """How many are counted, at the least, in whatever the two tables tell of a cell; from `limit` on, `limit`.

    `people` says how many stand in a line of the one and a line of the other table: what the lines lie in. `counted`
    is what is asked of them: all of them, or those with one result.
    """
    room = _room(people, counted, limit)
    source, sink = (0, cell[0]), (1, cell[1])
    total = 0
    while total < limit and (path := _path(room, source, sink)):
        narrowest = min(room[a][b] for a, b in path)
        for a, b in path:
            room[a][b] -= narrowest
            room[b][a] += narrowest
        total += narrowest
    return min(total, limit)


def _room(people: Mapping[Cell, int], counted: Mapping[Cell, int], limit: int) -> dict[_Node, dict[_Node, int]]:
    """Cutting a cell off its first line costs those counted in it; a second line comes only with all it lies in."""
    room: dict[_Node, dict[_Node, int]] = defaultdict(lambda: defaultdict(int))
    for (one, other), heads in people.items():
        if heads:
            room[0, one][1, other] += min(counted[one, other], limit)
            room[1, other][0, one] += limit
    return room


def _path(room: Mapping[_Node, Mapping[_Node, int]], source: _Node, sink: _Node) -> list[tuple[_Node, _Node]]:
    """A shortest way with room left, as its steps; empty where there is none."""
    before = {source: source}
    row = [source]
    for node in row:
        for other, left in room[node].items():
            if left > 0 and other not in before:
                before[other] = node
                row.append(other)
        if sink in before:
            break
    else:
        return []
    steps = [(before[sink], sink)]
    while steps[-1][0] != source:
        steps.append((before[steps[-1][0]], steps[-1][0]))
    return steps
