"""The lines under a question that say how it is to be answered, for forms that cannot see to it themselves.

Owns these lines; knows no target.
"""

from __future__ import annotations

from collections.abc import Iterator

from jtbd_diag.forms.as_xpath import number
from jtbd_diag.forms.targets_cannot import exclusive
from jtbd_diag.ground.catalogue import say
from jtbd_diag.questionnaire import Item
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
