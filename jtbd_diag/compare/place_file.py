"""A place file: which problem all answer about, what the page is for, and where the answers lie.

Owns its shape, and what keeps a comparison from being made at all; must not know what is answered.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem
from jtbd_diag.ground.wrong_keys_and_values import read_shaped
from jtbd_diag.ground.yaml_parts import Name, Part, Text
from jtbd_diag.questionnaire.perspectives import Perspective

FILE = "place.yaml"
MOST_DAYS_APART = 60
MOST_DAYS_TO_STAFF = 30
"""Days within which staff see the page that the leader sees."""
_OTHER_PROBLEM = {"cabinet": "compare.other_problem_cabinet", "staff": "compare.other_problem_staff"}
OTHERS: tuple[Perspective, ...] = ("cabinet", "staff")


class LeaderPart(Part):
    """The leader's own answers: files beside the place file, each to a questionnaire that it names."""

    answers: Annotated[tuple[Text, ...], Field(min_length=1)]
    day: datetime.date


class OthersPart(Part):
    """A group's answers: a survey export or a folder of answers files, how many were asked, and when."""

    answers: Text
    asked: Annotated[int, Field(ge=1)]
    first_day: datetime.date
    last_day: datetime.date
    mapping: Text | None = None
    by: tuple[Text, ...] = Field(default=(), description="columns of the export to show groups of staff by")
    also: tuple[Name, ...] = Field(default=(), description="questionnaires that this group is asked as well, whole")
    problem: Text | None = Field(default=None, description="what they were asked about, where it is told again")


class PlaceFile(Part):
    """One place, one problem."""

    place: Text
    problem: Text
    purpose: Literal["talk", "appraisal"] = Field(description="what the page is for")
    with_coach: bool = Field(description="whether a coach sits beside the leader who first sees the page")
    shared_with_staff: datetime.date | None = Field(default=None, description="when those who answered see the page")
    invented: bool = False
    questionnaire: Name = "leader"
    leader: LeaderPart
    cabinet: OthersPart | None = None
    staff: OthersPart | None = None

    @property
    def others(self) -> Mapping[Perspective, OthersPart]:
        """The groups beside the leader that were asked."""
        return {name: part for name in OTHERS if (part := getattr(self, name)) is not None}


@dataclass(frozen=True)
class FoundPlace:
    """A place file and where it lies."""

    path: Path
    content: PlaceFile

    def beside(self, name: str) -> Path:
        """A file that it names."""
        return self.path.parent / name

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file that is read for it, itself among them."""
        others = (name for part in self.content.others.values() for name in (part.answers, part.mapping) if name)
        return (self.path, *map(self.beside, (*self.content.leader.answers, *others)))

    def asks_as_well(self, perspective: Perspective) -> tuple[str, ...]:
        """The questionnaires that a group of this place is asked beside its form."""
        part = self.content.others.get(perspective)
        return part.also if part else ()


def read_place(path: Path) -> FoundPlace:
    """Read a place file, or the one in a folder. Raises InputError listing every fault of shape (PLACE_SHAPE)."""
    path = path / FILE if path.is_dir() else path
    return FoundPlace(path, read_shaped(PlaceFile, path, Code.PLACE_SHAPE))


def refuse_misuse(place: FoundPlace, date: datetime.date) -> None:
    """Raise InputError (NOT_COMPARED), once for each reason for which this comparison is not made on this day."""
    where = Location(str(place.path))
    problems = [Problem(Code.NOT_COMPARED, where, what) for what in _misuses(place.content, date)]
    if problems:
        raise InputError(problems)


def _misuses(place: PlaceFile, date: datetime.date) -> Iterator[str]:
    if place.purpose != "talk":
        yield say("compare.no_appraisal")
    if not place.with_coach:
        yield say("compare.no_coach")
    if not place.others:
        yield say("compare.nobody_beside")
    latest = date + datetime.timedelta(MOST_DAYS_TO_STAFF)
    if place.shared_with_staff is None or place.shared_with_staff > latest:
        yield say("compare.never_shared", days=MOST_DAYS_TO_STAFF, latest=latest.isoformat())
    days = [place.leader.day, *(day for one in place.others.values() for day in (one.first_day, one.last_day))]
    if (max(days) - min(days)).days > MOST_DAYS_APART:
        yield say("compare.too_far_apart", n=(max(days) - min(days)).days, most=MOST_DAYS_APART)
    for name, part in place.others.items():
        if part.problem is not None and _bare(part.problem) != _bare(place.problem):
            yield say(_OTHER_PROBLEM[name], problem=part.problem, place=place.problem)
        if part.last_day < part.first_day:
            yield say("compare.days_backward", first=part.first_day.isoformat(), last=part.last_day.isoformat())
    if place.cabinet and place.cabinet.by:
        yield say("compare.cabinet_by")


def _bare(words: str) -> str:
    return " ".join(words.casefold().split()).rstrip(".!?")
