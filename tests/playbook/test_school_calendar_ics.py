"""Calendars as schools publish them: which entries tell of days without school, and what becomes of the others."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.playbook import Calendar, read_calendar, write_playbook
from jtbd_diag.playbook.calendar.school_days import PlanDays
from tests.playbook.leaders import advice, case, diagnosed

PUBLISHED = Path(__file__).with_name("published.ics")
HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}END:VCALENDAR\r\n"


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def published() -> Calendar:
    return read_calendar(PUBLISHED, advice().calendar)


def of(folder: Path, *entries: str) -> Calendar:
    """What entries tell; each is its lines with `|` between them."""
    file = folder / "own.ics"
    events = "".join(f"BEGIN:VEVENT\r\nUID:{n}\r\n{one}\r\nEND:VEVENT\r\n" for n, one in enumerate(entries))
    file.write_bytes(HEAD.format(events.replace("|", "\r\n")).encode())
    return read_calendar(file, advice().calendar)


def test_what_a_district_publishes_is_read_entry_by_entry() -> None:
    told = published().told
    assert told.title == "Pinewood Unified *District* Calendar"
    assert [(span.from_, span.to) for span in told.school] == [("2026-08-12", "2027-05-21")]
    assert [(one.name, one.from_, one.to) for one in told.breaks] == [
        ("Fall Break - NO SCHOOL for students and staff", "2026-10-12", "2026-10-16"),
        ("No School: parent conferences", "2026-11-02", "2026-11-02"),
        ("Thanksgiving Holiday", "2026-11-23", "2026-11-27"),
        ("Winter Break", "2026-12-21", "2027-01-06"),
        ("Spring Break", "2027-03-15", "2027-03-19"),
    ]
    assert [(one.name[:12], one.from_, one.to) for one in told.testing] == [
        *(
            ("Staff Develo", date, date)
            for date in ("2026-09-04", "2026-10-02", "2026-11-06", "2027-02-05", "2027-03-05", "2027-04-02")
        ),
        ("State Testin", "2027-04-12", "2027-04-23"),
        ("Staff Develo", "2027-05-07", "2027-05-07"),
    ]


def test_a_plan_counts_with_it_and_offices_that_work_keep_staff_days() -> None:
    calendar = published()
    assert PlanDays(calendar, day("2026-12-14")).day(7) == day("2027-01-07")
    assert PlanDays(calendar, day("2026-10-01")).day(1) == day("2026-10-05"), "a day without students"
    assert PlanDays(calendar, day("2026-10-01"), all_year=True).day(1) == day("2026-10-02")
    assert PlanDays(calendar, day("2027-05-20")).day(4) == day("2027-08-19"), "then the usual first day"
    assert calendar.is_shut(day("2026-11-11")), "a public holiday that it does not name"
    text = write_playbook(
        diagnosed(case("D02", "answers@2.yaml")), advice=advice(), date=day("2026-11-30"), calendar=calendar
    ).markdown
    assert "by Pinewood Unified \\*District\\* Calendar; kept free: Winter Break (Mon Dec 21 to Wed Jan 6)" in text
    assert "Staff Development" not in text, "single days are passed over like holidays"


def test_what_was_made_of_it_is_told() -> None:
    first, second, third = published().notes
    assert "school August 12, 2026 to May 21, 2027; kept free: Fall Break" in first
    assert "Winter Break (2026-12-21 to 2027-01-06)" in first
    assert second.startswith("8 single days")
    assert "us.yaml" in third


@pytest.mark.parametrize(
    ("entry", "free", "open_"),
    [
        ("DTSTART;VALUE=DATE:20261221|DTEND;VALUE=DATE:20270104|SUMMARY:WINTER RECESS", "2027-01-03", "2027-01-04"),
        ("DTSTART;VALUE=DATE:20261221|DURATION:P2W|SUMMARY:Winter break", "2027-01-03", "2027-01-04"),
        ("DTSTART:20261221T060000Z|DTEND:20261223T060000Z|SUMMARY:Schools closed", "2026-12-22", "2026-12-23"),
        ("DTSTART;VALUE=DATE:20261218|RRULE:FREQ=WEEKLY;COUNT=3|SUMMARY:No school Friday", "2027-01-01", "2027-01-08"),
        ("DTSTART;VALUE=DATE:20250919|RRULE:FREQ=WEEKLY|SUMMARY:No school Friday", "2026-09-18", "2026-09-17"),
    ],
)
def test_days_are_those_that_are_meant(tmp_path: Path, entry: str, free: str, open_: str) -> None:
    calendar = of(tmp_path, entry)
    assert calendar.free_on(day(free)) is not None
    assert calendar.free_on(day(open_)) is None


def test_a_week_of_four_days_names_no_break_after_its_fridays(tmp_path: Path) -> None:
    fridays = "DTSTART;VALUE=DATE:20260821|RRULE:FREQ=WEEKLY;BYDAY=FR;UNTIL=20270528|SUMMARY:No School - Friday"
    found = of(
        tmp_path,
        "DTSTART;VALUE=DATE:20260811|SUMMARY:1st Day of School (K-12)",
        fridays,
        "DTSTART;VALUE=DATE:20261221|DTEND;VALUE=DATE:20270102|SUMMARY:Christmas Break",
    )
    assert found.told.school[0].from_ == "2026-08-11"
    there = found.free_on(day("2026-12-22"))
    assert there is not None
    assert (there.name, there.first, there.last) == ("Christmas Break", day("2026-12-18"), day("2027-01-01"))
    assert PlanDays(found, day("2026-12-01")).day(3) == day("2026-12-07"), "Friday is passed over"


def test_a_summer_tells_of_the_last_and_the_first_day(tmp_path: Path) -> None:
    summer = "DTSTART;VALUE=DATE:20270529|DTEND;VALUE=DATE:20270809|SUMMARY:Summer Break"
    calendar = of(tmp_path, summer, "DTSTART;VALUE=DATE:20261012|SUMMARY:No school")
    assert [(span.from_, span.to) for span in calendar.told.school] == [
        ("2026-08-17", "2027-05-28"),
        ("2027-08-09", "2028-06-04"),
    ]
    assert [one.name for one in calendar.told.breaks] == ["No school"]


def test_a_date_far_off_takes_nothing_from_the_present_year(tmp_path: Path) -> None:
    winter = "DTSTART;VALUE=DATE:20261221|DTEND;VALUE=DATE:20270102|SUMMARY:Winter break - no school"
    fridays = "DTSTART;VALUE=DATE:20150911|RRULE:FREQ=WEEKLY|SUMMARY:No school Friday"
    far = "DTSTART;VALUE=DATE:20360601|SUMMARY:Class of 2036 graduation, no school"
    near, both = of(tmp_path, winter, fridays), of(tmp_path, winter, fridays, far)
    for free in ("2026-09-11", "2026-12-23", "2027-04-09"):
        assert near.free_on(day(free)) is not None
        assert both.free_on(day(free)) is not None
    assert both.free_on(day("2036-06-01")) is not None
    assert [span for span in both.told.school if span.from_.startswith("2026")]


def test_a_broken_entry_spoils_no_other_and_is_told(tmp_path: Path) -> None:
    good, bad = "DTSTART;VALUE=DATE:20261012|SUMMARY:No school", "DTSTART;VALUE=DATE:20269999|SUMMARY:No school"
    calendar = of(tmp_path, good, bad)
    assert calendar.free_on(day("2026-10-12")) is not None
    assert "1 entry could not be read." in calendar.notes


def test_what_repeats_is_followed_in_the_latest_years_of_a_long_archive(tmp_path: Path) -> None:
    mondays = [f"DTSTART;VALUE=DATE:{year}1012|SUMMARY:No school" for year in range(2001, 2031)]
    calendar = of(tmp_path, "DTSTART;VALUE=DATE:20010914|RRULE:FREQ=WEEKLY|SUMMARY:No school Friday", *mondays)
    assert calendar.free_on(day("2030-11-15")) is not None
    assert calendar.free_on(day("2019-11-15")) is not None
    assert calendar.free_on(day("2010-11-19")) is None
    assert calendar.free_on(day("2010-10-12")) is not None


@pytest.mark.parametrize("date", ["10660101", "40000101"])
def test_an_entry_of_no_year_that_can_be_meant_is_passed_over_and_told(tmp_path: Path, date: str) -> None:
    odd = f"DTSTART;VALUE=DATE:{date}|SUMMARY:No school"
    calendar = of(tmp_path, odd, "DTSTART;VALUE=DATE:20261012|SUMMARY:No school")
    assert [one.from_ for one in calendar.told.breaks] == ["2026-10-12"]
    assert "1 entry could not be read." in calendar.notes


@pytest.mark.parametrize(
    "content",
    [
        HEAD.format(""),
        HEAD.format("BEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20261012\r\nSUMMARY:Picture day\r\nEND:VEVENT\r\n"),
        HEAD.format("BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:No school\r\nEND:VEVENT\r\n"),
        HEAD.format("BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20269999\r\nSUMMARY:No school\r\nEND:VEVENT\r\n"),
        HEAD.format("BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261012\r\nRRULE:FREQ=X\r\nSUMMARY:Break\r\nEND:VEVENT\r\n"),
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
        "not a calendar",
        "",
    ],
)
def test_what_tells_nothing_is_told_without_a_traceback(tmp_path: Path, content: str) -> None:
    file = tmp_path / "broken.ICS"
    file.write_text(content, "utf-8")
    with pytest.raises(InputError) as raised:
        read_calendar(file, advice().calendar)
    (problem,) = raised.value.problems
    assert problem.code is Code.CALENDAR_SHAPE
    assert problem.hint is not None


GOOD = (
    "DTSTART;VALUE=DATE:20261012|SUMMARY:No school",
    "DTSTART;VALUE=DATE:20261221|DTEND;VALUE=DATE:20270102|SUMMARY:Winter break",
)
CONFUSED = {
    "ends a year before it begins": "DTSTART;VALUE=DATE:20270601|DTEND;VALUE=DATE:20260601|SUMMARY:No school",
    "lasts less than nothing": "DTSTART;VALUE=DATE:20270601|DURATION:-P3D|SUMMARY:No school",
    "lasts for ages": "DTSTART;VALUE=DATE:20261221|DURATION:P9999999D|SUMMARY:No school",
    "lasts up to the end of time": "DTSTART;VALUE=DATE:20261221|DTEND;VALUE=DATE:99991231|SUMMARY:No school",
}


@pytest.mark.parametrize("odd", CONFUSED.values(), ids=CONFUSED)
def test_an_entry_that_cannot_be_followed_denies_no_other_and_is_told(tmp_path: Path, odd: str) -> None:
    calendar = of(tmp_path, GOOD[0], odd, GOOD[1])
    assert [one.from_ for one in calendar.told.breaks] == ["2026-10-12", "2026-12-21"]
    assert "1 entry could not be read." in calendar.notes


def test_a_rule_without_a_step_is_passed_over_and_told(tmp_path: Path) -> None:
    calendar = of(tmp_path, *GOOD, "DTSTART;VALUE=DATE:20260904|RRULE:FREQ=WEEKLY;INTERVAL=0|SUMMARY:No school")
    assert [one.from_ for one in calendar.told.breaks] == ["2026-10-12", "2026-12-21"]
    assert "1 entry could not be read." in calendar.notes


def under_one_uid(folder: Path, *entries: str) -> list[str]:
    """The first days of breaks that are told where all entries have one UID."""
    file = folder / "one.ics"
    events = "".join(f"BEGIN:VEVENT\r\nUID:1\r\n{one}\r\nEND:VEVENT\r\n" for one in entries)
    file.write_bytes(HEAD.format(events.replace("|", "\r\n")).encode())
    return [str(one.from_) for one in read_calendar(file, advice().calendar).told.breaks]


def test_entries_under_one_uid_are_entries_of_their_own_and_a_later_version_takes_the_place(tmp_path: Path) -> None:
    assert under_one_uid(tmp_path, *GOOD) == ["2026-10-12", "2026-12-21"]
    moved = "DTSTART;VALUE=DATE:20261019|SEQUENCE:2|SUMMARY:No school"
    assert under_one_uid(tmp_path, f"SEQUENCE:1|{GOOD[0]}", moved) == ["2026-10-19"]


def test_a_changed_time_belongs_to_what_repeats_among_entries_of_one_uid(tmp_path: Path) -> None:
    weekly = "DTSTART;VALUE=DATE:20261204|RRULE:FREQ=WEEKLY;COUNT=2|SUMMARY:No school Friday"
    changed = "RECURRENCE-ID;VALUE=DATE:20261211|DTSTART;VALUE=DATE:20261210|SUMMARY:No school"
    assert under_one_uid(tmp_path, GOOD[0], weekly, changed) == ["2026-10-12", "2026-12-04", "2026-12-10"]


LAST_YEAR = (
    "DTSTART;VALUE=DATE:20250818|SUMMARY:First day of school",
    "DTSTART;VALUE=DATE:20251221|DTEND;VALUE=DATE:20260102|SUMMARY:Winter break",
    "DTSTART;VALUE=DATE:20260603|SUMMARY:Last day of school",
)


@pytest.mark.parametrize(
    ("date", "usual"), [("2025-12-01", False), ("2026-12-01", True), ("2026-04-20", True)], ids=["in", "after", "over"]
)
def test_days_that_a_calendar_does_not_tell_of_are_not_said_to_be_counted_by_it(
    tmp_path: Path, date: str, usual: bool
) -> None:
    calendar = of(tmp_path, *LAST_YEAR)
    text = write_playbook(
        diagnosed(case("D02", "answers@2.yaml")), advice=advice(), date=day(date), calendar=calendar
    ).markdown
    (told,) = (line for line in text.splitlines() if line.startswith("*Days are counted"))
    assert ("the others are counted by a usual school year" in told) is usual
    assert ("Move any that fall on your own days off" in told) is usual
    assert ("in a usual year)" in told) is usual
    assert told.count("inter break") == (0 if date == "2026-04-20" else 1)


def test_a_summer_between_two_years_that_are_told_is_told_too(tmp_path: Path) -> None:
    calendar = of(tmp_path, *LAST_YEAR, "DTSTART;VALUE=DATE:20260817|SUMMARY:First day of school", *GOOD)
    assert calendar.tells_of_all(day("2026-05-01"), day("2026-10-01"))
    assert not of(tmp_path, *LAST_YEAR).tells_of_all(day("2026-05-01"), day("2026-06-10"))
