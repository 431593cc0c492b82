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
from jtbd_diag.survey.table.survey_table import Table

Keep = Literal["first", "last", "all"]
"""Which rows of a respondent who answered more than once count."""

DUPLICATE_OF, COUNTED = "duplicate_of", "counted"

DUPLICATE_COLUMNS = {
    DUPLICATE_OF: ResultColumn(DUPLICATE_OF, "checks", say("results.column_duplicate_of"), "a row", 0),
    COUNTED: ResultColumn(COUNTED, "checks", say("results.column_counted"), "TRUE; FALSE"),
}


class RowChoice(NamedTuple):
    """Which of the rows of the same respondents count, and by what their order was told: a column, or their rows.

    Of how many people one that does not count answers more than twice as much; how many sent several at one time.
    """

    counted: frozenset[int]
    by: str = ""
    fuller: int = 0
    at_once: int = 0


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
    `times` are the ways to read the column `by`; where they do not agree, or there is none, rows tell the order. They
    do, too, of what was sent at one time: from below where the newest rows stand first.
    """
    people = linked(duplicates.select("row", "first").iter_rows())
    if keep == "all":
        return RowChoice(frozenset(row for rows in people for row in rows))
    chosen = [_rows_that_count(people, keep, answering, one) for one in (*times, {})]
    agreed = len(times) > 0 and len({frozenset(one) for one in chosen[: len(times)]}) == 1
    counted, read = (chosen[0], times[0]) if agreed else (chosen[-1], {})
    fuller = at_once = 0
    for rows, row in zip(people, counted, strict=True):
        fuller += max(answering.get(n, 0) for n in rows) > 2 * answering.get(row, 0)
        at_once += row in read and any(read.get(n) == read[row] for n in rows if n in answering and n != row)
    return RowChoice(frozenset(counted), by if agreed else "", fuller, 0 if _order(read) else at_once)


def _rows_that_count(
    people: Sequence[Sequence[int]], keep: Keep, answering: Collection[int], times: Times
) -> list[int]:
    """The row of each."""
    chosen, down, found = min if keep == "first" else max, _order(times) or 1, []
    for rows in people:
        told = [row for row in rows if row in answering] or rows
        timed = [row for row in told if row in times] or told
        found.append(chosen(timed, key=lambda row: (times.get(row, 0.0), down * row)))
    return found


def _order(times: Times) -> int:
    """1 where the rows stand in the order of their times, -1 in the other, 0 in none."""
    told = [times[row] for row in sorted(times)]
    return (told == sorted(told)) - (told == sorted(told, reverse=True))


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
