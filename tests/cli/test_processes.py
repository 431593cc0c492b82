"""The command line as a process: closed pipes, full disks, odd locales, narrow terminals, Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).with_name("jtbd-diag")
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
    "demo": ["demo", "-o", "demo.md"],
}
pytestmark = pytest.mark.skipif(os.name == "nt", reason="POSIX pipes and signals")


def start(arguments: list[str], **more: object) -> subprocess.Popen[bytes]:
    environment = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "NO_COLOR", "JTBD_DIAG_LIBRARY")}
    environment |= more.pop("env", {})  # type: ignore[arg-type]
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
        [PROGRAM, *arguments],
        stdin=more.pop("stdin", subprocess.DEVNULL),
        stdout=more.pop("stdout", subprocess.PIPE),
        stderr=subprocess.PIPE,
        env=environment,
        **more,
    )


@pytest.fixture(autouse=True)
def _files(here: Path, answers: Path) -> None:
    (here / "bad.yaml").write_text("questionnaire: leader\nanswers: {nothing: 1}\n")


def all_ended(started: dict[str, subprocess.Popen[bytes]]) -> dict[str, tuple[int, bytes, str]]:
    ended = {}
    for name, process in started.items():
        out, err = process.communicate(timeout=60)
        ended[name] = (process.returncode, out, err.decode("utf-8", "replace"))
    for name, (_, _, err) in ended.items():
        assert "Traceback" not in err and "Exception ignored" not in err and "has a fault" not in err, (name, err)
    return ended


def test_a_reader_that_goes_away_is_no_error() -> None:
    """As with `| head -1`: the pipe is closed before anything is printed."""
    read_end, write_end = os.pipe()
    os.close(read_end)
    started = {name: start(arguments, stdout=write_end) for name, arguments in PRINTING.items()}
    os.close(write_end)
    assert {name: code for name, (code, _, _) in all_ended(started).items()} == dict.fromkeys(PRINTING, 0)


def test_head_takes_the_first_line_of_a_long_output() -> None:
    piped = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {PROGRAM} show leader --as source | head -1"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (piped.returncode, piped.stderr) == (0, "")
    assert piped.stdout.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_behind_stdout_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        started = {name: start(arguments, stdout=full) for name, arguments in PRINTING.items()}
        ended = all_ended(started)
    assert {name: code for name, (code, _, _) in ended.items()} == dict.fromkeys(PRINTING, 1)
    for name, (_, _, err) in ended.items():
        assert "No space left on device" in err, name


def test_an_ascii_locale_loses_signs_but_nothing_else(here: Path) -> None:
    ascii_only = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ended = all_ended({name: start(arguments, env=ascii_only) for name, arguments in PRINTING.items()})
    assert {name: code for name, (code, _, _) in ended.items()} == dict.fromkeys(PRINTING, 0) | {"check": 1}
    for name in ("help", "help of a command", "list", "diagnose", "playbook", "check", "demo"):
        assert ended[name][1].isascii(), name
    assert "C O O R D I N A T E" in ended["diagnose"][1].decode()
    assert json.loads(ended["json"][1])["job"] == "coordinate"
    assert ended["markdown"][1].decode("utf-8")
    assert (here / "demo.md").read_text("utf-8").startswith("# ")


def test_forty_columns() -> None:
    narrow = {"COLUMNS": "40"}
    names = ("help", "help of a command", "list", "diagnose", "playbook", "demo")
    for name, (code, out, _) in all_ended({name: start(PRINTING[name], env=narrow) for name in names}).items():
        lines = out.decode().partition("Examples:")[0].splitlines()
        paths = "/" if name == "list" else None  # a path is not broken
        assert code == 0
        assert [line for line in lines if len(line) > 40 and not (paths and paths in line)] == [], name


def test_no_color_and_color_where_asked() -> None:
    asked = {"FORCE_COLOR": "1", "TERM": "xterm-256color"}
    ended = all_ended(
        {
            "colored": start(PRINTING["diagnose"], env=asked),
            "plain": start(PRINTING["diagnose"], env={**asked, "NO_COLOR": "1"}),
            "piped": start(PRINTING["diagnose"]),
        }
    )
    assert b"\x1b[1;36m" in ended["colored"][1]
    for name in ("plain", "piped"):
        assert b"\x1b[36m" not in ended[name][1] and b"\x1b[1;36m" not in ended[name][1]
    assert b"\x1b" not in ended["piped"][1]


def test_closed_standard_streams_are_no_reason_to_fail() -> None:
    for streams, code in ((">&-", {0, 1}), ("2>&-", {0}), ("<&-", {0})):
        ran = subprocess.run(
            ["bash", "-c", f"{PROGRAM} list questionnaires {streams}"], capture_output=True, timeout=60, check=False
        )
        assert ran.returncode in code, streams
        assert b"Traceback" not in ran.stderr


def test_ctrl_c_leaves_quietly_with_130_and_the_answers_saved(here: Path) -> None:
    process = start(["interview", "--plain", "-o", "said.yaml"], stdin=subprocess.PIPE)
    assert process.stdin is not None and process.stderr is not None
    process.stdin.write(b"1\n")
    process.stdin.flush()
    wait_for(lambda: "area:" in (here / "said.yaml").read_text() if (here / "said.yaml").exists() else False)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in err
    assert b"jtbd-diag interview --resume said.yaml" in err


def wait_for(happened: object) -> None:
    for _ in range(600):
        if happened():  # type: ignore[operator]
            return
        time.sleep(0.05)
    raise AssertionError
