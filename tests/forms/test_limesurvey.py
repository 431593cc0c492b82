"""LimeSurvey: the structure is well formed, shows what we ask, and what LimeSurvey would export comes back unchanged.

No server can be had: the file is read here by the published rules of the format alone.
"""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from jtbd_diag.answers import AskedAnswers
from jtbd_diag.forms import Wish
from jtbd_diag.forms.limesurvey_structure import COLUMNS, write
from jtbd_diag.forms.mapping_back import mapping_back
from jtbd_diag.questionnaire import Questionnaire, Value
from tests.strategies import Plain, loaded
from tests.survey.reading import seen

from .samples import random_answers, samples

SAMPLES = samples()
_TEST = re.compile(r'(!?)is_empty\((\w+)\.NAOK\)|(\w+)\.NAOK (==|!=|>=|<=|<|>) ("[^"]*"|-?[\d.]+)')
Row = Mapping[str, str]


@dataclass
class Question:
    row: Row
    subs: list[Row] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        return self.row["type/scale"]

    def variables(self) -> Iterator[tuple[str, Row]]:
        """The variables whose cells it has, each with the row that says when it is shown."""
        code = self.row["name"]
        if self.kind == "F":
            yield from ((f"{code}_{sub['name']}", sub) for sub in self.subs)
        elif self.kind == "M":
            yield from ((f"{code}_{sub['name']}", self.row) for sub in self.subs)
        else:
            yield code, self.row


def structure(content: bytes) -> list[Question]:
    text = content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter="\t"))
    assert tuple(rows[0]) == COLUMNS
    questions: list[Question] = []
    for row in rows:
        assert not re.search(r"[{}]|<(?!br>)", row["text"] + row["help"])
        if row["class"] == "Q":
            assert re.fullmatch(r"[A-Za-z][A-Za-z0-9]{0,19}", row["name"])
            questions.append(Question(row))
        elif row["class"] == "SQ":
            assert re.fullmatch(r"[A-Za-z0-9]{1,20}", row["name"])
            questions[-1].subs.append(row)
        elif row["class"] == "A":
            assert re.fullmatch(r"[A-Za-z0-9]{1,5}", row["name"])
            questions[-1].answers[row["name"]] = row["text"]
        else:
            assert row["class"] in ("S", "SL", "G")
    assert len({one.row["name"].lower() for one in questions}) == len(questions)
    for one in questions:
        assert bool(one.subs) is (one.kind in "FM") and bool(one.answers) is (one.kind in "FL")
        assert len({sub["name"].lower() for sub in one.subs}) == len(one.subs)
    return questions


def relevant(expression: str, kept: Mapping[str, str]) -> bool:
    def told(found: re.Match[str]) -> str:
        if found[2]:
            return str((kept.get(found[2], "") == "") is (found[1] == ""))
        left, sign, right = kept.get(found[3], ""), found[4], found[5]
        if sign in ("==", "!="):
            return str((left == right.strip('"')) is (sign == "=="))
        one, other = float(left or "nan"), float(right)
        return str({">=": one >= other, "<=": one <= other, "<": one < other, ">": one > other}[sign])

    words = _TEST.sub(told, expression).replace("1 = 1", "True").replace("1 = 2", "False")
    assert re.fullmatch(r"1|(True|False|and|or|[ ()])*", words), expression
    return bool(eval(words))


def response(questions: Sequence[Question], given: Mapping[str, str]) -> dict[str, str]:
    """What is kept of these values, by variable, in the order of the survey."""
    kept: dict[str, str] = {}
    for question in questions:
        for name, row in question.variables():
            kept[name] = given.get(name, "") if relevant(row["relevance"], kept) else ""
    return kept


def entered(q: Questionnaire, questions: Sequence[Question], values: Mapping[str, Value]) -> dict[str, str]:
    """Answers by variable and code."""
    names: list[tuple[Question, list[str]]] = []
    for question in questions:
        variables = [name for name, _ in question.variables()]
        names += [(question, variables)] if question.kind == "M" else [(question, [name]) for name in variables]
    found: dict[str, str] = {}
    for item, (question, variables) in zip(q.items.values(), names, strict=True):
        value, ids = values.get(item.id), [option.id for option in q.options(item.id)]
        if isinstance(value, tuple):
            found |= {variables[ids.index(one)]: "Y" for one in value}
        elif value is not None:
            found[variables[0]] = list(question.answers)[ids.index(str(value))] if ids else str(value)
    return found


