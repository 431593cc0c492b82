"""What a leader of another kind of place, or with another part of a problem, found wrong: one test for each kind."""

from __future__ import annotations

import re

import pytest
from pydantic import ValidationError

from jtbd_diag.playbook import write_playbook
from jtbd_diag.playbook.advice.problem_areas import MeasureFor
from jtbd_diag.playbook.choice.influence import holders
from jtbd_diag.playbook.choice.issues_now_later_last import Issue
from jtbd_diag.playbook.profile_bars import ProfileBar
from jtbd_diag.questionnaire import Value
from tests.playbook.leaders import MONDAY, advice, case, diagnosed, written


def text_of(name: str, issue: Issue = "all", **changed: Value | None) -> str:
    diagnosis = diagnosed(case(name, "answers@2.yaml"), **changed)
    return write_playbook(diagnosis, advice=advice(), date=MONDAY, issue=issue).markdown


def test_uncovered_absences_are_no_hires() -> None:
    subs = text_of("D13", area="staffing", episode="On Monday 63 sub jobs went unfilled.", measure="fill rate 71%")
    hires = text_of("D13", area="staffing", episode="Nine who signed never came.", measure=None)
    assert "“Absences covered by a substitute" in subs
    assert "ten absences that nobody covered" in subs
    assert "“Signed people who answered a call" in hires
    assert "absences that nobody covered:" not in hires


def test_newcomers_who_wait_are_not_those_who_met_the_criteria() -> None:
    desks: tuple[str, ...] = ("schedule", "counseling")
    waiting = text_of("D13", areas=desks, episode="He met every criterion.", measure="Newcomers wait 23 days; 5.")
    labels = text_of("D13", areas=desks, episode="Files of newcomers wait in the intake office.", measure="31%, not 60")
    assert "ten newcomers of this school year" in waiting
    assert "ten students who met the criteria" in labels


@pytest.mark.parametrize(
    ("area", "episode", "measure", "beside"),
    [
        (
            "staffing",
            "Four left over the insurance coverage.",
            "Teachers who stay: 78%",
            "Teacher retention, and vacancies",
        ),
        (
            "staffing",
            "No one is a substitute for Mr. Cho.",
            "Teachers who stay: 78%",
            "Teacher retention, and vacancies",
        ),
        ("staffing", "The coverage is poor.", "Fill\nRate: 71%; 90%", "Absences covered"),
        ("english_learners", "Files wait at intake.", "Reclassified: 31%; 60%", "Reclassification rate"),
        ("english_learners", "We found out too late.", "23 days to a full schedule", "School days from a newcomer"),
        (
            "attendance",
            "The late Mrs. Ortiz knew them.",
            "Chronic absence: 24%, 15% by late May",
            "Chronic absence rate",
        ),
    ],
)
def test_the_number_decides_what_is_counted_and_no_word_of_the_story(
    area: str, episode: str, measure: str, beside: str
) -> None:
    text = text_of("D13", area=area, areas=("schedule", "counseling"), episode=episode, measure=measure)
    told = re.findall(r"\*\*(?:To count beside it|A number that others use): (.+?)\*\*", text)
    assert len(told) == 1
    assert told[0].startswith(beside)


@pytest.mark.parametrize(
    ("measure", "first", "words"),
    [
        ("Chronic absence: 24%, 15% by late May", "Share of students at 5 to 9.9%", "absence”, “chronic"),
        ("24%, 15% by late May", "Share of students at 5 to 9.9%", None),
        ("260 late a day; 100", "Tardies by class period", "late a day"),
        ("Tardies, or lateness: 40", "Tardies by class period", "lateness”, “tardies"),
    ],
)
def test_a_word_of_the_number_that_puts_something_first_is_told(measure: str, first: str, words: str | None) -> None:
    text = text_of("D13", area="attendance", areas=None, episode="We found out too late.", measure=measure)
    assert re.search(rf"\*\*Numbers that move sooner\*\*\s+- \*\*{first}", text)
    assert ("Your number speaks of" in text) is (words is not None)
    assert words is None or f"Your number speaks of “{words}”" in text


USUAL = dict.fromkeys(("name", "numerator", "denominator", "counted_by", "how_often"), "one")


def test_a_way_of_counting_that_would_be_nobodys_is_refused() -> None:
    with pytest.raises(ValidationError, match="nobody's"):
        MeasureFor.model_validate(USUAL)


@pytest.mark.parametrize("word", ["10%", "Missed  10%", "10% of days"])
def test_a_word_may_begin_and_end_with_any_sign(word: str) -> None:
    leader, other = (
        diagnosed(case("D13", "answers@2.yaml"), measure=told) for told in ("Missed\n10% of days", "At 110% of days")
    )
    counted = MeasureFor.model_validate(USUAL | {"words": [word]})
    assert counted.fits(leader)
    assert not counted.fits(other)


