"""Answers and problem area -> the next season of the problem: when it is decided, or at its worst.

Owns which days are meant; knows nothing of plans.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from jtbd_diag.ground.catalogue import words
from jtbd_diag.playbook.advice.problem_areas import ProblemArea
from jtbd_diag.playbook.advice.words_by_kind_of_place import PlacesBook, Season
from jtbd_diag.playbook.calendar.school_calendar import of_year
from jtbd_diag.questionnaire import Facts

ITEM, NUMBER = "season", "measure"
NEAR = datetime.timedelta(days=28)
"""A season that opens within so many days is as good as open: there is no time to get ready first."""


@dataclass(frozen=True)
class NextSeason:
    """The season that is on, or the next one.

    The `work` for it begins on its first day, or before it. `is_on` tells that this is so near that there is no time to
    get ready; `ready_by` is the first day of such work that there is time to get ready for, and `over` the last day of
    that season. `tells_months`: its name says when it is.
    """

    name: str
    first: datetime.date
    last: datetime.date
    is_on: bool
    work: datetime.date
    ready_by: datetime.date
    over: datetime.date
    tells_months: bool = False


def next_season(places: PlacesBook, area: ProblemArea, facts: Facts, start: datetime.date) -> NextSeason | None:
    """The season on or after `start`; None where the problem has none, lasts all year, or has to be better before it.

    When a problem is at its worst does not bind a leader whose own number is to move by a month before that.
    """
    answer = facts.item(ITEM)
    told = places.seasons.get(answer) if isinstance(answer, str) else None
    season: Season | None = area.season or told
    if season is None:
        return None
    known = sorted(days for year in range(start.year - 1, start.year + 3) for days in season.around(year))
    coming = [days for days in known if days[1] >= start]
    if not coming:
        return None
    (first, last), *later = coming
    after_it = later[0] if later else (first.replace(year=first.year + 1), last.replace(year=last.year + 1))
    work, next_work = _work(area, first), _work(area, after_it[0])
    is_on = work - NEAR <= start
    own = _month_named(facts, start)
    if area.season is None and own is not None and not is_on and own < work:
        return None
    ready_by, over = (next_work, after_it[1]) if is_on else (work, last)
    return NextSeason(season.name, first, last, is_on, work, ready_by, over, season.tells_months)


def _work(area: ProblemArea, first: datetime.date) -> datetime.date:
    """The day on which the work for a season begins."""
    if area.work_from is None:
        return first
    begins = of_year(area.work_from, first.year)
    return begins if begins <= first else of_year(area.work_from, first.year - 1)


def _month_named(facts: Facts, start: datetime.date) -> datetime.date | None:
    """The first day of the next month that the leader's number names as its end, as in "30 days by March"."""
    told = facts.item(NUMBER)
    months = {
        name.lower(): n for known in ("months", "months_in_short") for n, name in enumerate(words(known), start=1)
    }
    by, names = ("|".join(map(re.escape, some)) for some in (words("by_a_date"), months))
    named = re.findall(rf"(?i)\b(?:{by}) ({names})\b(?! +\d{{4}})", told if isinstance(told, str) else "")
    found = {months[name.lower()] for name in named}
    if len(found) != 1:
        return None
    month = found.pop()
    return datetime.date(start.year + (month <= start.month), month, 1)
