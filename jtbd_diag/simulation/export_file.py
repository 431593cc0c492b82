"""An export -> its file: delimited text or a workbook, row after row, the same bytes for the same rows.

Owns how the files are made; knows nothing of what is in them.
"""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterable
from pathlib import Path

from jtbd_diag.ground.files import made_beside
from jtbd_diag.simulation.export_columns import Export
from jtbd_diag.simulation.invented_people import Entry

_LONG_AGO = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


def write_export(path: Path, export: Export, entries: Iterable[Entry], *, force: bool) -> None:
    """Write an export by the file's ending: .xlsx, .tsv, else text with the platform's own separator.

    Raises InputError: EXISTS, UNWRITABLE.
    """
    with made_beside(path, force=force) as scratch:
        if path.suffix.lower() == ".xlsx":
            _workbook(scratch, export, entries)
        else:
            _text(scratch, export, entries, "\t" if path.suffix.lower() == ".tsv" else export.separator)


def _text(path: Path, export: Export, entries: Iterable[Entry], separator: str) -> None:
    with path.open("w", encoding="utf-8-sig" if export.mark else "utf-8", newline="") as file:
        writer = csv.writer(
            file,
            delimiter=separator,
            lineterminator=export.newline,
            quoting=csv.QUOTE_ALL if export.quote_all else csv.QUOTE_MINIMAL,
        )
        writer.writerows(export.headers())
        writer.writerows(export.rows(entries))
        if export.last_line:
            file.write(export.newline)


def _workbook(path: Path, export: Export, entries: Iterable[Entry]) -> None:
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": _LONG_AGO})
        sheet = book.add_worksheet(export.tab)
        place = 0
        for rows in (export.headers(), export.rows(entries)):
            for row in rows:
                for column, cell in enumerate(row):
                    if cell != "":
                        sheet.write_string(place, column, cell)
                place += 1
