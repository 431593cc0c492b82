"""Writes what README.md and the tutorials show of real runs.

Of README.md the transcript of the demo with the first page of its playbook, and the lead in its Python example; of a
tutorial what its commands say, one after the other in an empty folder. There a block `text` below a block `sh` is what
its last command shows, of which `<!-- shown: 1-8 20 -->` between them keeps these lines. Before a block `sh`,
`<!-- typed: 3 | s | :q -->` is what is typed, line by line, and `<!-- fails -->` that it ends with 1. A block whose
first line is a path is that file; `<!-- file: NAME -->` puts one that lies beside the tutorial into the folder.

Run it in a checkout, from anywhere: `python docs/refresh_readme.py`. A test says when that is due.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"
TUTORIALS = sorted(Path(__file__).parent.glob("tutorials/*.md"))
Runner = Callable[[Path, Sequence[str], str], tuple[int, str]]
"""How a command ends in a folder and what it says, once these lines were typed."""
DEMO = ["demo", "--date", "2026-03-02"]
_TRANSCRIPT = re.compile(r"(<!-- demo:[^\n]*-->\n```text\n).*?(```\n<!-- /demo -->)", re.DOTALL)
_PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)
_SAID = re.compile(r"(^print\(.*\)   # ).*$", re.MULTILINE)


_BLOCK = re.compile(
    r"(?:<!-- typed: (?P<typed>.*?) -->\n)?(?P<fails><!-- fails -->\n)?```(?P<kind>\w+)\n(?P<inside>.*?)```\n"
    r"(?P<between>\s*(?:<!-- shown: (?P<lines>[-\d ]+) -->\n)?)(?:```text\n(?P<shown>.*?)```\n)?",
    re.DOTALL,
)
_FILE = re.compile(r"(?:# )?(\S+/\S+\.\w+|\S+\.yaml)\n")


def run_apart(folder: Path, command: Sequence[str], typed: str = "") -> tuple[int, str]:
    """What a terminal of 80 columns shows of a command: its results before its talk, or where it asks, behind it."""
    environment = {**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"}
    program = [sys.executable, "-c", "from jtbd_diag.cli.main import main; main()", *command]
    ran = subprocess.run(program, cwd=folder, env=environment, input=typed.encode(), capture_output=True, check=False)
    return ran.returncode, (ran.stderr + ran.stdout if typed else ran.stdout + ran.stderr).decode()


def _without_ends(text: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def transcript(folder: str) -> str:
    """What a terminal shows of `jtbd-diag demo`."""
    return _without_ends(run_apart(Path(folder), DEMO)[1])


def refreshed_tutorial(text: str, folder: Path, run: Runner = run_apart) -> str:
    """A tutorial with all it shows brought up to date; its commands run in this folder."""

    def anew(block: re.Match[str]) -> str:
        path = _FILE.match(block["inside"])
        if block["kind"] == "sh":
            typed = "".join(f"{line}\n" for line in (block["typed"] or "").split(" | ") if line)
            for line in block["inside"].splitlines():
                words = shlex.split(line, comments=True)
                if words:
                    code, told = run(folder, words[1:], typed)
                    assert words[0] == "jtbd-diag" and code == bool(block["fails"]), f"{line}: {told}"
        elif path:
            (folder / path[1]).parent.mkdir(parents=True, exist_ok=True)
            (folder / path[1]).write_text(
                block["inside"].removeprefix(path[0]) if path[0][0] != "#" else block["inside"], "utf-8"
            )
        if block["shown"] is None or block["kind"] != "sh":
            return block[0]
        before = block[0][: block.start("shown") - block.start()]
        return f"{before}{_some(_without_ends(told), block['lines'])}```\n"

    for name in re.findall(r"<!-- file: (\S+) -->", text):
        shutil.copy(README.parent / "docs" / "tutorials" / name, folder)
    return _BLOCK.sub(anew, text)


def _some(text: str, wanted: str | None) -> str:
    """These lines, `1-8 20`, with `…` for those left out between and behind them."""
    lines = text.splitlines()
    if wanted is None:
        return text
    kept, last = [], 0
    for part in wanted.split():
        first, _, end = part.partition("-")
        kept += ["…"] * (int(first) > last + 1) + lines[int(first) - 1 : int(end or first)]
        last = int(end or first)
    return "".join(f"{line}\n" for line in kept + ["…"] * (last < len(lines)))


def picture(target: Path) -> None:
    """The first page of the demo's playbook, where poppler is there to draw it."""
    with tempfile.TemporaryDirectory() as folder:
        run_apart(Path(folder), DEMO)
        drawn = ["pdftoppm", "-r", "80", "-png", "-f", "1", "-l", "1", "-singlefile", "playbook.pdf"]
        if shutil.which(drawn[0]):
            subprocess.run([*drawn, str(target.with_suffix(""))], cwd=folder, check=True)


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
    picture(README.parent / "docs" / "playbook-page.png")
    for page in TUTORIALS:
        with tempfile.TemporaryDirectory() as folder:
            page.write_text(refreshed_tutorial(page.read_text("utf-8"), Path(folder)), encoding="utf-8")
