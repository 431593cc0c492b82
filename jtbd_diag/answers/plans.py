"""How the columns of one item become its answer columns, for many rows at once.

Owns the fast way for cells as expected and the slow way for the rest; knows nothing of files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

import polars as pl

from jtbd_diag.answers.cells import Reader
from jtbd_diag.answers.several import exclusive_fault
from jtbd_diag.answers.ways import Answer, Fault
from jtbd_diag.errors import Code

RAW = "\0"
"""Before the name of a column as it was read, beside the answers made of it."""


@dataclass(frozen=True)
class CellFault:
    """One cell that could not be read: its place in the frame, its column, its text."""

    index: int
    column: str
    value: str
    fault: Fault


class Plan:
    """One item. `headers` are its columns in the table, `outputs` its answer columns.

    `quick` expressions, over columns named RAW + header, make the outputs where cells are as expected; where
    `suspect` holds, or always if there is nothing quick, `resolve` makes them, and counts unreadable cells.
    """

    headers: tuple[str, ...]
    outputs: Mapping[str, Any]

    def quick(self) -> list[pl.Expr] | None:
        """Expressions for the outputs; None where only `resolve` makes them."""
        return None

    def suspect(self) -> pl.Expr | None:
        """Whether a row has a cell that `quick` may have missed."""
        return None

    def resolve(self, frame: pl.DataFrame) -> tuple[list[pl.Series], pl.Series | None]:
        """The outputs, and how many cells of each row are unreadable (None: none of any)."""
        raise NotImplementedError

    def faults(self, frame: pl.DataFrame) -> Iterator[CellFault]:
        """Every unreadable cell."""
        raise NotImplementedError


class ColumnPlan(Plan):
    """An item answered in one column: an option, a number, a date."""

    def __init__(self, item: str, header: str, dtype: Any, reader: Reader) -> None:
        """`dtype` is what the answers are."""
        self.item, self.header, self.dtype, self.reader = item, header, dtype, reader
        self.headers, self.outputs = (header,), {item: dtype}

    def _raw(self, frame: pl.DataFrame) -> pl.Series:
        return frame.get_column(RAW + self.header)

    def resolve(self, frame: pl.DataFrame) -> tuple[list[pl.Series], pl.Series | None]:
        """Every different cell is read once."""
        raw = self._raw(frame)
        cells = raw.drop_nulls().unique().to_list()
        read = [self.reader.read(cell) for cell in cells]
        good = {cell: answer for cell, answer in zip(cells, read, strict=True) if not isinstance(answer, Fault | None)}
        out = raw.replace_strict(list(good), list(good.values()), default=None, return_dtype=self.dtype)
        bad = [cell for cell, answer in zip(cells, read, strict=True) if isinstance(answer, Fault)]
        return [out.alias(self.item)], raw.is_in(bad).fill_null(False) if bad else None

    def faults(self, frame: pl.DataFrame) -> Iterator[CellFault]:
        """Cells that the reader refuses."""
        for index, cell in enumerate(self._raw(frame)):
            read = None if cell is None else self.reader.read(cell)
            if isinstance(read, Fault):
                yield CellFault(index, self.header, cell, read)


class ChoicePlan(ColumnPlan):
    """An item whose cells are, nearly all, one of a few texts: its options' in the way of the column."""

    def __init__(self, item: str, header: str, ids: Sequence[str], reader: Reader, keys: Sequence[str]) -> None:
        """`keys` are the cells expected, one for each option id."""
        super().__init__(item, header, pl.Enum(ids), reader)
        self.keys = pl.Enum(keys)

    def quick(self) -> list[pl.Expr]:
        """A cast: the n-th key is the n-th option."""
        cell = pl.col(RAW + self.header).cast(self.keys, strict=False)
        return [cell.to_physical().cat.to(self.dtype).alias(self.item)]

    def suspect(self) -> pl.Expr:
        """Something stands in the cell, and it is no key."""
        return pl.col(RAW + self.header).is_not_null() & pl.col(self.item).is_null()


class NumberPlan(ColumnPlan):
    """A number within its bounds."""

    def __init__(
        self, item: str, header: str, reader: Reader, bounds: tuple[float | None, float | None], *, pointed: bool
    ) -> None:
        """`pointed` numbers are what a cast reads."""
        super().__init__(item, header, pl.Float64(), reader)
        self.low, self.high = bounds
        self.pointed = pointed and not reader.blanks and not reader.codes

    def quick(self) -> list[pl.Expr] | None:
        """A cast, where decimals have a point."""
        number = pl.col(RAW + self.header).cast(pl.Float64, strict=False)
        low = number >= (float("-inf") if self.low is None else self.low)
        high = number <= (float("inf") if self.high is None else self.high)
        return [pl.when(low & high & number.is_finite()).then(number).alias(self.item)] if self.pointed else None

    def suspect(self) -> pl.Expr | None:
        """Something stands in the cell, and it is no number within the bounds."""
        return pl.col(RAW + self.header).is_not_null() & pl.col(self.item).is_null() if self.pointed else None


class TextPlan(ColumnPlan):
    """Words of the respondent's own, as they are."""

    def quick(self) -> list[pl.Expr]:
        """Blank cells are no words."""
        cell = pl.col(RAW + self.header)
        blank = cell.str.strip_chars().is_in(["", *self.reader.blanks])
        return [pl.when(~blank).then(cell).alias(self.item)]

    def resolve(self, frame: pl.DataFrame) -> tuple[list[pl.Series], pl.Series | None]:
        """What `quick` made."""
        return [frame.get_column(self.item)], None

    def faults(self, frame: pl.DataFrame) -> Iterator[CellFault]:
        """There are none."""
        return iter(())


