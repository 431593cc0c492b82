"""SurveyJS: loaded without a complaint, filled in without a page, and what it sends is read without a changed cell."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from jtbd_diag.answers import AskedAnswers
from jtbd_diag.forms import Wish
from jtbd_diag.forms.guarded_formula import guarded_formula
from jtbd_diag.forms.mapping_back import mapping_back
from jtbd_diag.forms.names_in_form import SURVEYJS_NAME, SURVEYJS_OPTION, Called, step_names
from jtbd_diag.forms.surveyjs import write
from jtbd_diag.questionnaire import Questionnaire, Value, questionnaire_from_text
from tests.survey.reading import seen

from . import clients
from .samples import SHIPPED, random_answers, samples
from .scores import diagnosed, same, sets_for
from .test_xlsform import BOUNDED

SAMPLES = samples()
ONE_BY_ONE = 8
"""Of the answer sets that are scored, those given as people do: it works all steps out after each answer."""


def written(q: Questionnaire, path: Path) -> Path:
    path.write_bytes(write(q, Wish()).content)
    return path


def in_form(q: Questionnaire, sets: Sequence[Mapping[str, Value]]) -> list[dict[str, Any]]:
    """Answers in the form's names."""
    called = Called.by(q, SURVEYJS_NAME, SURVEYJS_OPTION)
    return [clients.given(called, values) for values in sets]


@pytest.mark.parametrize("name", SAMPLES)
def test_it_is_loaded_and_shows_and_hides_as_we_do(name: str, tmp_path: Path) -> None:
    q = SAMPLES[name]
    form, sets = written(q, tmp_path / "form.json"), random_answers(q, 30)  # each given one by one, which takes long
    opened, all_told = clients.filled(clients.surveyjs(), {form: in_form(q, sets)})[form]
    assert opened["errors"] == []
    assert opened["title"].replace("\u2060", "") == q.title
    shows_all_texts(q, opened["texts"])
    for values, told in zip(sets, all_told, strict=True):
        counted = AskedAnswers(q, values)
        assert set(told["hidden"]) == set(q.items) - set(counted.asked)
        assert told["data"] == in_form(q, [counted.values])[0]
        unanswered = {i for i in counted.asked if q.items[i].required and i not in counted.values}
        assert set(told["invalid"]) == unanswered


@pytest.mark.parametrize("name", SAMPLES)
def test_it_scores_as_we_do(name: str, tmp_path: Path) -> None:
    q = SAMPLES[name]
    form = tmp_path / "form.json"
    form.write_bytes(write(q, Wish(scores=True)).content)
    sets = random_answers(q, sets_for(name))
    formula = guarded_formula(q)
    names = step_names(formula, Called.by(q, SURVEYJS_NAME, SURVEYJS_OPTION))
    given = in_form(q, sets)
    lines = [{"answers" if n < ONE_BY_ONE else "at_once": values} for n, values in enumerate(given)]
    opened, *told = clients.run(clients.surveyjs(), [{"form": str(form)}, *lines])
    assert opened["errors"] == []
    for values, wanted, one in zip(sets, diagnosed(q, sets), told, strict=True):
        found = {result: one["data"].get(names[result]) for result in formula.results}
        assert same(wanted, found), (values, wanted, found)


def shows_all_texts(q: Questionnaire, texts: Mapping[str, Any]) -> None:
    called = Called.by(q, SURVEYJS_NAME, SURVEYJS_OPTION)
    for item in q.items.values():
        told = texts[called.items[item.id]]
        assert told["label"].replace("\u2060", "") == item.ask
        below = told["hint"].replace("\u2060", "")
        assert all(text in below for text in (item.help, item.why) if text)
        options = {called.options[item.id][option.id]: option.text for option in q.options(item.id)}
        assert {value: text.replace("\u2060", "") for value, text in told["choices"].items()} == options


@pytest.mark.parametrize("most", [40, 3])
@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("lines", [True, False])
def test_no_answer_is_lost_or_changed(name: str, most: int, lines: bool, tmp_path: Path) -> None:
    q = SAMPLES[name]
    sets = [one for one in random_answers(q, most) if AskedAnswers(q, one).values]
    form = written(q, tmp_path / "form.json")
    _, told = clients.filled(clients.surveyjs(), {form: in_form(q, sets)})[form]
    results = [json.dumps(one["data"], ensure_ascii=False) for one in told]
    path = tmp_path / "results.json"
    path.write_text("\n".join(results) if lines else f"[{', '.join(results)}]", encoding="utf-8")
    found = seen(path, q)
    assert found.rejects == []
    read = [found.answers[row] for row in sorted(found.answers)]
    assert read == [AskedAnswers(q, values).values for values in sets]


def test_it_refuses_what_we_refuse(tmp_path: Path) -> None:
    q = questionnaire_from_text(BOUNDED)
    wrong: list[tuple[dict[str, Any], list[str]]] = [
        ({"start": 0.4}, ["start"]),
        ({"start": 10.5}, ["start"]),
        ({"start": 0.5, "below": 2e-7}, ["below"]),
        ({"start": 10, "below": 1e-7}, []),
        ({"s": "01", "intro": "so"}, []),
    ]
    form = written(q, tmp_path / "form.json")
    _, told = clients.filled(clients.surveyjs(), {form: [values for values, _ in wrong]})[form]
    assert [one["invalid"] for one in told] == [invalid for _, invalid in wrong]
    assert [one["hidden"] for one in told] == [["intro"]] * 4 + [[]]


def test_ids_that_it_takes_for_one_another_are_told_apart_and_lead_back(tmp_path: Path) -> None:
    alike = BOUNDED.replace('{id: "1", text: One}, {id: "01", text: Other}', "{id: A, text: One}, {id: a, text: Other}")
    for old, new in (('is: "01"', "is: a"), ("id: b, text: Bread", "id: A, text: Bread"), ("id: start", "id: pageNo")):
        alike = alike.replace(old, new)
    q = questionnaire_from_text(alike)
    made = write(q, Wish())
    form = written(q, tmp_path / "form.json")
    sets = [{"pageNo": 3, "m": ("a", "A"), "s": "a", "intro": "so"}, {"s": "A"}]
    _, told = clients.filled(clients.surveyjs(), {form: in_form(q, sets)})[form]
    assert told[0]["data"] == {"pageNo_2": 3, "m": ["a", "A_2"], "s": "a_2", "intro": "so"}
    (tmp_path / "results.json").write_text(json.dumps([one["data"] for one in told]))
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(mapping_back(q, made) or "")
    found = seen(tmp_path / "results.json", q, mapping=mapping)
    assert found.rejects == []
    assert [found.answers[row] for row in sorted(found.answers)] == sets
