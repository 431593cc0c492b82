"""A trusted text, cells of which go over lines that may be rows: whether the file has to be read with care.

Owns what is looked at on the way, which is next to nothing; whether they are rows is told when the file is proofread.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import polars as pl

from jtbd_diag.survey.cells.column_plans import RAW
from jtbd_diag.survey.cells.column_reader import UnforeseenError
from jtbd_diag.survey.files.grid import OVERFLOW, LineShape

_LINE_END = "\n"


@dataclass(frozen=True)
class RowsWithin:
    """How a row of the file stands on its line, and the columns of all cells."""

    lines: LineShape
    columns: Sequence[str]

    def look(self, frame: pl.DataFrame) -> None:
        """Raise UnforeseenError where a text may hold rows; what a row has beyond the header tells it, too."""
        for name in self.columns:
            if frame.schema[name] == pl.String:
                cells = frame.get_column(name)
                goes_on = cells.str.contains(_LINE_END, literal=True).fill_null(False)
                if goes_on.any():
                    over = frame.get_column(RAW + OVERFLOW).filter(goes_on) if RAW + OVERFLOW in frame.columns else ()
                    for cell, beyond in zip_longest(cells.filter(goes_on), over):
                        self._refuse(cell, over=beyond is not None)

    def look_at(self, cells: Iterable[str | None]) -> None:
        """Raise UnforeseenError where one of these cells, of rows in which any is unreadable, may hold rows."""
        for cell in cells:
            if cell and _LINE_END in cell:
                self._refuse(cell)

    def _refuse(self, cell: str, *, over: bool = False) -> None:
        """A cell that has half as many separators as its lines would have as rows may hold some."""
        signs = cell.count(self.lines.separator)
        if (over and signs) or signs * 2 >= cell.count(_LINE_END) * self.lines.separators:
            raise UnforeseenError
