"""Answers -> scale scores, as column expressions.

One engine for a person, a file and ten million rows: a questionnaire compiles once to expressions that run on
any frame. polars and narwhals have the same words for expressions, so the same code compiles to either: to
polars itself for polars frames (narwhals would take eight times as long to translate it), to narwhals for all
others. Knows nothing of jobs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import add
from types import ModuleType

from jtbd_diag.diagnosis.answer_columns import (
    answer_columns,
    asked_column,
    number_column,
    points_column,
    score_column,
    ticked_column,
    weight_column,
)
from jtbd_diag.diagnosis.asked import Conditions
from jtbd_diag.diagnosis.notation import Expression, notation_for
from jtbd_diag.questionnaire import Contribution, Questionnaire

TINY = 1e-9
"""Slack for comparing shares of weight, which are sums of decimals."""

NO_STRUGGLE = "struggle:none_if"


@dataclass(frozen=True)
class Scoring:
    """A questionnaire compiled: run `stages` one after the other with `with_columns`.

    They add the columns `score:<scale>`, 0-100 or null, and `scratch` columns, which can be dropped afterwards;
    among those `NO_STRUGGLE`, true where the answers say by themselves that there is no struggle.
    """

    stages: tuple[tuple[Expression, ...], ...]
    scratch: tuple[str, ...]


def compile_scales(
    questionnaire: Questionnaire,
    columns: Iterable[str],
    words: ModuleType,
    *,
    keep: bool = False,
    placed: frozenset[str] = frozenset(),
) -> Scoring:
    """Compile a questionnaire for a frame with these columns; an item without a column counts as unanswered.

    `words` is the module whose expressions the frame takes: polars or narwhals. The columns of `placed` hold the
    places of options, from 0, and not their ids.
    A score is the weighted mean of the points of a scale's answered items. Items hidden by `ask_if` do not count.
    With less than `minimum_answered` of the weight that applies the score is null. Nothing is imputed.
    With `keep` the scratch tells what each answer gives, and of every conditional item whether it is asked.
    """
    return _Compiler(questionnaire, frozenset(columns), placed, words, keep).compile()


class _Compiler:
    def __init__(
        self,
        questionnaire: Questionnaire,
        columns: frozenset[str],
        placed: frozenset[str],
        words: ModuleType,
        keep: bool,
    ) -> None:
        self.q, self.columns, self.x, self.keep = questionnaire, columns, words, keep
        self.missing = words.lit(None, dtype=words.Float64)
        self.no_struggle = rule = questionnaire.struggle.none_if if questionnaire.struggle else None
        # an item without a column gives nothing, and columns of nothing take time
        self.fed = [c for c in questionnaire.contributions if {*answer_columns(questionnaire, c.item)} & columns]
        scored = (*questionnaire.scored_items(), *(rule.items() if rule else ()))
        needed = questionnaire.chain(questionnaire.items if keep else scored)
        points = [p for c in self.fed for p in (*c.options.values(), *c.thresholds.values())]
        most = max(Counter((c.scale, c.weight) for c in self.fed).values(), default=0)
        self.written = notation_for(points, most, words)
        self.asks = Conditions(questionnaire, columns, placed, words, needed)

    def compile(self) -> Scoring:
        # what is used twice becomes a column first: repeated inside an expression it would be worked out each time
        counted = dict.fromkeys(c.item for c in self.fed if c.counts)
        numbers = [
            *(self.asks.number(item).alias(number_column(item)) for item in self.asks.numbers),
            *(self._count(item).alias(number_column(item)) for item in counted),
        ]
        gives = [self._gives(c).alias(_gives(c)) for c in self.fed]
        points = [self.written.points(_gives(c)).alias(points_column(c.item, c.scale)) for c in self.fed if self.keep]
        scales = [scale for scale in self.q.scales if any(c.scale == scale for c in self.fed)]
        sums = [expression for scale in scales for expression in self._sums(scale)]
        scores = [self._score(scale).alias(score_column(scale)) for scale in self.q.scales]
        no_struggle = self.asks.holds(self.no_struggle) if self.no_struggle else self.x.lit(False)
        verdict = [*scores, no_struggle.alias(NO_STRUGGLE)]
        stages = (numbers, *self.asks.stages(), gives, [*sums, *points], verdict)
        scratch = (
            *map(number_column, (*self.asks.numbers, *counted)),
            *map(asked_column, self.asks.conditional),
            *map(_gives, self.fed),
            *(points_column(c.item, c.scale) for c in self.fed if self.keep),
            *map(_total, scales),
            *map(weight_column, scales),
            NO_STRUGGLE,
        )
        return Scoring(tuple(tuple(stage) for stage in stages if stage), scratch)

    def _gives(self, c: Contribution) -> Expression:
        points = self._by_threshold(c) if c.thresholds else self._by_option(c)
        if c.item not in self.asks.conditional:
            return points
        return self.x.when(self.x.col(asked_column(c.item))).then(points).otherwise(self.written.literal(None))

    def _by_option(self, c: Contribution) -> Expression:
        alike: dict[float, list[str]] = {}
        for option, points in c.options.items():
            alike.setdefault(points, []).append(option)
        expression = self.written.literal(None)
        for points, options in alike.items():
            chosen = self.asks.is_any(c.item, options)
            expression = self.x.when(chosen).then(self.written.literal(points)).otherwise(expression)
        return expression

    def _by_threshold(self, c: Contribution) -> Expression:
        number = self.x.col(number_column(c.item))
        expression = self.written.literal(None)
        for start, points in c.thresholds.items():
            expression = self.x.when(number >= start).then(self.written.literal(points)).otherwise(expression)
        return expression

    def _count(self, item: str) -> Expression:
        """How many options are ticked; null where the answer is none, which `cannot_say` makes it."""
        there = [
            (option, ticked_column(item, option.id))
            for option in self.q.options(item)
            if ticked_column(item, option.id) in self.columns
        ]
        if not there:
            return self.missing
        counted = [column for option, column in there if not (option.exclusive or option.cannot_say)]
        answered = self.asks.is_answered(item, [column for _, column in there])
        for column in (column for option, column in there if option.cannot_say):
            answered = answered & ~self.asks.ticked(column)
        ticks = (self.asks.ticked(column).cast(self.x.Float64) for column in counted)
        return self.x.when(answered).then(reduce(add, ticks, self.x.lit(0.0)))

    def _sums(self, scale: str) -> tuple[Expression, Expression]:
        """The weighted sum of the points, and the weight of the items that gave any."""
        alike: dict[float, list[str]] = {}
        for c in self.fed:
            if c.scale == scale:
                alike.setdefault(c.weight, []).append(_gives(c))
        sums = {weight: self.written.sums(columns) for weight, columns in alike.items()}
        total = reduce(add, (points * float(weight) for weight, (points, _) in sums.items()))
        answered = reduce(add, (there * float(weight) for weight, (_, there) in sums.items()))
        return total.alias(_total(scale)), answered.alias(weight_column(scale))

    def _score(self, scale: str) -> Expression:
        if not any(c.scale == scale for c in self.fed):
            return self.missing
        total, answered = self.x.col(_total(scale)), self.x.col(weight_column(scale))
        needed = self._applies(scale) * self.q.scales[scale].minimum_answered - TINY
        return self.x.when((answered >= needed) & (answered > 0)).then(total / answered)

    def _applies(self, scale: str) -> Expression:
        """The weight of the items that are asked: a plain number where all always are."""
        contributions = [c for c in self.q.contributions if c.scale == scale]
        always = sum(c.weight for c in contributions if c.item not in self.asks.conditional)
        sometimes = [c for c in contributions if c.item in self.asks.conditional]
        shown = (self.x.col(asked_column(c.item)).cast(self.x.Float64) * c.weight for c in sometimes)
        return reduce(add, shown, float(always))


def _gives(c: Contribution) -> str:
    return f"gives:{c.scale}:{c.item}"


def _total(scale: str) -> str:
    return f"total:{scale}"
