"""XLSX, XLS and ODS -> grids, a sheet each.

Owns sheets and how the cells of spreadsheet programs become text; knows nothing of layouts.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.survey.files.archive import Budget, broken, refuse_bombs
from jtbd_diag.survey.files.grid import HEAD, ROW, Grid, Types, rectangle, typed
from jtbd_diag.survey.files.other_process import is_hidden, load, named_sheet, sheets_apart, wanted_sheets
from jtbd_diag.survey.files.statistics_cells import CELLS, MISSING, STATISTICS_HEADERS

if TYPE_CHECKING:
    import polars as pl


def open_spreadsheet(path: Path, name: str, sheet: str | None, *, kind: Literal["xlsx", "ods", "xls"]) -> list[Grid]:
    """The sheets of a file that hold anything, hidden ones last; or the one asked for by name or by number from 1."""
    if kind != "xls":
        refuse_bombs(path, name)
    notes: dict[str, tuple[str, ...]] = {}
    if kind == "xlsx":
        frames, hidden, notes = _sheets(path, name, sheet)
    else:
        frames, hidden = sheets_apart(path, name, sheet)
    if not frames:
        raise broken(name, say("survey.workbook_without_sheets"))
    in_sight_first = sorted(frames, key=lambda one: one in hidden)
    wanted = [named_sheet(sheet, list(frames), name)] if sheet is not None else in_sight_first
    full = [one for one in wanted if frames[one].height] or wanted[:1]
    return [_grid(frames[one], name, one, notes.get(one, ()), hidden=one in hidden) for one in full]


def open_statistics(path: Path, name: str, kind: str) -> Grid:
    """A file for SPSS or Stata as a grid: two header rows, of names and labels, which are no rows of it.

    Raises InputError: MISSING_PROGRAM where pyreadstat, of the extra `stats`, is not installed.
    """
    if find_spec("pyreadstat") is None:
        what = say("survey.no_pyreadstat", kind=kind)
        raise complaint(Code.MISSING_PROGRAM, name, what, say("survey.no_pyreadstat_hint"))
    frames, _ = sheets_apart(path, name, None)
    frame, gone = frames[CELLS], frames[MISSING]
    missing: dict[int, set[str]] = {}
    for n, label in gone.iter_rows():
        missing.setdefault(n, set()).add(label)

    def scan(header_rows: int, names: Sequence[str], types: Types) -> pl.LazyFrame:
        rows = frame.rename(dict(zip(frame.columns, names, strict=True))).slice(max(header_rows, STATISTICS_HEADERS))
        return typed(rows.with_row_index(ROW, offset=1 + max(header_rows - STATISTICS_HEADERS, 0)).lazy(), types)

    head = rectangle(frame.head(HEAD).rows(), frame.width)
    letters = tuple(head[0]) if head else ()
    return Grid(name, head, scan, letters=letters, layout="statistics", missing=missing)


def _sheets(
    path: Path, name: str, sheet: str | None
) -> tuple[dict[str, pl.DataFrame], set[str], dict[str, tuple[str, ...]]]:
    """Every sheet of an XLSX file as text cells, blank rows kept for the count; only one is filled if asked.

    With them which sheets are hidden, and what is to be noted of each.
    """
    import fastexcel
    import polars as pl

    from jtbd_diag.survey.files.xlsx_cells import XlsxFile

    file = XlsxFile(path, name)
    if sheet is None:
        wanted_sheets(list(file.sheets), None, name)
    file.refuse_unfolding(Budget(path, name))
    try:
        book = fastexcel.read_excel(path)
        wanted = wanted_sheets(book.sheet_names, sheet, name)
        loaded = {one: load(book, one) for one in wanted}
        read = {one: file.exact(one).laid_over(cells.to_polars(), name) for one, cells in loaded.items()}
        frames = {one: read.get(one, pl.DataFrame()) for one in book.sheet_names}
        hidden = {one for one, cells in loaded.items() if is_hidden(cells)}
        return frames, hidden, {one: file.notes(one) for one in wanted}
    except fastexcel.FastExcelError as error:
        raise broken(name, str(error).partition("\n")[0]) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what Rust code throws when it meets what it never foresaw
            raise
        raise broken(name, error) from None


def _grid(frame: pl.DataFrame, name: str, sheet: str, notes: tuple[str, ...], *, hidden: bool) -> Grid:

    above = 0
    while above < frame.height and not any(frame.row(above)):
        above += 1
    head = rectangle(frame.slice(above, HEAD).rows(), frame.width)

    def scan(header_rows: int, names: Sequence[str], types: Types) -> pl.LazyFrame:
        renamed = frame.rename(dict(zip(frame.columns, names, strict=True)))
        rows = renamed.with_row_index(ROW, offset=1).slice(above + header_rows)
        return typed(rows.lazy(), types)

    notes = (*([say("survey.sheet_hidden", sheet=sheet)] if hidden else []), *notes)
    return Grid(name, head, scan, notes, sheet, letters=tuple(frame.columns))
