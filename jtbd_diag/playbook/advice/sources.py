"""Where facts come from: the sources, and how a text cites them as [@key].

Owns the shape of `sources.yaml`, what is said of a source beside a claim, and the list at the end; knows nothing of
who cites.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, Field, RootModel, model_validator

from jtbd_diag.ground.catalogue import say, table
from jtbd_diag.ground.complaints import Code, Problem, complaint
from jtbd_diag.ground.markdown_escape import escape
from jtbd_diag.ground.wrong_keys_and_values import shaped
from jtbd_diag.ground.yaml_files import read_yaml
from jtbd_diag.ground.yaml_parts import Part, Text

Strength = Literal[
    "review",
    "trial",
    "comparison",
    "before_and_after",
    "single_story",
    "description",
    "calculation",
    "opinion",
    "guide",
]
"""What a source can carry; the words for each are a table of the language."""
ReadOf = Literal["whole", "page", "beginning", "summary", "abstract", "review"]
"""How much of a source was read by whoever lists it; the words for each are a table of the language."""
SOURCES_HERE = "[@sources]"
_BETWEEN_CITATIONS = re.compile(r"(?<=\S) (?=\[@[a-z])")
CITATION = re.compile(r"(?<!\\)\[@([a-z0-9-]+)\]")


class Source(Part):
    """Where a fact comes from, what it can carry, and how much of it was read, and when last.

    A source without `read` was never opened by whoever lists it, and is printed so; so is a `mirror`, which is no page
    of its publisher.
    """

    who: Text
    what: Text
    where: Annotated[str, Field(pattern=r"^https?://\S+$")]
    kind: Literal["podcast", "article", "paper", "slides", "report", "page", "government", "book"]
    strength: Strength
    year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    read: ReadOf | None = None
    opened: datetime.date | None = None
    note: Text | None = None
    mirror: bool = False

    @model_validator(mode="after")
    def _tells_when_it_was_read(self) -> Self:
        """Raises ValueError where only one of `read` and `opened` is told."""
        if (self.read is None) != (self.opened is None):
            raise ValueError(say("playbook.read_and_opened"))
        return self

    @property
    def strength_in_words(self) -> str:
        """What it can carry, as it stands beside a claim."""
        return str(table("strengths")[self.strength])

    @property
    def read_in_words(self) -> str:
        """How much of it was read, or that it was not opened."""
        return str(table("sources_read")[self.read or "not_opened"])


class Sources(RootModel[dict[str | int, Source]]):
    """All sources, by key."""


def read_sources(path: Path) -> dict[str, Source]:
    """Read the sources, by key. Raises InputError listing every fault of shape."""
    sources = shaped(Sources, read_yaml(path), Code.SOURCES_SHAPE).root
    return {str(key): source for key, source in sources.items()}


def citations(text: str) -> Iterator[str]:
    """The keys cited in a text as [@key], in order."""
    yield from CITATION.findall(text)


def with_sources(filled: str, sources: Mapping[str, Source]) -> str:
    """A filled template with its citations numbered in the order met, each with what its source can carry.

    The sources are listed where the template says `[@sources]`, else at the end. Raises InputError for one that is
    not there.
    """
    before, _, after = _BETWEEN_CITATIONS.sub("\u00a0", filled).partition(SOURCES_HERE)
    keys = list(dict.fromkeys(citations(before + after)))
    numbers = {key: n for n, key in enumerate(keys, start=1)}
    unknown = [key for key in keys if key not in sources]
    if unknown:
        raise complaint(Code.UNKNOWN_SOURCE, "playbook", say("playbook.source_not_there", unknown=unknown[0]))
    listed = [f"{number}. {_source_line(sources[key])}" for key, number in numbers.items()]
    parts = (CITATION.sub(lambda found: _cited(numbers[found[1]], sources[found[1]]), part) for part in (before, after))
    return "\n\n{}\n\n".format("\n".join(["## Sources\n", *listed]) if listed else "").join(parts)


def _cited(number: int, source: Source) -> str:
    """A citation, with what the source can carry, unless it is a guide and carries no claim."""
    if source.strength == "guide":
        return rf"\[{number}\]"
    return rf"\[{say('playbook.cited', number=number, strength=source.strength_in_words)}\]"


def _source_line(source: Source) -> str:
    year = f", {source.year}" if source.year else ""
    carries = source.strength_in_words if source.read else f"{source.strength_in_words}, {source.read_in_words}"
    place = (urlsplit(source.where).hostname or source.where).removeprefix("www.")
    if source.mirror:
        place = say("playbook.on_a_mirror", place=place)
    return f"{escape(source.who)}: [{escape(source.what)}](<{source.where}>){year}, {escape(place)} ({carries})"


def unread_sources(path: Path) -> Iterator[Problem]:
    """Sources that nobody says to have opened."""
    if not path.is_file():
        return
    document = read_yaml(path)
    for key, source in read_sources(path).items():
        if source.read is None:
            what = say("playbook.source_unread", name=key)
            yield Problem(Code.UNREAD_SOURCE, document.where((key,)), what, say("playbook.source_unread_hint"))


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
