"""Tests of answers and calculations as SurveyJS expressions: `{name}` is a question, or a step worked out.

Owns what SurveyJS makes of blanks, numbers and texts: a missing number counts as 0 there unless it is asked for first.
Knows nothing of forms.
"""

from __future__ import annotations

from jtbd_diag.forms.answer_tests import AnsweredTest, ChosenTest, JoinedTests, NotTest, Test, TickedTest
from jtbd_diag.forms.as_xpath import number, text
from jtbd_diag.forms.calculations import ClientWords
from jtbd_diag.forms.names_in_form import Called
from jtbd_diag.forms.safe_ids import NOTHING


def test_surveyjs(test: Test, called: Called) -> str:
    """A test as an expression. A comparison with nothing is false there, but for one with 0."""
    if isinstance(test, NotTest):
        return f"!({test_surveyjs(test.test, called)})"
    if isinstance(test, JoinedTests):
        sign = " and " if test.all else " or "
        return f"({sign.join(test_surveyjs(one, called) for one in test.tests)})"
    asked = f"{{{called.items[test.item]}}}"
    there = f"{asked} notempty"
    if isinstance(test, AnsweredTest):
        return f"({there})"
    if isinstance(test, ChosenTest):
        words = (text(called.options[test.item][one]) for one in test.options)
        return f"({' or '.join(f'{asked} = {word}' for word in words) or '1 = 2'})"
    if isinstance(test, TickedTest):
        return f"({asked} contains {text(called.options[test.item][test.option])})"
    return f"({there} and {asked} {test.sign} {number(test.number)})"


def _within(value: float) -> str:
    return number(value) if value >= 0 else f"(0 - {number(-value)})"


SURVEYJS = ClientWords(
    step="{{{x}}}",
    given="{{{x}}}",
    missing=f"{{{NOTHING}}}",
    known="({x} notempty)",
    case="iif({test}, {then}, {other})",
    opposite="!({x})",
    always="(1 = 1)",
    never="(1 = 2)",
    signs={},
    test=test_surveyjs,
    number=_within,
    text=text,
)
