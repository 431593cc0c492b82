"""How the columns of one item become its answer columns, for many rows at once.

Owns the fast way for cells as expected and the slow way for the rest; knows nothing of files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code
from jtbd_diag.survey.cells.column_reader import Reader
from jtbd_diag.survey.cells.options_numbers_dates import Fault

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
    """One item. `types` are the types its columns are read as, by header; `outputs` its answer columns.

    `quick` expressions, over columns named RAW + header, make the outputs where cells are as expected; where
    `suspect` holds, or always if there is nothing quick, `resolve` makes them, and counts unreadable cells.
    """

    types: Mapping[str, Any]
    outputs: Mapping[str, Any]

    def quick(self) -> list[pl.Expr] | None:
        """Expressions for the outputs; None where only `resolve` makes them."""
        return None

    def suspect(self) -> pl.Expr | None:
        """Whether a row has a cell that `quick` may have missed."""
        return None

    def settled(self, frame: pl.DataFrame, odd: pl.Series) -> bool:
        """Whether every suspect is sure to be an unreadable cell, and `quick` made the rest; all are in `odd` rows."""
        suspect = self.suspect()
        return suspect is None or not frame.select(suspect.any()).item()

    def resolve(self, frame: pl.DataFrame) -> tuple[list[pl.Series], pl.Series | None]:
        """The outputs, and how many cells of each row are unreadable (None: none of any)."""
        raise NotImplementedError

    def faults(self, frame: pl.DataFrame) -> Iterator[CellFault]:
        """Every unreadable cell."""
        raise NotImplementedError


class Cells:
    """The different cells of a column and what each was read as, ready to be looked up for all rows."""

    def __init__(self, raw: pl.Series, reader: Reader) -> None:
        """Read every different cell once."""
        different = raw.drop_nulls().unique()
        coded = isinstance(raw.dtype, pl.Categorical)
        self.raw = raw.to_physical() if coded else raw
        self.keys = (different.to_physical() if coded else different).to_list()
        self.read = [reader.read(cell) for cell in different.cast(pl.String).to_list()]

    def answers(self, dtype: Any, written: Callable[[Any], Any] = lambda answer: answer) -> pl.Series:
        """The answers of all rows, as they are `written`, null where there is none."""
        good = {k: written(v) for k, v in zip(self.keys, self.read, strict=True) if not isinstance(v, Fault | None)}
        return self.raw.replace_strict(list(good), list(good.values()), default=None, return_dtype=dtype)

    def ticks(self, options: Sequence[str]) -> list[pl.Series]:
        """For each option whether it is among the answers; null in all where there is none."""
        good = [(k, v) for k, v in zip(self.keys, self.read, strict=True) if isinstance(v, tuple) and v]
        place = self.raw.replace_strict(
            [k for k, _ in good], list(range(len(good))), default=None, return_dtype=pl.UInt32
        )
        return [pl.Series([option in v for _, v in good], dtype=pl.Boolean).gather(place) for option in options]

    def unreadable(self) -> pl.Series | None:
        """Which rows are unreadable; None where none is."""
        bad = [k for k, v in zip(self.keys, self.read, strict=True) if isinstance(v, Fault)]
        return self.raw.is_in(bad).fill_null(False) if bad else None


class ColumnPlan(Plan):
    """An item answered in one column, such as a date."""

    def __init__(self, item: str, header: str, dtype: Any, reader: Reader) -> None:
        """`dtype` is what the answers are."""
        self.item, self.header, self.dtype, self.reader = item, header, dtype, reader
        self.types: Mapping[str, Any] = {header: pl.String()}
        self.outputs: Mapping[str, Any] = {item: dtype}

    def cells(self, frame: pl.DataFrame) -> Cells:
        """What stands in the column."""
        return Cells(frame.get_column(RAW + self.header), self.reader)

    def resolve(self, frame: pl.DataFrame) -> tuple[list[pl.Series], pl.Series | None]:
        """Every different cell is read once."""
        cells = self.cells(frame)
        return [cells.answers(self.dtype).alias(self.item)], cells.unreadable()

    def faults(self, frame: pl.DataFrame) -> Iterator[CellFault]:
        """Cells that the reader refuses."""
        for index, cell in enumerate(frame.get_column(RAW + self.header).cast(pl.String)):
            read = None if cell is None else self.reader.read(cell)
            if isinstance(read, Fault):
                yield CellFault(index, self.header, cell, read)


class OptionPlan(ColumnPlan):
    """An item whose options are told by their places, a different cell at a time."""

    def __init__(self, item: str, header: str, ids: Sequence[str], reader: Reader) -> None:
        """`ids` are the options', in the order of their places."""
        super().__init__(item, header, pl.UInt32(), reader)
        self.types = {header: pl.Categorical(pl.Categories.random())}
        self.places = {option: place for place, option in enumerate(ids)}

    def resolve(self, frame: pl.DataFrame) -> tuple[list[pl.Series], pl.Series | None]:
        """Every different cell is read once."""
        cells = self.cells(frame)
        return [cells.answers(self.dtype, self.places.__getitem__).alias(self.item)], cells.unreadable()


