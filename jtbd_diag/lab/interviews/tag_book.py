"""A book of tags: what an interview may be tagged with, and what each tag means.

Owns its shape and how it is read; must not know who tagged what.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import Field

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Problem
from jtbd_diag.ground.wrong_keys_and_values import shaped
from jtbd_diag.ground.yaml_files import read_yaml
from jtbd_diag.ground.yaml_parts import Id, Name, OptionId, Part, Text
from jtbd_diag.ground.yaml_values import Route

ABSENT, PRESENT = 0, 1
_YES, _NO = ("yes", "1", "true", "present"), ("no", "0", "false", "absent")


class Tag(Part):
    """One tag. Without `steps` and `options` it is there in an interview or not, and marks words of it.

    With `steps` an interview gets one of them, numbered from 0; with `options` it gets one option, by id.
    """

    id: Id
    means: Text
    example: Text | None = None
    not_this: Text | None = Field(default=None, description="what is near it and is not meant")
    steps: Annotated[tuple[Text, ...], Field(min_length=2)] | None = None
    options: dict[OptionId, Text] | None = None
    contradicts: tuple[Id, ...] = Field(default=(), description="tags that cannot hold of the same interview")

    @property
    def is_mark(self) -> bool:
        """Whether it is there or not."""
        return self.steps is None and self.options is None

    @property
    def kinds(self) -> int:
        """How many different things it can say of an interview."""
        return len(self.steps or self.options or ("absent", "present"))

    @property
    def values(self) -> tuple[str, ...]:
        """What may be written as its value, by place."""
        if self.options is not None:
            return tuple(self.options)
        return tuple(map(str, range(len(self.steps)))) if self.steps is not None else ("no", "yes")

    def place(self, value: str) -> int | None:
        """The place of a value as somebody wrote it; None where it is none. A mark without a value is there."""
        word = value.strip().casefold()
        if self.is_mark:
            return PRESENT if not word or word in _YES else ABSENT if word in _NO else None
        known = [one.casefold() for one in self.values]
        return known.index(word) if word in known else None


class TagGroup(Part):
    """Tags that belong together, such as the pushes."""

    id: Id
    title: Text
    means: Text
    tags: Annotated[tuple[Tag, ...], Field(min_length=1)]


class TagBook(Part):
    """All tags. `cluster` names the groups by whose tags interviews are compared; `job` the tag that tells the job."""

    codebook: Name
    version: Annotated[int, Field(ge=1, strict=True)]
    title: Text
    about: Text | None = None
    cluster: tuple[Id, ...] = ()
    job: Id | None = None
    groups: Annotated[tuple[TagGroup, ...], Field(min_length=1)]

    @cached_property
    def tags(self) -> dict[str, Tag]:
        """Every tag by id, in order."""
        return {tag.id: tag for group in self.groups for tag in group.tags}

    @cached_property
    def compared(self) -> tuple[Tag, ...]:
        """The marks by which interviews are compared; all marks where no group is named."""
        groups = [group for group in self.groups if group.id in (self.cluster or {one.id for one in self.groups})]
        return tuple(tag for group in groups for tag in group.tags if tag.is_mark)

    @property
    def rated(self) -> tuple[Tag, ...]:
        """The tags with steps."""
        return tuple(tag for tag in self.tags.values() if tag.steps is not None)


def read_book(path: Path) -> TagBook:
    """A book of tags from a YAML file. Raises InputError with every fault, each with its line."""
    document = read_yaml(path)
    if not isinstance(document.data, dict):
        raise InputError([Problem(Code.TAG_BOOK_SHAPE, document.where(), say("interviews.book_no_mapping"))])
    book = shaped(TagBook, document, Code.TAG_BOOK_SHAPE)
    problems = [Problem(Code.TAG_BOOK_SHAPE, document.where(route), what) for route, what in _faults(book)]
    if problems:
        raise InputError(problems)
    return book


def _faults(book: TagBook) -> Iterator[tuple[Route, str]]:
    seen: set[str] = set()
    for n, group in enumerate(book.groups):
        for m, tag in enumerate(group.tags):
            yield from _faults_of_tag(tag, ("groups", n, "tags", m), book, seen)
            seen.add(tag.id)
    groups = [group.id for group in book.groups]
    for group_id in book.cluster:
        if group_id not in groups:
            yield ("cluster",), say("interviews.book_no_group", group=group_id)
    if book.job is not None and (book.job not in book.tags or book.tags[book.job].options is None):
        yield ("job",), say("interviews.book_no_job", tag=book.job)


def _faults_of_tag(tag: Tag, route: Route, book: TagBook, seen: Collection[str]) -> Iterator[tuple[Route, str]]:
    if tag.id in seen:
        yield (*route, "id"), say("interviews.book_twice", tag=tag.id)
    if tag.steps is not None and tag.options is not None:
        yield (*route, "options"), say("interviews.book_both", tag=tag.id)
    for other in tag.contradicts:
        if other not in book.tags or not (tag.is_mark and book.tags[other].is_mark):
            yield (*route, "contradicts"), say("interviews.book_no_mark", tag=other)
