"""Rows of text cells, before anybody knows what they mean.

Owns the shape that every file format is brought into; knows nothing of layouts or questionnaires.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, complaint
from jtbd_diag.ground.files import NO_ROOM

if TYPE_CHECKING:
    import polars as pl

ROW = "row"
"""The column that holds the number of a row in the file, from 1, counted as a spreadsheet counts."""

OVERFLOW = "cells beyond the header"
"""The column that holds something where a row has more cells than the header."""

LACKING = "cells that are lacking"
"""What rejects name for a column where a row has fewer cells than those around it: nobody knows which one is gone."""

FILLED = "\0filled"
"""The column that `with_filled` adds."""

HEAD = 60
"""Rows that are looked at to tell what a file is."""

MOST_COLUMNS = 16_384
"""As many as spreadsheet programs allow."""

LONGEST_LOOKED_AT = 5000
"""So much of a cell is looked at to tell what a file is."""

_COUNTED_AT_ONCE = 100_000
"""Rows whose different cells are counted together."""


Types = Mapping[str, Any]
"""Columns that are read as another type of polars than String, such as Categorical."""


Counting = Callable[["pl.LazyFrame"], "pl.DataFrame"]
"""Counting something in rows: the columns of TALLY, where equal `what` and `cell` may be added up."""

TALLY = ("what", "cell", "n")


class Scan(Protocol):
    """Gives the rows below the header as a lazy frame with ROW, every column named, and of text but for `types`."""

    def __call__(self, header_rows: int, names: Sequence[str], types: Types) -> pl.LazyFrame:
        """The rows below so many header rows."""


class LineShape(NamedTuple):
    """How a row of a text stands on its line: what parts its cells, and how often."""

    separator: str
    separators: int


class Grid(NamedTuple):
    """A file as rows of text. `head` holds the first rows, headers included, all of one width.

    `start` scans the first thousand rows only, where a file is so large that to begin with it takes long; such a file
    is trusted, not proofread.
    """

    name: str
    head: tuple[tuple[str, ...], ...]
    scan: Scan
    notes: tuple[str, ...] = ()
    sheet: str | None = None
    start: Scan | None = None
    letters: tuple[str, ...] = ()
    """The columns' letters in a spreadsheet, where the first is not A."""
    lost_cells: tuple[int, ...] = ()
    """The numbers of rows in which a cell is gone, so that those behind it stand in wrong columns."""
    trusted: LineShape | None = None
    """How rows stand in a text that is trusted, so that a cell which took some in is seen when it is come by."""
    layout: str | None = None
    """How the file's format lays out every table."""
    missing: Mapping[int, Set[str]] = MappingProxyType({})
    """By the number of a column, the cells in it that the file declares missing answers."""
    elsewhere: Callable[[int, Sequence[str], Counting], pl.DataFrame] | None = None
    """Counting in all rows of a table that an engine holds; then `head` and `scan` have the first ones alone."""

    def tally(self, header_rows: int, names: Sequence[str], counts: Counting) -> pl.DataFrame:
        """Count something in all rows below so many header rows."""
        if self.elsewhere is not None:
            return self.elsewhere(header_rows, names, counts)
        return counts(self.scan(header_rows, names, {}))

    def numbers(self, header_rows: int, names: Sequence[str], counts: Counting) -> dict[str, int]:
        """The same where there are no cells: how many there are of each `what`."""
        return {what: int(n) for what, _, n in self.tally(header_rows, names, counts).iter_rows()}

    def letter(self, column: int) -> str:
        """What a spreadsheet calls a column, counted from 0."""
        return self.letters[column] if self.letters else letter(column)

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.head[0]) if self.head else 0


def no_rows(source: str) -> InputError:
    """The complaint about a table without a row."""
    return complaint(Code.EMPTY, source, say("survey.no_rows"), say("survey.no_rows_hint"))


def letter(column: int) -> str:
    """What a spreadsheet calls a column, counted from 0: A to Z, then AA."""
    found = ""
    while column >= 0:
        found, column = chr(ord("A") + column % 26) + found, column // 26 - 1
    return found


def one_row_as_tally(frame: pl.LazyFrame) -> pl.DataFrame:
    """A row of numbers in the columns of TALLY."""

    row = frame.collect(engine="streaming").row(0, named=True)
    data = {"what": list(row), "cell": [None] * len(row), "n": [n or 0 for n in row.values()]}
    return _tally(data)


