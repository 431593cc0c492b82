"""What the next issue says to what became of the one before, and what was answered about that.

Owns the shape of `after.yaml` and of the answers; must not know how two waves of answers are compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from pydantic import model_validator

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code
from jtbd_diag.ground.library_file import LibraryFile
from jtbd_diag.ground.yaml_parts import Id, OptionId, Part, Text
from jtbd_diag.playbook.advice.plans import PlanStep

ASKED_BY = "after-30"
"""The questionnaire that asks what became of an issue."""


class PartOfPlan(PlanStep):
    """What to do where a part of the plan is open, `after` so many days of the next issue.

    Where it is done, the steps whose ids are in `leaves_out` are no longer asked for.
    """

    leaves_out: tuple[OptionId, ...] = ()


class Opening(Part):
    """How an issue opens; one that `ends` the plan has a title and steps of its own in place of it."""

    says: Text
    ends: bool = False
    title: Text | None = None
    steps: tuple[PlanStep, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        """Raises ValueError where a plan ends in nothing, or steps stand where it goes on."""
        if self.ends != bool(self.title and self.steps):
            raise ValueError(say("playbook.ends_with_steps"))
        return self


class AfterBook(LibraryFile):
    """By answer: how an issue opens, what to do about each open part by job, and how to ask for help."""

    FILE = "after.yaml"
    WRONG = Code.PLAN_SHAPE

    became: dict[Id, Opening]
    parts: dict[Id, dict[Id, PartOfPlan]]
    help: dict[Id, Text]


@dataclass(frozen=True)
class Aftermath:
    """What became of an earlier issue; None stands for what was not asked or not answered.

    `became` and `help` are ids of `after.yaml`; `done` ids of its parts, and `done_words` the same in words. `number`
    is the number now, `number_then` the one at first. `own_stop` is what the leader would stop; `stop`, `keep`, `start`
    and `ask` are our advice. `told` is what changed since earlier answers.
    """

    became: str | None = None
    done: tuple[str, ...] | None = None
    done_words: tuple[str, ...] = ()
    number: str | None = None
    number_then: str | None = None
    own_stop: str | None = None
    help: str | None = None
    told: str | None = None
    stop: str | None = None
    keep: str | None = None
    start: str | None = None
    ask: str | None = None
