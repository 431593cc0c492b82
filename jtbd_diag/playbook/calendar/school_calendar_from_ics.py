"""A calendar that a school publishes (`.ics`) -> when there is school, and which weeks are kept free.

Owns by which entries that is told; the words that tell it are a table of the language. Knows nothing of plans.
Entries of a whole day count, and others only where their words leave no doubt.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jtbd_diag.ground.catalogue import say, table
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.ground.dates import written_out
from jtbd_diag.ground.english import in_a_row
from jtbd_diag.playbook.calendar.ics_entries_read import (
    Days,
    date_of,
    occurrences,
    opened,
    series_of,
    sound_events,
    summary,
)

if TYPE_CHECKING:
    from icalendar import Calendar, Event

_DAY = datetime.timedelta(days=1)
_WORD = re.compile(r"[^\W_]+")
_LONGEST_BREAK = 45
"""So many days without school at most are a break; more are a summer."""
_NEAR = 75
"""A first or last day lies at most so many days from that of a usual year."""
_PARTNER = 30
"""So many days at most lie between an entry for the beginning of a break and the one for its end."""


class DayKind(StrEnum):
    """What an entry tells."""

    closed = "closed"
    staff = "staff_at_work"
    tests = "tests"
    first = "first_day"
    last = "last_day"
    resumes = "resumes"


_KEPT_FREE = (DayKind.closed, DayKind.staff, DayKind.tests)


@dataclass(frozen=True)
class CalendarEntry:
    """An entry that tells something, with its first and last day."""

    told: DayKind
    name: str
    first: datetime.date
    last: datetime.date

    @property
    def is_summer(self) -> bool:
        """Whether it is the summer, by its length."""
        return self.told is DayKind.closed and (self.last - self.first).days >= _LONGEST_BREAK


@dataclass(frozen=True)
class ExportRead:
    """What an export tells: the data of a calendar, and what was read of it, in sentences."""

    data: dict[str, Any]
    notes: tuple[str, ...]


def read_export(path: Path, usual: Iterable[Days], holidays: str | None) -> ExportRead:
    """What a calendar file of a school tells.

    `usual` are the school years of a usual calendar, in which first and last days that are not told are looked for;
    `holidays` the country whose public holidays count. Raises InputError where it is no calendar, or tells of no day
    without school.
    """
    calendar, number = opened(path)
    found, unfollowed = _entries(calendar)
    broken = number - len(sound_events(calendar)) + unfollowed
    entries = sorted(found, key=lambda one: (one.first, one.last, one.name))
    free = [one for one in _whole(entries) if not one.is_summer]
    years = list(_school_years(entries, usual))
    if not any(one.told in (DayKind.closed, DayKind.staff) for one in free) or not years:
        known = ", ".join(word for kind in ("surely_closed", "closed") for word in _words(kind)[:3])
        hint = say("playbook.export_tells_nothing_hint", known=known)
        raise complaint(Code.CALENDAR_SHAPE, str(path), say("playbook.export_tells_nothing", n=number), hint)
    title = " ".join(str(calendar.get("X-WR-CALNAME", "")).split()) or path.stem
    kept = [(one, _dumped(one)) for one in free]
    data = {
        "title": title,
        "holidays": holidays,
        "school": [{"from": str(first), "to": str(last)} for first, last in years],
        "breaks": [dumped for one, dumped in kept if one.told is DayKind.closed],
        "testing": [dumped for one, dumped in kept if one.told is not DayKind.closed],
    }
    return ExportRead({name: value for name, value in data.items() if value}, _notes(title, years, free, broken))


# --- what is in the file ----------------------------------------------------------------------------------------------


def _entries(calendar: Calendar) -> tuple[list[CalendarEntry], int]:
    """The entries that tell something, each time that they are on; and how many could not be followed."""
    series = [one for one in series_of(sound_events(calendar)) if any(_kind_of_day(summary(event)) for event in one)]
    days = [day for one in series for event in one if (day := date_of(event.get("DTSTART"))) is not None]
    found, broken = list[CalendarEntry](), 0
    for one in series:
        times = occurrences(calendar, one, days)
        broken += len(one) if times is None else 0
        for event in times or ():
            told, on = _kind_of_day(summary(event)), _days(event)
            if told is not None and on is not None and event.get("STATUS") != "CANCELLED":
                found.append(CalendarEntry(told, summary(event), *on))
    return found, broken


def _days(event: Event) -> Days | None:
    """Its first and last day; None where it is on for some hours, and its words leave a doubt."""
    first, end = date_of(event.get("DTSTART")), date_of(event.get("DTEND"))
    if first is None:
        return None
    begins, ends = (getattr(event.get(name), "dt", None) for name in ("DTSTART", "DTEND"))
    if isinstance(begins, datetime.datetime) and isinstance(ends, datetime.datetime):
        length = ends - begins
        if length < _DAY or length % _DAY:
            return (first, end or first) if _holds(summary(event), "surely_closed") else None
        return first, first + length - _DAY
    return first, max(first, end - _DAY) if end is not None else first


# --- what entries tell ------------------------------------------------------------------------------------------------


def _words(kind: str) -> Sequence[str]:
    words: Mapping[str, Sequence[str]] = table("school_words")
    return words[kind]


def _holds(name: str, *kinds: str) -> bool:
    bare = f" {' '.join(_WORD.findall(name.casefold()))} "
    return any(f" {word} " in bare for kind in kinds for word in _words(kind))


def _kind_of_day(name: str) -> DayKind | None:
    """What an entry tells by its words."""
    if not _holds(name, "of_a_part"):
        found = next((one for one in (DayKind.first, DayKind.last) if _holds(name, one.value)), None)
        if found is not None:
            return found
    if _holds(name, "resumes"):
        return DayKind.resumes
    if _holds(name, "staff_at_work") and not _holds(name, "closed", "no_closing"):
        return DayKind.staff
    if _holds(name, "surely_closed") or (_holds(name, "closed") and not _holds(name, "no_closing")):
        return DayKind.closed
    return DayKind.tests if _holds(name, "tests") and not _holds(name, "no_closing") else None


def _whole(entries: Sequence[CalendarEntry]) -> list[CalendarEntry]:
    """Breaks and tests with the days that belong together as one, under the name of the longest of them."""
    found, near, longest = list[CalendarEntry](), list[int](), list[CalendarEntry]()
    for one in (_up_to_its_end(entry, entries) for entry in entries if entry.told in _KEPT_FREE):
        near = [n for n in near if (one.first - found[n].last).days <= 3]
        before = next((n for n in near if found[n].told is one.told and _adjoin(found[n], one)), None)
        if before is None:
            near.append(len(found))
            found.append(one)
            longest.append(one)
        else:
            first, last = found[before].first, max(found[before].last, one.last)
            longest[before] = max(longest[before], one, key=lambda part: part.last - part.first)
            found[before] = replace(longest[before], first=first, last=last)
    return found


def _up_to_its_end(entry: CalendarEntry, entries: Sequence[CalendarEntry]) -> CalendarEntry:
    if entry.told is not DayKind.closed or entry.first != entry.last or not _holds(entry.name, "begins"):
        return entry
    whole = replace(entry, name=re.sub(rf"(?i)\W+(?:{'|'.join(_words('begins'))})\W*$", "", entry.name))
    for other in entries:
        if 0 < (other.first - entry.first).days <= _PARTNER:
            if other.told is DayKind.resumes:
                return replace(whole, last=other.first - _DAY)
            if other.told is DayKind.closed and _holds(other.name, "ends"):
                return replace(whole, last=other.last)
    return entry


def _adjoin(entry: CalendarEntry, other: CalendarEntry) -> bool:
    """Whether one goes on in the other, a weekend between them at most."""
    gap = (other.first - entry.last).days
    weekend = all((entry.last + n * _DAY).weekday() >= 5 for n in range(1, gap))
    return gap <= 1 or (gap <= 3 and weekend)


def _school_years(entries: Sequence[CalendarEntry], usual: Iterable[Days]) -> Iterator[Days]:
    """The school years of which the entries tell; where a first or last day is not told, the usual one."""
    summers = [entry for entry in entries if entry.is_summer]
    firsts = [entry.first for entry in entries if entry.told is DayKind.first] + [
        summer.last + _DAY for summer in summers
    ]
    lasts = [entry.last for entry in entries if entry.told is DayKind.last] + [
        summer.first - _DAY for summer in summers
    ]
    closed = [entry.first for entry in entries if entry.told is DayKind.closed and not entry.is_summer]
    for begins, ends in usual:
        first = min((day for day in firsts if abs(day - begins).days <= _NEAR), default=None)
        last = max((day for day in lasts if abs(day - ends).days <= _NEAR), default=None)
        if first or last or any(begins <= day <= ends for day in closed):
            yield first or begins, last or ends


def _dumped(entry: CalendarEntry) -> dict[str, str]:
    return {"name": entry.name, "from": str(entry.first), "to": str(entry.last)}


def _notes(title: str, years: Sequence[Days], free: Sequence[CalendarEntry], broken: int) -> tuple[str, ...]:
    spans = [say("playbook.export_span", first=written_out(first), last=written_out(last)) for first, last in years]
    long = [entry for entry in free if entry.last > entry.first]
    told = [say("playbook.export_break", name=one.name, first=one.first, last=one.last) for one in long]
    said = [say("playbook.export_read", title=title, years=in_a_row(spans), breaks="; ".join(told) or "–")]
    counted = {"playbook.export_days": len(free) - len(long), "playbook.export_broken": broken}
    return (*said, *(say(name, n=number) for name, number in counted.items() if number), say("playbook.export_mend"))
