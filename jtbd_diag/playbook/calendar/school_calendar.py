"""The calendar of a place: when there is school, and which weeks a plan keeps free.

Owns the shape of `calendars/*.yaml` and what it says of a day; knows nothing of plans.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code
from jtbd_diag.ground.wrong_keys_and_values import read_shaped
from jtbd_diag.ground.yaml_parts import Part, Text

_DAY = datetime.timedelta(days=1)
_DATED = re.compile(r"(\d{4}-)?\d{2}-\d{2}")
EXPORT = ".ics"
_KNOWN_YEARS = (2000, 2100)
_LEAP = 2024
"""A year that holds every day there is, February 29 too."""


def _a_day(words: str) -> str:
    """A day as `2026-12-21`, or as `12-21` for every year. Raises ValueError for what is none."""
    try:
        if _DATED.fullmatch(words):
            datetime.date.fromisoformat(words if len(words) > 5 else f"{_LEAP}-{words}")
            return words
    except ValueError:
        pass
    raise ValueError(say("playbook.no_day", words=words))


CalendarDay = Annotated[Text, AfterValidator(_a_day)]


class Span(Part):
    """Days from one to another, both included; of every year where no year is told."""

    from_: CalendarDay = Field(alias="from")
    to: CalendarDay

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        """Raises ValueError where one day has a year and the other none, or the end comes first."""
        if len(self.from_) != len(self.to) or (len(self.from_) > 5 and self.from_ > self.to):
            raise ValueError(say("playbook.no_span", first=self.from_, last=self.to))
        return self

    def around(self, year: int) -> Iterator[tuple[datetime.date, datetime.date]]:
        """The days meant, where they begin in a year."""
        if len(self.from_) > 5:
            first = datetime.date.fromisoformat(self.from_)
            if first.year == year:
                yield first, datetime.date.fromisoformat(self.to)
        else:
            over = self.to < self.from_  # over the turn of the year
            yield of_year(self.from_, year), of_year(self.to, year + over)


class KeptFree(Part):
    """A break or testing window: a span of days, or the week of a day or holiday."""

    name: Text
    from_: CalendarDay | None = Field(default=None, alias="from")
    to: CalendarDay | None = None
    week_of: Text | None = None

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        """Raises ValueError where it is told neither by its days nor by its week, or by both."""
        if (self.from_ is None) != (self.to is None) or (self.from_ is None) == (self.week_of is None):
            raise ValueError(say("playbook.kept_by_neither"))
        if self.from_ is not None:
            self.span()
        return self

    def span(self) -> Span:
        """Its first and last day."""
        return Span.model_validate({"from": self.from_, "to": self.to})


class SchoolCalendar(Part):
    """When there is school, which weeks are kept free, and whose public holidays count.

    Years of which nothing is told are as in the shipped calendar.
    """

    title: Text
    holidays: Annotated[str, Field(pattern="^[A-Z]{2}$")] | None = None
    school: Annotated[tuple[Span, ...], Field(min_length=1)]
    breaks: tuple[KeptFree, ...] = ()
    testing: tuple[KeptFree, ...] = ()


@dataclass(frozen=True)
class Free:
    """Days on which a plan asks for nothing. `staff_work`: there are tests, or no students, and offices work.

    `usual`: the calendar given does not tell of them, or of where they end, and a usual one does.
    """

    name: str
    first: datetime.date
    last: datetime.date
    summer: bool = False
    staff_work: bool = False
    usual: bool = False


@dataclass(frozen=True, eq=False)
class Calendar:
    """What a calendar says of a day. `usual` is what it is asked about years that it does not tell of.

    `notes` tell in sentences what was made of a file that is written for others to read.
    """

    told: SchoolCalendar
    usual: Calendar | None = None
    notes: tuple[str, ...] = ()
    _years: dict[int, tuple[Free, ...]] = field(default_factory=dict, repr=False, init=False)
    _free: dict[datetime.date, Free | None] = field(default_factory=dict, repr=False, init=False)

    def free_in(self, year: int) -> tuple[Free, ...]:
        """The breaks, testing windows and summers that begin in a year, the earliest first."""
        if year not in self._years:
            self._years[year] = tuple(sorted(self._days_off(year), key=lambda one: one.first))
        return self._years[year]

    def _days_off(self, year: int) -> Iterator[Free]:
        for kept in self.told.breaks:
            yield from (Free(kept.name, *days) for days in self._days(kept, year))
        for kept in self.told.testing:
            yield from (Free(kept.name, *days, staff_work=True) for days in self._days(kept, year))
        ends = max((last for _, last in self._school(year - 1, year) if last.year == year), default=None)
        starts = [first for first, _ in self._school(year) if first.year == year]
        after = min((first for first in starts if ends is None or first > ends), default=None)
        if self.usual is not None:
            for free in self.usual.free_in(year):
                if free.summer and (ends is None or after is None):
                    summer = _summer(ends + _DAY if ends else free.first, after - _DAY if after else free.last)
                    yield replace(summer, usual=True)
                elif not free.summer and not self._tells_of(free.first):
                    yield replace(free, usual=True)
        if ends is not None and after is not None:
            yield _summer(ends + _DAY, after - _DAY)

    def school_years(self, first: int, last: int) -> list[tuple[datetime.date, datetime.date]]:
        """The school years, or parts of one, that begin in these years."""
        return list(self._school(*range(first, last + 1)))

    def _school(self, *years: int) -> Iterator[tuple[datetime.date, datetime.date]]:
        """The school years, or parts of one, that begin in these years."""
        for span in self.told.school:
            for year in years:
                yield from span.around(year)

    def _tells_of(self, date: datetime.date) -> bool:
        return any(first <= date <= last for first, last in self._school(date.year - 1, date.year))

    def tells_of_all(self, first: datetime.date, last: datetime.date) -> bool:
        """Whether it tells itself of every day from one to another, and nothing is as in a usual year."""
        days = (first + n * _DAY for n in range((last - first).days + 1))
        return self.usual is None or all(self._tells_of(day) or self._is_between(day) for day in days)

    def _is_between(self, date: datetime.date) -> bool:
        """Whether a day lies in a summer between two school years that are told."""
        there = self.free_on(date)
        return there is not None and there.summer and not there.usual

    def _days(self, kept: KeptFree, year: int) -> Iterator[tuple[datetime.date, datetime.date]]:
        if kept.week_of is None:
            yield from kept.span().around(year)
            return
        if _DATED.fullmatch(kept.week_of):
            days = [first for first, _ in Span.model_validate({"from": kept.week_of, "to": kept.week_of}).around(year)]
        else:
            days = [day for day, name in _holidays(self.told.holidays, year).items() if kept.week_of in name]
        for day in days[:1]:
            monday = day - datetime.timedelta(days=day.weekday())
            yield monday, monday + datetime.timedelta(days=4)

    def free_on(self, date: datetime.date) -> Free | None:
        """The break, testing window or summer that a day lies in, if it lies in one."""
        if date not in self._free:  # plans ask of the same few hundred days again and again
            known = (free for year in (date.year, date.year - 1) for free in self.free_in(year))
            self._free[date] = next((one for one in known if one.first <= date <= one.last), None)
        return self._free[date]

    def is_shut(self, date: datetime.date) -> bool:
        """Whether it is a weekend or a public holiday."""
        return date.weekday() >= 5 or date in _holidays(self.told.holidays, date.year)


def read_calendar(path: Path, usual: Calendar | None = None) -> Calendar:
    """Read a calendar: YAML, or where its name ends in `.ics` what a school publishes.

    Such a file needs a `usual` calendar for what it does not tell. Raises InputError listing every fault of shape.
    """
    if path.suffix.lower() == EXPORT and usual is not None:
        from jtbd_diag.playbook.calendar.school_calendar_from_ics import read_export

        read = read_export(path, usual.school_years(*_KNOWN_YEARS), usual.told.holidays)
        return Calendar(SchoolCalendar.model_validate(read.data), usual, read.notes)
    return Calendar(read_shaped(SchoolCalendar, path, Code.CALENDAR_SHAPE), usual)


def _summer(first: datetime.date, last: datetime.date) -> Free:
    return Free(say("playbook.summer"), first, last, summer=True, staff_work=True)


def of_year(words: str, year: int) -> datetime.date:
    """A day of every year in one year."""
    try:
        return datetime.date.fromisoformat(f"{year}-{words}")
    except ValueError:  # February 29
        return datetime.date(year, 2, 28)


@cache
def _holidays(country: str | None, year: int) -> Mapping[datetime.date, str]:
    if country is None:
        return {}
    from holidays import country_holidays

    return dict(country_holidays(country, years=year))
