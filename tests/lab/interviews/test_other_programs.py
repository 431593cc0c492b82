"""Tags made in Taguette, which writes the file here, and in QualCoder, whose file is laid out as its source writes it.

QualCoder is a desktop program that no registry has; columns, marks and quoting are those of `export_csv_file` in its
`report_codes.py`. Taguette 1.5.2 stands in the environment that JTBD_DIAG_RATERS names.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
from pathlib import Path

import pytest

from jtbd_diag.lab.interviews.interview_folder import read_tagged
from jtbd_diag.lab.interviews.tag_files import tag_rows

from .folders import folder_of
from .test_tag_faults import BOOK

SCRIPT = Path(__file__).with_name("taguette_reference.py")
TEXT = "We tried\ntutoring & “more”.\n\nNothing moved, it’s unbearable."


def taguette(asked: object) -> bytes:
    python = os.environ.get("JTBD_DIAG_RATERS")
    if python is None or os.environ.get("JTBD_DIAG_CLIENTS") == "elsewhere":
        if os.environ.get("JTBD_DIAG_CLIENTS") == "required":
            pytest.fail("JTBD_DIAG_RATERS names no Python with taguette")
        pytest.skip("JTBD_DIAG_RATERS names no Python with taguette")
    ran = subprocess.run([python, str(SCRIPT)], input=json.dumps(asked).encode(), capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr[-2000:]
    return ran.stdout


def test_what_taguette_exports_is_read(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "f", {"one": TEXT, "two": "Fine."}, [])
    (folder / "tags" / "all.csv").unlink()
    marks = [
        ["tutoring & “more”.", ["push.push_failed_fix"]],
        ["“more”.\n\nNothing", ["trust"]],
        ["We tried", ["scope.3", "job.correct"]],
        ["Nothing moved", []],
    ]
    told = {"one.txt": {"text": TEXT, "marks": marks}}
    (folder / "tags" / "tags-ana.csv").write_bytes(taguette(told))
    layout, rows = tag_rows(folder / "tags" / "tags-ana.csv")
    assert (layout, len(rows)) == ("Taguette", 4)  # a highlight without a tag is not exported
    found = read_tagged(folder, BOOK)
    assert found.problems == ()
    assert found.readers == {"one": {"ana"}, "two": frozenset()}
    assert {(one.tag.id, one.place, TEXT[slice(*(one.span or (0, 0)))]) for one in found.taggings} == {
        ("push_failed_fix", 1, "tutoring & “more”."),
        ("trust", 1, "“more”.\n\nNothing"),
        ("scope", 3, "We tried"),
        ("job", 0, "We tried"),
    }


def test_words_that_a_program_took_apart_are_found(tmp_path: Path) -> None:
    path = tmp_path / "f"
    rows = [{"interview": "one", "tagger": "ana", "tag": "trust", "quote": "it’s un bear able"}]
    found = read_tagged(folder_of(path, {"one": TEXT}, rows), BOOK)
    assert [TEXT[slice(*(one.span or (0, 0)))] for one in found.taggings] == ["it’s unbearable"]


QUALCODER = {
    "by file": (
        ["File", "Coder", "Coded", "Id", "Codename", "Coded_Memo", "Category"],
        ["one.txt", "ana", "We tried\ntutoring", "ctid:1", "push failed fix", "", "Push of the present"],
        ["one.txt", "ben", "Nothing moved", "ctid:2", "scope: 3", "a memo", "Dimensions"],
    ),
    "by case": (
        ["Case", "Filename", "Coder", "Coded", "Id", "Codename", "Coded_Memo", "FileVar_Date"],
        ["Ms. A", "one.txt", "ana", "We tried\ntutoring", "ctid:1", "push_failed_fix", "", "2026"],
        ["Ms. A", "one.txt", "ben", "Nothing moved", "ctid:2", "scope=3", "", "2026"],
    ),
}


@pytest.mark.parametrize("name", QUALCODER)
def test_what_qualcoder_exports_is_read(name: str, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "f", {"one": TEXT}, [])
    path = folder / "tags" / "all.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=",", quotechar='"', quoting=csv.QUOTE_ALL).writerows(QUALCODER[name])
    assert tag_rows(path)[0] == "QualCoder"
    found = read_tagged(folder, BOOK)
    assert found.problems == ()
    assert [(one.tagger, one.tag.id, one.place, one.where.line) for one in found.taggings] == [
        ("ana", "push_failed_fix", 1, 2),
        ("ben", "scope", 3, 4),
    ]
