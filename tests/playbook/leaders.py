"""Leaders to write playbooks for: the labelled cases, and answers made up for one point."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path

from jtbd_diag import load_questionnaire
from jtbd_diag.answers import Answers, read_answers
from jtbd_diag.diagnosis import Diagnosis, diagnose
from jtbd_diag.ground.library import Library
from jtbd_diag.playbook import Advice, Playbook, load_advice, write_playbook
from jtbd_diag.playbook.choice.issues_now_later_last import Issue
from jtbd_diag.questionnaire import Questionnaire, Value

CASES = Path(__file__).parent.parent / "cases"
NAMES = sorted(folder.name for folder in CASES.iterdir())
FORMS = {
    "answers.yaml": "leader@1",
    "short.yaml": "leader-short@1",
    "answers@2.yaml": "leader@2",
    "short@2.yaml": "leader-short@2",
}
"""The form that each file of a case answers."""
MONDAY = datetime.date(2026, 11, 23)


@cache
def questionnaire(name: str = "leader") -> Questionnaire:
    return load_questionnaire(name, Library())


@cache
def advice() -> Advice:
    return load_advice(Library())


@cache
def case(name: str, file: str = "answers.yaml") -> Answers:
    return read_answers(CASES / name / file, questionnaire(FORMS[file]))[0]


def diagnosed(answers: Answers, **changed: Value | None) -> Diagnosis:
    for item, value in changed.items():
        answers = answers.with_value(item, value)
    return diagnose(questionnaire(f"{answers.questionnaire}@{answers.version}"), answers)


@cache
def diagnosed_for(name: str) -> Diagnosis:
    return diagnosed(case(name))


@cache
def written_for(name: str, file: str = "answers.yaml") -> Playbook:
    return written(case(name, file))


def written(answers: Answers, **changed: Value | None) -> Playbook:
    return write_playbook(diagnosed(answers, **changed), advice=advice(), date=MONDAY)


@cache
def issue_for(name: str, issue: Issue, file: str = "answers.yaml") -> Playbook:
    return write_playbook(diagnosed(case(name, file)), advice=advice(), date=MONDAY, issue=issue)
