"""Conditions and calculations as FHIRPath over a QuestionnaireResponse whose items stand in groups.

Owns what FHIRPath makes of answers that are not there: every truth here is true or false, never empty. Knows no items.
"""

from __future__ import annotations

from jtbd_diag.diagnosis.formula import Answered, Chosen, Compare, Literal, Node, NumberGiven, Ticked
from jtbd_diag.forms.calculations import ClientWords
from jtbd_diag.forms.conditions_as_xpath import number, text
from jtbd_diag.forms.names_in_form import Called

_GIVEN = "%resource.item.item.where(linkId = '{x}').answer.value"


def _answer(told: Node, called: Called) -> str:
    match told:
        case Answered(item):
            return f"{_answer_to(item, called)}.exists()"
        case Chosen(item, options):
            codes = " or ".join(f"code = {text(called.options[item][one])}" for one in options)
            return f"{_answer_to(item, called)}.where({codes or 'false'}).exists()"
        case Ticked(item, option):
            return _answer(Chosen(item, (option,)), called)
        case Compare(sign, NumberGiven(item), Literal(float(bound))):
            return f"{_answer_to(item, called)}.where($this {sign} {decimal(bound)}).exists()"
    raise TypeError(told)


def _answer_to(item: str, called: Called) -> str:
    return _GIVEN.format(x=called.items[item])


def decimal(value: float) -> str:
    """A number as a decimal, and in brackets below zero, where the sign would be taken for a minus."""
    written = number(value)
    written = written if "." in written else f"{written}.0"
    return f"({written})" if value < 0 else written


FHIRPATH = ClientWords(
    step="%{x}",
    given=_GIVEN,
    missing="{}",
    known="{x}.exists()",
    case="iif({test}, {then}, {other})",
    opposite="{x}.not()",
    always="true",
    never="false",
    signs={},
    answer=_answer,
    number=decimal,
    text=text,
    # eight digits behind the point are all that is compared there: what is apart by less is to be apart, too
    compare="(({x} - {y}) * 1000000000000.0 {sign} 0.0)",
)
