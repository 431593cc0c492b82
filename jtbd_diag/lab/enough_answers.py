"""How many answers a claim takes before it may be made, and numbers that are barred until then.

Owns these bounds; must not know how a number is worked out. Each bound is the least that a reader may be shown
anything for: what follows from spans at these sizes stands in docs/evidence.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Claim(StrEnum):
    """What is claimed."""

    STATISTIC = "statistic"
    """Anything but a count."""
    RELIABILITY = "reliability"
    """Alpha, omega, kappa, a correlation, and whatever is made of them."""
    RETEST = "retest"
    """That the same people answer the same way later."""
    WEAK_ITEM = "weak_item"
    """That an item should go, for its statistics alone."""
    INTERVIEWS = "interviews"
    """That the form finds what an interview finds."""
    PROFILE = "profile"
    """A probability or a moved profile: coded leaders of each job."""
    GROUP = "group"
    """That an item works alike in two groups: answers in each."""
    COMPARISON = "comparison"
    """That means may be compared across language or kind: answers in each group."""
    POLYCHORIC = "polychoric"
    """A correlation of what lies behind ordered answers."""
    TAGGERS = "taggers"
    """That taggers agree beyond chance: interviews that two or more of them read."""
    CLUSTERS = "clusters"
    """That interviews fall into so many clusters: tagged interviews."""


LEAST: dict[Claim, int] = {
    Claim.STATISTIC: 10,
    Claim.RELIABILITY: 30,
    Claim.RETEST: 50,
    Claim.WEAK_ITEM: 100,
    Claim.INTERVIEWS: 40,
    Claim.PROFILE: 30,
    Claim.GROUP: 100,
    Claim.COMPARISON: 200,
    Claim.POLYCHORIC: 200,
    Claim.TAGGERS: 12,
    Claim.CLUSTERS: 20,
}


@dataclass(frozen=True)
class Estimate:
    """A number that may be shown, the ends of its 95 % interval where it has one, and the answers it rests on."""

    value: float
    n: int
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Barred:
    """A number that may not be shown yet: there are `n` answers, and `needed` are needed."""

    n: int
    needed: int

    @property
    def missing(self) -> int:
        """How many answers are still missing."""
        return self.needed - self.n


@dataclass(frozen=True)
class Undefined:
    """A number that does not exist, however many answers there are: as of an item that all answer alike."""

    n: int


Figure = Estimate | Barred | Undefined


def enough_for(claim: Claim, n: int) -> bool:
    """Whether so many answers carry such a claim."""
    return n >= LEAST[claim]


def figure_of(claim: Claim, n: int, made: Callable[[], Estimate | None]) -> Figure:
    """What `made` makes, worked out only where `n` answers allow the claim; Undefined where it makes nothing."""
    if not enough_for(claim, n):
        return Barred(n, LEAST[claim])
    return made() or Undefined(n)


def value_of(figure: Figure) -> float | None:
    """The number, where it may be shown."""
    return figure.value if isinstance(figure, Estimate) else None


def value_and_ends(figure: Figure) -> list[float | None]:
    """The number and the ends of its interval, where they may be shown: three."""
    return [figure.value, figure.low, figure.high] if isinstance(figure, Estimate) else [None, None, None]


def still_needed(*figures: Figure) -> int | None:
    """How many answers are lacking until all of these may be shown; None where none is."""
    return max((figure.missing for figure in figures if isinstance(figure, Barred)), default=None)
