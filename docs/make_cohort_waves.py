"""Makes the shipped example of a cohort asked twice: questionnaires/examples/cohort-again. Everybody in it is invented.

Run from the project's folder: python docs/make_cohort_waves.py
The dice are seeded, so every run writes the same files.
"""

from __future__ import annotations

import csv
import random
from pathlib import Path
from tempfile import TemporaryDirectory

from jtbd_diag import load_questionnaire
from jtbd_diag.simulation.simulate import simulate

SEED, PEOPLE, LEFT, LATE = 20261130, 120, 22, 4
MOVED, STEADY = 0.3, 0.9
"""The share of leaders whose view is another later, and of answers that stay in those whose view is the same."""
TARGET = Path("questionnaires/examples/cohort-again")


def main() -> None:
    """Write the files."""
    TARGET.mkdir(parents=True, exist_ok=True)
    questionnaire, dice = load_questionnaire("leader"), random.Random(SEED)
    tables = []
    for seed in (SEED, SEED + 1):
        with TemporaryDirectory() as folder:
            path = Path(folder) / "wave.csv"
            simulate(questionnaire, path, layout="plain", count=PEOPLE + LATE, seed=seed)
            tables.append([*csv.reader(path.read_text("utf-8-sig").splitlines())])
    (head, *first), (_, *second) = tables
    who = range(head.index("region") + 1)
    answered = range(len(who), len(head))
    later = []
    for n, (one, other) in enumerate(zip(first, second, strict=True)):
        moves = dice.random() < MOVED
        told = [other[at] if moves or dice.random() > STEADY else one[at] for at in answered]
        if n >= PEOPLE or dice.random() > LEFT / PEOPLE:
            later.append([*(one[at].replace("2026-0", "2027-0") for at in who), *told])
    for name, rows in (("autumn", first[:PEOPLE]), ("spring", later)):
        with (TARGET / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head, *rows])


if __name__ == "__main__":
    main()
