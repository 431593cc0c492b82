"""A tally -> what is to be said of each item: how it was answered, and whether it goes with its scales.

Owns the lines of items and what makes one worth a look; must not know how pages look.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from jtbd_diag.lab.answer_matrix import NOT_ASKED, UNREAD, Matrix, Places
from jtbd_diag.lab.enough_answers import Claim, Estimate, Figure, Undefined, enough_for, figure_of
from jtbd_diag.lab.reliability import alpha_without, fisher, item_rest, varying, weighted
from jtbd_diag.lab.tallies import Moments, Tally, moments

LEFT_OUT, WEAK, ONE_SIDED, RARE = 0.10, 0.20, 0.90, 0.05
"""From which share an item is left out often; below which correlation it hardly goes with its scale; from which share
one answer tells nothing apart; below which share an option is hardly chosen."""


@dataclass(frozen=True)
class OnScale:
    """An item on one of its scales: what it gave, how it goes with the others, the scale's alpha without it."""

    scale: str
    mean: Figure
    sd: Figure
    rest: Figure
    alpha_without: Figure

    @property
    def against(self) -> bool:
        """Whether the item points against its scale: the whole interval of its correlation lies below nothing."""
        return isinstance(self.rest, Estimate) and self.rest.high is not None and self.rest.high < 0

    @property
    def weak(self) -> bool:
        """Whether it hardly goes with its scale, be it by chance."""
        return isinstance(self.rest, Estimate) and self.rest.value < WEAK


@dataclass(frozen=True)
class ItemLine:
    """An item: how many were asked and answered, how often each answer was given, and its scales.

    Cells that could not be read are neither: nobody left the question out there.
    `floor` and `ceiling` are the shares of the least and the most points on its first scale, 0 to 1.
    """

    item: str
    asked: int
    answered: int
    counts: tuple[tuple[str, int], ...]
    floor: Figure
    ceiling: Figure
    scales: tuple[OnScale, ...]
    by_job: tuple[tuple[int, ...], ...] = ()
    """For each answer, how many of each job gave it, in the order of the jobs."""

    @property
    def left_out(self) -> float:
        """The share of those asked who did not answer."""
        return 1 - self.answered / self.asked if self.asked else 0.0

    @property
    def commonest(self) -> float:
        """The share of the commonest answer."""
        return max((count for _, count in self.counts), default=0) / self.answered if self.answered else 0.0

    @property
    def faults(self) -> tuple[str, ...]:
        """What makes it worth a look, worst first; nothing before so many answered that a share may be told."""
        if not enough_for(Claim.STATISTIC, self.asked):
            return ()
        told = {
            "against": any(scale.against for scale in self.scales),
            "left_out": self.left_out > LEFT_OUT,
            "weak": bool(self.scales)
            and all(scale.weak for scale in self.scales)
            and enough_for(Claim.RELIABILITY, self.answered),
            "one_sided": self.commonest > ONE_SIDED and enough_for(Claim.STATISTIC, self.answered),
        }
        return tuple(name for name, here in told.items() if here)


def item_lines(matrix: Matrix, counted: Tally) -> tuple[ItemLine, ...]:
    """A line for every item whose answers have places, in the order asked."""
    scales = dict.fromkeys(scale for one in matrix.items for scale in one.points)
    found = {scale: _on_scale(moments(counted, scale), matrix, scale) for scale in scales}
    lines = []
    for n, one in enumerate(matrix.items):
        places = matrix.places[:, n]
        asked, answered = int((~np.isin(places, (NOT_ASKED, UNREAD))).sum()), int((places >= 0).sum())
        counts = [int(count) for count in counted.counts(one.item)]
        ends = _ends(one.points, counts, answered)
        lines.append(
            ItemLine(
                one.item,
                asked,
                answered,
                tuple(zip(one.labels, counts, strict=True)),
                *ends,
                tuple(found[scale][one.item] for scale in one.points),
                _by_job(matrix, places, len(one.labels)),
            )
        )
    return tuple(lines)


def _by_job(matrix: Matrix, places: Places, labels: int) -> tuple[tuple[int, ...], ...]:
    jobs = len(matrix.questionnaire.profiles)
    known = (places >= 0) & (matrix.jobs >= 0)
    cells = places[known].astype(np.int64) * jobs + matrix.jobs[known]
    return tuple(tuple(map(int, row)) for row in np.bincount(cells, minlength=labels * jobs).reshape(labels, jobs))


def _ends(points: Mapping[str, tuple[float, ...]], counts: list[int], answered: int) -> tuple[Figure, Figure]:
    first = next(iter(points.values()), None)
    known = [p for p in first or () if not math.isnan(p)]
    if first is None or not known:
        return Undefined(answered), Undefined(answered)

    def share(end: float) -> Figure:
        here = sum(count for count, p in zip(counts, first, strict=True) if p == end)
        return figure_of(Claim.STATISTIC, answered, lambda: Estimate(here / answered, answered))

    return share(min(known)), share(max(known))


def _on_scale(own: Moments, matrix: Matrix, scale: str) -> dict[str, OnScale]:
    vary = varying(own)
    weight = {one.item: one.weights.get(scale, 1.0) for one in matrix.items}
    covariances = weighted(vary, np.asarray([weight[name] for name in vary.names]))
    rest = dict(zip(vary.names, item_rest(covariances), strict=True)) if vary.names else {}
    without = dict(zip(vary.names, alpha_without(covariances), strict=True))
    lines = {}
    for n, name in enumerate(own.names):
        answered = int(own.n[n, n])
        pairs = int(vary.n[vary.names.index(name)].min()) if name in rest else answered
        variance = float(own.covariances[n, n])
        lines[name] = OnScale(
            scale,
            figure_of(Claim.STATISTIC, answered, lambda n=n, a=answered: Estimate(float(own.means[n]), a)),  # type: ignore[misc]
            figure_of(Claim.STATISTIC, answered, lambda v=variance, a=answered: Estimate(math.sqrt(v), a)),  # type: ignore[misc]
            _correlation(rest.get(name), pairs),
            _plain(without.get(name), pairs),
        )
    return lines


def _correlation(r: float | None, n: int) -> Figure:
    def made() -> Estimate | None:
        return None if r is None or math.isnan(r) else Estimate(float(r), n, *fisher(float(r), n))

    return figure_of(Claim.RELIABILITY, n, made)


def _plain(value: float | None, n: int) -> Figure:
    return figure_of(Claim.RELIABILITY, n, lambda: None if value is None else Estimate(value, n))
