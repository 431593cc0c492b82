"""What can be asked: items of six types, their options, and sections of them.

Owns these shapes; knows nothing of scales, respondents or scores.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictInt, StrictStr

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.yaml_parts import Id, Number, OptionId, Part, Positive, Text
from jtbd_diag.questionnaire.conditions import Condition
from jtbd_diag.questionnaire.perspectives import Perspective

Points = Annotated[float, Field(ge=0, le=100, strict=True)]


class Option(Part):
    """One answer an item offers. `points` maps scales to 0-100; `cannot_say` gives none."""

    id: OptionId
    text: Text
    points: dict[Id, Points] = Field(default={})
    heard: Text | None = Field(default=None, description='what was heard: a clause that follows "you said that"')
    code: StrictStr | StrictInt | None = Field(default=None, description="how a survey platform codes it")
    cannot_say: bool = Field(default=False, description="answered, but gives no points")
    exclusive: bool = Field(default=False, description="ticked alone, counts as none ticked")
    earlier: tuple[Text, ...] = Field(
        default=(), description="texts it had before, of the same meaning: exports of older forms are read by them"
    )

    @property
    def stands_alone(self) -> bool:
        """Whether it can be ticked with no other option of a multiple item."""
        return self.exclusive or self.cannot_say


class SeenBy(Part):
    """How somebody else than the leader is asked the same: a question of their own, and options where they differ."""

    ask: Text
    help: Text | None = None
    options: dict[OptionId, Text] = Field(default={})
    earlier: tuple[Text, ...] = Field(default=(), description="what it asked before, of the same meaning")


class _Asked(Part):
    """What every item has."""

    id: Id
    ask: Text
    help: Text | None = Field(default=None, description="a line under the question")
    why: Text | None = Field(default=None, description="shown on request, cited in the ledger")
    ask_if: Condition | None = None
    earlier: tuple[Text, ...] = Field(
        default=(), description="what it asked before, of the same meaning: exports of older forms are read by it"
    )
    required: bool = False
    personal: bool = Field(default=False, description="left out of results unless asked for")
    seconds: Positive = Field(default=15, description="to type an answer where one is typed: words, a number, a day")
    seen_by: dict[Perspective, SeenBy] = Field(
        default={}, description="how cabinet or staff are asked the same; who is not named here is not asked"
    )


class _Choice(_Asked):
    options: Annotated[tuple[Option, ...], Field(min_length=2)]
    weight: Positive | dict[Id, Positive] = 1
    shuffle: bool = Field(default=False, description="options are no scale: shown in an order of its own each")


class SingleItem(_Choice):
    """One option of several."""

    type: Literal["single"]


class MultipleItem(_Choice):
    """Any number of options; `count_points` gives points by how many are ticked.

    A count takes the points of the largest threshold it reaches; below the smallest it gives none.
    """

    type: Literal["multiple"]
    count_points: dict[Id, Annotated[dict[int, Points], Field(min_length=1)]] = Field(default={})


class RatingItem(_Asked):
    """A statement rated on an answer set: points evenly spaced 0..100, or 100..0 when `reverse`."""

    type: Literal["rating"]
    answers: Id
    scale: Id | None = None
    weight: Positive = 1
    reverse: bool = False
    then: Text | None = Field(
        default=None, description="the statement in the past: asked in later waves of how it was then, never scored"
    )
    then_of: Id | None = Field(default=None, description="made: the statement that this asks of then")


class NumberItem(_Asked):
    """A number; `band_points` gives points by the largest threshold it reaches."""

    type: Literal["number"]
    minimum: Number | None = None
    maximum: Number | None = None
    unit: Text | None = None
    band_points: dict[Id, Annotated[dict[float, Points], Field(min_length=1)]] = Field(default={})
    weight: Positive | dict[Id, Positive] = 1

    @property
    def allowed(self) -> str:
        """Its bounds in words, such as `at least 0 and at most 30`; empty when it has none."""
        low, high = self.minimum, self.maximum
        if low is not None and high is not None:
            return say("questionnaire.number_between", low=low, high=high)
        if low is not None:
            return say("questionnaire.number_at_least", low=low)
        return "" if high is None else say("questionnaire.number_at_most", high=high)

    def misfit(self, number: float) -> str | None:
        """What is wrong with a number that lies outside the bounds; None for one that they allow."""
        low, high = self.minimum, self.maximum
        outside = (low is not None and number < low) or (high is not None and number > high)
        return say("questionnaire.number_outside", item=self.id) if outside else None


class TextItem(_Asked):
    """Words of the respondent's own; never scored."""

    type: Literal["text"]


class DateItem(_Asked):
    """A day, written 2026-11-21; never scored."""

    type: Literal["date"]


Item = Annotated[SingleItem | MultipleItem | RatingItem | NumberItem | TextItem | DateItem, Field(discriminator="type")]


class Section(Part):
    """Items under one heading."""

    title: Text
    intro: Text | None = None
    items: Annotated[tuple[Item, ...], Field(min_length=1)]
