"""Rows of delimited text that have fewer cells than the header: some lost a cell, others their blank end.

Owns how the two are told apart; knows nothing of what cells say. Behind a cell that is gone every answer stands under
the question before its own, and where both offer the same answers, each cell by itself looks sound.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jtbd_diag.survey.files.dialect import Dialect
from jtbd_diag.survey.files.encoding import open_text

_TOGETHER = 16
"""Spreadsheet programs leave out blank ends of so many rows at once, where none of these rows needs the columns."""
_FEWEST = 2
"""A row of fewer filled cells answers nothing that could stand in a wrong column."""


@dataclass(frozen=True)
class ShortRows:
    """The numbers of rows that lost a cell, and how many are short that need not have."""

    lost: tuple[int, ...] = ()
    perhaps: int = 0


def short_rows(path: Path, dialect: Dialect, width: int) -> ShortRows:
    """The rows of fewer cells than `width`.

    A cell is lost where blank ends are written: other rows end in a blank cell, and one nearby is longer.
    """
    short: dict[int, int] = {}
    longest: dict[int, int] = {}
    blank_ends = False
    with open_text(path, "utf-8-sig") as stream:
        for _ in range(dialect.lines_above):
            stream.readline()
        for number, record in enumerate(dialect.records(stream), start=1):
            block = (number - 1) // _TOGETHER
            longest[block] = max(longest.get(block, 0), len(record))
            blank_ends = blank_ends or (_FEWEST <= len(record) <= width and not record[-1].strip())
            if len(record) < width and sum(not cell.isspace() for cell in record if cell) >= _FEWEST:
                short[number] = len(record)
    lost = [n for n, cells in short.items() if blank_ends and cells < longest[(n - 1) // _TOGETHER]]
    return ShortRows(tuple(lost), len(short) - len(lost))
