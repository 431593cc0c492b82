"""Small workbooks that would take long or fill the memory: bounded before they are read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import xlsxwriter

from jtbd_diag.ground.complaints import InputError
from jtbd_diag.survey.files import archive, open_grids, other_process
from tests.survey.test_exact_cells import changed, opendocument


def code_of(path: Path, sheet: str | None = None) -> str | None:
    try:
        open_grids(path, sheet)
    except InputError as error:
        return error.problems[0].code.value
    return None


def texts(path: Path, *, cells: int, length: int) -> Path:
    """So many cells that share one text, beside others that hold short ones."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["id", "goal", "long"])
        for row in range(1, cells + 1):
            sheet.write_row(row, 0, [f"r{row}", "fix", "x" * length])
            sheet.write_number(row, 3, row)
    return path


def test_texts_that_unfold_are_counted_before_they_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "SMALL_BYTES", 200_000)
    monkeypatch.setattr(archive, "MOST_TIMES", 1)
    read: list[str] = []
    monkeypatch.setattr("fastexcel.read_excel", lambda path: read.append(str(path)))
    assert code_of(texts(tmp_path / "long.xlsx", cells=100, length=3_000)) == "B005"
    assert not read


def test_a_long_text_that_is_used_once_unfolds_to_little(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "SMALL_BYTES", 100_000)
    monkeypatch.setattr(archive, "MOST_TIMES", 1)
    path = tmp_path / "once.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["id", "goal", "story"])
        sheet.write_row(1, 0, ["1", "fix", "x" * 5_000])
        for row in range(2, 50):
            sheet.write_row(row, 0, [row, "fix", "short"])
    assert code_of(path) is None


@pytest.mark.parametrize("written", [rb't="&#115;"', rb"t='s'", rb' t = "s"', rb'x="\'" t="s"'])
def test_a_text_cell_counts_however_it_is_written(
    written: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "SMALL_BYTES", 200_000)
    monkeypatch.setattr(archive, "MOST_TIMES", 1)
    path = texts(tmp_path / "long.xlsx", cells=100, length=3_000)
    assert code_of(changed(path, lambda xml: re.sub(rb't="s"', lambda _: written, xml))) == "B005"


def test_repeated_cells_of_an_ods_file_are_counted_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cell = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'
    row = '<table:table-row table:number-rows-repeated="{}">{}</table:table-row>'
    head = row.format(1, cell.format("", "id") + cell.format("", "goal"))
    again = ' table:number-columns-repeated="2"'
    small = opendocument(tmp_path / "small.ods", head + row.format(3, cell.format(again, "x" * 1_000)))
    assert code_of(small) is None
    large = opendocument(tmp_path / "large.ods", head + row.format(40_000, cell.format(again, "x" * 1_000)))
    assert large.stat().st_size < 10_000
    assert code_of(large) == "B005"


def sheets(path: Path, count: int) -> Path:
    with xlsxwriter.Workbook(path) as book:
        for n in range(count):
            book.add_worksheet().write_row(0, 0, ["id", f"goal {n}"])
    return path


def test_a_workbook_of_very_many_sheets_is_read_only_where_it_is_told_which(tmp_path: Path) -> None:
    path = sheets(tmp_path / "sheets.xlsx", other_process.MOST_SHEETS + 1)
    assert code_of(path) == "B005"
    (grid,) = open_grids(path, "Sheet7")
    assert grid.head == (("id", "goal 6"),)
    (grid,) = open_grids(path, "101")
    assert grid.head == (("id", "goal 100"),)


def test_no_more_than_the_sheet_asked_for_is_read_of_an_ods_file(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    row = f"<table:table-row>{cell.format('id')}{cell.format('goal')}</table:table-row>"
    more = f'{row}</table:table><table:table table:name="More">{row}{row}'
    path = opendocument(tmp_path / "two.ods", more)
    assert [grid.sheet for grid in open_grids(path)] == ["Answers", "More"]
    assert [len(grid.head) for grid in open_grids(path, "More")] == [2]
    assert code_of(path, "None") == "B006"


def test_a_sheet_that_libreoffice_fills_to_its_last_row_leaves_room_for_the_next(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    row = "<table:table-row>" + "".join(cell.format(f"goal {n}") for n in range(64)) + "</table:table-row>"
    empty = '<table:table-row table:number-rows-repeated="1048575"><table:table-cell/></table:table-row>'
    path = opendocument(tmp_path / "two.ods", f'{row}{empty}</table:table><table:table table:name="Key">{row}{row}')
    assert [(grid.sheet, len(grid.head)) for grid in open_grids(path)] == [("Answers", 1), ("Key", 2)]
