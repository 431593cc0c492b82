"""The dated plan and the sentences for some leaders only, read from the library.

Owns the shape of `plans.yaml` and `tailoring.yaml`; knows nothing of any one leader.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, RootModel, model_validator

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code
from jtbd_diag.ground.yaml_text import Document, Route, read_yaml
from jtbd_diag.playbook.places import known_places
from jtbd_diag.questionnaire import Condition
from jtbd_diag.questionnaire.items import Id, OptionId, Part, Text
from jtbd_diag.questionnaire.shapes import shaped

Place = Literal["start", "bring", "people", "tried", "setting", "organisation", "coach", "else"]


Effort = tuple[Annotated[float, Field(ge=0, le=500)], Annotated[float, Field(ge=0, le=500)]]
"""Hours of the leader, then of all others together."""


class PlanStep(Part):
    """One thing to do by a day counted from the start, and what shows that it is done.

    It is done `after` so many days of school weeks, or so many `ahead` of the next season of the problem. In `do`,
    {cases} and {smallest} stand for those of the problem area, {people} for the first that the answers name, {seen} for
    where they saw it solved, {season} for the season, and the roles of `places.yaml` for what they are called here.
    `owner` says who would usually do it. `hours` are of the leader and of others, `weekly` those of each week from then
    on. `anytime`: it needs no school. `season` keeps it for a problem whose season is near or on (`in`) or far (`out`).
    `excludes` names plays, sentences and steps, by `id`, that must not stand in the same playbook.
    """

    id: OptionId | None = None
    after: Annotated[int, Field(ge=0, le=1000)] | None = None
    ahead: Annotated[int, Field(ge=0, le=300)] | None = None
    do: Annotated[Text, AfterValidator(known_places)]
    shows: Annotated[Text, AfterValidator(known_places)]
    owner: Annotated[Text, AfterValidator(known_places)] | None = None
    if_: Condition | None = Field(default=None, alias="if")
    excludes: tuple[OptionId, ...] = ()
    hours: Effort = (0, 0)
    weekly: Effort = (0, 0)
    anytime: bool = False
    season: Literal["in", "out"] | None = None

    @model_validator(mode="after")
    def _has_a_day(self) -> Self:
        """Raises ValueError where its day is told in neither way, or in both."""
        if (self.after is None) == (self.ahead is None):
            raise ValueError(say("playbook.step_without_day"))
        return self


class Stage(Part):
    """Steps under one heading."""

    title: Text
    steps: Annotated[tuple[PlanStep, ...], Field(min_length=1)]


class Plans(RootModel[dict[Id, Annotated[tuple[Stage, ...], Field(min_length=1)]]]):
    """The plan of each playbook, by what it is about."""


class Tailored(Part):
    """A sentence for the leaders it fits: why, then what. `jobs` limits it to some playbooks.

    `excludes` names plays, sentences and steps that must not stand in the same playbook.
    """

    id: OptionId
    place: Place
    if_: Condition = Field(alias="if")
    because: Text
    say: Text
    jobs: tuple[Id, ...] = ()
    excludes: tuple[OptionId, ...] = ()


class Tailoring(RootModel[tuple[Tailored, ...]]):
    """All sentences for some leaders only, in the order they are printed."""


def read_plans(path: Path) -> tuple[dict[str, tuple[Stage, ...]], Document]:
    """Read the plans. Raises InputError listing every fault of shape."""
    document = read_yaml(path)
    return shaped(Plans, document, Code.PLAN_SHAPE).root, document


def read_tailoring(path: Path) -> tuple[tuple[Tailored, ...], Document]:
    """Read the sentences. Raises InputError listing every fault of shape."""
    document = read_yaml(path)
    return shaped(Tailoring, document, Code.TAILORING_SHAPE).root, document


def conditions_of_plans(plans: Mapping[str, tuple[Stage, ...]]) -> list[tuple[Route, Condition]]:
    """Every condition in the plans, with the route to it."""
    return [
        ((about, s, "steps", n, "if"), step.if_)
        for about, stages in plans.items()
        for s, stage in enumerate(stages)
        for n, step in enumerate(stage.steps)
        if step.if_ is not None
    ]
