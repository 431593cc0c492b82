"""XLSForm in the clients that read it: pyxform with ODK Validate, and both engines that fill it in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from jtbd_diag.answers import AskedAnswers
from jtbd_diag.forms import Wish
from jtbd_diag.forms.guarded_formula import guarded_formula
from jtbd_diag.forms.names_in_form import XLSFORM_NAME, Called, step_names
from jtbd_diag.forms.xlsform import write
from jtbd_diag.questionnaire import Questionnaire, Value, questionnaire_from_text

from . import clients
from .samples import SHIPPED, random_answers, samples
from .scores import diagnosed, same, sets_for

SAMPLES = samples()
ENGINES = {"JavaRosa": clients.phone, "xforms-engine": clients.web}


def converted(content: bytes, path: Path, *, validate: bool = False) -> Path:
    """The workbook as an XForm, made by pyxform without a warning; where it is to `validate` it, it starts Java."""
    clients.need("python:pyxform")
    from pyxform.xls2xform import convert

    warnings: list[str] = []
    made = convert(BytesIO(content), warnings=warnings, validate=validate, file_type=".xlsx")
    assert warnings == []
    path.write_text(made.xform, encoding="utf-8")
    return path


def plainly(text: str | None) -> str:
    """A text as pyxform leaves it: straight quotes, single spaces; without what we put in so that it stays a text."""
    straight = (text or "").translate(str.maketrans("‘’“”", "''\"\"")).replace("\u2060", "")
    return re.sub("[ \u00a0]+", " ", straight).strip()


def sound(form: Path) -> Path:
    """A form in which ODK Validate finds no fault."""
    assert clients.run(clients.phone(), [{"validate": str(form)}]) == [[]]
    return form


@pytest.mark.parametrize("name", SAMPLES)
def test_odk_validate_accepts(name: str, tmp_path: Path) -> None:
    clients.need("java")
    content = write(SAMPLES[name], Wish()).content
    if name in SHIPPED:
        converted(content, tmp_path / "form.xml", validate=True)
    sound(converted(content, tmp_path / "form.xml"))


def test_odk_validate_finds_a_fault(tmp_path: Path) -> None:
    program, path = clients.phone(), converted(write(SAMPLES["leader"], Wish()).content, tmp_path / "form.xml")
    whole = path.read_text("utf-8")
    for old, new in (('relevant="', 'relevant="1 + ) and '), ("</h:html>", "")):
        assert old in whole
        path.write_text(whole.replace(old, new, 1), "utf-8")
        (faults,) = clients.run(program, [{"validate": str(path)}])
        assert faults


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_shows_and_hides_as_we_do(engine: str, tmp_path: Path) -> None:
    program = ENGINES[engine]()
    forms = {converted(write(q, Wish()).content, tmp_path / f"{name}.xml"): q for name, q in SAMPLES.items()}
    sets = {form: random_answers(q, 60) for form, q in forms.items()}
    for form, (texts, all_told) in clients.filled(program, {f: in_form(q, sets[f]) for f, q in forms.items()}).items():
        q = forms[form]
        shows_all_texts(q, texts)
        for values, told in zip(sets[form], all_told, strict=True):
            counted = AskedAnswers(q, values)
            assert {one for one in told["hidden"] if one in q.items} == set(q.items) - set(counted.asked)
            given = in_form(q, [counted.values])[0]
            wanted = dict.fromkeys(q.items, "") | {item: plain_number(cell(one)) for item, one in given.items()}
            assert {item: plain_number(told["values"][item]) for item in q.items} == wanted
            unanswered = {i for i in counted.asked if q.items[i].required and i not in counted.values}
            assert set(told["invalid"]) == unanswered


def in_form(q: Questionnaire, sets: Sequence[Mapping[str, Value]]) -> list[dict[str, Any]]:
    """Answers in the form's names."""
    called = Called.by(q, XLSFORM_NAME)
    return [clients.given(called, values) for values in sets]


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_scores_as_we_do(engine: str, name: str, tmp_path: Path) -> None:
    program, q = ENGINES[engine](), SAMPLES[name]
    form = converted(write(q, Wish(scores=True)).content, tmp_path / "form.xml")
    if engine == "JavaRosa":
        sound(form)
    sets = random_answers(q, sets_for(name))
    formula = guarded_formula(q)
    names = step_names(formula, Called.by(q, XLSFORM_NAME))
    _, told = clients.filled(program, {form: in_form(q, sets)})[form]
    for values, wanted, one in zip(sets, diagnosed(q, sets), told, strict=True):
        cells = {result: one["values"][names[result]] for result in formula.results}
        found = {name: read(cell, bool(formula[name].words)) for name, cell in cells.items()}
        assert same(wanted, found), (values, wanted, found)


