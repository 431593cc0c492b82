"""Everybody's answers -> the evidence: items, scales, how they hang together, halves, carelessness, retest.

Owns what belongs to the evidence and the order it is worked out in; must not know words or pages.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from jtbd_diag.lab.answer_matrix import NOT_ASKED, Floats, Matrix
from jtbd_diag.lab.carelessness import Care, care_of
from jtbd_diag.lab.enough_answers import Claim, Estimate, Figure, Undefined, figure_of
from jtbd_diag.lab.group_differences import ComparedGroups, differences
from jtbd_diag.lab.item_lines import ItemLine, item_lines
from jtbd_diag.lab.kappa_and_alpha import Agreement
from jtbd_diag.lab.polychoric import polychoric
from jtbd_diag.lab.reliability import alpha, fisher, omega, people_behind, sem, spearman_brown, varying
from jtbd_diag.lab.retest import Retest, retest
from jtbd_diag.lab.scores_from_matrix import all_scores
from jtbd_diag.lab.split_halves import Halves, by_kind, by_turns
from jtbd_diag.lab.tables_of_answers import Respondents
from jtbd_diag.lab.tallies import Moments, Tally, crossed_moments, moments, tally
from jtbd_diag.questionnaire import Questionnaire


@dataclass(frozen=True)
class ScaleLine:
    """A scale: how many items vary and how many do not, its scores, and how steadily it measures them.

    `alpha` is of the score as it is made, weights included; `plain_alpha` of its items counted alike. `two` is for two
    items only, `omega` for three and more. Scores and `sem` are in points, 0 to 100.
    """

    scale: str
    items: int
    constant: tuple[str, ...]
    scored: int
    mean: Figure
    sd: Figure
    alpha: Figure
    plain_alpha: Figure
    omega: Figure
    polychoric_omega: Figure
    two: Figure
    sem: Figure

    @property
    def steadiness(self) -> Figure:
        """The one figure that is shown first: alpha, or Spearman-Brown's of two items."""
        return self.two if self.items == 2 else self.alpha


@dataclass(frozen=True)
class Pair:
    """Two scales: how many items they share, their correlation with these in both, and without them in either."""

    one: str
    other: str
    shared: int
    together: Figure
    apart: Figure


@dataclass(frozen=True)
class Evidence:
    """What many answers say about a questionnaire. `without` is the same of those without signs of carelessness."""

    questionnaire: Questionnaire
    rows: int
    respondents: int
    invented: int
    items: tuple[ItemLine, ...]
    scales: tuple[ScaleLine, ...]
    pairs: tuple[Pair, ...]
    turns: Halves | None
    kinds: Halves | None
    jobs: Mapping[str, int]
    care: Care
    retest: Retest
    without: Without
    groups: ComparedGroups | None = None
    raters: Mapping[str, int] = field(default_factory=dict)
    pace: Figure | None = None
    """The median of seconds a question, where the survey tells how long each respondent took."""
    in_several: int = 0
    """People who stand in more than one table, each counted once."""


@dataclass(frozen=True)
class Without:
    """What changes when those with signs of carelessness are left out."""

    respondents: int
    steadiness: Mapping[str, Figure]
    turns: Agreement | None


def evidence_of(found: Respondents, by: str | None = None) -> Evidence:
    """Work everything out; `by` is the column that `found.groups` hold."""
    matrix = found.matrix
    counted = tally(matrix)
    scales = [scale for scale in matrix.questionnaire.scales if any(scale in item.points for item in matrix.items)]
    care = care_of(matrix, counted, found.seconds)
    turns = by_turns(matrix)
    return Evidence(
        matrix.questionnaire,
        found.rows,
        matrix.respondents,
        found.invented,
        item_lines(matrix, counted),
        tuple(scale_line(matrix, counted, scale) for scale in scales),
        tuple(_pair(matrix, counted, *two) for two in combinations(scales, 2)),
        turns,
        by_kind(matrix),
        {job: int((matrix.jobs == n).sum()) for n, job in enumerate(matrix.questionnaire.profiles)},
        care,
        retest(found.first, found.again),
        _without(matrix, counted, care, scales),
        differences(matrix, by, found.groups) if by is not None else None,
        found.raters,
        _pace(matrix, found.seconds),
        found.in_several,
    )


