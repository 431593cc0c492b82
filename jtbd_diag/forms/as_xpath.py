"""Tests of answers and calculations as XPath, as XLSForm writes it: `${name}` is a question, or a step worked out.

Owns what ODK's engines make of blanks and numbers: what is missing is blank, and no function is used that they round
or take blanks in otherwise than each other. Knows nothing of spreadsheets.
"""

from __future__ import annotations

from decimal import Decimal

from jtbd_diag.forms.answer_tests import AnsweredTest, ChosenTest, JoinedTests, NotTest, Test, TickedTest
from jtbd_diag.forms.calculations import ClientWords
from jtbd_diag.forms.names_in_form import Called


def test_xpath(test: Test, called: Called) -> str:
    """A test as XPath."""
    if isinstance(test, NotTest):
        return f"not({test_xpath(test.test, called)})"
    if isinstance(test, JoinedTests):
        sign = " and " if test.all else " or "
        return f"({sign.join(test_xpath(one, called) for one in test.tests)})"
    asked = f"${{{called.items[test.item]}}}"
    if isinstance(test, AnsweredTest):
        return f"{asked} != ''"
    if isinstance(test, ChosenTest):
        words = (text(called.options[test.item][one]) for one in test.options)
        return f"({' or '.join(f'{asked} = {word}' for word in words) or 'false()'})"
    if isinstance(test, TickedTest):
        return f"selected({asked}, {text(called.options[test.item][test.option])})"
    return f"{asked} {test.sign} {number(test.number)}"


def text(plain: str) -> str:
    """A text without apostrophes, in apostrophes."""
    return f"'{plain}'"


def number(value: float) -> str:
    """A number as XPath reads it, which knows no `1e-07`."""
    written = format(Decimal(repr(float(value))), "f")
    return written.removesuffix(".0")


def _within(value: float) -> str:
    return number(value) if value >= 0 else f"({number(value)})"


XPATH = ClientWords(
    step="${{{x}}}",
    given="${{{x}}}",
    missing="''",
    known="({x} != '')",
    case="if({test}, {then}, {other})",
    opposite="not({x})",
    always="true()",
    never="false()",
    signs={"/": "div"},
    test=test_xpath,
    number=_within,
    text=text,
)
