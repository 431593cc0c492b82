"""Rows of figures -> sheets of a workbook that can be read, sorted and printed.

Owns how a sheet looks; must not know what stands in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from jtbd_diag.ground.catalogue import say

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

SheetValue = str | float | int | None
_WIDE, _NARROW, _SENTENCES, _LONGEST = 60, 12, 100, 32_767
_LINE, _SPARE = 15, 6


@contextmanager
def new_workbook(path: Path, title: str) -> Iterator[Workbook]:
    """A workbook in which nothing is taken for a formula or an address. Raises OSError when it cannot be written."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    try:
        with Workbook(str(path), options) as book:
            book.set_properties({"title": title})
            yield book
    except FileCreateError as error:  # it wraps what the system said
        raise (error.args[0] if isinstance(error.args[0], OSError) else OSError(str(error))) from None


def write_about(book: Workbook, lines: Iterable[str]) -> None:
    """A first sheet of sentences, each row as high as its own, in print as wide as the page."""
    sheet = book.add_worksheet(say("publishing.sheet_about"))
    sheet.set_column(0, 0, _SENTENCES)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    shown = book.add_format({"text_wrap": True, "valign": "top"})
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line[:_LONGEST], shown)
        sheet.set_row(row, _LINE * sum(_lines_of(len(one), _SENTENCES) for one in line.split("\n")))


def heads_of(*keys: str) -> list[str]:
    """The heads of a sheet's columns, each a sentence of its own."""
    return [say(key) for key in keys]


def write_sheet(
    book: Workbook, name: str, heads: Sequence[str], rows: Iterable[Sequence[SheetValue]], *, widest: int = _WIDE
) -> None:
    """A sheet with heads that stay in sight, columns as wide as their words, rows as high, and a filter."""
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#dcebf2"})
    words = book.add_format({"text_wrap": True, "valign": "top"})
    number = book.add_format({"num_format": "0.000", "valign": "top"})
    whole = book.add_format({"num_format": "#,##0", "valign": "top"})
    lines = [*rows]
    for n, title in enumerate(heads):
        sheet.write_string(0, n, title, head)
    for at, row in enumerate(lines, start=1):
        for n, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(at, n, cell[:_LONGEST], words)
            elif cell is not None:
                sheet.write_number(at, n, cell, whole if isinstance(cell, int) else number)
    _fit(sheet, len(heads), lines, widest)
    sheet.set_row(0, 45)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(lines), 1), len(heads) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _fit(sheet: Worksheet, columns: int, lines: Sequence[Sequence[SheetValue]], widest: int) -> None:
    """Columns as wide as their words, rows as high."""
    long = [[len(cell) if isinstance(cell, str) else 0 for cell in row] for row in lines]
    for n in range(columns):
        longest = max((row[n] for row in long if n < len(row)), default=0)
        sheet.set_column(n, n, min(max(longest + 1, _NARROW), widest))
    for at, row in enumerate(long, start=1):
        most = max(row, default=0)
        if most > widest:  # else programs that do not fit rows to their words show one line of several
            sheet.set_row(at, _LINE * _lines_of(most, widest))


def _lines_of(letters: int, width: int) -> int:
    """How many lines so many letters take in a column."""
    return max(-(-letters // (width - _SPARE)), 1)
