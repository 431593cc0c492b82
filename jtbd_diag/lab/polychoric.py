"""Crossed counts of ordered answers -> the correlation of what lies behind them (Olsson 1979, in two steps).

Owns the estimate; must not know which items they are. Thresholds are those of each item's own answers; the correlation
is the most likely one given them. Empty cells stay empty: nothing is added to them.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from scipy.special import ndtr, ndtri

from jtbd_diag.lab.answer_matrix import Floats
from jtbd_diag.lab.enough_answers import Claim, enough_for
from jtbd_diag.lab.tallies import Moments, Tally

_END = 8.0
_NODES = 40
_MOST = 0.999
MOST_ITEMS = 40


def polychoric(counted: Tally, scale: str, own: Moments) -> Floats | None:
    """The matrix of polychoric correlations of a scale's items; None where too few answered or items are many."""
    names = own.names
    if len(names) > MOST_ITEMS or not enough_for(Claim.POLYCHORIC, int(own.n.min())):
        return None
    points = {one.item: np.asarray(one.points[scale]) for one in counted.items if one.item in names}
    found = np.eye(len(names))
    for i in range(len(names)):
        for j in range(i):
            table = _ordered(counted.crossed(names[i], names[j]), points[names[i]], points[names[j]])
            found[i, j] = found[j, i] = correlation(table)
    return found


def _ordered(table: Floats, rows: Floats, columns: Floats) -> Floats:
    """The table with answers of equal points put together, in the order of points."""
    return _merged(_merged(table, rows).T, columns).T


def _merged(table: Floats, points: Floats) -> Floats:
    levels = np.unique(points[~np.isnan(points)])
    return np.stack([table[points == level].sum(0) for level in levels])


@lru_cache(maxsize=1)
def _gauss() -> tuple[Floats, Floats]:
    nodes, weights = np.polynomial.legendre.leggauss(_NODES)
    return nodes, weights


def both_below(x: Floats, y: Floats, r: float) -> Floats:
    """The share of a bivariate normal below each x and each y: a table.

    By Plackett's identity: the product of both shares, and the integral of the density over correlations from 0 to r.
    """
    nodes, weights = _gauss()
    half = np.arcsin(r) / 2
    angles = half * (nodes + 1)
    s, c2 = np.sin(angles), np.cos(angles) ** 2
    a, b = x[:, None, None], y[None, :, None]
    inside = np.exp(-(a**2 + b**2 - 2 * a * b * s) / (2 * c2)) @ weights
    result: Floats = ndtr(x)[:, None] * ndtr(y)[None, :] + half * inside / (2 * np.pi)
    return result


def correlation(table: Floats) -> float:
    """The most likely correlation behind a table of counts."""
    from scipy.optimize import minimize_scalar

    table = table[table.sum(1) > 0][:, table.sum(0) > 0]
    if min(table.shape) < 2:
        return float("nan")
    n = table.sum()
    x, y = (np.clip(ndtri(np.cumsum(table.sum(axis)) / n), -_END, _END) for axis in (1, 0))

    def unlikely(r: float) -> float:
        below = np.zeros((len(x) + 1, len(y) + 1))
        below[1:, 1:] = both_below(x, y, r)
        cells = np.diff(np.diff(below, axis=0), axis=1)
        return -float((table * np.log(np.maximum(cells, 1e-12))).sum())

    return float(minimize_scalar(unlikely, bounds=(-_MOST, _MOST), method="bounded", options={"xatol": 1e-6}).x)
