"""What a leader typed -> what of it the playbook takes up: a text that only says "not yet" is no answer to build on.

Owns when a text counts as an answer, and how a name sounds in the leader's mouth; the answers stay as they were
given.
"""

from __future__ import annotations

from jtbd_diag.answers.answer_text import is_blank, says_nothing
from jtbd_diag.diagnosis import Diagnosis
from jtbd_diag.ground.catalogue import table, words
from jtbd_diag.questionnaire import Value
from jtbd_diag.questionnaire.items import TextItem


def answer_taken_up(diagnosis: Diagnosis, item: str) -> Value | None:
    """The answer to an item; None where there is none, or a typed text holds no more than a word for nothing."""
    value = diagnosis.item(item)
    asked = diagnosis.questionnaire.items.get(item)
    is_name = item == diagnosis.questionnaire.uses.get("name") and str(value).strip() in words("names_too")
    if isinstance(value, str) and isinstance(asked, TextItem) and says_nothing(value) and not is_name:
        return None
    return value


def corrected(diagnosis: Diagnosis) -> str | None:
    """What the leader wrote in place of the read-back; None where it was right, or that says nothing."""
    told = diagnosis.answers.read_back
    return None if told is None or is_blank(told) else told


def said_by_the_leader(name: str) -> str:
    """Such a name where the leader speaks: "our principals" for "your principals"."""
    first, *others = name.split() or [""]
    return " ".join([table("grammar")["by_the_leader"].get(first, first), *others])
