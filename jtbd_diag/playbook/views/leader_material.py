"""What every view of a leader is made from: what is known, the advice, the chosen plays, and the days of the plan.

Owns what more than one view works out from these; must not know what a template sees.
"""

from __future__ import annotations

from functools import cached_property

from jtbd_diag.playbook.advice.advice import Advice
from jtbd_diag.playbook.advice.after_yaml import Aftermath
from jtbd_diag.playbook.advice.problem_areas import ProblemFile
from jtbd_diag.playbook.calendar.school_days import PlanDays
from jtbd_diag.playbook.choice.dated_steps import DatedStage
from jtbd_diag.playbook.choice.seasons import NextSeason, next_season
from jtbd_diag.playbook.choice.which_plays_and_steps import Selection, Together, plan_of


class LeaderMaterial:
    """One leader, as the views of templates are given it: `LeaderView` is all of them together."""

    def __init__(
        self, facts: Together, advice: Advice, chosen: Selection, days: PlanDays, after: Aftermath | None = None
    ) -> None:
        """See `write_playbook`."""
        self._facts, self._diagnosis, self._advice, self._days = facts, facts.leader, advice, days
        self._after = after
        self._plays, self._plan, self._tailored = chosen.plays, chosen.plan, chosen.tailored
        self._issue, self._sheets_apart = chosen.issue, chosen.sheets_apart
        self._questionnaire = facts.leader.questionnaire

    @cached_property
    def _problem_file(self) -> ProblemFile:
        """The problem area named in the answers, else the one for any problem."""
        return self._advice.problem_of(self._facts)

    @cached_property
    def _season(self) -> NextSeason | None:
        """The season of the problem that is on or comes next."""
        return next_season(self._advice.places, self._problem_file.area, self._facts, self._days.start)

    def _plan_of(self, job: str) -> tuple[DatedStage, ...]:
        """The plan that this leader would get for another job."""
        return plan_of(self._advice, job, self._facts, self._days.start, self._days.calendar)
