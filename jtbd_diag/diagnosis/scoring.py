"""Answers -> scale scores, as column expressions.

One engine for a person, a file and ten million rows: a questionnaire compiles once to expressions that run on
any frame. polars and narwhals have the same words for expressions, so the same code compiles to either: to
polars itself for polars frames (narwhals would take eight times as long to translate it), to narwhals for all
others. Knows nothing of jobs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from operator import add, and_, or_
from types import ModuleType
from typing import Any

from jtbd_diag.questionnaire import Condition, Contribution, Questionnaire, Value
from jtbd_diag.questionnaire.conditions import wanted
from jtbd_diag.questionnaire.items import MultipleItem, NumberItem

Expression = Any
"""A polars or a narwhals expression."""

TINY = 1e-9
"""Slack for comparing shares of weight, which are sums of decimals."""

NO_STRUGGLE = "struggle:none_if"


def score_column(scale: str) -> str:
    """The column that holds a scale's score."""
    return f"score:{scale}"


def points_column(item: str, scale: str) -> str:
    """The scratch column that holds what an answer gives on a scale; null where it gives nothing."""
    return f"points:{scale}:{item}"


def weight_column(scale: str) -> str:
    """The scratch column that holds the weight of the items that give points on a scale."""
    return f"answered:{scale}"


def asked_column(item: str) -> str:
    """The scratch column, true or false, that tells whether a conditional item is asked."""
    return f"asked:{item}"


def ticked_column(item: str, option: str) -> str:
    """The column, true or false, that tells whether an option of a multiple item is ticked."""
    return f"{item}.{option}"


def answer_columns(questionnaire: Questionnaire, item: str) -> tuple[str, ...]:
    """The columns that hold the answers to one item: one, or for a multiple item one an option."""
    if isinstance(questionnaire.items[item], MultipleItem):
        return tuple(ticked_column(item, option.id) for option in questionnaire.options(item))
    return (item,)


def rows_of(questionnaire: Questionnaire, respondents: Sequence[Mapping[str, Value]]) -> Any:
    """A polars frame with a row for each respondent's values, in the shape `compile_scales` reads."""
    import polars as pl

    columns: dict[str, pl.Series] = {}
    for item in questionnaire.items.values():
        given = [values.get(item.id) for values in respondents]
        if isinstance(item, MultipleItem):
            for option in questionnaire.options(item.id):
                ticks = [None if one is None else option.id in tuple_of(one) for one in given]
                columns[ticked_column(item.id, option.id)] = pl.Series(ticks, dtype=pl.Boolean)
        elif isinstance(item, NumberItem):
            numbers = [None if one is None else float(str(one)) for one in given]
            columns[item.id] = pl.Series(numbers, dtype=pl.Float64)
        else:
            columns[item.id] = pl.Series([None if one is None else str(one) for one in given], dtype=pl.String)
    return pl.DataFrame(columns)


def tuple_of(value: Value) -> tuple[str, ...]:
    """The options ticked."""
    return value if isinstance(value, tuple) else (str(value),)


@dataclass(frozen=True)
class Scoring:
    """A questionnaire compiled: run `stages` one after the other with `with_columns`.

    They add the columns `score:<scale>`, 0-100 or null, and `scratch` columns, which can be dropped afterwards;
    among those `NO_STRUGGLE`, true where the answers say by themselves that there is no struggle.
    """

    stages: tuple[tuple[Expression, ...], ...]
    scratch: tuple[str, ...]


def compile_scales(
    questionnaire: Questionnaire, columns: Iterable[str], words: ModuleType, *, every_item: bool = False
) -> Scoring:
    """Compile a questionnaire for a frame with these columns; an item without a column counts as unanswered.

    `words` is the module whose expressions the frame takes: polars or narwhals.
    A score is the weighted mean of the points of a scale's answered items. Items hidden by `ask_if` do not count.
    With less than `minimum_answered` of the weight that applies the score is null. Nothing is imputed.
    With `every_item` the scratch tells of every conditional item whether it is asked, scored or not.
    """
    return _Compiler(questionnaire, frozenset(columns), words, every_item).compile()


