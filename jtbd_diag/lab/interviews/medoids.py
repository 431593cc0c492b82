"""Interviews -> distances, clusters around medoids, and how well each interview lies in its cluster.

Owns the formulas; must not know what is clustered.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Distances = NDArray[np.float64]
Labels = NDArray[np.int64]
_BETTER = 1e-12


def jaccard(marks: NDArray[np.bool_]) -> Distances:
    """The share of marks that two rows do not have both, of those that either has; 0 where neither has any."""
    one = marks.astype(float)
    both = one @ one.T
    number = one.sum(1)
    either = number[:, None] + number[None, :] - both
    found: Distances = 1 - np.divide(both, either, out=np.ones_like(both), where=either > 0)
    return found


def gower(marks: NDArray[np.bool_], steps: NDArray[np.float64], kinds: NDArray[np.int64]) -> Distances:
    """Marks and steps together (Gower 1971): a mark that both lack tells nothing, steps count by their scale.

    `steps` has a column for each scale of `kinds` steps, not a number where nothing is known. 0 where two rows have
    nothing to compare.
    """
    one = marks.astype(float)
    both = one @ one.T
    number = one.sum(1)
    weight = number[:, None] + number[None, :] - both
    apart = weight - both
    for column, steps_here in zip(steps.T, kinds, strict=True):
        known = np.isfinite(column)
        pairs = known[:, None] & known[None, :]
        far = np.abs(column[:, None] - column[None, :]) / (steps_here - 1)
        apart += np.where(pairs, far, 0)
        weight += pairs
    found: Distances = np.divide(apart, weight, out=np.zeros_like(apart), where=weight > 0)
    return found


def clustered(distances: Distances, k: int) -> Labels:
    """Partition around medoids (Kaufman & Rousseeuw 1990): built one by one, then exchanged while that helps.

    Labels are numbered by the first row of each cluster. `k` is at least 1 and at most the rows.
    """
    medoids = _built(distances, k)
    while (better := _exchanged(distances, medoids)) is not None:
        medoids = better
    nearest = distances[:, medoids].argmin(1)
    nearest[medoids] = np.arange(k)
    order = {int(label): n for n, label in enumerate(dict.fromkeys(nearest.tolist()))}
    return np.array([order[int(label)] for label in nearest])


def _built(distances: Distances, k: int) -> list[int]:
    medoids = [int(distances.sum(0).argmin())]
    nearest = distances[:, medoids[0]]
    while len(medoids) < k:
        gain = np.maximum(nearest[:, None] - distances, 0).sum(0)
        gain[medoids] = -1
        medoids.append(int(gain.argmax()))
        nearest = np.minimum(nearest, distances[:, medoids[-1]])
    return medoids


def _exchanged(distances: Distances, medoids: list[int]) -> list[int] | None:
    """The medoids after the one exchange that helps most; None where none does."""
    now = distances[:, medoids].min(1).sum()
    best, least = None, now - _BETTER * max(now, 1.0)
    for place in range(len(medoids)):
        others = [medoid for n, medoid in enumerate(medoids) if n != place]
        rest = distances[:, others].min(1) if others else np.full(len(distances), np.inf)
        total = np.minimum(rest[:, None], distances).sum(0)
        total[medoids] = np.inf
        candidate = int(total.argmin())
        if total[candidate] < least:
            best, least = [*medoids[:place], candidate, *medoids[place + 1 :]], float(total[candidate])
    return best


def silhouettes(distances: Distances, labels: Labels) -> NDArray[np.float64]:
    """How much nearer each row is to its own cluster than to the next (Rousseeuw 1987), -1 to 1; 0 for one alone."""
    names = np.unique(labels)
    member = labels[:, None] == names[None, :]
    size = member.sum(0)
    total = distances @ member
    own = member.argmax(1)
    at = np.arange(len(labels))
    inside = total[at, own] / np.maximum(size[own] - 1, 1)
    mean = total / size
    mean[at, own] = np.inf
    outside = mean.min(1)
    larger = np.maximum(inside, outside)
    found: NDArray[np.float64] = np.divide(
        outside - inside, larger, out=np.zeros(len(labels)), where=(larger > 0) & np.isfinite(larger)
    )
    found[size[own] == 1] = 0
    return found


def adjusted_rand(one: Labels, other: Labels) -> float | None:
    """How alike two ways to part the same rows are, beyond chance (Hubert & Arabie 1985); None if undefined."""
    table = np.zeros((int(one.max()) + 1, int(other.max()) + 1))
    np.add.at(table, (one, other), 1)

    def pairs(counts: NDArray[np.float64]) -> float:
        return float((counts * (counts - 1)).sum()) / 2

    n = len(one)
    whole = n * (n - 1) / 2
    together, rows, columns = pairs(table), pairs(table.sum(1)), pairs(table.sum(0))
    chance = rows * columns / whole if whole else 0.0
    most = (rows + columns) / 2
    return (together - chance) / (most - chance) if most > chance else None


def stability(distances: Distances, k: int, seed: int, rounds: int) -> NDArray[np.float64]:
    """How well each cluster comes back when rows are drawn anew, 0 to 1 (Hennig 2007).

    The mean, over draws with replacement of which every row drawn counts once, of the Jaccard similarity of a cluster
    among the rows drawn to the likest cluster found in them. Draws that hold none of a cluster tell nothing of it.
    """
    dice = np.random.default_rng(seed)
    labels = clustered(distances, k)
    found = np.full((rounds, k), np.nan)
    for n in range(rounds):
        drawn = np.unique(dice.integers(len(labels), size=len(labels)))
        if len(drawn) <= k:
            continue
        again = clustered(distances[np.ix_(drawn, drawn)], k)
        for cluster in range(k):
            here = labels[drawn] == cluster
            if here.any():
                found[n, cluster] = max((here & there).sum() / (here | there).sum() for there in _each(again))
    return np.array([column[np.isfinite(column)].mean() if np.isfinite(column).any() else 0.0 for column in found.T])


def _each(labels: Labels) -> list[NDArray[np.bool_]]:
    return [labels == label for label in np.unique(labels)]
