"""When an item is asked: the truth that the formula has of it, over earlier answers alone, for platforms to be told.

Owns what platforms need not be told: of a hidden item every one of them forgets the answer, as we do, and none knows a
number that is none. Knows no platform.
"""

from __future__ import annotations

from jtbd_diag.diagnosis.conditions_in_formula import holds
from jtbd_diag.diagnosis.formula import (
    AllOf,
    Answered,
    AnyOf,
    Compare,
    Known,
    Node,
    Not,
    NumberGiven,
    Ref,
    all_of,
    any_of,
    opposite,
)
from jtbd_diag.diagnosis.scored_columns import asked_column, number_column
from jtbd_diag.questionnaire import Condition, Item, Questionnaire


def asked_when(questionnaire: Questionnaire, item: Item) -> Node | None:
    """When an item is asked; None where it always is."""
    return None if item.ask_if is None else over_answers(questionnaire, item.ask_if)


def over_answers(questionnaire: Questionnaire, condition: Condition) -> Node:
    """When a condition on answers holds.

    The truth is made of `AllOf` and `AnyOf` of two or more, `Not`, and of what can be told of one answer: `Answered`,
    `Chosen`, `Ticked`, and `Compare` of a `NumberGiven` with a `Literal`, false where no number is given.
    """
    numbers, asked = questionnaire.once("columns_of_items", lambda: _columns(questionnaire))

    def told(node: Node) -> Node:
        match node:
            case AllOf(several):
                return all_of(*(told(one) for one in several if not (isinstance(one, Ref) and one in asked)))
            case AnyOf(several):
                return any_of(*map(told, several))
            case Not(of):
                return opposite(told(of))
            case Known(Ref(step)):
                return Answered(numbers[step])
            case Compare(sign, Ref(step), number):
                return Compare(sign, NumberGiven(numbers[step]), number)
        return node

    return told(holds(questionnaire, condition))


def _columns(questionnaire: Questionnaire) -> tuple[dict[str, str], set[Node]]:
    """Whose numbers stand in a column, and the columns that tell whether an item is asked."""
    numbers = {number_column(item): item for item in questionnaire.items}
    return numbers, {Ref(asked_column(item)) for item in questionnaire.items}


def inward(truth: Node, *, true: bool = True) -> Node:
    """The same, or with `true` off its opposite, where `Not` stands before what is told of one answer alone."""
    match truth:
        case Not(of):
            return inward(of, true=not true)
        case AllOf(several) | AnyOf(several):
            joined = AllOf if isinstance(truth, AllOf) is true else AnyOf
            return joined(tuple(inward(one, true=true) for one in several))
    return truth if true else Not(truth)
