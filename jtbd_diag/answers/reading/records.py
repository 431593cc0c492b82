"""Parquet and JSON lines -> grids.

Owns how typed values become text; knows nothing of layouts.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jtbd_diag.answers.reading.archive import broken
from jtbd_diag.answers.reading.encoding import encoding_of, open_text
from jtbd_diag.answers.reading.grid import HEAD, ROW, Grid, Types, rectangle, scratch_file, typed
from jtbd_diag.errors import Code, InputError, Location, Problem

if TYPE_CHECKING:
    import polars as pl

_MOST_FAULTS = 20


def open_parquet(path: Path, name: str) -> Grid:
    """A Parquet file as a grid; its column names are the one header row."""
    import polars as pl

    try:
        frame = pl.scan_parquet(str(path.absolute()), glob=False)
        schema = frame.collect_schema()
        texts = frame.select(_text(column, dtype) for column, dtype in schema.items())
        sample = texts.head(HEAD - 1).collect(engine="streaming")
    except (pl.exceptions.PolarsError, OSError) as error:
        raise broken(name, error) from None
    head = rectangle([schema.names(), *sample.rows()], len(schema))

    def scan(header_rows: int, names: Sequence[str], types: Types) -> pl.LazyFrame:
        renamed = texts.select(pl.col(old).alias(new) for old, new in zip(schema.names(), names, strict=True))
        rows = renamed.with_row_index(ROW, offset=1)
        return typed(rows.slice(header_rows - 1) if header_rows > 1 else rows, types)

    return Grid(name, head, scan)


def _text(column: str, dtype: Any) -> pl.Expr:
    """A column as text; lists and records as JSON."""
    import polars as pl

    cell = pl.col(column)
    if dtype.is_nested():

        def written(values: pl.Series) -> pl.Series:
            texts = [None if v is None else json.dumps(v, ensure_ascii=False, default=str) for v in values.to_list()]
            return pl.Series(values.name, texts, dtype=pl.String)

        return cell.map_batches(written, return_dtype=pl.String, is_elementwise=True)
    if dtype == pl.Binary:
        return cell.bin.encode("hex")
    if dtype == pl.Null:
        return pl.lit(None, dtype=pl.String).alias(column)
    return cell.cast(pl.String)


def open_json_lines(path: Path, name: str) -> Grid:
    """A file of one JSON object a line (or one array of them) as a grid; its keys are the one header row.

    Numbers stay as they are written. Raises InputError naming the lines that are no objects.
    """
    from jtbd_diag.answers.reading.delimited import open_delimited

    with path.open("rb") as stream:
        encoding = encoding_of(stream.read(4096))
    keys: dict[str, None] = {}
    faults: list[Problem] = []
    for line, record in _records(path, encoding):
        if isinstance(record, dict):
            keys |= dict.fromkeys(record)
        elif record is not None and len(faults) < _MOST_FAULTS:
            what = record if isinstance(record, str) else "not an object with the answers by name"
            faults.append(Problem(Code.NOT_A_TABLE, Location(name, line), what))
    if faults:
        raise InputError(faults)
    target = scratch_file(".csv")
    with target.open("w", encoding="utf-8", newline="") as copy:
        writer = csv.writer(copy, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
        writer.writerow(keys)
        for _, record in _records(path, encoding):
            given = record if isinstance(record, dict) else {}
            writer.writerow([given.get(key, "") for key in keys] if record is not None else [])
    grid = open_delimited(target, name)

    def scan(header_rows: int, names: Sequence[str], types: Types) -> pl.LazyFrame:
        import polars as pl

        # the header row is ours, not the file's
        return grid.scan(header_rows, names, types).with_columns(pl.col(ROW) - 1)

    return Grid(name, grid.head, scan)


def _records(path: Path, encoding: str) -> Iterator[tuple[int, dict[str, str] | str | None]]:
    """Line numbers with records of text; a text where there is no record, None for a blank line."""
    with open_text(path, "utf-8-sig" if encoding == "utf-8" else encoding) as stream:
        first = stream.read(1)
        stream.seek(0)
        if first == "[":
            whole = _parsed(stream.read())
            records = whole if isinstance(whole, list) else [whole]
            yield from enumerate((_flat(one) if isinstance(one, dict) else one for one in records), start=1)
            return
        for number, line in enumerate(stream, start=1):
            value = _parsed(line) if line.strip() else None
            yield number, _flat(value) if isinstance(value, dict) else value


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        return f"not JSON: {error}"


def _flat(record: dict[str, Any], above: str = "") -> dict[str, str]:
    """One level of names, joined by `/`; null is an empty text."""
    found: dict[str, str] = {}
    for key, value in record.items():
        if isinstance(value, dict):
            found |= _flat(value, f"{above}{key}/")
        elif isinstance(value, list):
            found[above + key] = json.dumps(value, ensure_ascii=False)
        else:
            told = "" if value is None else str(value)
            found[above + key] = told.lower() if isinstance(value, bool) else told
    return found
