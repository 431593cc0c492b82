"""Scores and jobs of a table -> what a reader is told of them: bands, conditions in place, flags, whom to call.

Owns the words of these columns and when each stands; knows nothing of answers. They stand beside the same words of
`diagnosis`, which are those of one leader.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import or_

import polars as pl

from jtbd_diag.diagnosis.flags import FAR_FIT, FAR_FROM_EVERY_JOB, STRAIGHT_LINED
from jtbd_diag.diagnosis.job_and_fit import ACTIVE, MIXED, NONE, UNDETERMINED
from jtbd_diag.diagnosis.scored_columns import score_column
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.model import Scale

NO_PRECONDITION = "push without preconditions"
"""Why a call would be worth its time where somebody pushes, and nothing is prepared."""


def readiness_columns(questionnaire: Questionnaire) -> Iterator[pl.Expr]:
    """How many preconditions are in place, and the band of each precondition and force."""
    readiness = questionnaire.readiness
    if readiness.preconditions:
        yield _in_place(questionnaire).alias("preconditions")
    for name, scales in (("precondition", readiness.preconditions), ("force", readiness.forces)):
        yield from (band(questionnaire.scales[s], pl.col(score_column(s))).alias(f"{name}_{s}") for s in scales)


def _in_place(questionnaire: Questionnaire) -> pl.Expr:
    """How many preconditions are in place, which is to say in their last band; null when none is known."""
    scores = {s: pl.col(score_column(s)) for s in questionnaire.readiness.preconditions}
    known = reduce(or_, (score.is_not_null() for score in scores.values()))
    in_place = (_in_last_band(questionnaire.scales[s], score) for s, score in scores.items())
    return pl.when(known).then(pl.sum_horizontal(*in_place))


def flags_column(questionnaire: Questionnaire, straight_lined: pl.Expr) -> pl.Expr:
    """What asks for a second look: a fit far from every job, and ratings that are all alike."""
    fits = [pl.col(f"fit:{job}") for job in questionnaire.profiles]
    far = pl.max_horizontal(*fits) < FAR_FIT if fits else pl.lit(False)
    raised = far.fill_null(False), straight_lined.fill_null(False)
    both = pl.when(raised[0] & raised[1]).then(pl.lit(f"{FAR_FROM_EVERY_JOB}; {STRAIGHT_LINED}"))
    return both.when(raised[0]).then(pl.lit(FAR_FROM_EVERY_JOB)).when(raised[1]).then(pl.lit(STRAIGHT_LINED))


def call_column(questionnaire: Questionnaire, answers_anything: pl.Expr) -> pl.Expr:
    """Why a call would be worth its time: the job cannot be told, or the ground is not prepared."""
    outcome = pl.col("outcome")
    push = pl.col("struggle") if questionnaire.struggle else pl.lit(None, dtype=pl.String)
    some_push = push.is_null() | (push != NONE)
    unclear = answers_anything & some_push & ((outcome == MIXED) | (outcome == UNDETERMINED))
    reason = pl.when(unclear).then(outcome.cast(pl.String))
    if not questionnaire.readiness.preconditions:
        return reason
    unready = (push == ACTIVE).fill_null(False) & (_in_place(questionnaire) == 0).fill_null(False)
    return reason.when(unready).then(pl.lit(NO_PRECONDITION))


def band(scale: Scale, score: pl.Expr) -> pl.Expr:
    """The title of the band a score falls in, as `Scale.band` tells it."""
    titles = pl.Enum([b.title for b in scale.bands])
    expression = pl.lit(None, dtype=titles)
    for one in reversed(scale.bands):
        inside = score.is_not_null() if one.up_to is None else score <= one.up_to
        expression = pl.when(inside).then(pl.lit(one.title, dtype=titles)).otherwise(expression)
    return expression


def _in_last_band(scale: Scale, score: pl.Expr) -> pl.Expr:
    limits = [one.up_to for one in scale.bands[:-1] if one.up_to is not None]
    return (score > limits[-1]).fill_null(False) if limits else pl.lit(False)
