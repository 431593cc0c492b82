"""Whether one answer is one that its item takes, and what it then is.

Owns what is wrong with an answer that does not fit; knows nothing of the file it came from.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from jtbd_diag.answers.answers import Answers, writable
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, did_you_mean
from jtbd_diag.questionnaire import Item, Questionnaire, Value
from jtbd_diag.questionnaire.items import DateItem, MultipleItem, NumberItem, RatingItem, SingleItem


class ValueFault(NamedTuple):
    """What is wrong with an answer, and how to mend it; `untold` says it without what was answered."""

    code: Code
    what: str
    hint: str | None
    untold: str


def _fault(code: Code, what: str, hint: str | None, untold: str | None = None) -> tuple[None, ValueFault]:
    return None, ValueFault(code, what, hint, what if untold is None else untold)


def parse_value(questionnaire: Questionnaire, item: str, given: object) -> Value | None:
    """One answer as a questionnaire takes it. Raises ValueError saying what is wrong with it."""
    value, fault = checked(questionnaire, item, given)
    if fault is not None:
        raise ValueError(fault.what + (f" ({fault.hint})" if fault.hint else ""))
    return value


def parse_values(questionnaire: Questionnaire, given: Mapping[str, object]) -> Answers:
    """Answers from plain values by item id; None is no answer. Raises ValueError telling every one that is wrong."""
    read = {item: checked(questionnaire, item, one) for item, one in given.items() if one is not None}
    faults = [fault for _, fault in read.values() if fault is not None]
    if faults:
        raise ValueError("\n".join(one.what + (f" ({one.hint})" if one.hint else "") for one in faults))
    return Answers.to(questionnaire, {item: value for item, (value, _) in read.items() if value is not None})


def checked(
    q: Questionnaire, item_id: str, given: object, hinted: bool = True
) -> tuple[Value | None, ValueFault | None]:
    """An answer as its item takes it, or what is wrong with it; None and None for one that says nothing."""
    if item_id not in q.items:
        what = say("answers.no_item", item=item_id, questionnaire=q.questionnaire)
        hint = did_you_mean(item_id, list(q.items)) if hinted else None
        untold = say("answers.is_no_item", questionnaire=q.questionnaire)
        return _fault(Code.ANSWER_TO_UNKNOWN_ITEM, what, hint, untold)
    item = q.items[item_id]
    readers: Mapping[type, Callable[[Questionnaire, Any, object], tuple[Value | None, ValueFault | None]]] = {
        SingleItem: _choice,
        RatingItem: _choice,
        MultipleItem: _choices,
        NumberItem: _number,
        DateItem: _date,
    }
    return readers.get(type(item), _text)(q, item, given)


def _wrong_type(item: Item, wanted: str) -> tuple[None, ValueFault]:
    return _fault(Code.WRONG_ANSWER_TYPE, say("answers.must_be", id=item.id, wanted=wanted), None)


def _no_option(item: Item, given: object, ids: list[str]) -> tuple[None, ValueFault]:
    what, untold = say("answers.no_option", given=given, item=item.id), say("answers.is_no_option", item=item.id)
    return _fault(Code.UNKNOWN_ANSWER, what, did_you_mean(str(given), ids), untold)


def _choice(q: Questionnaire, item: Item, given: object) -> tuple[Value | None, ValueFault | None]:
    if isinstance(given, bool) or not isinstance(given, str | int):
        return _wrong_type(item, say("answers.wants_option"))
    ids = [option.id for option in q.options(item.id)]
    if str(given) in ids:
        return str(given), None
    return _no_option(item, given, ids)


def _choices(q: Questionnaire, item: Item, given: object) -> tuple[Value | None, ValueFault | None]:
    if not isinstance(given, list | tuple) or not all(isinstance(one, str | int) for one in given):
        return _wrong_type(item, say("answers.wants_options"))
    ticked = tuple(dict.fromkeys(str(one) for one in given))
    ids = [option.id for option in q.options(item.id)]
    for one in ticked:
        if one not in ids:
            return _no_option(item, one, ids)
    alone = [o.id for o in q.options(item.id) if o.stands_alone and o.id in ticked]
    if alone and len(ticked) > 1:
        what = say("answers.only_alone", alone=alone[0], id=item.id)
        return _fault(Code.UNKNOWN_ANSWER, what, say("answers.only_alone_hint"))
    return (ticked or None), None


def _number(_q: Questionnaire, item: Any, given: object) -> tuple[Value | None, ValueFault | None]:
    if isinstance(given, bool) or not isinstance(given, int | float) or not math.isfinite(given):
        return _wrong_type(item, "a number")
    misfit = item.misfit(given)
    return _fault(Code.UNKNOWN_ANSWER, f"{given:g} {misfit}", item.allowed, misfit) if misfit else (given, None)


def _date(_q: Questionnaire, item: Item, given: object) -> tuple[Value | None, ValueFault | None]:
    try:
        return datetime.date.fromisoformat(str(given)).isoformat(), None
    except ValueError:
        return _wrong_type(item, say("answers.wants_date"))


def _text(_q: Questionnaire, item: Item, given: object) -> tuple[Value | None, ValueFault | None]:
    if isinstance(given, bool | list | dict):
        return _wrong_type(item, "a text")
    return (writable(str(given)) if str(given).strip() else None), None
