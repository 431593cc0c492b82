#!/usr/bin/env bash
# statsmodels: tests of change between two waves replace every empty cell by a half, and count categories nobody is in.
#
# Expected: `SquareTable(...).homogeneity()` is Stuart (1955) and Maxwell (1970), `symmetry()` is Bowker (1948), of the counts
# that were given, with a category that nobody was in, before or after, left out of the degrees of freedom.
# Seen with statsmodels 0.15.0 (Python 3.11, 2026-11-29): unless `shift_zeros=False` is said, each 0 becomes 0.5. Of 93
# people in three groups, one cell empty, symmetry has p = 0.062 where the counts have 0.043; where leaders only moved
# upward, as after a program one hopes, the statistic falls from 17.0 to 11.6. With the switch off, a third group that
# stayed empty in both waves leaves the statistic of the other two, 3.6, and makes p of two degrees of freedom, 0.165, and
# not of one, 0.058. Nothing is told. Empty cells are the rule in tables of who moved where.
# Fails when: the counts as given are tested by default, or the empty group is left out.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q statsmodels==0.15.0
"$work/venv/bin/python" - <<'PY'
import numpy as np
from scipy.stats import chi2
from statsmodels.stats.contingency_tables import SquareTable


def stuart_maxwell(counts):
    change = (counts.sum(1) - counts.sum(0))[:-1]
    spread = np.diag(counts.sum(1) + counts.sum(0)) - counts - counts.T
    return change @ np.linalg.solve(spread[:-1, :-1], change)


def bowker(counts):
    pairs = [(counts[i, j], counts[j, i]) for i in range(len(counts)) for j in range(i)]
    return sum((a - b) ** 2 / (a + b) for a, b in pairs)


mixed = np.array([[30, 8, 0], [2, 25, 6], [1, 1, 20]])
by_default, as_given = SquareTable(mixed).symmetry(), SquareTable(mixed, shift_zeros=False).symmetry()
print(f"symmetry: p {by_default.pvalue:.3f} by default, {as_given.pvalue:.3f} of the counts as given")
assert np.isclose(as_given.statistic, bowker(mixed)) and as_given.pvalue < 0.05 < by_default.pvalue

upward = np.array([[30, 8, 0], [0, 25, 9], [0, 0, 20]])
moved = SquareTable(upward).homogeneity().statistic
print(f"homogeneity, all upward: {moved:.1f} by default, {stuart_maxwell(upward):.1f} by the formula")
assert np.isclose(stuart_maxwell(upward), 17.0) and moved < 12

empty = np.array([[30, 8, 0], [2, 25, 0], [0, 0, 0]])
found = SquareTable(empty, shift_zeros=False).homogeneity()
right = chi2.sf(stuart_maxwell(empty[:2, :2]), 1)
print(f"homogeneity, a group nobody is in: {found.statistic:.1f}, p {found.pvalue:.3f}; of the two groups there are: p {right:.3f}")
assert np.isclose(found.statistic, stuart_maxwell(empty[:2, :2])) and found.df == 2 and found.pvalue > 2 * right
PY
