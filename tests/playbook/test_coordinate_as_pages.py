"""What six Coordinate playbooks, read as pages, told somebody who could not do it, or told twice and otherwise."""

from __future__ import annotations

import datetime
import re
from functools import cache

import pytest

from jtbd_diag.playbook import write_playbook
from jtbd_diag.playbook.choice.issues_now_later_last import Issue
from jtbd_diag.playbook.views.leader_view import influence_in
from jtbd_diag.questionnaire import Value
from tests.playbook.leaders import advice, case, diagnosed

NOVEMBER = datetime.date(2026, 11, 30)
CASES = ("D01", "D05", "D08", "D11", "D13", "D16")
OVER_BODIES = ("D08", "D16")
DATED = re.compile(r"^- \[ \] By \*\*(.+?):\*\* (.+)$", re.MULTILINE)


@cache
def page(name: str, issue: Issue = "all", **changed: Value | None) -> str:
    about = diagnosed(case(name, "answers@2.yaml"), **changed)
    return write_playbook(about, advice=advice(), date=NOVEMBER, issue=issue).markdown


def card(name: str, title: str, issue: Issue = "all", **changed: Value | None) -> str:
    """The card of that title; none where there is none."""
    _, _, found = page(name, issue, **changed).partition(f"### {title}\n")
    return re.split(r"\n#{2,3} ", found)[0]


def days(name: str, words: str, **changed: Value | None) -> list[str]:
    """The days of the steps whose sentence holds those words, in their order."""
    return [day for day, step in DATED.findall(page(name, **changed)) if words in step]


@pytest.mark.parametrize("name", CASES)
def test_what_comes_after_the_joint_look_fits_a_meeting_of_25_minutes_or_says_what_it_takes(name: str) -> None:
    later = page(name, "later")
    assert "joint look itself" not in later and "The first meeting of all the units" not in later
    assert "These add no meetings" not in later
    tools = later.partition("## Tools, each")[2]
    for minutes in re.findall(r"\*\*Time:\*\* (.+?)\. \*\*With", tools):
        assert "in place of" in minutes or "no meeting" in minutes or "of its own" in minutes


@pytest.mark.parametrize("name", OVER_BODIES)
def test_owners_on_the_telephone_are_given_no_wall_and_no_notes_to_stick(name: str) -> None:
    tools = page(name, "later").partition("## Tools, each")[2]
    assert tools and not re.search(r"\bwall\b|sticky|three dots|Photograph", tools)


def test_a_child_in_care_is_shown_with_the_consent_of_whoever_may_give_it() -> None:
    look = card("D08", "Get the owners to look together")
    assert "for a child in care that may be the agency or the court" in look
    assert "the parents' consent" not in look
    assert "in care" not in card("D16", "Get the owners to look together")
    assert "ask the family" not in card("D08", "The five-minute story")
    assert "ask the family" in card("D05", "The five-minute story")


@pytest.mark.parametrize("name", CASES)
def test_a_go_between_can_be_found_and_takes_no_part_in_talks_for_two(name: str) -> None:
    text = page(name)
    assert "none employs" not in text and "take that person along" not in text
    assert re.search(r"retired [^.]+\. \*Shows it is done:\* a yes, and the date for 90 minutes. \*Owner:\* you ", text)


@pytest.mark.parametrize("name", ["D01", "D13"])
def test_the_credit_is_planned_in_the_charter_and_given_when_there_is_a_result(name: str) -> None:
    credit = card(name, "Plan who gets the credit", "last")
    assert "Take from the charter who presents the first result" in credit
    assert "before the number has moved" not in credit and "weeks 8 and 12" not in credit


@pytest.mark.parametrize("name", CASES)
def test_the_private_sheet_comes_once_and_its_step_says_who_sees_it(name: str) -> None:
    assert page(name).count("### The people, privately") == 1
    assert "only a coach may see" not in page(name) and "to yourself" not in page(name)


@pytest.mark.parametrize("name", CASES)
def test_a_count_is_asked_of_one_person_after_the_talks_and_of_nobody_who_has_it(name: str) -> None:
    assert not days(name, "ask whether they could count")
    asked = days(name, "at whose desk it shows first")
    assert asked == ([] if name in ("D01", "D13") else days(name, "have talked with everyone"))
    again = "Write down what you count, out of how many" in page(name)
    assert again is (name not in ("D01", "D13"))


def test_a_teacher_asks_the_principal_first_and_for_cover() -> None:
    first = DATED.findall(page("D05"))[1]
    assert first[0] == "Mon Nov 30"
    assert first[1].startswith("before anybody else hears of it, ask your principal or lead team to be your sponsor")
    assert "your class covered" in first[1]
    two = card("D05", "Two tasks for your sponsor")
    assert "**With:** you and your principal or lead team; for a part that another office holds" in two
    assert "to whom all the units answer" not in two


