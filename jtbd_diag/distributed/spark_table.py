"""A folder or file that Spark reads -> a grid of its first rows, and the means to work on all of them.

Owns which files are read; knows no questionnaire.
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import polars as pl

from jtbd_diag.distributed.file_blocks import (
    BlockRows,
    Looking,
    RowBlocks,
    blocks_of,
    first_lines,
    looked_at,
    row_blocks_of,
)
from jtbd_diag.distributed.files_unlike import PACKED, is_text, refuse_other_columns, refuse_other_headers
from jtbd_diag.distributed.numbered_rows import BLOCK, LINE, Block, CellRows, LineRows, TaskRows, numbered
from jtbd_diag.distributed.rows_swallowed_in_spark import refuse_rows_within
from jtbd_diag.distributed.spark_session import in_sentences
from jtbd_diag.distributed.spark_workers import at_work
from jtbd_diag.distributed.work_on_rows import ODD, TALLIED, Tallying
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.survey.files import MOST_COLUMNS, OVERFLOW, Counting, Grid, csv_text
from jtbd_diag.survey.files.csv_dialect import Dialect, dialect_of
from jtbd_diag.survey.files.csv_scan import hold_formulas
from jtbd_diag.survey.files.csv_text import ends_of, looks_sound, open_delimited, start_of
from jtbd_diag.survey.files.grid import HEAD, TALLY, no_rows, scratch_file
from jtbd_diag.survey.files.parquet_and_json import open_parquet

FIRST = 1200
"""So many rows or lines are brought here, to see what the table is."""
MOST_CELLS = 200_000
"""So many different cells of all columns that are looked at may there be: they are brought here."""

_TALLIED = "what string, cell string, n long"

Work = Callable[[Iterable[Any]], Iterator[Any]]


@dataclass
class SparkTable:
    """A table in Spark. `frame` has its cells or its lines, and BLOCK; `blocks` how many of them there are.

    Or it has the numbers of blocks alone, which workers read by themselves. Where a first count meets a cell that goes
    on in the next line, `frame` has cells from then on.
    """

    session: Any
    source: str
    frame: Any
    head: Grid
    blocks: Mapping[Block, int]
    opening: str | None = None
    """The first lines of text; None where cells are read."""

    def grid(self, *, careful: bool = False) -> Grid:
        """The first rows, which are counted in all rows; text that workers read, of the size of a trusted file, is one.

        With `careful` it is none.
        """
        text = self._by_workers and self.opening is not None
        trusted = text and not careful and sum(block.size for block in self.blocks) > csv_text.LARGE
        return self.head._replace(elsewhere=self._counted, start=self.head.scan if trusted else None)

    many_lines: bool = False
    """Whether the cells of a text are read, which may go on in the next line."""

    @property
    def _by_workers(self) -> bool:
        """Whether Spark hands out numbers of blocks alone."""
        return BLOCK not in self.frame.columns

    def rows(self, header_rows: int, names: Sequence[str]) -> TaskRows:
        """How rows are made of what Spark hands over."""
        by_number = {block.number: block for block in self.blocks}
        if self.opening is None:
            rows = tuple(names), *numbered(self.blocks, header_rows, header_rows - 1), False
            if self._by_workers:
                return RowBlocks(*rows, tuple(pl.read_parquet_schema(min(self.blocks).file)), by_number)
            return CellRows(*rows)
        dialect = dialect_of(self.opening)
        start = start_of(self.opening, dialect, whole=True)
        formulas = hold_formulas(start.records[:HEAD])
        lines, number = start.ends[header_rows - 1], start.numbers[header_rows - 1]
        if self.many_lines:
            places = numbered(self.blocks, number + 1, dialect.lines_above + number)
            return CellRows((*names, OVERFLOW), *places, formulas)
        places = numbered(self.blocks, number + 1, lines)
        if self._by_workers:
            return BlockRows(tuple(names), *places, formulas, dialect, by_number)
        return LineRows(tuple(names), *places, formulas, dialect)

    def worked(self, work: Work, schema: str) -> Any:
        """A frame of what some work makes of all rows."""
        return worked(self.frame, work, schema)

    def tallied(self, work: Work) -> pl.DataFrame:
        """What some work tells of all rows, in the columns of TALLY.

        Nothing is set beside one another on its way: what each task told counts once, however often it was begun.
        """
        return _tallied(self.frame, work)

    def _counted(self, header_rows: int, names: Sequence[str], counts: Counting) -> pl.DataFrame:
        import narwhals as nw

        with in_sentences(self.source):
            work = Tallying(self.rows(header_rows, names), counts)
            added = nw.from_native(self.worked(work, _TALLIED)).group_by("what", "cell").agg(nw.col("n").sum())
            table = added.head(MOST_CELLS + 1).to_native().toArrow()
        tally = pl.from_arrow(table)
        assert isinstance(tally, pl.DataFrame)
        if tally.height > MOST_CELLS:
            most = tally.group_by("what").len().sort("len", descending=True).item(0, "what")
            what = say("distributed.too_many_cells", column=most, most=MOST_CELLS)
            raise complaint(Code.NOT_ON_THIS_ENGINE, self.source, what, say("distributed.too_many_cells_hint"))
        if ODD in tally.get_column("what"):
            with in_sentences(self.source):
                self.frame, self.blocks, self.many_lines = *_records(self), True
                refuse_rows_within(self.tallied, self.rows(header_rows, names), self.head, self.opening or "")
            return self._counted(header_rows, names, counts)
        return tally.select(TALLY)


def worked(frame: Any, work: Work, schema: str) -> Any:
    """A frame of what some work makes of another one, task by task."""
    from pyspark import cloudpickle

    sent = cloudpickle.dumps(work, protocol=pickle.HIGHEST_PROTOCOL)  # type: ignore[no-untyped-call]
    return frame.mapInArrow(partial(at_work, sent=sent), schema)


def _tallied(frame: Any, work: Work) -> pl.DataFrame:
    found = pl.from_arrow(worked(frame, work, _TALLIED).toArrow())
    assert isinstance(found, pl.DataFrame)
    return found


def open_table(session: Any, source: str) -> SparkTable:
    """A folder or file of Parquet or delimited text.

    Raises InputError for everything else that a source can be.
    """
    with in_sentences(source):
        listed = session.read.text(path_of(source))
        files = listed.inputFiles()
        text = is_text(files, source)
        named = listed.columns[1:]  # Spark takes folders called `region=North` for a column beside what is in files
        here = [unquote(urlsplit(file).path) for file in files if urlsplit(file).scheme == "file"]
        shared = len(here) == len(files) and not any(file.lower().endswith(PACKED) for file in here)
        if not text:
            refuse_other_columns(session, source, files)
            return _blocks_of_rows(session, source, here) if shared and not named else _cells(session, source)
        if named:
            what = say("distributed.columns_in_folders", columns=", ".join(named))
            raise complaint(Code.NOT_ON_THIS_ENGINE, source, what, say("distributed.columns_in_folders_hint"))
        return _blocks_of_text(session, source, here) if shared else _lines(session, source)


def path_of(place: str) -> str:
    """A place as Spark takes it: it works in another folder, and takes some signs for patterns."""
    return place if "://" in place else re.sub(r"([*?\[\]{}\\])", r"\\\1", str(Path(place).absolute()))


_FILE, _START = "file", "start"


def _with_places(frame: Any, names: Sequence[str]) -> Any:
    """The frame under names without signs, with the file of each row and the block of it that a task reads.

    A block's number is drawn from both, as a row with the name of its file is half as long again on its way.
    """
    from pyspark.sql import functions as f

    file, start = "_metadata.file_path", "_metadata.file_block_start"
    return frame.select("*", f.xxhash64(file, start), file, start).toDF(*names, BLOCK, _FILE, _START)


def _blocks(placed: Any, *looks: Any) -> tuple[dict[Block, int], list[Any]]:
    """How many rows or lines each block has; and the same as rows, with other looks at them."""
    from pyspark.sql import functions as f

    counted = placed.groupBy(_FILE, _START, BLOCK).agg(f.count(f.lit(1)).alias("n"), *looks).collect()
    return {Block(part[_FILE], int(part[_START]), int(part[BLOCK])): int(part["n"]) for part in counted}, counted


def _blocks_of_text(session: Any, source: str, files: Sequence[str]) -> SparkTable:
    """Text on a disk that workers see too: Spark tells them which blocks to read."""
    blocks = blocks_of(sorted(files))
    frame = _numbers_of(session, blocks)
    told = _tallied(frame, Looking(blocks)) if blocks else pl.DataFrame(schema=TALLIED)
    lengths, headers, spoiled = looked_at(told, blocks)
    refuse_other_headers(headers, source, spoiled=spoiled)
    return _opened(session, source, frame, lengths, first_lines(min(blocks).file, FIRST))


def _lines(session: Any, source: str) -> SparkTable:
    """Text elsewhere, or packed: Spark reads it, and hands lines over."""
    from pyspark.sql import functions as f

    lines = _with_places(session.read.option("lineSep", "\n").text(path_of(source)), [LINE])
    line = f.col(LINE)
    blocks, parts = _blocks(lines, f.max(~f.is_valid_utf8(line)).alias("spoiled"), f.first(line).alias("first"))
    headers = {part[_FILE]: part["first"] for part in parts if part[_START] == 0}
    refuse_other_headers(headers, source, spoiled=any(part["spoiled"] for part in parts))
    lines = lines.drop(_FILE, _START)
    first = lines.where(f.col(BLOCK) == min(blocks).number).limit(FIRST).collect()
    return _opened(session, source, lines, blocks, [one[LINE] + "\n" for one in first])


def _opened(session: Any, source: str, frame: Any, blocks: Mapping[Block, int], first: Sequence[str]) -> SparkTable:
    """A table of text, by its first lines."""
    text = _whole_records(first)
    target = scratch_file(".csv")
    target.write_text(text, encoding="utf-8", newline="")
    if not looks_sound(text, dialect_of(text)):
        raise complaint(Code.TABLE_SHAPE, source, say("distributed.odd_text"), say("distributed.odd_text_hint"))
    return SparkTable(session, source, frame, open_delimited(target, source), blocks, text)


def _whole_records(lines: Sequence[str]) -> str:
    """The lines of whole records: the last of many may be cut in the middle."""
    if len(lines) < FIRST:
        return "".join(lines)
    dialect = dialect_of("".join(lines))
    ends = [0, 0, *ends_of(lines[dialect.lines_above :], dialect)]
    return "".join(lines[: dialect.lines_above + ends[-2]])


def _records(table: SparkTable) -> tuple[Any, Mapping[Block, int]]:
    """The same text read by Spark's own reader of CSV, which takes a file whole; and how many rows there are."""
    assert table.opening is not None
    dialect: Dialect = dialect_of(table.opening)
    width = min(table.head.width, MOST_COLUMNS)
    names = [f"c{n}" for n in range(width + 1)]
    reader = table.session.read.schema(", ".join(f"{name} string" for name in names))
    cells = reader.csv(
        path_of(table.source), sep=dialect.separator, quote=dialect.quote or "", escape=dialect.quote or "",
        multiLine=True, header=False, maxCharsPerColumn=-1, maxColumns=MOST_COLUMNS + 1, mode="PERMISSIVE",
    )  # fmt: skip
    frame = _with_places(cells, names)
    return frame.drop(_FILE, _START), _blocks(frame)[0]


