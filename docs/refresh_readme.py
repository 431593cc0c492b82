"""Writes what README.md shows of real runs: the transcript of the demo, and the lead in its Python example.

Run it in a checkout, from anywhere: `python docs/refresh_readme.py`. A test says when that is due.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"
DEMO = ["demo", "--date", "2026-03-02"]
_TRANSCRIPT = re.compile(r"(<!-- demo:[^\n]*-->\n```text\n).*?(```\n<!-- /demo -->)", re.DOTALL)
_PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)
_SAID = re.compile(r"(^print\(.*\)   # ).*$", re.MULTILINE)


def transcript(folder: str) -> str:
    """What a terminal of 80 columns shows of `jtbd-diag demo`."""
    environment = {**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"}
    program = [sys.executable, "-c", "from jtbd_diag.cli.main import main; main()"]
    ran = subprocess.run([*program, *DEMO], cwd=folder, env=environment, capture_output=True, check=True)
    lines = (ran.stdout + ran.stderr).decode().splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


def said(code: str, folder: str) -> str:
    """What the Python example prints."""
    told = io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(told):
        exec(compile(code, "README.md", "exec"), {"__name__": "readme"})
    return told.getvalue().strip()


def refreshed(text: str) -> str:
    """The README with both brought up to date."""
    example = _PYTHON.search(text)
    assert example is not None and _TRANSCRIPT.search(text), "the markers are gone"
    with tempfile.TemporaryDirectory() as folder:
        shown, printed = transcript(folder), said(example[1], folder)
    text = _TRANSCRIPT.sub(lambda found: found[1] + shown + found[2], text)
    return _SAID.sub(lambda found: found[1] + printed, text)


if __name__ == "__main__":
    README.write_text(refreshed(README.read_text("utf-8")), encoding="utf-8")
