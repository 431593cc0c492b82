"""The lines under a question: how and when it is to be answered, for forms that cannot see to it themselves.

Owns these lines; knows no target.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from jtbd_diag.diagnosis.formula import AllOf, Answered, AnyOf, Chosen, Compare, Literal, Node, Not, NumberGiven, Ticked
from jtbd_diag.forms.asked_when import asked_when, inward
from jtbd_diag.forms.conditions_as_xpath import number
from jtbd_diag.forms.limits_of_targets import exclusive
from jtbd_diag.ground.catalogue import say
from jtbd_diag.questionnaire import Item, Questionnaire
from jtbd_diag.questionnaire.items import DateItem, MultipleItem, NumberItem


def alone(item: Item) -> Iterator[str]:
    """Which options are ticked alone, if any."""
    if isinstance(item, MultipleItem) and (ids := exclusive(item)):
        texts = (option.text for option in item.options if option.id in ids)
        told = ", ".join(say("forms.quoted", text=" ".join(text.split())) for text in texts)
        yield say("forms.alone", n=len(ids), options=told)


def unit(item: Item) -> Iterator[str]:
    """In what a number is counted."""
    if isinstance(item, NumberItem) and item.unit:
        yield say("forms.unit", unit=item.unit)


def bounds(item: Item) -> Iterator[str]:
    """What a number must be, and how a day is written."""
    if isinstance(item, DateItem):
        yield say("forms.date_as")
    if not isinstance(item, NumberItem):
        return
    low, high = item.minimum, item.maximum
    if low is not None and high is not None:
        yield say("forms.between", low=number(low), high=number(high))
    elif low is not None:
        yield say("forms.at_least", low=number(low))
    elif high is not None:
        yield say("forms.at_most", high=number(high))
    else:
        yield say("forms.a_number")


Named = Callable[[str], str]
"""What a form calls an item in the middle of a sentence, such as `question 4`."""


def only_if(questionnaire: Questionnaire, item: Item, named: Named | None = None) -> str | None:
    """A sentence that says when an item is to be answered; None where it always is."""
    asked = asked_when(questionnaire, item)
    if asked is None:
        return None
    words = _Words(questionnaire, named or (lambda one: _quoted(questionnaire.items[one].ask)))
    return say("forms.only_if", condition=words.of(inward(asked)))


def _quoted(text: str) -> str:
    return say("forms.quoted", text=" ".join(text.split()))


class _Words:
    def __init__(self, questionnaire: Questionnaire, named: Named) -> None:
        self.q, self.named = questionnaire, named

    def of(self, truth: Node, *, inside: bool = False) -> str:
        """A truth as a clause; one of several that is inside another stands in brackets."""
        match truth:
            case AllOf(several) | AnyOf(several):
                clauses = [self.of(one, inside=True) for one in several]
                words = _listed(clauses, every=isinstance(truth, AllOf))
                return f"({words})" if inside else words
            case Not(of):
                return self._clause(of, holds=False)
        return self._clause(truth, holds=True)

    def _clause(self, told: Node, *, holds: bool) -> str:
        match told:
            case Answered(item):
                return say("forms.if_answered" if holds else "forms.if_not_answered", question=self.named(item))
            case Compare(sign, NumberGiven(item), Literal(float(bound))):
                return _compared(sign, self.named(item), number(bound), holds=holds)
            case Chosen(_, ()):
                return say("forms.if_never" if holds else "forms.if_always")
            case Chosen(item, options):
                key = "forms.if_chosen" if holds else "forms.if_not_chosen"
                return say(key, question=self.named(item), options=self._alternatives(item, options))
            case Ticked(item, option):
                key = "forms.if_ticked" if holds else "forms.if_not_ticked"
                return say(key, question=self.named(item), options=self._alternatives(item, (option,)))
        raise TypeError(told)

    def _alternatives(self, item: str, options: Iterable[str]) -> str:
        told, *rest = (_quoted(self.q.option(item, option).text) for option in options)
        for option in rest:
            told = say("forms.or_option", one=told, other=option)
        return told


def _compared(sign: str, question: str, bound: str, *, holds: bool) -> str:
    if sign == ">=":
        return say("forms.if_least" if holds else "forms.if_not_least", question=question, number=bound)
    if sign == "<=":
        return say("forms.if_most" if holds else "forms.if_not_most", question=question, number=bound)
    return say("forms.if_number" if holds else "forms.if_not_number", question=question, number=bound)


def _listed(clauses: Iterable[str], *, every: bool) -> str:
    told, *rest = clauses
    for clause in rest:
        told = say("forms.if_both" if every else "forms.if_either", one=told, other=clause)
    return told
