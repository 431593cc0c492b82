"""Places for these tests: the shipped one, and others made of it."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Sequence
from pathlib import Path

from typer.testing import CliRunner, Result

from jtbd_diag.cli.main import app
from jtbd_diag.ground.library import shipped_folder
from jtbd_diag.questionnaire import Questionnaire, load_questionnaire
from jtbd_diag.questionnaire.form_for_cabinet_and_staff import seen_from

EXAMPLE = shipped_folder() / "questionnaires" / "examples" / "place-riverton"
LEADER = load_questionnaire("leader")
FORMS: dict[str, Questionnaire] = {
    "cabinet": seen_from(LEADER, "cabinet", load_questionnaire),
    "staff": seen_from(LEADER, "staff", load_questionnaire),
}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["compare", *map(str, arguments), "--date", "2026-11-29"])


def place(folder: Path, *changes: tuple[str, str]) -> Path:
    """The shipped place in a folder of its own, with words of its place file changed."""
    target = folder / "place"
    shutil.copytree(EXAMPLE, target)
    path = target / "place.yaml"
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    return target


def rows_of(target: Path, name: str) -> list[list[str]]:
    with (target / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [*csv.reader(file)]


def write_rows(target: Path, name: str, rows: Sequence[Sequence[str]]) -> None:
    with (target / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
