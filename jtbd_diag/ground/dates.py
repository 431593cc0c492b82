"""Today, and how a day is written, the same in every language that a machine speaks.

Owns the names of months and weekdays; knows nothing of plans or documents.
"""

from __future__ import annotations

import datetime

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_UNMISTAKABLE = datetime.timedelta(days=300)


def today() -> datetime.date:
    """The day it is here."""
    return datetime.datetime.now(tz=datetime.UTC).astimezone().date()


def written_out(date: datetime.date) -> str:
    """`November 3, 2025`."""
    return f"{_MONTHS[date.month - 1]} {date.day}, {date.year}"


def written_short(date: datetime.date, start: datetime.date) -> str:
    """`Mon Nov 23`, and where that could be meant of two years, counted from the start, `Mon Nov 22, 2027`."""
    year = f", {date.year}" if date - start > _UNMISTAKABLE else ""
    return f"{_WEEKDAYS[date.weekday()]} {_MONTHS[date.month - 1][:3]} {date.day}{year}"
