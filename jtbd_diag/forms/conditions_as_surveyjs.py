"""Conditions and calculations as SurveyJS expressions: `{name}` is a question, or a step worked out.

Owns what SurveyJS makes of blanks, numbers and texts: a missing number counts as 0 there unless it is asked for first.
Knows nothing of forms.
"""

from __future__ import annotations

from jtbd_diag.diagnosis.formula import Answered, Chosen, Compare, Literal, Node, NumberGiven, Ticked
from jtbd_diag.forms.calculations import ClientWords
from jtbd_diag.forms.conditions_as_xpath import number, text
from jtbd_diag.forms.names_in_form import NOTHING, Called


def _answer(told: Node, called: Called) -> str:
    match told:
        case Answered(item):
            return f"({_is_answered(item, called)})"
        case Chosen(item, options):
            words = (text(called.options[item][one]) for one in options)
            return f"({' or '.join(f'{_answer_to(item, called)} = {word}' for word in words) or '1 = 2'})"
        case Ticked(item, option):
            return f"({_answer_to(item, called)} contains {text(called.options[item][option])})"
        case Compare(sign, NumberGiven(item), Literal(float(bound))):
            # nothing would be equal to 0
            return f"({_is_answered(item, called)} and {_answer_to(item, called)} {sign} {number(bound)})"
    raise TypeError(told)


def _is_answered(item: str, called: Called) -> str:
    return f"{_answer_to(item, called)} notempty"


def _answer_to(item: str, called: Called) -> str:
    return f"{{{called.items[item]}}}"


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
    answer=_answer,
    number=_within,
    text=text,
)
