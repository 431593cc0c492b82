"""The plan as a calendar: whole days, stable identities, the same bytes, and words that stay words."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import icalendar
import pytest

from jtbd_diag.answers import Answers
from jtbd_diag.diagnosis import diagnose
from jtbd_diag.playbook import write_playbook
from jtbd_diag.playbook.choice.dated_steps import DatedStage, DatedStep
from jtbd_diag.playbook.written_playbook import Playbook
from jtbd_diag.publishing import ics_written, load_theme, publish, render
from tests.playbook.leaders import MONDAY, advice, case, questionnaire, written_for

from .sample import HOSTILE, escaped, playbook_of

DAY = datetime.date(2026, 11, 23)
HOSTILE_LINE = " ".join((*HOSTILE, "BEGIN:VEVENT", "a,b;c\\n", "é日本"))


def events(playbook: Playbook) -> list[icalendar.Event]:
    return events_in(render(playbook, "ics"))


def events_in(data: bytes) -> list[icalendar.Event]:
    found = icalendar.Calendar.from_ical(data).walk("VEVENT")
    return [event for event in found if isinstance(event, icalendar.Event)]


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
        assert plain(step.do)[1:] in event["description"]
        title = str(event["summary"])
        assert len(title) <= 81
        assert plain(step.do)[1:].startswith(title[1:].removesuffix("…"))
        assert title.endswith("…") is (len(plain(step.do).rstrip(".")) > 80)
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
    assert HOSTILE_LINE.startswith(str(event["summary"]).removesuffix("…"))
    assert HOSTILE_LINE in str(event["description"])
    lines = render(playbook, "ics").split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert [line for line in lines if b"\n" in line] == []


def test_the_stamp_is_the_day_it_is_made_and_no_machine_is_named() -> None:
    made = ics_written.render(plan(DatedStep(DAY, "go.", "gone.")), load_theme(), made=datetime.date(2026, 11, 28))
    (event,) = events_in(made)
    stamp = datetime.datetime(2026, 11, 28, tzinfo=datetime.UTC)
    assert (event["dtstamp"].dt, event["last-modified"].dt) == (stamp, stamp)


# --- made again -----------------------------------------------------------------------------------------


def of(answers: Answers, start: datetime.date = MONDAY) -> Playbook:
    return write_playbook(diagnose(questionnaire("leader@1"), answers), advice=advice(), date=start)


def versions(data: bytes) -> dict[str, int]:
    return {str(event["uid"]): int(event["sequence"]) for event in events_in(data)}


@pytest.mark.parametrize(
    "mended",
    [
        lambda a: of(a.with_value("partners", "The bus yard")),
        lambda a: of(a.with_value("name", "Somebody Else")),
        lambda a: of(a.with_value("episode", "Another story.")),
        lambda a: of(a, MONDAY + datetime.timedelta(days=7)),
        lambda a: of(a, MONDAY - datetime.timedelta(days=14)),
    ],
    ids=["partners", "name", "story", "a week later", "two weeks earlier"],
)
def test_entries_keep_their_identity_when_something_is_mended_and_get_a_later_version(
    mended: Callable[[Answers], Playbook],
) -> None:
    theme, day = load_theme(), datetime.date(2026, 11, 28)
    first = ics_written.render(of(case("D11")), theme, made=day)
    again = ics_written.render(mended(case("D11")), theme, made=day + datetime.timedelta(days=1))
    assert versions(again).keys() == versions(first).keys()
    assert all(versions(again)[uid] > number for uid, number in versions(first).items())
    instead = ics_written.render(mended(case("D11")), theme, first, made=day)
    before = {event["uid"]: event for event in events_in(first)}
    for event in events_in(instead):
        old = before[event["uid"]]
        same = all(event[name] == old[name] for name in ("summary", "dtstart", "description"))
        assert event["sequence"] == old["sequence"] + (0 if same else 1)


def test_made_again_without_a_change_the_file_stays_as_it_is() -> None:
    theme = load_theme()
    first = ics_written.render(of(case("D11")), theme, made=datetime.date(2026, 11, 28))
    assert ics_written.render(of(case("D11")), theme, first, made=datetime.date(2026, 12, 28)) == first


@pytest.mark.parametrize(
    "file", [b"", b"no calendar", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", b"\xff\x00", b"x" * 6_000_000]
)
def test_what_is_replaced_may_be_anything(file: bytes) -> None:
    theme, day = load_theme(), datetime.date(2026, 11, 28)
    assert ics_written.render(of(case("D11")), theme, file, made=day) == ics_written.render(
        of(case("D11")), theme, made=day
    )


def test_leaders_with_one_plan_have_entries_of_their_own() -> None:
    nameless = replace(case("D11"), respondent=None)
    made = [of(replace(nameless, respondent=name)) for name in ("s1.yaml", "Ana", "Ben")]
    made += [of(nameless), of(nameless.with_value("episode", "of another"))]
    identities = [set(versions(render(playbook, "ics"))) for playbook in made]
    assert len(set.union(*identities)) == sum(map(len, identities))


def test_publishing_over_a_calendar_counts_on_from_it(tmp_path: Path) -> None:
    path = tmp_path / "plan.ics"
    publish(of(case("D11")), path)
    first = path.read_bytes()
    later = MONDAY + datetime.timedelta(days=14)  # a week later is the same plan: Thanksgiving's days are kept free
    publish(of(case("D11"), later), path, force=True)
    assert all(versions(path.read_bytes())[uid] > number for uid, number in versions(first).items())
