"""Results -> an XLSX workbook: the results, and a codebook that explains their columns.

Owns sheets, formats and widths; knows nothing of how a result came about. Nothing in it can run: every text is
written as a text.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from jtbd_diag.cohort.meanings import Part, ResultColumn
from jtbd_diag.errors import Code, complaint

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS, MOST_COLUMNS, MOST_LETTERS = 1_048_575, 16_384, 32_767
_WIDEST, _NARROWEST = 44, 8
_LOOKED_AT = 200  # rows whose texts decide a column's width
_TINTS: dict[Part, str] = {
    "survey": "#eceff1",
    "answers": "#eceff1",
    "questionnaire": "#eceff1",
    "scores": "#dcebf2",
    "fits": "#dcebf2",
    "job": "#f9e3d0",
    "push": "#f9e3d0",
    "readiness": "#e2efda",
    "checks": "#fdf3cf",
}


def check_size(where: str, rows: int, columns: int) -> None:
    """Raise InputError when a spreadsheet cannot hold so much."""
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        what = f"a spreadsheet holds {MOST_ROWS:,} rows and {MOST_COLUMNS:,} columns, not {rows:,} and {columns:,}"
        hint = "write .csv or .parquet"
        raise complaint(Code.TOO_MANY_FOR_A_SPREADSHEET, where, what, hint)


def write_workbook(frame: pl.DataFrame, columns: Sequence[ResultColumn], about: Sequence[str], path: Path) -> int:
    """Write results to a workbook at `path`. `about` are lines on top of the codebook.

    Returns how many texts were cut, as longer than a cell holds.
    """
    from xlsxwriter import Workbook

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with path.open("wb") as file:
        book = Workbook(file, {**options, "in_memory": True})
        _write_results(book, frame, columns)
        _write_codebook(book, columns, about)
        book.set_properties({"title": "Results", "comments": "\n".join(about)})
        book.close()
    texts = frame.select(pl.col(pl.String).str.len_chars() > MOST_LETTERS)
    return sum(int(column.sum()) for column in texts)


def _write_results(book: Workbook, frame: pl.DataFrame, columns: Sequence[ResultColumn]) -> None:
    sheet = book.add_worksheet("Results", worksheet_class=_exact_worksheet())
    explained = {column.name: column for column in columns}
    for n, name in enumerate(frame.columns):
        column = explained[name]
        values = frame.get_column(name)
        header = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": _TINTS[column.part]}
        )
        sheet.write_string(0, n, name[:MOST_LETTERS], header)
        shown = book.add_format({"num_format": _number_format(column), "valign": "top"})
        sheet.set_column(n, n, _width(name, values, column), shown)
        _write_column(sheet, n, values)
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, _frozen(columns))
    sheet.autofilter(0, 0, max(frame.height, 1), max(frame.width - 1, 0))
    sheet.set_landscape()
    sheet.repeat_rows(0)


@functools.cache
def _exact_worksheet() -> type[Any]:
    """A worksheet that keeps every digit of a number; the library's own writes 16, one too few for some."""
    from xlsxwriter.worksheet import Worksheet

    class Exact(Worksheet):  # type: ignore[misc]
        def _xml_number_element(self, number: float, attributes: Sequence[tuple[str, object]] = ()) -> None:
            shown = "".join(f' {key}="{value}"' for key, value in attributes)
            self.fh.write(f"<c{shown}><v>{number!r}</v></c>")

    return Exact


def _frozen(columns: Sequence[ResultColumn]) -> int:
    """How many columns stay in sight: the row and the survey's first one."""
    return 2 if len(columns) > 1 and columns[1].part == "survey" else 1


def _write_column(sheet: Worksheet, n: int, values: pl.Series) -> None:
    numeric, truth = values.dtype.is_numeric(), values.dtype == pl.Boolean
    write: Callable[..., Any] = sheet.write_number if numeric else sheet.write_boolean if truth else sheet.write_string
    if not numeric and not truth:
        values = values.cast(pl.String).str.slice(0, MOST_LETTERS)
    for row, value in enumerate(values.to_list(), start=1):
        if value is not None:
            write(row, n, value)


def _number_format(column: ResultColumn) -> str:
    if column.decimals is None:
        return "General"
    return f"0.{'0' * column.decimals}" if column.decimals else "0"


def _width(name: str, values: pl.Series, column: ResultColumn) -> float:
    """Wide enough for what the first rows hold; the header may take two lines and its filter's button."""
    head = len(name) * 0.6 + 6 if "_" not in name else max(len(name) + 3, 8)
    texts = values.head(_LOOKED_AT).cast(pl.String) if column.decimals is None else pl.Series([], dtype=pl.String)
    longest = texts.str.len_chars().max() if len(texts) else None
    body = int(longest) + 2 if isinstance(longest, int) else 8
    return float(min(max(head, body, _NARROWEST), _WIDEST))


def _write_codebook(book: Workbook, columns: Sequence[ResultColumn], about: Sequence[str]) -> None:
    sheet = book.add_worksheet("Codebook")
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "valign": "top", "bottom": 1})
    for row, line in enumerate(about):
        sheet.merge_range(row, 0, row, 2, "", wrapped)
        sheet.write_string(row, 0, line, wrapped)
        sheet.set_row(row, 15.0 * (1 + len(line) // 120))
    top = len(about) + 1
    for n, (title, width) in enumerate((("Column", 30), ("Meaning", 70), ("Values", 60))):
        sheet.write_string(top, n, title, bold)
        sheet.set_column(n, n, width)
    for row, column in enumerate(columns, start=top + 1):
        tint = book.add_format({"text_wrap": True, "valign": "top", "bg_color": _TINTS[column.part]})
        _write_line(sheet, row, (column.name, column.meaning, column.values), (tint, wrapped, wrapped))
        sheet.set_row(row, 15.0 * max(1, -(-len(column.meaning) // 68), -(-len(column.values) // 58)))
    sheet.freeze_panes(top + 1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _write_line(sheet: Worksheet, row: int, texts: Sequence[str], formats: Sequence[Format]) -> None:
    for n, (text, shown) in enumerate(zip(texts, formats, strict=True)):
        sheet.write_string(row, n, text[:MOST_LETTERS], shown)
