"""A held table -> the rows of a worksheet, put together for all rows at once.

Owns how a cell is spelled in a sheet's XML; must not know what a column means. XlsxWriter makes an object of each cell
and spells each by itself, which takes most of the time of a survey of 10,000 rows; here polars spells whole columns,
and what is written is the same to the byte.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any, NamedTuple

import polars as pl

_BLOCK = 16
"""Rows of a sheet, the header among them, that are said to reach from one column to another together."""


class SheetColumn(NamedTuple):
    """A column below its header: its letters, what stands in its cells (null is no cell), and their attributes."""

    letters: str
    cells: pl.Series
    style: str
    kind: str

    def spelled(self, number: pl.Expr) -> pl.Expr:
        """Its cells, in rows of these numbers."""
        begins, opens = pl.lit(f'<c r="{self.letters}'), pl.lit(f'"{self.style}{self.kind}><v>')
        return pl.concat_str(begins, number, opens, pl.col(self.letters), pl.lit("</v></c>"))


def spelled_rows(columns: Sequence[SheetColumn]) -> pl.Series:
    """The rows below a header of as many columns, from the sheet's second row on; those without a cell are left out."""
    frame = pl.DataFrame([column.cells.alias(column.letters) for column in columns]).with_row_index("\0row", offset=2)
    number = pl.col("\0row").cast(pl.String)
    there = [pl.when(pl.col(column.letters).is_not_null()).then(n) for n, column in enumerate(columns, start=1)]
    block = (pl.col("\0row") - 1) // _BLOCK
    first, last = pl.min_horizontal(there).min().over(block), pl.max_horizontal(there).max().over(block)
    whole = (pl.lit(1), pl.lit(len(columns)))  # the header reaches over all columns
    spans = (pl.when(block == 0).then(one).otherwise(other) for one, other in zip(whole, (first, last), strict=True))
    row = pl.format('<row r="{}" spans="{}:{}">', number, *spans)
    cells = pl.concat_str([column.spelled(number) for column in columns], ignore_nulls=True)
    return frame.select(pl.when(cells != "").then(pl.concat_str(row, cells, pl.lit("</row>")))).to_series().drop_nulls()


@functools.cache
def held_sheet() -> type[Any]:
    """A worksheet that takes whole columns below its header, and keeps every digit of a number.

    The library's own writes 16 digits, one too few for some.
    """
    from xlsxwriter.utility import xl_col_to_name
    from xlsxwriter.worksheet import Worksheet

    class Held(Worksheet):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.held: list[tuple[pl.Series, str, Any]] = []

        def write_held(self, column: pl.Series, shown: Any) -> None:
            """Put the next column below its header, in one format."""
            kind = {pl.String: ' t="s"', pl.Boolean: ' t="b"'}.get(column.dtype.base_type(), "")
            cells = self._places(column) if column.dtype == pl.String else column
            self.held.append((cells.cast(pl.UInt8) if column.dtype == pl.Boolean else cells, kind, shown))
            if len(column) > column.null_count():
                self._check_dimensions(int(column.is_not_null().arg_true()[-1]) + 1, len(self.held) - 1)

        def _places(self, texts: pl.Series) -> pl.Series:
            """Where each text stands in the table of all texts of the workbook."""
            found = texts.drop_nulls().unique(maintain_order=True)
            places = [self.str_table._get_shared_string_index(text) for text in found]
            self.str_table.count += len(texts) - texts.null_count() - len(found)
            return texts.replace_strict(found, pl.Series(places, dtype=pl.UInt32), return_dtype=pl.UInt32)

        def _write_rows(self) -> None:
            super()._write_rows()  # the header
            columns = [
                SheetColumn(xl_col_to_name(n), cells.cast(pl.String), f' s="{shown._get_xf_index()}"', kind)
                for n, (cells, kind, shown) in enumerate(self.held)
            ]
            self.fh.writelines(spelled_rows(columns) if columns else ())

        def _xml_number_element(self, number: float, attributes: Sequence[tuple[str, object]] = ()) -> None:
            shown = "".join(f' {key}="{value}"' for key, value in attributes)
            self.fh.write(f"<c{shown}><v>{number!r}</v></c>")

    return Held
