"""Conditions as the offline page reads them: lists of a word and what it is about.

Owns these lists, which `holds` in `page/answers.js` reads; knows nothing of a page's look.
"""

from __future__ import annotations

from typing import Any

from jtbd_diag.forms.answer_tests import AnsweredTest, ChosenTest, ComparedTest, JoinedTests, NotTest, Test, TickedTest


def as_lists(test: Test) -> list[Any]:
    """A condition as lists that JSON can hold."""
    if isinstance(test, JoinedTests):
        return ["all" if test.all else "any", [as_lists(one) for one in test.tests]]
    if isinstance(test, NotTest):
        return ["not", as_lists(test.test)]
    if isinstance(test, ChosenTest):
        return ["chosen", test.item, test.options]
    if isinstance(test, TickedTest):
        return ["ticked", test.item, test.option]
    if isinstance(test, ComparedTest):
        return [test.sign, test.item, test.number]
    assert isinstance(test, AnsweredTest)
    return ["answered", test.item]
