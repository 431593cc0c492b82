"""Whether what Reorient asks for, issue by issue, can be done on its day, by whom it asks, with what it hands over."""

from __future__ import annotations

import datetime
import re
from functools import cache

import pytest

from jtbd_diag.playbook import Playbook, write_playbook
from jtbd_diag.playbook.choice.issues_now_later_last import Month
from jtbd_diag.questionnaire import Value
from tests.playbook.leaders import advice, case, diagnosed

NOVEMBER = datetime.date(2026, 11, 30)
SMALL, LARGE = ["D03", "D06"], ["D09", "D12"]
STAFF = [*SMALL, *LARGE]


def issue(name: str, month: Month, **changed: Value | None) -> Playbook:
    about = diagnosed(case(name, "answers@2.yaml"), **changed)
    return write_playbook(about, advice=advice(), date=NOVEMBER, issue=month)


@cache
def text(name: str, month: Month) -> str:
    return issue(name, month).markdown


@cache
def sheets(name: str, month: Month) -> str:
    found = issue(name, month).sheets
    assert found is not None
    return found.markdown


def steps(name: str, month: Month, **changed: Value | None) -> dict[str, datetime.date]:
    return {step.do: step.date for stage in issue(name, month, **changed).plan for step in stage.steps}


def day_of(name: str, month: Month, words: str) -> datetime.date:
    (found,) = (date for do, date in steps(name, month).items() if words in do)
    return found


@pytest.mark.parametrize("name", STAFF)
def test_who_is_to_see_tests_through_has_their_card_and_sheet(name: str) -> None:
    assert day_of(name, "later", "by the card “A small test this week.”")
    assert "### A small test this week" in text(name, "later")
    assert "## Test card" in sheets(name, "later")


@pytest.mark.parametrize("name", STAFF)
def test_a_first_test_is_as_small_as_anybody_can_make_it_and_counts_what_the_team_chose(name: str) -> None:
    card = sheets(name, "later").partition("## Test card")[2]
    told = text(name, "later") + text(name, "last")
    assert "the next five hires" not in card + told.partition("### A small test this week")[2]
    assert "a count behind your number" not in card
    assert re.search(r"no bigger than one class, one desk or one (?:day|route): a guess", told)


@pytest.mark.parametrize("name", STAFF)
def test_some_practice_is_not_called_having_worked_in_rounds(name: str) -> None:
    assert "you have worked in rounds yourself" not in text(name, "last")


# --- days that can be kept


@pytest.mark.parametrize("name", LARGE)
def test_the_map_has_two_weeks_and_names_nobody(name: str) -> None:
    drawn = day_of(name, "later", "draw the map of who can do what, for the buildings that the first teams come from")
    assert drawn >= datetime.date(2027, 1, 27)
    decided = day_of(name, "later", "the half-day for teams that have a problem of their own")
    assert decided > drawn + datetime.timedelta(7)
    card = text(name, "later")
    assert "rate the same people" not in card
    assert "without names, how many of the group could do two of the six" in card


@pytest.mark.parametrize("name", STAFF)
def test_a_number_is_looked_at_before_all_are_taught(name: str) -> None:
    looked = day_of(name, "last", "stop for an hour with the first teams again: did a number move")
    assert looked < day_of(name, "last", "have the basics taught")


@pytest.mark.parametrize(
    ("names", "next_ones", "all_of_them"),
    [
        (SMALL, "settle which groups come next", "have everybody in a team that has run three tests"),
        (LARGE, "settle which teams come next", "have ten teams or more at work"),
    ],
)
def test_widening_begins_in_the_sixth_month_and_ends_after_it(
    names: list[str], next_ones: str, all_of_them: str
) -> None:
    for name in names:
        assert day_of(name, "last", next_ones) == datetime.date(2027, 6, 1)
        assert day_of(name, "last", all_of_them) >= datetime.date(2027, 11, 1)


@pytest.mark.parametrize("name", STAFF)
def test_dots_are_shown_when_the_year_has_run_for_some_weeks(name: str) -> None:
    (shown,) = (date for do, date in steps(name, "last").items() if "dots" in do and date.month in (8, 9))
    assert shown > datetime.date(2027, 9, 20)