def test_aid_forms_are_no_college_classes() -> None:
    aid = text_of("D16", have=None, area="college_going", part_college="aid", areas=("colleges", "instruction"))
    assert "ten seniors whose aid form was begun" in aid
    assert "Week-four grades" not in aid


@pytest.mark.parametrize(
    ("kind", "words"), [("school", "families who were offered a place"), ("district", "families who came late")]
)
def test_one_school_loses_families_and_a_district_counts_them(kind: str, words: str) -> None:
    text = text_of("D02", area="enrollment", kind=kind, have=None)
    assert f"three {words}" in text
    assert ("Registration where they are" in text) is (kind == "district")


@pytest.mark.parametrize(("part", "clock"), [("evaluations", True), ("services", False), ("disproportion", False)])
def test_the_clock_of_evaluations_is_kept_where_there_is_one(part: str, clock: bool) -> None:
    text = text_of("D13", area="special_education", part_special_education=part)
    assert ("legal clock" in text) is clock
    assert ("put the legal dates of open cases" in text) is clock


@pytest.mark.parametrize(
    ("area", "title"), [("families", "Families' complaints"), ("safety", "Safety and mental health")]
)
def test_every_problem_that_can_be_ticked_has_its_own_area(area: str, title: str) -> None:
    assert title in text_of("D02", area=area)


def test_a_repair_or_a_hire_has_no_parents_to_ask() -> None:
    for area in ("staffing", "buildings"):
        changed: dict[str, Value] = (
            {"area": "transport_facilities", "part_transport": area} if area == "buildings" else {"area": area}
        )
        text = text_of("D13", areas=("community", "finance"), **changed)
        assert "parents' consent in writing" not in text
        assert "bring nothing from a personnel file" in text


def test_who_breaks_ties_is_asked_only_where_somebody_can() -> None:
    within, beyond = (
        text_of("D13", "sheets", areas=areas) for areas in (("schedule", "principals"), ("schedule", "community"))
    )
    assert "Who breaks ties" in within and "What holds while one of them" not in within
    assert "Who breaks ties" not in beyond and "What holds while one of them has not answered" in beyond


@pytest.mark.parametrize(
    "changed", [{"kind": "network", "size": "under_1000"}, {"kind": "network", "title": "principal"}]
)
def test_a_few_classes_are_no_network(changed: dict[str, Value]) -> None:
    assert "A small network" in text_of("D13", kind="network", size="to_20000", title="director", who_tells="no_matter")
    assert "A small network" not in text_of(
        "D13", **{"size": "to_20000", "title": "director", "who_tells": "no_matter", **changed}
    )


def test_going_to_see_names_no_teams_that_coordinate_does_not_have() -> None:
    text = text_of("D13", habit_announce="5", size="over_20000", title="cabinet")
    assert "The leader's weekly routine" in text
    assert "where the first teams are" not in text


def test_families_are_told_of_themselves_where_other_bodies_are_told_apart() -> None:
    diagnosis = diagnosed(case("D02", "answers@2.yaml"), areas=("families", "community"), partners=None)
    found = {one.name: one.part for one in holders(diagnosis, advice().problems["attendance"].area)}
    assert found["Families"] == "hears the reason behind the reason"


def test_crews_and_grades_stay_where_there_are_any() -> None:
    small = text_of("D13", area="several", size="under_1000", kind="school")
    large = text_of("D13", area="several", size="to_20000", kind="district", title="director")
    assert "operations crew" in large
    assert "operations crew" not in small
    assert "grade leads" not in small.casefold()


def test_a_scale_that_stands_nearer_another_job_is_explained() -> None:
    bar = ProfileBar("Scope", "low", "high", 42, "one", (("Correct", 35), ("Coordinate", 50), ("Reorient", 97)))
    assert bar.nearest == "Correct"
    assert ProfileBar("Scope", "low", "high", 40, "one", (("A", 35), ("B", 45))).nearest is None
    assert ProfileBar("Scope", "low", "high", None, None, (("A", 35), ("B", 45))).nearest is None
    told = [name for name in ("D01", "D02", "D06", "D13") if "is nearer to" in text_of(name, "now")]
    apart = [
        name
        for name in ("D01", "D02", "D06", "D13")
        if any(one.nearest not in (None, written(case(name, "answers@2.yaml")).job) for one in bars(name))
    ]
    assert told == apart
    assert told, "a leader of whom it is told is among them"


def bars(name: str) -> tuple[ProfileBar, ...]:
    return written(case(name, "answers@2.yaml")).profile


def test_a_later_issue_says_from_which_day_it_counts() -> None:
    assert "days 31 to 60 (begun Mon\u00a0Nov\u00a023)" in text_of("D13", "later")
    assert "begun Mon" not in text_of("D13", "now")
