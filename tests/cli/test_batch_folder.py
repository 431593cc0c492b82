"""`jtbd-diag batch FOLDER`: answers files from leaders, to the same outputs as a survey export."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from jtbd_diag.answers import Answers
from jtbd_diag.answers.answer_code import code_of
from jtbd_diag.answers.answers_file import answers_text
from jtbd_diag.questionnaire import load_questionnaire

from .conftest import EXAMPLES, Run

DAY = ("--date", "2026-11-21")


@pytest.fixture
def folder(here: Path) -> Path:
    """The three shipped answers files."""
    (here / "answers").mkdir()
    for path in EXAMPLES.glob("*.yaml"):
        (here / "answers" / path.name).write_bytes(path.read_bytes())
    return here / "answers"


def test_results_report_and_playbooks(run: Run, here: Path, folder: Path) -> None:
    asked = ("batch", "answers", "-o", "results.csv", "--report", "report.html", "--playbooks", "out", "--format", "md")
    ran = run(*asked, *DAY)
    assert ran.code == 0, ran.err
    with (here / "results.csv").open(encoding="utf-8") as file:
        jobs = {row["file"]: row["job"] for row in csv.DictReader(file)}
    assert jobs == {"correct.yaml": "correct", "coordinate.yaml": "coordinate", "reorient.yaml": "reorient"}
    made = sorted(path.name for path in (here / "out").iterdir() if not path.name.startswith("."))
    names = ("example-coordinate", "example-correct", "example-reorient")
    assert made == [f"{name}{part}.md" for name in names for part in ("-sheets", "")]
    assert "3 leaders" in (here / "report.html").read_text("utf-8")


def test_what_cannot_be_read_is_told_with_its_place(run: Run, folder: Path) -> None:
    (folder / "broken.yaml").write_text("answers: [\n")
    ran = run("batch", "answers", "-o", "results.csv", "--rejects", "rejects.csv")
    assert ran.code == 0
    assert "broken.yaml:2:1 Y001" in ran.err
    assert run("batch", "answers", "-o", "results.csv", "--force", "--strict").code == 1


def test_codes_of_other_versions_and_questionnaires_are_told_by_name(run: Run, folder: Path) -> None:
    (folder / "earlier.txt").write_text(code_of(load_questionnaire("leader@1"), {"name": "Ana"}))
    (folder / "short.txt").write_text(code_of(load_questionnaire("leader-short"), {}))
    ran = run("batch", "answers", "-o", "results.csv")
    assert "1 file or code answers another version" in ran.err
    assert "these answers are to 'leader-short', and 'leader' is scored" in ran.err
    assert "begins with" not in ran.err


def test_options_for_tables_are_refused(run: Run, folder: Path) -> None:
    ran = run("batch", "answers", "-o", "results.csv", "--layout", "plain", "--sheet", "x")
    assert ran.code == 2
    assert "--layout, --sheet" in ran.err


def test_a_rehearsal_writes_no_mapping(run: Run, folder: Path) -> None:
    ran = run("batch", "answers", "--dry-run")
    assert (ran.code, ran.out) == (0, "")
    assert "layout answers-folder" in ran.err


def test_the_files_say_what_was_asked(run: Run, here: Path) -> None:
    (here / "answers").mkdir()
    answers = Answers.to(load_questionnaire("leader-short"), {"causes": "own_unit"})
    (here / "answers" / "a.yaml").write_text(answers_text(answers))
    ran = run("batch", "answers", "-o", "results.csv")
    assert "leader-short" in (here / "results.csv").read_text("utf-8"), ran.err


def test_nobody_is_named_under_pseudonyms(run: Run, here: Path, folder: Path) -> None:
    personal = Answers(
        "leader", values={"name": "Ana Prueba", "causes": "own_unit"}, respondent="ana.prueba@north.example"
    )
    noted = personal.with_note("causes", "Prueba wrote this; call +1 (555) 010-0101")
    (folder / "ana-prueba.yaml").write_text(answers_text(noted))
    (folder / "prueba-broken.yaml").write_text("answers: [\n")
    asked = (
        "batch",
        "answers",
        "-o",
        "results.csv",
        "--rejects",
        "rejects.csv",
        "--playbooks",
        "out",
        "--format",
        "md",
    )
    ran = run(*asked, "--pseudonymize", "--key", "key", *DAY)
    assert ran.code == 0, ran.err
    pages = list((here / "out").iterdir())
    texts = [ran.err, *(path.read_text("utf-8") for path in (here / "results.csv", here / "rejects.csv", *pages))]
    for text in (*texts, *(path.name for path in pages)):
        assert "rueba" not in text
        assert "010-0101" not in text


def test_raters_and_waves_are_no_duplicates(run: Run, here: Path) -> None:
    (here / "answers").mkdir()
    q = load_questionnaire("leader-short")
    whose = [{}, {"rater": "cabinet", "rater_id": "r1"}, {"rater": "cabinet", "rater_id": "r2"}, {"wave": "2"}, {}]
    for n, who in enumerate(whose):
        given = Answers.to(q, {"causes": "own_unit"}, respondent="L7", begun=f"2026-11-2{n}T08:00", **who)
        (here / "answers" / f"{n}.yaml").write_text(answers_text(given), encoding="utf-8")
    ran = run("batch", "answers", "-o", "results.csv")
    assert ran.code in (0, 1), ran.err
    with (here / "results.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["rater"] for row in rows] == ["leader", "cabinet", "cabinet", "leader", "leader"]
    assert [row["rater_id"] for row in rows] == ["", "r1", "r2", "", ""]
    assert [row["wave"] for row in rows] == ["", "", "", "2", ""]
    assert [row["duplicate_of"] for row in rows] == ["", "", "", "", "1"]
    assert "rows by rater, from 'rater': leader 3, cabinet 2" in ran.err
