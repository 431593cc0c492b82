"""The look of delimited text: separator, quotes, escapes.

Owns the guess from the first records, made by which reading gives rows of one width; opens no files.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import log2

SEPARATORS = ",;\t|^~\x1f\x01\u00a6\u00a7:"
_SEP_LINE = re.compile(r"sep=(.)\r?\n")
_ENOUGH = 100


@dataclass(frozen=True)
class Dialect:
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

    def records(self, lines: Iterable[str]) -> Iterator[list[str]]:
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
        )


def dialect_of(text: str) -> Dialect:
    """The dialect in which the first records have the most columns of one width."""
    told = _SEP_LINE.match(text)
    if told:
        rest = text[told.end() :]
        return _finished(Dialect(told[1], _quote(rest, told[1]), lines_above=1), rest)
    first = text.lstrip("\r\n").split("\n", 1)[0]
    candidates = [Dialect(s, quote) for s in SEPARATORS if s in first for quote in _quotes(text, s)]
    best = max(candidates, key=lambda dialect: _fit(dialect, text), default=Dialect())
    if _fit(best, text) == 0:
        best = Dialect()
    return _finished(best, text)


def _quotes(text: str, separator: str) -> list[str | None]:
    """Signs that may enclose cells, the likeliest first: of equal fits the first is taken."""
    found: list[str | None] = [_quote(text, separator)]
    return [*found, None] if found[0] in text else found


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
    quote = re.escape(dialect.quote)
    escapes = re.search(rf"[^\\]\\{quote}(?!\s*(?:{re.escape(dialect.separator)}|[\r\n]|$))", text)
    doubled = re.search(rf"[^{quote}{re.escape(dialect.separator)}]{quote}{quote}", text)
    spaces = dialect.separator != "\t" and re.search(rf"{re.escape(dialect.separator)} +{quote}", text)
    return Dialect(
        dialect.separator, dialect.quote, bool(escapes and not doubled), bool(spaces), dialect.lines_above
    )


def _fit(dialect: Dialect, text: str) -> float:
    """How many columns there are, in bits, times the share of rows that have as many as the first."""
    widths: list[int] = []
    for record in dialect.records(io.StringIO(text, newline="")):
        if record:
            widths.append(len(record))
        if len(widths) == _ENOUGH:
            break
    same = widths.count(widths[0]) if widths else 0
    return log2(widths[0]) * same / len(widths) if widths else 0.0
