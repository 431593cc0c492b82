"""The playbooks of Correct, and of no push, hold together as somebody reads them who has nothing else."""

from __future__ import annotations

import datetime
import re

import pytest

from jtbd_diag.playbook import write_playbook
from jtbd_diag.playbook.advice.words_by_kind_of_place import Variant
from jtbd_diag.playbook.choice.dated_steps import DatedStage, DatedStep
from jtbd_diag.playbook.choice.issues_now_later_last import Issue
from jtbd_diag.playbook.choice.which_plays_and_steps import Together, choose
from jtbd_diag.playbook.written_playbook import about_of
from jtbd_diag.questionnaire import Value
from tests.playbook.leaders import advice, case, diagnosed

MONDAY = datetime.date(2026, 11, 30)
CORRECT = ["D02", "D04", "D10", "D14", "D18"]
FAST = ["D10", "D14", "D18"]
"""They have colleagues who are ready, and a list or a count."""


def text_of(name: str, issue: Issue = "now", start: datetime.date = MONDAY, **changed: Value | None) -> str:
    leader = diagnosed(case(name, "answers@2.yaml"), **changed)
    return write_playbook(leader, advice=advice(), date=start, issue=issue).markdown


def sheets_of(name: str, issue: Issue = "now", **changed: Value | None) -> str:
    leader = diagnosed(case(name, "answers@2.yaml"), **changed)
    sheets = write_playbook(leader, advice=advice(), date=MONDAY, issue=issue).sheets
    assert sheets is not None
    return sheets.markdown


def plan_of(name: str, start: datetime.date = MONDAY, **changed: Value | None) -> tuple[DatedStage, ...]:
    leader = diagnosed(case(name, "answers@2.yaml"), **changed)
    return choose(advice(), about_of(leader), Together(leader), start).plan


def steps_of(name: str, start: datetime.date = MONDAY, **changed: Value | None) -> list[DatedStep]:
    return [step for stage in plan_of(name, start, **changed) for step in stage.steps]


def one(steps: list[DatedStep], words: str) -> DatedStep:
    (found,) = (step for step in steps if words in step.do)
    return found


# --- what is told to whom


def test_a_district_that_counts_kindergartners_reads_of_no_offer_and_no_deposit() -> None:
    whole = text_of("D04", "all")
    assert not re.search(r"\b(offer|offered|deposit)\b", whole)
    assert "**The form.**" in text_of("D04") and "**Call the unfinished.**" in text_of("D04")


@pytest.mark.parametrize(("kind", "measure", "money"), [
    ("school", "31 of 80 paid the deposit", True),
    ("school", "31 of 80 signed up by June", False),
    ("district", "31 of 80 paid the deposit", False),
])  # fmt: skip
def test_money_is_spoken_of_where_one_school_takes_any(kind: str, measure: str, money: bool) -> None:
    whole = text_of("D04", kind=kind, measure=measure)
    assert ("The answer about money" in whole) is money
    assert ("A call within two days" in whole) is money


@pytest.mark.parametrize("area", sorted(advice().problems))
def test_what_hangs_on_words_or_answers_stands_last_for_whoever_did_not_give_them(area: str) -> None:
    nobody = diagnosed(case("D02", "answers@2.yaml"), measure=None, areas=None, area=None)
    told = advice().problems[area].area
    for listed in (told.leading, told.drivers, told.first_changes):
        came = sorted(listed, key=lambda entry: entry.comes(nobody, set()))
        hangs = [bool(entry.words) or (entry.when is not None and not entry.when.holds(nobody)) for entry in came]
        assert hangs == sorted(hangs)


def test_who_counts_lateness_is_told_of_lateness() -> None:
    first, later = text_of("D14"), text_of("D14", "later")
    assert "**The way from the gate to the door.**" in first and "The count, in two plain sentences" not in first
    assert "tally three days of late arrivals" in first and "ten students who stand most often" not in first
    assert "follow three students who came late" in first and "Follow five absences" not in first
    assert "Ask the Cafeteria" not in first and "ask the cafeteria manager for one small thing" in first
    assert "Late students, each day" in later
    assert "list by name the ten students" in text_of("D14", measure="Chronic absence: 24%, 15% by May")


def test_who_loses_people_between_yes_and_the_first_day_is_told_of_those() -> None:
    first = text_of("D18")
    assert "**What was still open at yes.**" in first and "**A name before the first day.**" in first
    assert "Reasons to leave" not in first and "Shorten one wait" not in first
    assert "sixteen people who have signed" in first and "the next five hires" not in first


def test_what_to_look_up_is_of_the_part_that_was_named() -> None:
    named = text_of("D10", "later")
    assert "Indicator 11" in named and "Indicator 5)" not in named
    assert "Indicator 5)" in text_of("D10", "later", part_special_education=None)
    lines = advice().problems["special_education"].area.look_up
    assert any(isinstance(line, Variant) for line in lines)