def read(cell: str, word: bool) -> float | str | None:
    """A result of a form."""
    return None if cell == "" else cell if word else float(cell)


def shows_all_texts(q: Questionnaire, texts: Mapping[str, Any]) -> None:
    called = Called.by(q, XLSFORM_NAME)
    for item in q.items.values():
        told = texts[item.id]
        assert plainly(told["label"]) == plainly(item.ask)
        assert plainly(item.help) in plainly(told["hint"])
        options = {called.options[item.id][option.id]: plainly(option.text) for option in q.options(item.id)}
        assert {value: plainly(text) for value, text in told.get("choices", {}).items()} == options


def cell(given: Any) -> str:
    """An answer as an engine should keep it."""
    return " ".join(given) if isinstance(given, list) else str(given)


def plain_number(cell: str) -> str:
    """A cell; a number, whose notation engines differ in, in one."""
    try:
        return repr(float(cell))
    except ValueError:
        return cell


BOUNDED = """
questionnaire: bounded
version: 1
title: Bounded
minutes: 2
sections:
  - title: All
    items:
      - {id: start, type: number, ask: How many?, minimum: 0.5, maximum: 10}
      - {id: below, type: number, ask: How few?, maximum: 1e-7}
      - id: m
        type: multiple
        ask: Which?
        shuffle: true
        options:
          - {id: a, text: Apples}
          - {id: b, text: Bread}
          - {id: none, text: None, exclusive: true}
          - {id: dont_know, text: Cannot say, cannot_say: true}
      - {id: s, type: single, ask: Which one?, shuffle: true, options: [{id: "1", text: One}, {id: "01", text: Other}]}
      - {id: intro, type: text, ask: Why?, ask_if: {item: s, is: "01"}}
"""


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_refuses_what_we_refuse(engine: str, tmp_path: Path) -> None:
    program = ENGINES[engine]()
    q = questionnaire_from_text(BOUNDED)
    made = write(q, Wish())
    assert made.renamed == {"start_2": "start"}
    assert [(one.item, one.cannot) for one in made.instead] == [
        ("start", "ODK and KoboToolbox have columns of that name themselves."),
        ("m", "It cannot keep some options last while it shuffles the others."),
    ]
    wrong: list[tuple[dict[str, Any], list[str]]] = [
        ({"start_2": 0.4}, ["start_2"]),
        ({"start_2": 10.5}, ["start_2"]),
        ({"start_2": 0.5, "below": 2e-7}, ["below"]),
        ({"start_2": 10, "below": 1e-7}, []),
        ({"m": ["a", "none"]}, ["m"]),
        ({"m": ["none", "dont_know"]}, ["m"]),
        ({"m": ["dont_know"]}, []),
        ({"m": ["b", "a"]}, []),
        ({"s": "01", "intro": "so"}, []),
    ]
    form = converted(made.content, tmp_path / "form.xml", validate=True)
    _, told = clients.filled(program, {form: [values for values, _ in wrong]})[form]
    assert [one["invalid"] for one in told] == [invalid for _, invalid in wrong]
    assert [one["hidden"] for one in told] == [["intro"]] * 8 + [[]]


def test_the_same_form_is_the_same_file() -> None:
    q = SAMPLES["leader"]
    assert write(q, Wish()).content == write(q, Wish()).content
    assert write(q, Wish(title="Ours")).content != write(q, Wish()).content
