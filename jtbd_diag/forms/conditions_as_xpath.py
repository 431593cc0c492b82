"""Conditions and calculations as XPath, as XLSForm writes it: `${name}` is a question, or a step worked out.

Owns what ODK's engines make of blanks and numbers: what is missing is blank, and no function is used that they round
or take blanks in otherwise than each other. Knows nothing of spreadsheets.
"""

from __future__ import annotations

from decimal import Decimal

from jtbd_diag.diagnosis.formula import Answered, Chosen, Compare, Literal, Node, NumberGiven, Ticked
from jtbd_diag.forms.calculations import ClientWords
from jtbd_diag.forms.names_in_form import Called


def _answer(told: Node, called: Called) -> str:
    match told:
        case Answered(item):
            return f"{_answer_to(item, called)} != ''"
        case Chosen(item, options):
            words = (text(called.options[item][one]) for one in options)
            return f"({' or '.join(f'{_answer_to(item, called)} = {word}' for word in words) or 'false()'})"
        case Ticked(item, option):
            return f"selected({_answer_to(item, called)}, {text(called.options[item][option])})"
        case Compare(sign, NumberGiven(item), Literal(float(bound))):
            return f"{_answer_to(item, called)} {sign} {number(bound)}"
    raise TypeError(told)


def _answer_to(item: str, called: Called) -> str:
    return f"${{{called.items[item]}}}"


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
    answer=_answer,
    number=_within,
    text=text,
)
