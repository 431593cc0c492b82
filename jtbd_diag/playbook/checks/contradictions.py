"""Which pieces of advice exclude each other, as they declare it, and whether a playbook holds both.

Owns the pairs; knows nothing of who the leader is, nor of what the pieces say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jtbd_diag.ground.complaints import Location
from jtbd_diag.playbook.advice.advice import Advice
from jtbd_diag.playbook.choice.which_plays_and_steps import Selection
from jtbd_diag.questionnaire import Condition


@dataclass(frozen=True)
class Exclusion:
    """A piece of advice, another that it excludes, and where it says so."""

    one: str
    other: str
    where: Location


def exclusions(advice: Advice) -> Iterator[Exclusion]:
    """Every pair that excludes each other, as declared by plays, tailored sentences and steps."""
    for file in advice.plays.values():
        for n, other in enumerate(file.play.excludes):
            yield Exclusion(file.id, other, file.document.where(("excludes", n)))
    for n, tailored in enumerate(advice.tailoring):
        for m, other in enumerate(tailored.excludes):
            yield Exclusion(tailored.id, other, advice.documents["tailoring"].where((n, "excludes", m)))
    for about, stages in advice.plans.items():
        for s, stage in enumerate(stages):
            for n, step in enumerate(stage.steps):
                for m, other in enumerate(step.excludes):
                    where = advice.documents["plans"].where((about, s, "steps", n, "excludes", m))
                    yield Exclusion(step.id or step.words, other, where)


def conditions(advice: Advice) -> dict[str, tuple[Condition, ...]]:
    """What makes each piece of advice appear, by its id; no condition where it always does."""
    found = {file.id: tuple(when.if_ for when in file.play.when) for file in advice.plays.values()}
    found |= {tailored.id: (tailored.if_,) for tailored in advice.tailoring}
    steps = (step for stages in advice.plans.values() for stage in stages for step in stage.steps)
    return found | {step.id: (step.if_,) if step.if_ else () for step in steps if step.id}


def ids_of_advice(chosen: Selection) -> set[str]:
    """The ids of all pieces in one leader's playbook."""
    steps = {step.id for stage in chosen.plan for step in stage.steps if step.id}
    return {play.file.id for play in chosen.plays} | {one.id for one in chosen.tailored} | steps