# --- days


@pytest.mark.parametrize("name", CORRECT)
def test_card_and_plan_name_one_day_for_the_first_test(name: str) -> None:
    begun = next(step for step in steps_of(name) if step.card == "small-test-this-week")
    day = f"{begun.date:%a %b} {begun.date.day}"
    assert f"From {day}, no bigger than" in sheets_of(name)
    card = text_of(name).partition("### A small test this week")[2]
    assert f"**By:** {day}." in card


@pytest.mark.parametrize("name", CORRECT)
def test_cases_are_looked_at_then_something_is_chosen_and_aimed_at_then_tried(name: str) -> None:
    steps = steps_of(name)
    looked = next(
        step for step in steps if "from the list you have" in step.do or "each from start to finish" in step.do
    )
    chosen, aimed = one(steps, "choose one thing to try"), next(s for s in steps if s.card == "one-aim-with-a-date")
    begun = next(step for step in steps if step.card == "small-test-this-week")
    assert looked.date < chosen.date <= aimed.date < begun.date <= MONDAY + datetime.timedelta(days=7)
    assert not any("who does what in the first test" in step.do for step in steps)


@pytest.mark.parametrize("name", FAST)
def test_who_has_colleagues_and_cases_begins_in_the_first_week(name: str) -> None:
    assert one(steps_of(name), "start the first test").date == datetime.date(2026, 12, 4)


@pytest.mark.parametrize("name", CORRECT)
@pytest.mark.parametrize(
    "start", [datetime.date(2026, 9, 14), MONDAY, datetime.date(2027, 2, 1), datetime.date(2027, 5, 3)]
)
def test_dates_of_a_plan_never_run_backward(name: str, start: datetime.date) -> None:
    firsts = [stage.steps[0].date for stage in plan_of(name, start)]
    assert firsts == sorted(firsts)


def test_half_a_year_on_comes_after_a_third_month_that_a_summer_puts_off() -> None:
    titles = [stage.title for stage in plan_of("D15", datetime.date(2027, 3, 1))]
    assert titles.index("The third month") < titles.index("The first eighteen months")


def test_others_are_asked_for_something_small_after_the_cases_were_followed() -> None:
    steps = steps_of("D02", causes="half_and_half", partners="the registrar", have=None)
    assert one(steps, "small thing on their side").date > one(steps, "follow three").date


def test_cases_that_are_late_already_come_first() -> None:
    assert "late already" in one(steps_of("D10"), "legal date falls within 30 days").do


def test_a_legal_date_is_looked_at_before_anything_is_tried_and_no_parent_is_called_up() -> None:
    steps = steps_of("D10")
    assert one(steps, "legal date falls within 30 days").date < one(steps, "start the first test").date
    assert "the parent through the case manager" in one(steps, "take three from the list").do


# --- a season far away


@pytest.mark.parametrize("name", ["D04", "D18"])
def test_far_from_its_season_nothing_is_counted_by_the_week_and_nothing_is_spread(name: str) -> None:
    steps = steps_of(name)
    before = [step.do for step in steps if step.after <= 90]
    assert any("start the first test on paper" in do for do in before)
    for words in ("dot on the chart for every week", "hand the page to three", "if it held with those three"):
        assert not any(words in do for do in before)
    assert one(steps, "put a dot on the chart every week from now on").after > 90
    near = steps_of("D14")
    assert any("a dot of your number on the chart for every week" in step.do for step in near)
    assert not any("on paper, with three" in step.do for step in near)


def test_registration_is_got_ready_for_april_and_not_for_august() -> None:
    steps = steps_of("D04")
    assert one(steps, "walk five cases of last time").date < datetime.date(2027, 4, 1)
    begun = one(steps, "put a dot on the chart every week from now on").date
    assert datetime.date(2027, 4, 1) < begun < datetime.date(2027, 4, 30)
    assert "the work for it begins on April 1, 2027" in text_of("D04")
    assert any("start the test and count" in step.do for step in steps_of("D04", datetime.date(2027, 4, 5)))


def test_what_is_counted_in_august_is_looked_back_on_after_it() -> None:
    assert one(steps_of("D04"), "look back with everyone").date > datetime.date(2027, 10, 31)
    assert one(steps_of("D18"), "look back with everyone").date > datetime.date(2027, 8, 1)


def test_an_aim_is_set_where_the_number_moves() -> None:
    assert "Your own date, if you gave one, else after the opening of school; a nearer aim by Mon Jan 25" in sheets_of(
        "D04"
    )
    assert "| Your own date or Mon Jan 25, whichever comes first |" in sheets_of("D02")


