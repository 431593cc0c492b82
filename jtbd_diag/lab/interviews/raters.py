"""Ratings of units by several raters -> agreement beyond chance: Krippendorff's alpha, Gwet's AC1, Cohen's kappa.

Owns the formulas; must not know what is rated. Ratings are places of categories from 0, below 0 where a rater did not
rate; a row is a unit, a column a rater. A missing rating is no category and no disagreement.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from jtbd_diag.lab.answer_matrix import Floats
from jtbd_diag.lab.kappa import kappa_of

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


def alpha_of(seen: Floats, *, ordinal: bool = False) -> float | None:
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
        both = (ratings[:, one] >= 0) & (ratings[:, other] >= 0)
        if not both.any():
            continue
        pairs = ratings[both, one] * kinds + ratings[both, other]
        made = kappa_of(np.bincount(pairs, minlength=kinds * kinds).reshape(kinds, kinds))
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
    values = [value for one in drawn if (value := alpha_of(one, ordinal=ordinal)) is not None]
    if len(values) < rounds * _LEAST_WORTH:
        return None
    low, high = np.quantile(values, (0.025, 0.975))
    return float(low), float(high)
