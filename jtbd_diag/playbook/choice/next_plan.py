"""A plan and what became of it -> the plan that goes on: what stalled first, with dates; what is done left out.

Owns that order; the parts and their words are data. Knows nothing of formats.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from jtbd_diag.ground.catalogue import say
from jtbd_diag.playbook.advice.advice import Advice
from jtbd_diag.playbook.advice.after_yaml import Aftermath
from jtbd_diag.playbook.advice.plans import PlanStep
from jtbd_diag.playbook.advice.words_by_kind_of_place import fitted
from jtbd_diag.playbook.calendar.school_days import PlanDays
from jtbd_diag.playbook.choice.dated_steps import DatedStage, DatedStep, dated
from jtbd_diag.playbook.choice.issues_now_later_last import begins
from jtbd_diag.playbook.choice.which_plays_and_steps import Selection, Together, words_of

MOST = 3
"""So many open parts stand first; more than these would be the whole plan again."""


def ends(advice: Advice, after: Aftermath | None) -> bool:
    """Whether what became of the problem ends its plan."""
    told = advice.after.became.get(after.became) if after and after.became else None
    return told is not None and told.ends


def goes_on(  # noqa: PLR0913
    advice: Advice, about: str, facts: Together, *, chosen: Selection, days: PlanDays, after: Aftermath
) -> Selection:
    """What was chosen, as it goes on from what became of the issue before this one."""
    told, first = partial(fitted, facts=facts, stand_for=words_of(advice, facts)), begins(chosen.issue)

    def stage(title: str, steps: Iterable[PlanStep]) -> tuple[DatedStage, ...]:
        shifted = [step.model_copy(update={"after": first + (step.after or 0)}) for step in steps]
        found = [dated(step, about, told, days, None) for step in shifted]
        return (DatedStage(title, tuple(sorted(filter(None, found), key=_by_day))),) if found else ()

    if ends(advice, after):
        steps = advice.after.became[str(after.became)].steps
        return replace(chosen, plays=(), plan=stage(say("playbook.weeks_to_come"), steps), issue="all")
    if after.done is None:
        return chosen
    parts = advice.after.parts.get(about, {})
    planned = {step.id for dated_stage in chosen.plan for step in dated_stage.steps if step.month == chosen.issue} - {
        None
    }
    stalled = (part for name, part in parts.items() if name not in after.done)
    open_ = [part for part in stalled if planned.isdisjoint(part.leaves_out)][:MOST]  # the plan itself holds those
    gone = {one for name, part in parts.items() if name in after.done for one in part.leaves_out}
    kept = tuple(
        replace(dated_stage, steps=tuple(s for s in dated_stage.steps if s.id not in gone))
        for dated_stage in chosen.plan
    )
    return replace(chosen, plan=(*stage(say("playbook.stalled"), open_), *(one for one in kept if one.steps)))


def _by_day(step: DatedStep) -> tuple[object, int]:
    return step.date, step.after
