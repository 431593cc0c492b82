"""Two ways to tell the same thing of the same people -> how often they agree, and how far beyond chance.

Owns shares and kappa with their intervals; must not know what is told.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jtbd_diag.lab.claims import Claim, Estimate, Figure, figure_of
from jtbd_diag.lab.reliability import Z


@dataclass(frozen=True)
class Agreement:
    """How often two ways agree: `crossed` counts one by the other; `share` and `kappa` are of these."""

    crossed: tuple[tuple[int, ...], ...]
    n: int
    share: Figure
    kappa: Figure


def agreement(one: NDArray[np.int8], other: NDArray[np.int8], kinds: int) -> Agreement:
    """Cross two columns of places below `kinds`; rows where either is below 0 tell nothing and are left out."""
    both = (one >= 0) & (other >= 0)
    table = np.bincount(one[both].astype(int) * kinds + other[both], minlength=kinds * kinds).reshape(kinds, kinds)
    n, same = int(table.sum()), int(np.trace(table))
    share = figure_of(Claim.STATISTIC, n, lambda: Estimate(same / n, n, *wilson(same, n)))
    kappa = figure_of(Claim.RELIABILITY, n, lambda: kappa_of(table))
    return Agreement(tuple(tuple(map(int, row)) for row in table), n, share, kappa)


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
