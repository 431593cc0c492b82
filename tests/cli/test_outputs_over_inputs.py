"""No command writes over what it reads, nor two outputs into one file, though it may replace files."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import polars as pl
import pytest

from jtbd_diag.ground.library import shipped_folder

from .conftest import Run

EXAMPLES = shipped_folder() / "questionnaires" / "examples"


def workbook(source: Path, target: Path) -> None:
    with source.open(encoding="utf-8", newline="") as file:
        heads, *rows = csv.reader(file)
    pl.DataFrame(rows, schema=heads, orient="row").write_excel(target)


@pytest.fixture
def tables(here: Path) -> Path:
    for name in ("autumn", "spring"):
        workbook(EXAMPLES / "cohort-again" / f"{name}.csv", here / f"{name}.xlsx")
    shutil.copytree(EXAMPLES / "place-riverton", here / "place")
    workbook(here / "place" / "staff.csv", here / "place" / "staff.xlsx")
    told = (here / "place" / "place.yaml").read_text("utf-8").replace("staff.csv", "staff.xlsx")
    (here / "place" / "place.yaml").write_text(told, "utf-8")
    return here


OVER = {
    "waves autumn.xlsx spring.xlsx": "spring.xlsx",
    "evidence autumn.xlsx spring.xlsx": "autumn.xlsx",
    "impact leader@1 leader@2 autumn.xlsx": "autumn.xlsx",
    "offer call-a-coach --cohort autumn.xlsx": "autumn.xlsx",
    "compare place": "place/staff.xlsx",
    "interviews cluster interviews-24 --answers autumn.xlsx": "autumn.xlsx",
}


@pytest.mark.parametrize("command", OVER)
@pytest.mark.parametrize("way", ["itself", "around", "by a link"])
def test_no_command_writes_over_a_table_that_it_reads(run: Run, tables: Path, command: str, way: str) -> None:
    before = (tables / OVER[command]).read_bytes()
    (tables / "link.xlsx").symlink_to(tables / OVER[command])
    output = {"itself": OVER[command], "around": f"place/../{OVER[command]}", "by a link": "link.xlsx"}[way]
    ran = run(*command.split(), "-o", output, "--force")
    assert (tables / OVER[command]).read_bytes() == before
    assert ran.code == 1
    assert f"{output} F011 the same command reads this file" in ran.err


@pytest.mark.parametrize("command", OVER)
def test_two_outputs_are_two_files(run: Run, tables: Path, command: str) -> None:
    ran = run(*command.split(), "-o", "page.html", "-o", "./page.html")
    assert ran.code == 1 and "F011 two outputs cannot go to the same file" in ran.err
    assert not (tables / "page.html").exists()
