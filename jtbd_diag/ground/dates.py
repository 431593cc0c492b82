"""Today, and how a day is written in the language of the program, whatever the machine speaks.

Owns which form of a day is used; knows nothing of plans or documents.
"""

from __future__ import annotations

import datetime
from contextlib import suppress

from jtbd_diag.ground.catalogue import say, words

_UNMISTAKABLE = datetime.timedelta(days=300)


def today() -> datetime.date:
    """The day it is here."""
    return datetime.datetime.now(tz=datetime.UTC).astimezone().date()


def day_of(time: str | None) -> datetime.date | None:
    """The day of a time as an answers file has it; None where nobody wrote one, or something else."""
    with suppress(ValueError):
        return datetime.date.fromisoformat((time or "")[:10])
    return None


def written_out(date: datetime.date) -> str:
    """`November 3, 2025`."""
    return say("ground.day", month=words("months")[date.month - 1], date=date.day, year=date.year)


def written_short(date: datetime.date, start: datetime.date) -> str:
    """`Mon Nov 23`, and where that could be meant of two years, counted from the start, `Mon Nov 22, 2027`."""
    weekday, month = words("weekdays_in_short")[date.weekday()], words("months_in_short")[date.month - 1]
    if date - start > _UNMISTAKABLE:
        return say("ground.day_in_short_with_year", weekday=weekday, month=month, date=date.day, year=date.year)
    return say("ground.day_in_short", weekday=weekday, month=month, date=date.day)
