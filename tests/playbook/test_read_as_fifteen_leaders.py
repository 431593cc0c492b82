"""What fifteen leaders of other kinds of place found wrong in their own playbooks: one test for each kind.

A bureau of a state, a charter network's operations, a tribal school, a school in custody, one school that is a
district, teachers without a principal, a virtual school, a cooperative, a bus yard, a board's chair, an
early-childhood program, two districts made one, an adult school, kitchens, and a district on strike.
"""

from __future__ import annotations

import pytest

from jtbd_diag.playbook import write_playbook
from jtbd_diag.questionnaire import Value
from tests.playbook.leaders import MONDAY, advice, case, diagnosed


def text_of(name: str, **changed: Value | None) -> str:
    diagnosis = diagnosed(case(name, "answers@2.yaml"), **changed)
    return write_playbook(diagnosis, advice=advice(), date=MONDAY, issue="all").markdown


@pytest.mark.parametrize(
    ("partner", "said"),
    [
        ("Head of HR", "the head of HR"),
        ("Vice president of the union", "the vice president of the union"),
        ("Teachers' union vice president", "the teachers’ union vice president"),
        ("Shift supervisors", "the shift supervisors"),
        ("Housing office", "the housing office"),
        ("Parole officer", "the parole officer"),
        ("Schedulers of the nine districts", "the schedulers of the nine districts"),
        ("Principals of the two schools", "principals of the two schools"),
        ("Director Kim of HR", "Director Kim of HR"),
        ("Friends of Kim", "Friends of Kim"),
        ("University of Maine", "University of Maine"),
    ],
)
def test_a_post_has_an_article_whatever_it_is_the_head_of(partner: str, said: str) -> None:
    assert f"ask {said} for half an hour" in text_of("D01", partners=f"{partner}: the log").replace("\\'", "’")


@pytest.mark.parametrize("size", ["under_1000", "to_5000", "over_20000"])
@pytest.mark.parametrize("name", ["D01", "D08", "D09", "D12", "D02"])
def test_a_place_that_is_no_district_has_no_officers_of_one(name: str, size: str) -> None:
    for title in ("director", "superintendent", "cabinet"):
        found = text_of(name, kind="other", title=title, size=size, area="several", partners=None, areas=("top",))
        plan = found.split("## The problem")[0].split("**Elsewhere.**")[0]
        for nobody in ("the cabinet", "the superintendent", "principals and directors", "the principals"):
            assert nobody not in plan, (title, nobody)


def test_a_state_department_has_no_classroom_and_shows_nothing_to_principals() -> None:
    coordinate = text_of("D01", kind="state", title="director", area="other", partners=None)
    assert "before the division heads, and let the partner speak first" in coordinate
    reorient = text_of("D09", kind="state", title="director", area="other", areas=("finance", "data"))
    assert "of quite other work than the rest, such as" in reorient
    for school in ("outside the classroom", "master schedule", "school year ends"):
        assert school not in reorient


def test_a_union_has_a_contract_to_keep_and_is_met_where_it_is_bargained() -> None:
    strike: dict[str, Value] = {
        "area": "staffing",
        "areas": ("instruction", "staffing"),
        "partners": "Teachers' union: what counts as cover; Supervisory union: money",
        "title": "superintendent",
    }
    found = text_of("D01", **strike)
    assert "begin the talks on the day when work goes on" in found
    assert "| what counts as cover | contracts, and what members say |" in found
    assert "begin the talks on the day when work goes on" not in text_of("D01", **{**strike, "area": "attendance"})


def test_whoever_can_order_little_is_not_told_that_all_will_say_yes() -> None:
    top: dict[str, Value] = {"title": "superintendent", "kind": "district", "areas": ("instruction", "staffing")}
    quickly = "Your own people will say yes quickly"
    assert quickly not in text_of("D01", **top, outsiders_must_change="5", by_decision="little")
    assert quickly in text_of("D01", **top, outsiders_must_change="2", by_decision="half")


def test_the_board_hears_those_who_work_through_its_chief() -> None:
    quiet: dict[str, Value] = {"voluntary": "no", "can_wait": "5", "harmed": "nobody", "hours": "none"}
    board = text_of("D02", **quiet, title="board", kind="district")
    assert "ask the superintendent to hear from three people who do the work" in board
    assert "Ask the superintendent first, and choose together" in board
    assert "ask three people who do the work" in text_of("D02", **quiet, title="director", kind="district")


@pytest.mark.parametrize(
    ("area", "measure", "first", "never"),
    [
        ("discipline", "31 restraints a quarter; 15 by June", "A sentence at the door", "Minutes from the referral"),
        ("attendance", "25 percent log in three days a week", "A person by the third day", "entrance"),
        ("attendance", "Half gone after four weeks", "A person by the third day", "5 to 9.9% of days missed"),
        ("buses", "41 road calls since August", "Around the bus together", "lateness route by route"),
    ],
)
def test_a_number_of_another_kind_of_place_brings_its_own_first_change(
    area: str, measure: str, first: str, never: str
) -> None:
    part = {"area": "transport_facilities", "part_transport": area} if area == "buses" else {"area": area}
    found = text_of("D02", **part, measure=measure, kind="school", have=("colleagues",))
    assert f"1. **{first}.**" in found
    assert never not in found.split("## Sources")[0].split("**Watch out for.**")[0]


def test_a_test_moves_the_count_that_was_chosen_behind_the_leaders_number() -> None:
    chosen = "Would this move the count you chose behind your number"
    assert chosen in text_of("D02", measure="a third fail in February", have=("monthly",))
    assert chosen not in text_of("D02", measure=None, have=("monthly",))
    assert chosen not in text_of("D02", measure="a third fail in February", have=("count",))


def test_one_teacher_is_enough_where_there_is_only_one() -> None:
    small: dict[str, Value] = {"area": "math_reading", "kind": "district", "title": "superintendent"}
    assert "one teacher if there is only one" in text_of("D02", **small, size="under_1000")
    assert "with two teachers and a check" in text_of("D02", **small, size="to_5000")


def test_what_one_crew_does_is_not_carried_to_other_buildings() -> None:
    yard: dict[str, Value] = {"title": "director", "kind": "district", "size": "to_20000"}
    assert "each in another building" not in text_of("D02", **yard, causes="own_unit")
    assert "each in another building" in text_of("D02", **yard, causes="half_and_half", season="all_year")


def test_a_small_place_with_several_sites_begins_in_one() -> None:
    assert "If you have several sites, begin in one" in text_of("D09", size="under_1000", kind="other")
