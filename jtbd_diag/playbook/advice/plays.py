"""Plays: what can be done, for which job, and when it fits.

Owns the shape of `plays/*.md`; knows nothing of any one leader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem
from jtbd_diag.ground.markdown_escape import marked
from jtbd_diag.ground.text_files import read_text
from jtbd_diag.ground.wrong_keys_and_values import shaped
from jtbd_diag.ground.yaml_files import YamlDocument, parse_yaml
from jtbd_diag.ground.yaml_parts import Id, OptionId, Part, Text
from jtbd_diag.ground.yaml_values import Route
from jtbd_diag.playbook.advice.words_by_kind_of_place import Fitted, conditions_of, fitted
from jtbd_diag.questionnaire import Condition, Facts

PlayKind = Literal["tool", "coaching", "rallying", "teaching"]
KINDS: tuple[PlayKind, ...] = ("tool", "coaching", "rallying", "teaching")
Weight = Annotated[int, Field(ge=0, le=3)]


class When(Part):
    """A condition that lifts a play, and how the play is then explained to the leader."""

    if_: Condition = Field(alias="if")
    because: Text


class TableKey(Part):
    """A filled table under a blank one, to read it by: as many cells a row as there are columns."""

    title: Text
    columns: Annotated[tuple[Text, ...], Field(min_length=2, max_length=8)]
    rows: Annotated[tuple[tuple[Text, ...], ...], Field(min_length=1, max_length=10)]


FITTED = ("purpose", "minutes", "people", "conversation", "teach", "below_steps", "done_when", "fails")
"""The texts of a play that may be fitted to the leader, beside its steps."""
HolderPart = Literal["name", "part", "piece", "judged_by"]
SHEET_WORDS = ("measure", "story", "people", "first", "cases", "smallest", "season", "day_begun", "day_42", "day_80")
"""What may stand in braces in what is filled in."""


class BoxBeginning(Part):
    """What a box begins with, for a leader who meets `if`; without one, for any."""

    if_: Condition | None = Field(default=None, alias="if")
    is_: Text = Field(alias="is")


class Sheet(Part):
    """A blank table to fill in by hand: `rows` is how many, or what stands in the first column of each.

    `fill` tells what the second column of a row begins with, or several of which the first that fits is taken, from the
    leader's answers, in words of SHEET_WORDS; it stays blank where they were not answered. `holders` fills columns,
    counted from 1, with those who hold a piece: their `name`, what they hold (`part`), both
    (`piece`), are judged by (`judged_by`); then there are as many rows as those, at least.
    It is for leaders who meet `if`; without one, for any.
    """

    if_: Condition | None = Field(default=None, alias="if")

    title: Text
    columns: Annotated[tuple[Text, ...], Field(min_length=2, max_length=8)]
    rows: Annotated[int, Field(ge=1, le=20)] | Annotated[tuple[Text, ...], Field(min_length=1, max_length=20)]
    note: Text | None = None
    key: TableKey | None = None
    fill: dict[Text, Text | tuple[BoxBeginning, ...]] = Field(default_factory=dict)
    holders: dict[Annotated[int, Field(ge=1, le=8)], HolderPart] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _fills_what_is_there(self) -> Self:
        """Raises ValueError where it fills a row, a column or a word that there is not."""
        rows = () if isinstance(self.rows, int) else self.rows
        missing = [label for label in self.fill if label not in rows]
        missing += [str(column) for column in self.holders if column > len(self.columns) or rows]
        texts = (one for text in self.fill.values() for one in ([text] if isinstance(text, str) else map(_words, text)))
        found = (name for text in texts for name in re.findall(r"\{([^{}]*)\}?", text))
        missing += [name for name in found if name not in SHEET_WORDS]
        if missing:
            raise ValueError(say("playbook.sheet_fills_nothing", name=missing[0]))
        return self

    def begins_with(self, row: str, facts: Facts) -> str:
        """What the second column of a row begins with for one leader, words in braces as they are; perhaps nothing."""
        told = self.fill.get(row, "")
        if isinstance(told, str):
            return told
        return next((one.is_ for one in told if one.if_ is None or one.if_.holds(facts)), "")

    def conditions(self) -> Iterator[tuple[Route, Condition]]:
        """Every condition, with the route to it."""
        if self.if_ is not None:
            yield ("if",), self.if_
        for row, told in self.fill.items():
            if not isinstance(told, str):
                yield from ((("fill", row, n, "if"), one.if_) for n, one in enumerate(told) if one.if_ is not None)


def _words(box: BoxBeginning) -> str:
    return box.is_


class Play(Part):
    """One thing to do. `jobs` weighs it for each job from 0, never, to 3, core; `order` is where in the work it comes.

    `day` is the day of each job's plan on which it is first needed, and so the issue in which it stands; the first day
    where none is told. Whoever meets `always` gets it, whatever else fits.
    The texts of FITTED may name in braces what a plan's steps may, and stand in variants for leaders whom they fit.
    `below_steps` is Markdown for the steps, such as a table; `done_when` and `fails`, how it usually fails, are each a
    clause or two. `excludes` names plays, sentences and steps that must not stand in the same playbook.
    `needs` says for each thing to hold in the hand, such as a card, what supplies it (see `kit_pieces`).
    """

    title: Text
    kind: PlayKind
    jobs: dict[Id, Weight]
    day: dict[Id, Annotated[int, Field(ge=0, le=1000)]] = Field(default_factory=dict)
    when: tuple[When, ...] = ()
    because: Text
    never: Condition | None = None
    always: Condition | None = None
    order: int = 50
    purpose: Fitted
    minutes: Fitted | int
    people: Fitted
    conversation: Fitted | None = None
    teach: Fitted | None = None
    sources: tuple[str, ...] = ()
    excludes: tuple[OptionId, ...] = ()
    steps: Annotated[tuple[Fitted, ...], Field(min_length=1)]
    below_steps: Fitted | None = None
    done_when: Fitted
    fails: Fitted
    needs: dict[Text, OptionId] = Field(default_factory=dict)
    sheet: Sheet | Annotated[tuple[Sheet, ...], Field(min_length=1)] | None = None

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """Its blank tables."""
        if self.sheet is None:
            return ()
        return (self.sheet,) if isinstance(self.sheet, Sheet) else self.sheet

    def sheets_for(self, facts: Facts) -> tuple[Sheet, ...]:
        """The blank tables that one leader gets."""
        return tuple(sheet for sheet in self.sheets if sheet.if_ is None or sheet.if_.holds(facts))

    def told_to(self, facts: Facts, stand_for: Mapping[str, str]) -> dict[str, str | list[str]]:
        """The texts of FITTED and the `steps` as one leader gets them; what is for others only is left out."""
        texts = {name: text for name in FITTED if (text := getattr(self, name)) is not None}
        words = {name: str(text) if isinstance(text, int) else text for name, text in texts.items()}
        told = {name: found for name, text in words.items() if (found := fitted(text, facts, stand_for)) is not None}
        return {**told, "steps": [one for step in self.steps if (one := fitted(step, facts, stand_for)) is not None]}

    def conditions(self) -> Iterator[tuple[Route, Condition]]:
        """Every condition, with the route to it."""
        yield from ((("when", n, "if"), when.if_) for n, when in enumerate(self.when))
        yield from (((name,), one) for name in ("never", "always") if (one := getattr(self, name)) is not None)
        for name in FITTED:
            if isinstance(text := getattr(self, name), tuple):
                yield from (((name, *route), one) for route, one in conditions_of(text))
        for n, sheet in enumerate(self.sheets):
            which = ("sheet",) if isinstance(self.sheet, Sheet) else ("sheet", n)
            yield from (((*which, *route), one) for route, one in sheet.conditions())
        for n, step in enumerate(self.steps):
            yield from ((("steps", n, *route), one) for route, one in conditions_of(step))


@dataclass(frozen=True)
class PlayFile:
    """A play with its id, what else it says in Markdown, which may be nothing, and where it stands."""

    id: str
    play: Play
    body: str
    document: YamlDocument = field(repr=False)
    body_line: int = 1

    @cached_property
    def marked(self) -> Mapping[str, Any]:
        """The play as plain data whose texts are Markdown; the same for every leader, so nobody changes it."""
        return marked(self.play)


def read_play(path: Path) -> PlayFile:
    """Read one play: front matter between two lines of `---`, then Markdown."""
    text = read_text(path).replace("\r\n", "\n")
    parts = re.match(r"---\n(.*?\n)---\n(.*)", text, flags=re.DOTALL)
    if parts is None:
        what = say("playbook.play_without_front_matter")
        raise InputError([Problem(Code.PLAY_SHAPE, Location(str(path), 1, 1), what)])
    document = parse_yaml(parts[1], str(path), first_line=2)
    play = shaped(Play, document, Code.PLAY_SHAPE)
    above = parts[2][: len(parts[2]) - len(parts[2].lstrip())].count("\n")
    return PlayFile(path.stem, play, parts[2].strip(), document, parts[1].count("\n") + 3 + above)
