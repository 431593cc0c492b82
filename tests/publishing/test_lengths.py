"""An issue of a playbook is short: so many pages by its job, its blank sheets a document of their own."""

from __future__ import annotations

import io
import re
from functools import cache

import pypdf
import pytest

from jtbd_diag.playbook import Playbook
from jtbd_diag.playbook.choice.issues_now_later_last import MONTHS, Month
from jtbd_diag.publishing import render
from jtbd_diag.publishing.pdf.typst_compiler import packed
from tests.playbook.leaders import NAMES, issue_for, written_for

from .test_pdf import tags

MOST = {"Correct": (4, 3, 3), "Coordinate": (5, 4, 3), "Reorient": (5, 5, 4), None: (3, 3, 3)}
"""Pages of the issues of each job."""
SHEETS = "Sheets to fill in"
CASES = [name for name in NAMES if name.startswith("D")]


@cache
def pdf_of(name: str, issue: Month) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(render(issue_for(name, issue), "pdf")))


@pytest.mark.parametrize("issue", MONTHS)
@pytest.mark.parametrize("name", CASES)
def test_every_issue_keeps_to_its_pages(name: str, issue: Month) -> None:
    most = MOST[issue_for(name, issue).job][MONTHS.index(issue)]
    assert len(pdf_of(name, issue).pages) <= most


@pytest.mark.parametrize("name", CASES)
def test_the_plan_of_thirty_days_stands_on_the_first_page(name: str) -> None:
    if issue_for(name, "now").job is None:
        return
    text = " ".join(pdf_of(name, "now").pages[0].extract_text().split())
    assert "The first month" in text


@pytest.mark.parametrize("issue", MONTHS)
def test_no_issue_has_a_page_for_its_sources_alone(issue: Month) -> None:
    alone = []
    for name in (*CASES, "H04", "H24"):
        pages = pypdf.PdfReader(io.BytesIO(render(issue_for(name, issue, "answers@2.yaml"), "pdf"))).pages
        if len(pages) > 1 and "Sources" in pages[-1].extract_text().split("\n")[:4]:
            alone.append(name)
    assert alone == []


def test_sources_stand_after_the_sheets_where_all_is_one_document() -> None:
    found = pypdf.PdfReader(io.BytesIO(render(written_for("D11"), "pdf")))
    tops = [item for item in found.outline if isinstance(item, pypdf.generic.Destination)]
    assert [item.title for item in tops][-2:] == [SHEETS, "Sources"]
    page = found.get_destination_page_number(tops[-2])
    assert page is not None
    assert SHEETS in found.pages[page].extract_text().split("\n")[:4]


def titles(sheets: Playbook | None) -> list[str]:
    return re.findall(r"^## (.+)$", sheets.markdown, flags=re.MULTILINE) if sheets else []


def cards(playbook: Playbook) -> list[str]:
    return re.findall(r"^### (.+)\n\n- \*\*Why you\.", playbook.markdown, flags=re.MULTILINE)


def test_the_sheets_of_an_issue_are_those_of_its_cards() -> None:
    for name in ("D02", "D01", "D03"):
        given = [set(titles(issue_for(name, issue).sheets)) for issue in MONTHS]
        assert len(given[0]) > 1  # so that something is compared
        assert all(given[n].isdisjoint(given[m]) for n in range(3) for m in range(n))
        assert set.union(*given) == set(titles(issue_for(name, "sheets")))


@pytest.mark.parametrize("name", ["D02", "D01", "D03"])
def test_every_heading_is_one(name: str) -> None:
    for written in (written_for(name), *(issue_for(name, issue) for issue in (*MONTHS, "sheets"))):
        for document in filter(None, (written, written.sheets)):
            assert "\\#" not in document.markdown


def test_what_an_issue_leaves_for_later_stands_in_the_later_ones() -> None:
    """Cards and steps of the three issues together are those of the whole, each once."""
    for name in ("D02", "D01", "D03", "D15"):
        whole = written_for(name)
        issues = [issue_for(name, issue) for issue in MONTHS]
        assert [step for one in issues for stage in one.plan for step in stage.steps] == [
            step for stage in whole.plan for step in stage.steps
        ]
        assert sorted(title for one in issues for title in cards(one)) == sorted(cards(whole))


def test_a_playbook_about_no_job_has_one_issue() -> None:
    assert len({issue_for("D17", issue).markdown for issue in MONTHS}) == 1


def test_files_of_an_issue_are_small() -> None:
    """A PDF with its fonts takes at most 80 KB, a page for the browser 60 KB."""
    for name in ("D01", "D02", "D09", "D13", "D17"):
        for issue in MONTHS:
            written = issue_for(name, issue)
            for one in filter(None, (written, written.sheets)):
                assert len(render(one, "pdf")) <= 80_000
                assert len(render(one, "html")) <= 60_000


def test_packing_changes_nothing_that_is_read() -> None:
    """Tags, words and metadata are those that were written, and the same bytes come out every time."""
    pdf = render(issue_for("D02", "now"), "pdf")
    assert packed(pdf) == packed(pdf)
    again, once = (pypdf.PdfReader(io.BytesIO(one)) for one in (packed(pdf), pdf))
    assert [page.extract_text() for page in again.pages] == [page.extract_text() for page in once.pages]
    assert tags(again.root_object["/StructTreeRoot"]) == tags(once.root_object["/StructTreeRoot"])
    assert again.root_object["/Metadata"].get_data() == once.root_object["/Metadata"].get_data()
    assert again.pdf_header == once.pdf_header == "%PDF-1.7"


def test_every_table_has_headers() -> None:
    for name in ("D01", "D02", "D03"):
        written = issue_for(name, "now")
        for one in filter(None, (written, written.sheets)):
            found = tags(pypdf.PdfReader(io.BytesIO(render(one, "pdf"))).root_object["/StructTreeRoot"])
            assert found.count("/Table") == found.count("/THead") > 0
