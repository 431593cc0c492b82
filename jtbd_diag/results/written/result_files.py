"""Results -> a file: CSV, TSV, Parquet, JSON lines or a spreadsheet, whole or not at all.

Owns the formats and what a spreadsheet must not run; knows nothing of what the columns mean.
"""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import polars as pl

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.ground.files import made_beside, sweep, target_of

FORMATS = ("csv", "tsv", "xlsx", "parquet", "jsonl")
STATISTICS = ("sav", "dta")
OF_RESULTS = (*FORMATS, *STATISTICS)
"""What results alone may be written as: SPSS and Stata take no other table of ours."""
EXPLAINED = ("xlsx", *STATISTICS)
"""Those that say beside the results what these must not be used for."""
_RUN_AT_ONCE = r"^[\s\u200b-\u200f\u2060\ufeff]*[=@＝＠]|^[\s\u200b-\u200f\u2060\ufeff]*[+\-＋－]|^[\t\r]"
_INSIDE = r"([;|]\s*|\S\t\s*)([=@＝＠]|[+\-＋－][\p{L}(])"
"""What begins a cell where a spreadsheet takes another separator than the file's."""
_NUMBER = r"^\s*[+-]?[0-9]+([.,][0-9]+)?([eE][+-]?[0-9]+)?\s*$"
_MAY_RUN = r"[=@+\-＝＠＋－\t\r]"
"""What every cell holds that any of these would change."""
_EVERY = 0.2  # seconds
_DISK = re.compile("no space left on device|disk quota exceeded|file too large", re.IGNORECASE)
_FULL = 4096  # bytes


@contextmanager
def scratch(path: Path, *, force: bool) -> Iterator[Path]:
    """A path to write to; when all went well it becomes `path`, else nothing is left of it.

    What a killed run left behind is taken away first. Raises InputError: EXISTS, UNWRITABLE.
    """
    try:
        with made_beside(path, force=force) as beside:
            sweep(beside.parent, target_of(path))
            with _put_on_disk_meanwhile(beside):
                yield beside
    except pl.exceptions.PolarsError as error:
        full = _DISK.search(str(error))
        if full is None and shutil.disk_usage(target_of(path).parent).free > _FULL:
            raise
        reason = full[0].lower() if full else "no space left on device"  # Parquet says nothing of it
        raise complaint(Code.UNWRITABLE, str(path), say("ground.file_unwritable", why=reason)) from error


@contextmanager
def _put_on_disk_meanwhile(path: Path) -> Iterator[None]:
    """Have what is written so far put on the disk while more is worked out, so that little is left to wait for."""
    over = threading.Event()

    def put() -> None:
        while not over.wait(_EVERY):
            with suppress(OSError), path.open("rb") as file:
                os.fsync(file.fileno())

    thread = threading.Thread(target=put, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def sink(frame: pl.LazyFrame, kind: str, path: Path, ours: Collection[str] = ()) -> pl.LazyFrame:
    """The frame on its way to a file, not yet begun; collecting it writes row after row, in little memory.

    `ours` are columns of words that are this program's own, in which no formula can be.
    """
    if kind in ("csv", "tsv"):
        separator = "\t" if kind == "tsv" else ","
        return defused(frame, ours).sink_csv(path, separator=separator, lazy=True)
    if kind == "parquet":
        return frame.sink_parquet(path, lazy=True)
    return frame.sink_ndjson(path, lazy=True)


def defused(frame: pl.LazyFrame, ours: Collection[str] = ()) -> pl.LazyFrame:
    """Texts and headers that a spreadsheet would run as a formula get an apostrophe in front; numbers stay."""
    schema = frame.collect_schema()
    texts = [name for name, kind in schema.items() if kind == pl.String and name not in ours]
    safe = frame.with_columns(
        pl.col(name).map_batches(_defused, return_dtype=pl.String, is_elementwise=True) for name in texts
    )
    renamed = {name: f"'{name}" for name in schema.names() if is_formula(name)}
    return safe.rename(renamed) if renamed else safe


def _defused(cells: pl.Series) -> pl.Series:
    """Looked at once for what nearly no cell holds: expressions work out every branch for every cell."""
    if not cells.str.contains(_MAY_RUN).any():
        return cells
    return pl.DataFrame({"cell": cells}).select(_safe(pl.col("cell"))).to_series()


def _safe(text: pl.Expr) -> pl.Expr:
    runs = text.str.contains(_RUN_AT_ONCE) & ~text.str.contains(_NUMBER)
    safe = pl.when(runs).then(pl.lit("'") + text).otherwise(text)
    return pl.when(text.str.contains(_INSIDE)).then(safe.str.replace_all(_INSIDE, "${1}'${2}")).otherwise(safe)


def is_formula(text: str) -> bool:
    """Whether a spreadsheet that opens a CSV would run this."""
    return bool(re.search(_RUN_AT_ONCE, text)) and not re.search(_NUMBER, text)
