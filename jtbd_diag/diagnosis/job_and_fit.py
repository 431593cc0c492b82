"""Scale scores -> job, outcome and struggle, as column expressions over the scores.

Owns the formulas of the design's section 6. Distance of job j: D_j = sum_s a_s ((x_s - c_js) / spread)^2;
fit = 100 exp(-D_j / 2); the job is the nearest; lead = (D_second - D_first) / 2. Knows nothing of single answers.
"""

from __future__ import annotations

from functools import reduce
from operator import add
from types import ModuleType

from jtbd_diag.diagnosis.answer_columns import score_column
from jtbd_diag.diagnosis.notation import Expression
from jtbd_diag.diagnosis.scale_scores import NO_STRUGGLE
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
        others = {job: when(col("job") != job).then(distance) for job, distance in distances.items()}
        fits = [((distance * -0.5).exp() * 100).alias(f"fit:{job}") for job, distance in distances.items()]
        lead = (col(SECOND) - col(FIRST)) * 0.5
        # of equal distances the first written is the job, which `outcome` then calls mixed
        nearest = {job: distance == col(FIRST) for job, distance in distances.items()}
        second = {job: distance == col(SECOND) for job, distance in others.items()}
        return [
            tuple(self._distance(rule, job).alias(distance_column(job)) for job in distances),
            (self.x.min_horizontal(*distances.values()).alias(FIRST), *fits),
            (self._first(nearest).alias("job"),),
            (self.x.min_horizontal(*others.values()).alias(SECOND),),
            (
                self._first(second).alias("runner_up"),
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

    def _first(self, holds: dict[str, Expression], otherwise: str | None = None) -> Expression:
        """The word for the first thing that holds."""
        words = [*holds, *([otherwise] if otherwise else [])]
        # words of which there are a few are numbers underneath, which are made and compared faster
        kind = self.x.Enum(words) if self.x.__name__ == "polars" else self.x.String
        expression = self.x.lit(otherwise, dtype=kind)
        for word, here in reversed(holds.items()):
            expression = self.x.when(here).then(self.x.lit(word, dtype=kind)).otherwise(expression)
        return expression

    def _outcome(self, lead: Expression, rule: Classification) -> Expression:
        levels = {CLEAR: lead >= rule.clear, LEANING: lead >= rule.leaning, MIXED: ~lead.is_null()}
        return self._first(levels, UNDETERMINED)

    def struggle_stages(self) -> list[tuple[Expression, ...]]:
        """Stages that add the struggle; none where it is not asked about."""
        rule = self.q.struggle
        if rule is None:
            return []
        score, none = self.x.col(score_column(rule.scale)), self.x.col(NO_STRUGGLE)
        early, active = ~none & (score >= rule.early), ~none & (score >= rule.active)
        levels = {ACTIVE: active, EARLY: early, NONE: none | ~score.is_null()}
        return [(self._first(levels).alias("struggle"),)]
