"""Conditions -> the few tests of answers that every platform can be told in its own words.

Owns what a comparison comes to for each type of item; knows no platform. Of a hidden item every platform here forgets
the answer, as we do, so that no test asks whether an item is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from jtbd_diag.questionnaire import Condition, Questionnaire
from jtbd_diag.questionnaire.conditions import wanted
from jtbd_diag.questionnaire.items import NumberItem

Sign = Literal[">=", "<=", "="]


@dataclass(frozen=True)
class AnsweredTest:
    """An item has an answer."""

    item: str


@dataclass(frozen=True)
class ChosenTest:
    """One of these options is the answer to a single or rating item; none of no options."""

    item: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class TickedTest:
    """An option of a multiple item is among those ticked."""

    item: str
    option: str


@dataclass(frozen=True)
class ComparedTest:
    """A number given stands so to this one; false where none is given."""

    item: str
    sign: Sign
    number: float


@dataclass(frozen=True)
class NotTest:
    """It does not hold."""

    test: Test


@dataclass(frozen=True)
class JoinedTests:
    """All hold, or any does; there are two at least."""

    all: bool
    tests: tuple[Test, ...]


Test = AnsweredTest | ChosenTest | TickedTest | ComparedTest | NotTest | JoinedTests


def test_of(questionnaire: Questionnaire, condition: Condition) -> Test:
    """What a condition of a questionnaire comes to. Comparisons with something unanswered are false."""
    parts = tuple(test_of(questionnaire, part) for part in condition.parts)
    if condition.not_ is not None:
        return opposite(parts[0])
    if parts:
        return parts[0] if len(parts) == 1 else JoinedTests(condition.all_ is not None, parts)
    assert condition.item is not None
    if condition.answered is not None:
        there = AnsweredTest(condition.item)
        return there if condition.answered else NotTest(there)
    if condition.includes is not None:
        return TickedTest(condition.item, condition.includes)
    if isinstance(questionnaire.items[condition.item], NumberItem):
        return _number_test(condition, condition.item)
    return ChosenTest(condition.item, _options(questionnaire, condition, condition.item))


def opposite(test: Test) -> Test:
    """That a test does not hold."""
    return test.test if isinstance(test, NotTest) else NotTest(test)


def _options(questionnaire: Questionnaire, leaf: Condition, item: str) -> tuple[str, ...]:
    """The options that fit a comparison, in the order offered."""
    ids = [option.id for option in questionnaire.options(item)]
    if leaf.is_ is not None:
        return tuple(one for one in ids if one in wanted(leaf.is_))
    if leaf.is_not is not None:
        return tuple(one for one in ids if one not in wanted(leaf.is_not))
    low = float("-inf") if leaf.at_least is None else leaf.at_least
    high = float("inf") if leaf.at_most is None else leaf.at_most
    return tuple(one for one in ids if low <= float(one) <= high)


def _number_test(leaf: Condition, item: str) -> Test:
    if leaf.at_least is not None:
        return ComparedTest(item, ">=", leaf.at_least)
    if leaf.at_most is not None:
        return ComparedTest(item, "<=", leaf.at_most)
    right = leaf.is_ if leaf.is_ is not None else leaf.is_not
    assert right is not None
    same = tuple(ComparedTest(item, "=", float(word)) for word in wanted(right))
    any_same: Test = same[0] if len(same) == 1 else JoinedTests(False, same)
    return any_same if leaf.is_ is not None else JoinedTests(True, (AnsweredTest(item), NotTest(any_same)))
