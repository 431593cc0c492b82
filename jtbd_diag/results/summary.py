"""Results -> the few numbers that are told of a run.

Owns what is counted; knows nothing of how it is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

import polars as pl

from jtbd_diag.results.which_row_counts import COUNTED, DUPLICATE_OF

_OUTCOME = "outcome:"
_OUTCOMES = ("clear", "leaning", "mixed", "undetermined")


class Summary(NamedTuple):
    """What to tell of a run in a few lines: `outcomes` of the rows that count, `silent` those that answer nothing.

    Of `empty` rows that count one thing could not be used, and nothing else stands in them: as when cells slid.
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
    empty: int
    duplicates: int | None
    cut: int


def summarized(frame: Any, words: Any = pl) -> Any:
    """One row of counts, from the results as they are written: a lazy frame, and the `words` of its library."""
    names = frame.collect_schema().names()
    x, whole = words, words.Int64  # truths do not add up in every engine

    def known(name: str) -> Any:
        return ~x.col(name).is_null()

    outcomes = _OUTCOMES if "outcome" in names else ()
    every = known("row")
    counts = x.col(COUNTED) if COUNTED in names else every
    told = known("job") if "job" in names else reduce(or_, map(known, scores)) if (scores := _scores(names)) else every
    silent = counts & (x.col("answered") == 0) & (x.col("unreadable") == 0)
    truths = {
        "rows": every,
        "scored": told & every,
        "counted": counts,
        "rows_with_unreadable": x.col("unreadable") > 0,
        "silent": silent,
        "empty": counts & (x.col("answered") == 0) & (x.col("unreadable") == 1),
        "duplicates": known(DUPLICATE_OF) if DUPLICATE_OF in names else ~every,
        **{_OUTCOME + one: (x.col("outcome") == one) & counts for one in outcomes},
    }
    added = (truth.cast(whole).sum().alias(name) for name, truth in truths.items())
    return frame.select(x.col("unreadable").sum(), *added)


def _scores(names: Iterable[str]) -> list[str]:
    return [name for name in names if name.startswith("score_")]


def counted_in(names: Iterable[str]) -> list[str]:
    """The columns of the results that `summarized` looks at."""
    plain = ("row", "unreadable", "answered", "job", "outcome", DUPLICATE_OF, COUNTED)
    return [name for name in names if name in plain or name.startswith("score_")]


def summary_of(counts: Mapping[str, Any], *, looked: bool, cut: int) -> Summary:
    """The counts by name, none of which a table without rows has; without `looked`, nobody knows of duplicates.

    Counts may come in any order, as of many workers; outcomes are told in theirs.
    """
    counts = {name: n or 0 for name, n in counts.items()}
    outcomes = {one: counts[_OUTCOME + one] for one in _OUTCOMES if _OUTCOME + one in counts}
    plain = {name: n for name, n in counts.items() if not name.startswith(_OUTCOME)}
    duplicates = plain["duplicates"] if looked else None
    return Summary(**{**plain, "outcomes": outcomes, "duplicates": duplicates, "cut": cut})
