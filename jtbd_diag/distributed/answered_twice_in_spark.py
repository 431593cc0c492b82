"""Who answered twice, for an engine that sets rows beside each other: what a row says of it, and which row counts.

Owns these columns and the window over them; knows no engine. When two cells mean the same respondent, and how a time is
read, `survey` says; the same rows count as by `results.which_row_counts`, for one key.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import polars as pl

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.results.which_row_counts import Keep
from jtbd_diag.survey.answered_twice import answering, are_rounded, counts_of_long, same_respondent, told_apart
from jtbd_diag.survey.cells.coded_answers import Coded
from jtbd_diag.survey.files import ROW
from jtbd_diag.survey.files.grid import TALLY, one_row_as_tally
from jtbd_diag.survey.people.submission_time import ORDERS, beside_each_other, moment_of, orders_of, time_column
from jtbd_diag.survey.table.survey_table import Table

KEY, ANSWERS, TIME = "key", "answers", "time"
MARKS = (KEY, ANSWERS, TIME)
"""Who answered; whether the row answers anything; when it was sent, in seconds; null where that is not told."""

_BAD, _ZONE, _FORM, _DIFFERENT = "bad", "zone", "form", "different"
_ENDING, _EXACT = "ending", "exact"


@dataclass(frozen=True)
class RowMarks:
    """The column that tells when a row was sent, and how it is read; none where it could be read in two ways.

    `rounded`: whether long ids of the whole column were.
    """

    column: str | None = None
    order: str = ""
    rounded: bool = False

    def frame(self, table: Table, coded: Coded) -> pl.LazyFrame:
        """The columns MARKS of the rows that tell whose they are."""
        _, told = next(told_apart(table, rounded=self.rounded))
        keys = told.select(ROW, pl.col("key").alias(KEY)).collect()
        answers = answering(coded, keys)
        times: dict[int, float] = {}
        if self.column is not None:
            for row, cell in table.frame.select(ROW, self.column).collect().iter_rows():
                moment = moment_of(cell) if cell and cell.strip() else None
                seconds = moment.since_1970(self.order) if moment else None
                times |= {} if seconds is None else {row: seconds}
        rows = keys.get_column(ROW).to_list()
        return keys.with_columns(
            pl.Series(ANSWERS, [row in answers for row in rows], dtype=pl.Boolean),
            pl.Series(TIME, [times.get(row) for row in rows], dtype=pl.Float64),
        ).lazy()


def marks_of(table: Table) -> RowMarks | None:
    """How rows are told apart; None where the table has no column that tells who answered.

    Raises InputError where several do: who shares an id with one and an address with another is one with both, and to
    find that out all rows would have to be followed from one to the next.
    """
    if not table.identity:
        return None
    if len(table.identity) > 1:
        names = ", ".join(f"'{headers[0]}'" for headers in table.identity)
        what = say("distributed.several_identities", columns=names)
        hint = say("distributed.several_identities_hint", column=table.identity[0][0])
        raise complaint(Code.NOT_ON_THIS_ENGINE, table.source, what, hint)
    column = time_column(one.header for one in table.columns if one.role == "carried")
    counts: dict[str, int] = {}
    zones: set[str] = set()
    forms: set[str] = set()
    for what, cell, n in table.tally(partial(_counted, ids=table.identity[0][0], times=column)).iter_rows():
        counts[what] = counts.get(what, 0) + n
        zones |= {cell} if what == _ZONE else set()
        forms |= {cell} if what == _FORM else set()
    rounded = bool(are_rounded(counts.get(_ENDING, 0), counts.get(_EXACT, 0)))
    order = _order_of(counts, zones, forms, table.layout)
    return RowMarks(column, order, rounded) if order else RowMarks(rounded=rounded)


def _order_of(counts: Mapping[str, int], zones: Collection[str], forms: Collection[str], layout: str) -> str | None:
    """In which order days and months are written; None where times cannot be read, or in both orders."""
    if counts.get(_BAD) or not zones or not beside_each_other(zones) or len(forms) > 1:
        return None
    orders = orders_of(forms)[0] if forms else ORDERS[:1]
    fitting = [order for order in orders if not counts.get(_BAD + order)]
    if len(fitting) == 2 and counts.get(_DIFFERENT) and layout != "surveymonkey":
        return None
    return fitting[0] if fitting else None


def _counted(frame: pl.LazyFrame, *, ids: str, times: str | None) -> pl.DataFrame:
    """How many long ids end as rounded ones do, and not; and what cells of a column say of times.

    Workers see a part of the cells, so that both are told by counts of all; they are gone through once.
    """
    cells = frame.select({ids, times} - {None}).collect()
    both = zip((_ENDING, _EXACT), counts_of_long(same_respondent(pl.col(ids))), strict=True)
    long = one_row_as_tally(cells.lazy().select(count.cast(pl.Int64).alias(what) for what, count in both))
    return long if times is None else pl.concat([long, _times_counted(cells.get_column(times))])


def _times_counted(cells: pl.Series) -> pl.DataFrame:
    """How many cells are no time, or none in an order, how many differ in both, and which zones and forms there are."""
    found: dict[tuple[str, str | None], int] = {}

    def add(what: str, cell: str | None = None) -> None:
        found[what, cell] = found.get((what, cell), 0) + 1

    for cell in cells:
        if not cell or not cell.strip():
            continue
        moment = moment_of(cell)
        if moment is None:
            add(_BAD)
            continue
        add(_ZONE, moment.zone)
        if moment.form:
            add(_FORM, moment.form)
        read = [moment.since_1970(order) for order in ORDERS]
        for order, seconds in zip(ORDERS, read, strict=True):
            if seconds is None:
                add(_BAD + order)
        if read[0] != read[1]:
            add(_DIFFERENT)
    rows = [(what, cell, n) for (what, cell), n in found.items()]
    types = zip(TALLY, (pl.String(), pl.String(), pl.Int64()), strict=True)
    return pl.DataFrame(rows, schema=dict(types), orient="row")


def with_marks(frame: Any, keep: Keep, row: str) -> Any:
    """The same frame of narwhals with two more columns: the first row of the same respondent, and whether a row counts.

    They are called `duplicate_of` and `counted`. `row` is the column of the row's number; `key`, `answers` and `time`
    are what a row says of whose it is and when it was sent.
    """
    import narwhals as nw

    alone = nw.concat_str([nw.lit("\0"), nw.col(row).cast(nw.String)])  # lest all those without a key meet in one place
    frame = frame.with_columns(nw.coalesce(nw.col("key"), alone).alias("who"))
    first = nw.col(row).min().over("who")
    frame = frame.with_columns(nw.when(nw.col(row) != first).then(first).alias("duplicate_of"))
    if keep == "all":
        return frame.with_columns(nw.lit(True).alias("counted")).drop("who")
    # of the rows that answer anything, else of all, those with a time, else all of them
    frame = _narrowed(frame, "told", nw.col("answers").fill_null(False), nw.lit(True))
    frame = _narrowed(frame, "timed", nw.col("told") & ~nw.col("time").is_null(), nw.col("told"))
    when = nw.when(nw.col("timed")).then(nw.col("time").fill_null(0.0))
    frame = frame.with_columns(when.alias("when"))
    best = nw.col("when").min() if keep == "first" else nw.col("when").max()
    frame = frame.with_columns(best.over("who").alias("best"))
    last = nw.when(nw.col("when") == nw.col("best")).then(nw.col(row))
    frame = frame.with_columns(last.alias("those"))
    chosen = (nw.col("those").min() if keep == "first" else nw.col("those").max()).over("who")
    counted = (nw.col(row) == chosen).alias("counted")
    return frame.with_columns(counted).drop("who", "told", "timed", "when", "best", "those")


def _narrowed(frame: Any, name: str, wanted: Any, otherwise: Any) -> Any:
    """A truth: what is `wanted` where any row of a respondent has it, else `otherwise`."""
    import narwhals as nw

    frame = frame.with_columns(wanted.cast(nw.Int64).alias("wanted"))
    frame = frame.with_columns(nw.col("wanted").max().over("who").alias("any"))
    kept = nw.when(nw.col("any") == 1).then(wanted).otherwise(otherwise)
    return frame.with_columns(kept.alias(name)).drop("wanted", "any")
