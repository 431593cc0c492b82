"""Every complaint has one shape."""

from __future__ import annotations

import importlib.util
import re
from types import ModuleType

from jtbd_diag.ground.catalogue import explained, table
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem, complaint, did_you_mean


def test_where_code_what_then_the_hint() -> None:
    problem = Problem(Code.UNKNOWN_KEY, Location("leader.yaml", 14, 7), "unknown key 'jbo'", "did you mean 'job'?")
    assert str(problem) == "leader.yaml:14:7 Q003 unknown key 'jbo'\n  hint: did you mean 'job'?"
    assert str(Problem(Code.MISSING_FILE, Location("x.yaml"), "gone")) == "x.yaml F001 gone"


def test_problems_come_in_file_order() -> None:
    places = [Location("b", 1, 1), Location("a", 20, 1), Location("a", 3, 9), Location("a", 3, 2), Location("a")]
    error = InputError(Problem(Code.WRONG_VALUE, place, "wrong") for place in places)
    assert [problem.where for problem in error.problems] == sorted(places)
    assert str(error).splitlines()[0] == "a Q001 wrong"


def test_a_complaint_is_an_error_with_one_problem() -> None:
    (problem,) = complaint(Code.EMPTY, "x.yaml", "the file is empty").problems
    assert (problem.where, problem.hint, problem.warning) == (Location("x.yaml"), None, False)


def test_codes_are_stable_in_form_and_each_stands_for_one_thing() -> None:
    codes = [code.value for code in Code]
    assert all(re.fullmatch(r"[A-Z]\d{3}", code) for code in codes)
    assert len(set(codes)) == len(codes) == len(Code.__members__)


def test_the_nearest_word_or_the_few_known_ones() -> None:
    assert did_you_mean("scpoe", ["scope", "breadth"]) == "did you mean 'scope'?"
    assert did_you_mean("xyz", ["scope", "breadth"]) == "known: scope, breadth"
    assert did_you_mean("xyz", []) is None
    assert did_you_mean("xyz", [f"word{n}" for n in range(13)]) is None


# explained


def program(name: str) -> ModuleType:
    """A program of docs/."""
    from tests.checkout import ROOT

    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_code_is_explained_in_whole_sentences_and_nothing_else_is() -> None:
    assert set(table("complaints")) == {code.value for code in Code}
    for code in Code:
        assert all(text[0].isupper() or text[0] == "`" for text in explained(code.value)), code
        assert all(text.endswith(".") for text in explained(code.value)), code


def test_the_pages_that_list_what_is_in_the_code_are_fresh() -> None:
    """Else run `python docs/write_pages.py`."""
    writer = program("write_pages")
    for name, text in writer.pages().items():
        assert (writer.DOCS / name).read_text(encoding="utf-8") == text, name
    assert {code.value[0] for code in Code} == set(writer.KINDS)
