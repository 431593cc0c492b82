"""What users see, whole: screens, pages and reports as they were last reviewed.

A changed picture is meant or a fault. Look at the difference; then
`pytest tests/cli/test_snapshots.py -n0 --snapshot-update`.
"""

from __future__ import annotations

import datetime
import re
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from tests.checkout import ROOT

from .conftest import EXAMPLES, Run

CONSTRAINTS = (ROOT / "constraints.txt").read_text("utf-8")
DRAWN_BY = ("rich", "typer", "markdown-it-py", "jinja2")
OTHERS = [name for name in DRAWN_BY if f"\n{name}=={version(name)}\n" not in CONSTRAINTS.lower()]
pytestmark = pytest.mark.skipif(bool(OTHERS), reason=f"pinned with constraints.txt, whose {OTHERS} are others here")
DAY = ("--date", "2026-11-30")
LEADERS = ("correct", "coordinate", "reorient")
# what differs between machines and releases
VERSIONS = re.compile(r"(?<=jtbd-diag )\d+\.\d+\.\d+\S*")


class Page(SingleFileSnapshotExtension):
    """One file a page, so that a difference can be read."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture
def page(snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch) -> SnapshotAssertion:
    # entries of a calendar tell the day they are made
    monkeypatch.setattr("jtbd_diag.publishing.ics_written.today", lambda: datetime.date(2026, 11, 30))
    return snapshot.use_extension(Page)


def told(run: Run, *command: object) -> str:
    """Everything a command says."""
    ran = run(*command)
    assert ran.code == 0, ran.err
    said = f"{ran.out}--- and told:\n{ran.err}" if ran.err else ran.out
    return VERSIONS.sub("…", said).replace(str(EXAMPLES), "…")


@pytest.mark.parametrize("leader", LEADERS)
def test_the_screen_of_a_diagnosis(run: Run, page: SnapshotAssertion, leader: str) -> None:
    assert told(run, "diagnose", EXAMPLES / f"{leader}.yaml") == page


@pytest.mark.parametrize("width", ["40", "120"])
def test_the_screen_explains_in_any_width(
    run: Run, page: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    assert told(run, "diagnose", EXAMPLES / "coordinate.yaml", "--explain") == page


@pytest.mark.parametrize("leader", LEADERS)
def test_the_json_of_a_diagnosis(run: Run, page: SnapshotAssertion, leader: str) -> None:
    assert told(run, "diagnose", EXAMPLES / f"{leader}.yaml", "--json") == page


@pytest.mark.parametrize("leader", LEADERS)
def test_a_playbook_in_the_terminal(run: Run, page: SnapshotAssertion, leader: str) -> None:
    assert told(run, "playbook", EXAMPLES / f"{leader}.yaml", *DAY) == page


@pytest.mark.parametrize("ending", ["html", "md", "ics"])
def test_a_playbook_as_a_file(run: Run, page: SnapshotAssertion, ending: str) -> None:
    assert run("playbook", EXAMPLES / "correct.yaml", *DAY, "-o", f"plan.{ending}").code == 0
    assert Path(f"plan.{ending}").read_text("utf-8") == page


def test_a_survey_scored(run: Run, page: SnapshotAssertion) -> None:
    said = told(run, "batch", "survey-200.csv", "-o", "r.csv", "--report", "report.html", "--by", "Region", *DAY)
    lines = Path("r.csv").read_text("utf-8").splitlines()[:4]
    assert "\n".join([said, *lines]) == page


@pytest.mark.parametrize(
    "command",
    [
        ("batch", "survey-200.csv", "-o", "r.csv", "--report", "page.html", "--by", "Region"),
        ("batch", "staff-160.csv", "--questionnaire", "staff-expertise", "-o", "r.csv", "--report", "page.html"),
    ],
    ids=["leaders", "staff"],
)
def test_a_report(run: Run, page: SnapshotAssertion, command: tuple[str, ...]) -> None:
    assert run(*command, *DAY).code == 0
    assert Path("page.html").read_text("utf-8") == page


@pytest.mark.parametrize("questionnaire", ["leader-short", "organisation"])
def test_a_form_in_words(run: Run, page: SnapshotAssertion, questionnaire: str) -> None:
    assert told(run, "show", questionnaire, "--as", "form") == page


COMMANDS = ("", "interview", "diagnose", "playbook", "batch", "form", "simulate", "evidence", "offer", "check")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_page_of_help(run: Run, page: SnapshotAssertion, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    words: list[Any] = [command] if command else []
    assert told(run, *words, "--help") == page
