"""What can be advised: plays, problem areas and their sources, read from the library.

Owns the shape of the three kinds of file; knows nothing of any one leader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, Field

from jtbd_diag.errors import Code, InputError, Location, Problem
from jtbd_diag.library import Library
from jtbd_diag.questionnaire import Condition
from jtbd_diag.questionnaire.model import Id, Part, Text
from jtbd_diag.questionnaire.shapes import shape
from jtbd_diag.yaml_file import Document, parse_yaml, read_text, read_yaml

Kind = Literal["tool", "coaching", "rallying", "teaching"]
KINDS: tuple[Kind, ...] = ("tool", "coaching", "rallying", "teaching")
Weight = Annotated[int, Field(ge=0, le=3)]
CITATION = re.compile(r"(?<!\\)\[@([a-z0-9-]+)\]")


class When(Part):
    """A condition that lifts a play, and how the play is then explained to the leader."""

    if_: Condition = Field(alias="if")
    because: Text


class Play(Part):
    """One thing to do. `jobs` weighs it for each job from 0, never, to 3, core."""

    title: Text
    kind: Kind
    jobs: dict[Id, Weight]
    when: tuple[When, ...] = ()
    because: Text
    never: Condition | None = None
    order: int = Field(default=50, description="where in the work it comes, smaller first")
    purpose: Text
    minutes: Text | int
    people: Text
    conversation: Text | None = None
    teach: Text | None = None
    sources: tuple[str, ...] = ()


class Source(Part):
    """Where a fact comes from."""

    who: Text
    what: Text
    where: Annotated[str, Field(pattern=r"^https?://\S+$")]
    kind: Literal["podcast", "article", "paper", "slides", "report", "page", "government", "book"]
    year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    note: Text | None = None


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
    """A number that moves sooner than the measure."""

    name: Text
    why: Text


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


class FirstChange(Part):
    """A change small enough for two people next week."""

    title: Text
    what: Text
    who: Text
    sees: Text
    sources: tuple[str, ...] = ()


class Evidence(Part):
    """What has been reported elsewhere, with its limits."""

    claim: Text
    caution: Text
    sources: Annotated[tuple[str, ...], Field(min_length=1)]


class ProblemArea(Part):
    """What hurts: how to count it, whom it involves, what drives it, what to change first."""

    title: Text
    in_short: Text
    measure: Measure
    leading: Annotated[tuple[Signal, ...], Field(min_length=1)]
    units: Annotated[tuple[UnitInvolved, ...], Field(min_length=1)]
    drivers: Annotated[tuple[Driver, ...], Field(min_length=1)]
    first_changes: Annotated[tuple[FirstChange, ...], Field(min_length=1)]
    look_up: Annotated[tuple[Text, ...], Field(min_length=1)]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class PlayFile:
    """A play with its id, its Markdown body and where it stands."""

    id: str
    play: Play
    body: str
    document: Document = field(repr=False)
    body_line: int = 1


@dataclass(frozen=True)
class ProblemFile:
    """A problem area with its id and where it stands."""

    id: str
    area: ProblemArea
    document: Document = field(repr=False)


@dataclass(frozen=True)
class Advice:
    """Everything that can be advised, by id; `folders` are where the templates lie, the user's own first."""

    plays: Mapping[str, PlayFile]
    problems: Mapping[str, ProblemFile]
    sources: Mapping[str, Source]
    folders: tuple[Path, ...]


def load_advice(library: Library | None = None) -> Advice:
    """Read every play, problem area and source. Raises InputError listing the faults of shape of all files."""
    library = library or Library.from_environment()
    problems: list[Problem] = []
    plays = _each(library.files("playbooks", "plays", ".md"), read_play, problems)
    areas = _each(library.files("playbooks", "problems", ".yaml"), read_problem_area, problems)
    sources: dict[str, Source] = {}
    for folder in reversed(library.folders("playbooks")):
        try:
            sources |= read_sources(folder / "sources.yaml") if (folder / "sources.yaml").is_file() else {}
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return Advice(plays, areas, sources, library.folders("playbooks"))


def _each(files: Mapping[str, Path], read: Any, problems: list[Problem]) -> dict[str, Any]:
    found = {}
    for name, path in files.items():
        try:
            found[name] = read(path)
        except InputError as error:
            problems += error.problems
    return found


def read_play(path: Path) -> PlayFile:
    """Read one play: front matter between two lines of `---`, then Markdown."""
    text = read_text(path).replace("\r\n", "\n")
    parts = re.match(r"---\n(.*?\n)---\n(.*)", text, flags=re.DOTALL)
    if parts is None:
        what = "a play begins with front matter between two lines '---'"
        raise InputError([Problem(Code.PLAY_SHAPE, Location(str(path), 1, 1), what)])
    document = parse_yaml(parts[1], str(path), first_line=2)
    play = _shaped(Play, document, Code.PLAY_SHAPE)
    return PlayFile(path.stem, play, parts[2].strip(), document, parts[1].count("\n") + 3)


def read_problem_area(path: Path) -> ProblemFile:
    """Read one problem area."""
    document = read_yaml(path)
    return ProblemFile(path.stem, _shaped(ProblemArea, document, Code.PROBLEM_AREA_SHAPE), document)


def read_sources(path: Path) -> dict[str, Source]:
    """Read the sources, by key."""
    document = read_yaml(path)
    if not isinstance(document.data, dict):
        what = "sources are a mapping of keys to sources"
        raise InputError([Problem(Code.SOURCES_SHAPE, document.where(), what)])
    problems: list[Problem] = []
    found: dict[str, Source] = {}
    for key, value in document.data.items():
        places = {route[1:]: place for route, place in document.places.items() if route[:1] == (key,)}
        shaped = shape(Source, Document(str(path), value, places), Code.SOURCES_SHAPE)
        problems += shaped.problems
        if shaped.model is not None:
            found[str(key)] = shaped.model
    if problems:
        raise InputError(problems)
    return found


Shape = TypeVar("Shape", bound=BaseModel)


def _shaped(model: type[Shape], document: Document, wrong: Code) -> Shape:
    if not isinstance(document.data, dict):
        raise InputError([Problem(wrong, document.where(), "this must be a mapping of keys to values")])
    shaped = shape(model, document, wrong)
    if shaped.problems or shaped.model is None:
        raise InputError(shaped.problems)
    assert isinstance(shaped.model, model)
    return shaped.model


def citations(text: str) -> Iterator[str]:
    """The keys cited in a text as [@key], in order."""
    yield from CITATION.findall(text)


def texts_of(part: Any) -> Iterator[str]:
    """Every text in a model, at any depth."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from texts_of(getattr(part, name))
    elif isinstance(part, tuple | list):
        for one in part:
            yield from texts_of(one)
