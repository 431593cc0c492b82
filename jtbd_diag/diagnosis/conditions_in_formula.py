"""Conditions -> truths of the formula: which items are asked, and what the answers say of themselves.

Owns what a comparison with an answer means; knows no points.
"""

from __future__ import annotations

from collections.abc import Sequence

from jtbd_diag.diagnosis.formula import (
    AllOf,
    Answered,
    AnyOf,
    Chosen,
    Compare,
    Known,
    Literal,
    Node,
    Not,
    NumberGiven,
    Ref,
    Step,
    Ticked,
)
from jtbd_diag.diagnosis.scored_columns import asked_column, number_column
from jtbd_diag.questionnaire import Condition, Questionnaire
from jtbd_diag.questionnaire.conditions import wanted
from jtbd_diag.questionnaire.items import MultipleItem, NumberItem


def number_steps(questionnaire: Questionnaire) -> list[Step]:
    """The number that answers each number item."""
    items = (item.id for item in questionnaire.items.values() if isinstance(item, NumberItem))
    return [Step(number_column(item), NumberGiven(item)) for item in items]


def asked_steps(questionnaire: Questionnaire) -> list[Step]:
    """Whether each conditional item is asked, in the order of the questionnaire."""
    return [
        Step(asked_column(item.id), holds(questionnaire, item.ask_if), truth=True)
        for item in questionnaire.items.values()
        if item.ask_if is not None
    ]


def holds(questionnaire: Questionnaire, condition: Condition) -> Node:
    """Whether a condition holds."""
    parts = tuple(holds(questionnaire, part) for part in condition.parts)
    if condition.not_ is not None:
        return Not(parts[0])
    if parts:
        return AllOf(parts) if condition.all_ else AnyOf(parts)
    assert condition.item is not None
    negated = condition.answered is False
    test = _test(questionnaire, condition, condition.item)
    if questionnaire.items[condition.item].ask_if is not None:
        test = AllOf((Ref(asked_column(condition.item)), test))  # a hidden answer does not count
    return Not(test) if negated else test


def _test(q: Questionnaire, leaf: Condition, item: str) -> Node:
    if leaf.answered is not None:
        return is_answered(q, item)
    if leaf.includes is not None:
        return Ticked(item, leaf.includes)
    if isinstance(q.items[item], NumberItem):
        return _number_test(leaf, Ref(number_column(item)))
    return Chosen(item, tuple(_fitting(q, leaf, item)))


def is_answered(questionnaire: Questionnaire, item: str) -> Node:
    """Whether an item is answered, asked or not."""
    kind = questionnaire.items[item]
    if isinstance(kind, NumberItem):
        return Known(Ref(number_column(item)))
    if isinstance(kind, MultipleItem):
        return Answered(item, tuple(option.id for option in kind.options))
    return Answered(item)


def _fitting(q: Questionnaire, leaf: Condition, item: str) -> Sequence[str]:
    """Every comparison with an option is one with a set of options."""
    ids = [option.id for option in q.options(item)]
    if leaf.is_ is not None:
        return [id_ for id_ in ids if id_ in wanted(leaf.is_)]
    if leaf.is_not is not None:
        return [id_ for id_ in ids if id_ not in wanted(leaf.is_not)]
    low = leaf.at_least if leaf.at_least is not None else float("-inf")
    high = leaf.at_most if leaf.at_most is not None else float("inf")
    return [id_ for id_ in ids if low <= float(id_) <= high]


def _number_test(leaf: Condition, number: Node) -> Node:
    if leaf.at_least is not None:
        return Compare(">=", number, Literal(leaf.at_least))
    if leaf.at_most is not None:
        return Compare("<=", number, Literal(leaf.at_most))
    right = leaf.is_ if leaf.is_ is not None else leaf.is_not
    assert right is not None
    same = AnyOf(tuple(Compare("=", number, Literal(float(one))) for one in wanted(right)))
    return same if leaf.is_ is not None else AllOf((Known(number), Not(same)))
