"""Tests of answers and calculations as FHIRPath over a QuestionnaireResponse whose items stand in groups.

Owns what FHIRPath makes of answers that are not there: every test here is true or false, never empty. Knows no items.
"""

from __future__ import annotations

from jtbd_diag.forms.answer_tests import AnsweredTest, ComparedTest, JoinedTests, NotTest, Test, TickedTest
from jtbd_diag.forms.as_xpath import number, text
from jtbd_diag.forms.calculations import ClientWords
from jtbd_diag.forms.names_in_form import Called


def test_fhirpath(test: Test, called: Called) -> str:
    """A test as an expression."""
    if isinstance(test, NotTest):
        return f"{test_fhirpath(test.test, called)}.not()"
    if isinstance(test, JoinedTests):
        sign = " and " if test.all else " or "
        return f"({sign.join(test_fhirpath(one, called) for one in test.tests)})"
    answers = answer(called.items[test.item])
    if isinstance(test, AnsweredTest):
        return f"{answers}.exists()"
    if isinstance(test, ComparedTest):
        return f"{answers}.where($this {test.sign} {decimal(test.number)}).exists()"
    options = (test.option,) if isinstance(test, TickedTest) else test.options
    codes = " or ".join(f"code = {text(called.options[test.item][one])}" for one in options)
    return f"{answers}.where({codes or 'false'}).exists()"


_ANSWER = "%resource.item.item.where(linkId = '{x}').answer.value"


def answer(link: str) -> str:
    """What is answered to an item."""
    return _ANSWER.format(x=link)


def decimal(value: float) -> str:
    """A number as a decimal, and in brackets below zero, where the sign would be taken for a minus."""
    written = number(value)
    written = written if "." in written else f"{written}.0"
    return f"({written})" if value < 0 else written


FHIRPATH = ClientWords(
    step="%{x}",
    given=_ANSWER,
    missing="{}",
    known="{x}.exists()",
    case="iif({test}, {then}, {other})",
    opposite="{x}.not()",
    always="true",
    never="false",
    signs={},
    test=test_fhirpath,
    number=decimal,
    text=text,
    # eight digits behind the point are all that is compared there: what is apart by less is to be apart, too
    compare="(({x} - {y}) * 1000000000000.0 {sign} 0.0)",
)
