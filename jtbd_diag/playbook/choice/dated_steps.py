"""A step of the plan and a leader's calendar -> the step with its day.

Owns how a day is counted: from the start, ahead of a season or into it. Which steps fit is not known here.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace

from jtbd_diag.playbook.advice.plans import PlanStep
from jtbd_diag.playbook.advice.words_by_kind_of_place import Fitted
from jtbd_diag.playbook.calendar.school_days import PlanDays
from jtbd_diag.playbook.choice.issues_now_later_last import Issue, Month, holds, month_of
from jtbd_diag.playbook.choice.seasons import NextSeason


@dataclass(frozen=True)
class DatedStep:
    """A step of the plan with its day, a school day, `after` so many days of the plan.

    `source` is the step as the plan's file words it for everybody. `hours` are of the leader and of others, `weekly`
    those of each week from then on. `card` is the play that tells how.
    """

    date: datetime.date
    do: str
    shows: str
    owner: str = ""
    source: str = ""
    id: str | None = None
    after: int = 0
    hours: tuple[float, float] = (0, 0)
    weekly: tuple[float, float] = (0, 0)
    card: str | None = None

    @property
    def month(self) -> Month:
        """The issue in which it stands."""
        return month_of(self.after)


@dataclass(frozen=True)
class DatedStage:
    """The steps under one heading of the plan."""

    title: str
    steps: tuple[DatedStep, ...]


FittedTo = Callable[[Fitted], str | None]  # the words for one leader, None where they are for others


def dated(step: PlanStep, about: str, told: FittedTo, days: PlanDays, season: NextSeason | None) -> DatedStep | None:
    """A step with its day; None where the season of the problem does not ask for it, or no words of it fit."""
    do = told(step.do)
    if do is None:
        return None
    if step.season is not None and step.season not in _seasons(season):
        return None
    date = _date(step, days, season)
    if date is None:
        return None
    after = (date - days.start).days if step.after is None else step.after
    return DatedStep(
        date,
        do,
        told(step.shows) or "",
        told(step.owner or "") or "",
        f"{about}: {step.words}",
        step.id,
        after,
        step.hours,
        step.weekly,
        step.card,
    )


def _seasons(season: NextSeason | None) -> tuple[str, ...]:
    """What a step may be kept for, of seasons."""
    if season is None:
        return ("open",)
    return ("in", "open") if season.is_on else ("out",)


def _date(step: PlanStep, days: PlanDays, season: NextSeason | None) -> datetime.date | None:
    """The day of a step; None where it hangs on a season that there is not, or is too near to get ready for."""
    if step.after is not None:
        return days.day(step.after, step.anytime)
    if season is None:
        return None
    if step.into is not None or step.past is not None:
        since, on = (season.ready_by, step.into) if step.into is not None else (season.over, step.past)
        return max(replace(days, start=since).day(on or 0), days.day(step.rests_on))
    date = days.before(season.ready_by, step.ahead or 0)
    return date if date > days.day(step.rests_on) else None


def issued(plan: tuple[DatedStage, ...], issue: Issue) -> tuple[DatedStage, ...]:
    """The stages of a plan, with the steps that stand in an issue."""
    kept = ((stage, tuple(step for step in stage.steps if holds(issue, step.month))) for stage in plan)
    return tuple(DatedStage(stage.title, steps) for stage, steps in kept if steps)
