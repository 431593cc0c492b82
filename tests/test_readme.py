"""Every command and every example in README.md, run in the order they stand there."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import subprocess
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from jtbd_diag.ground.catalogue import LANGUAGES
from jtbd_diag.ground.library import shipped_folder
from tests.checkout import ROOT

from .cli.conftest import Run, here, run  # noqa: F401 - fixtures

README = (ROOT / "README.md").read_text("utf-8")
SHELL = [line for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for line in block.splitlines() if line]
SET_UP = [line for line in SHELL if line.startswith("python3 -m venv")]
USE = [line for line in SHELL if line not in SET_UP]
TYPED = {  # what a leader types in the line mode: answers, then the review and finishing, or saving for later
    "jtbd-diag interview": "transport_facilities\n:q\n",
    "jtbd-diag interview --resume answers.yaml": ":r\nf\ny\nn\n",
}


def refresh() -> ModuleType:
    spec = importlib.util.spec_from_file_location("refresh_readme", ROOT / "docs" / "refresh_readme.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_is_all_commands() -> None:
    assert len(SET_UP) == 2
    assert len(USE) >= 10
    assert all(line.startswith("jtbd-diag ") for line in USE)


def test_every_command_runs(run: Run, here: Path) -> None:  # noqa: F811
    """One after the other in one folder, as a reader would."""
    for line in USE:
        command = shlex.split(line, comments=True)
        bare = " ".join(command)
        if any(word.endswith(".docx") for word in command):
            pytest.importorskip("pypandoc")
        ran = run(*command[1:], stdin=TYPED.get(bare, ""))
        assert ran.code == 0, (bare, ran.err)
        if bare.startswith("jtbd-diag interview --resume"):  # from here on, the answers of a shipped example
            example = shipped_folder() / "questionnaires" / "examples" / "coordinate.yaml"
            (here / "answers.yaml").write_bytes(example.read_bytes())
        for word in command:
            if word.startswith("plan."):
                assert (here / word).stat().st_size > 1000, word


def test_every_command_of_the_program_is_in_the_readme() -> None:
    from jtbd_diag.cli.main import app

    shown = {word for line in SHELL for word in shlex.split(line, comments=True)}
    aside = {"schema"}  # for who edits questionnaires: CONTRIBUTING.md
    assert {command.name for command in app.registered_commands} - shown <= aside


def test_the_set_up_commands_are_what_ci_runs() -> None:
    demo, tests = SET_UP
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert tests == next(line for line in README.splitlines() if "'.[dev]'" in line)
    assert """grep -m1 -F "'.[dev]'" README.md""" in script and 'eval "$test_command"' in script
    assert re.fullmatch("python3 -m venv .* demo", demo) and 'eval "$demo_command"' in script
    assert script.index('eval "$test_command"') < script.index("PIP_CONSTRAINT="), "first with what is newest today"
    assert tests in (ROOT / "CONTRIBUTING.md").read_text("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="a POSIX shell")
def test_after_the_first_command_the_others_work_as_pasted(tmp_path: Path) -> None:
    """In one shell, with stand-ins for what installs: each line finds the program that the first one installed."""
    called = tmp_path / "called"
    record = f'#!/bin/sh\necho "$0 $@" >> {called}\n'
    make = f"""#!/bin/sh
mkdir -p .venv/bin
echo 'PATH="$PWD/.venv/bin:$PATH"' > .venv/bin/activate
for name in pip jtbd-diag; do cp {tmp_path}/record .venv/bin/$name; done
"""
    (tmp_path / "bin").mkdir()
    for path, script in ((tmp_path / "record", record), (tmp_path / "bin" / "python3", make)):
        path.write_text(script)
        path.chmod(0o755)
    shown = "\n".join(line for line in SHELL if "'.[dev]'" not in line)
    environment = {"PATH": f"{tmp_path}/bin:/usr/bin:/bin"}
    ran = subprocess.run(["bash", "-ec", shown], cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert len(called.read_text().splitlines()) == len(SHELL) - 1 + 1  # the first line calls pip as well


def test_what_it_installs_is_enough_for_what_it_shows() -> None:
    """A command that README shows needs no extra that README's first line leaves out."""
    needed = {"word": ".docx", "evidence": "jtbd-diag evidence", "stats": ".sav", "spark": "--engine spark"}
    (installed,) = re.findall(r"'\.\[([\w,]+)\]'", SET_UP[0])
    assert {extra for extra, sign in needed.items() if any(sign in line for line in SHELL)} <= {*installed.split(",")}


def test_what_is_lacking_is_told_as_a_line_that_installs_it_anywhere() -> None:
    """No registry has this program, so hints name the packages that an extra brings."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    brought = {one.split(">=")[0].split(";")[0].strip() for wanted in extras.values() for one in wanted}
    for room in ("lab", "publishing", "survey", "results", "distributed"):
        for hint in re.findall(r"pip install ([^\",]+)", (LANGUAGES / "en" / f"{room}.yaml").read_text("utf-8")):
            assert {*shlex.split(hint)} <= {one for one in brought if not one.startswith("jtbd-diag")}, hint


def test_what_it_shows_is_what_comes_out() -> None:
    """The transcript of the demo, and what the Python example prints."""
    assert refresh().refreshed(README) == README, "run: python docs/refresh_readme.py"


def test_what_it_links_to_is_there() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)|src=\"([^\"]+)\"", README)
    missing = [path for pair in links for path in pair if path and not (ROOT / path).exists()]
    assert missing == []
