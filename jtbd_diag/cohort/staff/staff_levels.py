"""What to offer people at each level, from a file that anybody can read and change.

Owns the shape of `playbooks/program/levels.yaml`; knows nothing of a staff.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from pydantic import Field

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, Location, Problem, did_you_mean
from jtbd_diag.ground.library_file import LibraryFile
from jtbd_diag.ground.yaml_parts import Id, Part, Text
from jtbd_diag.questionnaire import Questionnaire

Hundredth = Annotated[int, Field(ge=0, le=100, strict=True)]


class Offer(Part):
    """What to offer at one level; `aim` is how many of a hundred staff should be there or above, least and most.

    `called` is the offer in a word or two, where there is no room for more.
    """

    level: Text
    next: Text
    called: Text | None = None
    taught_by: Text
    aim: tuple[Hundredth, Hundredth] | None = None


class UnitTarget(Part):
    """What a unit begins with: the offer of `level`, where the middle answer in so many skills is so late a step."""

    level: Text
    in_skills: Annotated[int, Field(ge=0, strict=True)]
    step: Annotated[int, Field(ge=0, strict=True)]


class Levels(LibraryFile):
    """The offers, lowest level first, what a unit begins with, and what holds at every level.

    `leads` names the skill of those who could give what is taught.
    """

    FILE = "program/levels.yaml"
    WRONG = Code.LEVELS_SHAPE

    levels: Annotated[tuple[Offer, ...], Field(min_length=1)]
    note: Text | None = None
    leads: Id | None = None
    targets: tuple[UnitTarget, ...] = ()


def levels_without_offer(path: Path, questionnaires: Iterable[Questionnaire]) -> list[Problem]:
    """Levels of staff maps that a file offers nothing at. Raises InputError with every other fault."""
    levels = Levels.read(path)
    offered = {offer.level for offer in levels.levels}
    maps = [(one, one.staff_map) for one in questionnaires if one.staff_map]
    skills = {skill for _, drawn in maps for skill in drawn.skills}
    strange = [target.level for target in levels.targets if target.level not in offered]
    found = [
        Problem(
            Code.LEVELS_SHAPE,
            Location(str(path)),
            say("cohort.target_without_offer", level=level),
            did_you_mean(level, [*offered]),
        )
        for level in strange
    ]
    if levels.leads is not None and levels.leads not in skills:
        what = say("cohort.leads_no_skill", skill=levels.leads)
        found.append(Problem(Code.LEVELS_SHAPE, Location(str(path)), what, did_you_mean(levels.leads, sorted(skills))))
    return found + [
        Problem(
            Code.LEVELS_SHAPE,
            Location(str(path)),
            say("cohort.level_without_offer", level=level.title, questionnaire=asked.questionnaire),
            say("cohort.level_without_offer_hint"),
        )
        for asked, drawn in maps
        for level in drawn.levels
        if level.title not in offered
    ]
