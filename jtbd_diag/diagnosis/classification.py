"""Scale scores -> job, outcome and struggle, as column expressions over the scores.

Owns the formulas of the design's section 6. Distance of job j: D_j = sum_s a_s ((x_s - c_js) / spread)^2;
fit = 100 exp(-D_j / 2); the job is the nearest; lead = (D_second - D_first) / 2. Knows nothing of single answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals as nw

from jtbd_diag.diagnosis.scoring import NO_STRUGGLE, compile_scales, score_column
from jtbd_diag.questionnaire import Questionnaire

CLEAR, LEANING, MIXED, UNDETERMINED = "clear", "leaning", "mixed", "undetermined"
ACTIVE, EARLY, NONE = "active", "early", "none"
FIRST, SECOND = "distance of the job", "distance of the runner-up"


def score_table(questionnaire: Questionnaire, frame: Any) -> Any:
    """Score every row of a table: the one engine behind `diagnose` and `batch`.

    `frame` is any narwhals-compatible frame, eager or lazy (polars, pandas, DuckDB, …). A single or rating item
    is a column of option ids, a number item a column of numbers, a multiple item one true-or-false column an
    option, named `item.option`; null is unanswered, and an absent column an item nobody answered. The same
    frame comes back, native, with these columns after its own: `score:<scale>` (0-100 or null); where the
    questionnaire has profiles, `fit:<job>` (0-100), `job`, `runner_up`, `lead` (>= 0), `outcome`; where it has
    struggle, `struggle` (active, early, none or null).
    Raises ValueError when the frame has a column of one of these names.
    """
    native = nw.from_native(frame)
    columns = native.collect_schema().names()
    scoring = compile_scales(questionnaire, columns)
    added = result_columns(questionnaire)
    taken = sorted({*added, *scoring.scratch, *_scratch(questionnaire)} & set(columns))
    if taken:
        raise ValueError(f"the table already has a column named {taken[0]!r}: rename it first")
    result: Any = native
    for stage in (*scoring.stages, *_job_stages(questionnaire), *_struggle_stages(questionnaire)):
        result = result.with_columns(*stage)
    return result.select(*columns, *added).to_native()


def result_columns(questionnaire: Questionnaire) -> tuple[str, ...]:
    """The names of the columns that `score_table` adds, in order."""
    scores = [score_column(scale) for scale in questionnaire.scales]
    jobs = [f"fit:{job}" for job in questionnaire.profiles]
    verdict = ["job", "runner_up", "lead", "outcome"] if jobs else []
    return (*scores, *jobs, *verdict, *(["struggle"] if questionnaire.struggle else []))


def _scratch(questionnaire: Questionnaire) -> tuple[str, ...]:
    return (FIRST, SECOND, *(_distance_column(job) for job in questionnaire.profiles))


def _distance_column(job: str) -> str:
    return f"distance:{job}"


def _job_stages(questionnaire: Questionnaire) -> list[tuple[nw.Expr, ...]]:
    rule = questionnaire.classification
    if rule is None:
        return []
    distances = {job: nw.col(_distance_column(job)) for job in questionnaire.profiles}
    others = {job: nw.when(nw.col("job") != job).then(distance) for job, distance in distances.items()}
    fits = [((distance * -0.5).exp() * 100).alias(f"fit:{job}") for job, distance in distances.items()]
    return [
        tuple(_distance(questionnaire, job).alias(_distance_column(job)) for job in distances),
        (nw.min_horizontal(*distances.values()).alias(FIRST), *fits),
        (_nearest(distances, FIRST).alias("job"),),
        (nw.min_horizontal(*others.values()).alias(SECOND),),
        (_nearest(others, SECOND).alias("runner_up"), ((nw.col(SECOND) - nw.col(FIRST)) / 2).alias("lead")),
        (_outcome(rule.clear, rule.leaning).alias("outcome"),),
    ]


def _distance(questionnaire: Questionnaire, job: str) -> nw.Expr:
    rule = questionnaire.classification
    assert rule is not None
    at = questionnaire.profiles[job].at
    terms = [
        ((nw.col(score_column(scale)) - at[scale]) / rule.spread) ** 2 * rule.importance.get(scale, 1.0)
        for scale in rule.scales
    ]
    total = terms[0]
    for term in terms[1:]:
        total = total + term  # a missing score leaves no distance at all
    return total


def _nearest(distances: Mapping[str, nw.Expr], least: str) -> nw.Expr:
    """The job whose distance is the least; of equal ones the first written, which `outcome` then calls mixed."""
    expression = nw.lit(None, dtype=nw.String)
    for job, distance in reversed(distances.items()):
        expression = nw.when(distance == nw.col(least)).then(nw.lit(job)).otherwise(expression)
    return expression


def _outcome(clear: float, leaning: float) -> nw.Expr:
    lead = nw.col("lead")
    decided = nw.when(lead >= leaning).then(nw.lit(LEANING)).otherwise(nw.lit(MIXED))
    named = nw.when(lead >= clear).then(nw.lit(CLEAR)).otherwise(decided)
    return nw.when(lead.is_null()).then(nw.lit(UNDETERMINED)).otherwise(named)


def _struggle_stages(questionnaire: Questionnaire) -> list[tuple[nw.Expr, ...]]:
    rule = questionnaire.struggle
    if rule is None:
        return []
    score = nw.col(score_column(rule.scale))
    early = nw.when(score >= rule.early).then(nw.lit(EARLY)).otherwise(nw.lit(NONE))
    level = nw.when(score >= rule.active).then(nw.lit(ACTIVE)).otherwise(early)
    scored = nw.when(~score.is_null()).then(level)
    return [(nw.when(nw.col(NO_STRUGGLE)).then(nw.lit(NONE)).otherwise(scored).alias("struggle"),)]
