"""A diagnosis in words that every stage after it shares: answers, what was heard, what may be claimed.

Owns these few texts; knows nothing of playbooks or screens.
"""

from __future__ import annotations

from typing import NamedTuple

from jtbd_diag.answers.answer_text import answer_text
from jtbd_diag.diagnosis.diagnosis import Diagnosis
from jtbd_diag.ground.catalogue import say
from jtbd_diag.questionnaire import Questionnaire, honesty_line
from jtbd_diag.questionnaire.items import RatingItem


def honesty(questionnaire: Questionnaire) -> str:
    """What may be claimed of a diagnosis: what the questionnaire says about itself, if it does, and no more."""
    return honesty_line(questionnaire, say("diagnosis.one_view"))


def footer(diagnosis: Diagnosis, claimed: str | None = None) -> str:
    """What may be claimed, or the words `claimed` in its place, and what the result rests on."""
    questionnaire = diagnosis.questionnaire
    answered, asked = len(diagnosis.asked.values), len(diagnosis.asked.asked)
    identity = f"{questionnaire.questionnaire} {questionnaire.version} ({diagnosis.fingerprint})"
    said = {"honesty": claimed or honesty(questionnaire), "identity": identity}
    footer = say("diagnosis.footer", **said, answered=answered, asked=asked)
    return say("answers.footer_invented", footer=footer) if diagnosis.answers.invented else footer


class Noted(NamedTuple):
    """A note that was put beside an answer; `answer` is in words, None where there is none or it does not count."""

    item: str
    asked: str
    answer: str | None
    note: str


def noted(diagnosis: Diagnosis) -> tuple[Noted, ...]:
    """The notes, in the order asked."""
    q, notes = diagnosis.questionnaire, diagnosis.answers.notes
    found = []
    for item in q.items.values():
        value = diagnosis.asked.values.get(item.id)
        if item.id in notes:
            answer = None if value is None else answer_text(q, item.id, value)
            found.append(Noted(item.id, item.ask, answer, notes[item.id]))
    return tuple(found)


def single_statements(diagnosis: Diagnosis) -> dict[str, str]:
    """Rated statements of now that feed no scale, with how true they were said to be, in the order asked."""
    q = diagnosis.questionnaire
    ratings = (item for item in q.items.values() if isinstance(item, RatingItem) and not (item.scale or item.then_of))
    values = diagnosis.asked.values
    return {rating.id: answer_text(q, rating.id, values[rating.id]) for rating in ratings if rating.id in values}


def heard(diagnosis: Diagnosis) -> tuple[str, ...]:
    """What was heard, as clauses that follow "you said that", in the order asked."""
    clauses = []
    for item, value in diagnosis.asked.values.items():
        options = {option.id: option for option in diagnosis.questionnaire.options(item)}
        option = options.get(value) if isinstance(value, str) else None
        if option is not None and option.heard is not None:
            clauses.append(option.heard)
    return tuple(clauses)
