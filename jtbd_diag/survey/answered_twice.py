"""Respondents who answered more than once: which rows are theirs.

Owns when two cells mean the same respondent; knows nothing of files, and nothing of which row counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, TypeVar

from jtbd_diag.survey.known.words_in_headers import plain
from jtbd_diag.survey.people.raters_and_waves import whose
from jtbd_diag.survey.people.submission_time import Times, readings, time_column
from jtbd_diag.survey.survey_table import ROW, UNREADABLE, Table

if TYPE_CHECKING:
    import polars as pl

    from jtbd_diag.survey.cells.coded_answers import Coded

_NOBODY = (
    "", "anonymous", "unknown", "not given", "not applicable", "n/a", "n.a.", "na", "n. a.", "none", "no", "null",
    "nil", "nan", "tbd", "test", "x", "xx", "xxx", "?", ".", "..", "-", "--", "---", "\u2013", "\u2014", "0",
)  # fmt: skip
"""Ids that are nobody's: two respondents who give them are not the same."""
RespondentRow = TypeVar("RespondentRow", int, tuple[int, int])
"""A row of one table, or a table and a row of it."""
_RUNNING = 6
"""Digits up to which a number may be a running one, and no id, so that another table gives it to somebody else."""


def duplicates(table: Table) -> pl.LazyFrame | None:
    """Rows of respondents who answered more than once; None where the table has neither ids nor e-mails.

    Answers of several raters, or in several waves, are no second answers where the table tells them apart.

    Columns: ROW; `by`, the column that tells; `value`, the id or e-mail; `rows`, how many have it; `first` and
    `last`, the numbers of the first and the last of them. In the order of the table; e-mails compare without case.
    """
    import polars as pl

    parts = []
    for header, rows in told_apart(table):
        groups = (
            rows.group_by("key")
            .agg(pl.len().alias("rows"), pl.col(ROW).min().alias("first"), pl.col(ROW).max().alias("last"))
            .filter(pl.col("rows") > 1)
        )
        columns = (ROW, pl.lit(header).alias("by"), "value", "rows", "first", "last")
        parts.append(rows.join(groups, on="key", how="inner").select(*columns))
    return pl.concat(parts).sort(ROW, maintain_order=True) if parts else None


def unlike_ids(table: Table, found: pl.DataFrame) -> Iterator[tuple[str, str, int]]:
    """Where rows of one address have ids that differ: the columns of the address and of the ids, and how many rows.

    `found` is what `duplicates` gave. Whether the ids are persons', or new with each answer, no table tells.
    """
    import polars as pl

    emails = _emails(table)
    of_rows = table.frame.filter(pl.col(ROW).is_in(found.get_column(ROW).unique().to_list()))
    headers = [one[0] for one in table.identity]
    pairs = product((one for one in headers if one in emails), (one for one in headers if one not in emails))
    for address, ids in pairs:
        twice = found.lazy().filter(pl.col("by") == address).select(pl.col(ROW), "first")
        bare = same_respondent(pl.col(ids))
        told = of_rows.filter(~is_nobody(bare)).select(ROW, bare.alias("id"))
        groups = (
            twice.join(told, on=ROW, how="inner").group_by("first").agg(pl.col("id").n_unique(), pl.len().alias("n"))
        )
        rows = groups.filter(pl.col("id") > 1).select(pl.col("n").sum()).collect(engine="streaming").item()
        if rows:
            yield address, ids, int(rows)


def _emails(table: Table) -> set[str]:
    return {one.header for one in table.persons if one.kind == "email"}


def told_apart(table: Table) -> Iterator[tuple[str, pl.LazyFrame]]:
    """By each column that tells respondents apart: its header, and of the rows where it tells somebody ROW, key, value.

    Rows with the same `key` are the same respondent's, seen by the same rater in the same wave.
    """
    import polars as pl

    emails = _emails(table)
    for headers in table.identity:
        cells = [same_respondent(pl.col(header)) for header in headers]
        told = ~is_nobody(cells[0]) & ~pl.col(ROW).is_in(list(table.aside))
        if headers[0] in emails:
            told = told & cells[0].str.contains("@", literal=True)
        key = pl.concat_str([*cells, *whose(table.who)], separator="\0", ignore_nulls=True)
        yield headers[0], table.frame.filter(told).select(ROW, key.alias("key"), pl.col(headers[0]).alias("value"))


def person_keys(table: Table, identity: str | None = None) -> Iterator[tuple[int, str, bool]]:
    """By row what tells a person in every table and wave, and whether it may be a number that a survey gives anew.

    `identity` is the column that is said to tell who answered: a number in it is an id, however short.
    """
    named = plain(identity or table.who.respondent or "")
    for header, frame in told_apart(replace(table, who=replace(table.who, wave=None))):
        for row, key in frame.select(ROW, "key").collect(engine="streaming").iter_rows():
            bare = key.split("\0")[0]
            column = "@" if "@" in bare else plain(header)
            running = bare.isdecimal() and len(bare) <= _RUNNING and plain(header) != named
            yield int(row), f"{column}\0{key}", running


def linked(pairs: Iterable[tuple[RespondentRow, RespondentRow]]) -> list[list[RespondentRow]]:
    """The rows of each respondent: who shares an id with one row and an address with another is one with both."""
    of: dict[RespondentRow, RespondentRow] = {}

    def root(row: RespondentRow) -> RespondentRow:
        while of.setdefault(row, row) != row:
            of[row] = of[of[row]]
            row = of[row]
        return row

    for pair in pairs:
        one, other = sorted(map(root, pair))
        of[other] = one
    people: dict[RespondentRow, list[RespondentRow]] = {}
    for row in sorted(of):
        people.setdefault(root(row), []).append(row)
    return list(people.values())


def same_respondent(cell: pl.Expr) -> pl.Expr:
    """What two cells of the same respondent share: the letters of an e-mail may differ in case, those of an id not."""
    import polars as pl

    bare = cell.str.strip_chars()
    return pl.when(bare.str.contains("@", literal=True)).then(bare.str.to_lowercase()).otherwise(bare)


def is_nobody(cell: pl.Expr) -> pl.Expr:
    """Whether such a cell is empty, or what people write who give no id."""
    return cell.is_null() | cell.str.to_lowercase().is_in(_NOBODY)


def answering(coded: Coded, found: pl.DataFrame) -> frozenset[int]:
    """The rows among those found that answer anything."""
    import polars as pl

    frame = coded.frame.filter(pl.col(ROW).is_in(found.get_column(ROW).unique().to_list()))
    known = {ROW, UNREADABLE, *coded.carried}
    given = [
        pl.col(name).fill_null(False) if kind == pl.Boolean else pl.col(name).is_not_null()
        for name, kind in frame.collect_schema().items()
        if name not in known
    ]
    rows = frame.filter(pl.any_horizontal(given)).select(ROW).collect(engine="streaming") if given else None
    return frozenset(rows.get_column(ROW).to_list()) if rows is not None else frozenset()


def order_of(table: Table, found: pl.DataFrame) -> tuple[str, list[Times]]:
    """The column that tells when rows were submitted, and the ways to read it; of a large file only the rows found."""
    import polars as pl

    column = time_column(one.header for one in table.columns if one.role == "carried")
    if column is None:
        return "", []
    frame = table.frame.select(ROW, column)
    if table.start is not None:
        frame = frame.filter(pl.col(ROW).is_in(found.get_column(ROW).unique().to_list()))
    cells = frame.collect(engine="streaming").rows()
    return column, readings(cells, month_first=table.layout == "surveymonkey")