def test_a_college_is_asked_for_its_own_calendar() -> None:
    assert days("D16", "ask for the days of the college's term") == ["Tue Dec 1"]
    assert not days("D08", "college's term") and not days("D16", "college's term", part_college="careers")
    assert "two weeks before the next term" in page("D16", "later")


@pytest.mark.parametrize("name", CASES)
def test_the_charter_is_read_again_on_the_day_it_says(name: str) -> None:
    assert "| Read again on | Thu Mar 4 |" in page(name)  # six school weeks after Thu Jan 21


@pytest.mark.parametrize("name", CASES)
def test_calls_every_other_week_are_four_until_the_day_of_deciding(name: str) -> None:
    text = page(name)
    assert ("four times" in card(name, "The owners' huddle")) is (name in OVER_BODIES)
    assert "six times" not in text and "Tuesdays" not in text and "on Thursday, and please" not in text
    assert ("Copy one for each call." in text) is (name in OVER_BODIES)
    assert ("each body has said yes, or named who will and by when" in text) is (name in OVER_BODIES)
    assert ("everyone who gives something has signed" in text) is (name not in OVER_BODIES)


def holders(name: str, **changed: Value | None) -> dict[str, tuple[str, str]]:
    """Who holds what and is judged by what, as on the sheet."""
    rows = re.findall(r"^\| \**(.+?)\**(?: \(you marked this\))? \| (.+?) \| (.+?) \| \|$", page(name, **changed), re.M)
    return {who: (part, judged) for who, part, judged in rows}


def test_each_is_judged_by_what_is_theirs() -> None:
    college = holders("D16")
    assert college["Workforce board"][1] == "ask them" and "Agencies or districts" not in college
    assert college["Professors"][1] == college["College"][1] == "their own enrollment"
    assert holders("D13")["Health services"][1] == "students seen, and papers complete"
    assert holders("D08")["Registrars in nine districts"][1] == "records without error"
    assert holders("D08")["Probation"][1] == "ask them"


def test_nurses_named_under_health_are_not_told_again_under_counselors() -> None:
    found = holders("D11")
    assert found["Health"][0] == "nurses on site"
    assert found["Counselors or nurses"][0] == "learn what stands in the way"


def test_others_read_their_name_without_yours_and_each_unit_has_its_line() -> None:
    charter = page("D16").partition("### What each unit gives and gets")[2].partition("###")[0]
    assert "| English teachers |" in charter
    seven = page("D11").partition("### What each unit gives and gets")[2].partition("###")[0]
    assert "| Technology or data |" in seven
    who = page("D11").partition("### Who holds which part")[2].partition("###")[0]
    assert "|  | Transportation: the bus stops |  |  |  |" in who


def test_a_school_board_is_still_the_board() -> None:
    assert (
        holders("D16", partners="School board: the vote.")["School board"][1]
        == "those who elect or appoint them, and the news"
    )


def test_credits_lost_at_moves_are_counted_caused_and_changed_as_such() -> None:
    text = page("D08")
    assert "To count beside it: Credits lost per move" in text
    assert "A move that nobody announces" in text and "Failure in ninth grade" not in page("D08", "now")
    assert "A call the day before" in text and "Twenty leavers" not in text
    assert "| The agency | word of a move the day before |" in text
    assert "by name, registrar and counselor" not in text
    assert "To count beside it" not in page("D08", measure="Of 210 seniors 33 are two credits behind.")


@pytest.mark.parametrize("name", ["D08", "D13"])
def test_evidence_about_something_else_says_so(name: str) -> None:
    limits = page(name).partition("*Limits:*")[2].split("\n")[0]
    assert re.search("none of these is about credits at a move|neither is about the first weeks of newcomers", limits)


def test_whoever_counts_weekly_is_told_of_no_result_once_a_year() -> None:
    assert "official figure comes once" not in page("D13")
    assert "official figure comes once" in page("D13", have=None)


def test_fifty_children_on_a_list_are_no_rare_event() -> None:
    assert "keep a list of names and show counts" in page("D05").casefold()
    look = card("D05", "Get the owners to look together")
    assert "sessions lost, and to what" in look and "waits, returns" not in look
    assert "waits, returns, steps done twice" in card("D01", "Get the owners to look together")
    assert "drivers" not in card("D05", "Map the people before the causes")


@pytest.mark.parametrize("name", CASES)
def test_the_story_names_us_and_the_day(name: str) -> None:
    story = card(name, "The five-minute story")
    assert ', and on us."' in story and "That is all of us" not in story
    assert "here is the day" in story and "too large to talk" not in story


