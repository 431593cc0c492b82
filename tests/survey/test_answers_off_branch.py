"""A column that was sorted or moved by itself is told by the questions that hang on it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from jtbd_diag.questionnaire import load_questionnaire_file
from tests.survey.reading import Seen, seen

BRANCHED = """\
questionnaire: branched
version: 1
title: Branched
minutes: 5
scales: {s: {title: S}}
sections:
  - title: All
    items:
      - id: where
        type: single
        ask: Where?
        options: [{id: here, text: Here, points: {s: 0}}, {id: there, text: There, points: {s: 9}}]
      - {id: who, type: text, ask: With whom?, ask_if: {item: where, is: there}}
"""


def read(folder: Path, where: list[str], who: list[str]) -> Seen:
    questionnaire = folder / "branched.yaml"
    questionnaire.write_text(BRANCHED, encoding="utf-8")
    path = folder / "answers.csv"
    rows = [[f"r{n}", *both] for n, both in enumerate(zip(where, who, strict=True))]
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["id", "where", "who"], *rows])
    return seen(path, load_questionnaire_file(questionnaire))


def told(found: Seen) -> list[str]:
    return [note for note in found.notes if "CHECK 'where'" in note]


WHERE = ["There", "Here", "There", "Here"] * 6
WHO = ["Ann", "", "Bob", "n/a"] * 6


def test_a_sorted_column_is_told(tmp_path: Path) -> None:
    assert told(read(tmp_path, WHERE, WHO)) == []
    (note,) = told(read(tmp_path, sorted(WHERE), WHO))
    assert "6 answers" in note and "6 in the 12" in note and "sorted" in note


@pytest.mark.parametrize(
    "who",
    [
        ["Ann", "", "Bob", ""] * 6,  # as asked
        ["Ann", "Bob", "Cid", "Dan"] * 6,  # a form on paper: everybody was asked, and answers
        ["Ann", "Bob", "Cid", ""] + ["Ann", "", "Cid", ""] * 5,  # a slip
    ],
)
def test_what_goes_with_its_branch_is_not(who: list[str], tmp_path: Path) -> None:
    assert told(read(tmp_path, WHERE, who)) == []
