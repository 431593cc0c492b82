"""Blocks of files on a disk that workers see too: who reads them there, and how many lines or rows they have.

Owns where a block begins and ends; knows no engine. To hand lines or cells over would take longer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import polars as pl

from jtbd_diag.distributed.numbered_rows import LOT, Block, CellRows, Lot, TaskRows
from jtbd_diag.distributed.work_on_rows import TALLIED, as_batches
from jtbd_diag.survey.files.csv_dialect import Dialect

SIZE = 32 << 20
"""Bytes of a block of text: about as many rows as are well worked on together."""
_LINES, _SPOILED, _FIRST_LINE = "lines:", "spoiled", "first line:"
"""What a look at a block tells; two of them of which."""


def blocks_of(files: Sequence[str]) -> list[Block]:
    """The blocks of some files, numbered from 0."""
    sizes = [(file, Path(file).stat().st_size) for file in files]
    parts = [(file, start, min(SIZE, size - start)) for file, size in sizes for start in range(0, size, SIZE)]
    return [Block(file, start, number, size) for number, (file, start, size) in enumerate(parts)]


def text_of(block: Block) -> bytes:
    """The lines that begin in a block, the last of them to its end."""
    with Path(block.file).open("rb") as file:
        begin, end = (_line_from(file, place) for place in (block.start, block.start + block.size))
        file.seek(begin)
        return file.read(end - begin)


def _line_from(file: BinaryIO, place: int) -> int:
    """Where the first line begins that does not begin before a place."""
    file.seek(max(0, place - 1))
    if place:
        file.readline()
    return file.tell()


def first_lines(file: str, most: int) -> list[str]:
    """So many lines of a file, or all it has; what is not UTF-8 is replaced."""
    with Path(file).open(encoding="utf-8", errors="replace", newline="\n") as lines:
        return list(islice(lines, most))


@dataclass(frozen=True)
class Looking:
    """Looks at the blocks of a task: tells in the columns of TALLY of each by its number what is in it."""

    blocks: Sequence[Block]

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        """What is told of each block."""
        for number in _numbers(batches):
            text = text_of(self.blocks[number])
            lines = text.count(b"\n") + (not text.endswith(b"\n")) if text else 0
            told: list[tuple[str, str | None, int]] = [(f"{_LINES}{number}", None, lines)]
            try:
                _ = text.isascii() or text.decode()
            except UnicodeDecodeError:
                told.append((_SPOILED, None, 1))
            if self.blocks[number].start == 0:
                told.append((f"{_FIRST_LINE}{number}", text.partition(b"\n")[0].decode(errors="replace"), 1))
            yield from as_batches(pl.DataFrame(told, schema=TALLIED, orient="row"))


def looked_at(told: pl.DataFrame, blocks: Sequence[Block]) -> tuple[dict[Block, int], dict[str, str], bool]:
    """What `Looking` told: the lines of each block, the first line of each file, and whether any is no UTF-8."""
    counts = {what: int(n) for what, n in told.select("what", "n").iter_rows()}
    first = dict(told.filter(pl.col("what").str.starts_with(_FIRST_LINE)).select("what", "cell").iter_rows())
    headers = {block.file: first[f"{_FIRST_LINE}{block.number}"] for block in blocks if block.start == 0}
    return {block: counts[f"{_LINES}{block.number}"] for block in blocks}, headers, _SPOILED in counts


@dataclass(frozen=True)
class BlockRows(TaskRows):
    """Rows made of the lines of blocks, of which a task is told the numbers; a block is a lot."""

    dialect: Dialect
    blocks: Mapping[int, Block]

    def lots(self, batches: Iterable[Any]) -> Iterator[Lot]:
        """The rows of the blocks of a task."""
        for number in _numbers(batches):
            text = text_of(self.blocks[number])
            for _ in range(self.skipped if number in self.heads else 0):
                text = text.partition(b"\n")[2]
            if text:
                yield Lot(text, self.names, self.firsts[number], self.dialect, self.formulas)


def row_blocks_of(files: Sequence[str]) -> list[Block]:
    """The blocks of some Parquet files, numbered from 0: whole row groups. They start at a row, and have so many."""
    from pyarrow import parquet

    blocks: list[Block] = []
    for file in files:
        groups = parquet.read_metadata(file)
        start = rows = 0
        for group in range(groups.num_row_groups):
            rows += groups.row_group(group).num_rows
            if rows >= LOT or (rows and group == groups.num_row_groups - 1):
                blocks.append(Block(file, start, len(blocks), rows))
                start, rows = start + rows, 0
    return blocks


@dataclass(frozen=True)
class RowBlocks(CellRows):
    """Rows of blocks of Parquet, of which a task is told the numbers; `columns` are what the files call them."""

    columns: tuple[str, ...]
    blocks: Mapping[int, Block]

    def lots(self, batches: Iterable[Any]) -> Iterator[Lot]:
        """The rows of the blocks of a task, `LOT` at a time."""
        for number in _numbers(batches):
            file, start, _, size = self.blocks[number]
            skipped = self.skipped if number in self.heads else 0
            rows = (
                pl.scan_parquet(file, glob=False).select(self.columns).slice(start + skipped, size - skipped).collect()
            )
            for n, part in enumerate(rows.iter_slices(LOT)):
                yield self.lot(part, self.firsts[number] + n * LOT)


def _numbers(batches: Iterable[Any]) -> Iterator[int]:
    for batch in batches:
        yield from batch.column(0).to_pylist()
