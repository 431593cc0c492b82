"""Which rows of a respondent count who answered more than once.

Owns the marks in the results; knows nothing of questionnaires, and nothing of how a respondent is told.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Literal, NamedTuple

import polars as pl

from jtbd_diag.ground.catalogue import say
from jtbd_diag.results.codebook import ResultColumn
from jtbd_diag.survey.answered_twice import answering, linked, order_of
from jtbd_diag.survey.cells.coded_answers import Coded
from jtbd_diag.survey.people.submission_time import Times
from jtbd_diag.survey.survey_table import Table

Keep = Literal["first", "last", "all"]
"""Which rows of a respondent who answered more than once count."""

DUPLICATE_OF, COUNTED = "duplicate_of", "counted"

DUPLICATE_COLUMNS = {
    DUPLICATE_OF: ResultColumn(DUPLICATE_OF, "checks", say("results.column_duplicate_of"), "a row", 0),
    COUNTED: ResultColumn(COUNTED, "checks", say("results.column_counted"), "TRUE; FALSE"),
}


class RowChoice(NamedTuple):
    """Which of the rows of the same respondents count, and by what their order was told: a column, or their rows.

    Of how many people one that does not count answers more than twice as much.
    """

    counted: frozenset[int]
    by: str = ""
    fuller: int = 0


def duplicate_columns(*, apart: bool) -> Mapping[str, ResultColumn]:
    """The marks explained; rows of several raters or waves may be told `apart`."""
    if not apart:
        return DUPLICATE_COLUMNS
    told = DUPLICATE_COLUMNS[DUPLICATE_OF]._replace(meaning=say("results.first_row_of_a_rater"))
    return {**DUPLICATE_COLUMNS, DUPLICATE_OF: told}


def choice_of(table: Table, coded: Coded, duplicates: pl.DataFrame, keep: Keep) -> RowChoice:
    """Choose among what `survey.answered_twice.duplicates` found in a table."""
    if keep == "all" or not duplicates.height:
        return choose(duplicates, "all", {}, (), "")
    by, times = order_of(table, duplicates)
    return choose(duplicates, keep, answering(coded, duplicates), times, by)


def choose(
    duplicates: pl.DataFrame, keep: Keep, answering: Mapping[int, int], times: Sequence[Times], by: str
) -> RowChoice:
    """Choose the first or the last row of each respondent that answers anything; without any answer, any row.

    `answering` says how many cells of a row do;
    `times` are the ways to read the column `by`; where they do not agree, or there is none, rows tell the order.
    """
    people = linked(duplicates.select("row", "first").iter_rows())
    if keep == "all":
        return RowChoice(frozenset(row for rows in people for row in rows))
    found = [frozenset(_row_that_counts(rows, keep, answering, one) for rows in people) for one in (*times, {})]
    agreed = len(times) > 0 and len(set(found[: len(times)])) == 1
    counted = found[0] if agreed else found[-1]
    fullest = [
        (max(answering.get(n, 0) for n in rows), max(answering.get(n, 0) for n in counted & {*rows})) for rows in people
    ]
    return RowChoice(counted, by if agreed else "", sum(most > 2 * told for most, told in fullest))


def _row_that_counts(rows: Sequence[int], keep: Keep, answering: Collection[int], times: Times) -> int:
    told = [row for row in rows if row in answering] or rows
    timed = [row for row in told if row in times] or told
    chosen = min if keep == "first" else max
    return chosen(timed, key=lambda row: (times.get(row, 0.0), row))


def mark_duplicates(frame: pl.LazyFrame, duplicates: pl.DataFrame, choice: RowChoice) -> pl.LazyFrame:
    """Add `duplicate_of`, the first row of the same respondent, and `counted`, whether the row counts.

    `duplicates` is what `survey.answered_twice.duplicates` found. Rows stay where they are and none is dropped.
    """
    row, first = pl.col("row"), pl.col("first")
    counts = row.is_in(list(choice.counted)).alias(COUNTED)
    twice = duplicates.group_by("row").agg(first.min().alias(DUPLICATE_OF)).with_columns(counts)
    found = twice.select(pl.col("row").cast(frame.collect_schema()["row"]), DUPLICATE_OF, COUNTED)
    marked = frame.join(found.lazy(), on="row", how="left", maintain_order="left")
    again = pl.when(pl.col(DUPLICATE_OF) != row).then(pl.col(DUPLICATE_OF))
    return marked.with_columns(again.alias(DUPLICATE_OF), pl.col(COUNTED).fill_null(True))


def set_aside(frame: pl.LazyFrame, rows: Sequence[int]) -> pl.LazyFrame:
    """Have rows that are nobody's count for nothing; every other row counts as before."""
    before = pl.col(COUNTED) if COUNTED in frame.collect_schema() else pl.lit(True)
    return frame.with_columns((before & ~pl.col("row").is_in(list(rows))).alias(COUNTED))
