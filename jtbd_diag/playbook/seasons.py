"""Answers and problem area -> the next season of the problem: when it is decided, or at its worst.

Owns which days are meant; knows nothing of plans.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from jtbd_diag.playbook.problem_areas import ProblemArea
from jtbd_diag.playbook.words_by_kind_of_place import PlacesBook, Season
from jtbd_diag.questionnaire import Facts

ITEM = "season"
NEAR = datetime.timedelta(days=28)
"""A season that opens within so many days is as good as open: there is no time to get ready first."""


@dataclass(frozen=True)
class NextSeason:
    """The season that is on, or the next one; `after_it` is the one that follows."""

    name: str
    first: datetime.date
    last: datetime.date
    after_it: tuple[datetime.date, datetime.date]
    is_on: bool

    def to_get_ready_for(self) -> datetime.date:
        """The first day of the season that there is time to get ready for."""
        return self.after_it[0] if self.is_on else self.first


def next_season(places: PlacesBook, area: ProblemArea, facts: Facts, start: datetime.date) -> NextSeason | None:
    """The season on or after `start`; None where the problem has none, or lasts all year."""
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
    return NextSeason(season.name, first, last, after_it, first - NEAR <= start)
