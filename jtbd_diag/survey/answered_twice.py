"""Respondents who answered more than once: which rows are theirs.

Owns when two cells mean the same respondent; knows nothing of files, and nothing of which row counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any, TypeVar

from jtbd_diag.survey.files import ROW
from jtbd_diag.survey.known.words_in_headers import words_apart
from jtbd_diag.survey.people.raters_and_waves import rater_and_wave
from jtbd_diag.survey.people.submission_time import Times, readings, time_column
from jtbd_diag.survey.table.survey_table import UNREADABLE, Table

if TYPE_CHECKING:
    import polars as pl

    from jtbd_diag.survey.cells.coded_answers import Coded

_ROUNDED_LONG, _EXACT_LONG = r"^\d{15}0{2,}$", r"^\d{15}\d*[1-9]\d*$"
"""A spreadsheet keeps 15 digits of a number: further ones are zeros, unless ids were texts all along."""
_MOST_BY_CHANCE = 5
"""Of exact ids of seventeen digits one in a hundred ends in two zeros: where more than one in so many does, some were
rounded."""
_NOBODY = "|".join(
    (
        r"^[\s\W_]*(?:anon(?:ymous)?|unknown|none|nil|null|nan|nobody|missing|blank|empty|test|x+|0+|9{4,}",
        r"n[\s./]*[ank]|t\.?b\.?[acd]|to be (?:confirmed|determined)|pending|unsure|refused|private|confidential",
        r"withheld|not (?:given|applicable|sure|known|available)|no(?: (?:id|name|e-?mail|number|code))?",
        r"prefer not to (?:say|answer))?[\s\W_]*$",
        r"^\d(?:[.,]\d+)?e\+\d+$",
    )
)
"""Ids that are nobody's: two respondents who give them are not the same. Up to 999 a number may be a running one.

So are numbers that a spreadsheet rounded, such as `1.18E+11`: those of many begin alike.
"""
_NOBODYS_ADDRESS = (
    r"^(?:no|none|nobody|tests?|testing|anon|anonymous|unknown|no[._-]?e?-?mail|(?:do[._-]?not|no)[._-]?reply)@"
)
"""Addresses that are given for none. So are those with one word before and behind the sign, as `na@na.com`."""
_MOST_ADDRESSES, _MOST_ROWS = 2, 5
"""An id that stands beside more addresses is nobody's; one in more rows may be."""
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
    for address, ids in product(*_addresses_and_ids(table)):
        rows = _unlike(table, found, address, ids)
        if rows:
            yield address, ids, rows


def unlike_addresses(table: Table, found: pl.DataFrame) -> Iterator[tuple[str, str, int]]:
    """The same where rows of one id have addresses that differ: the columns of the ids and of the address."""
    addresses, ids = _addresses_and_ids(table)
    for by, other in product(ids, addresses):
        rows = _unlike(table, found, by, other)
        if rows:
            yield by, other, rows


def _addresses_and_ids(table: Table) -> tuple[list[str], list[str]]:
    headers, emails = [one[0] for one in table.identity], _emails(table)
    return [one for one in headers if one in emails], [one for one in headers if one not in emails]


def _unlike(table: Table, found: pl.DataFrame, by: str, other: str) -> int:
    """How many rows are the same respondent's by one column and of several by another."""
    import polars as pl

    of_rows = table.frame.filter(pl.col(ROW).is_in(found.get_column(ROW).unique().to_list()))
    twice = found.lazy().filter(pl.col("by") == by).select(pl.col(ROW), "first")
    bare = same_respondent(pl.col(other))
    told = of_rows.filter(~is_nobody(bare)).select(ROW, bare.alias("other"))
    both = twice.join(told, on=ROW, how="inner").group_by("first")
    groups = both.agg(pl.col("other").n_unique(), pl.len().alias("n"))
    return int(groups.filter(pl.col("other") > 1).select(pl.col("n").sum()).collect(engine="streaming").item())


def _emails(table: Table) -> set[str]:
    return {one.header for one in table.persons if one.kind == "email"}


def told_apart(table: Table, *, rounded: bool | None = None) -> Iterator[tuple[str, pl.LazyFrame]]:
    """By each column that tells respondents apart: its header, and of the rows where it tells somebody ROW, key, value.

    Rows with the same `key` are the same respondent's, seen by the same rater in the same wave. Of a table that holds a
    part of the rows alone, `rounded` says whether long numbers of the whole column were.
    """
    import polars as pl

    for headers in table.identity:
        rows, beside_many = _keyed(table, headers, rounded)
        yield headers[0], rows.filter(~beside_many).select(ROW, "key", pl.col(headers[0]).alias("value"))


def ids_of_many(table: Table) -> Iterator[tuple[str, str, int]]:
    """Where addresses tell that ids are nobody's: the columns of the ids and of the addresses, and how many rows."""
    addresses, ids = _addresses_and_ids(table)
    for header in ids if addresses else ():
        rows, beside_many = _keyed(table, (header,))
        count = rows.select(beside_many.sum()).collect(engine="streaming").item()
        if count:
            yield header, addresses[0], int(count)


