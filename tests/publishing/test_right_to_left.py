"""Words from right to left: told apart from what surrounds them, in every format that can say so."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from jtbd_diag.publishing import load_theme, render
from jtbd_diag.publishing.pdf.typst_source import source
from jtbd_diag.publishing.tree.right_to_left import AFTERWARDS, WITHIN, is_right_to_left, runs

from .sample import playbook_of

OFFICE = "مكتب النقل"
BUSES = "משרד ההסעות"


@pytest.mark.parametrize(
    ("words", "leftward"),
    [
        ("no such letters (at all), 3", []),
        (f"Begin with {OFFICE}, 3 buses", [OFFICE]),
        (f"{BUSES} and {OFFICE}!", [BUSES, f"{OFFICE}!"]),
        (f"Both {BUSES} and {OFFICE}!", [BUSES, OFFICE]),
        (f"the {OFFICE} (المدرسي) here", [f"{OFFICE} (المدرسي)"]),
        (f"(the {OFFICE}) here", [OFFICE]),
        (f"{OFFICE} 12 {BUSES}", [f"{OFFICE} 12 {BUSES}"]),
        (f"{OFFICE}؟ شكرا.", [f"{OFFICE}؟ شكرا."]),
        (f"Ask {OFFICE}.", [OFFICE]),
        (f"Begin with {OFFICE}, {BUSES} and others", [OFFICE, BUSES]),
        (f"{OFFICE}, {BUSES}", [f"{OFFICE}, {BUSES}"]),
        (f"{OFFICE} and all.", [OFFICE]),
        ("\u05d0\u0301\u05d1", ["\u05d0\u0301\u05d1"]),
        ("𞤀𞤣𞤤𞤢𞤥", ["𞤀𞤣𞤤𞤢𞤥"]),
        ("", []),
    ],
)
def test_runs_are_found_and_nothing_is_lost(words: str, leftward: list[str]) -> None:
    pieces = list(runs(words))
    assert "".join(piece for piece, _ in pieces) == words
    assert [piece for piece, left in pieces if left] == leftward
    assert is_right_to_left(words) == bool(leftward and words.startswith(leftward[0]))


TABLE = f"| {OFFICE} | b |\n|---|---|\n| {BUSES} | c |\n"
TEXT = f"# T {OFFICE}\n\n## {BUSES}\n\nBegin with **{OFFICE}**, 3 buses.\n\n- {BUSES}\n\n{TABLE}"


def test_html_sets_them_apart() -> None:
    page = render(playbook_of(TEXT), "html").decode()
    assert f'Begin with <strong><bdi dir="rtl">{OFFICE}</bdi></strong>, 3 buses.' in page
    body = page[page.index("<h1") :]
    words = re.sub(r'<bdi dir="rtl">[^<]*</bdi>|data-column="[^"]*"| id="[^"]*"', "", body)
    assert OFFICE not in words and BUSES not in words


def test_word_marks_them() -> None:
    with zipfile.ZipFile(io.BytesIO(render(playbook_of(TEXT), "docx"))) as archive:
        document = archive.read("word/document.xml").decode()
        styles = archive.read("word/styles.xml").decode()
    made = re.findall(r"<w:r>(.*?)</w:r>", document)
    found = [run for run in made if OFFICE in run or BUSES in run]
    assert len(found) == 6
    assert all("<w:rtl />" in run for run in found)
    assert f'<w:t xml:space="preserve">{AFTERWARDS}</w:t>' in document
    title = re.search(r'w:styleId="Title".*?</w:style>', styles, re.DOTALL)
    assert title is not None
    assert "<w:bCs" in title[0] and "<w:szCs" in title[0]


def test_pdf_ends_them() -> None:
    assert f'"{OFFICE}{WITHIN}{AFTERWARDS}"' in source(playbook_of(TEXT), load_theme())


def test_word_rows_are_not_cut_and_headers_come_again() -> None:
    rows = "\n".join("| c | d |" for _ in range(5))
    text = f"| a | b |\n|---|---|\n{rows}\n\n| | |\n|---|---|\n| e | f |\n\n- [ ] By **Mon:** do *Shows:* it\n"
    with zipfile.ZipFile(io.BytesIO(render(playbook_of(text), "docx"))) as archive:
        document = archive.read("word/document.xml").decode()
    made = re.findall(r"<w:tr>(.*?)</w:tr>", document)
    assert len(made) == 9
    assert all(row.startswith("<w:trPr><w:cantSplit/>") for row in made)
    assert sum('<w:tblHeader w:val="on" />' in row for row in made) == 2
