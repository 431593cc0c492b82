"""FHIR R4: accepted by three validators, asks as we do, and responses are read without a changed cell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from jtbd_diag.answers import AskedAnswers
from jtbd_diag.forms import Wish
from jtbd_diag.forms.fhir import write
from jtbd_diag.forms.guarded_formula import guarded_formula
from jtbd_diag.forms.names_in_form import FHIR_LINK, Called, step_names
from jtbd_diag.questionnaire import Questionnaire, Value, questionnaire_from_text
from jtbd_diag.questionnaire.items import RatingItem
from tests.survey.reading import seen

from . import clients
from .samples import SHIPPED, random_answers, samples
from .scores import diagnosed, same, sets_for

SAMPLES = samples()
CONDITIONS = """
questionnaire: conditions
version: 1
title: Conditions
minutes: 2
sections:
  - title: All
    items:
      - {id: a, type: single, ask: A?, options: [{id: x, text: X}, {id: y, text: Y}]}
      - {id: m, type: multiple, ask: M?, options: [{id: x, text: X}, {id: y, text: Y}]}
      - {id: n, type: number, ask: N?}
      - {id: no, type: text, ask: "No?", ask_if: {not: {item: a, is: x}}}
      - id: both
        type: text
        ask: Both?
        ask_if: {all: [{item: a, is: x}, {any: [{not: {item: m, includes: y}}, {item: n, at_least: -1.5}]}]}
"""


def made(q: Questionnaire, wish: Wish = Wish()) -> dict[str, Any]:  # noqa: B008 it is frozen
    found: dict[str, Any] = json.loads(write(q, wish).content)
    return found


def questions(items: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Every question, in the order asked."""
    for item in items:
        if item["type"] not in ("group", "display"):
            yield item
        yield from questions(item.get("item", ()))


def plainly(text: str) -> str:
    """A text with plain spaces, as FHIR wants it."""
    return re.sub("[^\\S\\r\\n\\t]", " ", text)


def in_form(q: Questionnaire, values: Mapping[str, Value]) -> dict[str, Any]:
    return clients.given(Called.by(q, FHIR_LINK), values)


def found_by_validators(forms: Sequence[Path]) -> list[dict[str, list[str]]]:
    return clients.run(clients.fhir(), [{"form": str(path)} for path in forms])


def test_validators_accept(tmp_path: Path) -> None:
    forms = {tmp_path / f"{name}.json": write(q, Wish()).content for name, q in SAMPLES.items()}
    for path, content in forms.items():
        path.write_bytes(content)
    for path, errors in zip(forms, found_by_validators(list(forms)), strict=True):
        assert errors["schema"] == [], path.stem
        assert complaints(errors["fhir"]) == [], path.stem


@pytest.mark.parametrize("name", SAMPLES)
def test_the_models_of_python_accept(name: str) -> None:
    clients.need("python:fhir.resources")
    from fhir.resources.R4B.questionnaire import Questionnaire as Resource

    q = SAMPLES[name]
    again = Resource.model_validate_json(write(q, Wish()).content).model_dump_json()
    links = [one["linkId"] for one in questions(json.loads(again)["item"])]
    assert links == [Called.by(q, FHIR_LINK).items[item] for item in q.items]


def complaints(errors: Sequence[str]) -> list[str]:
    """What is more than a code system that the package has not."""
    return [one for one in errors if " info: Value set" not in one]


@pytest.mark.parametrize("name", SAMPLES)
def test_it_scores_as_we_do(name: str, tmp_path: Path) -> None:
    q = SAMPLES[name]
    form = tmp_path / "form.json"
    form.write_bytes(write(q, Wish(scores=True)).content)
    sets = random_answers(q, sets_for(name))
    links = step_names(guarded_formula(q), Called.by(q, FHIR_LINK))
    told, filled = clients.filled(clients.fhir(), {form: [in_form(q, one) for one in sets]})[form]
    assert told["schema"] == []
    assert complaints(told["fhir"]) == []
    for values, wanted, one in zip(sets, diagnosed(q, sets), filled, strict=True):
        found = {result: next(iter(one["items"][links[result]]), None) for result in wanted}
        assert same(wanted, found), (values, wanted, found)


CLOSE = """
questionnaire: close
version: 1
title: Close
minutes: 2
scales: {s: {title: S}}
sections:
  - title: All
    items:
      - {id: n, type: number, ask: N?, band_points: {s: {0: 0, 0.000000002: 100}}}
"""


def test_numbers_that_its_comparison_rounds_to_one_are_told_apart(tmp_path: Path) -> None:
    q = questionnaire_from_text(CLOSE)
    form = tmp_path / "form.json"
    form.write_bytes(write(q, Wish(scores=True)).content)
    _, told = clients.filled(clients.fhir(), {form: [{"n": n} for n in (0, 1e-9, 2e-9, 1)]})[form]
    assert [one["items"]["jtbd_score_s"] for one in told] == [[0], [0], [100], [100]]


