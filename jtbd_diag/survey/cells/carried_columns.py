"""Columns that answer nothing scored: carried as they are, and looked through for cells that hold an error.

Owns what an error of a spreadsheet is in a cell of words; knows nothing of options.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import add
from typing import Any

import polars as pl

from jtbd_diag.survey.cells.column_plans import RAW, CellFault, ColumnPlan, Plan
from jtbd_diag.survey.cells.missing_values import error_fault
from jtbd_diag.survey.files.dates_and_numbers_of_sheets import ERRORS, NOT_WORKED_OUT

_SUSPECTS = "\0\0suspect:"


def _may_be_error(cell: pl.Expr) -> pl.Expr:
    begins = (cell.str.starts_with(start) for start in ("#", "Err:", NOT_WORKED_OUT))
    return pl.any_horizontal(begins).fill_null(False)


def _is_error(cells: pl.Series) -> pl.Series:
    return cells.str.strip_chars().is_in(ERRORS).fill_null(False)


def _faults(frame: pl.DataFrame, header: str) -> Iterator[CellFault]:
    cells = frame.get_column(RAW + header)
    for index in _is_error(cells).arg_true():
        yield CellFault(index, header, cells[index], error_fault(cells[index]))


class CarriedPlan(Plan):
    """The carried columns, all in one. Their cells stay as they are; those that hold an error are told."""

    def __init__(self, headers: Sequence[str]) -> None:
        """`headers` are those of the carried columns."""
        self.types: Mapping[str, Any] = dict.fromkeys(headers, pl.String())
        self.outputs: Mapping[str, Any] = {}

    def quick(self) -> list[pl.Expr]:
        """Nothing is made of them but how many begin as errors do: a column, since nearly always there is none."""
        return [pl.sum_horizontal(_may_be_error(pl.col(RAW + header)) for header in self.types).alias(_SUSPECTS)]

    def suspect(self) -> pl.Expr:
        """How many cells begin as errors do."""
        return pl.col(_SUSPECTS)

    def settled(self, frame: pl.DataFrame, odd: pl.Series) -> bool:
        """Whether all that begins like an error is one."""
        suspects = frame.get_column(_SUSPECTS)
        return not suspects.max() or bool((suspects == self._errors(frame)).all())

    def _errors(self, frame: pl.DataFrame) -> pl.Series:
        return reduce(add, (_is_error(frame.get_column(RAW + header)).cast(pl.UInt32) for header in self.types))

    def resolve(self, frame: pl.DataFrame) -> tuple[list[pl.Series], pl.Series | None]:
        """How many cells of each row are errors."""
        return [], self._errors(frame)

    def faults(self, frame: pl.DataFrame) -> Iterator[CellFault]:
        """Every cell that holds an error."""
        return (fault for header in self.types for fault in _faults(frame, header))


class TextPlan(ColumnPlan):
    """Words of the respondent's own, as they are."""

    def _words(self) -> pl.Expr:
        """Blank cells are no words."""
        cell = pl.col(RAW + self.header)
        return pl.when(~cell.str.strip_chars().is_in(["", *self.reader.blanks])).then(cell)

    def quick(self) -> list[pl.Expr]:
        """The words, but for what may be an error; and whether it may."""
        suspect = _may_be_error(pl.col(RAW + self.header))
        return [pl.when(~suspect).then(self._words()).alias(self.item), suspect.alias(_SUSPECTS + self.header)]

    def suspect(self) -> pl.Expr:
        """The cell begins as an error does."""
        return pl.col(_SUSPECTS + self.header)

    def settled(self, frame: pl.DataFrame, odd: pl.Series) -> bool:
        """Whether all that begins like an error is one."""
        suspects = frame.get_column(_SUSPECTS + self.header)
        return not suspects.any() or bool((suspects == _is_error(frame.get_column(RAW + self.header))).all())

    def resolve(self, frame: pl.DataFrame) -> tuple[list[pl.Series], pl.Series | None]:
        """The words that are no errors."""
        errors = _is_error(frame.get_column(RAW + self.header))
        words = frame.select(self._words()).to_series()
        return [words.zip_with(~errors, pl.Series([None], dtype=pl.String)).alias(self.item)], errors

    def faults(self, frame: pl.DataFrame) -> Iterator[CellFault]:
        """Every cell that holds an error."""
        return _faults(frame, self.header)
