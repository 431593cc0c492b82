"""What tables of answers call their columns, one an item or for a multiple item one an option, and forms their options.

Owns these names, which a survey coded, a table scored, forms and invented exports share; knows nothing of them.
"""

from __future__ import annotations

import re

from jtbd_diag.questionnaire.items import MultipleItem, RatingItem
from jtbd_diag.questionnaire.model import Questionnaire

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


def ticked_column(item: str, option: str) -> str:
    """The column, true or false, that tells whether an option of a multiple item is ticked."""
    return f"{item}.{option}"


def answer_columns(questionnaire: Questionnaire, item: str) -> tuple[str, ...]:
    """The columns that hold the answers to one item: one, or for a multiple item one an option."""
    if isinstance(questionnaire.items[item], MultipleItem):
        return tuple(ticked_column(item, option.id) for option in questionnaire.options(item))
    return (item,)


def option_names(questionnaire: Questionnaire, item: str) -> dict[str, str]:
    """What each option is called in a form, by its id: its code where all options have one, else its id.

    The ids of ratings are bare numbers, which platforms number otherwise: `3_of_5` says which it is.
    """
    options = questionnaire.options(item)
    codes = [str(option.code) for option in options if option.code is not None]
    if len(codes) == len(options) and all(map(_SAFE.fullmatch, codes)):
        return dict(zip((option.id for option in options), codes, strict=True))
    if isinstance(questionnaire.items[item], RatingItem):
        return {option.id: f"{option.id}_of_{len(options)}" for option in options}
    return {option.id: option.id for option in options}
