"""One answer -> words, wherever one is shown.

Owns how options and numbers are told; knows nothing of the place they are told in.
"""

from __future__ import annotations

from jtbd_diag.ground.catalogue import words
from jtbd_diag.questionnaire import Questionnaire, Value
from jtbd_diag.questionnaire.items import NumberItem

_AROUND = " .?!\u2026-\u2013\u2014'\"\u201c\u201d\u2018()[]"
"""Signs around a word that do not make it say more."""


def answer_text(questionnaire: Questionnaire, item: str, value: Value, between: str = ", ") -> str:
    """An answer in the words of its options, with `between` between those ticked; a number with its unit."""
    options = {option.id: option.text for option in questionnaire.options(item)}
    if isinstance(value, tuple):
        return between.join(options.get(one, one) for one in value)
    asked = questionnaire.items[item]
    if isinstance(asked, NumberItem):
        return f"{_plain(value)} {asked.unit}" if asked.unit else _plain(value)
    return options.get(str(value), str(value))


def says_nothing(text: str) -> bool:
    """Whether a typed text holds no more than a word for nothing, such as "n/a", "not yet" or a dash."""
    return _bare(text) in ("", *words("nobody"))


def is_blank(text: str) -> bool:
    """Whether a note or a correction says nothing whatever was asked; "never" and "not really" may answer there."""
    return _bare(text) in ("", *words("blank"))


def _bare(text: str) -> str:
    return " ".join(text.casefold().replace("\u2019", "'").split()).strip(_AROUND)


def _plain(number: Value) -> str:
    """A number in digits alone: `24`, `7.5`, `1500000`."""
    if isinstance(number, float) and number.is_integer():
        return f"{number:.0f}"
    return f"{number:.10f}".rstrip("0") if isinstance(number, float) else str(number)
