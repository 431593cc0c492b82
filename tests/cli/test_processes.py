"""Where output goes: closed pipes, full disks, odd locales, narrow terminals; and Ctrl-C.

Each way of printing runs in this process, and a few commands as processes of their own.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from jtbd_diag.cli.shared.streams import hear_again

from .conftest import Run

PROGRAM = str(Path(sys.executable).with_name("jtbd-diag"))
PRINTING = {
    "help": ["--help"],
    "help of a command": ["playbook", "--help"],
    "version": ["--version"],
    "list": ["list"],
    "show": ["show", "leader"],
    "schema": ["schema"],
    "diagnose": ["diagnose", "answers.yaml", "--explain"],
    "json": ["diagnose", "answers.yaml", "--json"],
    "playbook": ["playbook", "answers.yaml"],
    "markdown": ["playbook", "answers.yaml", "--format", "md"],
    "check": ["check", "bad.yaml"],
    "demo": ["demo", "-o", "demo.md", "--force"],
}
every_command = pytest.mark.parametrize("name", PRINTING)
every_way = pytest.mark.parametrize("name", ["help", "version", "list", "diagnose", "json", "markdown"])
pytestmark = pytest.mark.skipif(os.name == "nt", reason="POSIX pipes and signals")


@pytest.fixture(autouse=True)
def _files(here: Path, answers: Path) -> None:
    (here / "bad.yaml").write_text("questionnaire: leader\nanswers: {nothing: 1}\n")


def closed_pipe() -> int:
    """The end of a pipe that nobody reads, as after `| head`."""
    read_end, write_end = os.pipe()
    os.close(read_end)
    return write_end


def start(name: str, env: Mapping[str, str] | None = None, stdout: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [PROGRAM, *PRINTING[name]],
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        env={**os.environ, **(env or {})},
    )


def ended(started: Mapping[str, subprocess.Popen[bytes]]) -> dict[str, tuple[int, bytes, str]]:
    """Exit code, output and talk of processes that ran side by side; none of them may show its insides."""
    found = {}
    for name, process in started.items():
        out, err = process.communicate(timeout=60)
        found[name] = (process.returncode, out, err.decode("utf-8", "replace"))
        for words in ("Traceback", "Exception ignored", "has a fault"):
            assert words not in found[name][2], name
    return found


# a reader that goes away


@every_command
def test_a_reader_that_goes_away_is_no_error(name: str, run: Run) -> None:
    gone = run(*PRINTING[name], stdout=closed_pipe())
    assert gone.code == 0
    assert "ipe" not in gone.err


def test_processes_whose_reader_goes_away_end_quietly() -> None:
    pipe = closed_pipe()
    found = ended({name: start(name, stdout=pipe) for name in ("help", "version", "diagnose")})
    assert {name: code for name, (code, _, _) in found.items()} == {"help": 0, "version": 0, "diagnose": 0}


def test_the_first_help_that_a_process_shows_says_what_options_are_for(here: Path) -> None:
    """Others in one process would find what was said of the options before."""
    _, out, _ = ended({"help of a command": start("help of a command", {"COLUMNS": "100"})})["help of a command"]
    assert "The day the plan starts" in out.decode() and "Examples:" in out.decode()


def test_head_takes_the_first_line_of_a_long_output() -> None:
    command = f"set -o pipefail; {PROGRAM} show leader --as source | head -1"
    piped = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60, check=False)
    assert (piped.returncode, piped.stderr) == (0, "")
    assert piped.stdout.count("\n") == 1


# a full disk


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@every_way
def test_a_full_disk_behind_stdout_is_told(name: str, run: Run) -> None:
    full = run(*PRINTING[name], stdout=os.open("/dev/full", os.O_WRONLY))
    assert full.code == 1
    assert "output: No space left on device" in full.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_processes_on_a_full_disk_say_so_once() -> None:
    with Path("/dev/full").open("wb") as full:
        found = ended({name: start(name, stdout=full.fileno()) for name in ("version", "diagnose")})
    assert {name: (code, err) for name, (code, _, err) in found.items()} == dict.fromkeys(
        ("version", "diagnose"), (1, "output: No space left on device\n")
    )


# locales, widths, colors


@pytest.mark.parametrize("name", ["help", "list", "diagnose", "playbook", "check"])
def test_an_ascii_terminal_loses_signs_but_nothing_else(name: str, run: Run) -> None:
    shown = run(*PRINTING[name], encoding="ascii")
    assert shown.code == (1 if name == "check" else 0)
    assert shown.raw.isascii()


def test_what_may_be_kept_as_a_file_is_utf_8_in_every_locale(run: Run, here: Path) -> None:
    for name in ("show", "schema", "json", "markdown", "demo"):
        assert run(*PRINTING[name], encoding="latin-1").raw.decode("utf-8" if name != "demo" else "latin-1")
    assert (here / "demo.md").read_text("utf-8").startswith("# ")


def test_a_process_in_an_ascii_locale() -> None:
    locale = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    found = ended({name: start(name, env=locale) for name in ("diagnose", "json")})
    assert "C O O R D I N A T E" in found["diagnose"][1].decode("ascii")
    assert json.loads(found["json"][1])["job"] == "coordinate"


@pytest.mark.parametrize("name", ["help", "help of a command", "list", "diagnose", "playbook", "demo"])
def test_forty_columns(name: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    lines = run(*PRINTING[name]).out.partition("Examples:")[0].splitlines()
    assert [line for line in lines if len(line) > 40 and "/" not in line] == []  # a path is not broken
    assert "\x1b" not in "".join(lines), "a pipe is not colored"


@pytest.mark.parametrize("columns", ["0", "many"])
def test_hardly_a_terminal(columns: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for name in ("help of a command", "list", "diagnose", "playbook"):
        assert run(*PRINTING[name]).code == 0, name


def test_no_color_and_color_where_asked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "31m" in run(*PRINTING["help of a command"]).out  # what is required
    monkeypatch.setenv("NO_COLOR", "1")
    assert "31m" not in run(*PRINTING["help of a command"]).out


CLOSED = {  # a command, and how it ends with stdin, with stdout and with stderr closed
    "--version": (0, 1, 0),
    "diagnose answers.yaml": (0, 1, 0),
    "diagnose answers.yaml --json": (0, 1, 0),
    "playbook answers.yaml --format pdf": (0, 1, 0),
    "playbook answers.yaml -o x.md": (0, 0, 0),
    "diagnose nothing.yaml": (1, 1, 1),
    "interview --plain -o said.yaml": (130, 130, 130),
}


@pytest.mark.parametrize("command", CLOSED)
def test_closed_standard_streams_are_a_complaint_where_they_are_needed(command: str) -> None:
    for closed, code in zip(("<&-", ">&-", "2>&-"), CLOSED[command], strict=True):
        line = f"{PROGRAM} {command} {'' if closed == '<&-' else '</dev/null'} {closed} --force"
        line = line.replace(" --force", "") if "-o" not in command else line
        ran = subprocess.run(["bash", "-c", line], capture_output=True, timeout=60, check=False)
        assert ran.returncode == code, (closed, ran.stderr)
        assert b"Traceback" not in ran.stderr and b"has a fault" not in ran.stderr
        if closed == ">&-" and code == 1 and "nothing" not in command:
            assert ran.stderr == b"output: standard output is closed\n"


def test_work_is_finished_though_nobody_listens_any_more(here: Path) -> None:
    pipe = closed_pipe()
    commands: list[tuple[list[str], int]] = [
        (["playbook", "answers.yaml", "-o", "x.md", "-o", "y.txt", "-o", "z.html"], 0),
        (["copy", "theme", "mine"], 0),
        (["diagnose", "bad.yaml"], 1),
        (["diagnose", "--nothing"], 2),
        (["interview", "--plain", "-o", "said.yaml"], 130),
    ]
    for command, code in commands:
        ran = subprocess.run(
            [PROGRAM, *command], stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, timeout=60, check=False
        )
        assert ran.returncode == code, command
    assert all((here / name).stat().st_size > 1000 for name in ("x.md", "y.txt", "z.html"))
    assert (here / "mine/playbooks/theme/theme.yaml").is_file() and (here / "said.yaml").is_file()


# Ctrl-C


def test_ctrl_c_leaves_with_130_and_the_answers_saved(here: Path) -> None:
    command = [PROGRAM, "interview", "--plain", "-o", "said.yaml"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.write(b"1\n")
    process.stdin.flush()
    said = here / "said.yaml"
    wait_for(lambda: said.exists() and "area:" in said.read_text())
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in err
    assert b"jtbd-diag interview --resume said.yaml" in err


def test_ctrl_c_before_the_program_is_loaded_is_quiet() -> None:
    code = """if True:
        import os, signal, sys
        sys.argv = [sys.argv[1]]
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a test in the background may ignore it
        import jtbd_diag.cli
        os.kill(os.getpid(), signal.SIGINT)
        while True: pass
    """
    program, other = (
        subprocess.run([sys.executable, "-c", code, name], capture_output=True, timeout=60, check=False)
        for name in (PROGRAM, "another")
    )
    assert (program.returncode, program.stderr) == (130, b"")
    assert b"KeyboardInterrupt" in other.stderr, "who uses the library decides for himself"


class Panic(BaseException):
    """What polars raises where its own code fails."""


def _from_ctrl_c() -> BaseException:
    error = RuntimeError("a class could not be made")
    error.__cause__ = KeyboardInterrupt()
    return error


@pytest.mark.parametrize(
    "error",
    [
        KeyboardInterrupt(),
        _from_ctrl_c(),
        RuntimeError("Error building `model`:\n  KeyboardInterrupt: "),
        Panic("called `Result::unwrap()` on an `Err` value: PyErr { type: <class 'KeyboardInterrupt'> }"),
    ],
    ids=["as it is", "the cause", "in words", "a panic"],
)
def test_ctrl_c_is_told_whatever_a_library_makes_of_it(
    run: Run, answers: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def working(*_arguments: object, **_more: object) -> None:
        raise error

    monkeypatch.setattr("jtbd_diag.publishing.terminal.diagnosis_screen.show_diagnosis", working)
    told = run("diagnose", answers)
    assert (told.code, told.err) == (130, "interrupted\n")


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_command_that_is_asked_to_end_takes_away_its_copy_of_the_answers(here: Path, name: str) -> None:
    copies = here / "copies"
    copies.mkdir()
    process = subprocess.Popen(
        [PROGRAM, "batch", "-", "-o", "r.csv"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(copies)},
    )
    wait_for(lambda: any(copies.glob("*/*")))
    process.send_signal(getattr(signal, name))
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err, [*copies.iterdir()]) == (130, b"interrupted\n", [])
    assert not (here / "r.csv").exists()


def test_ctrl_c_that_was_lost_comes_again() -> None:
    class Lost:
        exc_type = KeyboardInterrupt

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            hear_again(Lost())  # type: ignore[arg-type]
            time.sleep(10)
    finally:
        signal.signal(signal.SIGINT, before)


def test_ctrl_c_while_working_leaves_nothing_half_done(
    run: Run, here: Path, answers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", interrupted)
    for command in (["playbook", answers, "-o", "a.md"], ["demo", "-o", "b.md"], ["copy", "leader", "mine"]):
        assert run(*command).code == 130
    assert sorted(path.name for path in here.rglob("*") if path.is_file()) == ["answers.yaml", "bad.yaml"]


def wait_for(happened: Callable[[], bool]) -> None:
    for _ in range(600):
        if happened():
            return
        time.sleep(0.05)
    raise AssertionError


# a fault of ours


@pytest.mark.parametrize("error", [ZeroDivisionError, Panic])
def test_a_fault_is_told_in_a_line(
    run: Run, answers: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    def broken(*_arguments: object, **_more: object) -> None:
        raise error

    monkeypatch.setattr("jtbd_diag.publishing.terminal.diagnosis_screen.show_diagnosis", broken)
    monkeypatch.delenv("JTBD_DIAG_TRACEBACK")
    told = run("diagnose", answers)
    assert told.code == 1
    assert told.err.startswith(f"jtbd-diag has a fault: {error.__name__}")
    assert "test_processes.py:" in told.err and "Traceback" not in told.err


@pytest.mark.parametrize("line", ["--help", "batch --help", "diagnose coordinate --explain", "playbook coordinate"])
def test_what_is_read_has_the_colour_of_the_terminal(line: str, tmp_path: Path) -> None:
    """Bold, italic and dim are read on light and on dark; cyan and yellow on dark alone. Red marks what is required."""
    environment = {**os.environ, "FORCE_COLOR": "1", "TERM": "xterm-256color", "COLUMNS": "80"}
    ran = subprocess.run(
        [PROGRAM, *line.split()],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd=tmp_path,
        env=environment,
        check=True,
    )
    codes = {code for found in re.findall(rb"\x1b\[([0-9;]*)m", ran.stdout) for code in found.split(b";")}
    assert b"1" in codes
    assert codes <= {b"0", b"1", b"2", b"3", b"31"}
