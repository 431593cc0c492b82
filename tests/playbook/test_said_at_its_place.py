"""What is said to leaders whose place, title or list of people is unlike the others': no word that is not theirs."""

from __future__ import annotations

from collections import Counter

import pytest

from jtbd_diag.playbook import write_playbook
from tests.playbook.leaders import advice, case, diagnosed
from tests.playbook.test_said_to_whom import NOVEMBER, whole


@pytest.mark.parametrize(
    ("causes", "said"),
    [("half_and_half", "About half of the causes sit elsewhere."), ("handful", "The causes sit elsewhere.")],
)
def test_a_coach_is_told_where_the_causes_sit_by_the_answer(causes: str, said: str) -> None:
    about = diagnosed(case("D13", "answers@2.yaml"), causes=causes)
    coach = write_playbook(about, advice=advice(), date=NOVEMBER, job="coordinate", for_coach=True).coach
    assert coach is not None
    assert f"“Just get started in your own unit.” {said}" in coach.markdown


def test_all_of_a_kind_are_visited_one_at_a_time() -> None:
    many = whole("D09", partners="All program heads + the 22 districts")
    assert "make the first visit, with one of the program heads if you can" in many
    assert "Begin with two of them, and tell them" in many
    few = whole("D09", partners="Kim; the clerk")
    assert "make the first visit, with Kim if you can" in few
    assert "Visit them first" in few


def test_the_leader_is_none_of_the_others_who_hold_a_part() -> None:
    found = whole("D02", causes="half_and_half", partners="me, jen (resource), the 5th gr team")
    assert "You named: jen (resource); the 5th gr team. Begin" in found


@pytest.mark.parametrize(("title", "chooses"), [("principal", False), ("teacher_leader", False), ("director", True)])
@pytest.mark.parametrize("name", ["D02", "D13", "H01"])
def test_whoever_leads_in_one_school_of_a_large_district_is_not_asked_to_choose_among_schools(
    name: str, title: str, chooses: bool
) -> None:
    found = whole(name, title=title, size="over_20000", kind="district", causes="half_and_half")
    sentences = (
        "more than twenty thousand students",
        "out of many",
        "two schools or the one area",
        "one group of schools",
    )
    assert any(one in found for one in sentences) is chooses


def test_a_tribal_board_asks_the_education_director_for_teams_of_staff() -> None:
    found = whole("H01", title="board", kind="tribal", size="under_1000", area="several", areas=("families", "top"))
    assert "Ask the education director to find some of the first teams among those of them who are staff here." in found
    assert "for the education director and staff" in found
    assert "one obstacle that somebody above can move" in found
    assert "one obstacle for you" not in found
    assert "the superintendent" not in found.partition("## Begin with a few teams")[0]


def test_a_small_district_is_sent_to_no_office_that_it_lacks() -> None:
    about = {"area": "special_education", "part_special_education": "services", "size": "under_1000"}
    assert "special education office" not in whole("D10", kind="district", **about).casefold()


def test_no_day_of_the_first_week_holds_more_than_three_steps() -> None:
    """Not even where much is there and much is answered: backing, a place seen, figures left to others."""
    have = ("backing", "hour", "colleagues", "cases")
    about = diagnosed(
        case("H01", "answers@2.yaml"),
        kind="tribal",
        size="under_1000",
        title="director",
        area="several",
        have=have,
        seen="The clinic has huddles",
        figures_to_others=5,
        rounds_before=1,
        trained_field="no",
    )
    assert about.job == "reorient"
    plan = write_playbook(about, advice=advice(), date=NOVEMBER).plan
    days = Counter(step.date for stage in plan for step in stage.steps)
    assert max(days.values()) <= 3
