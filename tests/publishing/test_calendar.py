"""The plan as a calendar: whole days, stable identities, the same bytes, and words that stay words."""

from __future__ import annotations

import datetime

import icalendar

from jtbd_diag.playbook.selection import DatedStage, DatedStep
from jtbd_diag.playbook.writing import Playbook
from jtbd_diag.publishing import render
from tests.playbook.leaders import written_for

from .sample import HOSTILE, escaped, playbook_of

DAY = datetime.date(2026, 11, 23)
HOSTILE_LINE = " ".join((*HOSTILE, "BEGIN:VEVENT", "a,b;c\\n", "é日本"))


def events(playbook: Playbook) -> list[icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(render(playbook, "ics"))
    return [event for event in calendar.walk("VEVENT") if isinstance(event, icalendar.Event)]


def plain(words: str) -> str:
    return words.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")


def plan(*steps: DatedStep) -> Playbook:
    return playbook_of("# T", plan=(DatedStage("Your first day", steps),))


def test_every_step_of_the_plan_is_a_free_whole_day() -> None:
    playbook = written_for("D11")
    steps = [step for stage in playbook.plan for step in stage.steps]
    found = events(playbook)
    assert [event["dtstart"].dt for event in found] == [step.date for step in steps]
    for event, step in zip(found, steps, strict=True):
        assert event["dtend"].dt - event["dtstart"].dt == datetime.timedelta(days=1)
        assert event["transp"] == "TRANSPARENT"
        assert plain(step.shows) in event["description"]
        assert playbook.title in event["description"]
        assert str(event["summary"])[1:] == plain(step.do)[1:].rstrip(".")
    assert icalendar.Calendar.from_ical(render(playbook, "ics")).errors == []


def test_the_same_day_gives_the_same_bytes_and_identities_never_repeat() -> None:
    made = render(written_for("D11"), "ics")
    assert made == render(written_for("D11"), "ics")
    identities = [str(event["uid"]) for event in events(written_for("D11"))]
    assert len(set(identities)) == len(identities)
    assert all(identity.endswith("@jtbd-diag") for identity in identities)
    others = {str(event["uid"]) for event in events(written_for("D13"))}
    assert others.isdisjoint(identities), "two leaders' plans can stand in one calendar"


def test_equal_steps_on_one_day_are_two_entries() -> None:
    step = DatedStep(DAY, "call.", "a date.")
    first, second = events(plan(step, step))
    assert first["uid"] != second["uid"]


def test_words_are_literal_and_lines_keep_to_75_octets() -> None:
    playbook = plan(DatedStep(DAY, escaped(HOSTILE_LINE), escaped(HOSTILE_LINE)))
    (event,) = events(playbook)
    assert str(event["summary"]) == HOSTILE_LINE
    assert HOSTILE_LINE in str(event["description"])
    lines = render(playbook, "ics").split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert [line for line in lines if b"\n" in line] == []


def test_the_stamp_is_the_playbooks_day_and_no_machine_is_named() -> None:
    playbook = plan(DatedStep(DAY, "go.", "gone."))
    (event,) = events(playbook)
    assert event["dtstamp"].dt == datetime.datetime(2025, 11, 21, tzinfo=datetime.UTC)
