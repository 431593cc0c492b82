"""The command line inside this process: `run("check", "x.yaml")` in an empty folder."""

from __future__ import annotations

import atexit
import csv
import functools
import gc
import io
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import typer

from jtbd_diag.cli.main import app, main
from jtbd_diag.ground.library import Library, shipped_folder
from jtbd_diag.playbook import Advice, load_advice
from jtbd_diag.playbook.templates import environment
from jtbd_diag.questionnaire import Questionnaire, load_questionnaire

EXAMPLES = shipped_folder() / "questionnaires" / "examples"

atexit.unregister(gc.freeze)  # a command's way out; here duckdb would call what is left of it a leak


@dataclass(frozen=True)
class Result:
    """What came of a command."""

    code: int
    out: str
    err: str
    raw: bytes

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Run = Callable[..., Result]


def records_of(path: str | Path) -> list[dict[str, str]]:
    """The rows of a CSV that a command wrote, by header."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Listener(io.TextIOBase):
    """Standard input that may hear what was said on standard error before it answers."""

    errors = "replace"
    talk: Callable[[], str]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, and an environment without settings of the tester's."""
    for name in ("NO_COLOR", "COLUMNS", "LINES", "JTBD_DIAG_LIBRARY", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("JTBD_DIAG_TRACEBACK", "1")  # a fault of ours fails the test instead of being told in a line
    monkeypatch.chdir(tmp_path)
    return tmp_path


# the program is put together and what is shipped read once for all tests; what is in an own library, anew

program = functools.cache(lambda: typer.main.get_command(app))
shipped_advice = functools.cache(lambda: load_advice(Library()))
shipped_questionnaire = functools.cache(lambda name: load_questionnaire(name, Library()))


def advice_once(library: Library | None = None) -> Advice:
    return load_advice(library) if library and library.own else shipped_advice()


def questionnaire_once(name: str, library: Library | None = None) -> Questionnaire:
    shipped = name in ("leader", "leader-short") and not (library and library.own)
    return shipped_questionnaire(name) if shipped else load_questionnaire(name, library)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Run a command.

    `stdin` is what is piped in, or who listens; `encoding` is that of the terminal; `stdout` an open file.
    """

    def run_command(
        *args: object, stdin: str | Listener = "", encoding: str = "utf-8", stdout: int | None = None
    ) -> Result:
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding, write_through=True) for _ in range(2))
        printed = open(stdout, "w", encoding=encoding) if stdout is not None else out  # noqa: PTH123, SIM115
        if isinstance(stdin, Listener):
            stdin.talk = lambda: str(err.buffer.getvalue().decode())
        typed = stdin if isinstance(stdin, Listener) else io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8")
        monkeypatch.setattr("jtbd_diag.playbook.load_advice", advice_once)
        monkeypatch.setattr("jtbd_diag.playbook.written_playbook.load_advice", advice_once)
        monkeypatch.setattr("jtbd_diag.questionnaire.load_questionnaire", questionnaire_once)
        if "--library" in args:
            environment.cache_clear()  # it keeps templates by the folders' names, and a command has its own process
        with monkeypatch.context() as patched:
            patched.setattr("jtbd_diag.cli.main.app", program())
            patched.setattr(sys, "argv", ["jtbd-diag", *map(str, args)])
            patched.setattr(sys, "stdin", typed)
            patched.setattr(sys, "stdout", printed)
            patched.setattr(sys, "stderr", err)
            heard = signal.getsignal(signal.SIGINT)  # at its end a command hears Ctrl-C no more
            with pytest.raises(SystemExit) as ended:
                main()
            signal.signal(signal.SIGINT, heard)
            if stdout is not None:
                printed.close()
        assert isinstance(ended.value.code, int)
        raw, talk = out.buffer.getvalue(), err.buffer.getvalue()
        return Result(ended.value.code, raw.decode("utf-8", "replace"), talk.decode(encoding), raw)

    yield run_command


@pytest.fixture
def answers(here: Path) -> Path:
    """A leader's answers in the working folder: the shipped example of Coordinate."""
    path = here / "answers.yaml"
    path.write_bytes((EXAMPLES / "coordinate.yaml").read_bytes())
    return Path(path.name)
