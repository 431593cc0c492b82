"""A workbook's first sheet, in programs that do not fit rows to their words."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from jtbd_diag.publishing.workbook_sheets import new_workbook, write_about


def test_each_row_of_the_first_sheet_is_as_high_as_its_sentences(tmp_path: Path) -> None:
    with new_workbook(tmp_path / "a.xlsx", "A") as book:
        write_about(book, ["Short.", "A sentence of six words here. " * 10, "- one\n- two\n- three", "Short."])
    with zipfile.ZipFile(tmp_path / "a.xlsx") as made:
        sheet = made.read("xl/worksheets/sheet1.xml").decode()
    heights = {int(row): int(height) for row, height in re.findall(r'<row r="(\d)"[^>]* ht="(\d+)"', sheet)}
    assert heights == {2: 60, 3: 45}
    assert 'orientation="landscape"' in sheet  # in print a line is not cut off
