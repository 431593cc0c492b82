"""How long a command takes to start, as whole processes, beside a bare peer in the same run, turn by turn.

`jtbd-diag --help` beside the help of a bare typer program; `jtbd-diag diagnose`, and `interview` to its first question,
beside `import polars`, and beside a bare typer program that takes a path, the least that any command costs; and
one `diagnose` inside a running process. Run: python benchmarks/startup.py [runs]
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
NOBODY_THERE = 130
"""What an interview ends with after its first question when nobody answers."""
COMMAND = Path(sys.executable).parent / "jtbd-diag"
BARE = """
from pathlib import Path

import typer

app = typer.Typer()


@app.command()
def one(name: Path) -> None:
    print(name)


@app.command()
def two(name: str) -> None:
    print(name)


app()
"""


def seconds(*command: str | Path) -> tuple[float, float]:
    """The wall time of one whole process, and the time it took of processors."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    talk = process.stderr.read().decode()
    process.stderr.close()
    _, status, used = os.wait4(process.pid, 0)
    took = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) not in (0, NOBODY_THERE):
        sys.exit(talk)
    return took, used.ru_utime + used.ru_stime


def beside(name: str, ours: list[str | Path], peer_name: str, peer: list[str | Path], runs: int) -> None:
    """Run both in turn and print the medians and the median ratio, of wall time and of processor time."""
    seconds(*ours), seconds(*peer)  # warm up
    pairs = [(seconds(*ours), seconds(*peer)) for _ in range(runs)]
    for n, kind in enumerate(("wall time", "processor time")):
        ratios = sorted(a[n] / b[n] for a, b in pairs)
        a, b = (median(times[n] for times in side) for side in zip(*pairs, strict=True))
        of_pairs = f"ratio {median(ratios):.2f} (of pairs {ratios[0]:.2f} to {ratios[-1]:.2f})"
        print(f"{name}, {kind}: {a:.3f} s beside {peer_name}: {b:.3f} s, {of_pairs}")


def main() -> None:
    """Print the ratios."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE)
        beside("jtbd-diag --help", [COMMAND, "--help"], "bare typer --help", [sys.executable, bare, "--help"], runs)
        polars = [sys.executable, "-c", "import polars"]
        least = [sys.executable, bare, "one", "answers.yaml"]
        ours: dict[str, list[str | Path]] = {
            "diagnose --json": [COMMAND, "diagnose", EXAMPLE, "--json"],
            "diagnose": [COMMAND, "diagnose", EXAMPLE],
            "interview, first question": [COMMAND, "interview", "--plain", "--force", "-o", Path(folder) / "a.yaml"],
        }
        beside("a bare typer program with a path", least, "import polars", polars, runs)
        for name, command in ours.items():
            beside(f"jtbd-diag {name}", command, "import polars", polars, runs)
        beside("jtbd-diag diagnose --json", ours["diagnose --json"], "a bare typer program with a path", least, runs)
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
