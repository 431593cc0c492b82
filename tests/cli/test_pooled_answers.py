"""Answers to several wordings or in several languages are not counted together without a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from jtbd_diag.questionnaire import load_questionnaire, wording_fingerprint
from tests.cli.conftest import Run


@pytest.fixture
def sent(run: Run, here: Path) -> Path:
    assert run("simulate", "leader-short", "-n", "12", "--layout", "answers", "-o", "sent").code == 0
    return Path("sent")


def test_an_answers_file_says_which_words_were_read(sent: Path) -> None:
    told = wording_fingerprint(load_questionnaire("leader-short"))
    files = [*sent.rglob("*.yaml")]
    assert files
    for file in files:
        assert f"wording: {told}" in file.read_text("utf-8").replace("'", "").replace('"', "")


def test_files_of_another_wording_are_told_by_batch_report_and_evidence(run: Run, sent: Path) -> None:
    told = wording_fingerprint(load_questionnaire("leader-short"))
    assert "wordings" not in run("batch", "sent", "-o", "one.csv").err
    for file in sorted(sent.rglob("*.yaml"))[:5]:
        file.write_text(file.read_text("utf-8").replace(told, "0123456789ab"), encoding="utf-8")
    said = run("batch", "sent", "-o", "two.csv", "--report", "page.html")
    assert said.code == 0
    assert "2 wordings" in said.err
    assert "2 wordings" in Path("page.html").read_text("utf-8")
    assert "0123456789ab" in Path("two.csv").read_text("utf-8")
    assert "2 wordings" in run("batch", "sent", "--dry-run").err
    pytest.importorskip("scipy", reason="the extra [evidence] is not installed")
    assert "2 wordings" in run("evidence", "sent", "-o", "evidence.xlsx").err


@pytest.mark.parametrize(
    ("column", "cells", "says"),
    [
        ("UserLanguage", ("EN", "ES-ES"), "2 languages"),
        ("UserLanguage", ("EN", ""), None),
        ("wording", ("0123456789ab", "ba9876543210"), "2 wordings"),
        ("Fingerprint", ("0123456789ab", "ba9876543210"), "2 ways"),
        ("Region", ("North", "South"), None),
    ],
)
def test_a_table_that_tells_of_several(run: Run, column: str, cells: tuple[str, str], says: str | None) -> None:
    one, other = cells
    rows = f"{column},causes,by_decision\n{one},own_unit,most\n{other},handful,little\n"
    Path("t.csv").write_text(rows, encoding="utf-8")
    told = run("batch", "t.csv", "--questionnaire", "leader-short", "-o", "r.csv").err
    assert (says in told) if says else ("counted together" not in told)
