"""Tests of answers as SurveyJS expressions: `{item}` is a question.

Owns what SurveyJS makes of blanks, numbers and texts; knows nothing of forms.
"""

from __future__ import annotations

from jtbd_diag.forms.answer_tests import Answered, Chosen, Joined, Not, Test, Ticked
from jtbd_diag.forms.as_xpath import number, text
from jtbd_diag.forms.called import Called


def test_surveyjs(test: Test, called: Called) -> str:
    """A test as an expression. A comparison with nothing is false there, but for one with 0."""
    if isinstance(test, Not):
        return f"!({test_surveyjs(test.test, called)})"
    if isinstance(test, Joined):
        sign = " and " if test.all else " or "
        return f"({sign.join(test_surveyjs(one, called) for one in test.tests)})"
    asked = f"{{{called.items[test.item]}}}"
    there = f"{asked} notempty"
    if isinstance(test, Answered):
        return f"({there})"
    if isinstance(test, Chosen):
        words = (text(called.options[test.item][one]) for one in test.options)
        return f"({' or '.join(f'{asked} = {word}' for word in words) or '1 = 2'})"
    if isinstance(test, Ticked):
        return f"({asked} contains {text(called.options[test.item][test.option])})"
    return f"({there} and {asked} {test.sign} {number(test.number)})"