def test_months_are_not_told_twice() -> None:
    assert "The weeks from May to July (2027)." in text_of("D18")
    assert "May 1, 2027 to July 31, 2027" not in text_of("D18")


def test_a_season_over_new_year_is_told_with_both_years() -> None:
    assert "The weeks from November to January (2026 to 2027). It is on now" in text_of("D18", season="winter")


# --- what stands against what


def test_with_a_weekly_number_no_other_is_asked_for() -> None:
    said, other = text_of("D14"), text_of("D02")
    assert "Would this move your weekly number, where you try it?" in said
    assert "or what the change itself names" in other
    assert "of your number or of" not in said
    assert "(your weekly number, at that place) About 260" in sheets_of("D14")


@pytest.mark.parametrize("name", CORRECT)
def test_a_change_of_weeks_is_tried_by_the_week(name: str) -> None:
    said = text_of(name)
    assert "its first week is the first test" in said
    assert "close the first test" not in said


@pytest.mark.parametrize("name", ["D02", "D14"])
def test_a_busy_day_is_looked_for_after_eight_weeks(name: str) -> None:
    steps = steps_of(name)
    spread, looked = one(steps, "if it held with those three"), one(steps, "go and look on a busy day")
    assert looked.date - spread.date >= datetime.timedelta(weeks=8)
    assert "busy day" not in spread.shows


def test_the_weeks_to_the_busy_day_are_school_weeks_over_a_summer_too() -> None:
    steps = steps_of("D02", datetime.date(2027, 4, 5))
    spread, looked = one(steps, "if it held with those three"), one(steps, "go and look on a busy day")
    assert looked.date - spread.date >= datetime.timedelta(weeks=8)


def test_plan_and_card_switch_by_one_rule() -> None:
    page, card = text_of("D14"), text_of("D14", "later")
    assert "If more than half of the causes that you have checked" in page
    assert "More than half “theirs”?" in card or 'More than half "theirs"?' in card


def test_whoever_holds_the_other_half_is_asked_on_a_day() -> None:
    assert one(steps_of("D14"), "for one small thing on their side").date == datetime.date(2026, 12, 4)
    agree = re.search(r"\| Who must agree \| ([^|]*) \|", sheets_of("D14"))
    assert agree is not None and "transit agency" not in agree[1] and "Cafeteria manager" in agree[1]
    assert not any("small thing on their side" in step.do for step in steps_of("D02"))


def test_who_commands_nobody_asks_first_and_asks_on() -> None:
    steps = steps_of("D02")
    assert (
        one(steps, "ask your principal or lead team for two things").date < one(steps, "start the test and count").date
    )
    assert any(step.do.startswith("ask three more colleagues to try the page") for step in steps)
    assert not any("for two things" in step.do for step in steps_of("D14"))


@pytest.mark.parametrize("name", CORRECT)
def test_a_few_people_are_on_no_wall(name: str) -> None:
    said = text_of(name)
    assert "Dots of fewer than ten people stay in a folder" in said
    assert "the chart hangs where everyone" not in said


def test_cases_inside_one_office_pass_steps_and_not_units() -> None:
    inside, across = text_of("D10"), text_of("D10", causes="half_and_half")
    assert "at which step cases wait" in inside and "between units" not in inside
    assert "where cases wait between units" in across
    assert "Family told" not in sheets_of("D18") and "Family told" in sheets_of("D18", causes="half_and_half")


def test_a_visit_in_the_third_month_is_about_keeping_it_going() -> None:
    card = text_of("D10", "last").partition("### Visit a place like yours")[2]
    assert "kept going on an ordinary day" in card and "one thing to change on your page" in card
    assert "try within two weeks" not in card


# --- no push


def test_where_nothing_presses_the_own_number_and_the_page_to_file_have_their_place() -> None:
    said = text_of("D07")
    assert "**Your number.** 93 percent filled" in said and "look at your number, sorted" in said
    filed = one(steps_of("D07"), "write the page that you have to file")
    assert filed.date < datetime.date(2027, 3, 15)
    assert not any("have to file" in step.do for step in steps_of("D17"))


def test_where_nothing_presses_the_jobs_come_once_and_no_problem_is_supposed() -> None:
    said = text_of("D17")
    assert "The runner-up." not in said and "Beside Correct" not in said and "the statements point to" not in said
    assert said.count("Your answers lean toward") == 1
    for supposed in ("people who live with the problem", "the obvious answer", "within two weeks"):
        assert supposed not in said
    assert "No further issue follows" in said


def test_where_nothing_presses_the_place_it_was_seen_is_called() -> None:
    said = text_of("D17")
    assert "call where you saw it (“At a hospital whose executive" in said and "Begin where you saw it." in said
    assert "call somebody who does your work in a place like yours" in text_of("D07")
