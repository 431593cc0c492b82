"""The same people's answers twice -> whether an answer keeps: the job, and every score.

Owns the figures of a retest; must not know who the people are, nor which rows are theirs.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from jtbd_diag.lab.answer_matrix import Floats, Matrix
from jtbd_diag.lab.claims import LEAST, Barred, Claim, Estimate, Figure, Undefined, figure_of
from jtbd_diag.lab.kappa import Agreement, agreement
from jtbd_diag.lab.scores_from_matrix import all_scores


@dataclass(frozen=True)
class Retest:
    """How many answered again, how often the job was the same, and the agreement of scores by scale (ICC(A,1))."""

    people: int
    job: Agreement | None
    scores: Mapping[str, Figure]


def retest(first: Matrix, again: Matrix) -> Retest:
    """Compare row by row."""
    n = first.respondents
    kinds = len(first.questionnaire.profiles)
    job = agreement(first.jobs, again.jobs, kinds) if kinds and n else None
    if job and n < LEAST[Claim.RETEST]:
        barred = Barred(job.n, LEAST[Claim.RETEST])
        job = Agreement(job.crossed, job.n, barred, barred)
    scales = [scale for scale in first.questionnaire.scales if any(scale in one.points for one in first.items)]
    return Retest(n, job, {scale: _same_score(all_scores(first, scale), all_scores(again, scale)) for scale in scales})


def _same_score(one: Floats, other: Floats) -> Figure:
    both = ~np.isnan(one) & ~np.isnan(other)
    pairs = np.stack([one[both], other[both]], 1)
    value = icc(pairs) if len(pairs) >= LEAST[Claim.RETEST] else None
    n = len(pairs)
    return figure_of(Claim.RETEST, n, lambda: None if value is None else Estimate(value, n)) if n else Undefined(0)


def icc(ratings: Floats) -> float | None:
    """ICC(A,1) by two-way mean squares (McGraw & Wong 1996): absolute agreement of single scores, a row a person.

    None where nothing varies.
    """
    n, k = ratings.shape
    grand = ratings.mean()
    rows = k * float(((ratings.mean(1) - grand) ** 2).sum()) / (n - 1)
    columns = n * float(((ratings.mean(0) - grand) ** 2).sum()) / (k - 1)
    left = ratings - ratings.mean(1, keepdims=True) - ratings.mean(0, keepdims=True) + grand
    error = float((left**2).sum()) / ((n - 1) * (k - 1))
    whole = rows + (k - 1) * error + k * (columns - error) / n
    return (rows - error) / whole if whole > 0 and math.isfinite(whole) else None
