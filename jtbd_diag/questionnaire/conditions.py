"""Conditions as data: what must hold for an item to be asked or a play to be advised.

Owns the shape of a condition and its truth for one respondent; knows nothing of tables or files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Protocol, Self

from pydantic import BaseModel, ConfigDict, Field, StrictFloat, StrictInt, StrictStr, model_validator

from jtbd_diag.ground.catalogue import say

Single = str | int | float
Value = Single | tuple[str, ...]
"""One answer: an option id, a number, a text or date as text, or the option ids ticked."""

Word = StrictStr | StrictInt | StrictFloat
"""What a condition compares with; `true` is none, lest it pass for 1."""

COMPARISONS = ("is", "is_not", "includes", "at_least", "at_most", "answered")


class Facts(Protocol):
    """What conditions are put to: answers, and, once there is a diagnosis, scores and results."""

    def item(self, item: str) -> Value | None:
        """The answer to an asked item; None when there is none."""

    def scale(self, scale: str) -> float | None:
        """A scale's score, 0-100; None when missing."""

    def result(self, result: str) -> str | None:
        """A result by name, such as `job`; None when there is none."""


class JoinedConditions:
    """What every kind of condition is made of: one comparison, or `all`, `any`, `not` of further ones of its kind."""

    if TYPE_CHECKING:  # pydantic would make fields of these, before those of each kind
        is_: object
        all_: tuple[Self, ...] | None
        any_: tuple[Self, ...] | None
        not_: Self | None

    def comparison(self, name: str) -> object:
        """The right-hand side of one comparison; None when it is not used."""
        return self.is_ if name == "is" else getattr(self, name)

    @property
    def parts(self) -> tuple[Self, ...]:
        """The conditions joined by this one."""
        return self.all_ or self.any_ or ((self.not_,) if self.not_ else ())

    def leaves(self) -> Iterator[Self]:
        """Every comparison in it."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()


class Condition(JoinedConditions, BaseModel):
    """One comparison, or `all`, `any`, `not` of further conditions.

    A comparison with something unanswered is false, `is_not` included; to ask for silence write
    `not: {item: …, answered: true}`.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        allow_inf_nan=False,
        json_schema_extra={
            "oneOf": [{"required": [key]} for key in ("item", "scale", "result", "all", "any", "not")],
        },
    )

    item: str | None = None
    scale: str | None = None
    result: str | None = None
    is_: Word | Annotated[tuple[Word, ...], Field(min_length=1)] | None = Field(default=None, alias="is")
    is_not: Word | Annotated[tuple[Word, ...], Field(min_length=1)] | None = None
    includes: str | None = None
    at_least: StrictFloat | None = None
    at_most: StrictFloat | None = None
    answered: bool | None = None
    all_: Annotated[tuple[Condition, ...], Field(min_length=1)] | None = Field(default=None, alias="all")
    any_: Annotated[tuple[Condition, ...], Field(min_length=1)] | None = Field(default=None, alias="any")
    not_: Condition | None = Field(default=None, alias="not")

    @model_validator(mode="after")
    def _has_one_meaning(self) -> Condition:
        subjects = [s for s in (self.item, self.scale, self.result) if s is not None]
        joins = [j for j in (self.all_, self.any_, self.not_) if j is not None]
        comparisons = [c for c in COMPARISONS if self.comparison(c) is not None]
        if len(joins) == 1 and not subjects and not comparisons:
            return self
        if len(subjects) == 1 and not joins and len(comparisons) == 1:
            return self
        raise ValueError(say("questionnaire.condition_shape", comparisons=", ".join(COMPARISONS)))

    def items(self) -> set[str]:
        """The items it asks about."""
        return {leaf.item for leaf in self.leaves() if leaf.item is not None}

    def holds(self, facts: Facts) -> bool:
        """Whether it is true of one respondent."""
        if self.all_ is not None:
            return all(part.holds(facts) for part in self.all_)
        if self.any_ is not None:
            return any(part.holds(facts) for part in self.any_)
        if self.not_ is not None:
            return not self.not_.holds(facts)
        return self._compare(self._subject(facts))

    def _subject(self, facts: Facts) -> Value | None:
        if self.item is not None:
            return facts.item(self.item)
        if self.scale is not None:
            return facts.scale(self.scale)
        return facts.result(self.result or "")

    def _compare(self, value: Value | None) -> bool:
        if self.answered is not None:
            return (value is not None) is self.answered
        if value is None:
            return False
        return self.test(self, value)

    @cached_property
    def test(self) -> Callable[[Condition, Value], bool]:
        """What a value is asked, by the comparison that is used."""
        return next(test for name, test in _TESTS.items() if self.comparison(name) is not None)


def wanted(right: Single | tuple[Single, ...]) -> tuple[str, ...]:
    """The right-hand side of `is` as texts, so that 3 and "3" are the same option."""
    return tuple(str(one) for one in _words(right))


def _words(right: Single | tuple[Single, ...]) -> tuple[Single, ...]:
    return right if isinstance(right, tuple) else (right,)


def _same(value: Single, word: Single) -> bool:
    """Numbers are compared as numbers, so that 3 and 3.0 are the same; all else as texts."""
    return as_number(word) == value if isinstance(value, int | float) else str(value) == str(word)


def as_number(value: Value) -> float | None:
    """A value as a number; None when it is not one (an option id that is no number, say)."""
    try:
        return None if isinstance(value, tuple) else float(value)
    except ValueError:
        return None


def _is(condition: Condition, value: Value) -> bool:
    assert condition.is_ is not None
    return not isinstance(value, tuple) and any(_same(value, one) for one in _words(condition.is_))


def _is_not(condition: Condition, value: Value) -> bool:
    assert condition.is_not is not None
    return not isinstance(value, tuple) and not any(_same(value, one) for one in _words(condition.is_not))


def _includes(condition: Condition, value: Value) -> bool:
    return isinstance(value, tuple) and condition.includes in value


def _at_least(condition: Condition, value: Value) -> bool:
    number = as_number(value)
    return number is not None and condition.at_least is not None and number >= condition.at_least


def _at_most(condition: Condition, value: Value) -> bool:
    number = as_number(value)
    return number is not None and condition.at_most is not None and number <= condition.at_most


_TESTS: Mapping[str, Callable[[Condition, Value], bool]] = {
    "is": _is,
    "is_not": _is_not,
    "includes": _includes,
    "at_least": _at_least,
    "at_most": _at_most,
}


def chain(
    items: Iterable[str], condition_of: Callable[[str], Condition | None], most: int | None = None
) -> frozenset[str]:
    """These items and all that decide, at whatever remove, whether they are asked; no more than one beyond `most`."""
    found: set[str] = set()
    todo = list(items)
    while todo and (most is None or len(found) <= most):
        one = todo.pop()
        condition = condition_of(one)
        if one not in found and condition is not None:
            todo += condition.items()
        found.add(one)
    return frozenset(found)
