"""Word: real styles, the same bytes, and a clear word when pandoc is missing."""

from __future__ import annotations

import io
import sys
import time
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.publishing import load_theme, render
from jtbd_diag.publishing.word import word

from .sample import FOOTER, PLAYBOOK, playbook_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}


@pytest.fixture(scope="module")
def made() -> bytes:
    return render(PLAYBOOK, "docx")


def styled(document: str) -> dict[str, list[str]]:
    """Words by the style of their paragraph."""
    found: dict[str, list[str]] = {}
    for paragraph in ElementTree.fromstring(document).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = style.get(f"{W}val", "") if style is not None else ""
        found.setdefault(name, []).append("".join(text.text or "" for text in paragraph.iter(f"{W}t")))
    return found


def test_everything_has_its_style(made: bytes) -> None:
    found = styled(parts(made)["word/document.xml"])
    assert found["Title"] == [PLAYBOOK.title]
    assert found["Date"] == ["Coordinate · November 21, 2025"]
    assert found["Heading1"][0] == "Where you stand"
    assert "Charter on one page" in found["Heading2"]
    assert "In short" in found["CalloutLabel"]
    assert any(words.startswith("Map the hand-offs") for words in found["Callout"])
    assert found["Lead-in"][0] == "To tick off this week"
    assert found["TableHeading"][:3] == ["If you had answered", "instead of", "the job would be"]
    assert "24.1%" in found["TableText"]


def test_the_plan_is_a_table_and_a_sheet_has_room_to_write() -> None:
    steps = "- [ ] By **Mon:** go. *Shows it is done:* gone. *Owner:* \\_\\_"
    play = "## P\n\n### Play\n\n- **Why you.** So.\n\n1. a"
    sheet = "| a | b |\n|--|--|\n| c | |\n| d | |"
    found = styled(parts(render(playbook_of(f"{steps}\n\n{play}\n\n{sheet}"), "docx"))["word/document.xml"])
    assert found["TableHeading"][:5] == ["By", "What to do", "Shows it is done", "Owner", "☐ Mon"]
    assert found["TableText"] == ["Go.", "Gone.", "c", "d"]
    assert found["TableRoom"] == ["\N{NO-BREAK SPACE}"] * 2
    assert found["Trait"] == ["Why you. So."]


def test_every_style_it_uses_is_defined(made: bytes) -> None:
    defined = {
        style.get(f"{W}styleId") for style in ElementTree.fromstring(parts(made)["word/styles.xml"]).iter(f"{W}style")
    }
    assert set(styled(parts(made)["word/document.xml"])) - {""} <= defined


def test_the_chart_has_its_words_and_no_copy_of_itself(made: bytes) -> None:
    document = parts(made)["word/document.xml"]
    assert 'descr="Profile on three scales: you are at 57 of 100' in document
    assert "base64" not in document


def test_title_date_page_numbers_and_footer(made: bytes) -> None:
    found = parts(made)
    assert f"<dc:title>{PLAYBOOK.title}</dc:title>" in found["docProps/core.xml"]
    assert "2025-11-21T00:00:00Z</dcterms:created>" in found["docProps/core.xml"]
    assert FOOTER in found["word/footer1.xml"]
    assert "NUMPAGES" in found["word/footer1.xml"]
    assert word.FOOTER_MARK not in found["word/footer1.xml"]
    assert styled(found["word/document.xml"])["Source"][-1] == FOOTER, "those who read by ear hear no footers"
    assert '<w:br w:type="page"/>' in found["word/document.xml"]


def test_the_same_playbook_gives_the_same_bytes(made: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    assert render(PLAYBOOK, "docx") == made


def test_without_the_extra_the_way_to_get_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    with pytest.raises(InputError) as error:
        render(playbook_of("a"), "docx")
    assert error.value.problems[0].code is Code.MISSING_PROGRAM
    assert "pip install pypandoc-binary" in str(error.value)


def test_a_reference_that_is_no_word_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "reference.docx").write_bytes(b"no archive")
    with pytest.raises(InputError) as error:
        render(playbook_of("a"), "docx", load_theme(folder=tmp_path))
    problem = error.value.problems[0]
    assert (problem.code, problem.where.file) == (Code.THEME_SHAPE, str(tmp_path / "reference.docx"))
