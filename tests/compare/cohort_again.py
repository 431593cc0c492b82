"""The shipped cohort, asked twice, as rows; and rows as a table."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from jtbd_diag.ground.library import shipped_folder

COHORT = shipped_folder() / "questionnaires" / "examples" / "cohort-again"
Rows = list[list[str]]


def rows_of(name: str) -> Rows:
    with (COHORT / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [*csv.reader(file)]


def written(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path
