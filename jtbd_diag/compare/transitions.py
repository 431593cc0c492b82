"""The table of transitions: from one job to another, or to the same again, what to stop, keep and start.

Owns its shape and which entry fits; must not know how a job is told.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, Location, Problem, did_you_mean
from jtbd_diag.ground.library_file import LibraryFile
from jtbd_diag.ground.yaml_parts import Id, Part, Text

NO_PUSH, ANY = "none", "any"
Became = Literal["solved", "moving", "stuck", "left", "overtaken"]


class Transition(Part):
    """One line of the table; `ask` is what to ask before it is followed."""

    from_: Id = Field(alias="from")
    to: Id
    became: tuple[Became, ...] = ()
    stop: Text
    keep: Text
    start: Text
    ask: Text | None = None

    def fits(self, before: str, after: str, became: Became | None) -> bool:
        """Whether it speaks of this step. `any` is every job, and not that there is no push."""
        met = all(
            own in (here, ANY) and (own != ANY or here != NO_PUSH)
            for own, here in ((self.from_, before), (self.to, after))
        )
        return met and (not self.became or became in self.became)


class Transitions(LibraryFile):
    """All of them, the first that fits counts."""

    FILE = "transitions.yaml"
    WRONG = Code.TRANSITIONS_SHAPE

    transitions: Annotated[tuple[Transition, ...], Field(min_length=1)]

    def of(self, before: str, after: str, became: Became | None) -> Transition | None:
        """The entry for a step; None where there is none, as from no push to none."""
        return next((transition for transition in self.transitions if transition.fits(before, after, became)), None)


def steps_of_nobody(path: Path, jobs: Collection[str]) -> list[Problem]:
    """A problem for each job that no questionnaire tells. Raises InputError with every other fault."""
    known = sorted({*jobs, NO_PUSH, ANY})
    return [
        Problem(
            Code.TRANSITIONS_SHAPE, Location(str(path)), say("waves.no_such_job", job=job), did_you_mean(job, known)
        )
        for transition in Transitions.read(path).transitions
        for job in (transition.from_, transition.to)
        if job not in known
    ]
