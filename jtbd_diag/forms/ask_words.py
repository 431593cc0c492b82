"""When a question is to be answered, in words: for forms that cannot hide it.

Owns these words; knows no target.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

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
from jtbd_diag.ground.catalogue import say
from jtbd_diag.questionnaire import Item, Questionnaire

Named = Callable[[str], str]
"""What a form calls an item in the middle of a sentence, such as `question 4`."""


def only_if(questionnaire: Questionnaire, item: Item, named: Named | None = None) -> str | None:
    """A sentence that says when an item is to be answered; None where it always is."""
    if item.ask_if is None:
        return None
    words = _Words(questionnaire, named or (lambda one: _quoted(questionnaire.items[one].ask)))
    return say("forms.only_if", condition=words.of(test_of(questionnaire, item.ask_if), holds=True, inside=False))


def _quoted(text: str) -> str:
    return say("forms.quoted", text=" ".join(text.split()))


class _Words:
    def __init__(self, questionnaire: Questionnaire, named: Named) -> None:
        self.q, self.named = questionnaire, named

    def of(self, test: Test, *, holds: bool, inside: bool) -> str:
        """A test, or that it does not hold, as a clause; one of several that is inside another stands in brackets."""
        if isinstance(test, NotTest):
            return self.of(test.test, holds=not holds, inside=inside)
        if isinstance(test, JoinedTests):
            clauses = [self.of(one, holds=holds, inside=True) for one in test.tests]
            words = _listed(clauses, every=test.all is holds)
            return f"({words})" if inside else words
        return self._clause(test, self.named(test.item), holds=holds)

    def _clause(
        self, test: AnsweredTest | ComparedTest | ChosenTest | TickedTest, question: str, *, holds: bool
    ) -> str:
        if isinstance(test, AnsweredTest):
            return say("forms.if_answered" if holds else "forms.if_not_answered", question=question)
        if isinstance(test, ComparedTest):
            return _compared(test, question, holds=holds)
        options = test.options if isinstance(test, ChosenTest) else (test.option,)
        if not options:
            return say("forms.if_never" if holds else "forms.if_always")
        told = _alternatives(_quoted(self.q.option(test.item, option).text) for option in options)
        if isinstance(test, TickedTest):
            return say("forms.if_ticked" if holds else "forms.if_not_ticked", question=question, options=told)
        return say("forms.if_chosen" if holds else "forms.if_not_chosen", question=question, options=told)


def _compared(test: ComparedTest, question: str, *, holds: bool) -> str:
    told = number(test.number)
    if test.sign == ">=":
        return say("forms.if_least" if holds else "forms.if_not_least", question=question, number=told)
    if test.sign == "<=":
        return say("forms.if_most" if holds else "forms.if_not_most", question=question, number=told)
    return say("forms.if_number" if holds else "forms.if_not_number", question=question, number=told)


def _listed(clauses: Iterable[str], *, every: bool) -> str:
    told, *rest = clauses
    for clause in rest:
        told = say("forms.if_both" if every else "forms.if_either", one=told, other=clause)
    return told


def _alternatives(options: Iterable[str]) -> str:
    told, *rest = options
    for option in rest:
        told = say("forms.or_option", one=told, other=option)
    return told
