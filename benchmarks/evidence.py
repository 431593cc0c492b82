"""How long `evidence` takes, and how much memory, beside `batch` on the same table.

Run: python benchmarks/evidence.py [rows]
100,000 invented leaders in all 55 questions, CSV to HTML, beside CSV to results CSV: at most 2 x the time. Each program
is a process of its own and is run in turns with the other, nine times; the medians count, and the range of the pairs is
told.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

START = "from jtbd_diag.cli.main import main; main()"


def timed(*words: object) -> tuple[float, int]:
    """Seconds, and the most memory in MB, of one run."""
    before = time.perf_counter()
    program = subprocess.Popen([sys.executable, "-c", START, *map(str, words)], stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(program.pid, 0)
    assert status == 0, words
    assert isinstance(used, resource.struct_rusage)
    return time.perf_counter() - before, used.ru_maxrss // 1024


def main() -> None:
    """Print the ratio."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table = folder / "survey.csv"
        timed("simulate", "leader", "-n", rows, "--seed", 3, "-o", table)
        pairs = [
            (
                timed("batch", table, "-o", folder / "results.csv", "--force"),
                timed("evidence", table, "-o", folder / "evidence.html", "--force"),
            )
            for _ in range(9)
        ]
    batch, evidence = (statistics.median(pair[n][0] for pair in pairs) for n in (0, 1))
    ratios = sorted(pair[1][0] / pair[0][0] for pair in pairs)
    memory = [max(pair[n][1] for pair in pairs) for n in (0, 1)]
    print(f"{rows:,} rows: batch {batch:.1f} s, {memory[0]} MB; evidence {evidence:.1f} s, {memory[1]} MB")
    print(f"evidence / batch: {evidence / batch:.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f}); at most 2")


if __name__ == "__main__":
    main()
