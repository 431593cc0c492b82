"""Rows of whoever answered twice, marked by an engine that sets rows of the same key beside each other.

Owns the window; knows nothing of how a respondent is told. The same marks as `results.which_row_counts`, for one key.
"""

from __future__ import annotations

from typing import Any

from jtbd_diag.results.which_row_counts import Keep


def with_marks(frame: Any, keep: Keep, row: str) -> Any:
    """The same frame of narwhals with two more columns: the first row of the same respondent, and whether a row counts.

    They are called `duplicate_of` and `counted`. `row` is the column of the row's number; `key`, `answers` and `time`
    are those of `marks_of_rows`.
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
