"""How long `batch --engine spark` takes beside `batch` on polars, on the same file, and what a second core brings.

Run: python benchmarks/spark.py [rows …]            (10,000, 100,000 and 1,000,000 if not given)
     python benchmarks/spark.py [rows …] parquet    the same table as Parquet, in place of CSV
     python benchmarks/spark.py [rows …] cores      Spark in local[1] beside local[2]

Tables as in benchmarks/batch.py: 24 labelled answers and an id, invented. Every program is a process of its own,
begun once; a run on 100 rows tells what Java's start takes of it. Results must be equal, row by row: words
the same, numbers to 1e-9. Memory is the most that a program and all it started held together. At ten million rows Spark
may take 4 times polars' time in local[2], and two cores 0.6 of one's. Needs 8 GB of disk for ten million rows.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from batch import make_table

PROGRAM = str(Path(sys.executable).with_name("jtbd-diag"))
FEW = 100


def family(process: int) -> list[int]:
    """A process and all that it started."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except (OSError, NotADirectoryError):
            continue
        parents.setdefault(int(fields[1]), []).append(int(entry.name))
    found, todo = [], [process]
    while todo:
        found.append(todo.pop())
        todo += parents.get(found[-1], [])
    return found


def held(process: int) -> float:
    """Megabytes that a process and all that it started hold by themselves."""
    total = 0
    for one in family(process):
        try:
            status = Path(f"/proc/{one}/status").read_text()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in status.splitlines() if line.startswith("RssAnon"))
    return total / 1024


def measured(command: Sequence[str | Path], output: Path) -> tuple[float, float]:
    """Seconds of wall time, and megabytes at the peak."""
    if output.is_dir():
        shutil.rmtree(output)
    output.unlink(missing_ok=True)
    os.sync()
    start, peak = time.perf_counter(), [0.0]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def watch() -> None:
        while process.poll() is None:
            peak[0] = max(peak[0], held(process.pid))
            time.sleep(0.5)

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    talk = process.communicate()[1].decode()
    seconds = time.perf_counter() - start
    watching.join()
    if process.returncode:
        sys.exit(talk)
    return seconds, peak[0]


def on_polars(table: Path, folder: Path) -> tuple[float, float]:
    """The time and memory of polars."""
    return measured([PROGRAM, "batch", table, "-o", folder / "polars.parquet", "--no-flips"], folder / "polars.parquet")


def on_spark(table: Path, folder: Path, cores: int = 2) -> tuple[float, float]:
    """The time and memory of Spark."""
    command = [PROGRAM, "batch", table, "--engine", "spark", "--master", f"local[{cores}]", "-o", folder / "spark"]
    return measured(command, folder / "spark")


def unlike(folder: Path) -> int:
    """How many rows of the results differ."""
    import polars as pl

    ours = pl.scan_parquet(folder / "polars.parquet").drop("duplicate_of", "counted", strict=False)
    schema = ours.collect_schema()
    theirs = pl.scan_parquet(folder / "spark" / "*.parquet")
    assert theirs.collect_schema().names() == schema.names()
    both = ours.with_columns(pl.col("row").cast(pl.Int64)).join(theirs, on="row", how="full", suffix=" of spark")
    same = [pl.col("row").is_not_null() & pl.col("row of spark").is_not_null()]
    for name, kind in schema.items():
        if name == "row":
            continue
        one, other = pl.col(name), pl.col(f"{name} of spark")
        if kind.is_float():
            same.append((one.is_null() & other.is_null()) | ((one - other).abs() <= 1e-9).fill_null(False))
        elif kind.is_numeric() or kind == pl.Boolean:
            same.append(one.cast(pl.Int64).eq_missing(other.cast(pl.Int64)))
        else:
            same.append(one.cast(pl.String).fill_null("") == other.fill_null(""))
    return int(both.select((~pl.all_horizontal(same)).sum()).collect(engine="streaming").item())


def compare(rows: int, folder: Path, *, parquet: bool, cores: bool) -> None:
    """Print what one size takes."""
    import polars as pl

    table = folder / f"survey-{rows}.csv"
    make_table(table, rows)
    if parquet:
        pl.scan_csv(table, infer_schema=False).sink_parquet(table.with_suffix(".parquet"))
        table.unlink()
        table = table.with_suffix(".parquet")
    size = table.stat().st_size / 1e6
    theirs, memory = on_spark(table, folder)
    ours, polars_memory = on_polars(table, folder)
    told = f"{rows:,} rows, {size:,.0f} MB: spark {theirs:.1f} s, {memory:,.0f} MB; polars {ours:.1f} s, "
    print(f"{told}{polars_memory:,.0f} MB; ratio {theirs / ours:.2f}; {unlike(folder)} rows differ", flush=True)
    if cores:
        alone, _ = on_spark(table, folder, 1)
        print(f"  one core {alone:.1f} s; two take {theirs / alone:.2f} of that", flush=True)
    table.unlink()


if __name__ == "__main__":
    wanted = [int(one) for one in sys.argv[1:] if one.isdecimal()] or [10_000, 100_000, 1_000_000]
    with tempfile.TemporaryDirectory(dir=".") as scratch:
        for many in (FEW, *wanted):
            compare(many, Path(scratch), parquet="parquet" in sys.argv, cores="cores" in sys.argv)
