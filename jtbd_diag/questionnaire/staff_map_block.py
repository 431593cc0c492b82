"""The `staff_map:` of a questionnaire: what a map of a whole staff is drawn from.

Owns its shape; knows nothing of who answered.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from jtbd_diag.ground.yaml_parts import Id, OptionId, Part, Text
from jtbd_diag.questionnaire.items import Points


class Leaving(Part):
    """The item that asks who expects to leave, and which of its options say so."""

    item: Id
    leaves: Annotated[tuple[OptionId, ...], Field(min_length=1)]
    unsure: tuple[OptionId, ...] = ()


class Gate(Part):
    """So many skills on which somebody has at least so many points; a skill without an answer has none."""

    points: Points
    count: Annotated[int, Field(ge=1, strict=True)] = 1
    of: tuple[Id, ...] = Field(default=(), description="of these skills; without it, of all")


class StaffLevel(Part):
    """One level of a staff, and what somebody must have done to be on it: every gate has to be passed."""

    title: Text
    means: Text | None = Field(default=None, description="the needs in words, as they stand under the map")
    needs: tuple[Gate, ...] = ()


class StaffMap(Part):
    """What a map of a whole staff is drawn from: levels by unit and skill, never for one person."""

    unit: Id = Field(description="the item that names a respondent's unit")
    skills: Annotated[tuple[Id, ...], Field(min_length=1)] = Field(description="scales, one for each skill")
    steps: Annotated[tuple[Text, ...], Field(min_length=3)] = Field(description="names of the steps from 0 to 100")
    able_from: Points = Field(default=75, description="from how many points somebody does it without help")
    levels: Annotated[tuple[StaffLevel, ...], Field(min_length=2)] = Field(
        description="lowest first; somebody is on the highest one whose gates all are passed, whatever the mean"
    )
    leaving: Leaving | None = None
