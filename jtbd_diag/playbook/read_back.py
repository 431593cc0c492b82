"""Diagnosis -> a paragraph that says back what was heard, for the leader to correct.

Owns the paragraph; knows nothing of terminals.
"""

from __future__ import annotations

from jtbd_diag.answers.answer_text import answer_text
from jtbd_diag.diagnosis import Diagnosis
from jtbd_diag.diagnosis.diagnosis_in_words import heard
from jtbd_diag.ground.catalogue import say, words
from jtbd_diag.playbook.choice.own_words import answer_taken_up, corrected


def read_back(diagnosis: Diagnosis) -> str:
    """What was heard, in at most five sentences: the trouble, the number, what was said, what it comes to.

    A correction the leader made before is returned as it is.
    """
    if told := corrected(diagnosis):
        return told
    sentences = [_about(diagnosis), _number(diagnosis), _read_back(diagnosis), _comes_to(diagnosis)]
    return " ".join(sentence for sentence in sentences if sentence)


def _role(diagnosis: Diagnosis, role: str) -> str | None:
    item = diagnosis.questionnaire.uses.get(role)  # type: ignore[call-overload]
    value = answer_taken_up(diagnosis, item) if item else None
    return None if value is None or item is None else answer_text(diagnosis.questionnaire, item, value)


def _about(diagnosis: Diagnosis) -> str | None:
    area = _role(diagnosis, "problem_area")
    return say("playbook.heard_area", area=area) if area else None


def _number(diagnosis: Diagnosis) -> str | None:
    measure = _role(diagnosis, "measure")
    return say("playbook.heard_number", measure=measure.rstrip(".")) if measure else None


def _read_back(diagnosis: Diagnosis) -> str | None:
    clauses = heard(diagnosis)
    if not clauses:
        return None
    *before, last = clauses
    if not before:
        return say("playbook.heard_clause", clause=last)
    return say("playbook.heard_clauses", clauses=words("between_clauses")[0].join(before), last=last)


def _comes_to(diagnosis: Diagnosis) -> str | None:
    if diagnosis.job is None or diagnosis.struggle == "none":
        return None
    says = diagnosis.questionnaire.profiles[diagnosis.job].says
    return say("playbook.heard_job", says=says) if says else None
