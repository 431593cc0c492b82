"""The formula in plain Python, for one respondent: no table, and nothing to import.

Owns what each node comes to for the answers of one; knows no formula. None is missing, as everywhere in it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
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
    SumOf,
    Ticked,
    all_below,
)
from jtbd_diag.questionnaire import Value

Worked = dict[str, Any]
"""Every step by name: a number, a word, a truth, or None."""
Rule = Callable[[Mapping[str, Value], Worked], Any]
"""What a node comes to, for the answers by item and the steps before it."""


class PlainFormula:
    """A formula made ready for one respondent after another."""

    def __init__(self, formula: Formula) -> None:
        """Make a function of every step, and note which answers it rests on."""
        self.steps = [(step.name, as_function(step.is_)) for step in formula.steps]
        self.resting: dict[str, list[tuple[str, Rule]]] = {}
        rests_on: dict[str, frozenset[str]] = {}
        for step, one in zip(formula.steps, self.steps, strict=True):
            found = rests_on[step.name] = _items(step.is_, rests_on)
            for item in found:
                self.resting.setdefault(item, []).append(one)

    def of(self, values: Mapping[str, Value]) -> Worked:
        """Every step, for the answers of one respondent by item."""
        worked: Worked = {}
        for name, work_out in self.steps:
            worked[name] = work_out(values, worked)
        return worked

    def changed(self, worked: Worked, values: Mapping[str, Value], item: str) -> Worked:
        """The same once the answer to one item is another: only what rests on it is worked out again."""
        again = dict(worked)
        for name, work_out in self.resting.get(item, ()):
            again[name] = work_out(values, again)
        return again


def _items(node: Node, rests_on: Mapping[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    for one in all_below(node):
        match one:
            case Ref(step):
                found |= rests_on[step]
            case Chosen(item) | Ticked(item) | NumberGiven(item) | Answered(item):
                found.add(item)
    return frozenset(found)


def as_function(node: Node) -> Rule:
    """What a node comes to, as a function."""
    match node:
        case Literal(value):
            return lambda _values, _worked: value
        case Ref(step):
            return lambda _values, worked: worked[step]
        case Chosen() | Ticked() | NumberGiven() | Answered():
            return _of_answers(node)
        case Known() | Not() | AllOf() | AnyOf() | HowMany():
            return _of_truths(node)
        case Choice():
            return _choice(node)
    return _of_numbers(node)


def _of_answers(node: Node) -> Rule:
    match node:
        case Chosen(item, options):
            chosen = frozenset(options)
            return lambda values, _: (value := values.get(item)) is not None and str(value) in chosen
        case Ticked(item, option):
            return lambda values, _: option in _ticked(values.get(item))
        case NumberGiven(item):
            return lambda values, _: _number(values.get(item))
        case Answered(item):
            return lambda values, _: values.get(item) is not None
    raise NotImplementedError(node)


def _ticked(value: Value | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else () if value is None else (str(value),)


def _number(value: Value | None) -> float | None:
    if value is None or isinstance(value, tuple):
        return None
    number = float(value)
    return None if math.isnan(number) else number


def _of_truths(node: Node) -> Rule:
    match node:
        case Known(of):
            known = as_function(of)
            return lambda values, worked: known(values, worked) is not None
        case Not(of):
            holds = as_function(of)
            return lambda values, worked: not holds(values, worked)
        case AllOf(of):
            truths = [*map(as_function, of)]
            return lambda values, worked: all(truth(values, worked) for truth in truths)
        case AnyOf(of):
            truths = [*map(as_function, of)]
            return lambda values, worked: any(truth(values, worked) for truth in truths)
        case HowMany(of):
            truths = [*map(as_function, of)]
            return lambda values, worked: float(sum(truth(values, worked) for truth in truths))
    raise NotImplementedError(node)


def _of_numbers(node: Node) -> Rule:  # noqa: PLR0911 - a kind each
    match node:
        case Compare(sign, left, Literal(right)):
            return _of_one_and_constant(SIGNS[sign], as_function(left), right, otherwise=False)
        case Arithmetic(sign, left, Literal(right)):
            return _of_one_and_constant(SIGNS[sign], as_function(left), right, otherwise=None)
        case Compare(sign, left, right):
            return _of_two(SIGNS[sign], as_function(left), as_function(right), otherwise=False)
        case Arithmetic(sign, left, right):
            return _of_two(SIGNS[sign], as_function(left), as_function(right), otherwise=None)
        case Squared(of):
            return _of_one(lambda number: number * number, as_function(of))
        case Exp(of):
            return _of_one(math.exp, as_function(of))
        case SumOf(refs):
            names = [ref.step for ref in refs]
            return lambda _, worked: _sum(worked[name] for name in names)
        case CountOf(refs):
            names = [ref.step for ref in refs]
            return lambda _, worked: float(sum(worked[name] is not None for name in names))
        case Least(of):
            numbers = [*map(as_function, of)]
            return lambda values, worked: min(_not_missing(one(values, worked) for one in numbers), default=None)
    raise NotImplementedError(node)


def _not_missing(numbers: Iterable[float | None]) -> list[float]:
    return [number for number in numbers if number is not None]


def _sum(numbers: Iterable[float | None]) -> float:
    """From left to right, with the rounding of each step: Python's own `sum` of floats is another from 3.12 on."""
    total = 0.0
    for number in numbers:
        if number is not None:
            total += number
    return total


def _of_two(sign: Callable[[Any, Any], Any], left: Rule, right: Rule, otherwise: bool | None) -> Rule:
    def worked_out(values: Mapping[str, Value], worked: Worked) -> Any:
        a, b = left(values, worked), right(values, worked)
        return otherwise if a is None or b is None else sign(a, b)

    return worked_out


def _of_one_and_constant(sign: Callable[[Any, Any], Any], left: Rule, right: Any, otherwise: bool | None) -> Rule:
    """The same for a constant at the right, of which there are many."""
    if right is None:
        return lambda _values, _worked: otherwise

    def worked_out(values: Mapping[str, Value], worked: Worked) -> Any:
        a = left(values, worked)
        return otherwise if a is None else sign(a, right)

    return worked_out


def _of_one(function: Callable[[float], float], of: Rule) -> Rule:
    def worked_out(values: Mapping[str, Value], worked: Worked) -> Any:
        number = of(values, worked)
        return None if number is None else function(number)

    return worked_out


def _looked_up(test: Node, value: Node) -> str:
    """The item whose option alone says whether a case holds, if what it comes to then is a constant."""
    return test.item if isinstance(test, Chosen) and isinstance(value, Literal) else ""


def _table(item: str, cases: Iterable[tuple[Any, Any]], otherwise: Any) -> Rule:
    """A choice by one answer alone: the points of options, most of all there is to work out."""
    table: dict[str, Any] = {}
    for test, value in cases:
        for option in test.options:
            table.setdefault(option, value.value)

    def worked_out(values: Mapping[str, Value], _worked: Worked) -> Any:
        value = values.get(item)
        return otherwise if value is None else table.get(str(value), otherwise)

    return worked_out


def _choice(node: Choice) -> Rule:
    items = {_looked_up(*case) for case in node.cases}
    if len(items) == 1 and any(items) and isinstance(node.otherwise, Literal):
        return _table(items.pop(), node.cases, node.otherwise.value)
    cases = [(as_function(test), as_function(value)) for test, value in node.cases]
    otherwise = as_function(node.otherwise)

    def worked_out(values: Mapping[str, Value], worked: Worked) -> Any:
        for test, value in cases:
            if test(values, worked):
                return value(values, worked)
        return otherwise(values, worked)

    return worked_out
