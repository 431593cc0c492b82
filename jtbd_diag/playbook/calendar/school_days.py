"""Days of a plan: counted in school weeks, on days on which schools are open.

Owns how gaps are counted and which days are passed over; what the calendar says of a day is asked of it.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from jtbd_diag.playbook.calendar.school_calendar import Calendar, Free

_DAY = datetime.timedelta(days=1)
FAR = 150
"""A step as far from the start is dated by plain days: half a year on is half a year on, breaks or not."""
OVERHANG = 2
"""A step that so few days of a summer would hold is done before it: on the Friday, and not in August."""
LONGEST = 400
"""So many days in a row are passed over at most, whatever a calendar says."""


@dataclass(frozen=True)
class PlanDays:
    """The days of one plan. `all_year`: those concerned work through summers and tests."""

    calendar: Calendar
    start: datetime.date
    all_year: bool = False

    def day(self, after: int, anytime: bool = False) -> datetime.date:
        """The day so many days after the start, days of breaks, tests and summers not counted.

        What would fall on the first OVERHANG days of a summer comes on the last day before it.
        A start on such a day is itself moved on first, lest the first steps all fall on one day. What can be done
        `anytime` needs no school: it is done in the summer, too.
        """
        anytime = anytime and self._begins_in_summer
        if after >= FAR:
            return self._moved(self.start + datetime.timedelta(days=after), _DAY, anytime)
        date = self._moved(self.start, _DAY, anytime)
        for left in range(after, 0, -1):
            if left <= OVERHANG and self._is_summer(date + _DAY) and not self._is_summer(date):
                return self._moved(date, -_DAY, anytime)
            date = self._moved(date + _DAY, _DAY, anytime, shut=False)
        return self._moved(date, _DAY, anytime)

    def before(self, date: datetime.date, ahead: int) -> datetime.date:
        """The day so many days ahead of one, counted back in the same way."""
        for _ in range(ahead):
            date = self._moved(date - _DAY, -_DAY, shut=False)
        return self._moved(date, -_DAY)

    def kept_free(self, until: datetime.date) -> tuple[Free, ...]:
        """The breaks, tests and summers that the plan passes over, the earliest first."""
        years = range(self.start.year - 1, until.year + 1)
        known = [
            free for year in years for free in self.calendar.free_in(year) if not (self.all_year and free.staff_work)
        ]
        return tuple(one for one in known if one.last >= self.start and one.first <= until)

    @property
    def _begins_in_summer(self) -> bool:
        return self._is_summer(self.start)

    def _is_summer(self, date: datetime.date) -> bool:
        there = self.calendar.free_on(date)
        return there is not None and there.summer and not self.all_year

    def _moved(
        self, date: datetime.date, way: datetime.timedelta, anytime: bool = False, shut: bool = True
    ) -> datetime.date:
        """The first day from this one on, or back, that is not kept free; if `shut`, no weekend and holiday either."""
        for _ in range(LONGEST):
            if not self._is_free(date, anytime) and not (shut and self.calendar.is_shut(date)):
                break
            date += way
        return date

    def _is_free(self, date: datetime.date, anytime: bool) -> bool:
        there = self.calendar.free_on(date)
        return there is not None and not (anytime and there.summer) and not (self.all_year and there.staff_work)
