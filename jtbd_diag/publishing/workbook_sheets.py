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

SheetValue = str | float | int | None
_WIDE, _NARROW, _LONGEST = 60, 12, 32_767
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
    """A first sheet of sentences."""
    sheet = book.add_worksheet(say("publishing.sheet_about"))
    sheet.set_column(0, 0, 110)
    shown = book.add_format({"text_wrap": True, "valign": "top"})
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line[:_LONGEST], shown)


def write_sheet(
    book: Workbook, name: str, heads: Sequence[str], rows: Iterable[Sequence[SheetValue]], *, widest: int = _WIDE
) -> None:
    """A sheet with heads that stay in sight, columns as wide as their words, rows as high, and a filter."""
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#dcebf2"})
    words = book.add_format({"text_wrap": True, "valign": "top"})
    number = book.add_format({"num_format": "0.000", "valign": "top"})
    whole = book.add_format({"num_format": "#,##0", "valign": "top"})
    wide = [0] * len(heads)
    last, lines = 0, [*rows]
    for n, title in enumerate(heads):
        sheet.write_string(0, n, title, head)
    for last, row in enumerate(lines, start=1):
        for n, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(last, n, cell[:_LONGEST], words)
                wide[n] = max(wide[n], len(cell))
            elif cell is not None:
                sheet.write_number(last, n, cell, whole if isinstance(cell, int) else number)
    for n, longest in enumerate(wide):
        sheet.set_column(n, n, min(max(longest + 1, _NARROW), widest))
    for at, row in enumerate(lines, start=1):
        long = max((len(cell) for cell in row if isinstance(cell, str)), default=0)
        if long > widest:  # else programs that do not fit rows to their words show one line of several
            sheet.set_row(at, _LINE * -(-long // (widest - _SPARE)))
    sheet.set_row(0, 45)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(last, 1), len(heads) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
