"""Problem areas: what hurts, how to count it, whom it involves, what drives it, what to change first.

Owns the shape of `problems/*.yaml`; knows nothing of any one leader.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code
from jtbd_diag.ground.yaml_text import Document, read_yaml
from jtbd_diag.playbook.places import Season
from jtbd_diag.questionnaire import Condition, Facts
from jtbd_diag.questionnaire.items import Id, OptionId, Part, Text
from jtbd_diag.questionnaire.shapes import shaped


class Measure(Part):
    """How a problem is counted."""

    name: Text
    numerator: Text
    denominator: Text
    counted_by: Text
    how_often: Text
    caution: Text | None = None
    sources: tuple[str, ...] = ()


class Signal(Part):
    """A number that moves sooner than the measure. `units` hold it, by id; here and below."""

    name: Text
    why: Text
    units: tuple[Id, ...] = ()


class UnitInvolved(Part):
    """An office that holds a piece of the problem; `id` is an option of the questionnaire's units item."""

    id: Id
    name: Text
    part: Text


class Driver(Part):
    """A usual cause, and how to see whether it is at work here."""

    name: Text
    look_for: Text
    sources: tuple[str, ...] = ()
    units: tuple[Id, ...] = ()


class FirstChange(Part):
    """A change small enough for two people next week.

    `unless` leaves it out, and so does a chosen play of `told_by`, which tells the same.
    """

    title: Text
    what: Text
    who: Text
    sees: Text
    sources: tuple[str, ...] = ()
    units: tuple[Id, ...] = ()
    unless: Condition | None = None
    told_by: tuple[OptionId, ...] = ()

    def fits(self, facts: Facts, plays: Set[str]) -> bool:
        """Whether to print it for a leader who is given these plays, by id."""
        tried = self.unless is not None and self.unless.holds(facts)
        return not tried and plays.isdisjoint(self.told_by)


class ReportedEvidence(Part):
    """What has been reported elsewhere, with its limits."""

    claim: Text
    caution: Text
    sources: Annotated[tuple[str, ...], Field(min_length=1)]


class Strongest(Part):
    """The strongest evidence there is: the effect, on how many, and its limits. No `sources`: none was found."""

    effect: Text
    tested_on: Text | None = None
    limits: Text
    sources: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _tells_on_how_many(self) -> Self:
        """Raises ValueError where an effect is told without whom it was tested on."""
        if bool(self.sources) != (self.tested_on is not None):
            raise ValueError(say("playbook.effect_on_nobody"))
        return self


class ProblemArea(Part):
    """What hurts: how to count it, whom it involves, what drives it, what to change first.

    `cases` and `smallest` stand in the plan's steps: three cases to follow, and where a first test is small enough.
    `season` is when in every year it is decided, where it is. `when` makes it one for a part of another area,
    which more answers than the area itself tell.
    """

    title: Text
    in_short: Text
    cases: Text = Field(default_factory=lambda: say("playbook.any_cases"))
    smallest: Text = Field(default_factory=lambda: say("playbook.any_smallest"))
    measure: Measure
    leading: Annotated[tuple[Signal, ...], Field(min_length=1)]
    units: Annotated[tuple[UnitInvolved, ...], Field(min_length=1)]
    drivers: Annotated[tuple[Driver, ...], Field(min_length=1)]
    first_changes: Annotated[tuple[FirstChange, ...], Field(min_length=1)]
    look_up: Annotated[tuple[Text, ...], Field(min_length=1)]
    strongest: Strongest
    evidence: tuple[ReportedEvidence, ...] = ()
    season: Season | None = None
    when: Condition | None = None


@dataclass(frozen=True)
class ProblemFile:
    """A problem area with its id and where it stands."""

    id: str
    area: ProblemArea
    document: Document = field(repr=False)


def read_problem_area(path: Path) -> ProblemFile:
    """Read one problem area."""
    document = read_yaml(path)
    return ProblemFile(path.stem, shaped(ProblemArea, document, Code.PROBLEM_AREA_SHAPE), document)
