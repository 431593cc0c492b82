"""Scale scores -> job, outcome and struggle, as column expressions over the scores.

Owns the formulas of the design's section 6. Distance of job j: D_j = sum_s a_s ((x_s - c_js) / spread)^2;
fit = 100 exp(-D_j / 2); the job is the nearest; lead = (D_second - D_first) / 2. Knows nothing of single answers.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import add
from types import ModuleType
from typing import Any

from jtbd_diag.diagnosis.scoring import NO_STRUGGLE, Expression, compile_scales, score_column
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.model import Classification

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
    result, words, closed = _opened(frame)
    columns = tuple(result.collect_schema().names())
    pipeline = _compiled(questionnaire, columns, words)
    taken = sorted({*pipeline.added, *pipeline.scratch} & set(columns))
    if taken:
        raise ValueError(f"the table already has a column named {taken[0]!r}: rename it first")
    for stage in pipeline.stages:
        result = result.with_columns(*stage)
    return closed(result.select(*columns, *pipeline.added))


def _opened(frame: Any) -> tuple[Any, ModuleType, Callable[[Any], Any]]:
    """A frame that takes expressions, the module that makes them, and the way back to the frame's own kind.

    That is polars itself, always lazy, so that scratch columns are never held for all rows at once; or narwhals.
    """
    polars = sys.modules.get("polars")  # whoever has a frame of polars has imported it
    if polars is not None and isinstance(frame, polars.LazyFrame):
        return frame, polars, lambda result: result
    if polars is not None and isinstance(frame, polars.DataFrame):
        # there is nothing to optimise, and looking for it takes longer than scoring one respondent
        as_written = polars.QueryOptFlags.none()
        return frame.lazy(), polars, lambda result: result.collect(optimizations=as_written)
    import narwhals

    return narwhals.from_native(frame), narwhals, lambda result: result.to_native()


@dataclass(frozen=True)
class _Pipeline:
    """Everything that turns answers into results: stages of `with_columns`, what they add, and what is dropped."""

    stages: tuple[tuple[Expression, ...], ...]
    added: tuple[str, ...]
    scratch: tuple[str, ...]


@lru_cache(maxsize=16)
def _compiled(questionnaire: Questionnaire, columns: tuple[str, ...], words: ModuleType) -> _Pipeline:
    scoring = compile_scales(questionnaire, columns, words)
    verdict = _Verdict(questionnaire, words)
    return _Pipeline(
        (*scoring.stages, *verdict.job_stages(), *verdict.struggle_stages()),
        result_columns(questionnaire),
        (*scoring.scratch, FIRST, SECOND, *map(_distance_column, questionnaire.profiles)),
    )


def result_columns(questionnaire: Questionnaire) -> tuple[str, ...]:
    """The names of the columns that `score_table` adds, in order."""
    scores = [score_column(scale) for scale in questionnaire.scales]
    jobs = [f"fit:{job}" for job in questionnaire.profiles]
    verdict = ["job", "runner_up", "lead", "outcome"] if jobs else []
    return (*scores, *jobs, *verdict, *(["struggle"] if questionnaire.struggle else []))


def _distance_column(job: str) -> str:
    return f"distance:{job}"


class _Verdict:
    """The formulas over the scores, in the words of polars or narwhals."""

    def __init__(self, questionnaire: Questionnaire, words: ModuleType) -> None:
        self.q, self.x = questionnaire, words

    def job_stages(self) -> list[tuple[Expression, ...]]:
        rule = self.q.classification
        if rule is None:
            return []
        col, when = self.x.col, self.x.when
        distances = {job: col(_distance_column(job)) for job in self.q.profiles}
        others = {job: when(col("job") != job).then(distance) for job, distance in distances.items()}
        fits = [((distance * -0.5).exp() * 100).alias(f"fit:{job}") for job, distance in distances.items()]
        lead = (col(SECOND) - col(FIRST)) / 2
        return [
            tuple(self._distance(rule, job).alias(_distance_column(job)) for job in distances),
            (self.x.min_horizontal(*distances.values()).alias(FIRST), *fits),
            (self._nearest(distances, FIRST).alias("job"),),
            (self.x.min_horizontal(*others.values()).alias(SECOND),),
            (
                self._nearest(others, SECOND).alias("runner_up"),
                lead.alias("lead"),
                self._outcome(lead, rule).alias("outcome"),
            ),
        ]

    def _distance(self, rule: Classification, job: str) -> Expression:
        """D_j; a missing score leaves no distance at all."""
        at = self.q.profiles[job].at
        terms = (
            ((self.x.col(score_column(scale)) - at[scale]) / rule.spread) ** 2 * rule.importance.get(scale, 1.0)
            for scale in rule.scales
        )
        return reduce(add, terms)

    def _nearest(self, distances: Mapping[str, Expression], least: str) -> Expression:
        """The job whose distance is the least; of equal ones the first written, which `outcome` then calls mixed."""
        expression = self.x.lit(None, dtype=self.x.String)
        for job in reversed(self.q.profiles):
            here = distances[job] == self.x.col(least)
            expression = self.x.when(here).then(self.x.lit(job)).otherwise(expression)
        return expression

    def _outcome(self, lead: Expression, rule: Classification) -> Expression:
        when, lit = self.x.when, self.x.lit
        decided = when(lead >= rule.leaning).then(lit(LEANING)).otherwise(lit(MIXED))
        named = when(lead >= rule.clear).then(lit(CLEAR)).otherwise(decided)
        return when(lead.is_null()).then(lit(UNDETERMINED)).otherwise(named)

    def struggle_stages(self) -> list[tuple[Expression, ...]]:
        rule = self.q.struggle
        if rule is None:
            return []
        when, lit = self.x.when, self.x.lit
        score = self.x.col(score_column(rule.scale))
        early = when(score >= rule.early).then(lit(EARLY)).otherwise(lit(NONE))
        level = when(score >= rule.active).then(lit(ACTIVE)).otherwise(early)
        scored = when(~score.is_null()).then(level)
        return [(when(self.x.col(NO_STRUGGLE)).then(lit(NONE)).otherwise(scored).alias("struggle"),)]