@pytest.mark.parametrize("name", STAFF)
def test_the_first_week_ends_with_the_week(name: str) -> None:
    first, week, month = issue(name, "now").plan[:3]
    assert [stage.title for stage in (first, week, month)] == ["Your first day", "Your first week", "The first month"]
    assert max(step.date for step in week.steps) <= datetime.date(2026, 12, 4)
    assert min(step.date for step in month.steps) >= datetime.date(2026, 12, 7)


@pytest.mark.parametrize("name", STAFF)
def test_a_card_without_a_day_is_chosen_on_a_day(name: str) -> None:
    assert day_of(name, "later", "choose one card of this issue that has no day yet")
    assert day_of(name, "last", "give a day to one more card, of those in this issue that have none")


def test_an_hour_is_an_hour_and_something_lends_it() -> None:
    for name in STAFF:
        told = text(name, "now")
        assert "an hour a week" in told.partition("### A stop-doing list")[2]
        assert "A canceled meeting lends it for a month only." in told
        assert "orty-five" not in told and "45 to 60" not in told and "45 minutes a week" not in told


def test_stand_ups_begin_where_people_can_stand() -> None:
    for name in ("D03", "D06", "D09", "D12", "D15"):
        assert "on a campus" not in text(name, "last")
        card = text(name, "last").partition("### Stand-ups that pass problems up")[2]
        start = re.search(r"unlike places.*?, such as (.+?): ten minutes", card)
        assert start is not None, name
        assert start[1].endswith("and one grade"), name
        assert "second hour" not in card


# --- a member of a board


def test_a_board_asks_for_first_teams_before_it_asks_what_they_tried() -> None:
    asked = day_of("D15", "now", "ask the superintendent which two to four teams would like to go first")
    tried = day_of("D15", "later", "ask the superintendent what the first teams tried and dropped")
    failed = day_of("D15", "last", "hear one team tell of a try that failed")
    assert asked < tried < failed
    assert (failed - asked).days > 60
    assert "The first teams have begun. Now see them" not in text("D15", "later")


@pytest.mark.parametrize(
    ("name", "decide"), [("D03", "Your month on one process is over. Decide"), ("D15", "Decide whether the answers")]
)
def test_whoever_has_an_early_push_is_not_told_that_teams_have_begun(name: str, decide: str) -> None:
    waits = issue(name, "later", push_now=3, can_wait=4, harmed="nobody").markdown
    assert decide in waits
    assert "The first teams have begun." not in waits


@pytest.mark.parametrize("name", ["D03", "D09"])
def test_whoever_has_an_early_push_has_the_hour_for_everybody_later(name: str) -> None:
    early = steps(name, "last", push_now=3, can_wait=4, harmed="nobody")
    (taught,) = (date for do, date in early.items() if "have the basics taught" in do and "has moved" in do)
    assert taught > day_of(name, "last", "have the basics taught") + datetime.timedelta(45)
    assert "### The basics in sixty minutes" in text(name, "last")


def test_a_boards_own_card_stands_before_those_it_hands_over() -> None:
    told = text("D15", "now")
    own, call, theirs = (
        told.index(words)
        for words in ("### The right question", "> **For the board.**", "### The first demonstration teams")
    )
    assert own < told.index("## Begin with a few teams") < call < theirs
    for month in ("now", "later", "last"):
        assert text("D15", month).count("> **For the board.**") == 1
        assert "**For the board.**" not in text("D09", month)
    later = text("D15", "later")
    assert later.index("## More on the problem") < later.index("> **For the board.**") < later.index("### Who decides")


def test_a_board_directs_nobody_and_talks_with_members_within_the_law() -> None:
    told = text("D15", "now")
    for staffs_work in (
        "Talk with them first",
        "Give each problem one owner",
        "change one step in how it is used",
        "and solve it with the people who meet it",
        "two fellow members",
        "A fellow member can say them back",
    ):
        assert staffs_work.lower() not in told.lower(), staffs_work
    assert "Speak with the superintendent first" in told
    assert "ask the board's clerk or counsel what members may talk about between meetings" in told
    assert "That is for the board; what the cards ask of staff comes on top." in told
    assert "comes on top" not in text("D09", "now")


