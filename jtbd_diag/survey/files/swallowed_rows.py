"""Quoted cells that go over several lines of delimited text: which of them are rows, taken in by a stray mark.

Owns how that is told from a text of several lines; knows nothing of what is asked. Where nobody put texts in quotation
marks, a text that begins with one swallows all rows down to the next text that ends with one.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from pathlib import Path
from typing import NamedTuple

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem
from jtbd_diag.survey.files.csv_dialect import Dialect, width_of

_PIECE = 8 << 20
_LOOKED_AT = 1000
"""So many lines of a cell tell what it is."""
_SAMPLE, _ENOUGH = 120, 10
"""Fewer rows do not tell what answers there are; then lines that differ tell it among themselves."""
_NARROW = 3
"""In up to so many columns lines of a text look like rows soon: a year is a number as ids are."""
_MOST_TOLD = 12
_DIGITS, _ENDS = re.compile(r"\d"), re.compile(r"\r\n|\r|\n")


class RowLook:
    """What the rows of a table look like: how many cells they have, and which stand in which column."""

    def __init__(self, records: Sequence[Sequence[str]], separator: str, *, quoted: bool = False) -> None:
        """Look at some records, the header first; those with texts of several lines may be no rows.

        Where each cell of the header stands in quotation marks they are `quoted`.
        """
        self.width, self.separator, self.quoted = width_of(records), separator, quoted
        rows = [row for row in records[1:] if not any(_ENDS.search(cell) for cell in row)]
        self.seen, self.few = Counter(_placed(rows)), len(rows) < _ENOUGH

    @classmethod
    def of(cls, text: str, dialect: Dialect) -> RowLook:
        """What the rows look like with which a text begins."""
        lines = islice(io.StringIO(text, newline=""), dialect.lines_above, None)
        records = [record for record in islice(dialect.records(lines), _SAMPLE) if record]
        return cls(records, dialect.separator, quoted=is_quoted(text, dialect))

    def hides_rows(self, record: Sequence[str]) -> bool:
        """Whether most lines of a record are rows of their own, as if quotation marks were signs like any other.

        A row has as many cells as the header, and half of them, of those that hold anything, stand elsewhere in their
        columns: a text may have as many commas in each line, but none between answers. In few columns more is asked.
        """
        lines = [line for line in self._lines(record) if any(cell.strip() for cell in line)]
        even = [line for line in lines if len(line) == self.width]
        if self.width < 2 or len(lines) < 2 or len(even) * 2 <= len(lines):
            return False
        if self.width <= _NARROW:
            return not self.quoted and (_count_on(lines, self.width) or self._are_alike(even, len(lines)))
        least, seen = (2, self.seen + Counter(_placed(set(map(tuple, even))))) if self.few else (1, self.seen)
        rows = sum(_is_row(line, seen, least) for line in even)
        return rows > 1 and rows * 2 > len(lines)

    def _are_alike(self, even: Sequence[Sequence[str]], lines: int) -> bool:
        """Whether in few columns more than half of the cells stand elsewhere, with no blank that others have not."""
        seen = [[self.seen[cell] > 0 and not line[cell[0]][:1].isspace() for cell in _placed([line])] for line in even]
        rows = sum(sum(cells) * 2 > len(cells) for cells in seen)
        return rows > 1 and rows * 2 > lines

    def _lines(self, record: Sequence[str]) -> Iterator[list[str]]:
        """The lines that a record stands on, parted wherever a separator stands."""
        line: list[str] = []
        for cell in record:
            first, *more = islice(_ENDS.split(cell), _LOOKED_AT)
            line += first.split(self.separator) if more else [cell]
            for piece in more:
                yield line
                line = piece.split(self.separator)
        yield line


def _placed(rows: Iterable[Sequence[str]]) -> Iterator[tuple[int, str]]:
    """The cells of some rows with their places; numbers, days and ids are alike where they are written alike."""
    return ((n, _DIGITS.sub("9", cell.strip())) for row in rows for n, cell in enumerate(row) if cell.strip())


def _is_row(line: Sequence[str], seen: Counter[tuple[int, str]], least: int) -> bool:
    placed = [*_placed([line])]
    return sum(seen[cell] >= least for cell in placed) * 2 >= len(placed)


def _count_on(lines: Sequence[Sequence[str]], width: int) -> bool:
    """Whether lines begin with numbers, each one more than the last, from that of the row on in which they stand."""
    ids = [line[0].strip() for line in lines if len(line) == width]
    if len(lines[0]) != width or len(ids) < 2 or not all(one.isdecimal() for one in ids):
        return False
    return all(int(more) == int(one) + 1 for one, more in pairwise(ids))


def is_quoted(text: str, dialect: Dialect) -> bool:
    """Whether each cell of the header stands in quotation marks: what wrote it knows what they are."""
    header = next(islice(io.StringIO(text, newline=""), dialect.lines_above, None), "").strip("\ufeff\r\n")
    mark = re.escape(dialect.quote or "")
    cell = f"{mark}[^{mark}]*{mark}"
    return bool(mark) and bool(re.fullmatch(f"{cell}(?:{re.escape(dialect.separator)} *{cell})*", header))


class Swallowed(NamedTuple):
    """The numbers of the first and the last line that were read as one row."""

    first: int
    last: int

    def problem(self, name: str) -> Problem:
        """What is said of it."""
        what = say("survey.rows_swallowed", last=self.last, n=self.last - self.first + 1)
        return Problem(Code.TABLE_SHAPE, Location(name, self.first), what, say("survey.rows_swallowed_hint"))


def refuse_swallowed(path: Path, dialect: Dialect, look: RowLook, name: str) -> None:
    """Raise InputError where a sound text in UTF-8 has cells that took in whole rows."""
    found = list(islice(_swallowed(path, dialect, look), _MOST_TOLD)) if dialect.quote else []
    if found:
        raise InputError(one.problem(name) for one in found)


def _swallowed(path: Path, dialect: Dialect, look: RowLook) -> Iterator[Swallowed]:
    sign = look.separator.encode()
    for first, last, lines in _over_lines(path, dialect):
        if sum(line.count(sign) >= look.width - 1 for line in lines) > 1:  # else none can be a row
            text = (line.decode("utf-8-sig", "replace") for line in lines)
            if any(look.hides_rows(record) for record in dialect.records(text)):
                yield Swallowed(first, last)


def _over_lines(path: Path, dialect: Dialect) -> Iterator[tuple[int, int, list[bytes]]]:
    """The numbers of the lines between which a cell goes on, and the first of these lines."""
    mark, above, first = (dialect.quote or "").encode(), 0, 0
    held = list[bytes]()
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            piece += stream.readline()
            lines = _count(piece, None)
            if held or lines != _count(piece, dialect.quote):
                for number, line in enumerate(io.BytesIO(piece), start=above + 1):
                    odd = line.count(mark) % 2 == 1
                    if held and odd:
                        yield first, number, [*held, line]
                        held = []
                    elif held and len(held) < _LOOKED_AT:
                        held.append(line)
                    elif odd:
                        first, held = number, [line]
            above += lines


def _count(text: bytes, quote: str | None) -> int:
    """How many lines there are, or with a quotation mark how many records."""
    import polars as pl

    rows = pl.scan_csv(text, has_header=False, separator="\0", quote_char=quote, schema={"line": pl.String})
    return int(rows.select(pl.len()).collect(engine="streaming").item())
