"""Answers and the file they are kept in."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtbd_diag.answers import (
    Answers,
    match,
    parse_value,
    parse_values,
    read_answers,
    read_answers_file,
    write_answers,
)
from jtbd_diag.answers.answers_file import answers_text
from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.ground.formats import TABLE_ENDINGS
from jtbd_diag.questionnaire import Questionnaire, fingerprint, load_questionnaire_file, wording_fingerprint
from jtbd_diag.questionnaire.perspectives import PERSPECTIVES

from ..strategies import values_of

SMALL = Path(__file__).parent.parent / "bad" / "small.yaml"
HOSTILE = [
    "[bold]", "<script>alert(1)</script>", "{{7*7}}", "#import", "](http://x)", "nULL", "Null", "~", "true", "No",
    "1e5", "1_000", "0x1F", ".5", "-.5e3", "007", "12:30", "2026-11-21", "=", "<<", "- a", "? b", "a: b", "a #b", "'",
    '"', "\\", "|", ">", "&a", "*a", "!!int 3", "%", "@", "`", "\t", " lead", "trail ", "two\nlines", "two\r\nlines",
    "\n", "\x85", "\u2028", "\ufeff", "\x00", "\x07", "\x1b[31m", "\ud800",
    "é", "日本語", "🙂", "👩‍👩‍👧", "e\u0301", "x" * 300,
]  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(HOSTILE), st.text(max_size=30), st.lists(st.sampled_from(HOSTILE), max_size=3).map(" ".join)
)


@pytest.fixture(scope="module")
def small() -> Questionnaire:
    return load_questionnaire_file(SMALL)


@st.composite
def records(draw: st.DrawFn) -> Answers:
    """Answers with hostile words wherever words can stand."""
    questionnaire = load_questionnaire_file(SMALL)
    given: dict[str, object] = {}
    for item in questionnaire.items.values():
        if draw(st.booleans()):
            given[item.id] = draw(TEXTS if item.type == "text" else values_of(questionnaire, item))
    given["years"] = draw(st.one_of(st.integers(0, 40), st.floats(0, 40)))
    given["pupils"] = draw(st.one_of(st.integers(1, 10**17), st.floats(1, 1e300)))
    noted = st.dictionaries(st.sampled_from(list(questionnaire.items)), TEXTS.filter(str.strip), max_size=2)
    parsed = parse_values(questionnaire, given)
    return Answers.to(
        questionnaire,
        parsed.values,
        notes=draw(noted),
        skipped=(skipped := tuple(i for i in questionnaire.items if i not in parsed.values and draw(st.booleans()))),
        set_aside=tuple(i for i in questionnaire.items if i not in {*parsed.values, *skipped} and draw(st.booleans())),
        respondent=draw(st.none() | TEXTS),
        rater=draw(st.sampled_from(PERSPECTIVES)),
        rater_id=draw(st.none() | TEXTS),
        wave=draw(st.none() | TEXTS),
        begun=draw(st.none() | st.just("2026-11-21T08:00")),
        read_back=draw(st.none() | TEXTS),
    )


def _clean(text: str | None) -> str | None:
    return text and text.encode("utf-8", "replace").decode()


@given(answers=records())
def test_what_is_written_is_read_again(answers: Answers, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "answers.yaml"
    write_answers(path, answers, force=True)
    questionnaire = load_questionnaire_file(SMALL)
    again, warnings = read_answers(path, questionnaire)
    assert (again, warnings) == read_answers(str(path), questionnaire)
    assert not warnings
    assert dict(again.values) == {i: _clean(v) if isinstance(v, str) else v for i, v in answers.values.items()}
    assert dict(again.notes) == {item: _clean(note) for item, note in answers.notes.items()}
    assert (again.skipped, again.set_aside, again.begun) == (answers.skipped, answers.set_aside, answers.begun)
    assert (again.respondent, again.read_back) == (_clean(answers.respondent), _clean(answers.read_back))
    assert (again.questionnaire, again.version) == ("small", 3)
    assert again.fingerprint == fingerprint(questionnaire)
    assert answers_text(again) == path.read_bytes().decode()


def test_only_what_is_there_is_written(small: Questionnaire) -> None:
    text = answers_text(Answers.to(small, {"rated": "2", "ticked": ("a", "b")}))
    assert text == (
        f"questionnaire: small\nversion: 3\nfingerprint: {_plain_or_quoted(fingerprint(small))}\n"
        f"wording: {_plain_or_quoted(wording_fingerprint(small))}\n"
        "answers:\n  rated: 2\n  ticked:\n  - a\n  - b\n"
    )
    assert answers_text(Answers("small")).splitlines() == ["questionnaire: small", "answers: {}"]


def _plain_or_quoted(word: str) -> str:
    return word if word.strip("0123456789e") else f"'{word}'"


def test_an_answers_file_with_nothing_in_it_yet(small: Questionnaire, tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text("questionnaire: small\nanswers:\n")
    answers, warnings = read_answers(path, small)
    assert (dict(answers.values), warnings) == ({}, ())
    path.write_text("questionnaire: small\nanswers: {rated: ~, words: '  ', ticked: []}\nrespondent: 7\n")
    answers, warnings = read_answers(path, small)
    assert (dict(answers.values), answers.respondent, warnings) == ({}, "7", ())


def test_reading_in_two_steps(small: Questionnaire, tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    write_answers(path, Answers.to(small, {"rated": "2"}))
    file = read_answers_file(path)
    assert file.questionnaire == "small"
    assert dict(match(file, small)[0].values) == {"rated": "2"}
    with pytest.raises(InputError) as error:
        write_answers(path, Answers.to(small))
    assert error.value.problems[0].code is Code.EXISTS


def test_one_answer_changed(small: Questionnaire) -> None:
    answers = Answers.to(small, {"rated": "2", "chosen": "a"})
    skipped = answers.with_value("rated", None)
    assert (dict(skipped.values), skipped.skipped) == ({"chosen": "a"}, ("rated",))
    assert skipped.with_value("rated", None).skipped == ("rated",)
    back = skipped.with_value("rated", "3")
    assert (dict(back.values), back.skipped) == ({"chosen": "a", "rated": "3"}, ())
    assert dict(answers.values) == {"rated": "2", "chosen": "a"}


def test_a_note_to_an_answer(small: Questionnaire) -> None:
    noted = Answers.to(small).with_note("rated", "  said with a sigh ")
    assert dict(noted.notes) == {"rated": "said with a sigh"}
    assert dict(noted.with_note("rated", " ").notes) == {}
    assert dict(noted.with_note("rated", None).notes) == {}


@pytest.mark.parametrize(
    ("item", "given", "value"),
    [
        ("rated", 2, "2"),
        ("rated", "2", "2"),
        ("chosen", "a", "a"),
        ("ticked", ["a", "b", "a"], ("a", "b")),
        ("ticked", ("b",), ("b",)),
        ("ticked", [], None),
        ("ticked", ["none"], ("none",)),
        ("years", 40, 40),
        ("years", 0.5, 0.5),
        ("day", "2026-11-21", "2026-11-21"),
        ("words", 24, "24"),
        ("words", " \n", None),
    ],
)
def test_answers_are_taken(small: Questionnaire, item: str, given: object, value: object) -> None:
    assert parse_value(small, item, given) == value


@pytest.mark.parametrize(
    ("item", "given", "told"),
    [
        ("rated", 4, "'4' is no option of 'rated' (known: 1, 2, 3)"),
        ("rated", True, "the answer to 'rated' must be one option id"),
        ("ticked", ["a", 2.5], "the answer to 'ticked' must be a list of option ids"),
        ("ticked", ["none", "a"], "'none' of 'ticked' can only be ticked alone"),
        ("years", 41, "41 lies outside what 'years' allows (at least 0 and at most 40)"),
        ("pupils", 0, "0 lies outside what 'pupils' allows (at least 1)"),
        ("years", math.nan, "the answer to 'years' must be a number"),
        ("years", math.inf, "the answer to 'years' must be a number"),
        ("years", "4", "the answer to 'years' must be a number"),
        ("day", "21.11.2026", "the answer to 'day' must be a date such as 2026-11-21"),
        ("words", {"a": 1}, "the answer to 'words' must be a text"),
        ("wrods", "x", "'wrods' is no item of 'small' (did you mean 'words'?)"),
    ],
)
def test_what_is_no_answer_is_told(small: Questionnaire, item: str, given: object, told: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(told)}"):
        parse_value(small, item, given)


def test_every_wrong_answer_is_told_at_once(small: Questionnaire) -> None:
    wrong: dict[str, Any] = {"rated": 9, "chosen": "a", "years": -1, "day": None}
    with pytest.raises(ValueError, match="rated") as error:
        parse_values(small, wrong)
    assert len(str(error.value).splitlines()) == 2


@pytest.mark.parametrize("name", [f"t{ending}" for ending in (*TABLE_ENDINGS, ".XLSX", ".zip", ".csv.gz", ".sav")])
def test_a_table_in_place_of_one_leaders_answers_is_told_as_that(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"PK\xff,whatever")
    with pytest.raises(InputError) as caught:
        read_answers_file(tmp_path / name)
    (problem,) = caught.value.problems
    assert problem.code is Code.ANSWERS_SHAPE and "jtbd-diag batch" in str(problem.hint)
