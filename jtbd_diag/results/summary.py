"""Results -> the few numbers that are told of a run.

Owns what is counted; knows nothing of how it is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from jtbd_diag.results.which_row_counts import COUNTED, DUPLICATE_OF

_OUTCOME = "outcome:"


@dataclass(frozen=True)
class Summary:
    """What to tell of a run in a few lines: `outcomes` of the rows that count, `silent` those that answer nothing.

    `cut` texts are longer than a cell of a workbook holds. `scored` rows have a job, or any score where there are no
    jobs.
    """

    rows: int
    counted: int
    outcomes: Mapping[str, int]
    unreadable: int
    rows_with_unreadable: int
    silent: int
    scored: int
    duplicates: int | None
    cut: int


def summarized(frame: pl.LazyFrame) -> pl.LazyFrame:
    """One row of counts, from the results as they are written."""
    names = frame.collect_schema().names()
    outcomes = ("clear", "leaning", "mixed", "undetermined") if "outcome" in names else ()
    counts = pl.col(COUNTED) if COUNTED in names else pl.col("row").is_not_null()  # every row does
    scores = [pl.col(name).is_not_null() for name in names if name.startswith("score_")]
    told = pl.col("job").is_not_null() if "job" in names else pl.any_horizontal(*scores) if scores else pl.lit(True)
    return frame.select(
        pl.len().alias("rows"),
        (told & pl.col("row").is_not_null()).sum().alias("scored"),
        counts.sum().alias("counted"),
        pl.col("unreadable").sum(),
        (pl.col("unreadable") > 0).sum().alias("rows_with_unreadable"),
        (counts & (pl.col("answered") == 0) & (pl.col("unreadable") == 0)).sum().alias("silent"),
        (pl.col(DUPLICATE_OF).is_not_null().sum() if DUPLICATE_OF in names else pl.lit(0)).alias("duplicates"),
        *(((pl.col("outcome") == one) & counts).sum().alias(_OUTCOME + one) for one in outcomes),
    )


def summary_of(counts: Mapping[str, Any], *, looked: bool, cut: int) -> Summary:
    """The counts by name; without `looked`, nobody knows of duplicates."""
    outcomes = {name.removeprefix(_OUTCOME): n for name, n in counts.items() if name.startswith(_OUTCOME)}
    plain = {name: n for name, n in counts.items() if not name.startswith(_OUTCOME)}
    duplicates = plain["duplicates"] if looked else None
    return Summary(**{**plain, "outcomes": outcomes, "duplicates": duplicates, "cut": cut})