class SeveralPlan(ColumnPlan):
    """A multiple item answered in one column."""

    def __init__(self, item: str, header: str, outputs: Mapping[str, str], reader: Reader) -> None:
        """`outputs` are the answer columns by option id."""
        super().__init__(item, header, pl.Boolean(), reader)
        self.by_option = dict(outputs)
        self.outputs = dict.fromkeys(outputs.values(), pl.Boolean())

    def resolve(self, frame: pl.DataFrame) -> tuple[list[pl.Series], pl.Series | None]:
        """Every different cell is read once; a table of its ticks is then looked up."""
        raw = self._raw(frame)
        cells = raw.drop_nulls().unique().to_list()
        read = [self.reader.read(cell) for cell in cells]
        good = [(cell, answer) for cell, answer in zip(cells, read, strict=True) if isinstance(answer, tuple) and answer]
        row = raw.replace_strict([c for c, _ in good], list(range(len(good))), default=None, return_dtype=pl.UInt32)
        ticks = [
            pl.Series(column, [option in answer for _, answer in good], dtype=pl.Boolean).gather(row)
            for option, column in self.by_option.items()
        ]
        bad = [cell for cell, answer in zip(cells, read, strict=True) if isinstance(answer, Fault)]
        return ticks, raw.is_in(bad).fill_null(False) if bad else None


class TicksPlan(Plan):
    """A multiple item answered in a column an option. Nothing ticked at all is no answer."""

    def __init__(
        self, columns: Mapping[str, str], outputs: Mapping[str, str], readers: Mapping[str, Reader], alone: Mapping[str, str]
    ) -> None:
        """Headers, answer columns and readers by option id; `alone` has the texts of options that stand alone."""
        self.columns, self.by_option, self.readers, self.alone = columns, outputs, readers, alone
        self.headers, self.outputs = tuple(columns.values()), dict.fromkeys(outputs.values(), pl.Boolean())

    def _ticks(self, frame: pl.DataFrame, option: str) -> tuple[pl.Series, pl.Series | None]:
        raw = frame.get_column(RAW + self.columns[option])
        cells = raw.drop_nulls().unique().to_list()
        read = [self.readers[option].read(cell) for cell in cells]
        good = {cell: tick for cell, tick in zip(cells, read, strict=True) if isinstance(tick, bool)}
        bad = [cell for cell, tick in zip(cells, read, strict=True) if isinstance(tick, Fault)]
        ticks = raw.replace_strict(list(good), list(good.values()), default=None, return_dtype=pl.Boolean)
        return ticks.fill_null(False), raw.is_in(bad).fill_null(False) if bad else None

    def resolve(self, frame: pl.DataFrame) -> tuple[list[pl.Series], pl.Series | None]:
        """The ticks of a row in which any is unreadable, or which contradict each other, are no answer."""
        both = {option: self._ticks(frame, option) for option in self.columns}
        ticked = {option: ticks for option, (ticks, _) in both.items()}
        bad = [mask for _, mask in both.values() if mask is not None]
        usable = reduce(or_, ticked.values())
        if bad:
            usable = usable & ~reduce(or_, bad)
        clashes = self._clashes(ticked, usable)
        if clashes is not None:
            usable, bad = usable & ~clashes, [*bad, clashes]
        nothing = pl.Series([None], dtype=pl.Boolean).new_from_index(0, len(usable))
        never = pl.Series([False], dtype=pl.Boolean).new_from_index(0, len(usable))
        out = [
            ticked.get(option, never).zip_with(usable, nothing).alias(column)
            for option, column in self.by_option.items()
        ]
        count = [mask.cast(pl.UInt32) for mask in bad]
        return out, reduce(lambda a, b: a + b, count) if count else None

    def _clashes(self, ticked: Mapping[str, pl.Series], usable: pl.Series) -> pl.Series | None:
        """Rows where an option that stands alone is ticked beside others."""
        single = [option for option in ticked if option in self.alone]
        if not single:
            return None
        count = reduce(lambda a, b: a + b, [ticks.cast(pl.UInt32) for ticks in ticked.values()])
        clash = reduce(or_, [ticked[option] for option in single]) & (count > 1) & usable
        return clash if clash.any() else None

    def faults(self, frame: pl.DataFrame) -> Iterator[CellFault]:
        """Unreadable cells, or else the cell of the option that should stand alone."""
        cells = {option: frame.get_column(RAW + header).to_list() for option, header in self.columns.items()}
        for index in range(frame.height):
            read = {o: self._read(o, column[index]) for o, column in cells.items()}
            bad = [option for option, one in read.items() if isinstance(one, Fault)]
            for option in bad:
                yield CellFault(index, self.columns[option], cells[option][index], self._fault(read[option]))
            ticked = [option for option, one in read.items() if one is True]
            clash = exclusive_fault(ticked, self.alone)
            if clash and not bad:
                first = next(option for option in ticked if option in self.alone)
                yield CellFault(index, self.columns[first], cells[first][index], clash)

    def _read(self, option: str, cell: str | None) -> Answer | Fault | None:
        return None if cell is None else self.readers[option].read(cell)

    def _fault(self, read: Answer | Fault | None) -> Fault:
        assert isinstance(read, Fault)
        return read


def overflow_fault() -> Fault:
    """The fault of a row that has more cells than the header."""
    return Fault(
        Code.TOO_MANY_CELLS,
        "the row has more cells than the header, so that its answers may stand in the wrong columns; none is used",
        "look for a separator or a quotation mark that belongs to a text, and enclose that text in quotation marks",
    )
