"""A date as it is written in a document.

Owns the wording; must not know the machine's language, so that every machine writes the same.
"""

from __future__ import annotations

import datetime

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def written_out(date: datetime.date) -> str:
    """`November 3, 2025`."""
    return f"{_MONTHS[date.month - 1]} {date.day}, {date.year}"
