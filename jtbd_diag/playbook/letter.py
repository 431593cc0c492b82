"""Diagnosis -> one page to a respondent: the result in their words, two things to do, whom to ask.

Owns which document it is and what of it a mail merge needs; what it says stands in `letter.md.j2`. Knows nothing of
formats.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from jtbd_diag.diagnosis import Diagnosis
from jtbd_diag.diagnosis.diagnosis_in_words import footer
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import in_a_row
from jtbd_diag.playbook.advice.advice import Advice
from jtbd_diag.playbook.calendar.school_calendar import Calendar
from jtbd_diag.playbook.choice.which_plays_and_steps import NO_PUSH, UNCLEAR, Together, choose, days_of
from jtbd_diag.playbook.document import Document
from jtbd_diag.playbook.views.leader_view import LeaderView
from jtbd_diag.playbook.written_playbook import about_of, filled_document, no_playbook, plain

TEMPLATE = "letter.md.j2"
TWO, NAMED = 2, 5
COLUMNS = ("name", "about", "result", "said", "first_by", "first", "second_by", "second", "ask")
"""What a letter tells a mail merge, by column."""


@dataclass(frozen=True)
class Letter:
    """The page, ready to be published, and the same in plain words for a mail merge: a text for each of COLUMNS."""

    document: Document
    merged: Mapping[str, str]


def write_letter(
    diagnosis: Diagnosis, *, advice: Advice, date: datetime.date, calendar: Calendar | None = None
) -> Letter:
    """The letter that fits a diagnosis; `date` is its day, from which the two things to do are dated.

    Of answers that were given in an application it tells nothing of what they claim. Raises InputError for faults in
    advice or the template, and when the questionnaire has no jobs.
    """
    if diagnosis.outcome is None:
        raise no_playbook(diagnosis.questionnaire)
    about, facts = about_of(diagnosis), Together(diagnosis)
    days = days_of(advice, facts, date, calendar)
    leader = LeaderView(facts, advice, choose(advice, about, facts, days.start, calendar), days)
    title, markdown = filled_document(TEMPLATE, {"leader": leader}, advice)
    return Letter(Document(title, date, markdown, _footer(diagnosis)), _merged(leader, about))


def _footer(diagnosis: Diagnosis) -> str:
    """What the result rests on; to an applicant nothing of how claims are looked at."""
    return footer(diagnosis, say("diagnosis.one_view") if diagnosis.questionnaire.claims else None)


def _merged(leader: LeaderView, about: str) -> dict[str, str]:
    steps = [{name: plain(text) for name, text in step.items()} for step in leader.first_of_month(TWO)]
    steps += [{"by": "", "do": ""}] * (TWO - len(steps))
    found = {
        "name": leader.own_in_short("name", 60) or "",
        "about": leader.problem["title"] if leader.problem["known"] else "",
        "result": _result(leader, about),
        "said": "; ".join(leader.behind_job(4)),
        "ask": in_a_row(leader.named(NAMED)),
    }
    dated = {
        f"{which}{part}": step[name]
        for which, step in zip(("first", "second"), steps, strict=True)
        for part, name in (("_by", "by"), ("", "do"))
    }
    told = {**{name: plain(text) for name, text in found.items()}, **dated}
    return {name: told[name] for name in COLUMNS}


def _result(leader: LeaderView, about: str) -> str:
    if about == NO_PUSH:
        return say("playbook.letter_no_push")
    if about == UNCLEAR or leader.job is None:
        return say("playbook.letter_unclear")
    return leader.says(leader.job) or leader.title_of(leader.job)
