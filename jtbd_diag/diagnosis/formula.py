"""One neutral formula: a questionnaire's scoring as named steps, each a small tree over the answers.

Owns the kinds of node and what each means when something is missing; knows no questionnaire and no engine.

Polars, narwhals, plain Python and the forms that compute in other programs all work this one formula out. A value is
a number, a word, a truth, or missing. Numbers and words may be missing; **a truth never is**: whatever is asked of
something missing is false. An answer that was not given, and the column of an item that nobody was asked, are missing.

Nodes are named tuples, which are made at start-up in a fraction of the time of dataclasses: look at the kind of a node
before comparing two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from operator import add, eq, ge, gt, le, mul, sub, truediv
from typing import Any, NamedTuple

SIGNS: Mapping[str, Callable[[Any, Any], Any]] = {
    "=": eq, ">=": ge, ">": gt, "<=": le, "+": add, "-": sub, "*": mul, "/": truediv,
}  # fmt: skip
"""What the signs of `Compare` and `Arithmetic` stand for."""


class Literal(NamedTuple):
    """A number, a word, a truth; None is missing."""

    value: float | str | bool | None


class Ref(NamedTuple):
    """The value of an earlier step, missing where that is."""

    step: str


class Chosen(NamedTuple):
    """Whether the answer to a single or rating item is one of these options; false where nothing is answered."""

    item: str
    options: tuple[str, ...]


class Ticked(NamedTuple):
    """Whether an option of a multiple item is ticked; false where the item is not answered."""

    item: str
    option: str


class NumberGiven(NamedTuple):
    """The number that answers a number item; missing where there is none, or where it is not a number (NaN)."""

    item: str


class Answered(NamedTuple):
    """Whether an item is answered at all.

    `options` are those of a multiple item, which is answered where anything is known of any of them, if only that it
    is not ticked; none of every other item. Of a number item `Known` is asked instead.
    """

    item: str
    options: tuple[str, ...] = ()


class Known(NamedTuple):
    """Whether a number or a word is there; false where it is missing."""

    of: Node


class Not(NamedTuple):
    """Whether a truth is false: true of what is asked of something missing."""

    of: Node


class AllOf(NamedTuple):
    """Whether all of these truths hold."""

    of: tuple[Node, ...]


class AnyOf(NamedTuple):
    """Whether any of these truths holds."""

    of: tuple[Node, ...]


class Compare(NamedTuple):
    """Whether two numbers (`=`, `>=`, `>`, `<=`) or two words (`=`) compare so; false where either is missing."""

    sign: str
    left: Node
    right: Node


class Arithmetic(NamedTuple):
    """`+`, `-`, `*` or `/` of two numbers; missing where either is. A divisor is never 0: a test stands before it."""

    sign: str
    left: Node
    right: Node


class Squared(NamedTuple):
    """A number times itself; missing where it is."""

    of: Node


class Exp(NamedTuple):
    """e to a number; missing where it is."""

    of: Node


class SumOf(NamedTuple):
    """The sum of those numbers that are there, from left to right; 0 where none is. Never missing."""

    of: tuple[Ref, ...]


class CountOf(NamedTuple):
    """How many of these numbers are there. Never missing."""

    of: tuple[Ref, ...]


class HowMany(NamedTuple):
    """How many of these truths hold. Never missing."""

    of: tuple[Node, ...]


class Least(NamedTuple):
    """The smallest of those numbers that are there; missing where none is."""

    of: tuple[Node, ...]


class Choice(NamedTuple):
    """The value of the first case whose truth holds, else `otherwise`; missing where that value is."""

    cases: tuple[tuple[Node, Node], ...]
    otherwise: Node = Literal(None)


Node = (
    Literal
    | Ref
    | Chosen
    | Ticked
    | NumberGiven
    | Answered
    | Known
    | Not
    | AllOf
    | AnyOf
    | Compare
    | Arithmetic
    | Squared
    | Exp
    | SumOf
    | CountOf
    | HowMany
    | Least
    | Choice
)


class Step(NamedTuple):
    """A named value. `words` are all that it can say, in order, where it is a word; `truth` where it is one."""

    name: str
    is_: Node
    words: tuple[str, ...] = ()
    truth: bool = False


@dataclass(frozen=True)
class Formula:
    """Steps in an order in which each rests on earlier ones alone; `results` names those that people are told."""

    steps: tuple[Step, ...]
    results: tuple[str, ...]

    def __getitem__(self, name: str) -> Step:
        """One step by name. Raises KeyError."""
        return self._by_name[name]

    def __contains__(self, name: str) -> bool:
        """Whether there is such a step."""
        return name in self._by_name

    def __post_init__(self) -> None:
        """Look names up once."""
        object.__setattr__(self, "_by_name", {step.name: step for step in self.steps})

    _by_name: Mapping[str, Step] = None  # type: ignore[assignment]  # set above

    def only(self, wanted: tuple[str, ...]) -> Formula:
        """The steps that these rest on, and they themselves."""
        needed = set(wanted)
        for step in reversed(self.steps):
            if step.name in needed:
                needed |= refs(step.is_)
        return Formula(tuple(s for s in self.steps if s.name in needed), tuple(n for n in self.results if n in needed))


def parts(node: Node) -> Iterator[Node]:
    """The nodes right below one."""
    match node:
        case Known(of) | Not(of) | Squared(of) | Exp(of):
            yield of
        case Compare(_, left, right) | Arithmetic(_, left, right):
            yield left
            yield right
        case AllOf(several) | AnyOf(several) | HowMany(several) | Least(several) | SumOf(several) | CountOf(several):
            yield from several
        case Choice(cases, otherwise):
            for case in cases:
                yield from case
            yield otherwise


def all_below(node: Node) -> Iterator[Node]:
    """A node and all below it."""
    yield node
    for part in parts(node):
        yield from all_below(part)


def refs(node: Node) -> set[str]:
    """The steps that a node speaks of."""
    return {one.step for one in all_below(node) if isinstance(one, Ref)}


def rebuilt(node: Node, change: Callable[[Any], Any]) -> Node:
    """The same node over changed parts."""
    match node:
        case Known(of) | Not(of) | Squared(of) | Exp(of):
            return type(node)(change(of))
        case Compare(sign, left, right) | Arithmetic(sign, left, right):
            return type(node)(sign, change(left), change(right))
        case AllOf(several) | AnyOf(several) | HowMany(several) | Least(several) | SumOf(several) | CountOf(several):
            return type(node)(tuple(map(change, several)))
        case Choice(cases, otherwise):
            return Choice(tuple((change(test), change(value)) for test, value in cases), change(otherwise))
    return node


def all_of(*truths: Node) -> Node:
    """That all of these hold; the one itself where there is one."""
    return truths[0] if len(truths) == 1 else AllOf(truths)


def any_of(*truths: Node) -> Node:
    """That any of these holds; the one itself where there is one."""
    return truths[0] if len(truths) == 1 else AnyOf(truths)


def opposite(truth: Node) -> Node:
    """That a truth does not hold."""
    return truth.of if isinstance(truth, Not) else Not(truth)


def plus(first: Node, *others: Node) -> Node:
    """The sum of numbers, from left to right."""
    for other in others:
        first = Arithmetic("+", first, other)
    return first


def times(left: Node, by: float) -> Node:
    """A number times a constant; itself where that is 1."""
    return left if by == 1 else Arithmetic("*", left, Literal(float(by)))
