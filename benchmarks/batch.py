"""How long `batch` takes, and how much memory, beside polars copying the same file.

Run: python benchmarks/batch.py [rows] [flat | report | floor]
A table of 1,000,000 rows and 24 labelled answers (with an id, some blanks, and one cell in 5,000 that no option
fits), CSV to results CSV, unreadable cells counted, beside `scan_csv` to `sink_csv` in a bare process: at most 0.6 x
the time and 0.5 x the memory are wanted. With `flat`, ten times the rows too: the memory must stay where it is. Each
program is a process of its own and is run in turns with the other, nine times, ten times the rows three times; the
medians count, and the range of the pairs is told. With `report`, the same with the report beside the same without it,
and at ten times the rows: at most 1.2 x the memory, and flat. With `floor`, what no scoring can do without, each
beside the same copy: to start, to parse the table into categories, to write results that are there already. Before
each run the last output is taken away, and what waits for the disk is written: else each would pay for what the other
left. Needs 2.5 GB of disk, at ten times the rows 25 GB.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from jtbd_diag import load_questionnaire
from jtbd_diag.questionnaire.items import RatingItem, SingleItem

COPY = """
import sys
import polars as pl
pl.scan_csv(sys.argv[1], infer_schema=False).sink_csv(sys.argv[2])
"""
PARSE = """
import sys
import polars as pl
names = pl.scan_csv(sys.argv[1], infer_schema=False).collect_schema().names()
kinds = {name: pl.Categorical for name in names[1:]}
table = pl.scan_csv(sys.argv[1], infer_schema=False, schema_overrides=kinds)
table.select(pl.all().null_count()).collect(engine="streaming")
"""
WRITE = """
import sys
import polars as pl
pl.scan_parquet(sys.argv[1]).sink_csv(sys.argv[2])
"""
ANSWERS, LOT = 24, 20_000
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # as where it is installed: both programs are compiled once


def make_table(path: Path, rows: int) -> None:
    """Write a table of random labelled answers, the same on every run."""
    import polars as pl

    questionnaire = load_questionnaire("leader")
    rule = questionnaire.classification
    deciding = questionnaire.scored_items(rule.scales if rule else None)
    items = [i for i in deciding if isinstance(questionnaire.items[i], SingleItem | RatingItem)][:ANSWERS]
    dice = random.Random(1)
    offered = {i: [o.text for o in questionnaire.options(i)] for i in items}
    lot = {
        questionnaire.items[i].ask: [
            "" if dice.random() < 0.03 else "none of these" if dice.random() < 0.0002 else dice.choice(offered[i])
            for _ in range(LOT)
        ]
        for i in items
    }
    frame = pl.DataFrame(lot)
    with path.open("wb") as file:
        for first in range(0, rows, LOT):
            ids = pl.Series("Response ID", [f"R_{n:08}" for n in range(first, min(first + LOT, rows))])
            part = frame.head(len(ids)).select(pl.all().shuffle(seed=first % 997))
            part.insert_column(0, ids).write_csv(file, include_header=first == 0)


def measured(command: Sequence[str | Path], output: Path | None = None) -> tuple[float, float]:
    """Seconds of wall time, and megabytes at the peak."""
    if output:
        output.unlink(missing_ok=True)
        os.sync()
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    talk = process.stderr.read().decode()
    process.stderr.close()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        sys.exit(talk)
    return seconds, usage.ru_maxrss / 1024


def medians(pairs: Sequence[tuple[tuple[float, float], tuple[float, float]]]) -> tuple[tuple[float, ...], ...]:
    """Of each of two programs that ran in turns the median seconds and megabytes."""
    return tuple(tuple(map(statistics.median, zip(*one, strict=True))) for one in zip(*pairs, strict=True))


def compare_report(rows: int, folder: Path, rounds: int = 9) -> float:
    """Print what the report adds; returns the memory with it."""
    table, results = folder / f"survey-{rows}.csv", folder / "results.csv"
    make_table(table, rows)
    plain = [Path(sys.executable).with_name("jtbd-diag"), "batch", table, "-o", results, "--force"]
    reported = [*plain, "--report", folder / "report.html"]
    pairs = [(measured(plain, results), measured(reported, results)) for _ in range(rounds)]
    table.unlink()
    (seconds, memory), (more_seconds, more_memory) = medians(pairs)
    ratios = sorted(with_it[1] / without[1] for without, with_it in pairs)
    print(
        f"{rows:,} rows: {seconds:.2f} s and {memory:.0f} MB; with the report {more_seconds:.2f} s and "
        f"{more_memory:.0f} MB; memory {more_memory / memory:.2f} (of pairs {ratios[0]:.2f} to {ratios[-1]:.2f})"
    )
    return float(more_memory)


def compare_floor(rows: int, folder: Path, rounds: int = 9) -> None:
    """Print what each part that cannot be left out takes, beside the copy."""
    table, few = folder / f"survey-{rows}.csv", folder / "few.csv"
    make_table(table, rows)
    make_table(few, 10)
    program, python = str(Path(sys.executable).with_name("jtbd-diag")), sys.executable
    copy, results = folder / "copy.csv", folder / "results.csv"
    written = results.with_suffix(".parquet")
    measured([program, "batch", table, "-o", written])
    parts: dict[str, list[str | Path]] = {
        "copy": [python, "-c", COPY, table, copy],
        "import polars": [python, "-c", "import polars"],
        "batch of ten rows": [program, "batch", few, "-o", results],
        "parse into categories": [python, "-c", PARSE, table],
        "write results that are there": [python, "-c", WRITE, written, results],
        "batch": [program, "batch", table, "-o", results],
    }
    seconds: dict[str, list[float]] = {name: [] for name in parts}
    for _ in range(rounds):
        for name, command in parts.items():
            copy.unlink(missing_ok=True)
            seconds[name].append(measured(command, results)[0])
    for name, found in seconds.items():
        ratios = sorted(one / other for one, other in zip(found, seconds["copy"], strict=True))
        print(
            f"{name}: {statistics.median(found):.2f} s, {statistics.median(ratios):.2f} of a copy "
            f"({ratios[0]:.2f} to {ratios[-1]:.2f})"
        )


def compare(rows: int, folder: Path, rounds: int = 9) -> float:
    """Print both ratios; returns the memory of `batch`."""
    table = folder / f"survey-{rows}.csv"
    make_table(table, rows)
    program = str(Path(sys.executable).with_name("jtbd-diag"))
    copy, results = folder / "copy.csv", folder / "results.csv"
    measured([program, "list"])  # so that nothing is compiled in the first round
    pairs = [
        (
            measured([sys.executable, "-c", COPY, table, copy], copy),
            measured([program, "batch", table, "-o", results], results),
        )
        for _ in range(rounds)
    ]
    table.unlink()
    (copy_seconds, copy_memory), (seconds, memory) = medians(pairs)
    ratios = sorted(ours[0] / theirs[0] for theirs, ours in pairs)
    print(
        f"{rows:,} rows: {seconds:.2f} s and {memory:.0f} MB; a copy {copy_seconds:.2f} s and {copy_memory:.0f} MB; "
        f"ratios {seconds / copy_seconds:.2f} (of pairs {ratios[0]:.2f} to {ratios[-1]:.2f}) "
        f"and {memory / copy_memory:.2f}"
    )
    return float(memory)


if __name__ == "__main__":
    wanted = [one for one in sys.argv[1:] if one.isdecimal()]
    many = int(wanted[0]) if wanted else 1_000_000
    with tempfile.TemporaryDirectory(dir=".") as scratch:
        if "report" in sys.argv:
            once = compare_report(many, Path(scratch))
            print(f"at ten times the rows: {compare_report(10 * many, Path(scratch), rounds=3) / once:.2f} times")
            sys.exit()
        if "floor" in sys.argv:
            compare_floor(many, Path(scratch))
            sys.exit()
        once = compare(many, Path(scratch))
        if "flat" in sys.argv:
            print(f"memory at ten times the rows: {compare(10 * many, Path(scratch), rounds=3) / once:.2f} times")
