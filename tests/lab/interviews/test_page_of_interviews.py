"""What docs/interviews.md tells to type runs as it stands there, one after the other."""

from __future__ import annotations

import re
import shlex
from itertools import pairwise
from pathlib import Path

import pytest
from typer.testing import CliRunner

from jtbd_diag.cli.main import app
from tests.checkout import ROOT

PAGE = (ROOT / "docs" / "interviews.md").read_text("utf-8")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines() if line]


def test_what_is_typed_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert len(COMMANDS) >= 3
    for line in COMMANDS:
        words = shlex.split(line, comments=True)
        ran = CliRunner().invoke(app, words[1:])
        assert ran.exit_code == 0, (line, ran.output)
        for name in (word for option, word in pairwise(words) if option == "-o"):
            assert (tmp_path / name).stat().st_size > 100


def test_everything_shipped_says_that_it_is_invented() -> None:
    folder = ROOT / "questionnaires" / "examples" / "interviews-24"
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) == 28
    for path in files:
        lines = path.read_text("utf-8").splitlines()
        if path.suffix == ".csv":  # in every row
            assert all(re.search(r"\binvented|,yes,", line) for line in lines[1:]), path
        else:
            assert lines[0].startswith("[Invented"), path
