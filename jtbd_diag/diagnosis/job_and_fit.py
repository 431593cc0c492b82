"""Scale scores -> job, outcome and struggle, as steps of the formula over the scores.

Owns the formulas of docs/method.md. Distance of job j: D_j = sum_s a_s ((x_s - c_js) / spread)^2;
fit = 100 exp(-D_j / 2); the job is the nearest; lead = (D_second - D_first) / 2. Knows nothing of single answers.
"""

from __future__ import annotations

from collections.abc import Mapping

from jtbd_diag.diagnosis.formula import (
    AllOf,
    AnyOf,
    Arithmetic,
    Choice,
    Compare,
    Exp,
    Known,
    Least,
    Literal,
    Node,
    Not,
    Ref,
    Squared,
    Step,
    plus,
)
from jtbd_diag.diagnosis.scale_scores import NO_STRUGGLE
from jtbd_diag.diagnosis.scored_columns import score_column
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.model import Classification

CLEAR, LEANING, MIXED, UNDETERMINED = "clear", "leaning", "mixed", "undetermined"
ACTIVE, EARLY, NONE = "active", "early", "none"
FIRST, SECOND = "distance of the job", "distance of the runner-up"


def result_columns(questionnaire: Questionnaire) -> tuple[str, ...]:
    """The names of the columns that `score_table` adds, in order."""
    scores = [score_column(scale) for scale in questionnaire.scales]
    jobs = [f"fit:{job}" for job in questionnaire.profiles]
    verdict = ["job", "runner_up", "lead", "outcome"] if jobs else []
    return (*scores, *jobs, *verdict, *(["struggle"] if questionnaire.struggle else []))


def distance_column(job: str) -> str:
    """The step, and the column, that holds the distance to a job while scoring."""
    return f"distance:{job}"


def job_steps(questionnaire: Questionnaire) -> list[Step]:
    """Distances, fits, job, runner-up, lead and outcome; none without profiles."""
    rule = questionnaire.classification
    if rule is None:
        return []
    distances = {job: Ref(distance_column(job)) for job in questionnaire.profiles}
    # of equal distances the first written is the job, which `outcome` then calls mixed
    nearest = {job: Compare("=", distance, Ref(FIRST)) for job, distance in distances.items()}
    missing = Literal(None)
    others = {job: Choice(((_is_job(job), missing),), distance) for job, distance in distances.items()}
    second = {job: Compare("=", other, Ref(SECOND)) for job, other in others.items()}
    lead, half = Ref("lead"), Arithmetic("*", Arithmetic("-", Ref(SECOND), Ref(FIRST)), Literal(0.5))
    levels: dict[str, Node] = {
        CLEAR: Compare(">=", lead, Literal(rule.clear)),
        LEANING: Compare(">=", lead, Literal(rule.leaning)),
        MIXED: Known(lead),
    }
    return [
        *(Step(distance.step, _distance(questionnaire, rule, job)) for job, distance in distances.items()),
        Step(FIRST, Least(tuple(distances.values()))),
        *(Step(f"fit:{job}", _fit(distance)) for job, distance in distances.items()),
        _first("job", nearest),
        Step(SECOND, Least(tuple(others.values()))),
        _first("runner_up", second),
        Step("lead", half),
        _first("outcome", levels, UNDETERMINED),
    ]


def _distance(q: Questionnaire, rule: Classification, job: str) -> Node:
    """D_j; a missing score leaves no distance at all."""
    at = q.profiles[job].at
    # a factor, no division: polars divides by a constant in one way for two rows and in another for three
    factors = {scale: rule.importance.get(scale, 1.0) / rule.spread**2 for scale in rule.scales}
    apart = {scale: Arithmetic("-", Ref(score_column(scale)), Literal(at[scale])) for scale in rule.scales}
    return plus(*(Arithmetic("*", Squared(apart[scale]), Literal(by)) for scale, by in factors.items()))


def _fit(distance: Node) -> Node:
    return Arithmetic("*", Exp(Arithmetic("*", distance, Literal(-0.5))), Literal(100.0))


def _is_job(job: str) -> Node:
    return Compare("=", Ref("job"), Literal(job))


def _first(name: str, holds: Mapping[str, Node], otherwise: str | None = None) -> Step:
    """The word for the first thing that holds."""
    words = (*holds, *([otherwise] if otherwise else []))
    cases = tuple((test, Literal(word)) for word, test in holds.items())
    return Step(name, Choice(cases, Literal(otherwise)), words)


def struggle_steps(questionnaire: Questionnaire) -> list[Step]:
    """The struggle; none where it is not asked about."""
    rule = questionnaire.struggle
    if rule is None:
        return []
    score, none = Ref(score_column(rule.scale)), Ref(NO_STRUGGLE)
    levels: dict[str, Node] = {
        ACTIVE: AllOf((Not(none), Compare(">=", score, Literal(rule.active)))),
        EARLY: AllOf((Not(none), Compare(">=", score, Literal(rule.early)))),
        NONE: AnyOf((none, Known(score))),
    }
    return [_first("struggle", levels)]
