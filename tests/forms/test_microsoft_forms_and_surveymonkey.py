"""Microsoft Forms and SurveyMonkey: what they would export of the file to import comes back unchanged.

Neither importer can be had: the file is read here as both describe it, numbered questions with lettered options below.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
import xlsxwriter

from jtbd_diag.answers import AskedAnswers
from jtbd_diag.forms import Wish
from jtbd_diag.forms.microsoft_forms_and_surveymonkey import write
from jtbd_diag.questionnaire import Questionnaire, Value
from jtbd_diag.questionnaire.items import MultipleItem
from tests.survey.reading import seen

from .samples import random_answers, samples
from .test_paper import paragraphs

SAMPLES = samples()
Imported = list[tuple[str, list[str]]]


def imported(content: bytes) -> Imported:
    """Questions with their options."""
    found: Imported = []
    for words, _ in paragraphs(content)[1:]:
        question, option = re.fullmatch(r"\d+\. (.*)", words), re.fullmatch(r"[A-Z]+\. (.*)", words)
        if question:
            found.append((question[1], []))
        elif option:
            found[-1][1].append(option[1])
    return found


def chosen(q: Questionnaire, form: Imported, values: Mapping[str, Value]) -> list[list[str]]:
    """The texts of what is answered, by question."""
    found = []
    for item, (_, texts) in zip(q.items.values(), form, strict=True):
        value, ids = values.get(item.id), [option.id for option in q.options(item.id)]
        given = value if isinstance(value, tuple) else () if value is None else (value,)
        found.append([texts[ids.index(str(one))] if ids else str(one) for one in given])
    return found


def microsoft(q: Questionnaire, form: Imported, people: Sequence[Mapping[str, Value]]) -> tuple[str, bytes]:
    """A workbook with one header row; several answers as `A;B;`."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Sheet1")
        heads = ["Id", "Start time", "Completion time", "Email", "Name", *(ask for ask, _ in form)]
        rows = [[str(n), "7/2/20 11:00:22", "7/2/20 11:04:02", "anonymous", "",
                 *(_joined(item, one) for item, one in zip(q.items.values(), chosen(q, form, values), strict=True))]
                for n, values in enumerate(people, start=1)]  # fmt: skip
        for n, row in enumerate([heads, *rows]):
            for place, one in enumerate(row):
                sheet.write_string(n, place, one)
    return "xlsx", stream.getvalue()


def _joined(item: object, texts: Sequence[str]) -> str:
    return "".join(f"{one};" for one in texts) if isinstance(item, MultipleItem) else "".join(texts)


def surveymonkey(q: Questionnaire, form: Imported, people: Sequence[Mapping[str, Value]]) -> tuple[str, bytes]:
    """Two header rows; several answers in a column an option, which holds its text or nothing."""
    own = ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address"]
    heads, below = [*own], ["" for _ in own]
    for item, (ask, texts) in zip(q.items.values(), form, strict=True):
        several = isinstance(item, MultipleItem)
        heads += [ask, *("" for _ in texts[1:])] if several else [ask]
        below += texts if several else ["Response" if texts else "Open-Ended Response"]
    rows = []
    for n, values in enumerate(people):
        row = [f"11{n:09}", "1", "5/10/18 4:01", "5/10/18 4:09", "", ""]
        for item, (_, texts), one in zip(q.items.values(), form, chosen(q, form, values), strict=True):
            row += [t if t in one else "" for t in texts] if isinstance(item, MultipleItem) else ["".join(one)]
        rows.append(row)
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([heads, below, *rows])
    return "csv", stream.getvalue().encode()


@pytest.mark.parametrize(("layout", "export"), [("microsoft-forms", microsoft), ("surveymonkey", surveymonkey)])
@pytest.mark.parametrize("name", SAMPLES)
def test_no_cell_is_lost_or_changed(name: str, layout: str, export: object, tmp_path: Path) -> None:
    q = SAMPLES[name]
    form = imported(write(q, Wish()).content)
    sets = [one for one in random_answers(q, 40) if one]
    assert callable(export)
    ending, content = export(q, form, sets)
    path = tmp_path / f"export.{ending}"
    path.write_bytes(content)
    found = seen(path, q)
    assert found.table.layout == layout
    assert found.rejects == []
    read = [AskedAnswers(q, found.answers[row]).values for row in sorted(found.answers)]
    assert read == [AskedAnswers(q, values).values for values in sets]
