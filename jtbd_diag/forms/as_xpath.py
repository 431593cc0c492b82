"""Tests of answers as XPath, as XLSForm writes it: `${item}` is a question.

Owns what ODK's engines make of blanks and numbers; knows nothing of spreadsheets.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from jtbd_diag.forms.answer_tests import Answered, Chosen, Joined, Not, Test, Ticked


def test_xpath(test: Test, names: Mapping[str, str]) -> str:
    """A test as XPath. `names` are what the form calls the items."""
    if isinstance(test, Not):
        return f"not({test_xpath(test.test, names)})"
    if isinstance(test, Joined):
        sign = " and " if test.all else " or "
        return f"({sign.join(test_xpath(one, names) for one in test.tests)})"
    asked = f"${{{names[test.item]}}}"
    if isinstance(test, Answered):
        return f"{asked} != ''"
    if isinstance(test, Chosen):
        return f"({' or '.join(f'{asked} = {text(one)}' for one in test.options) or 'false()'})"
    if isinstance(test, Ticked):
        return f"selected({asked}, {text(test.option)})"
    return f"{asked} {test.sign} {number(test.number)}"


def text(plain: str) -> str:
    """A text without apostrophes, in apostrophes."""
    return f"'{plain}'"


def number(value: float) -> str:
    """A number as XPath reads it, which knows no `1e-07`."""
    written = format(Decimal(repr(float(value))), "f")
    return written.removesuffix(".0")
