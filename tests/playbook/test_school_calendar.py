"""Calendars: which days a plan may use, how gaps are counted, and what a calendar of one's own changes."""

import datetime
from pathlib import Path

import pytest

from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.playbook import read_calendar, write_playbook
from jtbd_diag.playbook.calendar.school_days import PlanDays
from tests.playbook.leaders import NAMES, advice, case, diagnosed

OWN = """
title: Example Unified
holidays: US
school: [{from: 2026-08-12, to: 2027-05-21}]
breaks:
  - {name: fall break, from: 2026-10-12, to: 2026-10-16}
  - {name: winter break, from: 2026-12-18, to: 2027-01-08}
testing: [{name: tests, week_of: 2027-04-07}]
"""


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "after", "due"),
    [
        ("2026-11-21", 0, "2026-11-30"),  # Saturday before Thanksgiving week
        ("2026-11-30", 4, "2026-12-04"),
        ("2026-11-30", 20, "2027-01-04"),  # a Sunday, then the winter break
        ("2026-11-30", 21, "2027-01-04"),
        ("2026-11-30", 28, "2027-01-11"),  # two weeks of winter break are not counted
        ("2027-01-04", 14, "2027-01-19"),  # Martin Luther King Jr. Day
        ("2027-03-15", 14, "2027-04-05"),  # spring break
        ("2027-04-12", 14, "2027-05-12"),  # sixteen days of state tests
        ("2027-05-31", 0, "2027-06-01"),  # Memorial Day
        ("2027-05-31", 21, "2027-09-03"),  # three more days in June, the rest from August 17 on
        ("2027-06-20", 0, "2027-08-17"),
        ("2027-05-06", 29, "2027-06-04"),  # the last day of school
        ("2027-05-06", 31, "2027-06-04"),  # the weekend behind it
        ("2027-05-06", 32, "2027-08-19"),
    ],
)
def test_gaps_are_counted_in_school_weeks(start: str, after: int, due: str) -> None:
    assert PlanDays(advice().calendar, day(start)).day(after).isoformat() == due


def test_what_needs_no_school_is_done_in_the_summer_where_a_plan_begins_then() -> None:
    summer = PlanDays(advice().calendar, day("2027-07-02"))
    assert [summer.day(0, anytime=True), summer.day(0)] == [day("2027-07-02"), day("2027-08-17")]
    spring = PlanDays(advice().calendar, day("2027-05-24"))
    assert spring.day(21, anytime=True) == spring.day(21), "begun before, it waits with the rest"


def test_offices_that_work_all_year_count_summers_and_tests_and_keep_breaks() -> None:
    office = PlanDays(advice().calendar, day("2027-06-20"), all_year=True)
    assert office.day(0) == day("2027-06-21")
    assert PlanDays(advice().calendar, day("2026-11-30"), all_year=True).day(28) == day("2027-01-11")


def test_a_calendar_of_ones_own_stands_before_the_usual_one(tmp_path: Path) -> None:
    file = tmp_path / "ours.yaml"
    file.write_text(OWN, "utf-8")
    own = read_calendar(file, advice().calendar)
    assert PlanDays(own, day("2026-10-05")).day(7) == day("2026-10-19"), "its fall break"
    assert own.free_on(day("2026-11-24")) is None, "no week off at Thanksgiving is told"
    assert PlanDays(own, day("2026-11-25")).day(1) == day("2026-11-27"), "the holiday itself is one"
    assert PlanDays(own, day("2027-05-20")).day(2) == day("2027-05-21"), "its last day"
    assert PlanDays(own, day("2027-05-20")).day(4) == day("2027-08-19"), "its last day, then the usual first one"
    assert own.free_on(day("2027-12-22")) is not None, "years that it does not tell of are as usual"
    assert own.free_on(day("2027-04-05")) is not None, "the week of a day"


@pytest.mark.parametrize(
    ("was", "instead"),
    [
        ("2026-08-12", "2026-13-12"),
        ("from: 2026-08-12", "from: 08-12"),
        ("to: 2026-10-16", "to: 2026-10-01"),
        ("week_of: 2027-04-07", "from: 2027-04-07"),
        ("holidays: US", "holidays: usa"),
    ],
)
def test_a_calendar_of_the_wrong_shape_is_told_with_its_line(tmp_path: Path, was: str, instead: str) -> None:
    file = tmp_path / "ours.yaml"
    file.write_text(OWN.replace(was, instead), "utf-8")
    with pytest.raises(InputError) as raised:
        read_calendar(file)
    assert {problem.code for problem in raised.value.problems} == {Code.CALENDAR_SHAPE}
    assert all(problem.where.line for problem in raised.value.problems)


@pytest.mark.parametrize("start", ["2026-08-31", "2026-11-30", "2027-03-01", "2027-05-31", "2027-07-05"])
def test_no_step_falls_in_a_break_in_tests_or_in_the_summer(start: str) -> None:
    free_on, all_year = advice().calendar.free_on, advice().places.all_year
    assert all_year is not None
    for name in NAMES:
        diagnosis = diagnosed(case(name, "answers@2.yaml"))
        playbook = write_playbook(diagnosis, advice=advice(), date=day(start))
        for step in (step for stage in playbook.plan for step in stage.steps):
            there = free_on(step.date)
            assert not advice().calendar.is_shut(step.date)
            assert there is None or there.staff_work, (name, step.do)
            if there is not None and not all_year.holds(diagnosis):
                assert day(start).month == 7, (name, step.date, step.do)
        dates = [
            max(step.date for step in stage.steps)
            for stage in playbook.plan
            if not stage.title.endswith(("season", "time comes"))
        ]
        assert dates == sorted(dates), name