def test_the_boards_coach_asks_for_what_its_plan_has() -> None:
    about = diagnosed(case("D15", "answers@2.yaml"))
    coach = write_playbook(about, advice=advice(), date=NOVEMBER, issue="now", for_coach=True).coach
    assert coach is not None
    assert "| A story of bad news, without names |" in coach.markdown
    assert "fellow member" not in coach.markdown


def test_a_policy_is_there_before_the_next_superintendent_signs() -> None:
    assert day_of("D15", "last", "do it sooner if the post of the superintendent is advertised") < datetime.date(
        2027, 7, 1
    )


# --- people and places that are there


def test_a_teams_first_count_is_asked_of_staff_alone() -> None:
    for name, others in (("D06", "Families"), ("D15", "Board, council or chief"), ("D09", "Board, council or chief")):
        told = text(name, "now").partition("**What a team of theirs could count first.**")[2].partition("\n**")[0]
        assert told.count("\n- *") >= 3
        assert f"*{others}.*" not in told


def test_a_small_place_has_no_committee_of_its_board_and_no_personnel_office() -> None:
    for name in SMALL:
        assert "policy committee" not in text(name, "last")
    assert "personnel office" not in text("D06", "now") + text("D06", "last")
    assert "policy committee" in text("D09", "last")


def test_payroll_is_payroll() -> None:
    told = text("D12", "now") + text("D12", "last")
    assert "such as the payroll office" in told
    assert "personnel office" not in told


def test_dropped_hand_offs_stand_among_causes_and_numbers_of_staffing() -> None:
    assert "**Dropped hand-offs.**" in text("D12", "now")
    assert "**What new teachers asked for and had within two days" in text("D12", "later")


def test_whoever_serves_more_than_twenty_thousand_reads_so() -> None:
    told = text("D09", "now") + text("D09", "later") + text("D09", "last")
    assert "more than 20,000 students" in told
    assert "more than 5,000" not in told
    assert "such as a repair" not in text("D09", "now")
    assert "an open position until somebody starts" in told
    assert "Keep the weekly number you have beside its own." in told


def test_a_district_is_not_called_one_school() -> None:
    assert "You work in one school" not in text("D03", "now")
    assert "*You serve fewer than a thousand students.* The cards are cut" in text("D03", "now")
    assert "Begin with two small groups" in text("D03", "now")


def test_a_grid_of_causes_has_problems_across() -> None:
    card, sheet = text("D15", "later"), sheets("D15", "later")
    assert "Across the top: your six worst problems." in card
    assert "lines of work" not in card + sheet
    for row in ("classroom or desk", "where it is led", "offices that serve all", "outside bodies"):
        assert row in card and f"| {row.capitalize()} |" in sheet


def test_what_nobody_claims_goes_to_whoever_is_over_all_and_silence_has_a_fence() -> None:
    assert "write a name yourself only on what still has none" in text("D12", "later")
    assert "take to the superintendent only what still has no name" in text("D15", "later")
    for name in ("D03", "D12"):
        assert "except where safety, a student's legal plan, pay or records hang on it" in text(name, "later")


# --- one thing said one way


@pytest.mark.parametrize("name", [*STAFF, "D15"])
def test_nothing_is_named_that_is_not_explained(name: str) -> None:
    told = text(name, "now") + text(name, "later")
    assert "short kit" not in told and "short playbook" not in told
    assert "dots, one for each day or week on a line" in text(name, "now")
    assert "from the first month" not in told
    assert "leads alone" not in told


@pytest.mark.parametrize("name", STAFF)
def test_what_people_write_in_the_hour_is_not_listed(name: str) -> None:
    sheet = sheets(name, "last").partition("## Who asks whom on Friday")[2]
    assert "| Name | Who asks me | Asked on Friday? |" in sheet
    assert "What bugs us" not in sheet.partition("\n## ")[0]
    assert "a count you both know" not in text(name, "last")


@pytest.mark.parametrize("name", STAFF)
def test_the_last_issue_heads_widening_by_its_name(name: str) -> None:
    told = text(name, "last")
    if "### One, few, many" in told:
        assert told.index("## Widen what works") < told.index("### One, few, many")
    assert "## Your own habits" not in told


def test_first_groups_have_no_empty_rows() -> None:
    assert sheets("D03", "now").partition("## The first groups")[2].partition("\n## ")[0].count("\n|") == 5
    assert "## The first teams" in sheets("D09", "now")
