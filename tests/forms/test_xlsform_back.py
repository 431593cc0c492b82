"""XLSForm there and back: filled in by the engine of phones, exported as ODK and KoboToolbox do, read unchanged.

Written from what these platforms are known to write (docs/forms.md), not from the reader.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from jtbd_diag import load_questionnaire
from jtbd_diag.answers import AskedAnswers
from jtbd_diag.forms import Wish
from jtbd_diag.forms.mapping_back import mapping_back
from jtbd_diag.forms.xlsform import write
from jtbd_diag.questionnaire import Questionnaire, questionnaire_from_text
from jtbd_diag.questionnaire.items import MultipleItem
from tests.survey.reading import seen

from . import clients
from .samples import SHIPPED, random_answers
from .test_xlsform import converted, in_form

Row = Mapping[str, str]
Texts = Mapping[str, Any]


def group_of(q: Questionnaire, item: str) -> tuple[str, str]:
    """The name and the label of the group that an item stands in."""
    places = ((n, section) for n, section in enumerate(q.sections, start=1) for i in section.items if i.id == item)
    n, section = next(places)
    return f"section_{n}", section.title


def odk(q: Questionnaire, texts: Texts, rows: Sequence[Row]) -> list[list[str]]:
    """ODK Central: groups joined by `-`, several options as names between spaces."""
    del texts
    heads = ["SubmissionDate", *(f"{group_of(q, item)[0]}-{item}" for item in q.items), "KEY", "SubmitterID"]
    body = [["2026-07-18T08:28:09.000Z", *(row[i] for i in q.items), f"uuid:{n}", "7"] for n, row in enumerate(rows)]
    return [heads, *body]


def kobo(
    q: Questionnaire, texts: Texts, rows: Sequence[Row], *, labels: bool = False, groups: bool = True
) -> list[list[str]]:
    """KoboToolbox: names or labels, with or without groups; for several options a summary and a column an option."""
    columns: list[tuple[str, Callable[[Row], str]]] = [("start", lambda _: "2026-07-18T08:28:09.000+02:00")]
    for item in q.items:
        name, label = group_of(q, item)
        head = (f"{label if labels else name}/" if groups else "") + (texts[item]["label"] if labels else item)
        offered = texts[item].get("choices", {})
        words = {value: text if labels else value for value, text in offered.items()}

        def cell(row: Row, item: str = item, words: Mapping[str, str] = words) -> str:
            several = isinstance(q.items[item], MultipleItem)
            given = row[item].split(" ") if several else [row[item]]
            return " ".join(words.get(one, one) for one in given)

        columns.append((head, cell))
        for value in offered if isinstance(q.items[item], MultipleItem) else ():

            def tick(row: Row, item: str = item, value: str = value) -> str:
                return str(int(value in row[item].split(" "))) if row[item] else ""

            columns.append((f"{head}/{words[value]}", tick))
    tail = ("_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status", "_submitted_by", "_index")
    body = [[*(cell(row) for _, cell in columns), str(n), f"u{n}", *("",) * 5, str(n)] for n, row in enumerate(rows)]
    return [[*(head for head, _ in columns), *tail], *body]


EXPORTS: Mapping[str, Callable[[Questionnaire, Texts, Sequence[Row]], list[list[str]]]] = {
    "odk": odk,
    "kobo": kobo,
    "kobo, no groups": lambda q, t, r: kobo(q, t, r, groups=False),
    "kobo, labels": lambda q, t, r: kobo(q, t, r, labels=True),
    "kobo, labels, no groups": lambda q, t, r: kobo(q, t, r, labels=True, groups=False),
}


def as_csv(rows: Sequence[Sequence[str]], separator: str) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(rows)
    return stream.getvalue().encode()


def as_xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("My form")
        for n, row in enumerate(rows):
            for place, one in enumerate(row):
                if one:
                    sheet.write_string(n, place, one)
    return stream.getvalue()


@pytest.mark.parametrize("most", [40, 3])
@pytest.mark.parametrize("name", SHIPPED)
def test_no_cell_is_lost_or_changed(name: str, most: int, tmp_path: Path) -> None:
    q = load_questionnaire(name)
    form = converted(write(q, Wish()).content, tmp_path / "form.xml")
    sets = [one for one in random_answers(q, most) if AskedAnswers(q, one).values]
    texts, told = clients.filled(clients.phone(), {form: in_form(q, sets)})[form]
    rows = [one["values"] for one in told]
    for kind, export in EXPORTS.items():
        table = export(q, texts, rows)
        files = {"table.csv": as_csv(table, "," if kind == "odk" else ";"), "table.xlsx": as_xlsx(table)}
        for file, content in files.items():
            path = tmp_path / file
            path.write_bytes(content)
            found = seen(path, q)
            assert found.table.layout == ("odk" if kind == "odk" else "kobotoolbox")
            assert found.rejects == []
            read = [found.answers[row] for row in sorted(found.answers)]
            for values, back in zip(sets, read, strict=True):
                assert back == AskedAnswers(q, values).values, (kind, file)


TAKEN = """
questionnaire: taken
version: 1
title: Taken
minutes: 2
sections:
  - title: All
    items:
      - {id: start, type: number, ask: How many?}
      - {id: status, type: multiple, ask: Which?, options: [{id: a, text: Apples}, {id: b, text: Bread}]}
"""


@pytest.mark.parametrize(
    ("head", "own"),
    [
        ("section_1-{}", {"SubmissionDate": "2026-07-18T08:28:09.000Z", "KEY": "uuid:1", "SubmitterID": "7"}),
        ("section_1/{}", {"_id": "1", "_uuid": "u1", "_submission_time": "2026-07-18T08:28:09", "_index": "1"}),
        ("{}", {"_id": "1", "_uuid": "u1", "_submission_time": "2026-07-18T08:28:09", "_index": "1"}),
    ],
)
def test_what_had_to_be_renamed_comes_back_by_the_mapping(head: str, own: dict[str, str], tmp_path: Path) -> None:
    q = questionnaire_from_text(TAKEN)
    made = write(q, Wish())
    assert made.renamed == {"start_2": "start", "status_2": "status"}
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(mapping_back(q, made) or "")
    row = {**own, head.format("start_2"): "3", head.format("status_2"): "a b"}
    (tmp_path / "table.csv").write_bytes(as_csv([[*row], [*row.values()]], ","))
    found = seen(tmp_path / "table.csv", q, mapping=mapping)
    assert found.rejects == []
    assert [*found.answers.values()] == [{"start": 3, "status": ("a", "b")}]
