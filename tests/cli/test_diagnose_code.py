"""`diagnose --code`: what was read over the telephone is diagnosed as the file would be, and kept where asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from jtbd_diag.answers import read_answers
from jtbd_diag.answers.answer_code import code_of
from jtbd_diag.questionnaire import load_questionnaire

from .conftest import EXAMPLES, Run


@pytest.fixture
def code() -> str:
    leader = load_questionnaire("leader")
    return code_of(leader, read_answers(EXAMPLES / "coordinate.yaml", leader)[0].values)


def test_a_code_reads_as_its_file_does(run: Run, code: str) -> None:
    of_code, of_file = run("diagnose", "--code", code), run("diagnose", str(EXAMPLES / "coordinate.yaml"))
    assert of_code.code == 0
    assert "-o answers.yaml keeps them" in of_code.err
    assert of_code.lines[:-4] == of_file.lines[:-4]  # the last ones count the answers, of which those in words are gone


def test_the_answers_of_a_code_are_kept(run: Run, code: str, here: Path) -> None:
    assert run("diagnose", "--code", code, "-o", "kept.yaml").code == 0
    assert "jtbd-diag playbook kept.yaml" in run("diagnose", "--code", code, "-o", "kept.yaml", "--force").err
    again = run("diagnose", "--code", code, "-o", "kept.yaml")
    assert (again.code, "F008" in again.err) == (1, True)
    assert run("diagnose", "kept.yaml").out == run("diagnose", "--code", code).out


def test_a_code_of_ones_own_questionnaire(run: Run, here: Path) -> None:
    (here / "own.yaml").write_text(
        "questionnaire: own\nversion: 1\ntitle: Own\nminutes: 5\nsections:\n"
        "  - {title: One, items: [{id: a, type: number, ask: How many?}]}\n"
    )
    code = code_of(load_questionnaire(here / "own.yaml"), {"a": 42})
    foreign = run("diagnose", "--code", code)
    assert (foreign.code, "A008" in foreign.err) == (1, True)
    assert run("diagnose", "--code", code, "--questionnaire", "own.yaml", "-o", "kept.yaml").code == 0
    assert "  a: 42\n" in (here / "kept.yaml").read_text()


def test_a_code_of_another_questionnaire_than_the_one_named(run: Run, code: str) -> None:
    for name in ("leader-short", "leader@1"):
        told = run("diagnose", "--code", code, "--questionnaire", name)
        assert (told.code, "A001" in told.err, "of 'leader@2', not of 'leader" in told.err) == (1, True, True)
    assert run("diagnose", "--code", code, "--questionnaire", "leader").code == 0


def test_a_damaged_code_is_told_and_nothing_is_kept(run: Run, code: str, here: Path) -> None:
    first, *rest = code.split()
    told = run("diagnose", "--code", " ".join([first, *rest[1:]]), "-o", "kept.yaml")
    assert (told.code, "A007" in told.err, list(here.iterdir())) == (1, True, [])


@pytest.mark.parametrize("words", [(), ("a.yaml", "--code", "x"), ("a.yaml", "-o", "b.yaml")])
def test_a_file_or_a_code(words: tuple[str, ...], run: Run) -> None:
    assert run("diagnose", *words).code == 2
