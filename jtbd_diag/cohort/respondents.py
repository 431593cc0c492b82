"""Which rows of a respondent count who answered more than once.

Owns the marks in the results; knows nothing of questionnaires, and nothing of how a respondent is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import polars as pl

Keep = Literal["first", "last", "all"]
"""Which rows of a respondent who answered more than once count."""

DUPLICATE_OF, COUNTED = "duplicate_of", "counted"


def mark_duplicates(frame: pl.LazyFrame, duplicates: pl.DataFrame, keep: Keep) -> pl.LazyFrame:
    """Add `duplicate_of`, the first row of the same respondent, and `counted`, whether the row counts.

    `duplicates` is what `answers.table.duplicates` found. Rows stay where they are and none is dropped.
    """
    row, first, last = pl.col("row"), pl.col("first"), pl.col("last")
    stays = {"first": first == row, "last": last == row, "all": pl.lit(True)}[keep]
    twice = duplicates.group_by("row").agg(first.min().alias(DUPLICATE_OF), stays.all().alias(COUNTED))
    found = twice.select(pl.col("row").cast(frame.collect_schema()["row"]), DUPLICATE_OF, COUNTED)
    marked = frame.join(found.lazy(), on="row", how="left", maintain_order="left")
    again = pl.when(pl.col(DUPLICATE_OF) != row).then(pl.col(DUPLICATE_OF))
    return marked.with_columns(again.alias(DUPLICATE_OF), pl.col(COUNTED).fill_null(True))


def set_aside(frame: pl.LazyFrame, rows: Sequence[int]) -> pl.LazyFrame:
    """Have rows that are nobody's count for nothing; every other row counts as before."""
    before = pl.col(COUNTED) if COUNTED in frame.collect_schema() else pl.lit(True)
    return frame.with_columns((before & ~pl.col("row").is_in(list(rows))).alias(COUNTED))