def _pace(matrix: Matrix, seconds: Floats | None) -> Figure | None:
    if seconds is None:
        return None
    asked = (matrix.places != NOT_ASKED).sum(1)
    each = (seconds / np.maximum(asked, 1))[(asked > 0) & (seconds > 0)]
    n = len(each)
    return figure_of(Claim.STATISTIC, n, lambda: Estimate(float(np.median(each)), n))


def _weights(matrix: Matrix, scale: str, names: tuple[str, ...]) -> Floats:
    weight = {one.item: one.weights.get(scale, 1.0) for one in matrix.items}
    return np.asarray([weight[name] for name in names])


def scale_line(matrix: Matrix, counted: Tally, scale: str) -> ScaleLine:
    """All about one scale."""
    own = moments(counted, scale)
    vary = varying(own)
    scores = all_scores(matrix, scale)
    known = scores[~np.isnan(scores)]
    n = len(known)
    spread = float(known.std(ddof=1)) if n > 1 else math.nan
    steady = alpha(vary, _weights(matrix, scale, vary.names))
    two = spearman_brown(vary)
    behind = polychoric(counted, scale, vary) if len(vary.names) > 2 else None
    return ScaleLine(
        scale,
        len(vary.names),
        tuple(name for name in own.names if name not in vary.names),
        n,
        figure_of(Claim.STATISTIC, n, lambda: Estimate(float(known.mean()), n)),
        figure_of(Claim.STATISTIC, n, lambda: Estimate(spread, n)),
        steady,
        alpha(vary),
        omega(vary),
        Undefined(n) if behind is None else omega(vary, behind, Claim.POLYCHORIC),
        two,
        sem(spread, steady),
    )


def _pair(matrix: Matrix, counted: Tally, one: str, other: str) -> Pair:
    """The correlation of two scores from the covariances of their items, with and without those they share."""
    fed = {scale: [item.item for item in matrix.items if scale in item.points] for scale in (one, other)}
    shared = {*fed[one]} & {*fed[other]}
    wanted = [(item, scale) for scale in (one, other) for item in fed[scale]]
    own = crossed_moments(counted, wanted)
    weights = np.concatenate([_weights(matrix, scale, tuple(fed[scale])) for scale in (one, other)])
    first = np.asarray([scale == one for _, scale in wanted])
    free = np.asarray([item not in shared for item, _ in wanted])
    return Pair(one, other, len(shared), _r(own, weights, first, free | True), _r(own, weights, first, free))


def _r(own: Moments, weights: Floats, first: np.ndarray, kept: np.ndarray) -> Figure:
    n = people_behind(own)
    left, right = np.where(first & kept, weights, 0), np.where(~first & kept, weights, 0)

    def made() -> Estimate | None:
        covariances = np.where(np.isnan(own.covariances), 0, own.covariances)
        spread = float(left @ covariances @ left) * float(right @ covariances @ right)
        if not spread > 0:
            return None
        r = max(min(float(left @ covariances @ right) / math.sqrt(spread), 1.0), -1.0)
        return Estimate(r, n, *fisher(r, n))

    return figure_of(Claim.RELIABILITY, n, made) if left.any() and right.any() else Undefined(n)


def _without(matrix: Matrix, counted: Tally, care: Care, scales: list[str]) -> Without:
    """The tally of the few who are left out is taken from that of all."""
    left = matrix.only(~care.careless)
    rest = counted.less(tally(matrix.only(care.careless)))
    lines = {scale: varying(moments(rest, scale)) for scale in scales}
    steady = {
        scale: spearman_brown(own) if len(own.names) == 2 else alpha(own, _weights(matrix, scale, own.names))
        for scale, own in lines.items()
    }
    turns = by_turns(left)
    return Without(left.respondents, steady, turns.found if turns else None)
