"""Google Forms: the script is typed as Google's own, builds a form that asks what we ask, and its sheet comes back.

No account of Google's can be had in a test. The script is checked against the types of Apps Script, and run against a
stand-in for Google Forms (tests/clients/google.mjs) that goes from page to page and writes the sheet.
"""

from __future__ import annotations

import csv
import io
import subprocess
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from jtbd_diag.answers import AskedAnswers
from jtbd_diag.forms import Form, Wish
from jtbd_diag.forms.google_script import write
from jtbd_diag.forms.mapping_back import mapping_back
from jtbd_diag.questionnaire import Questionnaire, Value
from tests.strategies import Plain, loaded
from tests.survey.reading import seen

from . import clients
from .samples import SHIPPED, random_answers, samples

SAMPLES = samples()
NODE = ("node", "google.mjs")


def given(q: Questionnaire, values: Mapping[str, Value]) -> list[Any]:
    """Answers by column, choices by their places."""
    found: list[Any] = []
    for item in q.items.values():
        value, ids = values.get(item.id), [option.id for option in q.options(item.id)]
        if isinstance(value, tuple):
            found.append([ids.index(one) for one in value])
        else:
            found.append(ids.index(str(value)) if value is not None and ids else value)
    return found


@cache
def sets_of(name: str) -> list[Mapping[str, Value]]:
    return random_answers(SAMPLES[name], 60)


@cache
def filled() -> dict[str, tuple[Form, dict[str, Any]]]:
    """Every sample's form with what came of it, in one run of node."""
    clients.need("node")
    forms = {name: write(q, Wish()) for name, q in SAMPLES.items()}
    lines = [
        {"script": forms[name].content.decode(), "sets": [given(q, one) for one in sets_of(name)]}
        for name, q in SAMPLES.items()
    ]
    return {name: (forms[name], told) for name, told in zip(SAMPLES, clients.run(NODE, lines), strict=True)}


@pytest.mark.parametrize("name", SAMPLES)
def test_every_question_is_there_as_we_ask_it(name: str) -> None:
    q, (_, told) = SAMPLES[name], filled()[name]
    assert told["title"] == " ".join(q.title.split())
    for item, column in zip(q.items.values(), told["columns"], strict=True):
        ask = " ".join(item.ask.split())
        assert column["head"] in (ask, f"{column['head'].partition(' [')[0]} [{ask}]") or column["head"].endswith(
            f" [{ask}]"
        )
        assert column["choices"] == [" ".join(option.text.split()) for option in q.options(item.id)]
        assert column["required"] == item.required


@pytest.mark.parametrize("name", SAMPLES)
def test_who_is_asked_is_kept_or_said(name: str) -> None:
    """Nobody misses a question; where others see it too, it is told."""
    q, (form, told) = SAMPLES[name], filled()[name]
    worded = {one.item for one in form.instead if "skips questions" in one.cannot}
    for values, row in zip(sets_of(name), told["rows"], strict=True):
        answered = {item for item, cell in zip(q.items, row, strict=True) if cell}
        asked = set(AskedAnswers(q, values).values)
        assert answered >= asked
        assert answered - asked <= worded | _hidden_with(q, worded)
    said = {
        item for item, column in zip(q.items, told["columns"], strict=True) if "Answer this only if" in column["help"]
    }
    assert said == worded
    if name in SHIPPED:
        assert not worded


def _hidden_with(q: Questionnaire, worded: set[str | None]) -> set[str]:
    """Items that hang on what is asked of all."""
    return {item for item in q.items if q.chain([item]) & worded}


def test_most_conditions_of_the_samples_are_kept() -> None:
    asked = [item.id for q in SAMPLES.values() for item in q.items.values() if item.ask_if]
    worded = [1 for name in SAMPLES for one in filled()[name][0].instead if "skips questions" in one.cannot]
    assert 0 < len(worded) < len(asked)


def sheet(told: Mapping[str, Any], *, linked: bool) -> tuple[str, bytes]:
    """The sheet that is linked, or the file that Google Forms gives itself."""
    heads = ["Timestamp", *(column["head"] for column in told["columns"])]
    stamp, joint = ("8/31/2023 19:08:16", ", ") if linked else ("2022/10/17 6:31:58 PM EST", ";")
    rows = [[stamp, *(joint.join(c) if isinstance(c, list) else c for c in row)] for row in told["rows"]]
    return ("xlsx", as_xlsx([heads, *rows])) if linked else ("csv", as_csv([heads, *rows]))


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerows(rows)
    return stream.getvalue().encode()


def as_xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        page = book.add_worksheet("Form Responses 1")
        for n, row in enumerate(rows):
            for place, one in enumerate(row):
                page.write_string(n, place, one)
    return stream.getvalue()


