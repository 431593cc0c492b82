"""Tables: with a header, without one, and to be filled in."""

from __future__ import annotations

import io
import zipfile

import pypdf
import pytest

from jtbd_diag.publishing import FORMATS, load_theme, render
from jtbd_diag.publishing.pdf.typst_source import source
from jtbd_diag.publishing.tree import table_columns
from jtbd_diag.publishing.tree.markdown_parsed import MarkdownNode, parse

from .sample import playbook_of

FACTS = "| | |\n|---|---|\n| Count | late rides |\n| Out of | all rides |"
TO_FILL = "| Step | Owner and day |\n|---|---|\n| Call | |\n| | |"


def table(markdown: str) -> MarkdownNode:
    return parse(markdown).blocks[0]


def test_a_blank_header_makes_a_list_of_facts() -> None:
    facts = table(FACTS)
    assert facts.kind == "facts"
    assert [row.children[0].plain() for row in facts.children] == ["Count", "Out of"]


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("markdown", ["| | |\n|---|---|", "| a | b |\n|---|---|"])
def test_a_table_without_rows_breaks_nothing(kind: str, markdown: str) -> None:
    assert render(playbook_of(markdown), kind)


def test_facts_name_their_rows_in_html_and_word() -> None:
    assert '<th role="rowheader" scope="row">Count</th>' in render(playbook_of(FACTS), "html").decode()
    with zipfile.ZipFile(io.BytesIO(render(playbook_of(FACTS), "docx"))) as archive:
        document = archive.read("word/document.xml").decode()
    assert document.count('w:val="TableHeading"') == 2
    assert "tblHeader" not in document


def test_facts_are_lines_in_plain_text() -> None:
    assert "Count: late rides\nOut of: all rides\n" in render(playbook_of(FACTS), "txt").decode()


def test_what_is_to_be_filled_in() -> None:
    header, call, blank = table(TO_FILL).children
    assert [table_columns.is_to_fill(row) for row in (header, call, blank)] == [False, True, True]


def test_a_blank_column_gets_room_to_write() -> None:
    assert table_columns.longest(table(TO_FILL)) == [4, 60]
    step, owner = table_columns.shares(table(TO_FILL))
    assert owner > 2 * step
    assert table_columns.longest(table("| a | b |\n|--|--|\n| c | words |")) == [1, 5]


def test_a_column_with_words_filled_in_above_blank_cells_is_not_squeezed() -> None:
    rows = "| District speech therapist | dates kept, and short lines | | | | |\n" + "| | | | | | |\n" * 9
    header = "| Who | Judged by | Cares | Lose | Gain | See on |\n" + "|--" * 6 + "|\n"
    who, judged, cares, *others = table_columns.shares(table(header + rows))
    assert who == judged > cares
    assert others == [cares] * 3


def test_a_short_table_stays_on_one_page() -> None:
    space = "\n\n".join(["words"] * 40)
    rows = "\n".join(f"| row {n} | b |" for n in range(5))
    data = render(playbook_of(f"{space}\n\n| a | b |\n|--|--|\n{rows}"), "pdf")
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    assert len(pages) == 2
    assert "row 0" not in pages[0]
    assert all(f"row {n}" in pages[1] for n in range(5))


def test_a_narrow_terminal_still_names_the_columns_to_fill() -> None:
    wide = "| " + " | ".join(f"column {n}" for n in range(9)) + " |\n" + "|--" * 9 + "|\n" + "| " * 9 + "|"
    assert "column 8:" in render(playbook_of(wide), "txt").decode()


CHARTER = """| Line | What we agree |
|---|---|
| Problem | late rides |
| Aim | |
| Why now | |
| Read again on | Mar 4 |
| Ties | |"""


def test_a_sheet_whose_first_rows_are_begun_is_still_one() -> None:
    assert table_columns.is_sheet(table(CHARTER))
    assert not table_columns.is_sheet(table("| a | b |\n|---|---|\n| c | d |\n| e | |"))
    line, agreed = table_columns.shares(table(CHARTER))
    assert agreed > 2 * line
    assert 'class="sheet-to-fill"' in render(playbook_of(CHARTER), "html").decode()


def test_a_row_that_is_begun_leaves_room_to_write_on() -> None:
    height = table_columns.height_to_fill(table(CHARTER))
    written = source(playbook_of(CHARTER), load_theme())
    assert written.count(f"v({height / 2}in)") == 2 and written.count(f"blank({height}in)") == 3
