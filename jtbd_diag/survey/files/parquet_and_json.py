"""Parquet and JSON lines -> grids.

Owns how typed values become text; knows nothing of layouts.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem
from jtbd_diag.survey.files import csv_text
from jtbd_diag.survey.files.archive import broken
from jtbd_diag.survey.files.dates_and_numbers_of_sheets import clock
from jtbd_diag.survey.files.encoding import AS_REPLACEMENT, encoding_of
from jtbd_diag.survey.files.grid import HEAD, ROW, Grid, Types, rectangle, scratch_file, typed
from jtbd_diag.survey.files.json_objects import JsonFile, json_text

if TYPE_CHECKING:
    import polars as pl

_MOST_FAULTS = 20
_CELLS_OF_A_PART, _LEAST_PART = 1 << 21, 30_000
"""A part of so many cells takes some 32 MB; each begins its group of rows anew."""


def open_parquet(path: Path, name: str, *, careful: bool = False) -> Grid:
    """A Parquet file as a grid; its column names are the one header row.

    One that holds as much text as a delimited file that is trusted is trusted too, unless `careful`.
    """
    import polars as pl

    try:
        frame = pl.scan_parquet(str(path.absolute()), glob=False)
        schema = frame.collect_schema()
        texts = frame.select(as_text(column, dtype) for column, dtype in schema.items())
        sample = texts.head(HEAD - 1).collect(engine="streaming")
        count = int(frame.select(pl.len()).collect(engine="streaming").item())  # which the end of the file tells
    except (pl.exceptions.PolarsError, OSError) as error:
        raise broken(name, error) from None
    head = rectangle([schema.names(), *sample.rows()], len(schema))

    def scan(header_rows: int, names: Sequence[str], types: Types) -> pl.LazyFrame:
        renamed = texts.select(pl.col(old).alias(new) for old, new in zip(schema.names(), names, strict=True))
        rows = _in_parts(renamed, count)
        return typed(rows.slice(header_rows - 1) if header_rows > 1 else rows, types)

    def start(header_rows: int, names: Sequence[str], types: Types) -> pl.LazyFrame:
        return scan(header_rows, names, types).head(csv_text.START)

    signs = sum(len(cell) + 1 for row in head[1:] for cell in row)
    trusted = not careful and count * signs > csv_text.LARGE * len(sample)
    return Grid(name, head, scan, start=start if trusted else None)


def _in_parts(frame: pl.LazyFrame, count: int) -> pl.LazyFrame:
    """So many rows, numbered by ROW, some at a time: left alone, polars decodes far more of them ahead."""
    from polars.io.plugins import register_io_source

    numbered = frame.with_row_index(ROW, offset=1)
    schema = numbered.collect_schema()
    if count * len(schema) <= _CELLS_OF_A_PART:
        return numbered

    def parts(
        columns: list[str] | None, predicate: pl.Expr | None, rows: int | None, batch: int | None
    ) -> Iterator[pl.DataFrame]:
        wanted, width = count if rows is None else min(rows, count), len(schema if columns is None else columns)
        size = max(_LEAST_PART, _CELLS_OF_A_PART // max(width, 1))
        for first in range(0, wanted, size):
            part = frame.slice(first, min(size, wanted - first)).with_row_index(ROW, offset=1 + first)
            part = part if predicate is None else part.filter(predicate)
            yield (part if columns is None else part.select(columns)).collect(engine="streaming")

    return register_io_source(parts, schema=schema, is_pure=True)


def as_text(column: str, dtype: Any) -> pl.Expr:
    """A column as text; lists and records as JSON, durations as spreadsheets show them."""
    import polars as pl

    cell = pl.col(column)
    if dtype.is_nested():
        return _written(cell, json_text)
    if dtype == pl.Duration:
        return _written(cell.dt.total_milliseconds(), clock)
    if dtype == pl.Binary:
        return cell.bin.encode("hex")
    if dtype == pl.Null:
        return pl.lit(None, dtype=pl.String).alias(column)
    return cell.cast(pl.String)


def _written(cell: pl.Expr, write: Callable[[Any], str]) -> pl.Expr:
    """Each cell as `write` writes it."""
    import polars as pl

    def written(values: pl.Series) -> pl.Series:
        texts = [None if value is None else write(value) for value in values.to_list()]
        return pl.Series(values.name, texts, dtype=pl.String)

    return cell.map_batches(written, return_dtype=pl.String, is_elementwise=True)


def _write_records(file: JsonFile, keys: Mapping[str, None], target: Path) -> dict[str, None]:
    """Write records as a delimited text; returns the further keys that some have. Raises InputError for no objects."""
    further: dict[str, None] = {}
    faults: list[Problem] = []
    with target.open("w", encoding="utf-8", newline="", errors=AS_REPLACEMENT) as copy:
        writer = csv.writer(copy, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
        writer.writerow(keys)
        for line, record in file.records():
            if isinstance(record, dict):
                writer.writerow([record.get(key, "") for key in keys])
                if not record.keys() <= keys.keys():
                    further |= {key: None for key in record if key not in keys}
            elif record is None:
                writer.writerow([])
            elif len(faults) < _MOST_FAULTS:
                what = record if isinstance(record, str) else say("survey.no_object")
                faults.append(Problem(Code.NOT_A_TABLE, Location(file.name, line), what))
    if faults:
        raise InputError(faults)
    return further


def open_json_lines(path: Path, name: str) -> Grid:
    """JSON objects, one a line or in one array, as a grid; their keys are the one header row.

    Numbers stay as they are written. Raises InputError naming the lines that are no objects.
    """
    with path.open("rb") as stream:
        encoding = encoding_of(stream.read(4096))
    file = JsonFile(path, name, encoding)
    target = scratch_file(".csv")
    begun = (record for _, record in islice(file.records(), csv_text.START) if isinstance(record, dict))
    keys = dict.fromkeys(chain.from_iterable(begun))
    if further := _write_records(file, keys, target):
        _write_records(file, keys | further, target)
    grid = csv_text.open_delimited(target, name)

    def scan(header_rows: int, names: Sequence[str], types: Types) -> pl.LazyFrame:
        import polars as pl

        # the header row is ours, not the file's; a blank line is no record
        frame = grid.scan(header_rows, names, types).with_columns(pl.col(ROW) - 1)
        return frame.filter(pl.any_horizontal(pl.exclude(ROW).is_not_null()))

    return Grid(name, grid.head, scan, file.notes)
