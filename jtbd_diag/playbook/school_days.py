"""Days on which schools are open nearly everywhere: what a dated plan counts with.

Owns which days are left out: weekends, federal holidays of the United States, the Friday after Thanksgiving, and
December 24 to January 1. Districts close on more days than these; a plan says so.
"""

from __future__ import annotations

import datetime
from functools import cache

_DAY = datetime.timedelta(days=1)


def school_day(start: datetime.date, after: int) -> datetime.date:
    """The day so many days after the start, moved on past days on which schools are closed.

    A start on such a day is itself moved on first, lest the first steps all fall on one day.
    """
    return _open(_open(start) + datetime.timedelta(days=after))


def in_summer(date: datetime.date) -> bool:
    """Whether schools are without students on this day nearly everywhere: June 15 to August 10."""
    return (6, 15) <= (date.month, date.day) <= (8, 10)


def _open(date: datetime.date) -> datetime.date:
    while date.weekday() >= 5 or _is_closed(date):
        date += _DAY
    return date


def _is_closed(date: datetime.date) -> bool:
    year_turns = (date.month, date.day) == (1, 1) or (date.month == 12 and date.day >= 24)
    days = _holidays(date.year)
    return year_turns or date in days or "Thanksgiving" in days.get(date - _DAY, "")


@cache
def _holidays(year: int) -> dict[datetime.date, str]:
    from holidays import country_holidays

    return dict(country_holidays("US", years=year))
