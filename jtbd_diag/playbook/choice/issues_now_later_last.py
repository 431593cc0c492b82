"""What of a playbook comes when: in issues of a month, so that nobody is handed everything at once.

Owns which day belongs to which issue; knows nothing of what stands in one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

Month = Literal["now", "later", "last"]
Issue = Literal["now", "later", "last", "sheets", "all"]
"""The issues: of each month, the blank sheets of all, and the whole in one."""

MONTHS: tuple[Month, ...] = get_args(Month)
ISSUES: tuple[Issue, ...] = get_args(Issue)
DAYS: Mapping[Month, tuple[int, int]] = {"now": (0, 30), "later": (31, 60), "last": (61, 90)}
"""The first and the last day of each month, from the start of the plan on; what is due later stands in the last."""


def month_of(day: int) -> Month:
    """The issue in which something stands that is first needed on this day of the plan."""
    return next((month for month, (_, last) in DAYS.items() if day <= last), "last")


def begins(issue: Issue) -> int:
    """The day of the plan on which an issue begins."""
    return DAYS["now"][1] if issue == "later" else DAYS["later"][1] if issue == "last" else 0


def holds(issue: Issue, month: Month) -> bool:
    """Whether an issue holds what belongs to a month."""
    return issue in ("all", month)
