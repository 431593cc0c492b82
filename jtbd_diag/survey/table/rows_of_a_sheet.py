"""A sheet of which is known what its columns are, and which rows are nobody's -> its rows, and what is told of them.

Owns what becomes of the rows on their way into a table, and every note on headers and rows; knows no questionnaire.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import beginning
from jtbd_diag.survey.columns.matching import Matched
from jtbd_diag.survey.files import Counting, Grid, Scan, Types
from jtbd_diag.survey.people.events_and_repeats import Records
from jtbd_diag.survey.people.person_columns import Person
from jtbd_diag.survey.platforms import Layout
from jtbd_diag.survey.rows.invented_rows import invented
from jtbd_diag.survey.rows.nobodys_rows import Nobody
from jtbd_diag.survey.rows.unfinished_rows import unfinished

if TYPE_CHECKING:
    import polars as pl

_TOLD_AT_MOST = 12
_LOOKED_AT = 1000


@dataclass(frozen=True)
class KeptRows:
    """What is done to the rows of a sheet, and to any others of the same columns: it holds nothing of the file.

    `shape` says how the sheet is laid out, `matched` what its columns are, `nobody` which rows are nobody's, and
    `records` which are joined, if any are.
    """

    shape: Layout
    matched: Matched
    nobody: Nobody
    records: Records | None

    @property
    def headers(self) -> list[str]:
        """What the columns are called here, in their order."""
        return [heading.header for heading in self.shape.headings]

    @property
    def answering(self) -> list[str]:
        """The columns that answer items."""
        return [one.header for one in self.matched.columns if one.role in ("item", "tick")]

    @property
    def carried(self) -> list[str]:
        """The columns that answer nothing and are kept."""
        return [one.header for one in self.matched.columns if one.role == "carried"]

    @property
    def aside(self) -> tuple[int, ...]:
        """The numbers of rows that count for nothing."""
        return (*self.nobody.blank, *self.nobody.totals, *(self.records.aside if self.records else ()))

    def each(self, scan: Scan, types: Types) -> pl.LazyFrame:
        """The rows of respondents that `scan` reads, with the columns that are kept; of records, each as it stands."""
        frame = self.nobody.without(scan(self.shape.header_rows, self.headers, types), self.answering)
        gone = [one.header for one in self.matched.columns if one.role == "dropped"]
        return frame.drop(gone) if gone else frame

    def joined(self, scan: Scan, types: Types) -> pl.LazyFrame:
        """The same, with what all rows of a record carry in its first."""
        frame = self.each(scan, types)
        if self.records is None:
            return frame
        unlike = {one.header for one in self.shape.headings if one.identity == "event"}
        return self.records.gathered(frame, [one for one in self.carried if one not in unlike])


@dataclass(frozen=True)
class ToldSheet:
    """A sheet, what became of its rows, and which columns speak of persons."""

    grid: Grid
    rows: KeptRows
    people: tuple[Person, ...] = ()

    @cached_property
    def invented(self) -> int:
        """How many rows say that a simulation invented them."""
        return invented(self.grid, self.rows.shape, self.rows.nobody)

    def tally(self, counts: Counting) -> pl.DataFrame:
        """Count in the rows of respondents of a table that is held elsewhere."""
        rows = self.rows
        return self.grid.tally(
            rows.shape.header_rows, rows.headers, lambda frame: counts(rows.joined(lambda *_: frame, {}))
        )

    def notes(self) -> Iterator[str]:
        """What is to be noted of rows, then of columns."""
        rows = self.rows
        if self.invented:
            yield say("survey.invented", n=self.invented)
        yield from rows.nobody.notes
        if rows.records is not None:
            yield from rows.records.notes
            yield from self._rows_that_differ(rows.records)
        yield from unfinished(self.grid, rows.shape, rows.nobody, rows.answering)
        yield from rows.shape.notes
        yield from self._numbered_headers()
        yield from self._left_out()
        yield from rows.matched.notes

    def _rows_that_differ(self, records: Records) -> Iterator[str]:
        """Which carried columns say different things in the rows of one record."""
        asked = {one.header for one in self.rows.shape.headings if one.kind == "question"}
        persons = {one.header: one.kind for one in self.people}
        carried = [one for one in self.rows.carried if one in asked or one in persons]
        differ = records.differing(self.rows.each(self.grid.scan, {}), carried)
        for header, count in differ.items():
            if persons.get(header) == "email":
                yield say("survey.records_of_addresses", header=header, n=count)
        told = [
            say("survey.rows_differ_in", header=h, n=count) for h, count in differ.items() if persons.get(h) != "email"
        ]
        if told:
            yield say("survey.rows_differ", columns=beginning(told, _TOLD_AT_MOST))

    def _numbered_headers(self) -> Iterator[str]:
        """Headers that are not named as in the file, since another is called so."""
        seen = {" ".join(cell.split()) for row in self.grid.head[: self.rows.shape.header_rows] for cell in row}
        made = [repr(name) for name in self.rows.headers if _is_numbered_copy(name) and name not in seen]
        if made:
            yield say("survey.headers_numbered", headers=beginning(made, _TOLD_AT_MOST))

    def _left_out(self) -> Iterator[str]:
        gone = [repr(one.header) for one in self.rows.matched.columns if one.role == "dropped" and one.how == ""]
        if gone:
            yield say("survey.columns_left_out", columns=beginning(gone, _TOLD_AT_MOST))


def _is_numbered_copy(header: str) -> bool:
    return header.endswith(")") and header.rpartition(" (")[2][:-1].isdecimal()


def some_cells(grid: Grid, shape: Layout, headers: Sequence[str]) -> dict[str, list[str]]:
    """The first cells of each column, to see what it holds."""
    scan = grid.start or grid.scan
    names = [heading.header for heading in shape.headings]
    some = scan(shape.header_rows, names, {}).select(headers).head(_LOOKED_AT).collect(engine="streaming")
    return {column.name: column.drop_nulls().to_list() for column in some.iter_columns()}
