"""The dated plan and the sentences for some leaders only, read from the library.

Owns the shape of `plans.yaml` and `tailoring.yaml`; knows nothing of any one leader.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, RootModel, model_validator

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code
from jtbd_diag.ground.wrong_keys_and_values import shaped
from jtbd_diag.ground.yaml_files import YamlDocument, read_yaml
from jtbd_diag.ground.yaml_parts import Id, OptionId, Part, Text
from jtbd_diag.ground.yaml_values import Route
from jtbd_diag.playbook.advice.words_by_kind_of_place import Fitted, WithPlaces, conditions_of
from jtbd_diag.questionnaire import Condition, Facts

Place = Literal["safety", "start", "bring", "people", "tried", "setting", "organisation", "coach", "else"]


Effort = tuple[Annotated[float, Field(ge=0, le=500)], Annotated[float, Field(ge=0, le=500)]]
"""Hours of the leader, then of all others together."""


class PlanStep(Part):
    """One thing to do by a day counted from the start, and what shows that it is done.

    It is done `after` so many days of school weeks; so many `ahead` of the next season of the problem, and left out
    where the plan has then not come to what it rests on, `rests_on` days after its start; or so many days `into` that
    season or `past` its end, and no sooner than what it rests on. A season begins with the work for it. `season` keeps
    a step for a problem whose season is near or on (`in`) or far (`out`), or that has none or is in it (`open`).
    `card` is the play that tells how: whoever gets the step gets it, in the same issue. `do` and `shows` may stand in
    variants. In `do`, braces stand for what `words_by_kind_of_place.STANDS_FOR` lists, such as roles of `places.yaml`.
    `owner` says who would usually do it. `hours` are of the leader and of others, `weekly` those of each week from then
    on. `anytime`: it needs no school.
    `excludes` names plays, sentences and steps, by `id`, that must not stand in the same playbook.
    """

    id: OptionId | None = None
    after: Annotated[int, Field(ge=0, le=1000)] | None = None
    ahead: Annotated[int, Field(ge=0, le=300)] | None = None
    into: Annotated[int, Field(ge=0, le=119)] | None = None
    past: Annotated[int, Field(ge=0, le=119)] | None = None
    rests_on: Annotated[int, Field(ge=0, le=300)] = 7
    card: OptionId | None = None
    do: Fitted
    shows: Fitted
    owner: WithPlaces | None = None
    if_: Condition | None = Field(default=None, alias="if")
    excludes: tuple[OptionId, ...] = ()
    hours: Effort = (0, 0)
    weekly: Effort = (0, 0)
    anytime: bool = False
    season: Literal["in", "out", "open"] | None = None

    @property
    def words(self) -> str:
        """What to do as it is worded for most: of variants the last."""
        return self.do if isinstance(self.do, str) else self.do[-1].is_

    @model_validator(mode="after")
    def _has_a_day(self) -> Self:
        """Raises ValueError where its day is told in no way, or in several."""
        if sum(day is not None for day in (self.after, self.ahead, self.into, self.past)) != 1:
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

    def fits(self, about: str, facts: Facts) -> bool:
        """Whether it is for a leader whose playbook is about this."""
        return (not self.jobs or about in self.jobs) and self.if_.holds(facts)


class Tailoring(RootModel[tuple[Tailored, ...]]):
    """All sentences for some leaders only, in the order they are printed."""


def read_plans(path: Path) -> tuple[dict[str, tuple[Stage, ...]], YamlDocument]:
    """Read the plans. Raises InputError listing every fault of shape."""
    document = read_yaml(path)
    return shaped(Plans, document, Code.PLAN_SHAPE).root, document


def read_tailoring(path: Path) -> tuple[tuple[Tailored, ...], YamlDocument]:
    """Read the sentences. Raises InputError listing every fault of shape."""
    document = read_yaml(path)
    return shaped(Tailoring, document, Code.TAILORING_SHAPE).root, document


def steps_of(plans: Mapping[str, tuple[Stage, ...]]) -> Iterator[tuple[str, int, int, PlanStep]]:
    """Every step, with what its plan is about, its stage and its place in it."""
    for about, stages in plans.items():
        for s, stage in enumerate(stages):
            yield from ((about, s, n, step) for n, step in enumerate(stage.steps))


def conditions_of_plans(plans: Mapping[str, tuple[Stage, ...]]) -> list[tuple[Route, Condition]]:
    """Every condition in the plans, with the route to it."""
    found: list[tuple[Route, Condition]] = []
    for about, s, n, step in steps_of(plans):
        route = (about, s, "steps", n)
        found += [((*route, "if"), step.if_)] if step.if_ is not None else []
        for name, text in (("do", step.do), ("shows", step.shows)):
            found += [((*route, name, *rest), condition) for rest, condition in conditions_of(text)]
    return found
