"""Conditions: their truth for one respondent."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from jtbd_diag.answers import AskedAnswers
from jtbd_diag.questionnaire import Condition, Questionnaire, Value

from .. import reference
from ..strategies import answered


class Facts:
    """Three answers, a score and two results."""

    def item(self, item: str) -> Value | None:
        answers: dict[str, Value] = {"rated": "3", "years": 5.0, "ticked": ("a", "b"), "chosen": "many"}
        return answers.get(item)

    def scale(self, scale: str) -> float | None:
        return 50.0 if scale == "scope" else None

    def result(self, result: str) -> str | None:
        return "correct" if result == "job" else None


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ({"item": "rated", "is": 3}, True),
        ({"item": "rated", "is": "3"}, True),
        ({"item": "rated", "is": [1, 2]}, False),
        ({"item": "rated", "is_not": 3}, False),
        ({"item": "rated", "is_not": [1, 2]}, True),
        ({"item": "rated", "at_least": 3}, True),
        ({"item": "rated", "at_most": 2.5}, False),
        ({"item": "years", "is": 5}, True),  # 5 and 5.0 are one number
        ({"item": "years", "is": "5"}, True),
        ({"item": "years", "is_not": [4, 5.0]}, False),
        ({"item": "years", "is": "five"}, False),
        ({"item": "chosen", "at_least": 1}, False),
        ({"item": "chosen", "is": "many"}, True),
        ({"item": "ticked", "includes": "a"}, True),
        ({"item": "ticked", "includes": "c"}, False),
        ({"item": "ticked", "is": "a"}, False),
        ({"item": "ticked", "is_not": "c"}, False),
        ({"item": "ticked", "at_least": 1}, False),
        ({"item": "chosen", "includes": "many"}, False),
        ({"item": "silent", "is_not": "a"}, False),  # a comparison with nothing is false
        ({"item": "silent", "answered": False}, True),
        ({"item": "rated", "answered": True}, True),
        ({"scale": "scope", "at_least": 50}, True),
        ({"scale": "scope", "is": 50}, True),
        ({"scale": "drive", "at_least": 0}, False),
        ({"result": "job", "is": "correct"}, True),
        ({"result": "runner_up", "is_not": "correct"}, False),
        ({"not": {"item": "silent", "is": "a"}}, True),
        ({"all": [{"item": "rated", "is": 3}, {"item": "silent", "is": 1}]}, False),
        ({"any": [{"item": "rated", "is": 3}, {"item": "silent", "is": 1}]}, True),
    ],
)
def test_truth(condition: dict[str, Any], holds: bool) -> None:
    assert Condition.model_validate(condition).holds(Facts()) is holds


@pytest.mark.parametrize(
    "condition",
    [
        {},
        {"item": "a"},
        {"is": 1},
        {"item": "a", "scale": "b", "is": 1},
        {"item": "a", "is": 1, "is_not": 2},
        {"item": "a", "is": 1, "not": {"item": "a", "is": 1}},
        {"all": [{"item": "a", "is": 1}], "any": [{"item": "a", "is": 1}]},
        {"all": []},
        {"item": "a", "is": []},
        {"item": "a", "is": True},
        {"item": "a", "at_least": "3"},
        {"item": "a", "at_most": float("nan")},
    ],
)
def test_what_has_no_single_meaning_is_no_condition(condition: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Condition.model_validate(condition)


def test_its_leaves_and_items() -> None:
    condition = Condition.model_validate(
        {
            "any": [
                {"item": "a", "is": 1},
                {"not": {"all": [{"item": "b", "answered": True}, {"result": "job", "is": "x"}]}},
            ]
        }
    )
    assert [leaf.item or leaf.result for leaf in condition.leaves()] == ["a", "b", "job"]
    assert condition.items() == {"a", "b"}
    assert condition.comparison("is") is None


@given(answered(most_items=6))
def test_truth_is_what_the_words_say(case: tuple[Questionnaire, dict[str, Value]]) -> None:
    questionnaire, values = case
    asked = AskedAnswers(questionnaire, values)
    counting = reference.asked(questionnaire, values)[1]
    for item in questionnaire.items.values():
        if item.ask_if is not None:
            assert item.ask_if.holds(asked) == reference.holds(item.ask_if, counting)
            assert all(leaf.holds(asked) == reference.holds(leaf, counting) for leaf in item.ask_if.leaves())


@given(st.data())
def test_what_decides_whether_items_are_asked_is_their_chain(data: st.DataObject) -> None:
    questionnaire, _ = data.draw(answered())
    for item in questionnaire.items:
        chain = questionnaire.chain([item])
        direct = (questionnaire.items[item].ask_if or Condition(item=item, answered=True)).items()
        assert {item} | direct <= chain
        assert chain == {item}.union(*(questionnaire.chain([one]) for one in chain - {item}))
