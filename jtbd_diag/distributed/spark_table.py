"""A folder or file that Spark reads -> a grid of its first rows, and the means to work on all of them.

Owns which files are read and how rows are numbered; knows no questionnaire.
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import polars as pl

from jtbd_diag.distributed.lot_work import ODD, Tallying
from jtbd_diag.distributed.lot_workers import at_work
from jtbd_diag.distributed.lots import FILE, LINE, START, Block, CellRows, LineRows, TaskRows
from jtbd_diag.distributed.spark_session import in_sentences
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.survey.files import MOST_COLUMNS, OVERFLOW, Counting, Grid
from jtbd_diag.survey.files.delimited import ends_of, looks_sound, open_delimited, start_of
from jtbd_diag.survey.files.dialect import Dialect, dialect_of
from jtbd_diag.survey.files.grid import TALLY, scratch_file
from jtbd_diag.survey.files.parquet_and_json import open_parquet

FIRST = 1200
"""So many rows or lines are brought here, to see what the table is."""
MOST_CELLS = 200_000
"""So many different cells of all columns that are looked at may there be: they are brought here."""
_TEXTS, _PARQUET, _PACKED = (".csv", ".tsv", ".tab", ".txt"), (".parquet", ".parq"), (".gz", ".bz2", ".zst", ".zstd")

Work = Callable[[Iterable[Any]], Iterator[Any]]


@dataclass
class SparkTable:
    """A table in Spark. `frame` has its cells or its lines, and FILE and START; `blocks` how many of each there are.

    Where a first count meets a cell that goes on in the next line, `frame` has cells in place of lines from then on.
    """

    session: Any
    source: str
    frame: Any
    head: Grid
    blocks: Mapping[Block, int]
    opening: str | None = None
    """The first lines of text; None where cells are read."""

    @property
    def grid(self) -> Grid:
        """The first rows, which are counted in all rows."""
        return replace(self.head, elsewhere=self._counted)

    many_lines: bool = False
    """Whether the cells of a text are read, which may go on in the next line."""

    def rows(self, header_rows: int, names: Sequence[str]) -> TaskRows:
        """How rows are made of what Spark hands over."""
        if self.opening is None:
            return CellRows(tuple(names), *_numbered(self.blocks, header_rows, header_rows - 1))
        dialect = dialect_of(self.opening)
        start = start_of(self.opening, dialect, whole=True)
        lines, number = start.ends[header_rows - 1], start.numbers[header_rows - 1]
        if self.many_lines:
            return CellRows((*names, OVERFLOW), *_numbered(self.blocks, number + 1, dialect.lines_above + number))
        return LineRows(tuple(names), *_numbered(self.blocks, number + 1, lines), dialect)

    def worked(self, work: Work, schema: str) -> Any:
        """A frame of what some work makes of all rows."""
        return worked(self.frame, work, schema)

    def _counted(self, header_rows: int, names: Sequence[str], counts: Counting) -> pl.DataFrame:
        import narwhals as nw

        with in_sentences(self.source):
            work = Tallying(self.rows(header_rows, names), counts)
            found = self.worked(work, "what string, cell string, n long")
            added = nw.from_native(found).group_by("what", "cell").agg(nw.col("n").sum())
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
            return self._counted(header_rows, names, counts)
        return tally.select(TALLY)


def worked(frame: Any, work: Work, schema: str) -> Any:
    """A frame of what some work makes of another one, task by task."""
    from pyspark import cloudpickle

    sent = cloudpickle.dumps(work, protocol=pickle.HIGHEST_PROTOCOL)  # type: ignore[no-untyped-call]
    return frame.mapInArrow(partial(at_work, sent=sent), schema)


def open_table(session: Any, source: str) -> SparkTable:
    """A folder or file of Parquet or delimited text.

    Raises InputError for everything else that a source can be.
    """
    with in_sentences(source):
        if _is_text(session.read.text(path_of(source)).inputFiles(), source):
            return _lines(session, source)
        return _cells(session, source)


def path_of(place: str) -> str:
    """A place as Spark takes it: it works in another folder, and takes some signs for patterns."""
    return place if "://" in place else re.sub(r"([*?\[\]{}\\])", r"\\\1", str(Path(place).absolute()))


def _is_text(files: Sequence[str], source: str) -> bool:
    """Whether all files are text, and not Parquet. Raises InputError where they are neither, or of both kinds."""
    if not files:
        what = say("distributed.empty_folder")
        raise complaint(Code.EMPTY, source, what, say("distributed.kinds_hint"))
    kinds = set()
    for file in files:
        name = file.lower()
        for packed in _PACKED:
            name = name.removesuffix(packed)
        kinds.add("text" if name.endswith(_TEXTS) else "parquet" if name.endswith(_PARQUET) else file)
    if len(kinds) > 1 or not kinds <= {"text", "parquet"}:
        named = ", ".join(sorted(_name(one) for one in kinds - {"text", "parquet"})[:3])
        what = say("distributed.other_kinds", files=named) if named else say("distributed.both_kinds")
        raise complaint(Code.NOT_ON_THIS_ENGINE, source, what, say("distributed.kinds_hint"))
    return kinds == {"text"}


def _name(file: str) -> str:
    """What a file is called that Spark tells by its address."""
    return Path(unquote(file)).name


def _numbered(blocks: Mapping[Block, int], first: int, header: int) -> tuple[dict[Block, int], frozenset[Block], int]:
    """The number of each block's first row, the blocks that files begin with, and the rows of their header.

    Files count in the order of their names, as if they stood below one header.
    """
    firsts: dict[Block, int] = {}
    heads: dict[str, Block] = {}
    for block in sorted(blocks):
        firsts[block] = first
        begins = heads.setdefault(block[0], block) == block
        first += blocks[block] - (min(header, blocks[block]) if begins else 0)
    return firsts, frozenset(heads.values()), header


def _with_places(frame: Any, names: Sequence[str]) -> Any:
    """The frame under names without signs, with the file of each row and the part of it that a task reads."""
    found = frame.select("*", "_metadata.file_path", "_metadata.file_block_start")
    return found.toDF(*names, FILE, START)


def _lines(session: Any, source: str) -> SparkTable:
    from pyspark.sql import functions as f

    lines = _with_places(session.read.option("lineSep", "\n").text(path_of(source)), [LINE])
    line = f.col(LINE)
    counted = lines.groupBy(FILE, START).agg(
        f.count(line).alias("n"),
        f.max(~f.is_valid_utf8(line)).alias("spoiled"),
        f.first(line).alias("first"),
    )
    parts = counted.collect()
    blocks = {(part[FILE], int(part[START])): int(part["n"]) for part in parts}
    if not blocks:
        raise complaint(Code.EMPTY, source, say("survey.empty_file"), say("survey.empty_file_hint"))
    if any(part["spoiled"] for part in parts):
        raise complaint(Code.NOT_TEXT, source, say("distributed.not_utf_8"), say("distributed.not_utf_8_hint"))
    _refuse_other_headers({part[FILE]: part["first"] for part in parts if part[START] == 0}, source)
    first = lines.where((f.col(FILE) == min(blocks)[0]) & (f.col(START) == 0)).limit(FIRST).collect()
    text = _whole_records([one[LINE] + "\n" for one in first])
    target = scratch_file(".csv")
    target.write_text(text, encoding="utf-8", newline="")
    if not looks_sound(text, dialect_of(text)):
        raise complaint(Code.TABLE_SHAPE, source, say("distributed.odd_text"), say("distributed.odd_text_hint"))
    return SparkTable(session, source, lines, open_delimited(target, source), blocks, text)


def _whole_records(lines: Sequence[str]) -> str:
    """The lines of whole records: the last of many may be cut in the middle."""
    if len(lines) < FIRST:
        return "".join(lines)
    dialect = dialect_of("".join(lines))
    ends = [0, 0, *ends_of(lines[dialect.lines_above :], dialect)]
    return "".join(lines[: dialect.lines_above + ends[-2]])


def _refuse_other_headers(firsts: Mapping[str, str], source: str) -> None:
    """Complain about files of one folder that do not have the same columns."""
    told = {file: line.removeprefix("\ufeff").rstrip("\r") for file, line in sorted(firsts.items())}
    header = next(iter(told.values()), "")
    others = [_name(file) for file, line in told.items() if line != header]
    if others:
        what = say("distributed.other_headers", n=len(others), file=others[0], first=_name(next(iter(told))))
        raise complaint(Code.TABLE_SHAPE, source, what, say("distributed.other_headers_hint"))


def _records(found: SparkTable) -> tuple[Any, Mapping[Block, int]]:
    """The same text read by Spark's own reader of CSV, which takes a file whole; and how many rows there are."""
    from pyspark.sql import functions as f

    assert found.opening is not None
    dialect: Dialect = dialect_of(found.opening)
    width = min(found.head.width, MOST_COLUMNS)
    names = [f"c{n}" for n in range(width + 1)]
    reader = found.session.read.schema(", ".join(f"{name} string" for name in names))
    cells = reader.csv(
        path_of(found.source), sep=dialect.separator, quote=dialect.quote or "", escape=dialect.quote or "",
        multiLine=True, header=False, maxCharsPerColumn=-1, maxColumns=MOST_COLUMNS + 1, mode="PERMISSIVE",
    )  # fmt: skip
    frame = _with_places(cells, names)
    counted = frame.groupBy(FILE, START).agg(f.count(f.lit(1)).alias("n")).collect()
    blocks = {(part[FILE], int(part[START])): int(part["n"]) for part in counted}
    return frame, blocks


def _cells(session: Any, source: str) -> SparkTable:
    from pyspark.sql import functions as f

    table = session.read.parquet(path_of(source))
    columns = table.columns
    frame = _with_places(table, [f"c{n}" for n in range(len(columns))])
    parts = frame.groupBy(FILE, START).agg(f.count(f.lit(1)).alias("n")).collect()
    blocks = {(part[FILE], int(part[START])): int(part["n"]) for part in parts}
    if not blocks:
        raise complaint(Code.EMPTY, source, say("survey.no_rows"), say("survey.no_rows_hint"))
    first = frame.where(f.col(FILE) == min(blocks)[0]).drop(FILE, START).limit(FIRST).toArrow()
    sample = pl.from_arrow(first)
    assert isinstance(sample, pl.DataFrame)
    target = scratch_file(".parquet")
    sample.rename(dict(zip(sample.columns, columns, strict=True))).write_parquet(target)
    return SparkTable(session, source, frame, open_parquet(target, source), blocks)


__all__ = ["FIRST", "MOST_CELLS", "OVERFLOW", "SparkTable", "open_table", "worked"]