class ChoicePlan(ColumnPlan):
    """An item whose cells are, nearly all, one of a few texts.

    They are read as categories of which the first are the cells expected, one an option; then come blanks.
    """

    def __init__(  # noqa: PLR0913
        self, item: str, header: str, ids: Sequence[str], reader: Reader, keys: Sequence[str], *, few: bool = False
    ) -> None:
        """`keys` are the cells expected, one for each option id; with `few` a byte numbers all that are different."""
        super().__init__(item, header, pl.UInt8() if few else pl.UInt32(), reader)
        expected = dict.fromkeys((*keys, "", *sorted(reader.blanks)))
        self.places = {option: place for place, option in enumerate(ids)}
        self.expected = len(expected)
        self._known: set[int | None] = {None, *range(self.expected)}  # categories expected, or read before
        self._readable: set[int | None] = set()  # those that can be read, though they are not expected
        categories = pl.Categorical(pl.Categories.random(physical=self.dtype))
        self.types = {header: categories}
        self._first = pl.Series(list(expected), dtype=categories)  # so they are numbered from 0
        assert self._first.to_physical().to_list() == list(range(self.expected))

    def _number(self) -> pl.Expr:
        return pl.col(RAW + self.header).to_physical()

    def quick(self) -> list[pl.Expr]:
        """The n-th category is the n-th option; what comes after the options is no answer."""
        return [self._number().alias(self.item)]

    def suspect(self) -> pl.Expr:
        """The cell is none of those expected."""
        return self._number() >= self.expected

    def settled(self, frame: pl.DataFrame, odd: pl.Series) -> bool:
        """Each different cell that is not expected is read once, for all batches; nearly all are unreadable."""
        numbers = frame.get_column(self.item).filter(odd).to_list()  # as `quick` made them
        unread = set(numbers) - self._known
        if unread:
            cells = dict(zip(numbers, frame.get_column(RAW + self.header).filter(odd).to_list(), strict=True))
            self._readable |= {n for n in unread if not isinstance(self.reader.read(cells[n]), Fault)}
            self._known |= unread
        return self._readable.isdisjoint(numbers)

    def resolve(self, frame: pl.DataFrame) -> tuple[list[pl.Series], pl.Series | None]:
        """As `quick`, unless there is a cell that is not expected."""
        number = frame.get_column(RAW + self.header).to_physical()
        if (number.max() or 0) < self.expected:  # type: ignore[operator]
            return [], None
        cells = self.cells(frame)
        return [cells.answers(self.dtype, self.places.__getitem__).alias(self.item)], cells.unreadable()


class NumberPlan(ColumnPlan):
    """A number within its bounds."""

    def __init__(
        self, item: str, header: str, reader: Reader, bounds: tuple[float | None, float | None], *, pointed: bool
    ) -> None:
        """`pointed` numbers are what a cast reads."""
        super().__init__(item, header, pl.Float64(), reader)
        self.low, self.high = bounds
        self.pointed = pointed and not reader.blanks

    def quick(self) -> list[pl.Expr] | None:
        """A cast, where decimals have a point."""
        number = pl.col(RAW + self.header).cast(pl.Float64, strict=False)
        low = number >= (float("-inf") if self.low is None else self.low)
        high = number <= (float("inf") if self.high is None else self.high)
        return [pl.when(low & high & number.is_finite()).then(number).alias(self.item)] if self.pointed else None

    def suspect(self) -> pl.Expr | None:
        """Something stands in the cell, and it is no number within the bounds."""
        return pl.col(RAW + self.header).is_not_null() & pl.col(self.item).is_null() if self.pointed else None


def overflow_fault() -> Fault:
    """The fault of a row that has more cells than the header."""
    return Fault(
        Code.TOO_MANY_CELLS,
        say("survey.cells_beyond_header_in_row"),
        say("survey.cells_beyond_header_in_row_hint"),
    )
