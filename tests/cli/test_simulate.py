"""`jtbd-diag simulate`, and what `batch` says of what it writes."""

from __future__ import annotations

import csv
from pathlib import Path

from .conftest import Run

DAY = ("--date", "2026-11-21")


def test_a_survey_is_tried_before_it_is_sent(run: Run, here: Path) -> None:
    made = run("simulate", "leader", "-n", "120", "--layout", "qual", "-o", "try.csv")
    assert made.code == 0, made.err
    assert made.err.startswith("120 invented rows, meant as ")
    assert "with a cell that is no option; seed 1" in made.err
    assert made.out == ""
    asked = ("batch", "try.csv", "-o", "results.csv", "--report", "report.html", "--by", "region")
    ran = run(*asked, *DAY)
    assert ran.code == 0, ran.err
    assert "120 rows are INVENTED" in ran.err
    page = (here / "report.html").read_text("utf-8")
    assert "120 rows of this survey are invented, made by a simulation: nobody gave these answers" in page
    with (here / "results.csv").open(encoding="utf-8") as file:
        assert {row["invented_by_jtbd_diag"] for row in csv.DictReader(file)} == {"yes"}


def test_a_real_survey_is_not_called_invented(run: Run, here: Path) -> None:
    ran = run("batch", "survey-200.csv", "-o", "results.csv", "--report", "report.html", *DAY)
    assert "invented" not in ran.err.lower()
    assert "invented, made by a simulation" not in (here / "report.html").read_text("utf-8")


def test_a_questionnaire_without_jobs_and_a_folder(run: Run, here: Path) -> None:
    made = run("simulate", "staff-expertise", "-n", "15", "--layout", "answers", "-o", "sent")
    assert made.code == 0, made.err
    assert made.err.startswith("15 invented rows\n")
    ran = run("batch", "sent", "-o", "results.csv", "--report", "report.html", *DAY)
    assert "15 files are INVENTED" in ran.err
    assert "15 rows of this survey are invented" in (here / "report.html").read_text("utf-8")
    again = run("simulate", "staff-expertise", "-n", "15", "--layout", "answers", "-o", "sent")
    assert again.code == 1
    assert "F008" in again.err


def test_a_folder_of_answers_is_no_table(run: Run, here: Path) -> None:
    ran = run("simulate", "leader", "-n", "3", "--layout", "answers", "-o", "try.CSV")
    assert ran.code == 1
    assert "F009" in ran.err and "name a folder" in ran.err
    assert list(here.iterdir()) == []


def test_shares_beyond_one_are_no_shares(run: Run) -> None:
    assert run("simulate", "leader", "--skips", "3", "-o", "try.csv").code == 2


def test_invented_answers_are_told_wherever_they_go(run: Run, here: Path) -> None:
    run("simulate", "leader", "-n", "3", "--layout", "answers", "-o", "sent")
    one = str(sorted((here / "sent").rglob("*.yaml"))[0])
    told = "answers are INVENTED, made by a simulation"
    screen = run("diagnose", one)
    assert told in " ".join(screen.out.split())
    assert told in screen.err
    playbook = run("playbook", one, "--format", "txt")
    assert told in " ".join(playbook.out.split())
    assert told in playbook.err


def test_playbooks_of_an_invented_survey_say_so(run: Run, here: Path) -> None:
    run("simulate", "leader", "-n", "4", "--repeats", "0", "-o", "try.csv")
    rows = (here / "try.csv").read_text("utf-8")
    lines = list(csv.DictReader(rows.splitlines()))
    column = "invented_by_jtbd_diag"
    with (here / "try.csv").open("w", encoding="utf-8", newline="") as file:
        sheet = csv.DictWriter(file, lines[0].keys())
        sheet.writeheader()
        sheet.writerows([*lines[:3], {**lines[3], column: ""}])
    ran = run("batch", "try.csv", "-o", "r.csv", "--playbooks", "out", "--format", "txt", "--issue", "all", *DAY)
    assert ran.code == 0, ran.err
    pages = [" ".join(path.read_text("utf-8").split()) for path in sorted((here / "out").glob("*.txt"))]
    assert sorted("answers are INVENTED, made by a simulation" in page for page in pages) == [False, True, True, True]
