"""Which items are asked."""

from __future__ import annotations

from jtbd_diag.answers import AskedAnswers
from jtbd_diag.questionnaire import Questionnaire


def test_a_branch_left_behind_does_not_count(leader: Questionnaire) -> None:
    asked = AskedAnswers(leader, {"causes": "own_unit", "partners": "the bus office"})
    assert "partners" not in asked.asked
    assert asked.item("partners") is None
    assert dict(asked.values) == {"causes": "own_unit"}
    there = AskedAnswers(leader, {"causes": "other_units", "partners": "the bus office"})
    assert there.item("partners") == "the bus office"


def test_items_come_in_the_order_written(leader: Questionnaire) -> None:
    asked = AskedAnswers(leader, {}).asked
    assert list(asked) == [item for item in leader.items if item in asked]


def test_it_knows_of_no_scores_or_results(leader: Questionnaire) -> None:
    asked = AskedAnswers(leader, {})
    assert asked.scale("scope") is None
    assert asked.result("job") is None
