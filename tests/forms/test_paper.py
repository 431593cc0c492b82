"""Paper: every question stands there with room for its answer, on a screen as well as under a pen."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree

import pypdf
import pytest

from jtbd_diag import load_questionnaire
from jtbd_diag.forms import Wish, microsoft_forms_and_surveymonkey, paper_pdf, paper_word
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.items import MultipleItem
from tests.strategies import loaded

from .samples import samples

SAMPLES = samples()
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def bare(text: str) -> str:
    """A text without what a page may break or turn round."""
    return re.sub(r"[\W_]+", "", text)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_pdf_has_a_field_for_every_answer(name: str) -> None:
    q = SAMPLES[name]
    fields = pypdf.PdfReader(io.BytesIO(paper_pdf.write(q, Wish()).content)).get_fields() or {}
    wanted = {item.id for item in q.items.values() if not isinstance(item, MultipleItem)}
    wanted |= {f"{i.id}:{o.id}" for i in q.items.values() if isinstance(i, MultipleItem) for o in i.options}
    assert set(fields) == wanted
    for item in q.items.values():
        if q.options(item.id) and not isinstance(item, MultipleItem):
            assert {state.removeprefix("/") for state in fields[item.id]["/_States_"]} == {
                "Off", *(option.id for option in q.options(item.id)),
            }  # fmt: skip


def test_fields_lie_where_their_options_are() -> None:
    """The button of an option is left of its text, in the same line."""
    q = load_questionnaire("leader")
    first = pypdf.PdfReader(io.BytesIO(paper_pdf.write(q, Wish()).content)).pages[0]
    at: dict[str, tuple[float, float]] = {}

    def look(text: str, page: list[float], line: list[float], *_: object) -> None:
        if text.strip() in ("Graduation", "Something else"):
            at.setdefault(text.strip(), (line[4] * page[0] + page[4], line[5] * page[3] + page[5]))

    first.extract_text(visitor_text=look)
    buttons = {state: widget["/Rect"] for widget in (one.get_object() for one in first["/Annots"][::-1])
               for state in widget.get("/AP", {}).get("/N", {}) if state != "/Off"}  # fmt: skip
    for state, text in (("/graduation", "Graduation"), ("/other", "Something else")):
        left, bottom, right, top = (float(one) for one in buttons[state])
        assert right < at[text][0] < right + 20
        assert bottom - 3 < at[text][1] < top
        assert right - left == pytest.approx(top - bottom) == 10


def test_what_was_filled_in_is_kept() -> None:
    reader = pypdf.PdfReader(io.BytesIO(paper_pdf.write(load_questionnaire("leader"), Wish()).content))
    writer = pypdf.PdfWriter(clone_from=reader)
    values = {"area": "/graduation", "episode": "Words (mine)", "areas:data": "/Yes"}
    for page in writer.pages:
        writer.update_page_form_field_values(page, values, auto_regenerate=False)
    filled = io.BytesIO()
    writer.write(filled)
    fields = pypdf.PdfReader(filled).get_fields() or {}
    assert {name: fields[name].value for name in values} == values
    assert fields["areas:finance"].value == "/Off"


def paragraphs(content: bytes) -> list[tuple[str, list[str]]]:
    """The texts of a Word document, with the names of the controls in each paragraph; all of it is well-formed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}
    assert "[Content_Types].xml" in parts and "word/styles.xml" in parts
    found = []
    for one in parts["word/document.xml"].iter(f"{W}p"):
        words = "".join("\n" if e.tag == f"{W}br" else e.text or "" for e in one.iter() if e.tag in (f"{W}t", f"{W}br"))
        found.append((words, [e.attrib[f"{W}val"] for e in one.iter(f"{W}tag")]))
    return found


@pytest.mark.parametrize("name", SAMPLES)
def test_a_word_form_has_a_control_for_every_answer(name: str) -> None:
    q = SAMPLES[name]
    found = paragraphs(paper_word.write(q, Wish()).content)
    controls = [control for _, named in found for control in named]
    wanted: list[str] = []
    for item in q.items.values():
        wanted += [f"{item.id}: {option.text}"[:64] for option in q.options(item.id)] or [item.id]
    assert [bare(one) for one in controls] == [bare(one) for one in wanted]
    texts = "".join(words for words, _ in found)
    for item in q.items.values():
        assert all(option.text in texts for option in q.options(item.id))


@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_to_import_holds_questions_and_options_and_nothing_else(name: str) -> None:
    q = SAMPLES[name]
    title, *lines = [
        words for words, _ in paragraphs(microsoft_forms_and_surveymonkey.write(q, Wish()).content) if words
    ]
    assert title == " ".join(q.title.split())
    wanted = []
    for n, item in enumerate(q.items.values(), start=1):
        wanted.append(f"{n}. {' '.join(item.ask.split())}")
        wanted += [f"{chr(65 + k)}. {' '.join(o.text.split())}" for k, o in enumerate(q.options(item.id))]
    assert lines == wanted


def test_who_is_to_answer_is_said_by_number() -> None:
    words = [one for one, _ in paragraphs(paper_word.write(load_questionnaire("leader"), Wish()).content)]
    assert "Answer this only if you answered question 9 with" in words[words.index(
        "10. Whose part do you need most? Up to four.") + 1]  # fmt: skip


def test_an_option_called_off_and_many_options() -> None:
    options = [{"id": one, "text": one} for one in ("Off", "Yes", *(f"o{n}" for n in range(30)))]
    items = [{"id": "x", "type": "single", "ask": "Which?", "options": options}]
    q: Questionnaire = loaded({"questionnaire": "small", "version": 1, "title": "Small", "minutes": 60,
                               "sections": [{"title": "All", "items": items}]})  # fmt: skip
    fields = pypdf.PdfReader(io.BytesIO(paper_pdf.write(q, Wish()).content)).get_fields() or {}
    assert len(fields["x"]["/_States_"]) == 33
    lines = [words for words, _ in paragraphs(microsoft_forms_and_surveymonkey.write(q, Wish()).content)]
    assert "AA. o24" in lines


@pytest.mark.parametrize(("name", "pages"), [("leader", 6), ("leader-short", 3)])
def test_a_form_wastes_no_paper(name: str, pages: int) -> None:
    """Long lists of options stand in columns, short questions beside each other."""
    assert len(pypdf.PdfReader(io.BytesIO(paper_pdf.write(load_questionnaire(name), Wish()).content)).pages) == pages
