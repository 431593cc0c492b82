"""Covariances of a scale's items -> how steadily the scale measures: alpha, omega, and what that means in points.

Owns the formulas; must not know items' wordings, nor how the covariances were counted. With missing answers every
covariance rests on all who answered both items, as in R's psych.
"""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np

from jtbd_diag.lab.answer_matrix import Floats
from jtbd_diag.lab.enough_answers import Claim, Estimate, Figure, Undefined, figure_of
from jtbd_diag.lab.tallies import Moments

Z = NormalDist().inv_cdf(0.975)
_ROUNDS, _NEAR, _FAR = 5000, 1e-12, 1e3
_ROUNDING = 1e-9


def cronbach_alpha(covariances: Floats) -> float | None:
    """Coefficient alpha, k/(k-1) (1 - sum of variances / variance of the sum), Cronbach 1951; None where undefined.

    Where pairs were answered by others than each item was, covariances may make it more than 1: then there is none.
    """
    k, total = len(covariances), float(covariances.sum())
    if k < 2 or not math.isfinite(total) or total <= 0:
        return None
    value = k / (k - 1) * (1 - float(np.trace(covariances)) / total)
    return None if value > 1 + _ROUNDING else min(value, 1.0)


def bonett(alpha: float, n: int, k: int) -> tuple[float, float]:
    """The 95 % interval of alpha by Bonett 2002: ln(1 - alpha) has the variance 2k / ((k - 1)(n - 2))."""
    half = Z * math.sqrt(2 * k / ((k - 1) * (n - 2)))
    return 1 - (1 - alpha) * math.exp(half), 1 - (1 - alpha) * math.exp(-half)


def varying(moments: Moments) -> Moments:
    """Those items that were not answered alike by everybody."""
    return moments.only(
        [name for name, own in zip(moments.names, np.diagonal(moments.covariances), strict=True) if own > 0]
    )


def people_behind(moments: Moments) -> int:
    """The fewest people behind any two of the items, which is what a span has to be made of."""
    return int(moments.n.min()) if moments.n.size else 0


def weighted(moments: Moments, weights: Floats) -> Floats:
    """The covariances of the items as they count in the score."""
    return moments.covariances * np.outer(weights, weights)


def alpha(moments: Moments, weights: Floats | None = None) -> Figure:
    """Alpha of items with these weights, with Bonett's interval; items answered alike by all are to be left out."""
    n, k = people_behind(moments), len(moments.names)
    if k < 2:
        return Undefined(n)

    def made() -> Estimate | None:
        value = cronbach_alpha(moments.covariances if weights is None else weighted(moments, weights))
        return None if value is None else Estimate(value, n, *bonett(value, n, k))

    return figure_of(Claim.RELIABILITY, n, made)


def item_rest(covariances: Floats) -> Floats:
    """The correlation of each item with the sum of all others.

    Not a number where one of both does not vary, nor where covariances of different people make it more than 1.
    """
    with_all = covariances.sum(1)
    own = np.diagonal(covariances)
    rest = covariances.sum() - 2 * with_all + own
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = np.sqrt(own * rest)
        found = np.where((own > 0) & (rest > 0), (with_all - own) / scale, np.nan)
    return np.where(np.abs(found) > 1 + _ROUNDING, np.nan, np.clip(found, -1, 1))


def alpha_without(covariances: Floats) -> list[float | None]:
    """Alpha if each item were dropped."""
    return [cronbach_alpha(np.delete(np.delete(covariances, n, 0), n, 1)) for n in range(len(covariances))]


def one_factor(correlations: Floats) -> Floats | None:
    """Loadings on one factor by minimal residuals (Harman & Jones 1966).

    None where correlations are missing, and where one factor would explain more than all of an item (Heywood case).

    Every loading in turn is the one that leaves least of its item's correlations unexplained, until none moves.
    """
    if not np.isfinite(correlations).all():
        return None
    values, vectors = np.linalg.eigh(correlations)
    loadings: Floats = vectors[:, -1] * math.sqrt(max(float(values[-1]), 0.0)) * 0.9
    others = correlations - np.diag(np.diagonal(correlations))
    for _ in range(_ROUNDS):
        before = loadings.copy()
        for i in range(len(loadings)):
            square = float(loadings @ loadings - loadings[i] ** 2)
            if square > 0:
                loadings[i] = float(others[i] @ loadings) / square
        moved = float(np.abs(loadings - before).max())
        if moved < _NEAR or not moved < _FAR:
            break
    if not float(np.abs(loadings).max()) <= 1:
        return None
    return loadings if loadings.sum() >= 0 else -loadings


def omega_of(correlations: Floats) -> float | None:
    """Omega total of one factor: 1 - sum of unique variances / variance of the sum (McDonald 1999)."""
    total = float(correlations.sum())
    if len(correlations) < 3 or not total > 0:
        return None
    loadings = one_factor(correlations)
    return None if loadings is None else 1 - float((1 - loadings**2).sum()) / total


def omega(moments: Moments, correlations: Floats | None = None, claim: Claim = Claim.RELIABILITY) -> Figure:
    """Omega total from the items' own correlations, or from others of the same items."""
    n = people_behind(moments)
    if len(moments.names) < 3:
        return Undefined(n)
    used = moments.correlations if correlations is None else correlations

    def made() -> Estimate | None:
        value = omega_of(used)
        return None if value is None else Estimate(value, n)

    return figure_of(claim, n, made)


def spearman_brown(moments: Moments) -> Figure:
    """What two items measure together, 2r / (1 + r) (Eisinga et al. 2013), with the interval of r by Fisher."""
    n = people_behind(moments)
    if len(moments.names) != 2:
        return Undefined(n)

    def made() -> Estimate | None:
        r = float(moments.correlations[0, 1])
        if not math.isfinite(r) or r <= -1:
            return None
        low, high = fisher(r, n)
        return Estimate(2 * r / (1 + r), n, 2 * low / (1 + low), 2 * high / (1 + high))

    return figure_of(Claim.RELIABILITY, n, made)


def fisher(r: float, n: int) -> tuple[float, float]:
    """The 95 % interval of a correlation by Fisher's z."""
    if abs(r) >= 1:
        return r, r
    return math.tanh(math.atanh(r) - Z / math.sqrt(n - 3)), math.tanh(math.atanh(r) + Z / math.sqrt(n - 3))


def sem(spread: float, steadiness: Figure) -> Figure:
    """The standard error of measurement in points: sd x sqrt(1 - alpha); undefined where alpha is below 0."""
    if not isinstance(steadiness, Estimate):
        return steadiness
    if steadiness.value < 0 or not math.isfinite(spread):
        return Undefined(steadiness.n)
    return Estimate(spread * math.sqrt(1 - steadiness.value), steadiness.n)