class _Compiler:
    def __init__(
        self, questionnaire: Questionnaire, columns: frozenset[str], words: ModuleType, every_item: bool
    ) -> None:
        self.q, self.columns, self.x = questionnaire, columns, words
        self.in_polars = words.__name__ == "polars"
        self.literal, self.chosen = cache(words.lit), cache(self._is)  # many alike, and slow to make
        self.missing = words.lit(None, dtype=words.Float64)
        rule = questionnaire.struggle.none_if if questionnaire.struggle else None
        self.no_struggle = rule
        # an item without a column gives nothing, and columns of nothing take time
        self.fed = [c for c in questionnaire.contributions if {*answer_columns(questionnaire, c.item)} & columns]
        scored = (*questionnaire.scored_items(), *(rule.items() if rule else ()))
        needed = questionnaire.chain(questionnaire.items if every_item else scored)
        self.conditional = {item for item in needed if questionnaire.items[item].ask_if is not None}
        self.numbers = [
            item for item in needed if isinstance(questionnaire.items[item], NumberItem) and item in columns
        ]

    def compile(self) -> Scoring:
        # what is used twice becomes a column first: repeated inside an expression it would be worked out each time
        counted = dict.fromkeys(c.item for c in self.fed if c.counts)
        numbers = [
            *(self._cleaned(item).alias(_number(item)) for item in self.numbers),
            *(self._count(item).alias(_number(item)) for item in counted),
        ]
        points = [self._points(c).alias(_points(c)) for c in self.fed]
        scales = [scale for scale in self.q.scales if any(c.scale == scale for c in self.fed)]
        sums = [expression for scale in scales for expression in self._sums(scale)]
        scores = [self._score(scale).alias(score_column(scale)) for scale in self.q.scales]
        no_struggle = self._holds(self.no_struggle) if self.no_struggle else self.x.lit(False)
        stages = (numbers, *self._asked_stages(), points, sums, [*scores, no_struggle.alias(NO_STRUGGLE)])
        scratch = (
            *map(_number, (*self.numbers, *counted)),
            *map(asked_column, self.conditional),
            *map(_points, self.fed),
            *map(_total, scales),
            *map(weight_column, scales),
            NO_STRUGGLE,
        )
        return Scoring(tuple(tuple(stage) for stage in stages if stage), scratch)

    def _cleaned(self, item: str) -> Expression:
        """A number, or null for what is none: every comparison with a NaN would go its own way."""
        number = self.x.col(item).cast(self.x.Float64)
        return self.x.when(~number.is_nan()).then(number)

    def _asked_stages(self) -> list[list[Expression]]:
        """Whether each conditional item is asked; an item comes a stage after those its own asking rests on."""
        depth: dict[str, int] = {}
        stages: list[list[Expression]] = []
        for item in self.q.items.values():
            if item.ask_if is None or item.id not in self.conditional:
                continue
            depth[item.id] = 1 + max((depth.get(other, 0) for other in item.ask_if.items()), default=0)
            if depth[item.id] > len(stages):
                stages.append([])
            stages[depth[item.id] - 1].append(self._holds(item.ask_if).alias(asked_column(item.id)))
        return stages

    def _holds(self, condition: Condition) -> Expression:
        parts = [self._holds(part) for part in condition.parts]
        if condition.not_ is not None:
            return ~parts[0]
        if parts:
            return reduce(and_ if condition.all_ else or_, parts)
        return self._compares(condition)

    def _compares(self, leaf: Condition) -> Expression:
        assert leaf.item is not None
        test = self._test(leaf, leaf.item)
        if leaf.item in self.conditional:
            shown = self.x.col(asked_column(leaf.item))
            test = (~shown) | test if leaf.answered is False else shown & test
        return test

    def _test(self, leaf: Condition, item: str) -> Expression:
        """A comparison with something unanswered is false, so that no test is ever null."""
        columns = [c for c in answer_columns(self.q, item) if c in self.columns]
        if not columns:
            return self.x.lit(leaf.answered is False)
        if leaf.answered is not None:
            there = self._is_answered(item, columns)
            return there if leaf.answered else ~there
        if leaf.includes is not None:
            ticked = ticked_column(item, leaf.includes)
            return self._ticked(ticked) if ticked in self.columns else self.x.lit(False)
        if isinstance(self.q.items[item], NumberItem):
            return self._number_test(leaf, self.x.col(_number(item)))
        return self._option_test(leaf, item).fill_null(False)

    def _is_answered(self, item: str, columns: Sequence[str]) -> Expression:
        """Whether an item is answered: a multiple one if anything is known of any of its options."""
        if item in self.numbers:
            columns = [_number(item)]
        return reduce(or_, (~self.x.col(column).is_null() for column in columns))

    def _option_test(self, leaf: Condition, item: str) -> Expression:
        """Every comparison with an option is one with a set of options."""
        ids = [option.id for option in self.q.options(item)]
        if leaf.is_ is not None:
            fit = [one for one in ids if one in wanted(leaf.is_)]
        elif leaf.is_not is not None:
            fit = [one for one in ids if one not in wanted(leaf.is_not)]
        else:
            low = leaf.at_least if leaf.at_least is not None else float("-inf")
            high = leaf.at_most if leaf.at_most is not None else float("inf")
            fit = [one for one in ids if low <= float(one) <= high]
        return self._is_any(item, fit)

    def _number_test(self, leaf: Condition, number: Expression) -> Expression:
        if leaf.at_least is not None:
            return (number >= leaf.at_least).fill_null(False)
        if leaf.at_most is not None:
            return (number <= leaf.at_most).fill_null(False)
        right = leaf.is_ if leaf.is_ is not None else leaf.is_not
        assert right is not None
        same = reduce(or_, (number == float(one) for one in wanted(right)))
        test = same if leaf.is_ is not None else ~same
        return test.fill_null(False) & ~number.is_null()

    def _is_any(self, item: str, ids: Sequence[str]) -> Expression:
        if not ids:
            return self.x.lit(False)
        return reduce(or_, (self.chosen(item, one) for one in ids))

    def _is(self, item: str, option: str) -> Expression:
        return self.x.col(item) == option

    def _points(self, c: Contribution) -> Expression:
        points = self._by_threshold(c) if c.thresholds else self._by_option(c)
        return self.x.when(self.x.col(asked_column(c.item))).then(points) if c.item in self.conditional else points

    def _by_option(self, c: Contribution) -> Expression:
        alike: dict[float, list[str]] = {}
        for option, points in c.options.items():
            alike.setdefault(points, []).append(option)
        literal = self._literals(alike)
        expression = literal(None)
        for points, options in alike.items():
            chosen = self._is_any(c.item, options)
            expression = self.x.when(chosen).then(literal(points)).otherwise(expression)
        return expression

    def _by_threshold(self, c: Contribution) -> Expression:
        number, literal = self.x.col(_number(c.item)), self._literals(c.thresholds.values())
        expression = literal(None)
        for start, points in c.thresholds.items():
            expression = self.x.when(number >= start).then(literal(points)).otherwise(expression)
        return expression

    def _literals(self, points: Iterable[float]) -> Callable[[float | None], Expression]:
        """How points are written: in polars as whole numbers where they all are, which add up in half the time."""
        if self.in_polars and all(float(one).is_integer() for one in points):
            return lambda one: self.literal(None if one is None else int(one), dtype=self.x.Int32)
        return lambda one: self.literal(None if one is None else float(one), dtype=self.x.Float64)

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
        answered = self._is_answered(item, [column for _, column in there])
        for column in (column for option, column in there if option.cannot_say):
            answered = answered & ~self._ticked(column)
        ticks = (self._ticked(column).cast(self.x.Float64) for column in counted)
        return self.x.when(answered).then(reduce(add, ticks, self.x.lit(0.0)))

    def _ticked(self, column: str) -> Expression:
        """Whether an option is ticked; the cast is for pandas, where a column with gaps holds objects."""
        return self.x.col(column).fill_null(False).cast(self.x.Boolean)

    def _sums(self, scale: str) -> tuple[Expression, Expression]:
        """The weighted sum of the points, and the weight of the items that gave any."""
        alike: dict[float, list[str]] = {}
        for c in self.fed:
            if c.scale == scale:
                alike.setdefault(c.weight, []).append(_points(c))
        columns = {weight: self.x.col(*names) for weight, names in alike.items()}
        total = (self.x.sum_horizontal(points) * weight for weight, points in columns.items())
        answered = (self.x.sum_horizontal(self._there(points)) * weight for weight, points in columns.items())
        return reduce(add, total).alias(_total(scale)), reduce(add, answered).alias(weight_column(scale))

    def _there(self, points: Expression) -> Expression:
        """1 where an answer gives points, else 0; polars adds up truth itself, and faster."""
        there = ~points.is_null()
        return there if self.in_polars else there.cast(self.x.Float64)

    def _score(self, scale: str) -> Expression:
        if not any(c.scale == scale for c in self.fed):
            return self.missing
        total, answered = self.x.col(_total(scale)), self.x.col(weight_column(scale))
        needed = self._applies(scale) * self.q.scales[scale].minimum_answered - TINY
        return self.x.when((answered >= needed) & (answered > 0)).then(total / answered)

    def _applies(self, scale: str) -> Expression:
        """The weight of the items that are asked: a plain number where all always are."""
        contributions = [c for c in self.q.contributions if c.scale == scale]
        always = sum(c.weight for c in contributions if c.item not in self.conditional)
        sometimes = [c for c in contributions if c.item in self.conditional]
        shown = (self.x.col(asked_column(c.item)).cast(self.x.Float64) * c.weight for c in sometimes)
        return reduce(add, shown, float(always))


def _number(item: str) -> str:
    return f"number:{item}"


def _points(c: Contribution) -> str:
    return points_column(c.item, c.scale)


def _total(scale: str) -> str:
    return f"total:{scale}"