def often_given(found: pl.DataFrame) -> Iterator[tuple[str, int]]:
    """Columns in which an id or an address stands in more rows than one person would send, and in how many at most."""
    import polars as pl

    most = found.group_by("by", maintain_order=True).agg(pl.col("rows").max())
    yield from ((by, int(n)) for by, n in most.iter_rows() if n > _MOST_ROWS)


def _keyed(table: Table, headers: Sequence[str], rounded: bool | None = None) -> tuple[pl.LazyFrame, pl.Expr]:
    """The rows where columns tell somebody, with a key; and whether a key stands beside too many addresses."""
    import polars as pl

    addresses, ids = _addresses_and_ids(table)
    cells = [same_respondent(pl.col(header)) for header in headers]
    told = ~is_nobody(cells[0], rounded) & ~pl.col(ROW).is_in(list(table.aside))
    if headers[0] in addresses:
        told = told & cells[0].str.contains("@", literal=True)
    key = pl.concat_str([*cells, *rater_and_wave(table.who)], separator="\0", ignore_nulls=True)
    rows = table.frame.filter(told).with_columns(key.alias("key"))
    if headers[0] not in ids or not addresses:
        return rows, pl.lit(False)
    bare = same_respondent(pl.col(addresses[0]))
    address = pl.when(~is_nobody(bare) & bare.str.contains("@", literal=True)).then(bare)
    return rows, address.drop_nulls().n_unique().over("key") > _MOST_ADDRESSES


def person_keys(table: Table, identity: str | None = None) -> Iterator[tuple[int, str, bool]]:
    """By row what tells a person in every table and wave, and whether it may be a number that a survey gives anew.

    `identity` is the column that is said to tell who answered: a number in it is an id, however short.
    """
    named = words_apart(identity or table.who.respondent or "")
    for header, frame in told_apart(replace(table, who=replace(table.who, wave=None))):
        for row, key in frame.select(ROW, "key").collect(engine="streaming").iter_rows():
            bare = key.split("\0")[0]
            column = "@" if "@" in bare else words_apart(header)
            running = bare.isdecimal() and len(bare) <= _RUNNING and words_apart(header) != named
            yield int(row), f"{column}\0{key}", running


def loosely(key: str) -> str:
    """A person's key without what a spreadsheet changes: capitals, zeros in front, a `.0` behind."""
    column, _, told = key.partition("\0")
    return f"{column}\0{told.rstrip(chr(0)).lower().lstrip('0').removesuffix('.0')}"


def nearly_alike(tables: Sequence[Iterable[str]]) -> int:
    """How many ids would be fewer without what a spreadsheet changes, in different tables or in the only one.

    They are keys as `person_keys` gives them.
    """
    found: dict[str, dict[str, set[int]]] = {}
    for n, keys in enumerate(tables):
        for key in keys:
            found.setdefault(loosely(key), {}).setdefault(key, set()).add(n)
    apart = min(len(tables), 2)
    return sum(len(several) > 1 and len(set().union(*several.values())) >= apart for several in found.values())


def ids_nearly_alike(table: Table) -> Iterator[tuple[str, int]]:
    """Columns in which ids are several but for what a spreadsheet changes, and how many: they count as two people."""
    for header, rows in told_apart(table):
        keys = rows.select("key").unique().collect(engine="streaming").to_series()
        if count := nearly_alike([(f"\0{key}" for key in keys)]):
            yield header, count


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


def counts_of_long(cell: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """How many long numbers of a column end as rounded ones do, and how many do not."""
    ending, exact = (cell.str.contains(one).fill_null(False).sum() for one in (_ROUNDED_LONG, _EXACT_LONG))
    return ending, exact


def are_rounded(ending: Any, exact: Any) -> Any:
    """Whether so many are more than end so by chance; of numbers, or of expressions."""
    return ending * _MOST_BY_CHANCE > exact


def is_nobody(cell: pl.Expr, rounded: bool | None = None) -> pl.Expr:
    """Whether such a cell is empty, rounded, or what people write who give no id or no address.

    Where nothing is said, `cell` is a whole column: its other cells tell whether long numbers in it were rounded.
    """
    plain_cell = cell.str.to_lowercase()
    name, place = plain_cell.str.extract(r"^([^@]+)@"), plain_cell.str.extract(r"@([^@.]+)\.")
    long = cell.str.contains(_ROUNDED_LONG) & (are_rounded(*counts_of_long(cell)) if rounded is None else rounded)
    nobodys = plain_cell.str.contains(_NOBODY) | plain_cell.str.contains(_NOBODYS_ADDRESS) | long
    return cell.is_null() | nobodys | (name == place).fill_null(False)


def answering(coded: Coded, found: pl.DataFrame) -> dict[int, int]:
    """The rows among those found that answer anything, and how many of their cells do."""
    import polars as pl

    frame = coded.frame.filter(pl.col(ROW).is_in(found.get_column(ROW).unique().to_list()))
    known = {ROW, UNREADABLE, *coded.carried}
    given = [
        pl.col(name).fill_null(False) if kind == pl.Boolean else pl.col(name).is_not_null()
        for name, kind in frame.collect_schema().items()
        if name not in known
    ]
    if not given:
        return {}
    told = frame.select(ROW, pl.sum_horizontal(given).alias("cells")).filter(pl.col("cells") > 0)
    return dict(told.collect(engine="streaming").iter_rows())


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
