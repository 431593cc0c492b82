"""What a path can be: a link to itself, a name that is no UTF-8, a folder, a device; read, written, or a complaint."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from .conftest import EXAMPLES, Run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="names of bytes, links and devices as on Linux")

ODD = os.fsdecode(b"na\xffme")
LONG = "n" * 250
IN = (
    f"{ODD}.yaml",
    "loop.yaml",
    "folder",
    "/dev/null",
    "answers.yaml/x",
    "loop.yaml/x",
    "n" * 300,
    "",
    "-",
    "empty.yaml",
)
OUT = ("loop", "folder", "/dev/null", "missing/x", "answers.yaml/x", "loop/x", LONG, ODD, "n" * 300, "/proc/x", "")


@pytest.fixture(autouse=True)
def _files(here: Path, answers: Path) -> None:
    (here / f"{ODD}.yaml").write_bytes((EXAMPLES / "coordinate.yaml").read_bytes())
    (here / f"{ODD}.csv").write_text("causes,Mood\nown_unit,b\n")
    (here / "survey.csv").write_text("causes,Mood\nown_unit,b\n")
    (here / "empty.yaml").write_text("")
    (here / "folder").mkdir()
    for name in ("loop", "loop.yaml", "loop.md", "loop.csv", "loop.parquet"):
        (here / name).symlink_to(name)


@pytest.mark.parametrize("path", IN)
def test_what_is_read(path: str, run: Run) -> None:
    for command in (
        ["diagnose", path],
        ["playbook", path, "-o", "x.md", "--force"],
        ["check", path],
        ["show", path],
        ["interview", "--plain", "--resume", path],
        ["diagnose", "answers.yaml", "--questionnaire", path],
        ["playbook", "answers.yaml", "--theme", path],
        ["playbook", "answers.yaml", "--organisation", path],
        ["--library", path, "list"],
        ["batch", "survey.csv", "--mapping", path, "-o", "m.csv"],
        ["batch", path, "--dry-run"],
        ["list", path],
    ):
        ran = run(*command)
        assert ran.code in (0, 1, 2, 130), command
        assert ran.code in (0, 130) or ran.err or ran.out, "a complaint"


@pytest.mark.parametrize("path", OUT)
def test_what_is_written(path: str, run: Run, here: Path) -> None:
    before = {one.name for one in here.iterdir()}
    for command in (
        ["playbook", "answers.yaml", "-o", f"{path}.md"],
        ["playbook", "answers.yaml", "-o", f"{path}.md", "--force"],
        ["demo", "-o", f"{path}.txt", "--force"],
        ["interview", "--plain", "-o", f"{path}.yaml", "--force"],
        ["copy", "leader", path],
        ["batch", "survey.csv", "-o", f"{path}.csv", "--force"],
        ["batch", "survey.csv", "-o", f"{path}.parquet", "--force"],
        ["batch", "survey.csv", "-o", "r.csv", "--rejects", f"{path}.jsonl", "--force"],
        ["batch", "survey.csv", "-o", "r.csv", "--report", f"{path}.html", "--force"],
    ):
        ran = run(*command)
        assert ran.code in (0, 1, 2, 130), command
        assert ran.code in (0, 130) or ran.err, "a complaint"
        assert not [one.name for one in here.iterdir() if one.name.endswith((".tmp", ".unfinished"))]
    assert before <= {one.name for one in here.iterdir()}


def test_names_of_bytes_are_read_and_written(run: Run, here: Path) -> None:
    wrote = run("playbook", f"{ODD}.yaml", "-o", f"{ODD}.md")
    assert (wrote.code, wrote.err) == (0, "wrote na�me.md\nwrote na�me-sheets.md\n")
    assert (here / f"{ODD}.md").stat().st_size > 1000
    refused = run("batch", f"{ODD}.csv", "-o", "r.csv")
    assert (refused.code, "na�me.csv F006 its name" in refused.err) == (1, True)
    refused = run("batch", "survey.csv", "-o", f"{ODD}.parquet")
    assert (refused.code, "na�me.parquet F007 its name" in refused.err) == (1, True)


def test_a_link_to_itself_is_told(run: Run) -> None:
    for command in (["playbook", "answers.yaml", "-o", "loop.md"], ["batch", "survey.csv", "-o", "loop.parquet"]):
        assert "this is a link that leads to itself" in run(*command, "--force").err
