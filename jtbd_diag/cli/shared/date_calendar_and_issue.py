"""`--date`, `--calendar` and `--issue`: what playbooks, letters and kits are told alike.

Owns which days may be given, and what is told of a calendar.
"""

from __future__ import annotations

import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from jtbd_diag.cli.shared.printing import tell
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.dates import today
from jtbd_diag.ground.library import Library

if TYPE_CHECKING:
    from jtbd_diag.playbook import Calendar

MOST_YEARS = 100


class IssueChoice(StrEnum):
    """Which issue of a playbook is written."""

    now = "now"
    later = "later"
    last = "last"
    sheets = "sheets"
    all = "all"


def parse_day(text: str | None) -> datetime.date:
    """A date given on the command line as 2026-11-21; today when none is given."""
    if text is None:
        return today()
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(say("cli.no_date", text=text, example=today().isoformat())) from None
    if abs(day.year - today().year) > MOST_YEARS:
        raise typer.BadParameter(say("cli.no_near_date", text=text, most=MOST_YEARS))
    return day


def own_calendar(path: Path, library: Library, day: datetime.date | None = None) -> Calendar:
    """The user's own calendar; what was made of one that a school publishes is told.

    So it is where it does not tell of all days of a plan that begins on a `day`.
    """
    from jtbd_diag.playbook import read_calendar
    from jtbd_diag.playbook.advice.advice import USUAL_CALENDAR
    from jtbd_diag.playbook.choice.issues_now_later_last import DAYS

    usual = read_calendar(library.file("playbooks", USUAL_CALENDAR))
    calendar = read_calendar(path, usual)
    for note in calendar.notes:
        tell(note)
    if day is not None:
        until = day + datetime.timedelta(days=DAYS["last"][1])
        if not calendar.tells_of_all(day, until):
            tell(say("cli.calendar_ends", path=path, first=day, last=until, usual=usual.told.title))
    return calendar
