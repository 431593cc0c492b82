"""What to offer people at each level, from a file that anybody can read and change.

Owns the shape of `playbooks/program/levels.yaml`; knows nothing of a staff.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from pydantic import Field

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, Location, Problem
from jtbd_diag.ground.library import Library
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.items import Part, Text
from jtbd_diag.questionnaire.shapes import read_shaped

FILE = "program/levels.yaml"
Hundredth = Annotated[int, Field(ge=0, le=100, strict=True)]


class Offer(Part):
    """What to offer at one level; `aim` is how many of a hundred staff should be there or above, least and most."""

    level: Text
    next: Text
    taught_by: Text
    aim: tuple[Hundredth, Hundredth] | None = None


class Levels(Part):
    """The offers, lowest level first, and what holds at every level."""

    levels: Annotated[tuple[Offer, ...], Field(min_length=1)]
    note: Text | None = None


def read_levels(path: Path) -> Levels:
    """The offers in a file. Raises InputError with every fault."""
    return read_shaped(Levels, path, Code.LEVELS_SHAPE)


def levels_without_offer(path: Path, questionnaires: Iterable[Questionnaire]) -> list[Problem]:
    """Levels of staff maps that a file offers nothing at. Raises InputError with every other fault."""
    offered = {offer.level for offer in read_levels(path).levels}
    maps = [(one, one.staff_map) for one in questionnaires if one.staff_map]
    return [
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


def load_levels(library: Library) -> Levels:
    """The offers of a library. Raises InputError with every fault."""
    return read_levels(library.file("playbooks", FILE))
