"""What templates see of a leader's plan beside its steps: what it costs, keeps free, leaves out, and its season.

Owns these names; the words stand in the templates. Knows nothing of formats.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from markupsafe import Markup

from jtbd_diag.answers.answer_text import answer_text
from jtbd_diag.ground.dates import written_out, written_short
from jtbd_diag.ground.markdown_escape import escape
from jtbd_diag.playbook.calendar.school_days import FAR
from jtbd_diag.playbook.choice.dated_steps import DatedStage, DatedStep
from jtbd_diag.playbook.choice.influence import offices_of, ticked_units
from jtbd_diag.playbook.choice.issues_now_later_last import DAYS, Issue, Month, begins, holds
from jtbd_diag.playbook.choice.which_plays_and_steps import HAVE, ChosenPlay
from jtbd_diag.playbook.views.leader_material import LeaderMaterial

WEEK = 7
FIRST_TEAMS = 5
FIRST = 4
"""So many steps tell what a plan begins with."""


class PlanView(LeaderMaterial):
    """See `LeaderView`."""

    @property
    def issue(self) -> Issue:
        """Which issue this is: `now`, `later`, `last`, or `all` in one; a leader without a job has only `all`."""
        return self._issue

    @property
    def sheets_apart(self) -> bool:
        """Whether the blank sheets are a document of their own."""
        return self._sheets_apart

    @property
    def next_issue(self) -> Markup | None:
        """The day on which the next issue is due; None when none follows."""
        if self._issue not in ("now", "later"):
            return None
        return self.day(DAYS[self._issue][1])

    @property
    def begun(self) -> Markup:
        """The first day of the plan, in words."""
        return Markup(written_short(self._days.start, self._days.start))

    @property
    def after(self) -> dict[str, Any] | None:
        """What became of an earlier issue; None where nobody told.

        `says`, `title` and `ends` by what became of it; `done`, `own_stop`, `number`, `number_then`, `told` as given;
        `stop`, `keep`, `start`, `ask` and `help` as advised. None, or empty, for each that is not told.
        """
        told, book = self._after, self._advice.after
        if told is None:
            return None
        became = book.became.get(told.became or "")
        words = {
            name: escape(said)
            for name in ("number", "number_then", "own_stop", "told")
            if (said := getattr(told, name))
        }
        ours = {name: Markup(said) for name in ("stop", "keep", "start", "ask") if (said := getattr(told, name))}
        none = dict.fromkeys(("number", "number_then", "own_stop", "told", "stop", "keep", "start", "ask"))
        return {
            **none,
            **words,
            **ours,
            "says": Markup(became.says) if became else None,
            "title": Markup(became.title) if became and became.title else None,
            "ends": became is not None and became.ends,
            "done": [escape(one) for one in told.done_words],
            "help": Markup(book.help[told.help]) if told.help in book.help else None,
        }

    def has(self, month: Month) -> bool:
        """Whether this issue holds what belongs to one of `now`, `later`, `last`."""
        return holds(self._issue, month)

    @property
    def _issued(self) -> list[ChosenPlay]:
        return [chosen for chosen in self._plays if holds(self._issue, chosen.month)]

    def day(self, after: int) -> Markup:
        """The day so many days after the start of the plan, in words."""
        return Markup(written_short(self._days.day(after), self._days.start))

    @cached_property
    def effort(self) -> list[dict[str, int]]:
        """Hours of the leader (`own`) and of others (`others`) in each month of the plan; none where none are told."""
        found = [hours_in(self._plan, *month) for month in DAYS.values()]
        return [{"own": math.ceil(own), "others": math.ceil(others)} for own, others in found if own or others]

    @property
    def kept_free(self) -> list[dict[str, Any]]:
        """The breaks, tests and summers passed over from this issue on: `name`, `first`, `last`, `summer`, `usual`.

        `usual` are those of a usual year, where a calendar of the leader's own tells nothing of them.
        Single days are passed over like public holidays, without a word.
        """
        begun, until = self._from_to
        return [
            {
                "name": escape(one.name),
                "first": Markup(written_short(one.first, self._days.start)),
                "last": Markup(written_short(one.last, self._days.start)),
                "summer": one.summer,
                "usual": one.usual,
            }
            for one in self._days.kept_free(until)
            if one.last >= begun and one.last > one.first
        ]

    @property
    def _from_to(self) -> tuple[datetime.date, datetime.date]:
        """The first day of this issue, and that of the last step it counts with: in the last issue also later ones."""
        begun, end = self._days.day(begins(self._issue)), FAR if self._issue == "last" else DAYS["last"][1] + 1
        dates = [step.date for stage in self._plan for step in stage.steps if step.after < end]
        return begun, max(dates, default=self._days.start)

    @property
    def calendar(self) -> dict[str, Any]:
        """The calendar that the plan counts with: `title`, `own` if it is none of the shipped ones, and `usual`.

        `usual` is the title of the one by which days are counted that it does not tell of; None where there are none.
        """
        calendar, shipped = self._days.calendar, self._advice.calendar
        whole = calendar is shipped or calendar.tells_of_all(*self._from_to)
        usual = None if whole else escape(shipped.told.title)
        return {"title": escape(calendar.told.title), "own": calendar is not shipped, "usual": usual}

    @property
    def beginnings(self) -> list[dict[str, Any]]:
        """What teams of the offices that the answers name could begin with, FIRST_TEAMS at most: `name`, `begins`."""
        offices, ticked = self._advice.places.offices_for(self._facts), ticked_units(self._facts.leader)
        near = offices_of(self._facts.leader, self._problem_file.area, offices)
        names = {offices[unit].begins: text for unit, text in ticked.items() if unit in offices}
        found = [(names[one.begins], one.begins) for one in near if one.begins in names and one.begins]
        return [{"name": escape(name), "begins": Markup(begins)} for name, begins in found[:FIRST_TEAMS]]

    @cached_property
    def season(self) -> dict[str, Any] | None:
        """The season of the problem that is on or comes next; None without one.

        `name`, `first`, `last`; `years`, one or two, where the name tells the months, else None; `is_on`, and
        `work_from`, the day on which the work for it begins, where that is well before it.
        """
        found = self._season
        if found is None:
            return None
        first, last, work = (Markup(written_out(day)) for day in (found.first, found.last, found.work))
        return {
            "name": Markup(found.name),
            "first": first,
            "last": last,
            "years": sorted({found.first.year, found.last.year}) if found.tells_months else None,
            "is_on": found.is_on,
            "work_from": work if found.work < found.first else None,
        }

    @cached_property
    def there(self) -> list[Markup]:
        """What the leader said is there already, in the options' words."""
        questionnaire = self._facts.leader.questionnaire
        value = self._facts.item(HAVE)
        if HAVE not in questionnaire.items or not isinstance(value, tuple):
            return []
        known = {option.id: option for option in questionnaire.options(HAVE)}
        there = [one for one in value if one in known and not known[one].stands_alone]
        return [escape(answer_text(questionnaire, HAVE, (one,))) for one in there]

    def first_steps(self, job: str | None = None) -> list[Markup]:
        """The first steps of the plan, or of another job's, in the order of their days."""
        plan = self._plan if job is None else self._plan_of(job)
        steps = sorted((step for stage in plan for step in stage.steps), key=lambda step: (step.after, step.date))
        return [Markup(step.do) for step in steps[:FIRST]]

    @cached_property
    def other_way(self) -> dict[str, Any] | None:
        """Where two jobs fit about equally well, the one that comes second, and what tells them apart; else None.

        `job`, `question`, `signs` and `effort` (hours of the first month) of it, `own_signs` and `own_effort` of the
        other, and `answer`: what was `asked` that weighs most between them, and what would turn it (`instead`).
        """
        diagnosis, told = self._facts.leader, self._advice.side_by_side
        job, other = self._facts.result("job"), diagnosis.runner_up
        if other == job:
            other = diagnosis.job
        if diagnosis.outcome != "mixed" or job is None or other is None:
            return None
        titles = {one: profile.title for one, profile in diagnosis.questionnaire.profiles.items()}
        question = told.question(job, other, titles)
        if question is None:
            return None
        return {
            "job": other,
            "question": Markup(question),
            "signs": Markup(told.signs.get(other, "")),
            "own_signs": Markup(told.signs.get(job, "")),
            "effort": _whole(hours_in(self._plan_of(other), *DAYS["now"])),
            "own_effort": _whole(hours_in(self._plan, *DAYS["now"])),
            "answer": self._weighs_most(),
        }

    def _weighs_most(self) -> dict[str, Markup] | None:
        diagnosis = self._facts.leader
        flip = diagnosis.flip_to_runner_up
        if flip is None or not flip.changes or self._facts.asked_for not in (None, diagnosis.job):
            return None
        change = flip.changes[0]
        words = answer_text(diagnosis.questionnaire, change.item, change.instead)
        return {"asked": escape(diagnosis.questionnaire.items[change.item].ask), "instead": escape(words)}


def _whole(hours: tuple[float, float]) -> tuple[int, int]:
    return math.ceil(hours[0]), math.ceil(hours[1])


def hours_in(plan: Iterable[DatedStage], first: int, last: int) -> tuple[float, float]:
    """Hours of the leader and of others in some days of a plan: those of its steps, and of habits begun by then."""
    steps = [step for stage in plan for step in stage.steps]
    own, others = (sum(_of(step, who, first, last) for step in steps) for who in (0, 1))
    return own, others


def _of(step: DatedStep, who: int, first: int, last: int) -> float:
    once = step.hours[who] if first <= step.after <= last else 0
    weeks = max(0, last + 1 - max(step.after, first)) / WEEK
    return once + step.weekly[who] * weeks
