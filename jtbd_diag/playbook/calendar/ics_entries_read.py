"""A calendar file (`.ics`) -> its entries, each time that they are on, whatever else in it is broken.

Owns which entries can be followed, and for how long; knows nothing of what they tell.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.ground.text_files import read_text

if TYPE_CHECKING:
    from icalendar import Calendar, Event

Days = tuple[datetime.date, datetime.date]
"""The first and the last of several days."""

_YEARS = range(1900, 2200)
_YEAR = datetime.timedelta(days=366)
"""So long at most is an entry, and so long before and after one others that repeat are followed."""
_FOLLOWED = 12 * _YEAR
"""For so long at most, the latest time first, altogether."""
_REPEATS = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_FAULTS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What reading an entry that is broken may raise."""


def opened(path: Path) -> tuple[Calendar, int]:
    """A calendar file and the number of its entries. Raises InputError where it is none."""
    from icalendar import Calendar

    text = read_text(path)
    try:
        calendar = Calendar.from_ical(text)
        number = len(calendar.walk("VEVENT"))
    except _FAULTS:
        hint = say("playbook.export_unreadable_hint")
        raise complaint(Code.CALENDAR_SHAPE, str(path), say("playbook.export_unreadable"), hint) from None
    return calendar, number


def sound_events(calendar: Calendar) -> list[Event]:
    """The entries of which nothing is broken, from years of which a calendar may tell."""
    found: list[Event] = calendar.walk("VEVENT")  # type: ignore[assignment]
    return [event for event in found if not event.errors and _is_sound(event)]


def _is_sound(event: Event) -> bool:
    """Whether it begins in a year that can be meant, lasts for a year at most, and repeats by steps of one or more."""
    try:
        first, end = date_of(event.get("DTSTART")), date_of(event.get("DTEND"))
        lasts = getattr(event.get("DURATION"), "dt", end - first if first and end else datetime.timedelta())
        steps = [int(step) for rule in _rules(event) for step in rule.get("INTERVAL", [])]
        in_time = first is None or first.year in _YEARS
        return bool(in_time and datetime.timedelta() <= lasts <= _YEAR and min(steps, default=1) > 0)
    except _FAULTS:
        return False


def series_of(events: Iterable[Event]) -> list[list[Event]]:
    """Entries with the changed times of those that repeat, by their UID.

    Of several whole entries under one UID the latest version counts; those of one version are entries of their own.
    """
    by_uid: dict[str, list[Event]] = {}
    for event in filter(_may_repeat, events):
        by_uid.setdefault(str(event.get("UID") or id(event)), []).append(event)
    return [one for events_of in by_uid.values() for one in _parted(events_of)]


def _parted(events: Sequence[Event]) -> Iterator[list[Event]]:
    changed = [event for event in events if event.get("RECURRENCE-ID")]
    whole = [event for event in events if not event.get("RECURRENCE-ID")]
    latest = max((_version(event) for event in whole), default=0)
    whole = sorted((event for event in whole if _version(event) == latest), key=_repeats, reverse=True)
    yield [*whole[:1], *changed]
    yield from ([event] for event in whole[1:])


def occurrences(calendar: Calendar, series: Sequence[Event], days: Iterable[datetime.date]) -> list[Event] | None:
    """Each time that a series is on, near one of some `days` where it repeats; None where it cannot be followed."""
    from icalendar import Calendar as Copy
    from recurring_ical_events import of

    narrow = Copy()
    for name, value in calendar.items():
        narrow[name] = value
    for part in (*calendar.walk("VTIMEZONE"), *series):
        narrow.add_component(part)
    own = [day for event in series if (day := date_of(event.get("DTSTART"))) is not None]
    times = _near(days if any(map(_repeats, series)) else own)
    try:
        found = of(narrow)
        return [event for first, last in times for event in found.between(first, last)]
    except _FAULTS:
        return None


def _near(days: Iterable[datetime.date]) -> list[Days]:
    """The times that lie within a year of one of some days, the latest first, and no more than are followed."""
    found, left = list[Days](), _FOLLOWED
    for day in sorted(days, reverse=True):
        last = min(day + _YEAR, found[-1][0]) if found else day + _YEAR
        first = max(day - _YEAR, last - left)
        if first < last:
            found.append((first, last))
            left -= last - first
    return found


def _version(event: Event) -> int:
    found = event.get("SEQUENCE", 0)
    return found if isinstance(found, int) else 0


def _repeats(event: Event) -> bool:
    return bool(event.get("RRULE") or event.get("RDATE"))


def _rules(event: Event) -> list[Any]:
    rules = event.get("RRULE", [])
    return rules if isinstance(rules, list) else [rules]


def _may_repeat(event: Event) -> bool:
    """Whether it is on once, or at most once a day: what repeats by the hour closes no school."""
    every = [one for rule in _rules(event) for one in rule.get("FREQ", [])]
    return all(str(one).upper() in _REPEATS for one in every)


def summary(event: Event) -> str:
    """What an entry is called, on one line."""
    return " ".join(str(event.get("SUMMARY", "")).split())


def date_of(value: Any) -> datetime.date | None:
    """The day of a value of an entry; None where there is none."""
    found = getattr(value, "dt", None)
    if isinstance(found, datetime.datetime):
        return found.date()
    return found if isinstance(found, datetime.date) else None
