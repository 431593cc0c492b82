"""Results -> an XLSX workbook: the results, and a codebook that explains their columns.

Owns sheets, formats and widths; knows nothing of how a result came about. Nothing in it can run: every text is
written as a text.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, BinaryIO

import polars as pl

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.questionnaire import Questionnaire, fingerprint
from jtbd_diag.results.codebook import ColumnPart, ResultColumn, caution
from jtbd_diag.results.written.sheet_rows import held_sheet

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS, MOST_COLUMNS, MOST_LETTERS = 1_048_575, 16_384, 32_767
_WIDEST, _NARROWEST = 44, 8
_ROWS = 20_000  # rows of a lazy frame held at a time
_LOOKED_AT = 200  # rows whose texts decide a column's width
_TINTS: dict[ColumnPart, str] = {
    "survey": "#eceff1",
    "answers": "#eceff1",
    "questionnaire": "#eceff1",
    "scores": "#dcebf2",
    "job": "#f9e3d0",
    "push": "#f9e3d0",
    "readiness": "#e2efda",
    "checks": "#fdf3cf",
    "claims": "#eceff1",
    "application": "#e8e4f1",
}


def check_size(where: str, rows: int, columns: int) -> None:
    """Raise InputError when a spreadsheet cannot hold so much."""
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        what = say(
            "results.spreadsheet_full", most_rows=MOST_ROWS, most_columns=MOST_COLUMNS, rows=rows, columns=columns
        )
        hint = say("results.spreadsheet_full_hint")
        raise complaint(Code.TOO_MANY_FOR_A_SPREADSHEET, where, what, hint)


def write_results(
    results: pl.DataFrame | pl.LazyFrame,
    columns: Sequence[ResultColumn],
    questionnaire: Questionnaire,
    source: str,
    path: Path,
) -> int:
    """Write results with what they rest on; returns how many texts were cut."""
    rows = int(results.lazy().select(pl.len()).collect().item())
    return write_workbook(results, columns, about_results(questionnaire, source, rows), path)


def about_results(questionnaire: Questionnaire, source: str, rows: int) -> tuple[str, ...]:
    """What is said of results as a whole: of which file, by which questionnaire, and what may be done with them."""
    return (
        say("results.workbook_says", name=Path(source).name, rows=rows),
        say(
            "results.workbook_asked",
            name=questionnaire.questionnaire,
            version=questionnaire.version,
            fingerprint=fingerprint(questionnaire),
            title=questionnaire.title,
        ),
        *(one for one in (caution(questionnaire), questionnaire.about) if one),
    )


def write_rejects(rejects: pl.DataFrame, path: Path) -> None:
    """Write the cells that could not be used."""
    columns = [ResultColumn(name, "survey", say("results.workbook_rejects", name=name)) for name in rejects.columns]
    write_workbook(rejects, columns, (say("results.workbook_rejects_title"),), path)


def write_workbook(
    frame: pl.DataFrame | pl.LazyFrame,
    columns: Sequence[ResultColumn],
    about: Sequence[str],
    path: Path,
    *,
    wrapped: bool = False,
) -> int:
    """Write results to a workbook at `path`. `about` stands on top of the codebook; `wrapped` texts take several lines.

    Of a lazy frame, which is to be of a file, some rows are held at a time; such a workbook is larger.
    Returns how many texts were cut, as longer than a cell holds. Raises OSError when it cannot be written.
    """
    from xlsxwriter import Workbook

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    streamed = isinstance(frame, pl.LazyFrame)
    with path.open("wb") as file, TemporaryDirectory(prefix="jtbd-diag-") as folder:
        safe = _Sheltered(file)
        book = Workbook(safe, {**options, "in_memory": not streamed, "constant_memory": streamed, "tmpdir": folder})
        try:
            cut = _write_results(book, frame, columns, wrapped)
            _write_codebook(book, columns, about)
            book.set_properties({"title": "Results", "comments": "\n".join(about)})
            book.close()
        finally:
            book.fileclosed = True  # or what is left of it would be written when it goes
        safe.raise_failure()
    return cut


class _Sheltered:
    """A file that fails once, and after that says nothing: a ZIP file that fails goes on to write its end."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.failure: OSError | None = None

    def write(self, data: bytes) -> int:
        if self.failure is None:
            try:
                self.file.write(data)
            except OSError as error:
                self.failure = error
        return len(data)

    def raise_failure(self) -> None:
        if self.failure is not None:
            raise self.failure

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


