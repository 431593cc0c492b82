"""How long `batch --engine spark` takes beside `batch` on polars, on the same file, and what a second core brings.

Run: python benchmarks/spark.py [rows …]            (10,000, 100,000 and 1,000,000 if not given)
     python benchmarks/spark.py [rows …] parquet    the same table as Parquet, in place of CSV
     python benchmarks/spark.py [rows …] cores      Spark in local[1] beside local[2]
     python benchmarks/spark.py [rows …] nine       nine pairs in place of one: medians, and the range of the pairs

Tables as in benchmarks/batch.py: 24 labelled answers and an id, invented. Every program is a process of its own,
in turns with the others; a run on 100 rows tells what Java's start takes of it. Results must be equal, row by row:
words the same, numbers to 1e-9. Processor time and memory are those of a program and all it started: the one tells more
where others use the machine, the other is the most that was held together. At ten million rows Spark may take 4 times
polars' time in local[2], and two cores 0.6 of one's. Needs 5 GB of disk for ten million rows.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

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


class Spent(NamedTuple):
    """Seconds on the wall and of processors, and megabytes at the peak, of one run or the medians of several."""

    seconds: float
    processor: float
    memory: float

    def __str__(self) -> str:
        """In a few words."""
        return f"{self.seconds:.1f} s, of processors {self.processor:.1f} s, {self.memory:,.0f} MB"


def held(process: int, processor: dict[int, float]) -> float:
    """Megabytes that a process and all that it started hold by themselves; `processor` notes the time of each."""
    total = 0
    for one in family(process):
        try:
            status = Path(f"/proc/{one}/status").read_text()
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in status.splitlines() if line.startswith("RssAnon"))
        processor[one] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total / 1024


def measured(command: Sequence[str | Path], output: Path) -> Spent:
    """What a command takes."""
    if output.is_dir():
        shutil.rmtree(output)
    output.unlink(missing_ok=True)
    os.sync()
    start, peak = time.perf_counter(), [0.0]
    processor: dict[int, float] = {}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def watch() -> None:
        while process.poll() is None:
            peak[0] = max(peak[0], held(process.pid, processor))
            time.sleep(0.2)

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    talk = process.communicate()[1].decode()
    seconds = time.perf_counter() - start
    watching.join()
    if process.returncode:
        sys.exit(talk)
    return Spent(seconds, sum(processor.values()), peak[0])


def on_polars(table: Path, folder: Path) -> Spent:
    """What polars takes."""
    return measured([PROGRAM, "batch", table, "-o", folder / "polars.parquet", "--no-flips"], folder / "polars.parquet")


def on_spark(table: Path, folder: Path, cores: int = 2) -> Spent:
    """What Spark takes."""
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


def medians(runs: Sequence[Spent]) -> Spent:
    """Each figure's median over runs."""
    return Spent(*(statistics.median(figures) for figures in zip(*runs, strict=True)))


def ratio(runs: Sequence[Spent], beside: Sequence[Spent]) -> str:
    """How many times the peer's time: the middle pair and the range of pairs, on the wall and of processors."""
    told = []
    for place in (0, 1):
        pairs = sorted(one[place] / other[place] for one, other in zip(runs, beside, strict=True))
        told.append(f"{statistics.median(pairs):.2f} ({pairs[0]:.2f} to {pairs[-1]:.2f})")
    return f"{told[0]}, of processors {told[1]}"


def compare(rows: int, folder: Path, *, pairs: int, parquet: bool, cores: bool) -> None:
    """Print what one size takes."""
    import polars as pl

    table = folder / f"survey-{rows}.csv"
    make_table(table, rows)
    if parquet:
        pl.scan_csv(table, infer_schema=False).sink_parquet(table.with_suffix(".parquet"))
        table.unlink()
        table = table.with_suffix(".parquet")
    size = table.stat().st_size / 1e6
    ours, theirs, alone = [], [], []
    for _ in range(pairs):
        ours.append(on_spark(table, folder))
        theirs.append(on_polars(table, folder))
        differ = unlike(folder)
        if cores:
            alone.append(on_spark(table, folder, 1))
    print(f"{rows:,} rows, {size:,.0f} MB, {pairs} pairs: spark {medians(ours)}; polars {medians(theirs)}")
    print(f"  spark beside polars {ratio(ours, theirs)}; {differ} rows differ", flush=True)
    if cores:
        print(f"  one core {medians(alone)}; two beside one {ratio(ours, alone)}", flush=True)
    table.unlink()


if __name__ == "__main__":
    wanted = [int(one) for one in sys.argv[1:] if one.isdecimal()] or [10_000, 100_000, 1_000_000]
    with tempfile.TemporaryDirectory(dir=".") as scratch:
        for many in (FEW, *wanted):
            pairs = 9 if "nine" in sys.argv and many != FEW else 1
            compare(many, Path(scratch), pairs=pairs, parquet="parquet" in sys.argv, cores="cores" in sys.argv)
