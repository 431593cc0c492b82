"""Files with faults: exactly the complaints that their lines announce are told, all at once, each in its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from jtbd_diag.answers import read_answers
from jtbd_diag.diagnosis import diagnose
from jtbd_diag.ground.complaints import Code, InputError, Problem
from jtbd_diag.ground.yaml_files import read_yaml
from jtbd_diag.questionnaire import load_questionnaire_file
from jtbd_diag.questionnaire.author_warnings import warnings_for_authors

BAD = Path(__file__).parent.parent / "bad"
QUESTIONNAIRES = sorted((BAD / "questionnaires").glob("*.yaml"))
ANSWERS = sorted((BAD / "answers").glob("*.yaml"))
ANNOUNCED = re.compile(r"# (expect|warn): ((?:[A-Z]\d{3} ?)+)$", re.MULTILINE)
NO_PLACE = {Code.MISSING_FILE, Code.NOT_A_FILE, Code.TOO_LARGE, Code.UNREADABLE}

# raised by other stages, or by the ring around this one
NOT_OURS = {code for code in Code if code[0] not in "FYQA"} | {
    Code.UNWRITABLE,
    Code.EXISTS,
    Code.UNKNOWN_FORMAT,
    Code.MISSING_PROGRAM,
    Code.SAME_FILE,
    Code.IN_USE,
}

Told = Counter[tuple[int, str, bool]]


def announced(path: Path) -> Told:
    """The complaints that the lines of a file announce."""
    found: Told = Counter()
    for number, line in enumerate(path.read_text().splitlines(), start=1):
        for kind, codes in ANNOUNCED.findall(line):
            found.update((number, code, kind == "warn") for code in codes.split())
    return found


def told(problems: tuple[Problem, ...]) -> Told:
    return Counter((problem.where.line, problem.code.value, problem.warning) for problem in problems)


def problems_of(path: Path) -> tuple[Problem, ...]:
    """Everything told about a file, whether it stops the work or not."""
    try:
        if path.parent.name == "answers":
            return read_answers(path, load_questionnaire_file(BAD / "small.yaml"))[1]
        asked = load_questionnaire_file(path)
    except InputError as error:
        return error.problems
    return tuple(warnings_for_authors(asked, read_yaml(path)))


@pytest.mark.parametrize("path", [*QUESTIONNAIRES, *ANSWERS], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_exactly_the_announced_complaints_are_told(path: Path) -> None:
    assert announced(path), "the file announces nothing"
    problems = problems_of(path)
    assert told(problems) == announced(path), "\n".join(map(str, problems))
    assert list(problems) == sorted(problems, key=lambda p: p.where) or any(p.warning for p in problems)
    for problem in problems:
        assert problem.where.column >= 1
        assert not re.search(r"pydantic|validation|\bstr\b|\bdict\b|\bint\b|\btuple\b|input|None", problem.what)


def test_the_questionnaire_of_the_answers_files_is_sound() -> None:
    assert load_questionnaire_file(BAD / "small.yaml").questionnaire == "small"


@pytest.mark.parametrize("name", ["other_questionnaire", "older_fingerprint"])
def test_answers_that_still_match_are_scored(name: str) -> None:
    questionnaire = load_questionnaire_file(BAD / "small.yaml")
    answers, _ = read_answers(BAD / "answers" / f"{name}.yaml", questionnaire)
    assert dict(answers.values) == {"rated": "3"}
    assert answers.skipped == ()
    assert diagnose(questionnaire, answers).job == "far"


def _written(content: bytes) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        path = folder / "hostile.yaml"
        path.write_bytes(content)
        return path

    return write


def _unreadable(folder: Path) -> Path:
    path = folder / ("n" * 300)
    return path / "x.yaml"


BOMB = b"a: &a [x, x, x, x, x, x, x, x, x, x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (n + 1, n + 1, b", ".join([b"*%c" % n] * 10)) for n in range(ord("a"), ord("j"))
)
STAIRS = b"a: &a [%s]\n" % (b"[" * 40 + b"]" * 40) + b"b: &b [%s*a%s]\n" % (b"[" * 40, b"]" * 40)
HOSTILE: dict[str, tuple[Callable[[Path], Path], Code, int]] = {
    "no such file": (lambda folder: folder / "absent.yaml", Code.MISSING_FILE, 0),
    "a folder": (lambda folder: folder, Code.NOT_A_FILE, 0),
    "a name too long": (_unreadable, Code.UNREADABLE, 0),
    "a name with NUL": (lambda folder: folder / "a\0b", Code.UNREADABLE, 0),
    "50 MB": (_written(b"a: b\n" * 10_000_000), Code.TOO_LARGE, 0),
    "empty": (_written(b""), Code.EMPTY, 1),
    "blank": (_written(b"\n \n"), Code.EMPTY, 1),
    "null": (_written(b"~\n"), Code.EMPTY, 1),
    "binary": (_written(bytes(range(256)) * 20), Code.NOT_TEXT, 2),
    "a PNG": (_written(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), Code.NOT_TEXT, 1),
    "UTF-16 without its mark": (_written("questionnaire: x\n".encode("utf-16-le")), Code.NOT_TEXT, 1),
    "Latin-1": (_written("title: ok\nname: Zoë\n".encode("latin-1")), Code.NOT_TEXT, 2),
    "NUL bytes": (_written(b"title: ok\na: \0\n"), Code.NOT_TEXT, 2),
    "a bell": (_written(b"title: ok\r\na: \x07\r\n"), Code.MALFORMED_YAML, 2),
    "a bomb": (_written(BOMB), Code.ALIAS_BOMB, 5),
    "many aliases": (_written(b"a: &a x\nb: [" + b"*a, " * 101 + b"]\n"), Code.ALIAS_BOMB, 2),
    "deep lists": (_written(b"a: " + b"[" * 100_000), Code.TOO_DEEP, 1),
    "deep mappings": (_written(b"{a: " * 10_000), Code.TOO_DEEP, 1),
    "deep blocks": (_written(b"".join(b" " * n + b"a:\n" for n in range(100))), Code.TOO_DEEP, 62),
    "deep by aliases": (_written(STAIRS), Code.TOO_DEEP, 2),
    "itself": (_written(b"a: &a [*a]\n"), Code.MALFORMED_YAML, 1),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_told_as_such(name: str, tmp_path: Path) -> None:
    make, code, line = HOSTILE[name]
    path = make(tmp_path)
    with pytest.raises(InputError) as error:
        load_questionnaire_file(path)
    (problem,) = error.value.problems
    assert (problem.code, problem.where.line, problem.where.file) == (code, line, str(path))
    assert bool(problem.where.line) != (code in NO_PLACE)


@pytest.mark.parametrize("change", [lambda t: t.replace("\n", "\r\n"), lambda t: "\ufeff" + t], ids=["CRLF", "BOM"])
def test_line_ends_and_byte_order_marks_make_no_difference(change: Callable[[str], str], tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_bytes(change((BAD / "small.yaml").read_text()).encode())
    assert load_questionnaire_file(path) == load_questionnaire_file(BAD / "small.yaml")
    path.write_bytes(change((BAD / "questionnaires" / "shape.yaml").read_text()).encode())
    assert told(problems_of(path)) == announced(BAD / "questionnaires" / "shape.yaml")


def test_every_code_of_this_stage_is_raised_by_a_file() -> None:
    raised = {code for path in (*QUESTIONNAIRES, *ANSWERS) for _, code, _ in announced(path)}
    raised |= {code.value for _, code, _ in HOSTILE.values()}
    elsewhere = {Code.UNKNOWN_QUESTIONNAIRE, Code.TOO_MANY_VALUES}  # tests/test_library.py, tests/test_yaml_parser.py
    elsewhere |= {Code.DAMAGED_CODE, Code.FOREIGN_CODE}  # tests/answers/test_answer_code.py
    elsewhere |= {Code.SHIPPED, Code.STALE_EVIDENCE, Code.NO_EVIDENCE}  # tests/lab/test_evidence_for_questionnaire.py
    elsewhere |= {Code.CUT_OFF, Code.NO_SUCH_JOB}  # tests/results/test_returned.py, tests/playbook/test_fitted.py
    missing = {code for code in Code if code.value not in raised} - NOT_OURS - elsewhere
    assert not missing
