"""How a table of answers names its columns: one an item, or for a multiple item one an option.

Owns these names, which coding a survey and scoring a table share; knows nothing of either.
"""

from __future__ import annotations

from jtbd_diag.questionnaire.items import MultipleItem
from jtbd_diag.questionnaire.model import Questionnaire


def ticked_column(item: str, option: str) -> str:
    """The column, true or false, that tells whether an option of a multiple item is ticked."""
    return f"{item}.{option}"


def answer_columns(questionnaire: Questionnaire, item: str) -> tuple[str, ...]:
    """The columns that hold the answers to one item: one, or for a multiple item one an option."""
    if isinstance(questionnaire.items[item], MultipleItem):
        return tuple(ticked_column(item, option.id) for option in questionnaire.options(item))
    return (item,)
