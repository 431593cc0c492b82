"""Parquet and JSON lines -> grids.

Owns how typed values become text; knows nothing of layouts.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem
from jtbd_diag.survey.files.archive import broken
from jtbd_diag.survey.files.dates_and_numbers_of_sheets import clock
from jtbd_diag.survey.files.encoding import AS_REPLACEMENT, encoding_of
from jtbd_diag.survey.files.grid import HEAD, ROW, Grid, Types, rectangle, scratch_file, typed
from jtbd_diag.survey.files.json_objects import JsonFile, json_text

if TYPE_CHECKING:
    import polars as pl

_MOST_FAULTS = 20


def open_parquet(path: Path, name: str) -> Grid:
    """A Parquet file as a grid; its column names are the one header row."""
    import polars as pl

    try:
        frame = pl.scan_parquet(str(path.absolute()), glob=False)
        schema = frame.collect_schema()
        texts = frame.select(as_text(column, dtype) for column, dtype in schema.items())
        sample = texts.head(HEAD - 1).collect(engine="streaming")
    except (pl.exceptions.PolarsError, OSError) as error:
        raise broken(name, error) from None
    head = rectangle([schema.names(), *sample.rows()], len(schema))

    def scan(header_rows: int, names: Sequence[str], types: Types) -> pl.LazyFrame:
        renamed = texts.select(pl.col(old).alias(new) for old, new in zip(schema.names(), names, strict=True))
        rows = renamed.with_row_index(ROW, offset=1)
        return typed(rows.slice(header_rows - 1) if header_rows > 1 else rows, types)

    return Grid(name, head, scan)


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


def open_json_lines(path: Path, name: str) -> Grid:
    """JSON objects, one a line or in one array, as a grid; their keys are the one header row.

    Numbers stay as they are written. Raises InputError naming the lines that are no objects.
    """
    from jtbd_diag.survey.files.csv_text import open_delimited

    with path.open("rb") as stream:
        encoding = encoding_of(stream.read(4096))
    file = JsonFile(path, name, encoding)
    keys: dict[str, None] = {}
    faults: list[Problem] = []
    for line, record in file.records():
        if isinstance(record, dict):
            keys |= dict.fromkeys(record)
        elif record is not None and len(faults) < _MOST_FAULTS:
            what = record if isinstance(record, str) else say("survey.no_object")
            faults.append(Problem(Code.NOT_A_TABLE, Location(name, line), what))
    if faults:
        raise InputError(faults)
    target = scratch_file(".csv")
    with target.open("w", encoding="utf-8", newline="", errors=AS_REPLACEMENT) as copy:
        writer = csv.writer(copy, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
        writer.writerow(keys)
        for _, record in file.records():
            given = record if isinstance(record, dict) else {}
            writer.writerow([given.get(key, "") for key in keys] if record is not None else [])
    grid = open_delimited(target, name)

    def scan(header_rows: int, names: Sequence[str], types: Types) -> pl.LazyFrame:
        import polars as pl

        # the header row is ours, not the file's; a blank line is no record
        frame = grid.scan(header_rows, names, types).with_columns(pl.col(ROW) - 1)
        return frame.filter(pl.any_horizontal(pl.exclude(ROW).is_not_null()))

    return Grid(name, grid.head, scan, file.notes)
