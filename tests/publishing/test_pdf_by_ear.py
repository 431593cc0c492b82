"""What a PDF gives to those who read it by ear: every table has headers, and nothing stands in footers alone."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pypdf
import pytest

from jtbd_diag.publishing import load_theme, render
from jtbd_diag.publishing.pdf import pdf
from jtbd_diag.publishing.report import Report, render_pdf
from tests.playbook.leaders import written_for

from .sample import FOOTER, PLAYBOOK, playbook_of
from .test_pdf import read

DAY = datetime.date(2026, 11, 21)
FACTS = "| | |\n|---|---|\n| Rows | 9 |"
TABLES = f"# R\n\n{FACTS}\n\n| | a | b |\n|---|---|---|\n| c | d | e |\n\n| a | b |\n|---|---|\n| | |\n"


def elements(data: bytes, kind: str) -> list[Any]:
    """The elements of a kind in the structure tree."""
    return list(_elements(read(data).trailer["/Root"]["/StructTreeRoot"], kind))


def _elements(element: Any, kind: str) -> Iterator[Any]:
    element = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(element, list):
        for one in element:
            yield from _elements(one, kind)
    elif isinstance(element, dict):
        if element.get("/S") == kind:
            yield element
        yield from _elements(element.get("/K", []), kind)


def heard(data: bytes, pages: int = 2) -> str:
    """The words of the first pages of a PDF without its artifacts, which a screen reader skips."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    return " ".join(" ".join(_heard(page) for page in reader.pages[:pages]).split())


def _heard(page: pypdf.PageObject) -> str:
    marks: list[bool] = []
    last, words = [False], list[str]()

    def before(operator: bytes, operands: Any, *_: Any) -> None:
        if operator in (b"BDC", b"BMC"):
            marks.append(operands[0] == "/Artifact")
        elif operator == b"EMC":
            marks.pop()
        elif operator in (b"Tj", b"TJ"):
            last[0] = any(marks)

    def text(piece: str, *_: Any) -> None:
        words.append("" if last[0] else piece)

    page.extract_text(visitor_operand_before=before, visitor_text=text)
    return "".join(words)


@cache
def made_of(name: str) -> bytes:
    """Made when a test first asks: while tests are collected, every worker would make it."""
    if name == "report":
        return render_pdf(Report("R", DAY, TABLES, FOOTER, {}), load_theme())
    return render(PLAYBOOK if name == "sample" else written_for(name), "pdf")


MADE = ("D11", "sample", "report")


@pytest.mark.parametrize("name", MADE)
def test_every_table_has_headers(name: str) -> None:
    made = made_of(name)
    tables = elements(made, "/Table")
    assert tables
    for table in tables:
        headers = list(_elements(table, "/TH"))
        assert headers
        assert all(_scope(header) in ("/Column", "/Row") for header in headers)
        columns = max(len(list(_elements(row, "/TD"))) for row in _elements(table, "/TR"))
        assert len(headers) >= columns


def _scope(header: Any) -> str:
    attributes = header.get("/A").get_object()
    listed = attributes if isinstance(attributes, list) else [attributes]
    return next(str(one.get_object()["/Scope"]) for one in listed if "/Scope" in one.get_object())


@pytest.mark.parametrize("name", MADE)
def test_what_a_document_rests_on_is_heard_once(name: str) -> None:
    made = made_of(name)
    footer = (written_for(name).footer if name.startswith("D") else FOOTER).replace("'", "’")
    assert heard(made).count(" ".join(footer.split())) == 1
    assert "Page 1 of" not in heard(made), "footers are artifacts"


def test_a_page_made_for_an_older_version_says_what_it_rests_on_too(tmp_path: Path) -> None:
    lines = load_theme().text("page.typ").split("\n")
    start = next(n for n, line in enumerate(lines) if line.startswith("#let provenance"))
    end = lines.index(")", start)
    (tmp_path / "page.typ").write_text("\n".join([*lines[:start], *lines[end + 1 :]]))
    made = pdf.render(playbook_of("words"), load_theme(folder=tmp_path))
    assert heard(made).count(" ".join(FOOTER.split())) == 1
