"""How often those agree who tell the same thing of the same, and how far beyond chance: kappa, alpha, AC1.

Owns the formulas (Cohen's kappa, Krippendorff's alpha, Gwet's AC1) and their intervals; must not know what is told.
Ratings are places of categories from 0, below 0 where a rater did not rate; a row is a unit, a column a rater. A
missing rating is no category and no disagreement.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from jtbd_diag.lab.answer_matrix import Floats
from jtbd_diag.lab.enough_answers import Claim, Estimate, Figure, figure_of
from jtbd_diag.lab.reliability import Z

Ratings = NDArray[np.int64]
ROUNDS = 2000
"""How many times interviews are drawn anew for an interval."""
_LEAST_WORTH = 0.5
"""In so many of the draws a number must exist for an interval of it to be told."""


def counts_of(ratings: Ratings, kinds: int) -> Floats:
    """How many raters put each unit in each of `kinds` categories: a row for each unit."""
    return np.stack([(ratings == kind).sum(1) for kind in range(kinds)], 1).astype(float)


def coincidences(counts: Floats) -> Floats:
    """Krippendorff's coincidences by unit, units x kinds x kinds; zero where fewer than two rated."""
    rated = counts.sum(1)
    weight = np.divide(1.0, rated - 1, out=np.zeros_like(rated), where=rated > 1)
    pairs = counts[:, :, None] * counts[:, None, :] - counts[:, :, None] * np.eye(counts.shape[1])
    found: Floats = pairs * weight[:, None, None]
    return found


def krippendorff_alpha(seen: Floats, *, ordinal: bool = False) -> float | None:
    """Krippendorff's alpha of summed coincidences, 1 - D_o / D_e (Krippendorff 2004); None where all rate alike.

    With `ordinal` the categories are steps: the distance of two is squared in the ratings that lie between them.
    """
    of_each = seen.sum(0)
    n = float(of_each.sum())
    distance = _steps_between(of_each) if ordinal else 1 - np.eye(len(of_each))
    expected = float(of_each @ distance @ of_each)
    if n < 2 or expected <= 0:
        return None
    return 1 - (n - 1) * float((seen * distance).sum()) / expected


def _steps_between(of_each: Floats) -> Floats:
    up_to = np.cumsum(of_each) - of_each / 2
    found: Floats = (up_to[:, None] - up_to[None, :]) ** 2
    return found


def share_alike(counts: Floats) -> float | None:
    """The share of pairs of raters who agree, a unit counting as one; None where no unit was rated twice."""
    rated = counts.sum(1)
    twice = rated > 1
    if not twice.any():
        return None
    pairs = (counts * (counts - 1)).sum(1)[twice] / (rated * (rated - 1))[twice]
    return float(pairs.mean())


def ac1(counts: Floats) -> float | None:
    """Gwet's AC1 of several raters with missing ratings (Gwet 2008, 2014); None where no unit was rated twice.

    Every column of `counts` is a category that could have been chosen, seen or not.
    """
    seen = share_alike(counts)
    kinds = counts.shape[1]
    if seen is None or kinds < 2:
        return None
    rated = counts.sum(1)
    some = rated > 0
    share = (counts[some] / rated[some][:, None]).mean(0)
    chance = float((share * (1 - share)).sum()) / (kinds - 1)
    return float((seen - chance) / (1 - chance))


def kappa(ratings: Ratings, kinds: int) -> float | None:
    """Cohen's kappa of two raters; of more the mean over pairs of them (Light 1971). None where it does not exist."""
    found = []
    for one, other in combinations(range(ratings.shape[1]), 2):
        table = _crossed(ratings[:, one], ratings[:, other], kinds)
        if not table.any():
            continue
        made = kappa_of(table)
        if made is None:
            return None
        found.append(made.value)
    return float(np.mean(found)) if found else None


