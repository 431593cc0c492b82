"""Answers to an earlier version of a questionnaire score as they did, to the last digit.

`scores-0.1.0/` was written by jtbd-diag 0.1.0: the labelled cases, the examples, and the survey of 200.
"""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl
import pytest

from jtbd_diag import diagnose, load_questionnaire
from jtbd_diag.answers import read_answers
from jtbd_diag.diagnosis import score_table
from jtbd_diag.survey.cells.coded_answers import code
from jtbd_diag.survey.table.survey_table import read_table

THEN = Path(__file__).parent / "scores-0.1.0"
CASES = Path(__file__).parent.parent / "cases"
FILES = Path(__file__).parent.parent / "first_version"
FIRST = {name: load_questionnaire(f"{name}@1") for name in ("leader", "leader-short")}


def _then(name: str) -> list[dict[str, str]]:
    with (THEN / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _answers_of(name: str, questionnaire: str) -> Path:
    case = CASES / name
    if case.is_dir():
        return case / ("short.yaml" if questionnaire == "leader-short" else "answers.yaml")
    return FILES / f"{name}.yaml"


@pytest.mark.parametrize("then", _then("cases.csv"), ids=lambda row: f"{row['name']}-{row['questionnaire']}")
def test_one_leader(then: dict[str, str]) -> None:
    asked = FIRST[then["questionnaire"]]
    answers, warnings = read_answers(_answers_of(then["name"], then["questionnaire"]), asked)
    assert not warnings
    now = diagnose(asked, answers)
    assert " ".join(f"{name}={scale.score!r}" for name, scale in now.scales.items()) == then["scores"]
    assert repr(now.lead) == (then["lead"] or "None")
    assert [now.job or "", now.runner_up or "", now.outcome, now.struggle] == [
        then[key] for key in ("job", "runner_up", "outcome", "struggle")
    ]


def test_a_survey() -> None:
    asked, then = FIRST["leader"], _then("survey-200.csv")
    source = FILES / "survey-200.csv"
    now = score_table(asked, code(read_table(source, asked), asked).frame).collect()
    assert now.height == len(then) == 200
    wanted = [name for name in then[0] if name.startswith("score_")]
    assert len(wanted) == len(asked.scales)
    for name in (*wanted, "job", "runner_up", "outcome", "struggle", "lead"):
        cells = now.get_column(name.replace("score_", "score:"))
        texts = [None if cell is None else repr(cell) if cells.dtype == pl.Float64 else str(cell) for cell in cells]
        assert texts == [row[name] or None for row in then], name
