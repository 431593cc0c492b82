"""How long a command takes to start, as whole processes, beside a bare peer in the same run, turn by turn.

`jtbd-diag --help` beside the help of a bare typer program; `jtbd-diag diagnose` beside `import polars`; and one
`diagnose` inside a running process. Run: python benchmarks/startup.py [runs]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # as where it is installed: both programs are compiled once
ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "questionnaires" / "examples" / "coordinate.yaml"
COMMAND = Path(sys.executable).parent / "jtbd-diag"
BARE = """
import typer

app = typer.Typer()


@app.command()
def one(name: str) -> None:
    print(name)


@app.command()
def two(name: str) -> None:
    print(name)


app()
"""


def seconds(*command: str | Path) -> float:
    """The wall time of one whole process."""
    start = time.perf_counter()
    subprocess.run([str(part) for part in command], check=True, capture_output=True)
    return time.perf_counter() - start


def beside(name: str, ours: list[str | Path], peer_name: str, peer: list[str | Path], runs: int) -> None:
    """Run both in turn and print the medians and the median ratio."""
    seconds(*ours), seconds(*peer)  # warm up
    pairs = [(seconds(*ours), seconds(*peer)) for _ in range(runs)]
    ratio = median(a / b for a, b in pairs)
    a, b = (median(times) for times in zip(*pairs, strict=True))
    print(f"{name}: {a:.3f} s beside {peer_name}: {b:.3f} s, ratio {ratio:.2f}")


def main() -> None:
    """Print the ratios."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE)
        beside("jtbd-diag --help", [COMMAND, "--help"], "bare typer --help", [sys.executable, bare, "--help"], runs)
    polars = [sys.executable, "-c", "import polars"]
    beside("jtbd-diag diagnose --json", [COMMAND, "diagnose", EXAMPLE, "--json"], "import polars", polars, runs)
    beside("jtbd-diag diagnose", [COMMAND, "diagnose", EXAMPLE], "import polars", polars, runs)
    within()


def within(runs: int = 30) -> None:
    """The time of one diagnosis in a running process."""
    from jtbd_diag import diagnose, load_questionnaire
    from jtbd_diag.answers import read_answers

    questionnaire = load_questionnaire("leader")
    answers, _ = read_answers(EXAMPLE, questionnaire)
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        diagnose(questionnaire, answers)
        times.append(time.perf_counter() - start)
    print(f"one diagnosis in a running process: {median(times) * 1000:.1f} ms")


if __name__ == "__main__":
    main()
