"""Delimited text (CSV, TSV and kin) -> a grid that is scanned, never held.

Owns what is looked at before polars scans it, and which rows are too long or too short; knows nothing of layouts.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jtbd_diag.ground.catalogue import say, table
from jtbd_diag.survey.files.csv_dialect import Dialect, dialect_of, width_of
from jtbd_diag.survey.files.csv_rewritten import in_plain_csv, in_utf_8, without_blank_end
from jtbd_diag.survey.files.csv_scan import (
    FEW,
    LINE,
    MANY,
    hold_formulas,
    scanned,
    scanned_lines,
    without_formula,
    without_formulas,
)
from jtbd_diag.survey.files.encoding import encoding_of, is_utf8, open_text
from jtbd_diag.survey.files.grid import HEAD, OVERFLOW, ROW, Grid, LineShape, Types, rectangle, typed
from jtbd_diag.survey.files.longer_rows import refuse_below_titles, refuse_longer, refuse_where_untold
from jtbd_diag.survey.files.short_rows import ShortRows, short_rows
from jtbd_diag.survey.files.swallowed_rows import RowLook, refuse_swallowed

if TYPE_CHECKING:
    import polars as pl

LARGE = 64 << 20
"""Files beyond this many bytes are not proofread before they are scanned, unless asked for."""

_FIRST, _MOST = 1 << 16, 1 << 26
START = 1200
"""Lines of a large file that can be scanned by themselves; for these alone, polars would read 200 MB of it."""


class Start(NamedTuple):
    """The first records, and for each the line it ends on and its number."""

    records: list[list[str]]
    ends: list[int]
    numbers: list[int]
    blanks: bool


def open_delimited(path: Path, name: str, *, careful: bool = False) -> Grid:
    """A delimited file as a grid. `careful` proofreads large files too.

    Raises InputError where a quotation mark is never closed, or takes in rows, or most rows have more cells than the
    header.
    """
    import polars as pl

    proofread = careful or path.stat().st_size <= LARGE
    path, notes = _as_utf_8(path, proofread=proofread)
    if proofread and _ends_blank(path):
        path = without_blank_end(path)
    text, whole = _opening(path)
    dialect = dialect_of(text)
    refuse_below_titles(text, dialect, name)
    look = RowLook.of(text, dialect)
    if not looks_sound(text, dialect) or (proofread and _is_odd(path, dialect)):
        path, dialect = in_plain_csv(path, name, dialect, look), Dialect()
        text, whole = _opening(path)
    else:
        if proofread:
            refuse_swallowed(path, dialect, look, name)
        notes += [say("survey.separated_by", separator=_called(dialect.separator))] if dialect.separator != "," else []
    start = start_of(text, dialect, whole)
    refuse_where_untold(start.records, name)
    blanks = not proofread and (start.blanks or _ends_blank(path))  # else they are looked for as in a workbook
    width, beyond = width_of(start.records), MANY if proofread else FEW
    bare = [[without_formula(cell) for cell in record] for record in start.records[:HEAD]]
    as_formulas = hold_formulas(start.records[:HEAD])

    def scan(header_rows: int, names: Sequence[str], types: Types, source: bytes | None = None) -> pl.LazyFrame:
        above = (start.ends[header_rows - 1], start.numbers[header_rows - 1])
        as_text = {} if as_formulas else types
        frame = scanned(source or str(path.absolute()), dialect, above, names, as_text, beyond=beyond)
        frame = typed(without_formulas(frame), types) if as_formulas else frame
        return frame.filter(pl.any_horizontal(pl.exclude(ROW).is_not_null())) if blanks else frame

    first = None if proofread else partial(scan, source=_first_records(path, dialect))
    lengths = _row_lengths(path, dialect, width) if proofread else RowLengths()
    refuse_longer(lengths.longer, lengths.rows, name)
    if lengths.longer:
        notes.append(say("survey.rows_longer", n=lengths.longer))
    short = short_rows(path, dialect, width) if lengths.any_may_be_short else ShortRows()
    if short.perhaps:
        notes.append(say("survey.rows_short", n=short.perhaps))
    lines = None if proofread else LineShape(dialect.separator, width - 1)
    return Grid(
        name, rectangle(bare, width), scan, tuple(notes), start=first, lost_cells=short.lost, trusted=lines
    )  # fmt: skip


def _as_utf_8(path: Path, *, proofread: bool) -> tuple[Path, list[str]]:
    """The file, or a copy of it in UTF-8, and what is to be noted of how its bytes were read."""
    with path.open("rb") as stream:
        encoding = encoding_of(stream.read(_FIRST))
    if encoding not in ("utf-8", "utf-8-sig"):
        return in_utf_8(path, encoding), [say("survey.read_as", encoding=encoding.upper())]
    if proofread and not is_utf8(path):
        return in_utf_8(path, encoding), [say("survey.not_utf_8_throughout")]
    return path, []


def _first_records(path: Path, dialect: Dialect) -> bytes:
    """The first records as bytes of UTF-8, without the last, which may be cut in the middle."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="\n") as stream:
        lines = list(islice(stream, dialect.lines_above + START))
    ends = [0, 0, *ends_of(lines[dialect.lines_above :], dialect)]
    return "".join(lines[: dialect.lines_above + ends[-2]]).encode()


