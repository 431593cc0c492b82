"""Makes docs/tutorials/districts.csv: what an invented fund knows of the districts of its 200 invented applicants.

Run from the project's folder: python docs/make_districts.py
The applicants are those that the foundation's tutorial simulates. The dice are seeded: every run writes the same file.
"""

from __future__ import annotations

import csv
import random
import tempfile
from pathlib import Path

from refresh_readme import run_apart  # beside this file

SEED = 20261129
TARGET = Path("docs/tutorials/districts.csv")
SIMULATED = "simulate leader-application -n 200 --layout google-forms -o applications.csv"
STUDENTS = {"city": 21_000, "suburb": 9_000, "town": 3_000, "rural": 900}  # in the middle of each


def main() -> None:
    """Write the file: a row for each address, some of them without a number or a word."""
    with tempfile.TemporaryDirectory() as folder:
        code, told = run_apart(Path(folder), SIMULATED.split())
        assert code == 0, told
        with (Path(folder) / "applications.csv").open(encoding="utf-8-sig", newline="") as file:
            addresses = sorted({row["Email Address"] for row in csv.DictReader(file) if row["Email Address"]})
    dice, rows = random.Random(SEED), []
    for address in addresses:
        locale = dice.choices([*STUDENTS], [20, 25, 25, 30])[0]
        students = round(STUDENTS[locale] * dice.lognormvariate(0, 0.5), -2)
        before = dice.choices(["no", "yes", ""], [82, 14, 4])[0]
        rows.append([address, locale, f"{students:.0f}" if dice.random() > 0.03 else "", before])
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["email", "locale", "students", "funded before"], *rows])


if __name__ == "__main__":
    main()
