"""What a respondent wrote appears letter for letter, and does nothing, in every format."""

from __future__ import annotations

import html.parser
import io
import re
import zipfile
from collections.abc import Callable
from xml.etree import ElementTree

import pypdf
import pytest
from rich.console import Console

from jtbd_diag.playbook.profile_bars import ProfileBar
from jtbd_diag.playbook.written_playbook import Playbook
from jtbd_diag.publishing import render, show
from jtbd_diag.publishing.tree.markdown_parsed import MarkdownNode, parse

from .sample import HOSTILE, escaped, playbook_of

WORDS = (*HOSTILE, "Ω жук ½ œ ﬁ")
OTHER_SCRIPTS = ("日本語", "😀", "שלום", "مرحبا", "e\u0301")  # a PDF shows these where the machine has a font
HOSTILE_LINE = '<b> "q" #x \\ [y] *z* $m$ {{7*7}}'
CONTROLS = ("nul\0", "esc\x1b[31m", "bell\x07", "half\ud800", "turn\u202eround", "nc\uffff")


def playbook() -> Playbook:
    """Hostile words as paragraphs, items, cells, headings, labels, titles and in the chart."""
    texts = [escaped(text) for text in (*WORDS, *OTHER_SCRIPTS, *CONTROLS)]
    blocks = [
        *texts,
        *(f"- {text}" for text in texts),
        *(f"## {text}" for text in texts[:12]),
        *(f"> **{text}** {text}" for text in texts[:12]),
        *(f"| {text} | b |\n|---|---|\n| {text} | **{text}** |" for text in texts[:12]),
        "![words](figure:profile)",
    ]
    bar = ProfileBar(*[HOSTILE_LINE] * 3, 50, HOSTILE_LINE, ((HOSTILE_LINE, 20),))
    changes = dict.fromkeys(("title", "job", "footer"), HOSTILE_LINE)
    return playbook_of("\n\n".join(blocks), profile=(bar,), **changes)


class Page(html.parser.HTMLParser):
    """An HTML page's words and elements."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words, self.elements = "", list[tuple[str, dict[str, str | None]]]()
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


def words_of_html(data: bytes) -> str:
    return Page(data.decode()).words


def words_of_docx(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [archive.read(name) for name in ("word/document.xml", "word/footer1.xml")]
    return "\n".join(
        "".join(paragraph.itertext()) for part in parts for paragraph in ElementTree.fromstring(part).iter()
    )


def words_of_pdf(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def words_of_markdown(data: bytes) -> str:
    def plain(node: MarkdownNode) -> str:
        return node.plain()

    return "\n".join(map(plain, parse(data.decode()).blocks))


READERS: dict[str, Callable[[bytes], str]] = {
    "html": words_of_html,
    "docx": words_of_docx,
    "pdf": words_of_pdf,
    "md": words_of_markdown,
    "txt": bytes.decode,
}


@pytest.fixture(scope="module", params=READERS)
def published(request: pytest.FixtureRequest) -> tuple[str, str]:
    return request.param, READERS[request.param](render(playbook(), request.param))


def test_words_appear_letter_for_letter(published: tuple[str, str]) -> None:
    kind, words = published
    expected = WORDS if kind == "pdf" else (*WORDS, *OTHER_SCRIPTS)
    assert [text for text in expected if text not in words] == []


def test_the_title_and_the_footer_are_literal_too(published: tuple[str, str]) -> None:
    words = re.sub(r"\s+", " ", published[1])
    assert HOSTILE_LINE in re.sub("[“”]", '"', words)  # our own words, whose quotes may be turned round


def test_controls_are_marked_and_do_nothing(published: tuple[str, str]) -> None:
    words = published[1]
    assert [mark for mark in "\0\x1b\x07\u202e\uffff" if mark in words] == []
    for text in ("nul\ufffd", "esc\ufffd[31m", "half\ufffd", "turn\ufffdround"):
        assert text in words


def test_nothing_was_computed(published: tuple[str, str]) -> None:
    assert "49" not in published[1].replace("2049", "")


def test_html_has_no_element_or_address_from_a_respondent() -> None:
    page = Page(render(playbook(), "html").decode())
    tags = [tag for tag, _ in page.elements]
    assert set(tags).isdisjoint({"b", "x", "a", "iframe"})
    assert tags.count("script") == 1  # the one that keeps the ticks
    assert [attrs for _, attrs in page.elements if any(name.startswith("on") for name in attrs)] == []


def test_pdf_has_no_link_from_a_respondent() -> None:
    pages = pypdf.PdfReader(io.BytesIO(render(playbook(), "pdf"))).pages
    assert [page for page in pages if "/Annots" in page] == []


def test_the_terminal_reads_no_markup() -> None:
    screen = io.StringIO()
    console = Console(file=screen, width=100, force_terminal=True, color_system="truecolor", _environ={})
    show(playbook(), console)
    shown = re.sub(r"\x1b\[[0-9;]*m", "", screen.getvalue())
    assert [text for text in (*WORDS, *OTHER_SCRIPTS) if text not in shown] == []
    assert "\x1b" not in shown
