"""How many came from which job to which -> whether jobs are as common now as then, beyond chance.

Owns the test and its chi squared, for programs that have no scipy; must not know whose jobs they are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence


def stuart_maxwell(table: Sequence[Sequence[int]]) -> float | None:
    """The p of Stuart's test (1955, Maxwell 1970) that jobs are as common now as then; None where nothing moved.

    Jobs that nobody had at either time are left out; chi squared is d' S^-1 d with one job less than there are.
    """
    kept = [n for n in range(len(table)) if sum(table[n]) + sum(row[n] for row in table) > 0]
    rows = [sum(table[a][b] for b in kept) for a in kept]
    columns = [sum(table[a][b] for a in kept) for b in kept]
    size = len(kept) - 1
    if size < 1:
        return None
    d = [float(rows[n] - columns[n]) for n in range(size)]
    s = [
        [
            float(rows[a] + columns[a] - 2 * table[kept[a]][kept[a]])
            if a == b
            else -float(table[kept[a]][kept[b]] + table[kept[b]][kept[a]])
            for b in range(size)
        ]
        for a in range(size)
    ]
    solved = _solved(s, d)
    return None if solved is None else _chance(sum(x * y for x, y in zip(d, solved, strict=True)), size)


def _solved(matrix: list[list[float]], right: list[float]) -> list[float] | None:
    """The solution of a small system of equations; None where there is none."""
    rows = [[*row, one] for row, one in zip(matrix, right, strict=True)]
    n = len(rows)
    for at in range(n):
        best = max(range(at, n), key=lambda r: abs(rows[r][at]))
        rows[at], rows[best] = rows[best], rows[at]
        if abs(rows[at][at]) < 1e-12:
            return None
        for other in range(n):
            if other != at:
                factor = rows[other][at] / rows[at][at]
                rows[other] = [x - factor * y for x, y in zip(rows[other], rows[at], strict=True)]
    return [rows[at][n] / rows[at][at] for at in range(n)]


def _chance(x: float, degrees: int) -> float:
    """The upper tail of chi squared, by its recurrence over degrees of freedom."""
    if degrees % 2:
        tail, term, start = math.erfc(math.sqrt(x / 2)), math.sqrt(2 * x / math.pi) * math.exp(-x / 2), 1
    else:
        tail, term, start = math.exp(-x / 2), x / 2 * math.exp(-x / 2), 2
    for own in range(start, degrees, 2):
        tail += term
        term *= x / (own + 2)
    return tail