def test_options_say_what_they_count() -> None:
    q = SAMPLES["organisation"]
    rating = next(item for item in q.items.values() if isinstance(item, RatingItem))
    for scores, wanted in ((False, [1, 2, 3, 4, 5]), (True, [0, 25, 50, 75, 100])):
        told = {one["linkId"]: one for one in questions(made(q, Wish(scores=scores))["item"])}
        options = [one["valueCoding"]["extension"] for one in told[rating.id]["answerOption"]]
        assert [extension["valueDecimal"] for (extension,) in options] == wanted


def test_a_wrong_one_is_found(tmp_path: Path) -> None:
    wrong = made(SAMPLES["leader-short"])
    wrong["item"][1]["item"][0]["type"] = "banana"
    del wrong["status"]
    path = tmp_path / "form.json"
    path.write_text(json.dumps(wrong))
    (errors,) = found_by_validators([path])
    assert errors["schema"] and complaints(errors["fhir"])


def test_it_asks_as_we_do(tmp_path: Path) -> None:
    forms = {tmp_path / f"{name}.json": q for name, q in SAMPLES.items()}
    sets = {path: random_answers(q, 60) for path, q in forms.items()}
    for path, q in forms.items():
        path.write_bytes(write(q, Wish()).content)
    told = clients.filled(clients.fhir(), {f: [in_form(q, one) for one in sets[f]] for f, q in forms.items()})
    for path, (_, filled) in told.items():
        q = forms[path]
        for values, one in zip(sets[path], filled, strict=True):
            assert set(one["hidden"]) == set(q.items) - set(AskedAnswers(q, values).asked)


def test_what_r4_has_no_words_for_is_told() -> None:
    q = questionnaire_from_text(CONDITIONS)
    form = write(q, Wish())
    assert [one.item for one in form.instead] == ["both"]
    told = {one["linkId"]: one for one in questions(made(q)["item"])}
    assert told["no"]["enableBehavior"] == "any"
    assert [one["operator"] for one in told["no"]["enableWhen"]] == ["=", "exists"]
    (condition,) = told["both"]["extension"]
    assert condition["valueExpression"]["expression"] == (
        "(%resource.item.item.where(linkId = 'a').answer.value.where(code = 'x').exists() and "
        "(%resource.item.item.where(linkId = 'm').answer.value.where(code = 'y').exists().not() or "
        "%resource.item.item.where(linkId = 'n').answer.value.where($this >= (-1.5)).exists()))"
    )


def test_the_texts_are_there() -> None:
    for q in SAMPLES.values():
        called, form = Called.by(q, FHIR_LINK), made(q)
        told = {one["linkId"]: one for one in questions(form["item"])}
        for item in q.items.values():
            one = told[called.items[item.id]]
            below = [plainly(part["text"]) for part in one.get("item", ())]
            assert plainly(one["text"]) == plainly(item.ask)
            assert below == [plainly(text) for text in (item.help, item.why) if text]
            options = [
                (o["valueCoding"]["code"], plainly(o["valueCoding"]["display"])) for o in one.get("answerOption", ())
            ]
            assert options == [(called.options[item.id][o.id], plainly(o.text)) for o in q.options(item.id)]


@pytest.mark.parametrize(("most", "scores"), [(40, False), (3, False), (10, True)])
@pytest.mark.parametrize("name", SHIPPED)
def test_no_answer_is_lost_or_changed(name: str, most: int, scores: bool, tmp_path: Path) -> None:
    q = SAMPLES[name]
    sets = [one for one in random_answers(q, most) if AskedAnswers(q, one).values]
    form = tmp_path / "form.json"
    form.write_bytes(write(q, Wish(scores=scores)).content)
    _, told = clients.filled(clients.fhir(), {form: [in_form(q, one) for one in sets]})[form]
    sent = [{"id": f"r{n}", **one["response"]} for n, one in enumerate(told)]
    bundle = {"resourceType": "Bundle", "type": "searchset", "entry": [{"resource": one} for one in (made(q), *sent)]}
    files = {
        "bundle.json": json.dumps(bundle, indent=2),
        "lines.ndjson": "\n".join(json.dumps(one) for one in sent),
        "array.json": json.dumps(sent),
    }
    for file, content in files.items():
        path = tmp_path / file
        path.write_text(content, encoding="utf-8")
        found = seen(path, q)
        assert found.rejects == []
        read = [found.answers[row] for row in sorted(found.answers)]
        assert read == [AskedAnswers(q, values).values for values in sets]
