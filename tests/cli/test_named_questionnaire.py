"""The questionnaire that an answers file or a mapping names: a name, or a file beside it; nothing else is opened."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Run
from .test_library import MOOD

SECRET = "secret: hunter2\npassword [unclosed\n"
OTHER_FILES: dict[str, tuple[str, Callable[[Path], object]]] = {  # what is named, and what lies there
    "absolute": ("{here}/outside/notes.yaml", lambda here: None),
    "upward": ("../outside/notes.yaml", lambda here: None),
    "down and up": ("sub/../../outside/notes.yaml", lambda here: (here / "in/sub").mkdir()),
    "a link to elsewhere": ("link.yaml", lambda here: (here / "in/link.yaml").symlink_to(here / "outside/notes.yaml")),
    "a link to itself": ("loop.yaml", lambda here: (here / "in/loop.yaml").symlink_to("loop.yaml")),
    "a pipe": ("pipe.yaml", lambda here: os.mkfifo(here / "in/pipe.yaml")),
    "a device": ("/dev/zero", lambda here: None),
    "a folder": ("./", lambda here: None),
    "missing": ("nothing.yaml", lambda here: None),
    "no YAML": ("notes.yaml", lambda here: (here / "in/notes.yaml").write_text(SECRET)),
    "a list": ("notes.yaml", lambda here: (here / "in/notes.yaml").write_text("- hunter2\n")),
    "another mapping": ("./notes.yaml", lambda here: (here / "in/notes.yaml").write_text("password: hunter2\n")),
    "binary": ("notes.yaml", lambda here: (here / "in/notes.yaml").write_bytes(b"\0hunter2")),
    "a NUL": ('"a\\0b.yaml"', lambda here: None),
}


@pytest.fixture
def folders(here: Path) -> Path:
    (here / "in").mkdir()
    (here / "outside").mkdir()
    (here / "outside/notes.yaml").write_text(SECRET)
    (here / "survey.csv").write_text("calm\n3\n")
    return here


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes and links")
@pytest.mark.parametrize(("named", "lay"), OTHER_FILES.values(), ids=OTHER_FILES)
def test_nothing_is_told_of_a_file_that_is_no_questionnaire(
    named: str, lay: Callable[[Path], object], run: Run, folders: Path
) -> None:
    lay(folders)
    named = named.format(here=folders)
    (folders / "in/said.yaml").write_text(f"questionnaire: {named}\nanswers: {{calm: 3}}\n")
    (folders / "in/mapping.yaml").write_text(f"questionnaire: {named}\n")
    for command, place in (
        (["diagnose", "in/said.yaml"], "in/said.yaml:1:1"),
        (["playbook", "in/said.yaml"], "in/said.yaml:1:1"),
        (["check", "in/said.yaml"], "in/said.yaml:1:1"),
        (["interview", "--resume", "in/said.yaml", "--plain"], "in/said.yaml:1:1"),
        (["batch", "survey.csv", "--mapping", "in/mapping.yaml", "-o", "r.csv"], "in/mapping.yaml:1:1"),
    ):
        refused = run(*command)
        told = refused.out + refused.err
        assert refused.code == 1 and "hunter2" not in told and "secret" not in told
        assert f"{place} Q018 " in told


def test_a_questionnaire_beside_the_file_or_below_is_read(run: Run, folders: Path) -> None:
    (folders / "in/sub").mkdir()
    for place in ("mood.yaml", "sub/mood.yaml"):
        (folders / "in" / place).write_text(MOOD)
        (folders / "in/said.yaml").write_text(f"questionnaire: ./{place}\nanswers: {{calm: 3}}\n")
        ran = run("diagnose", "in/said.yaml")
        assert (ran.code, ran.err) == (0, ""), ran.err
        (folders / "in/mapping.yaml").write_text(f"questionnaire: {place}\n")
        (folders / "survey.csv").write_text("Things are calm.\nMostly true\n")
        scored = run("batch", "survey.csv", "--mapping", "in/mapping.yaml", "-o", "r.csv", "--force")
        assert scored.code == 0, scored.err
    (folders / "in/sub/mood.yaml").write_text(MOOD.replace("ask:", "aks:"))
    (folders / "in/said.yaml").write_text("questionnaire: sub/mood.yaml\nanswers: {calm: 3}\n")
    assert "in/sub/mood.yaml:13:" in run("diagnose", "in/said.yaml").err, "a questionnaire's faults are told"


def test_answers_are_diagnosed_beside_the_questionnaire_that_was_asked_by_its_file(run: Run, folders: Path) -> None:
    (folders / "in/mood.yaml").write_text(MOOD)
    held = run("interview", "--plain", "--questionnaire", "in/mood.yaml", "-o", "in/said.yaml", stdin="4\n\n")
    assert held.code == 0
    ran = run("diagnose", "in/said.yaml")
    assert (ran.code, ran.err) == (0, "") and "Calm: 75 of 100" in ran.out
    (folders / "said.yaml").write_bytes((folders / "in/said.yaml").read_bytes())
    (folders / "mood.yaml").write_text(MOOD.replace("questionnaire: mood", "questionnaire: temper"))
    assert "said.yaml:1:1 Q018 there is no questionnaire 'mood'" in run("diagnose", "said.yaml").err
