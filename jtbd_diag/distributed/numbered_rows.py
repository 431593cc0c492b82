"""Batches as an engine hands them over -> lots of rows, numbered as in the file, that can be scanned like a table.

Owns numbers of rows and lines of text; knows no questionnaire.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import polars as pl

from jtbd_diag.survey.files import OVERFLOW, ROW, Types
from jtbd_diag.survey.files.csv_dialect import Dialect
from jtbd_diag.survey.files.csv_scan import scanned, without_formulas
from jtbd_diag.survey.files.grid import typed
from jtbd_diag.survey.files.parquet_and_json import as_text

LOT = 100_000
"""So many rows are worked on together in a worker."""
BLOCK, LINE = "block", "line"
"""The columns that tell of which block a row is, by its number, and a line of text."""


class Block(NamedTuple):
    """A part of a file that one task reads from its beginning to its end: it starts at this byte, and has so many."""

    file: str
    start: int
    number: int
    size: int = 0


@dataclass(frozen=True)
class TaskRows:
    """How rows are made of batches: `names` are the columns'; a file begins with `skipped` rows or lines of header.

    `firsts` are the number of each block's first row of data, `heads` the blocks with which a file begins, each by the
    block's number; `formulas` says whether texts may be written as such.
    """

    names: tuple[str, ...]
    firsts: Mapping[int, int]
    heads: frozenset[int]
    skipped: int
    formulas: bool

    def lots(self, batches: Iterable[Any]) -> Iterator[Lot]:
        """The rows of a task, `LOT` at a time; those of one file in their order."""
        seen: dict[int, int] = {}
        for frame in _gathered(batches):
            for part in frame.partition_by(BLOCK, maintain_order=True):
                block, data = part.item(0, BLOCK), part.drop(BLOCK)
                before = seen.get(block, 0)
                seen[block] = before + part.height
                header = self.skipped if block in self.heads else 0
                data = data.slice(max(0, header - before))
                if data.height:
                    yield self.lot(data, self.firsts[block] + max(0, before - header))

    def lot(self, part: pl.DataFrame, first: int) -> Lot:
        """Rows of data, of which the first has this number."""
        raise NotImplementedError


@dataclass(frozen=True)
class Lot:
    """Some rows, which are a scan whose header and names are known: it looks at the types alone.

    With `formulas` texts may be written as such.
    """

    frame: pl.DataFrame | bytes
    names: tuple[str, ...]
    first: int
    dialect: Dialect = field(default_factory=Dialect)
    formulas: bool = False

    @property
    def odd(self) -> int:
        """How many lines have a quotation mark without its other one."""
        quote = self.dialect.quote.encode() if self.dialect.quote else b""
        if isinstance(self.frame, pl.DataFrame) or not quote:
            return 0
        others = bytes({*range(256)} - {*quote, *b"\n"})
        return self.frame.translate(None, others).replace(quote * 2, b"").count(quote)  # of a line the last one is left

    def __call__(self, header_rows: int, names: Sequence[str], types: Types) -> pl.LazyFrame:
        """The rows; blank lines are none."""
        if isinstance(self.frame, pl.DataFrame):
            cells = self.frame.lazy().with_row_index(ROW, offset=self.first)
            return typed(without_formulas(cells) if self.formulas else cells, types)
        as_text = {} if self.formulas else types
        rows = scanned(self.frame, self.dialect, (0, self.first - 1), self.names, as_text)
        rows = typed(without_formulas(rows), types) if self.formulas else rows
        return rows.filter(pl.any_horizontal(pl.exclude(ROW).is_not_null()))


@dataclass(frozen=True)
class LineRows(TaskRows):
    """Rows made of lines of text."""

    dialect: Dialect

    def lot(self, part: pl.DataFrame, first: int) -> Lot:
        """The rows of some lines."""
        text = (part.get_column(LINE).str.join("\n").item() + "\n").encode()
        return Lot(text, self.names, first, self.dialect, self.formulas)


@dataclass(frozen=True)
class CellRows(TaskRows):
    """Rows made of cells, some of which may not be text yet."""

    def lot(self, part: pl.DataFrame, first: int) -> Lot:
        """The rows of some cells."""
        named = part.rename(dict(zip(part.columns, self.names, strict=True)))
        cells = named.select(as_text(name, kind) for name, kind in named.schema.items())
        return Lot(cells, self.names, first, formulas=self.formulas)


def numbered(blocks: Mapping[Block, int], first: int, header: int) -> tuple[dict[int, int], frozenset[int], int]:
    """The number of each block's first row, the blocks that files begin with, and the rows of their header.

    Files count in the order of their names, as if they stood below one header.
    """
    firsts: dict[int, int] = {}
    heads: dict[str, int] = {}
    for block in sorted(blocks):
        firsts[block.number] = first
        begins = heads.setdefault(block.file, block.number) == block.number
        first += blocks[block] - (min(header, blocks[block]) if begins else 0)
    return firsts, frozenset(heads.values()), header


def _gathered(batches: Iterable[Any]) -> Iterator[pl.DataFrame]:
    held: list[pl.DataFrame] = []
    for batch in batches:
        frame = pl.from_arrow(batch)
        assert isinstance(frame, pl.DataFrame)
        held.append(frame)
        if sum(one.height for one in held) >= LOT:
            yield pl.concat(held)
            held = []
    if held:
        yield pl.concat(held)


__all__ = ["BLOCK", "LINE", "OVERFLOW", "Block", "CellRows", "LineRows", "Lot", "TaskRows", "numbered"]
