"""A formula -> the calculations and conditions of a form, in the words of a client.

Owns how the nodes of a formula follow on each other; what each is in a client's words is that client's `Words`.
Knows no client and no scoring.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from jtbd_diag.diagnosis.formula import (
    AllOf,
    Answered,
    AnyOf,
    Arithmetic,
    Choice,
    Chosen,
    Compare,
    CountOf,
    Formula,
    HowMany,
    Known,
    Literal,
    Node,
    Not,
    NumberGiven,
    Ref,
    Squared,
    SumOf,
    Ticked,
)
from jtbd_diag.forms.names_in_form import Called


@dataclass(frozen=True)
class ClientWords:
    """What a client calls things; `{x}`, `{y}`, `{sign}`, `{test}`, `{then}` and `{other}` are filled in."""

    step: str
    given: str
    """The number that answers an item."""
    missing: str
    known: str
    case: str
    opposite: str
    always: str
    never: str
    signs: Mapping[str, str]
    answer: Callable[[Node, Called], str]
    """What can be told of one answer: `Answered`, `Chosen`, `Ticked`, a `NumberGiven` compared with a `Literal`."""
    number: Callable[[float], str]
    text: Callable[[str], str]
    compare: str = "({x} {sign} {y})"
    """How two numbers stand to each other."""


class Calculations:
    """The steps of a formula in the words of a client. Truths are 1 and 0."""

    def __init__(self, formula: Formula, called: Called, names: Mapping[str, str], words: ClientWords) -> None:
        """`names` are what the form calls the steps."""
        self.formula, self.called, self.names, self.w = formula, called, names, words

    def of(self, name: str) -> str:
        """What a step comes to."""
        step = self.formula[name]
        return self.case(step.is_, "1", "0") if step.truth else self._value(step.is_)

    def _value(self, node: Node) -> str:
        """A number or a word."""
        return _VALUES[type(node)](self, *node)

    def truth(self, node: Node) -> str:
        """A truth."""
        match node:
            case Answered() | Chosen() | Ticked() | Compare(_, NumberGiven(), Literal()):
                return self.w.answer(node, self.called)
        return _TRUTHS[type(node)](self, *node)

    def case(self, test: Node, then: str, other: str) -> str:
        """One or the other."""
        return self.w.case.format(test=self.truth(test), then=then, other=other)

    def literal(self, value: float | str | bool | None) -> str:
        """A number, a word, or what is missing."""
        if value is None:
            return self.w.missing
        return self.w.text(value) if isinstance(value, str) else self.w.number(float(value))

    def step(self, name: str) -> str:
        """An earlier step."""
        return self.w.step.format(x=self.names[name])

    def given(self, item: str) -> str:
        """The number that answers an item."""
        return self.w.given.format(x=self.called.items[item])

    def arithmetic(self, sign: str, left: Node, right: Node) -> str:
        """Two numbers together."""
        return f"({self._value(left)} {self.w.signs.get(sign, sign)} {self._value(right)})"

    def choice(self, cases: tuple[tuple[Node, Node], ...], otherwise: Node) -> str:
        """The first case that holds."""
        written = self._value(otherwise)
        for test, then in reversed(cases):
            written = self.case(test, self._value(then), written)
        return written

    def compare(self, sign: str, left: Node, right: Node) -> str:
        """How two stand to each other."""
        one, other = self._value(left), self._value(right)
        words = any(isinstance(side, Literal) and isinstance(side.value, str) for side in (left, right))
        return f"({one} = {other})" if words else self.w.compare.format(x=one, sign=sign, y=other)

    def known(self, of: Node) -> str:
        """That something is there."""
        return self.w.known.format(x=self._value(of))

    def opposite(self, of: Node) -> str:
        """That something does not hold."""
        return self.w.opposite.format(x=self.truth(of))

    def joined(self, sign: str, of: tuple[Node, ...], none: str) -> str:
        """Truths together."""
        return f"({sign.join(map(self.truth, of)) or none})"

    def squared(self, of: Node) -> str:
        """A number times itself."""
        return f"({self._value(of)} * {self._value(of)})"

    def sum_of(self, of: tuple[Node, ...]) -> str:
        """Those that are there, added up."""
        return _sum(self.case(Known(one), self._value(one), "0") for one in of)

    def how_many(self, of: Iterable[Node]) -> str:
        """How many hold."""
        return _sum(self.case(one, "1", "0") for one in of)


def as_condition(truth: Node, called: Called, words: ClientWords) -> str:
    """A truth over answers alone, such as when an item is asked, in the words of a client."""
    return Calculations(Formula((), ()), called, {}, words).truth(truth)


def _sum(parts: Iterable[str]) -> str:
    return f"({' + '.join(parts) or '0'})"


Written = Callable[..., str]
_VALUES: Mapping[type, Written] = {
    Literal: Calculations.literal,
    Ref: Calculations.step,
    NumberGiven: Calculations.given,
    Arithmetic: Calculations.arithmetic,
    Squared: Calculations.squared,
    SumOf: Calculations.sum_of,
    CountOf: lambda c, of: c.how_many(map(Known, of)),
    HowMany: Calculations.how_many,
    Choice: Calculations.choice,
}
_TRUTHS: Mapping[type, Written] = {
    Literal: lambda c, value: c.w.always if value else c.w.never,
    Ref: lambda c, name: f"({c.step(name)} = 1)",
    Known: Calculations.known,
    Not: Calculations.opposite,
    AllOf: lambda c, of: c.joined(" and ", of, c.w.always),
    AnyOf: lambda c, of: c.joined(" or ", of, c.w.never),
    Compare: Calculations.compare,
}