def _numbers_of(session: Any, blocks: Sequence[Block]) -> Any:
    """A frame of the numbers of blocks, each for a task of its own."""
    return session.range(0, len(blocks), 1, max(1, len(blocks)))


def _blocks_of_rows(session: Any, source: str, files: Sequence[str]) -> SparkTable:
    """Parquet on a disk that workers see too: Spark tells them which row groups to read."""
    blocks = row_blocks_of(sorted(files))
    if not blocks:
        raise no_rows(source)
    first = pl.scan_parquet(blocks[0].file, glob=False).head(FIRST).collect()
    frame = _numbers_of(session, blocks)
    return SparkTable(session, source, frame, _first_rows(first, source), {block: block.size for block in blocks})


def _cells(session: Any, source: str) -> SparkTable:
    """Parquet elsewhere: Spark reads it, and hands cells over."""
    from pyspark.sql import functions as f

    table = session.read.parquet(path_of(source))
    placed = _with_places(table, [f"c{n}" for n in range(len(table.columns))])
    blocks, frame = _blocks(placed)[0], placed.drop(_FILE, _START)
    if not blocks:
        raise no_rows(source)
    first = placed.where(f.col(_FILE) == min(blocks).file).drop(BLOCK, _FILE, _START).limit(FIRST).toArrow()
    sample = pl.from_arrow(first)
    assert isinstance(sample, pl.DataFrame)
    named = sample.rename(dict(zip(sample.columns, table.columns, strict=True)))
    return SparkTable(session, source, frame, _first_rows(named, source), blocks)


def _first_rows(rows: pl.DataFrame, source: str) -> Grid:
    target = scratch_file(".parquet")
    rows.write_parquet(target)
    return open_parquet(target, source)


__all__ = ["FIRST", "MOST_CELLS", "OVERFLOW", "SparkTable", "open_table", "worked"]
