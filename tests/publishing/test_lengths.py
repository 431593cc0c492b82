"""A playbook is short: at most 6, 9 or 12 pages by its job, blank sheets not counted."""

from __future__ import annotations

import io
from functools import cache

import pypdf
import pytest

from jtbd_diag.playbook.written_playbook import about_of
from jtbd_diag.publishing import render
from tests.playbook.leaders import NAMES, diagnosed_for, written_for

MOST = {"Correct": 6, "Coordinate": 9, "Reorient": 12, None: 6}
SHEETS = "Sheets to fill in"


@cache
def reader(name: str) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(render(written_for(name), "pdf")))


def body_pages(name: str) -> int:
    """How many pages stand before the blank sheets."""
    found = reader(name)
    starts = [found.get_destination_page_number(item) for item in top_headings(name) if item.title == SHEETS]
    return starts[0] if starts and starts[0] is not None else len(found.pages)


def top_headings(name: str) -> list[pypdf.generic.Destination]:
    return [item for item in reader(name).outline if isinstance(item, pypdf.generic.Destination)]


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("D")])
def test_every_case_keeps_to_its_length(name: str) -> None:
    assert body_pages(name) <= MOST[written_for(name).job]


def test_sources_stand_after_the_sheets_which_start_a_page() -> None:
    assert [item.title for item in top_headings("D11")][-2:] == [SHEETS, "Sources"]
    text = reader("D11").pages[body_pages("D11")].extract_text().split("\n")
    assert SHEETS in text[:4]


@pytest.mark.parametrize("name", [name for name in NAMES if about_of(diagnosed_for(name)) == "correct"])
def test_the_whole_plan_of_one_problem_stands_on_the_first_page(name: str) -> None:
    text = " ".join(reader(name).pages[0].extract_text().split())
    assert "By day 90" in text
    assert "Why this playbook" not in text
