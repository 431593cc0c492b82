"""Qualtrics: the file keeps to its advanced format, and what Qualtrics would export of it comes back unchanged.

No client can be had: the file is read here by the format's published rules alone.
"""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from jtbd_diag import load_questionnaire
from jtbd_diag.answers import AskedAnswers
from jtbd_diag.forms import Form, Wish
from jtbd_diag.forms.html_text import as_html
from jtbd_diag.forms.mapping_back import mapping_back
from jtbd_diag.forms.qualtrics_text import write
from jtbd_diag.questionnaire import Questionnaire, Value
from tests.survey.reading import seen

from .samples import SHIPPED, random_answers, samples

SAMPLES = samples()
_TAG = re.compile(r"\[\[(\w+)(?::(.*))?\]\]")
_KINDS = ("MC:SingleAnswer:Vertical", "MC:SingleAnswer:Horizontal", "MC:MultipleAnswer:Vertical",
          "TE:Essay", "TE:SingleLine", "DB")  # fmt: skip


@dataclass
class Question:
    kind: str
    tag: str = ""
    text: str = ""
    choices: dict[str, str] = field(default_factory=dict)


def imported(content: bytes) -> list[Question]:
    """The questions of a file, in order; whatever breaks the format is an error."""
    first, *lines = content.decode().splitlines()
    assert first == "[[AdvancedFormat]]"
    found: list[Question] = []
    recode = ""
    for line in filter(None, lines):
        tag = _TAG.fullmatch(line)
        assert tag or "[[" not in line, line
        if tag is None:
            question = found[-1]
            if recode:
                question.choices[recode], recode = line, ""
            else:
                assert not question.text and not question.choices, line
                question.text = line
        elif tag[1] == "Question":
            assert tag[2] in _KINDS
            found.append(Question(tag[2]))
        elif tag[1] == "ID":
            assert not found[-1].text and tag[2] not in [one.tag for one in found]
            found[-1].tag = tag[2]
        elif tag[1] == "Choice":
            recode = tag[2]
            assert recode.isdigit() and recode not in found[-1].choices
        else:
            assert tag[1] in ("Block", "AdvancedChoices")
    assert not recode
    assert all(question.text and bool(question.choices) is question.kind.startswith("MC") for question in found)
    return [question for question in found if question.kind != "DB"]


def shown(text: str) -> str:
    return html.unescape(text.replace("<br>", " "))


def export(
    questions: Sequence[Question], people: Sequence[Mapping[str, str | list[str]]], *, labels: bool, split: bool
) -> bytes:
    """As Qualtrics writes it: tags, texts cut to 99 signs, import ids; several answers in one cell or in columns."""
    own = {"StartDate": "2026-11-21 08:28:09", "EndDate": "2026-11-21 08:28:09", "Status": "0", "Progress": "100",
           "Finished": "1", "RecordedDate": "2026-11-21 08:28:09", "DistributionChannel": "anonymous"}  # fmt: skip
    heads = [[*own, "ResponseId"], [*own, "Response ID"], [f'{{"ImportId":"{name}"}}' for name in (*own, "_recordId")]]
    rows = [[*own.values(), f"R_{n:08}"] for n, _ in enumerate(people)]

    def column(tag: str, text: str, import_id: str, cells: Sequence[str]) -> None:
        text = text if len(text) <= 99 else f"{text[:96]}..."
        for head, cell in zip(heads, (tag, text, f'{{"ImportId":"{import_id}"}}'), strict=True):
            head.append(cell)
        for row, cell in zip(rows, cells, strict=True):
            row.append(cell)

    for n, question in enumerate(questions, start=1):
        words = {code: shown(text) if labels else code for code, text in question.choices.items()}
        given = [person.get(question.tag, "") for person in people]
        text = shown(question.text)
        if question.kind.startswith("MC:Multiple") and split:
            for code, choice in question.choices.items():
                cells = [words[code] if code in one else "" for one in given]
                column(f"{question.tag}_{code}", f"{text} - {shown(choice)}", f"QID{n}_{code}", cells)
        else:
            several = [one if isinstance(one, list) else [one] for one in given]
            column(question.tag, text, f"QID{n}", [",".join(words.get(c, c) for c in one) for one in several])
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([*heads, *rows])
    return stream.getvalue().encode()


def entered(q: Questionnaire, questions: Sequence[Question], values: Mapping[str, Value]) -> dict[str, str | list[str]]:
    """Answers by tag and recode value."""
    found: dict[str, str | list[str]] = {}
    for item, question in zip(q.items.values(), questions, strict=True):
        if item.id in values:
            codes = dict(zip((o.id for o in q.options(item.id)), question.choices, strict=True))
            value = values[item.id]
            several = isinstance(value, tuple)
            found[question.tag] = [codes[one] for one in value] if several else codes.get(str(value), str(value))
    return found


@pytest.mark.parametrize("name", SAMPLES)
def test_the_file_says_what_we_ask(name: str) -> None:
    q = SAMPLES[name]
    for item, question in zip(q.items.values(), imported(write(q, Wish()).content), strict=True):
        assert shown(question.text).startswith(" ".join(item.ask.replace("\t", " ").split("\n")))
        assert [" ".join(shown(text).split()) for text in question.choices.values()] == [
            " ".join(option.text.split()) for option in q.options(item.id)
        ]
        assert ("Answer this only if" in question.text) is (item.ask_if is not None)
        assert not re.search(r"\$\{|<(?!br>)", question.text + "".join(question.choices.values()))


@pytest.mark.parametrize("split", [False, True], ids=["one cell", "split"])
@pytest.mark.parametrize("labels", [False, True], ids=["numbers", "texts"])
@pytest.mark.parametrize("name", SAMPLES)
def test_no_cell_is_lost_or_changed(name: str, labels: bool, split: bool, tmp_path: Path) -> None:
    q = SAMPLES[name]
    form = write(q, Wish())
    questions = imported(form.content)
    sets = [one for one in random_answers(q, 40) if one]
    path, mapping = tmp_path / "export.csv", tmp_path / "mapping.yaml"
    path.write_bytes(export(questions, [entered(q, questions, one) for one in sets], labels=labels, split=split))
    mapping.write_text(mapping_back(q, form) or "{}", "utf-8")
    found = seen(path, q, mapping=None if labels and name in SHIPPED and not split else mapping)
    assert found.table.layout == "qualtrics"
    assert found.rejects == []
    read = [AskedAnswers(q, found.answers[row]).values for row in sorted(found.answers)]
    assert read == [AskedAnswers(q, values).values for values in sets]


def test_what_the_format_cannot_say_is_told() -> None:
    form: Form = write(load_questionnaire("leader"), Wish(scores=True, title="Ours [[PageBreak]] ${e://Field/x}"))
    text = form.content.decode()
    assert "Ours &#91;&#91;PageBreak]] &#36;{e://Field/x}" in text
    assert {one.item for one in form.instead} >= {None, "partners", "last_try", "next_move"}
    assert form.columns == {}


@pytest.mark.parametrize("sign", ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_whatever_ends_a_line_becomes_a_break_in_html(sign: str) -> None:
    assert as_html(f"one{sign}two") == "one<br>two"
    assert as_html(f"one{sign}two", lines=False) == "one two"
