"""A playbook's dated plan -> a calendar file that Outlook, Google and Apple calendars import.

Owns the entries and their identities; must not know how a plan came about. Steps are events of a whole day that
leave the day free: tasks (VTODO) are dropped by Google and by Outlook on the web.
"""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from jtbd_diag.publishing.markdown import clean, parse

if TYPE_CHECKING:
    from icalendar import Event

    from jtbd_diag.playbook.selection import DatedStep
    from jtbd_diag.playbook.writing import Playbook
    from jtbd_diag.publishing.theme import Theme

_PRODUCT = "-//jtbd-diag//playbook//EN"
_HOUSE = "jtbd-diag"  # ends each identity; no machine's name


def render(playbook: Playbook, _theme: Theme) -> bytes:
    """The plan as iCalendar (RFC 5545), an event a step.

    The same playbook gives the same bytes; a step keeps its identity when the playbook is written again for the
    same day, so that a calendar replaces it and does not double it.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _words(playbook.title))
    calendar.add("x-wr-caldesc", _words(playbook.footer))
    seen: Counter[str] = Counter()
    for stage in playbook.plan:
        for step in stage.steps:
            event = _event(playbook, stage.title, step)
            name = f"{playbook.title}|{playbook.markdown.partition('##')[0]}|{step.date}|{step.do}"
            seen[name] += 1
            event.add("uid", f"{hashlib.sha256(f'{name}|{seen[name]}'.encode()).hexdigest()[:32]}@{_HOUSE}")
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(playbook: Playbook, stage: str, step: DatedStep) -> Event:
    from icalendar import Event

    what = _words(step.do).rstrip(".")
    event = Event()
    event.add("summary", what[:1].upper() + what[1:])
    event.add("dtstart", step.date)
    event.add("dtend", step.date + datetime.timedelta(days=1))
    event.add("dtstamp", datetime.datetime.combine(playbook.date, datetime.time(), datetime.UTC))
    event.add("description", f"Shows it is done: {_words(step.shows)}\n\n{_words(stage)}. {_words(playbook.title)}")
    event.add("transp", "TRANSPARENT")
    return event


def _words(markdown: str) -> str:
    """A line of Markdown as its plain words."""
    return " ".join(block.plain() for block in parse(clean(markdown)).blocks)
