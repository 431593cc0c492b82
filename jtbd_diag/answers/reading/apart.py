"""Reads XLS and ODS files in a process of its own: a damaged one can make its reader fill the memory, or never end.

Owns that process and its limits; `python -m jtbd_diag.answers.reading.apart SOURCE FOLDER` is what it runs.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jtbd_diag.answers.reading.archive import broken
from jtbd_diag.answers.reading.grid import scratch_file

if TYPE_CHECKING:
    import polars as pl
    from fastexcel import ExcelReader, ExcelSheet

    Sheets = tuple[dict[str, pl.DataFrame], set[str]]
    """The cells of every sheet, in the order of the workbook, and the names of those that are hidden."""

MOST_BYTES = 4 << 30
MOST_SECONDS = 120
_NAMES = "sheets.json"


def load(book: ExcelReader, sheet: str) -> ExcelSheet:
    """A sheet as text cells, rows above the first cells included."""
    return book.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string")


def is_hidden(sheet: ExcelSheet) -> bool:
    """Whether whoever opens the workbook does not see the sheet."""
    return sheet.visible != "visible"


def sheets_apart(path: Path, name: str) -> Sheets:
    """Every sheet as text cells. Raises InputError when the process does not come back with them."""
    import polars as pl

    folder = scratch_file("")
    folder.mkdir()
    root = str(Path(__file__).parents[3])
    known = os.environ.get("PYTHONPATH")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([root, *([known] if known else [])])}
    command = [sys.executable, "-m", "jtbd_diag.answers.reading.apart", str(path.absolute()), str(folder)]
    try:
        done = subprocess.run(command, env=environment, capture_output=True, timeout=MOST_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise broken(name, "reading it does not come to an end") from None
    if done.returncode or not (folder / _NAMES).exists():
        said = done.stdout.decode("utf-8", "replace").strip()
        raise broken(name, said or "the spreadsheet cannot be made out")
    hidden: dict[str, bool] = json.loads((folder / _NAMES).read_text(encoding="utf-8"))
    frames = {one: pl.read_parquet(folder / f"{n}.parquet") for n, one in enumerate(hidden)}
    return frames, {one for one, out_of_sight in hidden.items() if out_of_sight}


def main(source: str, folder: str) -> None:
    """Write every sheet of a file, and then their names."""
    import fastexcel

    _limit()
    try:
        book = fastexcel.read_excel(source)
        hidden: dict[str, bool] = {}
        for n, sheet in enumerate(book.sheet_names):
            loaded = load(book, sheet)
            hidden[sheet] = is_hidden(loaded)
            loaded.to_polars().write_parquet(Path(folder) / f"{n}.parquet")
    except fastexcel.FastExcelError as error:
        sys.stdout.write(str(error).partition("\n")[0])
        sys.exit(1)
    (Path(folder) / _NAMES).write_text(json.dumps(hidden), encoding="utf-8")


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
