"""Some numbers -> the span in which their mean may lie by chance.

Owns Student's t, for programs that have no scipy; must not know what the numbers are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist, fmean, stdev

_Z = NormalDist().inv_cdf(0.975)


def t_quantile(degrees: int) -> float:
    """The 97.5 % point of Student's t, right to 0.001 from 8 degrees of freedom on (Abramowitz & Stegun 26.7.5)."""
    z, n = _Z, degrees
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
    )
    return z + sum(term / float(n) ** power for power, term in enumerate(terms, 1))


def span_of_mean(numbers: Sequence[float]) -> tuple[float, float]:
    """The 95 % interval of the mean of nine numbers or more: mean -/+ t s / sqrt(n), as R's t.test."""
    half = t_quantile(len(numbers) - 1) * stdev(numbers) / math.sqrt(len(numbers))
    mean = fmean(numbers)
    return mean - half, mean + half
