"""Tests of answers in the notations that survey platforms share: comparisons, and, or, and no sign for not.

Owns how a test is turned so that it needs none; what stands for a field, a tick or a blank a platform says.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jtbd_diag.forms.answer_tests import (
    AnsweredTest,
    ChosenTest,
    ComparedTest,
    JoinedTests,
    NotTest,
    Test,
    TickedTest,
    test_of,
)
from jtbd_diag.forms.as_xpath import number
from jtbd_diag.questionnaire import Condition, Questionnaire
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


def shown_if(condition: Condition, questionnaire: Questionnaire, notation: LogicNotation) -> str:
    """When a field is shown, in a platform's notation."""
    return _LogicWriter(questionnaire, notation).of(test_of(questionnaire, condition), holds=True)


@dataclass(frozen=True)
class _LogicWriter:
    q: Questionnaire
    notation: LogicNotation

    def of(self, test: Test, *, holds: bool) -> str:
        """A test, or that it does not hold."""
        if isinstance(test, NotTest):
            return self.of(test.test, holds=not holds)
        if isinstance(test, JoinedTests):
            return _joined([self.of(one, holds=holds) for one in test.tests], every=test.all is holds)
        if isinstance(test, AnsweredTest):
            return self._answered(test.item, holds=holds)
        way = self.notation
        sign = way.equal if holds else way.unlike
        if isinstance(test, TickedTest):
            return f"{way.box(test.item, test.option)} {sign} {way.tick}"
        field = way.field(test.item)
        if isinstance(test, ChosenTest):
            codes = [way.code(test.item, option) for option in test.options]
            return _joined([f"{field} {sign} {code}" for code in codes], every=not holds)
        return self._compared(test, field, holds=holds)

    def _answered(self, item: str, *, holds: bool) -> str:
        if isinstance(self.q.items[item], MultipleItem):
            boxes = [self.of(TickedTest(item, option.id), holds=holds) for option in self.q.options(item)]
            return _joined(boxes, every=not holds)
        return (self.notation.filled if holds else self.notation.blank).format(self.notation.field(item))

    def _compared(self, test: ComparedTest, field: str, *, holds: bool) -> str:
        signs = {">=": (">=",), "<=": ("<=",), "=": (">=", "<=")}[test.sign]
        opposite = {">=": "<", "<=": ">"}
        parts = [(self.notation.filled if holds else self.notation.blank).format(field)]
        parts += [f"{field} {sign if holds else opposite[sign]} {number(test.number)}" for sign in signs]
        return _joined(parts, every=holds)


def _joined(parts: Sequence[str], *, every: bool) -> str:
    if not parts:
        return "1 = 1" if every else "1 = 2"
    return parts[0] if len(parts) == 1 else f"({(' and ' if every else ' or ').join(parts)})"
