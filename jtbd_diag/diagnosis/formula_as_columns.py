"""The formula -> stages of column expressions, in the words of polars or of narwhals.

Owns how each node is written for a frame; knows no formula. polars and narwhals have the same words for expressions,
so one code writes both: polars itself for frames of polars (narwhals would take eight times as long to translate
it), narwhals for all others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache, reduce
from operator import add, and_, or_
from typing import Any

from jtbd_diag.diagnosis.formula import (
    SIGNS,
    AllOf,
    Answered,
    AnyOf,
    Arithmetic,
    Choice,
    Chosen,
    Compare,
    CountOf,
    Exp,
    Formula,
    HowMany,
    Known,
    Least,
    Literal,
    Node,
    Not,
    NumberGiven,
    Ref,
    Squared,
    Step,
    SumOf,
    Ticked,
    all_below,
    refs,
)
from jtbd_diag.diagnosis.points_as_columns import Expression, Notation, notation_for
from jtbd_diag.questionnaire.answer_column_names import ticked_column

PlacedOptions = Mapping[str, Sequence[str]]
"""The items whose columns hold the places of options, from 0, with the ids of those options."""


class Lowering:
    """A formula written for one kind of frame.

    `words` makes the expressions, `enum` the type of a column that holds one of a few words, and `packs` says whether
    points can be packed into small whole numbers (`notation`).
    """

    def __init__(
        self, formula: Formula, words: Any, enum: Callable[[Sequence[str]], Any], packs: bool, places: PlacedOptions
    ) -> None:
        """Write nothing yet."""
        self.f, self.x, self.enum, self.places = formula, words, enum, places
        self.is_option = cache(self._is_option)  # many alike, and slow to make
        self.number = cache(lambda value: words.lit(value, dtype=words.Float64))
        sums = [node for step in formula.steps for node in all_below(step.is_) if isinstance(node, SumOf)]
        self.summed = {ref.step for node in sums for ref in node.of}
        points = [p for name in self.summed for p in _points(formula[name].is_)]
        self.notation: Notation = notation_for(points, max((len(node.of) for node in sums), default=0), words, packs)

    def stages(self, keep: bool) -> tuple[tuple[Expression, ...], ...]:
        """Stages of `with_columns`: a step is a column, a stage after those it rests on.

        What is used twice is a column first: repeated inside an expression it would be worked out each time. With
        `keep` the points, which are written in their notation until then, come as numbers at the end.
        """
        depth: dict[str, int] = {}
        stages: defaultdict[int, list[Expression]] = defaultdict(list)
        for step in self.f.steps:
            depth[step.name] = 1 + max((depth[name] for name in refs(step.is_)), default=-1)
            stages[depth[step.name]].append(self._column(step))
            if keep and step.name in self.summed:
                points = self.notation.points(written_points(step.name))
                stages[depth[step.name] + 1].append(points.alias(step.name))
        return tuple(tuple(stages[n]) for n in sorted(stages))

    def scratch(self, keep: bool) -> tuple[str, ...]:
        """The columns in between: those to be kept, or those that no column of the table may be called."""
        names = [step.name for step in self.f.steps if step.name not in self.f.results]
        return tuple(names if keep else (written_points(name) if name in self.summed else name for name in names))

    def _column(self, step: Step) -> Expression:
        if step.name in self.summed:
            return self._value(step.is_, self.notation.literal).alias(written_points(step.name))
        if step.truth:
            return self.truth(step.is_).alias(step.name)
        if step.words:
            kind = self.enum(step.words)
            return self._value(step.is_, lambda word: self.x.lit(word, dtype=kind)).alias(step.name)
        return self._value(step.is_, self.number).alias(step.name)

    def _value(self, node: Node, literal: Callable[[Any], Expression]) -> Expression:
        """A number or a word; null where it is missing."""
        match node:
            case Literal(value):
                return literal(value)
            case Choice(cases, otherwise):
                expression = self._value(otherwise, literal)
                for test, then in reversed(cases):
                    expression = (
                        self.x.when(self._may_hold(test)).then(self._value(then, literal)).otherwise(expression)
                    )
                return expression
        return self._worked_out(node)

    def _worked_out(self, node: Node) -> Any:  # noqa: C901, PLR0911 - a kind each
        match node:
            case Literal(value):
                return value
            case Ref(step):
                return self.x.col(step)
            case NumberGiven(item):
                number = self.x.col(item).cast(self.x.Float64)
                return self.x.when(~number.is_nan()).then(number)  # every comparison with a NaN would go its own way
            case Arithmetic(sign, left, right):
                return SIGNS[sign](self._worked_out(left), self._worked_out(right))
            case Squared(of):
                return self._worked_out(of) ** 2
            case Exp(of):
                return self._worked_out(of).exp()
            case SumOf(of):
                return self.notation.sums([written_points(ref.step) for ref in of])[0]
            case CountOf(of):
                return self.notation.sums([written_points(ref.step) for ref in of])[1]
            case HowMany(of):
                return reduce(add, (self.truth(one).cast(self.x.Float64) for one in of))
            case Least(of):
                return self.x.min_horizontal(*map(self._worked_out, of))
            case Choice():
                return self._value(node, self.number)
        raise NotImplementedError(node)

    def truth(self, node: Node) -> Expression:
        """True or false, never null."""
        match node:
            case Compare() | Chosen():
                return self._may_hold(node).fill_null(False)
            case AllOf(of):
                return reduce(and_, map(self.truth, of))
            case AnyOf(of):
                return reduce(or_, map(self.truth, of))
        return self._may_hold(node)

    def _may_hold(self, node: Node) -> Expression:  # noqa: C901, PLR0911 - a kind each
        """True, false, or null for false, which is quicker and the same where only the true is looked at."""
        match node:
            case Literal(value):
                return self.x.lit(value)
            case Ref(step):
                return self.x.col(step)
            case Chosen(item, options):
                return reduce(or_, (self.is_option(item, one) for one in options))
            case Ticked(item, option):
                return self._ticked(ticked_column(item, option))
            case Answered(item, options):
                return self._is_answered(item, options)
            case Known(of):
                return ~self._worked_out(of).is_null()
            case Not(of):
                return ~self.truth(of)
            case AllOf(of):
                return reduce(and_, map(self._may_hold, of))
            case AnyOf(of):
                return reduce(or_, map(self._may_hold, of))
            case Compare(sign, left, right):
                return SIGNS[sign](self._worked_out(left), self._worked_out(right))
        raise NotImplementedError(node)

    def _is_answered(self, item: str, options: tuple[str, ...]) -> Expression:
        if item in self.places:
            return (self.x.col(item) < len(self.places[item])).fill_null(False)
        columns = [ticked_column(item, option) for option in options] or [item]
        return reduce(or_, (~self.x.col(column).is_null() for column in columns))

    def _is_option(self, item: str, option: str) -> Expression:
        if item not in self.places:
            return self.x.col(item) == option
        return self.x.col(item) == list(self.places[item]).index(option)

    def _ticked(self, column: str) -> Expression:
        """The cast is for pandas, where a column with gaps holds objects."""
        return self.x.col(column).fill_null(False).cast(self.x.Boolean)


def written_points(points: str) -> str:
    """The column that holds the points of a step in the notation of the engine."""
    return f"gives:{points.removeprefix('points:')}"


def _points(node: Node) -> list[float]:
    """The numbers that a step of points can come to."""
    match node:
        case Literal(value):
            return [] if value is None else [float(value)]
        case Choice(cases, otherwise):
            return [p for one in (*(value for _, value in cases), otherwise) for p in _points(one)]
    raise NotImplementedError(node)
