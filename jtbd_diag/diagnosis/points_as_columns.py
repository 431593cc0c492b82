"""How the points that answers give are written in columns, and how they are added up.

Owns one choice: two plain columns, or one that holds points and their number at once. Knows no items or scales.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, reduce
from operator import add
from typing import Any, Protocol

Expression = Any
"""A polars or a narwhals expression."""


class Notation(Protocol):
    """What a column says of one item on one scale."""

    def literal(self, points: float | None) -> Expression:
        """So many points; None where an answer, or no answer, gives nothing."""

    def points(self, column: str) -> Expression:
        """The points of a column, as Float64; null where nothing is given."""

    def sums(self, columns: Sequence[str]) -> tuple[Expression, Expression]:
        """The sum of the points of some columns, and how many of them give any."""


def notation_for(points: Iterable[float], most: int, words: Any, packs: bool = True) -> Notation:
    """The quickest notation for these points, where no sum is of more than `most` columns.

    `words` makes the expressions; `packs` says whether it has small whole numbers to pack points into.
    """
    whole = all(float(point).is_integer() and 0 <= point <= _HIGHEST for point in points)
    if packs and whole:
        for one, kind, largest in (1 << 11, words.UInt16, 1 << 16), (1 << 16, words.Int32, 1 << 31):
            if most * _HIGHEST < one and most * (one + _HIGHEST) < largest:
                return _Together(words, one, kind)
    return _Apart(words)


_HIGHEST = 100


class _Together:
    """Points, and `one` for giving any; 0 for nothing.

    Without nulls and with one sum for both, polars adds up in a third of the time; the smaller the numbers, the less.
    """

    def __init__(self, words: Any, one: int, kind: Any) -> None:
        self.x, self.one = words, one
        self.written = cache(lambda number: words.lit(number, dtype=kind))

    def literal(self, points: float | None) -> Expression:
        return self.written(0 if points is None else self.one + int(points))

    def points(self, column: str) -> Expression:
        both = self.x.col(column)
        return self.x.when(both >= self.one).then((both & (self.one - 1)).cast(self.x.Float64))

    def sums(self, columns: Sequence[str]) -> tuple[Expression, Expression]:
        both = self.x.sum_horizontal(*columns)
        return both & (self.one - 1), both // self.one


class _Apart:
    """Points as they are, null for nothing."""

    def __init__(self, words: Any) -> None:
        self.x = words
        self.written = cache(lambda number: words.lit(number, dtype=words.Float64))

    def literal(self, points: float | None) -> Expression:
        return self.written(points)

    def points(self, column: str) -> Expression:
        return self.x.col(column)

    def sums(self, columns: Sequence[str]) -> tuple[Expression, Expression]:
        there = (~self.x.col(column).is_null() for column in columns)
        # from left to right, as everywhere: a horizontal sum of polars adds up in an order of its own
        total = reduce(add, (self.x.col(column).fill_null(0.0) for column in columns))
        return total, self.x.sum_horizontal(*(one.cast(self.x.Float64) for one in there))
