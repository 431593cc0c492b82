"""Scale scores -> job, outcome and struggle, as column expressions over the scores.

Owns the formulas of the design's section 6. Distance of job j: D_j = sum_s a_s ((x_s - c_js) / spread)^2;
fit = 100 exp(-D_j / 2); the job is the nearest; lead = (D_second - D_first) / 2. Knows nothing of single answers.
"""

from __future__ import annotations

from functools import reduce
from operator import add
from types import ModuleType
from typing import Any

from jtbd_diag.diagnosis.columns import score_column
from jtbd_diag.diagnosis.notation import Expression
from jtbd_diag.diagnosis.scoring import NO_STRUGGLE
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.model import Classification

CLEAR, LEANING, MIXED, UNDETERMINED = "clear", "leaning", "mixed", "undetermined"
ACTIVE, EARLY, NONE = "active", "early", "none"
FIRST, SECOND = "distance of the job", "distance of the runner-up"
PLACE = "place of the job"
"""The scratch column that holds which of the jobs it is, from 0, or -1: numbers compare faster than words."""


def result_columns(questionnaire: Questionnaire) -> tuple[str, ...]:
    """The names of the columns that `score_table` adds, in order."""
    scores = [score_column(scale) for scale in questionnaire.scales]
    jobs = [f"fit:{job}" for job in questionnaire.profiles]
    verdict = ["job", "runner_up", "lead", "outcome"] if jobs else []
    return (*scores, *jobs, *verdict, *(["struggle"] if questionnaire.struggle else []))


def distance_column(job: str) -> str:
    """The column that holds the distance to a job while scoring."""
    return f"distance:{job}"


class Verdict:
    """The formulas over the scores, in the words of polars or narwhals."""

    def __init__(self, questionnaire: Questionnaire, words: ModuleType) -> None:
        """Speak of this questionnaire's scales and jobs."""
        self.q, self.x = questionnaire, words

    def job_stages(self) -> list[tuple[Expression, ...]]:
        """Stages that add fits, job, runner-up, lead and outcome; none without profiles."""
        rule = self.q.classification
        if rule is None:
            return []
        col, when = self.x.col, self.x.when
        distances = {job: col(distance_column(job)) for job in self.q.profiles}
        places = {job: place for place, job in enumerate(distances)}
        others = {job: when(col(PLACE) != places[job]).then(distance) for job, distance in distances.items()}
        fits = [((distance * -0.5).exp() * 100).alias(f"fit:{job}") for job, distance in distances.items()]
        lead = (col(SECOND) - col(FIRST)) * 0.5
        # of equal distances the first written is the job, which `outcome` then calls mixed
        nearest = {places[job]: distance == col(FIRST) for job, distance in distances.items()}
        named = {job: col(PLACE) == place for job, place in places.items()}
        second = {job: distance == col(SECOND) for job, distance in others.items()}
        return [
            tuple(self._distance(rule, job).alias(distance_column(job)) for job in distances),
            (self.x.min_horizontal(*distances.values()).alias(FIRST), *fits),
            (self._first(nearest, -1, self.x.Int8).alias(PLACE),),
            (self.x.min_horizontal(*others.values()).alias(SECOND),),
            (
                self._first(named, None, self.x.String).alias("job"),
                self._first(second, None, self.x.String).alias("runner_up"),
                lead.alias("lead"),
                self._outcome(lead, rule).alias("outcome"),
            ),
        ]

    def _distance(self, rule: Classification, job: str) -> Expression:
        """D_j; a missing score leaves no distance at all."""
        at = self.q.profiles[job].at
        # a factor, no division: polars divides by a constant in one way for two rows and in another for three
        factors = {scale: rule.importance.get(scale, 1.0) / rule.spread**2 for scale in rule.scales}
        terms = ((self.x.col(score_column(scale)) - at[scale]) ** 2 * by for scale, by in factors.items())
        return reduce(add, terms)

    def _first(self, holds: dict[Any, Expression], none: Any, kind: Any) -> Expression:
        """The first thing that holds, of those given."""
        expression = self.x.lit(none, dtype=kind)
        for thing, here in reversed(holds.items()):
            expression = self.x.when(here).then(self.x.lit(thing, dtype=kind)).otherwise(expression)
        return expression

    def _outcome(self, lead: Expression, rule: Classification) -> Expression:
        when, lit = self.x.when, self.x.lit
        decided = when(lead >= rule.leaning).then(lit(LEANING)).otherwise(lit(MIXED))
        named = when(lead >= rule.clear).then(lit(CLEAR)).otherwise(decided)
        return when(lead.is_null()).then(lit(UNDETERMINED)).otherwise(named)

    def struggle_stages(self) -> list[tuple[Expression, ...]]:
        """Stages that add the struggle; none where it is not asked about."""
        rule = self.q.struggle
        if rule is None:
            return []
        when, lit = self.x.when, self.x.lit
        score = self.x.col(score_column(rule.scale))
        early = when(score >= rule.early).then(lit(EARLY)).otherwise(lit(NONE))
        level = when(score >= rule.active).then(lit(ACTIVE)).otherwise(early)
        scored = when(~score.is_null()).then(level)
        return [(when(self.x.col(NO_STRUGGLE)).then(lit(NONE)).otherwise(scored).alias("struggle"),)]