def _tally(data: Mapping[str, Any] | None = None) -> pl.DataFrame:
    import polars as pl

    return pl.DataFrame(data, schema=dict(zip(TALLY, (pl.String, pl.String, pl.Int64), strict=True)))


def is_filled(name: str) -> pl.Expr:
    """Whether a cell of a column holds more than blanks."""
    import polars as pl

    return (pl.col(name).str.strip_chars() != "").fill_null(False)


def with_filled(frame: pl.LazyFrame, names: Iterable[str]) -> pl.LazyFrame:
    """The same rows with FILLED, how many cells of some columns hold anything: to filter a scan by them all is slow."""
    import polars as pl

    return frame.with_columns(pl.sum_horizontal(map(is_filled, names)).alias(FILLED))


def cells_counted(frame: pl.LazyFrame, headers: Sequence[str]) -> pl.DataFrame:
    """How often each different cell stands in some columns; empty ones are not counted, nor those of rows too long."""
    import polars as pl

    if OVERFLOW in frame.collect_schema().names():
        frame = frame.filter(pl.col(OVERFLOW).is_null())  # what slid under a question says nothing of how it is read
    counted = [
        pl.col(header).drop_nulls().alias("cell").value_counts(name="n").implode().alias(header) for header in headers
    ]
    found = [_tally()]
    # polars holds what it counts the values of, all of it
    for lot in frame.select(headers).collect_batches(chunk_size=_COUNTED_AT_ONCE, engine="streaming"):
        row = lot.select(counted)
        parts = {header: row.get_column(header)[0].struct.unnest() for header in headers}
        found += [
            part.select(pl.lit(header).alias("what"), pl.col("cell"), pl.col("n").cast(pl.Int64))
            for header, part in parts.items()
        ]
    return pl.concat(found).group_by("what", "cell").agg(pl.col("n").sum())


def typed(frame: pl.LazyFrame, types: Types) -> pl.LazyFrame:
    """The same rows with some columns as another type."""
    import polars as pl

    return frame.with_columns(pl.col(name).cast(dtype) for name, dtype in types.items()) if types else frame


def rectangle(rows: Sequence[Sequence[str | None]], width: int) -> tuple[tuple[str, ...], ...]:
    """Rows brought to one width, for a look: empty cells as empty texts, long ones cut."""
    return tuple(
        tuple("" if cell is None else cell[:LONGEST_LOOKED_AT] for cell in (*row[:width], *[""] * (width - len(row))))
        for row in rows
    )


State = tuple[int, ...]

_scratch: list[Path] = []


def scratch_file(suffix: str) -> Path:
    """A new path for what must be rewritten before it can be scanned; gone when the process ends."""
    if not _scratch:
        _scratch.append(Path(tempfile.mkdtemp(prefix="jtbd-diag-")))
        atexit.register(shutil.rmtree, _scratch[0], ignore_errors=True)
    number = len(list(_scratch[0].iterdir()))
    return _scratch[0] / f"{number}{suffix}"


@contextmanager
def room_for_copies() -> Iterator[None]:
    """Raise InputError where there is no room for what is copied to read it."""
    try:
        yield
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        where = tempfile.gettempdir()
        raise complaint(Code.UNWRITABLE, where, say("survey.no_room"), say("survey.no_room_hint")) from error


@contextmanager
def unchanged(path: Path | None, since: State | None = None) -> Iterator[None]:
    """Raise InputError where a file is another one, or was written to, meanwhile, or `since` it was in that state.

    It is the reason, too, of whatever else was raised: libraries find all kinds of faults in a file that was cut short.
    """
    before = state_of(path) if since is None else since
    try:
        yield
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # polars panics
        if state_of(path) == before:
            raise
        raise _changed(path) from error
    if state_of(path) != before:
        raise _changed(path)


def _changed(path: Path | None) -> InputError:
    what = say("survey.file_changed")
    return complaint(Code.UNREADABLE, str(path), what, say("survey.file_changed_hint"))


def state_of(path: Path | None) -> State:
    """What changes when a file is replaced or written to."""
    if path is None or not path.exists():
        return ()
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns
