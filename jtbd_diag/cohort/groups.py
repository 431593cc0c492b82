"""A cohort by group, with small groups kept secret.

Owns which groups may be shown; knows nothing of how. A group of fewer than `SMALLEST` is never shown by itself, and
no sum or difference of what is shown gives it away: small groups are shown together as one, which holds at least two
groups and at least `SMALLEST` respondents. Where the small ones do not make up so many, the smallest of the others
joins them (complementary suppression). What is shown is then a partition, and whatever can be worked out from a
partition and its total is a union of its parts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

SMALLEST = 10
NOT_GIVEN = "not given"


@dataclass(frozen=True)
class Group:
    """One line: the groups it is made of, how many respondents, and how many of them have each result."""

    names: tuple[str, ...]
    respondents: int
    counts: Mapping[str, int]


@dataclass(frozen=True)
class Groups:
    """What may be shown of a cohort by group: the large groups, largest first, and the others together.

    `together` is None when every group may be shown. When nothing may be shown, there are no lines at all.
    """

    column: str
    apart: tuple[Group, ...]
    together: Group | None
    hidden: bool = False


def by_group(frame: pl.DataFrame, column: str, results: Mapping[str, pl.Expr]) -> Groups:
    """Count respondents and results by the values of a column; blank ones are a group of their own.

    Values that differ in case or spaces only are one group, under the spelling used most.
    """
    words = pl.col(column).cast(pl.String).str.strip_chars().str.replace_all(r"\s+", " ")
    named = pl.when(words.is_null() | (words == "")).then(pl.lit(NOT_GIVEN)).otherwise(words)
    counted = frame.group_by(named.str.to_lowercase().alias("key")).agg(
        named.mode().sort().first().alias("group"),
        pl.len().alias("respondents"),
        *(e.sum().alias(n) for n, e in results.items()),
    )
    lines = [
        Group((row["group"],), row["respondents"], {name: row[name] for name in results})
        for row in counted.sort(["respondents", "key"], descending=[True, False]).iter_rows(named=True)
    ]
    apart, together = _parted(lines)
    if not together:
        return Groups(column, tuple(apart), None)
    pool = _joined(together)
    if not apart or pool.respondents < SMALLEST or len(together) < 2:
        return Groups(column, (), None, hidden=True)
    return Groups(column, tuple(apart), pool)


def _parted(lines: Sequence[Group]) -> tuple[list[Group], list[Group]]:
    """The groups to show, and those to show together only."""
    apart = [line for line in lines if line.respondents >= SMALLEST]
    together = [line for line in lines if line.respondents < SMALLEST]
    while together and apart and (len(together) < 2 or sum(line.respondents for line in together) < SMALLEST):
        together.insert(0, apart.pop())
    return apart, together


def _joined(lines: Sequence[Group]) -> Group:
    names = tuple(sorted(name for line in lines for name in line.names))
    counts = {result: sum(line.counts[result] for line in lines) for result in lines[0].counts}
    return Group(names, sum(line.respondents for line in lines), counts)
