"""Answers -> scale scores, as column expressions.

One engine for a person, a file and ten million rows: a questionnaire compiles to narwhals expressions once,
and they run on any narwhals frame. Knows nothing of jobs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from jtbd_diag.questionnaire import Condition, Contribution, Questionnaire, Value
from jtbd_diag.questionnaire.conditions import wanted
from jtbd_diag.questionnaire.model import MultipleItem, NumberItem

TINY = 1e-9
"""Slack for comparing shares of weight, which are sums of decimals."""


NO_STRUGGLE = "struggle:none_if"


def score_column(scale: str) -> str:
    """The column that holds a scale's score."""
    return f"score:{scale}"


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
            columns[item.id] = pl.Series([None if one is None else float(str(one)) for one in given], dtype=pl.Float64)
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

    stages: tuple[tuple[nw.Expr, ...], ...]
    scratch: tuple[str, ...]


def compile_scales(questionnaire: Questionnaire, columns: Iterable[str]) -> Scoring:
    """Compile a questionnaire for a frame with these columns; an item without a column counts as unanswered.

    A score is the weighted mean of the points of a scale's answered items. Items hidden by `ask_if` do not count.
    With less than `minimum_answered` of the weight that applies the score is null. Nothing is imputed.
    """
    return _Compiler(questionnaire, frozenset(columns)).compile()


class _Compiler:
    def __init__(self, questionnaire: Questionnaire, columns: frozenset[str]) -> None:
        self.q, self.columns = questionnaire, columns
        self.conditional = {item.id for item in questionnaire.items.values() if item.ask_if is not None}

    def compile(self) -> Scoring:
        asked = [self._asked(item).alias(_asked(item)) for item in self.q.items if item in self.conditional]
        points = [self._points(c).alias(_points(c)) for c in self.q.contributions]
        scores = [self._score(scale).alias(score_column(scale)) for scale in self.q.scales]
        scratch = (*(_asked(item) for item in self.conditional), *(_points(c) for c in self.q.contributions))
        rule = self.q.struggle.none_if if self.q.struggle else None
        no_struggle = self._holds(rule) if rule else nw.lit(False)
        stages = (
            *((one,) for one in asked),  # each may rest on the one before
            tuple(points),
            (*scores, no_struggle.alias(NO_STRUGGLE)),
        )
        return Scoring(tuple(stage for stage in stages if stage), (*scratch, NO_STRUGGLE))

    def _column(self, name: str, missing: Any = None) -> nw.Expr:
        return nw.col(name) if name in self.columns else nw.lit(missing)

    def _asked(self, item: str) -> nw.Expr:
        condition = self.q.items[item].ask_if
        assert condition is not None
        return self._holds(condition)

    def _holds(self, condition: Condition) -> nw.Expr:
        parts = [self._holds(part) for part in condition.parts]
        if condition.not_ is not None:
            return ~parts[0]
        if parts:
            return (nw.all_horizontal if condition.all_ else nw.any_horizontal)(*parts, ignore_nulls=False)
        return self._compares(condition)

    def _compares(self, leaf: Condition) -> nw.Expr:
        assert leaf.item is not None
        test = self._test(leaf, leaf.item)
        if leaf.item in self.conditional:
            shown = nw.col(_asked(leaf.item))
            test = (~shown) | test if leaf.answered is False else shown & test
        return test

    def _test(self, leaf: Condition, item: str) -> nw.Expr:
        columns = [c for c in answer_columns(self.q, item) if c in self.columns]
        if not columns:
            return nw.lit(leaf.answered is False)
        if leaf.answered is not None:
            there = ~nw.all_horizontal(*(nw.col(c).is_null() for c in columns), ignore_nulls=False)
            return there if leaf.answered else ~there
        column = nw.col(columns[0])
        if leaf.includes is not None:
            ticked = ticked_column(item, leaf.includes)
            return self._column(ticked, missing=False).fill_null(False)
        if isinstance(self.q.items[item], NumberItem):
            return _number_test(leaf, column).fill_null(False)
        return self._option_test(leaf, item, column).fill_null(False)

    def _option_test(self, leaf: Condition, item: str, column: nw.Expr) -> nw.Expr:
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
        return _is_any(column, fit)

    def _points(self, c: Contribution) -> nw.Expr:
        if c.counts:
            points = self._count_points(c)
        elif c.item not in self.columns:
            points = _missing()
        elif c.thresholds:
            points = _by_threshold(nw.col(c.item), c.thresholds)
        else:
            points = _by_option(nw.col(c.item), c.options)
        return nw.when(nw.col(_asked(c.item))).then(points) if c.item in self.conditional else points

    def _count_points(self, c: Contribution) -> nw.Expr:
        counted, alone = self._ticks(c.item)
        if not counted:
            return _missing()
        number = nw.sum_horizontal(*(nw.col(column).cast(nw.Int64) for column in counted))
        answered = ~nw.col(counted[0]).is_null()
        for column in alone:
            answered = answered & ~nw.col(column).fill_null(False)
        return nw.when(answered).then(_by_threshold(number, c.thresholds))

    def _ticks(self, item: str) -> tuple[list[str], list[str]]:
        """The columns that count, and those of `cannot_say` options, which make the answer none."""
        options = self.q.options(item)
        there = [(o, ticked_column(item, o.id)) for o in options if ticked_column(item, o.id) in self.columns]
        counted = [column for o, column in there if not (o.exclusive or o.cannot_say)]
        return counted, [column for o, column in there if o.cannot_say]

    def _score(self, scale: str) -> nw.Expr:
        contributions = [c for c in self.q.contributions if c.scale == scale]
        total = nw.sum_horizontal(*(nw.col(_points(c)) * c.weight for c in contributions))
        answered = nw.sum_horizontal(*((~nw.col(_points(c)).is_null()).cast(nw.Float64) * c.weight for c in contributions))
        enough = answered >= self._applies(contributions) * self.q.scales[scale].minimum_answered - TINY
        return nw.when(enough & (answered > 0)).then(total / answered)

    def _applies(self, contributions: list[Contribution]) -> nw.Expr:
        always = sum(c.weight for c in contributions if c.item not in self.conditional)
        some = [nw.col(_asked(c.item)).cast(nw.Float64) * c.weight for c in contributions if c.item in self.conditional]
        return nw.sum_horizontal(nw.lit(float(always)), *some)