def ends_of(lines: Sequence[str], dialect: Dialect) -> Sequence[int]:
    """The number of the line that each record ends on."""
    quote = dialect.quote
    if quote is None or not (dialect.escapes or any(line.count(quote) % 2 for line in lines)):
        return range(1, len(lines) + 1)  # no record goes on beyond its line
    records = dialect.records(lines)
    return [getattr(records, "line_num", number) for number, _ in enumerate(records, start=1)]


def _opening(path: Path) -> tuple[str, bool]:
    """The first records' text, as much as it takes to see some, and whether that is all there is."""
    size = _FIRST
    while True:
        with open_text(path, "utf-8-sig") as stream:
            text = stream.read(size)
            whole = not stream.read(1)
        if whole or text.count("\n") > 3 * HEAD or size >= _MOST:
            return text, whole
        size *= 4


def start_of(text: str, dialect: Dialect, whole: bool) -> Start:
    """The first records of a text, of which the last is left out where the text is not the whole of it."""
    lines = io.StringIO(text, newline="\n")  # as polars counts lines: a lone return in a cell begins none
    for _ in range(dialect.lines_above):
        lines.readline()
    reader = dialect.records(lines)
    found = Start([], [], [], blanks=False)
    blanks = False
    for number, record in enumerate(reader, start=1):
        if not any(record) and not found.records:
            continue
        blanks = blanks or not record
        if record:
            found.records.append(record)
            found.ends.append(dialect.lines_above + getattr(reader, "line_num", number))
            found.numbers.append(number)
        if len(found.records) > 2 * HEAD:
            break
    else:
        if not whole and len(found.records) > 1:
            found.records.pop()  # cut in the middle
    return Start(found.records, found.ends, found.numbers, blanks)


def _ends_blank(path: Path) -> bool:
    """Whether the file ends in blank lines."""
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - 8))
        tail = stream.read().replace(b"\r", b"")
    return tail.endswith(b"\n\n")


def looks_sound(text: str, dialect: Dialect) -> bool:
    """Whether polars can scan what begins like this."""
    lone_returns = "\r" in text.rstrip("\r").replace("\r\n", "")
    return dialect.plain and not lone_returns and dialect.is_sound(io.StringIO(text, newline=""))


def _is_odd(path: Path, dialect: Dialect) -> bool:
    """Whether quotes stand where they should not, or polars stumbles over anything."""
    import polars as pl

    quote, separator = dialect.quote, dialect.separator
    try:
        if quote:
            line, q, s = pl.col(LINE), f"\\x{ord(quote):02x}", f"\\x{ord(separator):02x}"
            stray = line.str.contains(f"[^{s}{q}]{q}[^{s}{q}\r]").any()
            marks = line.str.count_matches(quote, literal=True).sum()
            seen = scanned_lines(path).select(stray.alias("stray"), marks.alias("marks")).collect(engine="streaming")
            if seen["stray"][0] or (seen["marks"][0] or 0) % 2:
                return True
        names = [f"c{n}" for n in range(_width(path, dialect))]
        rows = scanned(str(path.absolute()), dialect, (dialect.lines_above, 0), names, {})
        rows.select(pl.all().null_count()).collect(engine="streaming")
    except pl.exceptions.PolarsError:
        return True
    return False


class RowLengths(NamedTuple):
    """How many rows there are, how many have more cells than the header, and whether any may have fewer."""

    rows: int = 0
    longer: int = 0
    any_may_be_short: bool = False


def _row_lengths(path: Path, dialect: Dialect, width: int) -> RowLengths:
    """Counted without a look at every cell: a row may be short where it has nothing in the last column."""
    import polars as pl

    names = [f"c{n}" for n in range(width)]
    if not names:
        return RowLengths()
    rows = scanned(str(path.absolute()), dialect, (dialect.lines_above, 0), names, {}, beyond=MANY)
    counts = (pl.len(), pl.col(OVERFLOW).is_not_null().sum(), pl.col(names[-1]).is_null().any().alias("short"))
    return RowLengths(*rows.select(counts).collect(engine="streaming").row(0))


def _width(path: Path, dialect: Dialect) -> int:
    text, whole = _opening(path)
    records = start_of(text, dialect, whole).records
    return width_of(records) or 1


def _called(separator: str) -> str:
    return str(table("grammar")["separators"].get(separator, repr(separator)))
