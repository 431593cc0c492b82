"""Tables that this program was not made for: read as they are meant, or refused and told; never scored by a guess."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from jtbd_diag.questionnaire import load_questionnaire_file
from tests.survey.reading import Seen, seen

# options that are called what questions are called, and what words for yes and no are
ALIKE = """\
questionnaire: alike
version: 1
title: Alike
minutes: 5
answer_sets: {often: [Never, Sometimes, Always], yes_no: ["No", "Yes"]}
scales: {s: {title: S, minimum_answered: 0.1}}
sections:
  - title: All
    items:
      - id: tools
        type: multiple
        ask: Which of these did you use?
        count_points: {s: {1: 20, 3: 90}}
        options: [{id: trust, text: Trust}, {id: calm, text: Calm}, {id: "no", text: "No"}]
      - {id: calm, type: rating, answers: often, ask: I stayed calm., scale: s}
      - {id: trust, type: rating, answers: often, ask: I trusted the others., scale: s}
      - {id: eager, type: rating, answers: often, ask: I was eager., scale: s}
      - {id: met, type: rating, answers: yes_no, ask: Did we meet?, scale: s}
"""
Rows = list[list[str]]


def read(tmp_path: Path, rows: Rows, **more: Any) -> Seen:
    (tmp_path / "alike.yaml").write_text(ALIKE, encoding="utf-8")
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    (tmp_path / "table.csv").write_text(stream.getvalue(), encoding="utf-8")
    return seen(tmp_path / "table.csv", load_questionnaire_file(tmp_path / "alike.yaml"), **more)


def codes(found: Seen) -> set[tuple[int, str, str]]:
    return {(one["row"], one["column"], one["code"]) for one in found.rejects}


@pytest.mark.parametrize("first", ["1", "2"])
def test_yes_and_no_are_numbered_either_way_round(first: str, tmp_path: Path) -> None:
    found = read(tmp_path, [["id", "met", "calm"], ["a", first, "Never"], ["b", "12".replace(first, ""), ""]])
    assert found.answers == {2: {"calm": "1"}, 3: {}}
    assert codes(found) == {(2, "met", "B030"), (3, "met", "B030")}
    assert "{1: …, 2: …}" in found.rejects[0]["hint"]


def test_no_in_the_column_of_an_option_called_no_is_not_taken_for_a_tick(tmp_path: Path) -> None:
    head = ["id", *(f"Which of these did you use? [{option}]" for option in ("Trust", "Calm", "No"))]
    found = read(tmp_path, [head, ["a", "Yes", "No", "No"], ["b", "No", "Yes", "Yes"]])
    assert found.answers == {2: {}, 3: {"tools": ("calm", "no")}}
    assert codes(found) == {(2, head[3], "B011")}


@pytest.mark.parametrize(
    ("ends", "sign"),
    [
        (["_id", "_uuid", "_submission_time", "_index"], "/"),  # KoboToolbox
        (["KEY"], "/"),  # ODK
        (["submitdate", "lastpage", "startlanguage"], "["),  # LimeSurvey
    ],
)
def test_an_option_called_what_a_question_is_called_is_the_option(ends: list[str], sign: str, tmp_path: Path) -> None:
    close = "]" if sign == "[" else ""
    head = ["SubmissionDate", *(f"tools{sign}{option}{close}" for option in ("trust", "calm", "no"))]
    yes, no = ("Y", "") if sign == "[" else ("1", "0")
    rows = [[*head, "calm", "trust", *ends], ["2026-11-02", yes, no, no, "Always", "Never", *(["x"] * len(ends))]]
    found = read(tmp_path, rows)
    assert found.answers == {2: {"tools": ("trust",), "calm": "3", "trust": "1"}}
    assert not found.rejects


def test_full_stops_behind_answers_and_none_behind_questions(tmp_path: Path) -> None:
    head = ["id", "Which of these did you use", "I stayed calm", "Did we meet"]
    found = read(tmp_path, [head, ["a", "Trust.; Calm.", "Sometimes.", "Yes."], ["b", "Calm", "Never", "No"]])
    assert found.answers == {
        2: {"tools": ("trust", "calm"), "calm": "2", "met": "2"},
        3: {"tools": ("calm",), "calm": "1", "met": "1"},
    }
