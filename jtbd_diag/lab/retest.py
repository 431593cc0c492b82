"""The same people's answers twice -> whether an answer keeps: the job, and every score.

Owns the figures of a retest; must not know who the people are, nor which rows are theirs.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from jtbd_diag.lab.answer_matrix import Floats, Matrix
from jtbd_diag.lab.enough_answers import LEAST, Barred, Claim, Estimate, Figure, Undefined, figure_of
from jtbd_diag.lab.kappa_and_alpha import Agreement, agreement
from jtbd_diag.lab.reliability import sem
from jtbd_diag.lab.scores_from_matrix import all_scores


@dataclass(frozen=True)
class Retest:
    """How many answered again, how often the job was the same, and the agreement of scores by scale (ICC(A,1)).

    `errors` are the standard errors of measurement that follow, s sqrt(1 - ICC) in points, s of the first answers.
    """

    people: int
    job: Agreement | None
    scores: Mapping[str, Figure]
    errors: Mapping[str, Figure]


def retest(first: Matrix, again: Matrix) -> Retest:
    """Compare row by row."""
    n = first.respondents
    kinds = len(first.questionnaire.profiles)
    job = agreement(first.jobs, again.jobs, kinds) if kinds and n else None
    if job and n < LEAST[Claim.RETEST]:
        barred = Barred(job.n, LEAST[Claim.RETEST])
        job = Agreement(job.crossed, job.n, barred, barred)
    scales = [scale for scale in first.questionnaire.scales if any(scale in item.points for item in first.items)]
    pairs = {scale: _pairs(all_scores(first, scale), all_scores(again, scale)) for scale in scales}
    scores = {scale: _same_score(both) for scale, both in pairs.items()}
    spreads = {scale: float(both[:, 0].std(ddof=1)) if len(both) > 1 else math.nan for scale, both in pairs.items()}
    return Retest(n, job, scores, {scale: sem(spreads[scale], scores[scale]) for scale in scales})


def _pairs(one: Floats, other: Floats) -> Floats:
    both = ~np.isnan(one) & ~np.isnan(other)
    return np.stack([one[both], other[both]], 1)


def _same_score(pairs: Floats) -> Figure:
    n = len(pairs)

    def made() -> Estimate | None:
        value = icc_a1(pairs)
        return None if value is None else Estimate(value, n, *icc_a1_span(pairs, value))

    return figure_of(Claim.RETEST, n, made) if n else Undefined(0)


def icc_a1(ratings: Floats) -> float | None:
    """ICC(A,1) by two-way mean squares (McGraw & Wong 1996): absolute agreement of single scores, a row a person.

    None where nothing varies.
    """
    n, k = ratings.shape
    rows, columns, error = _mean_squares(ratings)
    whole = rows + (k - 1) * error + k * (columns - error) / n
    return (rows - error) / whole if whole > 0 and math.isfinite(whole) else None


def icc_a1_span(ratings: Floats, value: float) -> tuple[float, float] | tuple[None, None]:
    """The 95 % interval of ICC(A,1) by F (McGraw & Wong 1996, table 7); its own value where nobody differs.

    None where the degrees of freedom are too few for F, as of people who are all alike or turn all answers round.
    """
    from scipy.stats import f

    n, k = ratings.shape
    rows, columns, error = _mean_squares(ratings)
    if value >= 1:
        return value, value
    a, b = k * value / (n * (1 - value)), 1 + k * value * (n - 1) / (n * (1 - value))
    parts = (a * columns) ** 2 / (k - 1) + (b * error) ** 2 / ((n - 1) * (k - 1))
    freedom = (a * columns + b * error) ** 2 / parts if parts > 0 else 0.0
    if not freedom > 0:
        return None, None
    below, above = float(f.ppf(0.975, n - 1, freedom)), float(f.ppf(0.975, freedom, n - 1))
    rest = k * columns + (k * n - k - n) * error
    low = n * (rows - below * error) / (below * rest + n * rows)
    high = n * (above * rows - error) / (rest + n * above * rows)
    return (low, high) if math.isfinite(low) and math.isfinite(high) else (None, None)


def _mean_squares(ratings: Floats) -> tuple[float, float, float]:
    """Of people, of times, and of what neither explains."""
    n, k = ratings.shape
    grand = ratings.mean()
    rows = k * float(((ratings.mean(1) - grand) ** 2).sum()) / (n - 1)
    columns = n * float(((ratings.mean(0) - grand) ** 2).sum()) / (k - 1)
    left = ratings - ratings.mean(1, keepdims=True) - ratings.mean(0, keepdims=True) + grand
    return rows, columns, float((left**2).sum()) / ((n - 1) * (k - 1))
