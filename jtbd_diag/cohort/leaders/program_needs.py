"""The jobs of a cohort -> what a program would need, from assumptions that anybody can read and change.

Owns the shape of `playbooks/program/needs.yaml` and the arithmetic; knows nothing of how it is shown.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, Problem, did_you_mean
from jtbd_diag.ground.library_file import LibraryFile
from jtbd_diag.ground.yaml_files import read_yaml
from jtbd_diag.ground.yaml_parts import Id, Part, Text

Count = Annotated[int, Field(ge=1, le=10_000)]


class Need(Part):
    """One thing that leaders of a job need: `each` for every `for_every` of them, so many minutes long."""

    job: Id
    what: Text
    each: Count
    for_every: Count = 1
    minutes: Count
    how: Text

    def lots(self, leaders: int) -> int:
        """How many it takes for so many leaders."""
        return math.ceil(leaders / self.for_every) * self.each


class Giver(Part):
    """Who gives one kind of thing, and how much of it in a week."""

    who: Text
    for_: Text = Field(alias="for")
    hours_a_week: Count

    def people(self, hours: float, days: int) -> int:
        """How many people it takes for so many hours in so many days."""
        return math.ceil(hours / (self.hours_a_week * days / 7))


class Needs(LibraryFile):
    """The assumptions, for a program of so many days."""

    FILE = "program/needs.yaml"
    WRONG = Code.NEEDS_SHAPE

    days: Count
    needs: tuple[Need, ...]
    staff: tuple[Giver, ...] = ()


@dataclass(frozen=True)
class NeedEstimate:
    """What one assumption comes to: for those whose job can be told, and at most, should all mixed ones join them."""

    need: Need
    leaders: int
    at_most: int

    @property
    def least(self) -> int:
        """How many it takes for those whose job can be told."""
        return self.need.lots(self.leaders)

    @property
    def most(self) -> int:
        """How many it takes with the mixed ones too."""
        return self.need.lots(self.at_most)

    @property
    def hours(self) -> tuple[float, float]:
        """The same in hours."""
        return self.least * self.need.minutes / 60, self.most * self.need.minutes / 60


def needs_of_nobody(path: Path, jobs: Sequence[str]) -> list[Problem]:
    """The needs in a file of jobs that none of these is. Raises InputError with every other fault."""
    document = read_yaml(path)
    return [
        Problem(
            Code.NEEDS_SHAPE,
            document.where(("needs", n, "job")),
            say("cohort.need_of_nobody", job=need.job),
            did_you_mean(need.job, jobs),
        )
        for n, need in enumerate(Needs.read(path).needs)
        if need.job not in jobs
    ]


def estimates(needs: Needs, told: Mapping[str, int], mixed: Mapping[str, int]) -> tuple[NeedEstimate, ...]:
    """What the needs of the jobs of this cohort come to, in the order written."""
    return tuple(
        NeedEstimate(need, told[need.job], told[need.job] + mixed.get(need.job, 0))
        for need in needs.needs
        if need.job in told
    )
