"""What was typed -> one answer, or a sentence saying what would be one.

Knows nothing of terminals.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jtbd_diag.answers.valid_answer import parse_value
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.visible_text import STEERING
from jtbd_diag.questionnaire import Item, Option, Questionnaire, Value
from jtbd_diag.questionnaire.items import DateItem, MultipleItem, NumberItem

_NUMBER = re.compile(r"[-+]?(\d{1,3}(,\d{3})+|\d{1,15})(\.\d{1,9})?|[-+]?\.\d{1,9}", re.ASCII)


def read_entry(questionnaire: Questionnaire, item: Item, options: Sequence[Option], typed: str) -> Value | None:
    """The answer in a typed line; None for an empty one. `options` in the order shown, for their numbers.

    Raises ValueError saying what is allowed.
    """
    typed = typed.strip()
    if not typed:
        return None
    if options:
        return _read_options(item, options, typed)
    if isinstance(item, NumberItem):
        return _read_number(questionnaire, item, typed)
    try:
        return parse_value(questionnaire, item.id, typed)
    except ValueError:
        raise ValueError(_refused(typed, expected(item, options))) from None


def expected(item: Item, options: Sequence[Option]) -> str:
    """What an answer to an item looks like, such as `a number from 1 to 5`, without its article."""
    if isinstance(item, MultipleItem):
        return say("interview.wants_numbers", n=len(options))
    if options:
        return say("interview.wants_number_of", n=len(options))
    if isinstance(item, NumberItem):
        return _range(item)
    return say("interview.wants_date" if isinstance(item, DateItem) else "interview.wants_text")


def _refused(typed: str, wanted: str) -> str:
    return say("interview.is_no", typed=one_line(typed), wanted=wanted)


def _range(item: NumberItem) -> str:
    low, high = item.minimum, item.maximum
    unit = f" ({item.unit})" if item.unit else ""
    if low is not None and high is not None:
        return say("interview.wants_between", low=low, high=high, unit=unit)
    if low is not None:
        return say("interview.wants_at_least", low=low, unit=unit)
    if high is not None:
        return say("interview.wants_at_most", high=high, unit=unit)
    return say("interview.wants_any", unit=unit)


def _read_number(questionnaire: Questionnaire, item: NumberItem, typed: str) -> Value | None:
    bare = typed.removesuffix(item.unit or "").removesuffix("%").strip()
    refusal = _refused(typed, expected(item, ()))
    if not _NUMBER.fullmatch(bare):
        raise ValueError(refusal)
    number = float(bare.replace(",", ""))
    try:
        return parse_value(questionnaire, item.id, int(number) if number.is_integer() else number)
    except ValueError:
        raise ValueError(refusal) from None


def _read_options(item: Item, options: Sequence[Option], typed: str) -> Value:
    words = [word for word in re.split(r"[,;\s]+", typed) if word]
    chosen: dict[str, None] = {}
    for word in words if isinstance(item, MultipleItem) else [typed]:
        option = _option(options, word)
        if option is None:
            raise ValueError(_refused(word, expected(item, options)))
        chosen[option] = None
    if not isinstance(item, MultipleItem):
        return next(iter(chosen))
    alone = next((o for o in options if o.id in chosen and o.stands_alone), None)
    if alone is not None and len(chosen) > 1:
        raise ValueError(say("interview.only_alone", option=one_line(alone.text)))
    return tuple(option.id for option in options if option.id in chosen)


def _option(options: Sequence[Option], word: str) -> str | None:
    """An option by its number as shown, or else by its id."""
    word = word.rstrip(".)")
    if word.isascii() and word.isdecimal() and 1 <= int(word[:9]) <= len(options):
        return options[int(word) - 1].id
    return next((option.id for option in options if option.id.lower() == word.lower()), None)


def one_line(text: str) -> str:
    """A text without line breaks and without what could steer a terminal."""
    return " ".join(STEERING.sub("", " ".join(text.split())).split())