def alpha_span(
    by_unit: Floats, groups: Sequence[int], seed: int, *, ordinal: bool = False, rounds: int = ROUNDS
) -> tuple[float, float] | None:
    """The middle 95 % of alpha over draws of whole groups of units, as of interviews; None where it seldom exists.

    `groups` has the group of each unit, from 0. The same `seed` gives the same span.
    """
    told = np.asarray(groups)
    number = int(told.max()) + 1
    of_group = np.zeros((number, *by_unit.shape[1:]))
    np.add.at(of_group, told, by_unit)
    dice = np.random.default_rng(seed)
    times = dice.multinomial(number, np.full(number, 1 / number), size=rounds)
    drawn = np.tensordot(times, of_group, axes=(1, 0))
    values = [value for one in drawn if (value := krippendorff_alpha(one, ordinal=ordinal)) is not None]
    if len(values) < rounds * _LEAST_WORTH:
        return None
    low, high = np.quantile(values, (0.025, 0.975))
    return float(low), float(high)


@dataclass(frozen=True)
class Agreement:
    """How often two ways agree: `crossed` counts one by the other; `share` and `kappa` are of these."""

    crossed: tuple[tuple[int, ...], ...]
    n: int
    share: Figure
    kappa: Figure

    @property
    def chance(self) -> float:
        """The share that would agree by chance, each telling its kinds as often as it does; 0 of nobody."""
        table = np.asarray(self.crossed, float)
        return float(table.sum(0) @ table.sum(1)) / self.n**2 if self.n else 0.0


def agreement(one: NDArray[np.int8], other: NDArray[np.int8], kinds: int) -> Agreement:
    """Cross two columns of places below `kinds`; rows where either is below 0 tell nothing and are left out."""
    table = _crossed(one, other, kinds)
    n, same = int(table.sum()), int(np.trace(table))
    share = figure_of(Claim.STATISTIC, n, lambda: Estimate(same / n, n, *wilson(same, n)))
    kappa = figure_of(Claim.RELIABILITY, n, lambda: kappa_of(table))
    return Agreement(tuple(tuple(map(int, row)) for row in table), n, share, kappa)


def _crossed(one: NDArray[np.integer], other: NDArray[np.integer], kinds: int) -> NDArray[np.int64]:
    """How often each two places were told together, kinds x kinds; where either is below 0 nothing was."""
    both = (one >= 0) & (other >= 0)
    return np.bincount(one[both].astype(int) * kinds + other[both], minlength=kinds * kinds).reshape(kinds, kinds)


def wilson(count: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share by Wilson 1927."""
    share, square = count / n, Z**2 / n
    middle = (share + square / 2) / (1 + square)
    half = Z / (1 + square) * math.sqrt(share * (1 - share) / n + square / n / 4)
    return max(middle - half, 0.0), min(middle + half, 1.0)


def kappa_of(table: NDArray[np.int64]) -> Estimate | None:
    """Cohen's kappa with the large-sample interval of Fleiss, Cohen & Everitt 1969.

    None where it does not exist: both ways always tell one and the same.
    """
    n = int(table.sum())
    p = table / n
    rows, columns = p.sum(1), p.sum(0)
    seen, chance = float(np.trace(p)), float(rows @ columns)
    if chance >= 1:
        return None
    kappa = (seen - chance) / (1 - chance)
    own = np.diagonal(p)
    on = float((own * ((1 - chance) - (rows + columns) * (1 - seen)) ** 2).sum())
    sums = (columns[:, None] + rows[None, :]) ** 2
    off = float((p * sums).sum() - (own * np.diagonal(sums)).sum()) * (1 - seen) ** 2
    variance = (on + off - (seen * chance - 2 * chance + seen) ** 2) / (n * (1 - chance) ** 4)
    half = Z * math.sqrt(max(variance, 0.0))
    return Estimate(kappa, n, max(kappa - half, -1.0), min(kappa + half, 1.0))