@pytest.mark.parametrize("linked", [True, False], ids=["sheet", "csv"])
@pytest.mark.parametrize("name", SAMPLES)
def test_no_cell_is_lost_or_changed(name: str, linked: bool, tmp_path: Path) -> None:
    q, (form, told) = SAMPLES[name], filled()[name]
    kept = [n for n, row in enumerate(told["rows"]) if any(row)]
    ending, content = sheet({**told, "rows": [told["rows"][n] for n in kept]}, linked=linked)
    path = tmp_path / f"export.{ending}"
    path.write_bytes(content)
    mapping = mapping_back(q, form)
    if mapping:
        (tmp_path / "mapping.yaml").write_text(mapping, "utf-8")
    found = seen(path, q, mapping=tmp_path / "mapping.yaml" if mapping else None)
    assert found.table.layout == "google-forms"
    assert found.rejects == []
    read = [AskedAnswers(q, found.answers[row]).values for row in sorted(found.answers)]
    assert read == [AskedAnswers(q, sets_of(name)[n]).values for n in kept]


@pytest.mark.parametrize(("pace", "runs"), [({"slow": 30_000}, 6), ({"breaks": 25}, 2), ({"breaks": 10}, 2)])
def test_a_form_that_takes_longer_than_google_lets_it_is_built_in_several_runs(pace: dict[str, int], runs: int) -> None:
    (form, at_once), sets = filled()["leader"], [given(SAMPLES["leader"], one) for one in sets_of("leader")]
    [told] = clients.run(NODE, [{"script": form.content.decode(), "sets": sets, **pace}])
    assert (at_once["runs"], told["runs"]) == (1, runs)
    assert {**told, "runs": 1} == at_once


def test_the_script_is_typed(tmp_path: Path) -> None:
    clients.need("node", "npm:typescript", "npm:@types/google-apps-script")
    for name, q in SAMPLES.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "form.js").write_bytes(write(q, Wish()).content)
    broken = (tmp_path / "leader" / "form.js").read_text("utf-8").replace("addGridItem", "addLikertItem")
    assert "TS2551" in typed(tmp_path, "broken", broken)
    for name in SAMPLES:
        if name in ("leader", "random-7"):
            assert typed(tmp_path, name, None) == ""


def typed(folder: Path, name: str, text: str | None) -> str:
    """What the compiler complains of."""
    path = folder / name / "form.js"
    if text is not None:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    roots = clients.CLIENTS / "node_modules"
    command = ["node", str(roots / "typescript" / "bin" / "tsc"), "--allowJs", "--checkJs", "--noEmit", "--strict",
               "--target", "es2020", "--lib", "es2020", "--typeRoots", str(roots / "@types"),
               "--types", "google-apps-script", str(path)]  # fmt: skip
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, cwd=folder).stdout


def small(items: list[Plain]) -> Questionnaire:
    options = [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}, {"id": "c", "text": "C"}]
    for item in items:
        item.setdefault("type", "single")
        item.setdefault("ask", f"{item['id']}?")
        if item["type"] == "single":
            item["options"] = options
    return loaded({"questionnaire": "small", "version": 1, "title": "Small", "minutes": 60,
                   "sections": [{"title": "All", "items": items}]})  # fmt: skip


@pytest.mark.parametrize(
    ("conditions", "worded"),
    [
        ({"y": {"item": "x", "is": "a"}}, set()),
        ({"y": {"item": "x", "is_not": "a"}, "z": {"item": "x", "is": "b"}}, {"z"}),
        ({"y": {"item": "x", "is": "a"}, "z": {"not": {"item": "x", "is": "a"}}}, set()),
        ({"y": {"item": "x", "answered": False}}, set()),
        ({"y": {"item": "x", "is": "a"}, "z": {"item": "y", "is": "b"}}, set()),
        ({"y": {"item": "x", "is": "a"}, "z": {"item": "y", "answered": False}}, set()),
        ({"z": {"item": "x", "is": "a"}}, {"z"}),
    ],
)
def test_which_conditions_can_be_kept(conditions: Mapping[str, Plain], worded: set[str]) -> None:
    q = small([{"id": one, **({"ask_if": conditions[one]} if one in conditions else {})} for one in ("x", "y", "z")])
    assert {one.item for one in write(q, Wish()).instead} == worded


def test_questions_that_read_alike_are_told_apart() -> None:
    q = small([{"id": "x", "ask": "Which?"}, {"id": "y", "ask": "Which?"}, {"id": "n", "type": "text"}])
    form = write(q, Wish())
    assert form.columns == {"Which? (2)": ("y", None)}
    assert {one.item for one in form.instead} == {"y"}
