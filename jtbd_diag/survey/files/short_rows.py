"""Rows of delimited text that have fewer cells than the header: some lost a cell, others their blank end.

Owns how the two are told apart; knows nothing of what cells say. Behind a cell that is gone every answer stands under
the question before its own, and where both offer the same answers, each cell by itself looks sound.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jtbd_diag.survey.files.csv_dialect import Dialect
from jtbd_diag.survey.files.csv_scan import LINE, scanned_lines
from jtbd_diag.survey.files.encoding import open_text

_TOGETHER = 16
"""Spreadsheet programs leave out blank ends of so many rows at once, where none of these rows needs the columns."""
_LONGEST_RUN = _TOGETHER // 2
"""More short rows below each other are left out by a program, also where lines were deleted since."""
_TO_ONE = 10
"""So many rows with a blank end that is written stand against each short one, but for a single one."""
_FEWEST = 2
"""A row of fewer filled cells answers nothing that could stand in a wrong column."""


@dataclass(frozen=True)
class ShortRows:
    """The numbers of rows that lost a cell, and how many are short that need not have."""

    lost: tuple[int, ...] = ()
    perhaps: int = 0


def short_rows(path: Path, dialect: Dialect, width: int) -> ShortRows:
    """The rows of fewer cells than `width`, which is that of the header.

    A cell is lost where blank ends are written: other rows end in an empty cell, few are short, and one nearby is not.
    """
    if _none_is_short(path, dialect, width):
        return ShortRows()
    runs: list[list[int]] = [[]]
    whole, blank_ends = set[int](), 0
    with open_text(path, "utf-8-sig") as stream:
        for _ in range(dialect.lines_above):
            stream.readline()
        records = enumerate(dialect.records(stream), start=1)
        next((record for _, record in records if any(record)), None)  # the header says nothing of how rows end
        for number, record in records:
            if sum(not cell.isspace() for cell in record if cell) < _FEWEST:
                continue
            if len(record) < width:
                runs[-1].append(number)
                continue
            runs.append([])
            whole.add((number - 1) // _TOGETHER)
            blank_ends += len(record) == width and not record[-1]
    short = sum(map(len, runs))
    if not blank_ends or short > max(1, blank_ends // _TO_ONE):
        return ShortRows(perhaps=short)
    alone = [run for run in runs if len(run) < _LONGEST_RUN and {(n - 1) // _TOGETHER for n in run} <= whole]
    lost = tuple(number for run in alone for number in run)
    return ShortRows(lost, short - len(lost))


def _none_is_short(path: Path, dialect: Dialect, width: int) -> bool:
    """Whether that is seen by the separators in each line, ten times as fast; not where a cell goes over lines."""
    import polars as pl

    line, goes_on = pl.col(LINE), pl.lit(False)
    bare = line
    if quote := dialect.quote:
        goes_on = line.str.count_matches(quote, literal=True) % 2 == 1
        sign = f"\\x{ord(quote):02x}"
        bare = line.str.replace_all(f"{sign}[^{sign}]*{sign}", "")
    short = bare.str.count_matches(dialect.separator, literal=True) < width - 1
    blank = line.str.strip_chars() == ""
    lines = scanned_lines(path, dialect.lines_above)
    odd = lines.select((goes_on | (short & ~blank)).any()).collect(engine="streaming").item()
    return not odd
