"""Answers of several groups -> which items people with the same score answer otherwise in one of them (DIF).

Owns the screen: ordinal logistic regression of an item on the score, the group, and both together (Zumbo 1999). It is a
screen only: it finds where to ask, never why. Must not know what the groups are called.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import chdtrc, expit

from jtbd_diag.lab.answer_matrix import Flags, Floats, Matrix
from jtbd_diag.lab.enough_answers import LEAST, Claim
from jtbd_diag.lab.scores_from_matrix import all_scores, points_of

SURE = 0.01
MODERATE, LARGE = 0.035, 0.070
"""How much more of an item group and both together explain than the score (Nagelkerke's R², Jodoin & Gierl 2001)."""
_TINY = 1e-12


@dataclass(frozen=True)
class Difference:
    """An item on a scale: how much more the group explains, how likely that is by chance, and how many answered."""

    item: str
    scale: str
    more: float
    chance: float
    n: int

    @property
    def size(self) -> str:
        """`large`, `moderate`, or nothing."""
        if self.chance >= SURE or self.more < MODERATE:
            return ""
        return "large" if self.more >= LARGE else "moderate"


@dataclass(frozen=True)
class ComparedGroups:
    """A column of groups: how many are large enough to be compared, and the items on their scales."""

    column: str
    compared: int
    differences: tuple[Difference, ...]


def differences(matrix: Matrix, column: str, labels: Sequence[str | None]) -> ComparedGroups:
    """Screen every item on each of its scales in the groups that are large enough; none where fewer than two are."""
    names, codes = np.unique(np.asarray([label or "" for label in labels], dtype=str), return_inverse=True)
    counts = np.bincount(codes, minlength=len(names))
    kept = [n for n, name in enumerate(names) if name and counts[n] >= LEAST[Claim.GROUP]]
    if len(kept) < 2:
        return ComparedGroups(column, len(kept), ())
    found = []
    for scale in dict.fromkeys(scale for one in matrix.items for scale in one.points):
        scores = all_scores(matrix, scale)
        for n, one in enumerate(matrix.items):
            if scale in one.points and sum(scale in other.points for other in matrix.items) > 2:
                points = points_of(one, scale, matrix.places[:, n])
                told = _difference(points, scores, codes, kept)
                if told is not None:
                    found.append(Difference(one.item, scale, *told))
    return ComparedGroups(column, len(kept), tuple(found))


def _difference(
    points: Floats, scores: Floats, codes: NDArray[np.intp], kept: Sequence[int]
) -> tuple[float, float, int] | None:
    there: Flags = ~np.isnan(points) & ~np.isnan(scores) & np.isin(codes, kept)
    inside = [k for k in kept if (there & (codes == k)).sum() >= LEAST[Claim.GROUP]]
    there &= np.isin(codes, inside)
    levels = np.unique(points[there])
    if len(inside) < 2 or len(levels) < 2:
        return None
    rows, at = np.unique(np.stack([scores[there], codes[there]], 1), axis=0, return_inverse=True)
    table = np.zeros((len(rows), len(levels)))
    np.add.at(table, (at.ravel(), np.searchsorted(levels, points[there])), 1)
    spread = rows[:, 0].std()
    if not spread > 0:
        return None
    score = (rows[:, :1] - rows[:, :1].mean()) / spread
    group = np.stack([rows[:, 1] == k for k in inside[1:]], 1).astype(float)
    n = int(there.sum())
    none, alone, whole = (
        likelihood(table, x) for x in (np.zeros((len(rows), 0)), score, np.hstack([score, group, score * group]))
    )
    more = nagelkerke(none, whole, n) - nagelkerke(none, alone, n)
    return more, float(chdtrc(2 * (len(inside) - 1), max(2 * (whole - alone), 0.0))), n


def nagelkerke(none: float, some: float, n: int) -> float:
    """Nagelkerke's R² from the log-likelihoods of a model with nothing in it, and of one with something."""
    return float((1 - np.exp(2 * (none - some) / n)) / (1 - np.exp(2 * none / n)))


def likelihood(table: Floats, x: Floats) -> float:
    """The greatest log-likelihood of answers counted in `table`, a column a level, by proportional odds on `x`."""
    shares = np.cumsum(table.sum(0))[:-1] / table.sum()
    cuts = np.log(shares / (1 - shares))
    start = np.concatenate([cuts[:1], np.log(np.maximum(np.diff(cuts), _TINY)), np.zeros(x.shape[1])])
    k = len(cuts)

    def unlikely(told: Floats) -> tuple[float, Floats]:
        steps = np.exp(told[1:k])
        bounds = told[0] + np.concatenate([[0.0], np.cumsum(steps)])
        below = expit(bounds[None, :] - (x @ told[k:])[:, None])
        edges = np.hstack([np.zeros((len(x), 1)), below, np.ones((len(x), 1))])
        inside = np.maximum(np.diff(edges, axis=1), _TINY)
        pull = table / inside
        slope = (pull[:, :-1] - pull[:, 1:]) * below * (1 - below)
        of_bounds = slope.sum(0)
        later = np.cumsum(of_bounds[::-1])[::-1]
        of_all = np.concatenate([later[:1], later[1:] * steps, -x.T @ slope.sum(1)])
        return -float((table * np.log(inside)).sum()), -of_all

    return -float(minimize(unlikely, start, jac=True, method="BFGS", options={"gtol": 1e-5}).fun)