def _write_results(
    book: Workbook, frame: pl.DataFrame | pl.LazyFrame, columns: Sequence[ResultColumn], wrapped: bool
) -> int:
    """Write the results, column by column or if lazy row by row; returns how many texts were cut."""
    sheet = book.add_worksheet("Results", worksheet_class=held_sheet())
    explained = {column.name: column for column in columns}
    lazy = frame.lazy()
    names, start, cut = lazy.collect_schema().names(), lazy.head(_LOOKED_AT).collect(), 0
    height = int(lazy.select(pl.len()).collect().item())
    sheet.set_row(0, 32)
    for n, name in enumerate(names):
        column = explained[name]
        header = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": _TINTS[column.part]}
        )
        sheet.write_string(0, n, name[:MOST_LETTERS], header)
        shown = book.add_format({"num_format": _number_format(column), "valign": "top", "text_wrap": wrapped})
        sheet.set_column(n, n, _width(name, start.get_column(name), column), shown)
        if isinstance(frame, pl.DataFrame):
            texts, longer = _shortened(frame.get_column(name))
            sheet.write_held(texts, shown)
            cut += longer
    sheet.freeze_panes(1, _frozen(columns))
    sheet.autofilter(0, 0, max(height, 1), max(len(names) - 1, 0))
    sheet.set_landscape()
    sheet.repeat_rows(0)
    if isinstance(frame, pl.LazyFrame):
        cut += sum(_write_rows(sheet, frame.slice(top, _ROWS).collect(), top + 1) for top in range(0, height, _ROWS))
    return cut


def _shortened(values: pl.Series) -> tuple[pl.Series, int]:
    """A column's cells, its texts no longer than a cell holds; and how many were cut."""
    if values.dtype.is_numeric() or values.dtype == pl.Boolean:
        return values, 0
    texts = values.cast(pl.String)
    if not (texts.str.len_chars() > MOST_LETTERS // 2).any():
        return texts, 0
    short = pl.Series([None if text is None else _cut(text) for text in texts], dtype=pl.String)
    return short, int((short != texts).sum())


def _cut(text: str) -> str:
    """As much of a text as a cell holds, which counts a sign beyond the first 65,536 as two."""
    return text.encode("utf-16-le")[: 2 * MOST_LETTERS].decode("utf-16-le", "ignore")


def _write_rows(sheet: Worksheet, rows: pl.DataFrame, top: int) -> int:
    """Write rows from one on, one after the other; returns how many texts were cut."""
    columns, cut = [], 0
    for values in rows.iter_columns():
        cells, longer = _shortened(values)
        cut += longer
        numeric, truth = cells.dtype.is_numeric(), cells.dtype == pl.Boolean
        write = sheet.write_number if numeric else sheet.write_boolean if truth else sheet.write_string
        columns.append((write, cells.to_list()))
    for n, (c, (write, cells)) in product(range(rows.height), enumerate(columns)):
        if cells[n] is not None:
            write(top + n, c, cells[n])
    return cut


def _frozen(columns: Sequence[ResultColumn]) -> int:
    """How many columns stay in sight: the row and the survey's first one."""
    return 2 if len(columns) > 1 and columns[1].part == "survey" else 1


def _number_format(column: ResultColumn) -> str:
    if column.decimals is None:
        return "General"
    return f"0.{'0' * column.decimals}" if column.decimals else "0"


def _width(name: str, values: pl.Series, column: ResultColumn) -> float:
    """Wide enough for what the first rows hold; the header may take two lines and its filter's button."""
    head = len(name) * 0.6 + 6 if "_" not in name else max(len(name) + 3, 8)
    texts = values.head(_LOOKED_AT).cast(pl.String) if column.decimals is None else pl.Series([], dtype=pl.String)
    longest = texts.str.len_chars().max() if len(texts) else None
    body = int(longest) + 2 if isinstance(longest, int) else 8
    return float(min(max(head, body, _NARROWEST), _WIDEST))


def _write_codebook(book: Workbook, columns: Sequence[ResultColumn], about: Sequence[str]) -> None:
    sheet = book.add_worksheet("Codebook")
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "valign": "top", "bottom": 1})
    for row, line in enumerate(about):
        sheet.merge_range(row, 0, row, 2, "", wrapped)
        sheet.write_string(row, 0, line, wrapped)
        sheet.set_row(row, 15.0 * (1 + len(line) // 120))
    top = len(about) + 1
    for n, (title, width) in enumerate(zip(say("results.codebook_heads").split("|"), (30, 70, 60), strict=True)):
        sheet.write_string(top, n, title, bold)
        sheet.set_column(n, n, width)
    for row, column in enumerate(columns, start=top + 1):
        tint = book.add_format({"text_wrap": True, "valign": "top", "bg_color": _TINTS[column.part]})
        _write_line(sheet, row, (column.name, column.meaning, column.values), (tint, wrapped, wrapped))
        sheet.set_row(row, 15.0 * max(1, -(-len(column.meaning) // 68), -(-len(column.values) // 58)))
    sheet.freeze_panes(top + 1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _write_line(sheet: Worksheet, row: int, texts: Sequence[str], formats: Sequence[Format]) -> None:
    for n, (text, shown) in enumerate(zip(texts, formats, strict=True)):
        sheet.write_string(row, n, text[:MOST_LETTERS], shown)
