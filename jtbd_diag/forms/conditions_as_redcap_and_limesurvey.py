"""Conditions in the notations that survey platforms share: comparisons, and, or, and no sign for not.

Owns how a condition is turned so that it needs none; what stands for a field, a tick or a blank a platform says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from jtbd_diag.diagnosis.formula import AllOf, Answered, AnyOf, Chosen, Compare, Literal, Node, Not, NumberGiven, Ticked
from jtbd_diag.forms.asked_when import asked_when, inward
from jtbd_diag.forms.conditions_as_xpath import number
from jtbd_diag.questionnaire import Item, Questionnaire
from jtbd_diag.questionnaire.items import MultipleItem


@dataclass(frozen=True)
class LogicNotation:
    """How a platform writes comparisons. What is blank must be told apart from numbers by `filled` and `blank`."""

    field: Callable[[str], str]
    """The answer to an item."""
    box: Callable[[str, str], str]
    """Whether an option of an item is ticked."""
    code: Callable[[str, str], str]
    """An option, as a text."""
    tick: str
    """What a box that is ticked holds."""
    equal: str
    unlike: str
    filled: str
    """That a field holds something; `{}` is the field."""
    blank: str


def shown_if(item: Item, questionnaire: Questionnaire, notation: LogicNotation) -> str | None:
    """When an item's field is shown, in a platform's notation; None where it always is."""
    asked = asked_when(questionnaire, item)
    return None if asked is None else _LogicWriter(questionnaire, notation).of(inward(asked))


@dataclass(frozen=True)
class _LogicWriter:
    q: Questionnaire
    notation: LogicNotation

    def of(self, truth: Node) -> str:
        """A truth in which nothing is denied but what is told of one answer."""
        match truth:
            case AllOf(several) | AnyOf(several):
                return _joined(map(self.of, several), every=isinstance(truth, AllOf))
            case Not(of):
                return self._answer(of, holds=False)
        return self._answer(truth, holds=True)

    def _answer(self, told: Node, *, holds: bool) -> str:
        way = self.notation
        sign = way.equal if holds else way.unlike
        match told:
            case Answered(item) if isinstance(self.q.items[item], MultipleItem):
                boxes = (self._answer(Ticked(item, option.id), holds=holds) for option in self.q.options(item))
                return _joined(boxes, every=not holds)
            case Answered(item):
                return self._filled(item, holds=holds)
            case Ticked(item, option):
                return f"{way.box(item, option)} {sign} {way.tick}"
            case Chosen(item, options):
                codes = (way.code(item, option) for option in options)
                return _joined((f"{way.field(item)} {sign} {code}" for code in codes), every=not holds)
            case Compare(sign, NumberGiven(item), Literal(float(bound))):
                signs = {">=": (">=",), "<=": ("<=",), "=": (">=", "<=")}[sign]
                written = signs if holds else [{">=": "<", "<=": ">"}[one] for one in signs]
                parts = (f"{way.field(item)} {one} {number(bound)}" for one in written)
                return _joined((self._filled(item, holds=holds), *parts), every=holds)
        raise TypeError(told)

    def _filled(self, item: str, *, holds: bool) -> str:
        return (self.notation.filled if holds else self.notation.blank).format(self.notation.field(item))


def _joined(parts: Iterable[str], *, every: bool) -> str:
    found = list(parts)
    if not found:
        return "1 = 1" if every else "1 = 2"
    return found[0] if len(found) == 1 else f"({(' and ' if every else ' or ').join(found)})"
