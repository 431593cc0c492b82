"""The real clients that forms are tried in: what they need, and how lines are put to them.

Where one is not installed a test skips with the reason; with JTBD_DIAG_CLIENTS=required, as in .ci/run, it fails; with
JTBD_DIAG_CLIENTS=elsewhere it skips in any case, for a pass beside one that tried them.
"""

from __future__ import annotations

import atexit
import importlib.util
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile, mkdtemp
from typing import IO, Any

import pytest

from jtbd_diag.forms.names_in_form import Called
from jtbd_diag.questionnaire import Value

CLIENTS = Path(__file__).parents[1] / "clients"
Line = Mapping[str, Any]


def need(*wanted: str) -> None:
    """Skip, or fail where clients are required, unless these programs, modules and packages of npm and R are there."""
    if os.environ.get("JTBD_DIAG_CLIENTS") == "elsewhere":
        pytest.skip("JTBD_DIAG_CLIENTS=elsewhere: the clients are tried in another pass")
    missing = [one for one in wanted if not _there(one)]
    if not missing:
        return
    reason = f"not installed: {', '.join(missing)} (see docs/forms.md)"
    if os.environ.get("JTBD_DIAG_CLIENTS") == "required":
        pytest.fail(reason)
    pytest.skip(reason)


def _there(one: str) -> bool:
    kind, _, name = one.partition(":")
    if kind == "npm":
        return shutil.which("node") is not None and (CLIENTS / "node_modules" / name / "package.json").is_file()
    if kind == "r":
        return _r_has(name)
    if kind == "python":
        return importlib.util.find_spec(name.partition(".")[0]) is not None
    return shutil.which(one) is not None


@cache
def _r_has(package: str) -> bool:
    if shutil.which("Rscript") is None:
        return False
    ran = subprocess.run(["Rscript", "-e", f"library({package})"], capture_output=True, check=False, timeout=120)
    return ran.returncode == 0


class Running:
    """A client that was started: it answers a line with a line, and waits for the next."""

    def __init__(self, program: Sequence[str]) -> None:
        self.talk: IO[str] = TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - as long as it runs
        self.process = subprocess.Popen(
            program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.talk, text=True, cwd=CLIENTS
        )
        atexit.register(self.end)

    def says(self, line: Line) -> Any:
        """Its answer. Fails with what it said on standard error where there is none."""
        assert self.process.stdin is not None and self.process.stdout is not None
        watch = threading.Timer(500, self.process.kill)
        watch.start()
        try:
            self.process.stdin.write(json.dumps(line) + "\n")
            self.process.stdin.flush()
            told = self.process.stdout.readline()
        except BrokenPipeError:
            told = ""
        finally:
            watch.cancel()
        if not told:
            self.end()
            self.talk.seek(0)
            pytest.fail(f"a client ended: {self.talk.read()[-2000:]}")
        return json.loads(told)

    def end(self) -> None:
        """Let it go."""
        _started.cache_clear()
        self.process.kill()
        self.process.communicate()


@cache
def _started(program: tuple[str, ...]) -> Running:
    return Running(program)


def run(program: Sequence[str], lines: Iterable[Line]) -> list[Any]:
    """What a client says to these lines, a line to each; it is started once for all tests of a process."""
    return [_started(tuple(program)).says(line) for line in lines]


@cache
def phone() -> tuple[str, ...]:
    """JavaRosa, the engine of ODK Collect."""
    need("python:pyxform", "java", "javac")
    import pyxform

    jar = Path(pyxform.__file__).parent / "validators" / "odk_validate" / "bin" / "ODK_Validate.jar"
    folder = mkdtemp(prefix="javarosa-")
    subprocess.run(["javac", "-cp", str(jar), "-d", folder, str(CLIENTS / "Fill.java")], check=True, timeout=120)
    return ("java", "-Djava.awt.headless=true", "-cp", f"{jar}{os.pathsep}{folder}", "Fill")


def web() -> tuple[str, ...]:
    """ODK's web engine."""
    need("npm:@getodk/xforms-engine", "npm:jsdom")
    return ("node", "fill.mjs")


def surveyjs() -> tuple[str, ...]:
    """SurveyJS without a page."""
    need("npm:survey-core")
    return ("node", "survey.mjs")


def fhir() -> tuple[str, ...]:
    """Two validators of FHIR R4, and FHIRPath."""
    need("npm:@asymmetrik/fhir-json-schema-validator", "npm:fhir", "npm:fhirpath")
    return ("node", "fhir.mjs")


def filled(
    program: Sequence[str], forms: Mapping[Path, Sequence[Mapping[str, Any]]]
) -> dict[Path, tuple[Any, list[Any]]]:
    """What a client shows of each form, and what it makes of each set of answers."""
    lines = [
        line for form, sets in forms.items() for line in ({"form": str(form)}, *({"answers": one} for one in sets))
    ]
    told = iter(run(program, lines))
    return {form: (next(told), [next(told) for _ in sets]) for form, sets in forms.items()}


def given(called: Called, values: Mapping[str, Value]) -> dict[str, Any]:
    """Answers in the names of a form, as a client is told them."""
    return {called.items[item]: _named(called.options[item], one) for item, one in values.items()}


def _named(options: Mapping[str, str], value: Value) -> Any:
    if isinstance(value, tuple):
        return [options[one] for one in value]
    return options[str(value)] if options else value
