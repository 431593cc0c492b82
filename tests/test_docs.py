"""Every Python block of docs/library.md runs, and prints what the page says."""

from __future__ import annotations

import contextlib
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest

import jtbd_diag
from jtbd_diag import load_questionnaire
from jtbd_diag.answers import read_answers
from jtbd_diag.answers.answer_code import code_of
from jtbd_diag.results.codebook import meanings
from tests.checkout import ROOT

PAGE = ROOT / "docs" / "library.md"
BLOCKS = re.findall(r"```python\n(.*?)```\n+```text\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)


def test_the_page_of_the_library_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}  # the blocks follow on each other
    assert len(BLOCKS) == PAGE.read_text("utf-8").count("```python") == 7
    for code, shown in BLOCKS:
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            exec(compile(code, str(PAGE), "exec"), names)
        assert said.getvalue() == shown


def test_every_public_name_is_there_and_on_the_page() -> None:
    page = PAGE.read_text("utf-8")
    for name in jtbd_diag.__all__:
        assert getattr(jtbd_diag, name).__doc__
        assert re.search(rf"\b{name}\b", page), f"{name} is not documented"
    assert set(jtbd_diag.__all__) <= set(dir(jtbd_diag))


def test_users_get_types_and_no_any(tmp_path: Path) -> None:
    use = (
        "from jtbd_diag import diagnose, load_questionnaire\nreveal_type(diagnose(load_questionnaire('leader'), {}))\n"
    )
    (tmp_path / "use.py").write_text(use, "utf-8")
    program = [sys.executable, "-m", "mypy", "--strict", "--config-file", "", "--cache-dir", str(tmp_path), "use.py"]
    told = subprocess.run(program, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300)
    assert 'Revealed type is "jtbd_diag.diagnosis.diagnosis.Diagnosis"' in told.stdout, told.stdout + told.stderr


def test_the_code_that_is_shown_is_one_of_the_questionnaire_in_use() -> None:
    leader = load_questionnaire("leader")
    example = ROOT / "questionnaires" / "examples" / "coordinate.yaml"
    code = code_of(leader, read_answers(example, leader)[0].values).split()
    page = (ROOT / "docs" / "page.md").read_text("utf-8")
    help_of_commands = (ROOT / "jtbd_diag" / "languages" / "en" / "tables" / "help.yaml").read_text("utf-8")
    assert len(code) - 3 == 16  # "some sixteen words"
    for text in (page, help_of_commands):
        shown = re.search(r'--code "(\d.*) … (.*)"', text)
        assert shown is not None
        assert shown[1].split() == code[:3]
        assert shown[2].split() == code[-2:]


def test_the_page_on_surveys_has_every_column_of_the_results_and_no_other() -> None:
    page = (ROOT / "docs" / "batch.md").read_text("utf-8")
    rows = page.partition("| columns | what they hold |")[2].partition("\n\n")[0].splitlines()[2:]
    told = {name for row in rows for name in re.findall(r"`(\w+)…?`", row.split("|")[1])}
    forms = [load_questionnaire(name) for name in ("leader", "leader@1", "leader-short")]
    printed = {
        column.name
        for form in forms
        for column in meanings(
            form, ["rater", "rater_id", "wave"], form.items, flips=True, who=["rater", "rater_id", "wave"]
        )
    }
    begun = {name for name in told if name.endswith("_")}
    assert {name for name in told - begun if name not in printed} == {"duplicate_of", "counted"}
    assert {name for name in begun if not any(one.startswith(name) for one in printed)} == {"claim_"}
    assert [one for one in printed if one not in told and not one.startswith(tuple(begun))] == []


def test_the_readme_counts_the_statements_on_the_place() -> None:
    told = re.search(r"it offers (\w+) statements on how the place works", (ROOT / "README.md").read_text("utf-8"))
    assert told is not None and told[1] == "twenty"
    assert len(load_questionnaire("organisation").items) == 20
