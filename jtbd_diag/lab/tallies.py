"""Everybody's answers -> how often each two answers were given together, and the covariances that follow.

Owns the one pass over the rows that all correlations rest on; must not know scales' titles or what is made of numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from jtbd_diag.lab.answer_matrix import Floats, Matrix, PlacedItem


@dataclass(frozen=True)
class Tally:
    """How often answers were given together: `together[a, b]` for every two of all items' answers, in order."""

    items: tuple[PlacedItem, ...]
    together: Floats
    starts: tuple[int, ...]

    def counts(self, item: str) -> Floats:
        """How often each answer of an item was given."""
        part = self._part(item)
        return np.diagonal(self.together)[part]

    def crossed(self, one: str, other: str) -> Floats:
        """How often the answers of two items were given together: a table."""
        return self.together[self._part(one), self._part(other)]

    def less(self, other: Tally) -> Tally:
        """What is left when another tally of the same items, of some of the same people, is taken away."""
        return Tally(self.items, self.together - other.together, self.starts)

    def _part(self, item: str) -> slice:
        n = [one.item for one in self.items].index(item)
        return slice(self.starts[n], self.starts[n] + len(self.items[n].labels))


def tally(matrix: Matrix) -> Tally:
    """Count all pairs of answers, some rows after others."""
    sizes = [len(item.labels) for item in matrix.items]
    starts = [int(n) for n in np.cumsum([0, *sizes])]
    together = np.zeros((starts[-1], starts[-1]))
    first = np.asarray(starts[:-1])
    for rows in matrix.chunks():
        places = matrix.places[rows]
        given = np.zeros((places.shape[0], starts[-1]), np.float32)
        row, column = np.nonzero(places >= 0)
        given[row, first[column] + places[row, column]] = 1
        together += given.T @ given  # whole numbers far below 2**24, which these hold exactly
    return Tally(matrix.items, together, tuple(starts[:-1]))


@dataclass(frozen=True)
class Moments:
    """Means, covariances (divided by n - 1) and numbers of answers of some items' points, pair by pair.

    Every pair rests on all who gave points on both; a covariance is not a number where fewer than two did.
    """

    names: tuple[str, ...]
    n: Floats
    means: Floats
    covariances: Floats
    correlations: Floats
    """Not a number where either item does not vary among those who answered both."""

    def only(self, names: Sequence[str]) -> Moments:
        """The same of some of the items."""
        at = [self.names.index(name) for name in names]
        square = np.ix_(at, at)
        return Moments(
            tuple(names), self.n[square], self.means[at], self.covariances[square], self.correlations[square]
        )


def moments(counted: Tally, scale: str) -> Moments:
    """The moments of the items of one scale, in points."""
    return crossed_moments(counted, [(one.item, scale) for one in counted.items if scale in one.points])


def crossed_moments(counted: Tally, wanted: Sequence[tuple[str, str]]) -> Moments:
    """The moments of what items give on scales; each of `wanted` is an item and a scale."""
    given, k = {one.item: one for one in counted.items}, len(wanted)
    n, means = np.zeros((k, k)), np.full(k, np.nan)
    covariances, correlations = np.full((2, k, k), np.nan)
    points = [np.asarray(given[item].points[scale]) for item, scale in wanted]
    for i, (one, _) in enumerate(wanted):
        for j, (other, _) in enumerate(wanted[: i + 1]):
            there = np.ix_(~np.isnan(points[i]), ~np.isnan(points[j]))
            table = counted.crossed(one, other)[there]
            x, y = points[i][there[0].ravel()], points[j][there[1].ravel()]
            n[i, j] = n[j, i] = total = table.sum()
            if total:
                mean_x, mean_y = x @ table.sum(1) / total, y @ table.sum(0) / total
                if i == j:
                    means[i] = mean_x
                if total > 1:
                    shared = (x - mean_x) @ table @ (y - mean_y)
                    covariances[i, j] = covariances[j, i] = shared / (total - 1)
                    own = ((x - mean_x) ** 2 @ table.sum(1)) * (table.sum(0) @ (y - mean_y) ** 2)
                    correlations[i, j] = correlations[j, i] = shared / np.sqrt(own) if own > 0 else np.nan
    return Moments(tuple(item for item, _ in wanted), n, means, covariances, correlations)
