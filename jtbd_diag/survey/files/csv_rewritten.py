"""Delimited text that polars cannot scan as it stands -> a scratch file with the same cells, which it can.

Owns how it is rewritten, and the complaint about a quotation mark that swallowed lines; not when it has to be.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, complaint
from jtbd_diag.survey.files.csv_dialect import Dialect
from jtbd_diag.survey.files.encoding import PIECE, open_text
from jtbd_diag.survey.files.grid import scratch_file
from jtbd_diag.survey.files.swallowed_rows import RowLook, Swallowed

_PIECE = 1 << 16


def in_utf_8(path: Path, encoding: str) -> Path:
    """The same text in UTF-8."""
    target = scratch_file(".csv")
    with open_text(path, encoding) as source, target.open("w", encoding="utf-8", newline="") as copy:
        while piece := source.read(PIECE):
            copy.write(piece)
    return target


def without_blank_end(path: Path) -> Path:
    """The same file up to its last line that is not empty: lines without cells at the end are no rows."""
    target = scratch_file(".csv")
    shutil.copyfile(path, target)
    with target.open("r+b") as copy:
        size = copy.seek(0, 2)
        while size:
            start = max(0, size - _PIECE)
            copy.seek(start)
            kept = copy.read(size - start).rstrip(b"\r\n")
            if kept:
                copy.truncate(start + len(kept))
                copy.seek(0, 2)
                copy.write(b"\n")
                return target
            size = start
    return path


def in_plain_csv(path: Path, name: str, dialect: Dialect, look: RowLook) -> Path:
    """The same cells with commas and quotation marks, as Python's csv module reads them: a stray mark is a character.

    Raises InputError where a quotation mark is never closed, or takes in what has the look of rows.
    """
    target = scratch_file(".csv")
    with open_text(path, "utf-8-sig") as source, target.open("w", encoding="utf-8", newline="") as copy:
        for _ in range(dialect.lines_above):
            source.readline()
        csv.writer(copy, lineterminator="\r\n").writerows(_whole_records(source, name, dialect, look))
    return target


def _whole_records(source: Iterator[str], name: str, dialect: Dialect, look: RowLook) -> Iterator[list[str]]:
    """Records, with a complaint about one that swallowed the lines below it."""
    taken: list[str] = []
    above = dialect.lines_above

    def lines() -> Iterator[str]:
        for line in source:
            taken.append(line)
            yield line

    width = 0
    for record in dialect.records(lines()):
        width = width if width > 1 else len(record)
        if len(taken) > 1 and look.hides_rows(record):
            raise InputError([Swallowed(above + 1, above + len(taken)).problem(name)])
        if len(taken) > 1 and _swallows(record, taken, width, dialect):
            here = Location(name, above + 1)
            what = say("survey.quotation_mark", n=len(taken) - 1)
            raise complaint(Code.TABLE_SHAPE, here, what, say("survey.quotation_mark_hint"))
        above += len(taken)
        taken.clear()
        yield record


def _swallows(record: list[str], lines: list[str], width: int, dialect: Dialect) -> bool:
    """Whether a record of several lines took in more than its own."""
    if dialect.quote is None:
        return False
    odd = sum(line.count(dialect.quote) for line in lines) % 2 == 1
    return len(record) != width or odd or not dialect.is_sound(lines)
