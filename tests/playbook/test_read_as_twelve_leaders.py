"""What twelve leaders unlike the development cases found wrong in their own playbooks: one test for each kind."""

from __future__ import annotations

import datetime

import pytest

from jtbd_diag.playbook import write_playbook
from jtbd_diag.playbook.letter import write_letter
from jtbd_diag.questionnaire import Value
from tests.playbook.leaders import MONDAY, advice, case, diagnosed


def text_of(name: str, date: datetime.date = MONDAY, **changed: Value | None) -> str:
    diagnosis = diagnosed(case(name, "answers@2.yaml"), **changed)
    return write_playbook(diagnosis, advice=advice(), date=date, issue="all").markdown


@pytest.mark.parametrize(
    ("measure", "season", "box"),
    [
        ("47 days; 20 by December 15", "all_year", "Your own date or Mon Jan 25, whichever comes first"),
        (None, "all_year", "Mon Jan 25"),
        (
            "31 short; 5 by April",
            "winter",
            "Your own date, if you gave one, else after the weeks from November to January;",
        ),
        (None, "winter", "A nearer aim by Mon Jan 25; your number after the weeks from November to January"),
    ],
)
def test_a_date_of_the_leaders_own_is_not_put_off(measure: str | None, season: str, box: str) -> None:
    found = text_of("D04", measure=measure, season=season)
    assert f"| By which date | {box}" in found
    assert "or sooner" not in found


def test_a_date_only_weeks_away_is_answered_for() -> None:
    told = "tell whoever set it what can be counted by then"
    assert told in text_of("D10", measure="47 days; 20 by December 15", season=None)
    assert told not in text_of("D10", measure=None, season=None)


def test_a_number_without_a_date_is_not_said_to_have_one() -> None:
    found = text_of("D10", measure="47 days, 20 wanted", season=None)
    assert "Keep your own date, if you gave one; else put it six to twelve weeks away." in found


def test_the_result_among_four_numbers_is_the_leaders_own() -> None:
    own = text_of("D04", area="staffing", measure="47 days from offer to start; 20", areas=("staffing", "data"))
    assert "| Result | Your own number |" in own
    assert "| The result | 47 days from offer to start; 20 |" in own
    without = text_of("D04", area="staffing", measure=None, areas=("staffing", "data"))
    assert "| Result | Teacher retention" in without


def test_a_school_that_teachers_run_need_have_no_principal() -> None:
    for name in ("D02", "D01", "D06"):
        found = text_of(name, kind="school", title="teacher_leader", size="under_1000")
        assert "principal or lead team" in found
        assert "your principal " not in found.replace("your principal or lead team", "")


@pytest.mark.parametrize(
    ("partner", "said"),
    [
        ("Night supervisor", "the night supervisor"),
        ("Dormitory manager", "the dormitory manager"),
        ("Chief of schools", "the chief of schools"),
        ("Chief Operating Officer", "the chief operating officer"),
        ("county road crew", "the county road crew"),
        ("Chief Redfeather", "Chief Redfeather"),
        ("Kim Night", "Kim Night"),
    ],
)
def test_those_who_work_by_night_or_at_the_top_have_an_article(partner: str, said: str) -> None:
    assert f"ask {said} for half an hour" in text_of("D01", partners=f"{partner}: the log")


def test_what_the_leader_says_aloud_names_no_secretary_of_the_listener() -> None:
    found = text_of("D01", partners="Bus contractor: the routes; my secretary: the calls")
    assert "depended on the bus contractor and our secretary, and on us." in found
    assert "Begin with the bus contractor and your secretary" in found


def test_on_a_sheet_of_the_leaders_nobody_is_yours() -> None:
    found = text_of("D05", partners="our vendor: the logins; HR: names", tried=("committee",))
    assert "| Who must agree | Vendor, HR |" in found


def test_where_staff_are_harmed_most_the_story_is_of_no_student() -> None:
    staff, students = text_of("D08", harmed="staff"), text_of("D08", harmed="few_students")
    for words in ("to one student", "about one student", "This student depended", "these students again"):
        assert words in students
        assert words not in staff
    assert "This person depended on" in staff


def test_a_meeting_is_canceled_when_there_is_school() -> None:
    found = text_of("D06", date=datetime.date(2027, 6, 14), have=None, title="superintendent", kind="district")
    step = next(line for line in found.splitlines() if "cancel it for a month" in line)
    assert "Aug" in step
    assert "to the end of the school year" not in found


def test_the_education_committee_sees_the_dots_of_a_tribal_school() -> None:
    tribal = text_of("D06", kind="tribal", size="under_1000", title="superintendent")
    assert "invite the education committee or the council to see the dots" in tribal


def test_two_jobs_that_fit_alike_are_not_to_be_mixed() -> None:
    mixed = text_of("D14", gift="go_between", by_decision="little", causes="other_units", triad_whose="partners")
    assert "Two jobs fit about equally well." in mixed
    assert "keep to one" in mixed
    assert "While you hold the talks, try for two weeks" not in mixed


def test_no_look_is_asked_for_in_place_of_a_test_that_runs() -> None:
    for part in ("buses", "buildings", "meals"):
        found = text_of("D02", area="transport_facilities", part_transport=part)
        assert "before you choose the next test" in found
        assert "before you change anything more" not in found


def test_whoever_answered_too_little_is_told_where_to_begin() -> None:
    nothing = dict.fromkeys(("causes", "one_result", "next_move", "gift", "triad_whose", "by_decision"))
    few = {item: None for item in case("D02", "answers@2.yaml").values if item not in ("area", "name", "attempts")}
    found = text_of("D02", **{**nothing, **few})
    assert "Begin at the top: what tells most comes first." in found


SAFE = "Settle this week, with whoever may order it, what keeps people safe meanwhile"


@pytest.mark.parametrize(
    ("changed", "begins"),
    [
        ({"can_wait": "1"}, "# One stubborn problem"),
        ({"can_wait": "4", "voluntary": "no", "harmed": "few_students"}, "# No pressing problem"),
        (dict.fromkeys(case("D02", "answers@2.yaml").values), "# Not enough to tell"),
    ],
)
def test_where_safety_is_the_matter_every_page_speaks_of_it_first(changed: dict[str, Value], begins: str) -> None:
    about = diagnosed(case("D02", "answers@2.yaml"), **{**changed, "area": "safety"})
    written = write_playbook(about, advice=advice(), date=MONDAY, issue="now", for_coach=True)
    assert written.markdown.startswith(begins)
    assert written.coach is not None
    letter = write_letter(about, advice=advice(), date=MONDAY).document
    assert SAFE in written.coach.markdown.split("## Before the first call")[0]
    for page in (written, letter):
        assert page.markdown.index(SAFE) < page.markdown.index("hows it is done")
        assert "a good place to be" not in page.markdown
