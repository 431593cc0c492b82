"""What a playbook says that a leader said, the leader said."""

from __future__ import annotations

import datetime

import pytest

from jtbd_diag.playbook import write_playbook
from jtbd_diag.questionnaire import Value
from tests.playbook.leaders import advice, case, diagnosed

NOVEMBER = datetime.date(2026, 11, 30)


def whole(name: str, file: str = "answers@2.yaml", **changed: Value | None) -> str:
    return write_playbook(diagnosed(case(name, file), **changed), advice=advice(), date=NOVEMBER, issue="all").markdown


def test_an_objection_is_no_closer_look() -> None:
    objected = whole("D01", anxiety_object="4", anxiety_seen="1")
    assert "You said someone with a say would object." in objected
    assert "a closer look may bring trouble" not in objected
    assert "a closer look may bring trouble" in whole("D01", anxiety_object="1", anxiety_seen="4")


@pytest.mark.parametrize(
    ("title", "directs", "decides", "commands"),
    [
        ("cabinet", "5", "half", False),  # the others are chiefs as well
        ("cabinet", "1", "little", False),
        ("cabinet", "1", "half", True),
        ("superintendent", "5", "half", True),
        ("superintendent", "5", "little", False),  # whoever says so has tried to order it
    ],
)
def test_only_those_who_direct_the_others_are_told_that_a_yes_comes_quickly(
    title: str, directs: str, decides: str, commands: bool
) -> None:
    said = whole("D13", title=title, outsiders_must_change=directs, by_decision=decides)
    assert ("Your own people will say yes quickly" in said) is commands
    assert ("The other chiefs are your equals" in said) is (not commands and title == "cabinet")
    assert ("A word from the top would be kept for a week." in said) is (not commands and title == "superintendent")


def test_what_may_harm_somebody_tomorrow_does_not_wait_for_the_plan() -> None:
    said = "does not wait for these steps"
    assert said in whole("D01", file="answers.yaml", waiting_cost="serious_soon")
    assert said not in whole("D01", file="answers.yaml", waiting_cost="slow_harm")
    for can_wait in ("1", "3"):  # who names safety may not see what could happen meanwhile
        assert said in whole("D01", area="safety", can_wait=can_wait)
        assert said not in whole("D01", area="attendance", can_wait=can_wait)


@pytest.mark.parametrize("rounds", ["1", "3", "5"])
def test_the_short_form_says_nothing_of_figures_that_nobody_asked_about(rounds: str) -> None:
    short = whole("D02", "short@2.yaml", rounds_before=rounds)
    for claim in ("Figures and small trials are", "at home with figures", "practice so far with figures"):
        assert claim not in short
    long = whole("D02", rounds_before="1", figures_to_others="5", trained_field="no")
    assert "Figures and small trials are not your habit" in long


def test_one_try_is_not_said_to_have_failed() -> None:
    assert "did not hold" not in whole("D02", attempts="once", last_try="early")


def test_where_nothing_presses_no_plan_is_spoken_of() -> None:
    leader = diagnosed(case("D17", "answers@2.yaml"), next_move="change_how", gift="teach_everyone")
    assert leader.struggle == "none" and len(set(leader.job_by.values()) - {None}) > 1
    page = write_playbook(leader, advice=advice(), date=NOVEMBER).markdown
    assert "They do not all lean one way, so answer again on that day." in page and "this plan" not in page
