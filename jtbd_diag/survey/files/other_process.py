"""Reads XLS, ODS, SPSS and Stata files in a process of its own: a damaged one can fill the memory, or never end.

Owns that process and its limits; `python -m jtbd_diag.survey.files.other_process SOURCE FOLDER` is what it runs.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import is_zipfile

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem, complaint, did_you_mean
from jtbd_diag.survey.files.archive import Budget, broken
from jtbd_diag.survey.files.exact_cells import Exact
from jtbd_diag.survey.files.grid import scratch_file
from jtbd_diag.survey.files.statistics_cells import statistics_frames, statistics_kind

if TYPE_CHECKING:
    import polars as pl
    from fastexcel import ExcelReader, ExcelSheet

    Sheets = tuple[dict[str, pl.DataFrame], set[str]]
    """The cells of every sheet, in the order of the workbook, and the names of those that are hidden."""

MOST_BYTES = 4 << 30
MOST_SECONDS = 120
MOST_SHEETS = 100
"""A workbook with more sheets is not searched for answers."""
_NAMES, _PROBLEMS = "sheets.json", "problems.json"


def load(book: ExcelReader, sheet: str) -> ExcelSheet:
    """A sheet as text cells, rows above the first cells included."""
    return book.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string")


def is_hidden(sheet: ExcelSheet) -> bool:
    """Whether whoever opens the workbook does not see the sheet."""
    return sheet.visible != "visible"


def wanted_sheets(names: Sequence[str], sheet: str | None, file: str) -> Sequence[str]:
    """The sheets to read: the one asked for, or all. Raises InputError where they are too many to look through."""
    if sheet is not None:
        return [named_sheet(sheet, names, file)]
    if len(names) > MOST_SHEETS:
        what = say("survey.too_many_sheets", n=len(names), most=MOST_SHEETS)
        raise complaint(Code.UNPACKS_TOO_LARGE, file, what, say("survey.too_many_sheets_hint"))
    return names


def named_sheet(sheet: str, names: Sequence[str], file: str) -> str:
    """The sheet of this name, or of this number from 1. Raises InputError where there is none."""
    if sheet in names:
        return sheet
    if sheet.isascii() and sheet.isdecimal() and 1 <= int(sheet) <= len(names):
        return names[int(sheet) - 1]
    raise complaint(Code.UNKNOWN_SHEET, file, say("survey.no_sheet", sheet=sheet), did_you_mean(sheet, names))


def sheets_apart(path: Path, name: str, sheet: str | None) -> Sheets:
    """The sheets as text cells; only one is filled if asked.

    Raises InputError when the process does not come back with them.
    """
    import polars as pl

    folder = scratch_file("")
    folder.mkdir()
    root = str(Path(__file__).parents[3])
    known = os.environ.get("PYTHONPATH")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([root, *([known] if known else [])])}
    wanted = [] if sheet is None else [sheet]
    command = [sys.executable, "-m", "jtbd_diag.survey.files.other_process", str(path.absolute()), str(folder), *wanted]
    try:
        done = subprocess.run(command, env=environment, capture_output=True, timeout=MOST_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise broken(name, say("survey.reading_without_end")) from None
    if (folder / _PROBLEMS).exists():
        told = json.loads((folder / _PROBLEMS).read_text(encoding="utf-8"))
        raise InputError(Problem(Code(code), Location(name), what, hint) for code, what, hint in told)
    if done.returncode or not (folder / _NAMES).exists():
        said = done.stdout.decode("utf-8", "replace").strip()
        raise broken(name, said or say("survey.spreadsheet_not_made_out"))
    hidden: dict[str, bool] = json.loads((folder / _NAMES).read_text(encoding="utf-8"))
    files = {one: folder / f"{n}.parquet" for n, one in enumerate(hidden)}
    frames = {one: pl.read_parquet(file) if file.exists() else pl.DataFrame() for one, file in files.items()}
    return frames, {one for one, out_of_sight in hidden.items() if out_of_sight}


def main(source: str, folder: str, sheet: str | None = None) -> None:
    """Write the sheets of a file, and then their names; or what is wrong with it."""
    import fastexcel

    _limit()
    try:
        hidden = _statistics(Path(source), Path(folder)) or _written(Path(source), Path(folder), sheet)
    except fastexcel.FastExcelError as error:
        sys.stdout.write(str(error).partition("\n")[0])
        sys.exit(1)
    except InputError as error:
        told = [(problem.code, problem.what, problem.hint) for problem in error.problems]
        (Path(folder) / _PROBLEMS).write_text(json.dumps(told), encoding="utf-8")
        sys.exit(1)
    (Path(folder) / _NAMES).write_text(json.dumps(hidden), encoding="utf-8")


def _statistics(source: Path, folder: Path) -> dict[str, bool]:
    """Write what a file for SPSS or Stata holds, if it is one; returns the names."""
    with source.open("rb") as stream:
        kind = statistics_kind(stream.read(1 << 10))
    if kind is None:
        return {}
    import pyreadstat

    budget = Budget(source, str(source))
    try:
        frames = statistics_frames(source, kind)
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, ValueError, OverflowError) as error:
        sys.stdout.write(str(error).partition("\n")[0])
        sys.exit(1)
    for n, frame in enumerate(frames.values()):
        budget.spend(int(frame.estimated_size()))
        frame.write_parquet(folder / f"{n}.parquet")
    return dict.fromkeys(frames, False)


def _written(source: Path, folder: Path, sheet: str | None) -> dict[str, bool]:
    """Write the sheets that are wanted; returns the names of all, and whether they are hidden."""
    import fastexcel

    from jtbd_diag.survey.files.ods_cells import exact_ods
    from jtbd_diag.survey.files.xls_cells import exact_xls

    budget = Budget(source, str(source))
    exact = exact_ods(source, str(source), budget) if is_zipfile(source) else exact_xls(source)
    book = fastexcel.read_excel(source)
    wanted = wanted_sheets(book.sheet_names, sheet, str(source))
    hidden: dict[str, bool] = {}
    for n, one in enumerate(book.sheet_names):
        loaded = load(book, one) if one in wanted else None
        hidden[one] = loaded is not None and is_hidden(loaded)
        if loaded is not None:
            frame = exact.get(one, Exact()).laid_over(loaded.to_polars(), str(source))
            budget.spend(int(frame.estimated_size()))
            frame.write_parquet(folder / f"{n}.parquet")
    return hidden


def _limit() -> None:
    """Let the process fail rather than take the machine with it; Windows has no such limit."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(*sys.argv[1:])
