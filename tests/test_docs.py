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
from tests.checkout import ROOT

PAGE = ROOT / "docs" / "library.md"
BLOCKS = re.findall(r"```python\n(.*?)```\n+```text\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)


def test_the_page_of_the_library_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}  # the blocks follow on each other
    assert len(BLOCKS) == PAGE.read_text("utf-8").count("```python") == 4
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
