"""What other programs rely on is what is documented: keys of the JSON, columns of the results, texts made harmless."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from jtbd_diag.cohort.leaders.program_needs import Giver
from tests.checkout import ROOT

from .cli.conftest import EXAMPLES, Run, here, run  # noqa: F401 - fixtures

DOCS = ROOT / "docs"
ONE_QUESTION = """
questionnaire: one
version: 1
title: One
minutes: 5
scales: {scope: {title: Scope}}
sections:
  - title: All
    items:
      - id: reach
        type: single
        ask: How far?
        options: [{id: a, text: A, points: {scope: 0}}, {id: b, text: B, points: {scope: 100}}]
      - {id: words, type: text, ask: In your words?}
"""


def first_column(page: str) -> list[str]:
    """What stands in backticks in the first column of the tables of a page of documentation."""
    rows = re.findall(r"^\| (`.*?) \|", (DOCS / page).read_text("utf-8"), re.MULTILINE)
    return [name for cell in rows for name in re.findall(r"`([^`]+)`", cell)]


@pytest.mark.parametrize("example", ["correct", "coordinate", "reorient"])
def test_the_json_of_a_diagnosis_has_the_keys_that_are_documented(run: Run, example: str) -> None:  # noqa: F811
    told = json.loads(run("diagnose", str(EXAMPLES / f"{example}.yaml"), "--json").out)
    assert list(told) == first_column("json.md")


def test_the_results_have_the_columns_that_are_documented(run: Run, here: Path) -> None:  # noqa: F811
    documented = first_column("batch.md")
    start = documented.index("row")
    known = {name.removesuffix("…") for name in documented[start:]}
    survey = EXAMPLES / "survey-200.csv"
    ran = run("batch", str(survey), "-o", "r.csv", "--duplicates", "first")
    assert ran.code == 0, ran.err
    with (
        (here / "r.csv").open(encoding="utf-8", newline="") as file,
        survey.open(encoding="utf-8", newline="") as asked,
    ):
        columns, own = next(csv.reader(file)), next(csv.reader(asked))
    ours = [name for name in columns if name not in own]
    kinds = {name if name in known else re.match(r"[a-z]+_", name)[0] for name in ours}  # type: ignore[index]
    assert kinds - known == set()
    plain = {name for name in known if not name.endswith("_")}
    assert plain - kinds == set(), "documented, and not there"


def test_words_of_leaders_and_cells_of_the_survey_cannot_run_in_a_spreadsheet(run: Run, here: Path) -> None:  # noqa: F811
    (here / "one.yaml").write_text(ONE_QUESTION, "utf-8")
    (here / "s.csv").write_text('id,reach,words,@office\n1,a,=2+3,"@SUM(A1)"\n', "utf-8")
    assert run("batch", "s.csv", "--questionnaire", "one.yaml", "-o", "r.csv").code == 0
    with (here / "r.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["answer_words"], row["'@office"]) == ("'=2+3", "'@SUM(A1)")


@pytest.mark.parametrize(("hours", "people"), [(0, 0), (60, 1), (60.5, 2), (120, 2), (121, 3)])
def test_a_part_of_a_person_is_a_person(hours: float, people: int) -> None:
    staff = Giver.model_validate({"who": "a coach", "for": "coaching", "hours_a_week": 6})
    assert staff.people(hours, days=70) == people