def _asked(item: str) -> str:
    return f"asked:{item}"


def _points(c: Contribution) -> str:
    return f"points:{c.scale}:{c.item}"


def _missing() -> nw.Expr:
    return nw.lit(None, dtype=nw.Float64)


def _is_any(column: nw.Expr, ids: Sequence[str]) -> nw.Expr:
    if not ids:
        return nw.lit(False)
    test = column == ids[0]
    for one in ids[1:]:
        test = test | (column == one)
    return test


def _number_test(leaf: Condition, column: nw.Expr) -> nw.Expr:
    if leaf.at_least is not None:
        return column >= leaf.at_least
    if leaf.at_most is not None:
        return column <= leaf.at_most
    numbers = [float(one) for one in wanted(leaf.is_ if leaf.is_ is not None else leaf.is_not or "")]
    test = column == numbers[0]
    for one in numbers[1:]:
        test = test | (column == one)
    return test if leaf.is_ is not None else ~test


def _by_option(column: nw.Expr, points: Mapping[str, float]) -> nw.Expr:
    alike: dict[float, list[str]] = {}
    for option, value in points.items():
        alike.setdefault(value, []).append(option)
    expression = _missing()
    for value, options in alike.items():
        expression = nw.when(_is_any(column, options)).then(nw.lit(float(value))).otherwise(expression)
    return expression


def _by_threshold(number: nw.Expr, points: Mapping[float, float]) -> nw.Expr:
    expression = _missing()
    for start, value in sorted(points.items()):
        expression = nw.when(number >= start).then(nw.lit(float(value))).otherwise(expression)
    return expression

