"""Conditions -> column expressions: which items are asked, and what the answers say of themselves.

Owns what a comparison with an answer means; knows no points.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache, reduce
from operator import and_, or_
from types import ModuleType

from jtbd_diag.diagnosis.answer_columns import answer_columns, asked_column, number_column, ticked_column
from jtbd_diag.diagnosis.notation import Expression
from jtbd_diag.questionnaire import Condition, Questionnaire
from jtbd_diag.questionnaire.conditions import wanted
from jtbd_diag.questionnaire.items import NumberItem


class Conditions:
    """The conditions of a questionnaire over a frame with these answer columns, in the words of polars or narwhals.

    The columns of `placed` hold the places of options, from 0, and not their ids.
    `needed` are the items they may rest on; `conditional` those of them that are not always asked, and `numbers`
    those that are answered by one, of which `number_column` must hold `number` first.
    """

    def __init__(
        self,
        questionnaire: Questionnaire,
        columns: Collection[str],
        placed: Collection[str],
        words: ModuleType,
        needed: Collection[str],
    ) -> None:
        """Compile nothing yet."""
        self.q, self.columns, self.placed, self.x = questionnaire, columns, placed, words
        self.chosen = cache(self._is)  # many alike, and slow to make
        self.conditional = {item for item in needed if questionnaire.items[item].ask_if is not None}
        self.numbers = [
            item for item in needed if isinstance(questionnaire.items[item], NumberItem) and item in columns
        ]

    def number(self, item: str) -> Expression:
        """A number, or null for what is none: every comparison with a NaN would go its own way."""
        number = self.x.col(item).cast(self.x.Float64)
        return self.x.when(~number.is_nan()).then(number)

    def stages(self) -> list[list[Expression]]:
        """Whether each conditional item is asked; an item comes a stage after those its own asking rests on."""
        depth: dict[str, int] = {}
        stages: list[list[Expression]] = []
        for item in self.q.items.values():
            if item.ask_if is None or item.id not in self.conditional:
                continue
            depth[item.id] = 1 + max((depth.get(other, 0) for other in item.ask_if.items()), default=0)
            if depth[item.id] > len(stages):
                stages.append([])
            stages[depth[item.id] - 1].append(self.holds(item.ask_if).alias(asked_column(item.id)))
        return stages

    def holds(self, condition: Condition) -> Expression:
        """Whether a condition holds: true or false, never null."""
        parts = [self.holds(part) for part in condition.parts]
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
            there = self.is_answered(item, columns)
            return there if leaf.answered else ~there
        if leaf.includes is not None:
            ticked = ticked_column(item, leaf.includes)
            return self.ticked(ticked) if ticked in self.columns else self.x.lit(False)
        if isinstance(self.q.items[item], NumberItem):
            return self._number_test(leaf, self.x.col(number_column(item)))
        return self._option_test(leaf, item).fill_null(False)

    def is_answered(self, item: str, columns: Sequence[str]) -> Expression:
        """Whether an item is answered: a multiple one if anything is known of any of its options."""
        if item in self.numbers:
            columns = [number_column(item)]
        if item in self.placed:
            return (self.x.col(item) < len(self.q.options(item))).fill_null(False)
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
        return self.is_any(item, fit)

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

    def is_any(self, item: str, ids: Sequence[str]) -> Expression:
        """Whether one of these options is chosen; null where nothing is."""
        if not ids:
            return self.x.lit(False)
        return reduce(or_, (self.chosen(item, one) for one in ids))

    def _is(self, item: str, option: str) -> Expression:
        if item not in self.placed:
            return self.x.col(item) == option
        place = next(n for n, one in enumerate(self.q.options(item)) if one.id == option)
        return self.x.col(item) == place

    def ticked(self, column: str) -> Expression:
        """Whether an option is ticked; the cast is for pandas, where a column with gaps holds objects."""
        return self.x.col(column).fill_null(False).cast(self.x.Boolean)
