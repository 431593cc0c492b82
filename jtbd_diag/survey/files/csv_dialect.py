"""The look of delimited text: separator, quotes, escapes.

Owns the guess from the first records, made by which reading gives rows of one width; opens no files.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from math import log2
from typing import NamedTuple

SEPARATORS = ",;\t|^~\x1f\x01\u00a6\u00a7:"
_SEP_LINE = re.compile(r"sep=(.)\r?\n")
_COMMON = SEPARATORS[:4]
MOST_ABOVE = 8
"""So many rows, at most, may stand above a header."""
_FEWEST_COLUMNS, _FEWEST_ROWS = 3, 2
_ENOUGH = 100
_EVEN = 0.9
_LOOKED_AT = 200_000


class Dialect(NamedTuple):
    """How cells are kept apart. `plain` is what polars reads by itself."""

    separator: str = ","
    quote: str | None = '"'
    escapes: bool = False
    spaces: bool = False
    lines_above: int = 0

    @property
    def plain(self) -> bool:
        """Whether nothing but the separator and the quote sign is out of the ordinary."""
        return self.separator.isascii() and not self.escapes and not self.spaces

    def is_sound(self, lines: Iterable[str]) -> bool:
        """Whether every quotation mark that opens a cell also closes it, right before the next separator."""
        try:
            for _ in self.records(lines, strict=True):
                pass
        except csv.Error as error:
            return "unexpected end" in str(error)
        return True

    def records(self, lines: Iterable[str], *, strict: bool = False) -> Iterator[list[str]]:
        """The records of some lines, as Python's csv module reads them."""
        csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
        return csv.reader(
            lines,
            delimiter=self.separator,
            quotechar=self.quote,
            quoting=csv.QUOTE_MINIMAL if self.quote else csv.QUOTE_NONE,
            doublequote=True,
            escapechar="\\" if self.escapes else None,
            skipinitialspace=self.spaces,
            strict=strict,
        )


def dialect_of(text: str) -> Dialect:
    """The dialect in which the first records have the most columns of one width."""
    told = _SEP_LINE.match(text)
    if told:
        rest = text[told.end() :]
        return _finished(Dialect(told[1], _quote(rest, told[1]), lines_above=1), rest)
    first = text.lstrip("\r\n").split("\n", 1)[0]
    candidates = [_finished(Dialect(s, _quote(text, s)), text) for s in SEPARATORS if s in first]
    fits = {dialect: _fit(dialect, text) for dialect in candidates}
    below = _below_titles(text)
    if len(below) < len(text) and all(share < _EVEN for _, share in fits.values()):
        found = dialect_of(below)
        if _titles_above([one for one in islice(found.records(io.StringIO(text, newline="")), _ENOUGH) if one]):
            return found
    best = max(candidates, key=lambda dialect: fits[dialect][0], default=Dialect())
    if not candidates or fits[best][0] == 0:
        return _finished(Dialect(), text)
    bare = Dialect(best.separator, None)
    unlikely = fits[best][1] < _EVEN or not best.is_sound(io.StringIO(text, newline=""))
    if unlikely and _fit(bare, text)[1] >= max(_EVEN, fits[best][1]):
        return bare  # quotation marks are signs like any other
    return best


def _below_titles(text: str) -> str:
    """A text from the first of its lines on that holds a separator, if that is one of the first few."""
    lines = text.split("\n", MOST_ABOVE)
    start = next((n for n, line in enumerate(lines[:-1]) if any(sign in line for sign in _COMMON)), 0)
    return "\n".join(lines[start:])


def width_of(records: Sequence[Sequence[str]]) -> int:
    """How many columns a table has: the cells of its first record that is no title of one cell above it."""
    return len(records[_titles_above(records)]) if records else 0


def _titles_above(records: Sequence[Sequence[str]]) -> int:
    """How many of the first records are titles: of one cell each, above others that have all the same, and several."""
    above = next((n for n, one in enumerate(records[: MOST_ABOVE + 1]) if len(one) > 1), 0)
    below = [len(one) for one in records[above:]]
    even = below and below[0] >= _FEWEST_COLUMNS and below.count(below[0]) >= _EVEN * len(below)
    return above if even and len(below) >= _FEWEST_ROWS else 0


def title_lines(text: str, dialect: Dialect) -> int:
    """How many of the first lines hide an even table of at least twice as many columns; 0 where none do.

    Titles of one cell do not: they are seen as such.
    """
    records = [one for one in islice(dialect.records(io.StringIO(text, newline="")), _ENOUGH) if one]
    even = dialect.separator in _COMMON and _fit(dialect, text)[1] >= _EVEN
    if not records or dialect.lines_above or even or _titles_above(records):
        return 0
    fewest = max(_FEWEST_COLUMNS, 2 * len(records[0]))
    lines = text.splitlines(keepends=True)
    for above, line in enumerate(lines[1 : 2 * MOST_ABOVE], start=1):
        if max(map(line.count, _COMMON)) < fewest - 1:
            continue
        below = "".join(lines[above:])
        found = dialect_of(below)
        header = [cell for cell in next(found.records([line]), []) if cell.strip()]
        if _fit(found, below)[1] >= _EVEN and len(header) >= fewest and len(records) > 2 * above:
            return above
    return 0


def _quote(text: str, separator: str) -> str:
    """An apostrophe where cells begin and end with it, and none does with a quotation mark."""
    around = rf"(?:^|{re.escape(separator)}){{0}}[^\r\n]*?{{0}}(?=[\r\n]|$|{re.escape(separator)})"
    double = re.search(around.format('"'), text, re.MULTILINE)
    cells = text.split("\n", 1)[0].strip("\r").split(separator)
    single = sum(cell[:1] == cell[-1:] == "'" and len(cell) > 1 for cell in cells)
    return "'" if not double and single * 2 > len(cells) else '"'


def _finished(dialect: Dialect, text: str) -> Dialect:
    """The same with its escapes and the spaces after separators."""
    if dialect.quote is None:
        return dialect
    text = text[:_LOOKED_AT]
    quote, sep = re.escape(dialect.quote), re.escape(dialect.separator)
    escaped = f"\\{dialect.quote}" in text and re.search(rf"[^\\]\\{quote}(?!\s*(?:{sep}|[\r\n]|$))", text)
    escapes = escaped and not re.search(rf"[^{quote}{sep}]{quote}{quote}", text)
    spaces = dialect.separator != "\t" and re.search(rf"{sep} +{quote}(?!{quote}|{sep}|[\r\n])", text)
    return Dialect(dialect.separator, dialect.quote, bool(escapes), bool(spaces), dialect.lines_above)


def _fit(dialect: Dialect, text: str) -> tuple[float, float]:
    """How many columns there are, in bits, times the share of rows that have as many as the first; and the share.

    Rows that all have one cell more than a header of several are even, too: R writes names of rows below no header.
    """
    widths: list[int] = []
    for record in dialect.records(io.StringIO(text, newline="")):
        if record:
            widths.append(len(record))
        if len(widths) == _ENOUGH:
            break
    share = widths.count(widths[0]) / len(widths) if widths else 0.0
    if len(widths) > _FEWEST_ROWS and widths[0] >= _FEWEST_COLUMNS and {*widths[1:]} == {widths[0] + 1}:
        share = 1.0
    return (log2(widths[0]) * share if widths else 0.0), share
