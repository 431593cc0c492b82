"""Cells as a spreadsheet holds them, laid over what its reader made of them.

The reader (calamine, by fastexcel) leaves cells with errors and durations empty, gives a day a midnight and a time
of day a date, and keeps nine digits of a fraction. Owns how such cells replace the reader's; knows no file format.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jtbd_diag.ground.catalogue import say
from jtbd_diag.survey.files.archive import broken
from jtbd_diag.survey.files.grid import MOST_COLUMNS, letter

if TYPE_CHECKING:
    import polars as pl


@dataclass
class Exact:
    """The cells of a sheet that its reader gets wrong, by column and row from 0.

    `left` and `right` are the first and the last column in which anything stands: so far the reader's frame reaches.
    """

    left: int = MOST_COLUMNS
    right: int = -1
    texts: dict[int, dict[int, str]] = field(default_factory=dict)

    def see(self, column: int) -> None:
        """Take note that something stands in a column."""
        self.left, self.right = min(self.left, column), max(self.right, column)

    def put(self, row: int, column: int, text: str | None) -> None:
        """What a cell really holds; None where the reader says it well."""
        if text is not None:
            self.texts.setdefault(column, {})[row] = text

    def laid_over(self, frame: pl.DataFrame, name: str) -> pl.DataFrame:
        """The frame of the reader, which begins in the first row, with these cells, and columns named by letters.

        Raises InputError where it is not certain which cell is which.
        """
        import polars as pl

        if self.texts and frame.width != self.right - self.left + 1:
            raise broken(name, say("survey.cells_elsewhere"))
        mended = []
        for column, texts in self.texts.items():
            inside = {row: text for row, text in texts.items() if row < frame.height}
            series = frame.to_series(column - self.left).cast(pl.String)
            mended.append(series.scatter(list(inside), list(inside.values())))
        left = min(self.left, self.right + 1)  # the reader leaves out empty columns in front, though no empty rows
        letters = [letter(left + n) for n in range(frame.width)]
        return frame.with_columns(mended).rename(dict(zip(frame.columns, letters, strict=True)))
