"""Rows that their platform marks as not finished are told, and count as before."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from jtbd_diag.survey.table.survey_table import HowToRead, read_table
from tests.survey.reading import seen, workshop

QUALTRICS = ["ResponseId", "RecordedDate", "DistributionChannel"]
LIMESURVEY = ["id", "startlanguage", "lastpage"]
ALCHEMER = ["Response ID", "Time Started", "SessionID", "Contact ID"]
CASES = {
    "qualtrics": (QUALTRICS, ["Finished", "goal"], [["False", "fix"], ["True", "fix"], ["False", ""]]),
    "qualtrics in numbers": (QUALTRICS, ["Finished", "goal"], [["0", "fix"], ["1", "fix"], ["1", ""]]),
    "limesurvey": (LIMESURVEY, ["submitdate", "goal"], [["", "fix"], ["1980-01-01 00:00:00", "fix"], ["", ""]]),
    "alchemer": (ALCHEMER, ["Status", "goal"], [["Partial", "fix"], ["Complete", "fix"], ["Disqualified", "fix"]]),
    "typeform": (
        ["#", "Network ID", "Start Date (UTC)", "Submit Date (UTC)"],
        ["Response Type", "goal"],
        [["partial", "fix"], ["completed", "fix"], ["started", ""]],
    ),
    "plain": (["Submission ID"], ["Status", "goal"], [["InProgress", "fix"], ["Finished", "fix"], ["InProgress", ""]]),
    "plain as Zoho": (["ID"], ["Response status", "goal"], [["Partial", "fix"], ["Completed", "fix"], ["", "fix"]]),
    "redcap": (["record_id"], ["goal", "visit_complete"], [["fix", "0"], ["fix", "2"], ["", "0"]]),
    "redcap in words": (
        ["Record ID"],
        ["goal", "Complete?"],
        [["fix", "Unverified"], ["fix", "Complete"], ["fix", ""]],
    ),
    "redcap of two forms": (
        ["record_id"],
        ["dob", "a_complete", "goal", "b_complete"],
        [["x", "2", "fix", "1"], ["", "0", "fix", "2"], ["", "0", "fix", ""]],
    ),
}


def write(path: Path, rows: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return path


@pytest.mark.parametrize("case", CASES)
def test_a_row_that_was_not_finished_is_told_and_counts(case: str, tmp_path: Path) -> None:
    own, names, cells = CASES[case]
    rows = [[*own, *names], *([*(f"{n}{m}" for m in range(len(own))), *row] for n, row in enumerate(cells, start=1))]
    found = seen(write(tmp_path / "t.csv", rows), workshop(), layout=case.partition(" ")[0])
    mark = next(name for name in reversed(names) if name not in ("goal", "dob"))
    assert f"1 row was not finished, by '{mark}': it counts as any other" in found.notes
    assert found.table.aside == () and found.answers[2] == {"goal": "fix"}
    finished = read_table(
        write(tmp_path / "f.csv", [rows[0], rows[2]]), workshop(), HowToRead(layout=case.partition(" ")[0])
    )
    assert not any("finished" in note for note in finished.notes)


def test_surveymonkey_tells_it_in_a_status(tmp_path: Path) -> None:
    rows = [
        ["Respondent ID", "Collector ID", "Response Status", "What do you want from this workshop?"],
        ["", "", "", "Response"],
        ["118000001", "1", "Partial", "Both"],
        ["118000002", "1", "Partial", "Both"],
        ["118000003", "1", "Complete", "Both"],
    ]
    found = seen(write(tmp_path / "t.csv", rows), workshop())
    assert found.table.layout == "surveymonkey"
    assert "2 rows were not finished, by 'Response Status': they count as any other" in found.notes


def test_the_status_of_a_project_says_nothing_of_rows(tmp_path: Path) -> None:
    rows = [["L1", "In progress", "fix"], ["L2", "On hold", "fix"], ["L3", "Completed", "learn"]]
    for status, told in (("On hold", False), ("Complete", True), ("Terminated", True)):
        rows[1][1] = status
        path = tmp_path / "table.csv"
        path.write_text("\n".join(",".join(row) for row in [["Code", "Status", "goal"], *rows]), encoding="utf-8")
        notes = read_table(path, workshop()).notes
        assert any("not finished" in note for note in notes) == told