@pytest.mark.parametrize("name", ["D01", "D05", "D11", "D13"])
def test_a_sponsor_is_asked_for_two_tasks_and_comes_when_there_is_a_meeting(name: str) -> None:
    two = card(name, "Two tasks for your sponsor")
    assert "Ask for the two tasks and nothing else." in two and "an hour's review" not in two
    assert "10 of every other owners' meeting" in two
    assert "every other week with your sponsor" in card(name, "The owners' huddle")


@pytest.mark.parametrize("name", CASES)
def test_the_joint_look_lasts_90_minutes_with_what_was_seen_elsewhere(name: str) -> None:
    look = card(name, "Get the owners to look together")
    assert sum(map(int, re.findall(r"(\d+) minutes(?=[:.])", look.partition("**Steps**")[2]))) == 90
    assert ("your page from elsewhere" in look) is (name in ("D08", "D13"))


def test_colleagues_who_are_ready_are_asked_for_something() -> None:
    assert days("D05", "one of the colleagues who are ready") and days("D08", "one of the colleagues who are ready")
    assert not days("D01", "one of the colleagues who are ready")


def test_an_agency_begins_with_two_districts_and_with_whoever_can_call_them() -> None:
    assert days("D08", "choose the two districts or the one program where you begin") == ["Mon Nov 30"]
    assert days("D08", "everyone who holds a piece where you begin")
    assert days("D08", "ask whoever can call the others together, one of those you named")


def test_missed_days_are_no_lateness() -> None:
    text = page("D11")
    assert "Late inside the gate" not in page("D11", "now")
    assert "One entrance, one week" not in text and "Late students by entrance" not in page("D11", "later")
    assert "Late inside the gate" in page("D11", "now", measure="About 260 late a day now.")


@pytest.mark.parametrize("name", CASES)
def test_a_win_is_shown_to_somebody_if_there_is_one(name: str) -> None:
    assert days(name, "if a hand-off fails less often, show it together")
    assert "simple tools" not in page(name)


def test_a_board_hears_of_a_win_and_calls_nobody() -> None:
    assert days("H15", "hear it from those who changed most, at a board meeting")
    assert not days("H15", "show it together")


@pytest.mark.parametrize("name", ["D05", "D08", "D16"])
def test_the_rule_from_past_tries_is_written_before_the_first_talk(name: str) -> None:
    assert days(name, "look back on the last tries") == ["Wed Dec 2"]
    assert days(name, "hold the first talk") == ["Thu Dec 3"]
    assert "| Our one rule |  |  |  |" in page(name)


def test_an_hour_beside_somebody_is_asked_for_once_and_in_a_talk() -> None:
    assert days("D16", "sit ") == ["Mon Dec 14"]


def test_newcomers_who_still_wait_belong_to_the_cases_and_to_the_season() -> None:
    text = page("D13")
    assert "those who still wait included" in text and "every fifth" not in text
    assert "wait for a decision" not in text and "one signature" not in text
    assert "a schedule within two days of the score" in text
    assert "Two seats held in four sections" in text and "One reclassification day" not in page("D13", "later")
    assert (
        days("D13", "one a week for the first four weeks of") and "the number itself moves most in those weeks" in text
    )


def test_months_are_told_one_by_one() -> None:
    told = page("D01").partition("**What it asks for.**")[2].split("\n")[0]
    assert re.search(r"then \d+ of yours and \d+ of theirs in the second, and in the third \d+ and \d+\.", told)


def test_what_comes_before_you_begin_stands_beside_its_name() -> None:
    assert "**Before you begin.** *You said nobody has tried to fix it yet.* Expect" in page("D13")


def test_a_list_of_what_failed_holds_no_names_of_those_who_noted_it() -> None:
    assert "Noted by" not in page("D01")


def test_no_card_gives_the_reason_of_a_sentence_word_for_word() -> None:
    told = {one.because.rstrip(".").casefold() for one in advice().tailoring}
    reasons = [(file.id, when.because) for file in advice().plays.values() for when in file.play.when]
    assert [(play, reason) for play, reason in reasons if reason.casefold() in told] == []


def test_a_source_read_on_a_mirror_says_so() -> None:
    assert "educationresearchreport.blogspot.com, not the publisher’s own page (trial)" in page("D16")
    assert page("D01").count("doi.org, not the publisher") == 0


def test_those_only_ticked_are_not_said_to_be_named() -> None:
    told = " ".join(influence_in(diagnosed(case("D11", "answers@2.yaml")), advice()).sentences())
    assert "Near, because you named or marked them: Transportation" in told
