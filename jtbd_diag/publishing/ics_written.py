"""A playbook's dated plan -> a calendar file that Outlook, Google and Apple calendars import.

Owns the entries and their identities; must not know how a plan came about. Steps are events of a whole day that
leave the day free: tasks (VTODO) are dropped by Google and by Outlook on the web.
"""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.dates import today
from jtbd_diag.ground.english import begun_large
from jtbd_diag.publishing.tree.markdown_parsed import clean, parse

if TYPE_CHECKING:
    from icalendar import Event

    from jtbd_diag.playbook.choice.dated_steps import DatedStage, DatedStep
    from jtbd_diag.playbook.written_playbook import Playbook
    from jtbd_diag.publishing.theme.theme import Theme

_PRODUCT = "-//jtbd-diag//playbook//EN"
_HOUSE = "jtbd-diag"  # ends each identity; no machine's name
_DAY_ONE = datetime.date(2025, 1, 1)  # versions are counted in days from here
_OF_THE_VERSION = ("SEQUENCE", "DTSTAMP", "LAST-MODIFIED")
_SUMMARY = 80  # letters of a step that a month's page or a telephone still shows; the whole step is in the description
_LARGEST = 5_000_000  # bytes of a calendar that is replaced


def render(
    playbook: Playbook, _theme: Theme, replaced: bytes | None = None, made: datetime.date | None = None
) -> bytes:
    """The plan as iCalendar (RFC 5545), an event a step.

    An entry is the same one in every version of a leader's plan: its identity is made of whose plan it is and of the
    step as the plan's file words it, so that a calendar replaces it after a name, an answer or a day was mended. Its
    version is the day on which it is `made`, today by default, and above the one in the file that is `replaced`, unless
    nothing changed. The same playbook made on the same day gives the same bytes.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _words(playbook.title))
    calendar.add("x-wr-caldesc", _words(playbook.footer))
    before = _events_in(replaced)
    for identity, stage, step in _steps(playbook):
        event = _event(playbook, stage.title, step)
        event.add("uid", identity)
        _give_version(event, before.get(identity), made or today())
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _steps(playbook: Playbook) -> Iterator[tuple[str, DatedStage, DatedStep]]:
    seen: Counter[str] = Counter()
    for stage in playbook.plan:
        for step in stage.steps:
            name = step.source or step.do
            seen[name] += 1
            whole = f"{playbook.whose}|{name}|{seen[name]}"
            yield f"{hashlib.sha256(whole.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}@{_HOUSE}", stage, step


def _event(playbook: Playbook, stage: str, step: DatedStep) -> Event:
    from icalendar import Event

    what = begun_large(_words(step.do).rstrip("."))
    event = Event()
    event.add("summary", _title(what))
    event.add("dtstart", step.date)
    event.add("dtend", step.date + datetime.timedelta(days=1))
    event.add("description", _description(playbook, stage, step))
    event.add("transp", "TRANSPARENT")
    return event


def _title(step: str) -> str:
    """A step, or its first whole words and an ellipsis."""
    if len(step) <= _SUMMARY:
        return step
    first = step[:_SUMMARY]
    return f"{(first.rpartition(' ')[0] or first).rstrip(',;:')}…"


def _description(playbook: Playbook, stage: str, step: DatedStep) -> str:
    done = say("publishing.shows_it_is_done", shows=_words(step.shows))
    return f"{begun_large(_words(step.do))}\n\n{done}\n\n{_words(stage)}. {_words(playbook.title)}"


# --- versions -------------------------------------------------------------------------------------------


def _give_version(event: Event, before: Event | None, made: datetime.date) -> None:
    """Keep the version of an entry that did not change, else give it a later one."""
    if before is not None and _says(before) == _says(event):
        for name in _OF_THE_VERSION:
            if name in before:
                event[name] = before[name]
        return
    stamp = datetime.datetime.combine(made, datetime.time(), datetime.UTC)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", max((made - _DAY_ONE).days, _version_of(before) + 1, 0))


def _says(event: Event) -> Mapping[str, bytes]:
    return {name: value.to_ical() for name, value in event.items() if name not in _OF_THE_VERSION}


def _version_of(event: Event | None) -> int:
    return int(event.get("SEQUENCE", 0)) if event is not None else -1


def _events_in(file: bytes | None) -> Mapping[str, Event]:
    """The entries of a calendar file by identity; none where it is no calendar."""
    from icalendar import Calendar, Event

    if file is None or len(file) > _LARGEST:
        return {}
    try:
        events = [one for one in Calendar.from_ical(file).walk("VEVENT") if isinstance(one, Event)]
        return {str(event["UID"]): event for event in events if _version_of(event) >= 0}
    except (ValueError, KeyError, TypeError):
        return {}


def _words(markdown: str) -> str:
    """A line of Markdown as its plain words."""
    return " ".join(block.plain() for block in parse(clean(markdown)).blocks)
