"""What twenty more leaders found wrong in their own playbooks: one test for each kind.

Among them a cooperative's coordinator, a licensing bureau, a school of four teachers, a tribal language program, summer
kitchens, an interim superintendent, and somebody who could not say.
"""

from __future__ import annotations

import datetime
from itertools import combinations, product

import pytest

from jtbd_diag.playbook import write_playbook
from jtbd_diag.playbook.made_up_leaders import bases, settings, shared_settings
from jtbd_diag.questionnaire import Value
from tests.playbook.leaders import MONDAY, advice, case, diagnosed, questionnaire


def text_of(name: str, date: datetime.date = MONDAY, **changed: Value | None) -> str:
    diagnosis = diagnosed(case(name, "answers@2.yaml"), **changed)
    return write_playbook(diagnosis, advice=advice(), date=date, issue="all").markdown


@pytest.mark.parametrize(
    ("partner", "said"),
    [
        ("State disability office", "the state disability office"),
        ("Districts' psychologists", "the districts’ psychologists"),
        ("Vocational rehabilitation", "vocational rehabilitation"),
        ("Housing authority", "the housing authority"),
        ("Test vendor", "the test vendor"),
        ("Library", "the library"),
        ("Pastors", "the pastors"),
        ("Shelters", "the shelters"),
        ("Founder", "the founder"),
        ("Banks", "Banks"),
        ("Pastor Lee", "Pastor Lee"),
        ("Test Kim", "Test Kim"),
    ],
)
def test_one_and_several_of_an_office_stand_in_a_sentence(partner: str, said: str) -> None:
    assert f"ask {said} for half an hour" in text_of("D01", partners=f"{partner}: hours").replace("\\'", "’")


@pytest.mark.parametrize("season", ["all_year", "opening"])
@pytest.mark.parametrize("title", ["principal", "teacher_leader", "superintendent"])
def test_nobody_needs_three_more_where_few_work(season: str, title: str) -> None:
    few = text_of("D02", size="under_1000", season=season, title=title, kind="district")
    assert "whoever would stand in" in few
    for crowd in ("three more", "to three people", "three colleagues", "those three", "three who take it on"):
        assert crowd not in few
    assert "three" in text_of("D02", size="to_20000", season=season, title="principal").partition("A doubter")[0]


@pytest.mark.parametrize(
    ("measure", "waits"),
    [
        ("61 days; 30 by March", False),
        ("61 days; 30 by the end of Mar", False),
        ("61 days; 30 before April", False),
        ("61 days; 30 by September", True),
        ("61 days, 30 in March last year", True),
        ("61 days; 30 by March 2029", True),
        ("61 days in February; 30 by March or by May", True),
        (None, True),
    ],
)
def test_a_number_that_is_to_move_before_the_worst_season_waits_for_none(measure: str | None, waits: bool) -> None:
    found = text_of("D02", measure=measure, season="opening")
    assert ("**When it is decided.**" in found) is waits
    assert ("on paper, with three cases of last time" in found) is waits
    assert "moves in :" not in found
    assert "Keep your own date" in found or waits


def test_a_season_that_is_the_areas_own_stays() -> None:
    college: dict[str, Value] = {"area": "college_going", "part_college": "summer", "measure": "60 of 90; 80 by March"}
    assert "**When it is decided.**" in text_of("D02", **college)


def test_meals_of_summer_are_not_those_of_a_lunch_line() -> None:
    meals: dict[str, Value] = {"area": "transport_facilities", "part_transport": "meals"}
    summer = text_of("D01", **meals, measure="240 of 1,900 eat in summer; 700 next July", season="closing")
    assert "1. **One calendar of all who feed children.**" in summer
    assert "Children who ate, by site and day" in summer
    lunch = text_of("D01", **meals, measure="410 of 900 eat breakfast", season="all_year")
    for of_lines in ("come too late or leave too early to eat", "The dispatcher tells the kitchen"):
        assert of_lines not in summer
        assert of_lines in lunch


def test_a_number_of_people_who_left_is_followed_by_what_shows_before_they_do() -> None:
    mentors = "Hours a mentor gave new teachers this week"
    assert f"such as “{mentors}" in text_of("D02", area="staffing", measure="9 of 31 left", have=("colleagues",))
    assert f"such as “{mentors}" not in text_of("D02", area="staffing", measure="13 openings", have=("colleagues",))


def test_whoever_may_leave_before_the_plan_ends_is_told_what_to_hand_over() -> None:
    assert "If you leave before a day that is yours" in text_of("D09")


def test_whoever_cannot_say_yet_is_told_that_the_first_week_may_show() -> None:
    unknown = dict.fromkeys(("causes", "by_decision", "would_last", "when_wrong", "gift"), "cannot_say")
    rest = dict.fromkeys(("one_result", "areas", "next_move", "triad_whose", "missed_where", "attempts"))
    diagnosis = diagnosed(case("D01", "answers@2.yaml"), **unknown, **rest)  # type: ignore[arg-type]
    playbook = write_playbook(diagnosis, advice=advice(), date=MONDAY, for_coach=True)
    assert playbook.markdown.startswith("# Not enough to tell yet")
    assert "What you cannot say yet, the first week may show." in playbook.markdown
    assert playbook.coach is not None
    assert "**Ask these three first**\n\n1. Whose work would look different" in playbook.coach.markdown


def test_a_clear_coordinator_whose_fixes_came_up_elsewhere_is_told_when_to_switch() -> None:
    elsewhere: dict[str, Value] = {"one_result": "partly", "last_try": "elsewhere", "many_results": "4"}
    clear = diagnosed(case("D11", "answers@2.yaml"), **elsewhere)
    assert (clear.job, clear.outcome, clear.runner_up) == ("coordinate", "clear", "reorient")
    next_to_it = "with Reorient next to it"
    assert next_to_it in text_of("D11", **elsewhere)
    assert next_to_it not in text_of("D11", **{**elsewhere, "last_try": "no_help"})


def test_scales_that_are_nearer_to_one_other_job_are_told_together() -> None:
    found = text_of("D16", would_last="yes", one_result="yes", most_of_us="1", many_results="1", areas=("colleges",))
    assert "Taken by themselves, “Scope of focus” and “Breadth of the trouble” are nearer to Correct; what" in found


@pytest.mark.parametrize("name", ["leader", "leader-short", "leader@1", "leader-short@1", "leader-application"])
def test_any_three_of_leader_struggle_precondition_and_area_are_tried_together(name: str) -> None:
    asked = questionnaire(name)
    whole = [tuple(name.split(", ")) for name, _ in settings(asked)]
    leaders = len(bases(asked))
    shares = shared_settings(asked, leaders)
    tried = {(n, *name.split(", ")) for n, share in enumerate(shares) for name, _ in share}
    wanted = {(n, *one) for n, one in product(range(leaders), whole)}
    for three in combinations(range(4), 3):
        assert {tuple(one[n] for n in three) for one in tried} == {tuple(one[n] for n in three) for one in wanted}
    assert len(tried) == sum(map(len, shares))
    if name == "leader":
        assert 3 * len(tried) == len(wanted)
