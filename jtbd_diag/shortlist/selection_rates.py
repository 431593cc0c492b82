"""How often leaders of each group are on the shortlist, beside the group that is on it most often.

Owns the ratio of two rates and its span (the score interval of Koopman, Biometrics 40, 1984, 513-517); must not know
who was chosen or why, and says nothing of whether a list is fair.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from jtbd_diag.cohort.small_groups import SMALLEST

FOUR_FIFTHS = 0.8
"""The screen of the Uniform Guidelines on Employee Selection Procedures (29 CFR 1607.4 D, 1978)."""
CHI_SQUARE_95 = 3.841458820694124
"""The 95th percentile of chi-square with one degree of freedom."""
_STEPS, _FURTHEST = 200, 1e9


@dataclass(frozen=True)
class GroupRate:
    """A group, empty for those of whom none is known: how many were considered, chosen, and are open cases.

    `ratio` is its rate over the highest one, with its span of 95 %; None in a group of fewer than SMALLEST, and where
    nobody was chosen. `is_highest` marks the group whose rate is the highest.
    """

    group: str
    considered: int
    chosen: int
    open: int
    ratio: float | None = None
    span: tuple[float, float] | None = None
    is_highest: bool = False

    @property
    def is_large(self) -> bool:
        """Whether it is large enough for a rate; those of whom no group is known are none."""
        return bool(self.group) and self.considered >= SMALLEST

    @property
    def rate(self) -> float | None:
        """The share chosen, 0-1; None in a small group."""
        return self.chosen / self.considered if self.is_large else None


def rates(counts: Mapping[str, tuple[int, int, int]]) -> tuple[GroupRate, ...]:
    """The rates of groups by (considered, chosen, open), each beside the highest among groups that are large enough."""
    groups = [GroupRate(name, *three) for name, three in counts.items()]
    large = [one for one in groups if one.is_large]
    highest = max(large, key=lambda one: one.chosen / one.considered, default=None)
    if highest is None or not highest.chosen or len(large) < 2:
        return tuple(groups)
    found = []
    for one in groups:
        is_highest = one is highest
        ratio = None if one.rate is None else one.rate / (highest.chosen / highest.considered)
        compared = ratio is not None and not is_highest
        span = score_span(one.chosen, one.considered, highest.chosen, highest.considered) if compared else None
        found.append(GroupRate(one.group, one.considered, one.chosen, one.open, ratio, span, is_highest))
    return tuple(found)


def score_span(x: int, m: int, y: int, n: int, chi_square: float = CHI_SQUARE_95) -> tuple[float, float]:
    """The score interval of the ratio x/m over y/n: all ratios that a score test does not reject.

    From 0 where x is 0; to infinity where y is 0. Unlike the logarithmic interval of Katz it is there for counts of 0.
    """

    def rejected(ratio: float) -> bool:
        return _score(ratio, x, m, y, n) > chi_square

    if x == 0 and y == 0:
        return 0.0, math.inf
    best = (x / m) / (y / n) if y else math.inf
    low = 0.0 if x == 0 else _edge(rejected, 0.0, min(best, _FURTHEST))
    high = math.inf if y == 0 else _edge(rejected, _FURTHEST, best)
    return low, high


def _edge(rejected: Callable[[float], bool], outside: float, inside: float) -> float:
    """Where ratios between one that is rejected and one that is not begin not to be."""
    for _ in range(_STEPS):
        middle = math.sqrt(outside * inside) if outside > 0 and inside > 0 else (outside + inside) / 2
        outside, inside = (middle, inside) if rejected(middle) else (outside, middle)
    return inside


def _score(ratio: float, x: int, m: int, y: int, n: int) -> float:
    """Koopman's statistic: how far the counts are from the likeliest ones of that ratio."""
    if ratio <= 0:
        return math.inf if x else 0.0
    a, b, c = ratio * (m + n), -(ratio * (m + y) + x + n), float(x + y)
    other = (-b - math.sqrt(max(b * b - 4 * a * c, 0.0))) / (2 * a)
    own = ratio * other
    found = 0.0
    for count, size, share in ((x, m, own), (y, n, other)):
        spread = size * share * (1 - share)
        if spread > 0:
            found += (count - size * share) ** 2 / spread
        elif abs(count - size * share) > 1e-9:
            return math.inf
    return found