def shown(text: str) -> str:
    return html.unescape(text.replace("<br>", "\n"))


def export(questions: Sequence[Question], responses: Sequence[Mapping[str, str]], *, texts: bool, long: bool) -> bytes:
    """Headed by codes or by texts, with short or long answers; quoted throughout, with a byte order mark."""
    own = ("Response ID", "Date submitted", "Last page", "Start language") if texts else (
        "id", "submitdate", "lastpage", "startlanguage")  # fmt: skip
    heads = list(own)
    rows = [[str(n), "2026-11-21 08:28:09", "3", "en"] for n, _ in enumerate(responses, start=1)]
    for question in questions:
        code, ask = question.row["name"], shown(question.row["text"])
        subs = {f"{code}_{sub['name']}": sub for sub in question.subs}
        for name, _ in question.variables():
            inner = "" if name not in subs else shown(subs[name]["text"]) if texts else subs[name]["name"]
            heads.append((ask if texts else code) + (f"{' ' * texts}[{inner}]" if name in subs else ""))
            for row, kept in zip(rows, responses, strict=True):
                row.append(_cell(question, kept[name], long=long))
    stream = io.StringIO(newline="")
    csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows([heads, *rows])
    return ("\ufeff" + stream.getvalue()).encode()


def _cell(question: Question, value: str, *, long: bool) -> str:
    if question.kind == "D":
        return f"{value} 00:00:00" if value else ""
    if question.kind == "M" and long:
        return "Yes" if value else "No"
    return shown(question.answers[value]) if long and value in question.answers else value


@pytest.mark.parametrize("name", SAMPLES)
def test_what_is_shown_and_kept_is_what_we_ask(name: str) -> None:
    q = SAMPLES[name]
    questions = structure(write(q, Wish()).content)
    for values in random_answers(q, 100):
        kept = {one: cell for one, cell in response(questions, entered(q, questions, values)).items() if cell}
        assert kept == entered(q, questions, AskedAnswers(q, values).values)


@pytest.mark.parametrize(
    ("texts", "long"), [(False, False), (False, True), (True, True)], ids=["codes", "codes, long", "texts"]
)
@pytest.mark.parametrize("name", SAMPLES)
def test_no_cell_is_lost_or_changed(name: str, texts: bool, long: bool, tmp_path: Path) -> None:
    q = SAMPLES[name]
    form = write(q, Wish())
    questions = structure(form.content)
    sets = [one for one in random_answers(q, 40) if AskedAnswers(q, one).values]
    path, mapping = tmp_path / "export.csv", tmp_path / "mapping.yaml"
    responses = [response(questions, entered(q, questions, values)) for values in sets]
    path.write_bytes(export(questions, responses, texts=texts, long=long))
    mapping.write_text(mapping_back(q, form) or "{}", "utf-8")
    found = seen(path, q, mapping=None if texts else mapping)
    assert found.table.layout == "limesurvey"
    assert found.rejects == []
    read = [found.answers[row] for row in sorted(found.answers)]
    assert read == [AskedAnswers(q, values).values for values in sets]


def test_a_ticked_alone_and_bounds_are_marked() -> None:
    found = [one for q in SAMPLES.values() for one in structure(write(q, Wish()).content)]
    assert any(one.row["exclude_all_others"] for one in found)
    assert any(one.row["min_num_value_n"] == "-5" for one in found)
    assert {one.kind for one in found} == set("FLMNDT")


@pytest.mark.parametrize("ask", ["Staff: who decides?", "Attendance. Since when?", "Other: ___", "q1: q2: what?"])
def test_a_question_that_begins_as_a_code_does_is_found_by_its_text(ask: str, tmp_path: Path) -> None:
    items: list[Plain] = [{"id": "a", "type": "text", "ask": ask}, {"id": "b", "type": "number", "ask": "How many?"}]
    q = loaded({"questionnaire": "small", "version": 1, "title": "Small", "minutes": 5,
                "sections": [{"title": "All", "items": items}]})  # fmt: skip
    heads, cells = ["Response ID", "Date submitted", "Last page", ask, "How many?"], ["1", "2026-01-01", "1", "x", "3"]
    for number, first in enumerate((ask, f"a. {ask}")):
        path = tmp_path / f"{number}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, quoting=csv.QUOTE_ALL).writerows([[first if h == ask else h for h in heads], cells])
        found = seen(path, q)
        assert (found.table.layout, [*found.answers.values()]) == ("limesurvey", [{"a": "x", "b": 3}])
