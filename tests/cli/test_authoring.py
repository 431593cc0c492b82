"""docs/authoring.md: every example is a file, and all of them together are sound and used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.checkout import ROOT

from .conftest import Run
from .test_new import EXAMPLE

PAGE = (ROOT / "docs" / "authoring.md").read_text("utf-8")
BLOCKS = re.findall(r"```(?:yaml|markdown|jinja)\n(?:# )?(mine/\S+)\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def written(here: Path) -> Path:
    """A library of all that the page shows."""
    for name, text in BLOCKS:
        path = here / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return here / "mine"


def test_the_page_has_an_example_of_every_kind() -> None:
    assert len(BLOCKS) == len(re.findall(r"^```(?!sh$)\w", PAGE, re.MULTILINE)) == 6


def test_every_example_is_sound(run: Run, written: Path) -> None:
    checked = run("--library", "mine", "check")
    assert (checked.code, checked.out) == (0, ""), checked.out
    assert run("--library", "mine", "check", "mine").err == "6 files checked: no problems\n"


def test_the_examples_are_used(run: Run, written: Path) -> None:
    assert "How is it going?" in run("--library", "mine", "list").out
    made = run("--library", "mine", "playbook", EXAMPLE, "--date", "2026-11-30", "-o", "plan.html")
    assert made.code == 0
    page = Path("plan.html").read_text("utf-8")
    assert all(words in page for words in ("Our own heading", "Tallgrass Schools", "#1b4d3e"))


@pytest.mark.parametrize("command", re.findall(r"^jtbd-diag .*?(?=\s{2,}#|$)", PAGE, re.MULTILINE))
def test_the_commands_work_as_pasted(run: Run, written: Path, command: str) -> None:
    if "--coverage" in command:
        return  # a minute; `.ci/run` checks the shipped ones
    assert run(*command.split()[1:]).code in (0, 1 if "copy" in command or "new" in command else 0)
