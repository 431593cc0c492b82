"""Where respondents sit -> what a map may show of it.

Owns what of a place is kept: squares of a grid, and of a corner with fewer than `SMALLEST` respondents only how many
they are. Where all such corners together have fewer, no square tells of jobs: the others of each job would be theirs.
Nothing here depends on the order of a survey, nor on a score within its square.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from jtbd_diag.cohort.small_groups import SMALLEST, Frame

BINS = 20
"""Squares on each side."""
MOST_SIGNS = 400
MOST_ON_A_SQUARE = 9
"""So many signs still can be told apart on one square."""

Square = tuple[int, int]


@dataclass(frozen=True)
class SpotSign:
    """One respondent: the square, the place on it (which of how many), the job, and how sure that is."""

    square: Square
    number: int
    of: int
    job: str
    outcome: str


@dataclass(frozen=True)
class Spots:
    """What is drawn: signs, or counts by square where they are too many, and counts of corners with a few.

    `corners` are counted from the low ends of both scales: (0, 0), (1, 0), (0, 1) and (1, 1).
    """

    signs: tuple[SpotSign, ...]
    counts: dict[Square, int]
    corners: dict[Square, int]


def spots(places: Frame, scales: tuple[str, str]) -> Spots:
    """What may be shown of respondents on two scales."""
    bins = [
        (pl.col(s) * BINS / 100).floor().clip(0, BINS - 1).cast(pl.Int32).alias(f"on {n}") for n, s in enumerate(scales)
    ]
    placed = places.lazy().select(*bins, pl.col("job", "outcome").cast(pl.String))
    counted = placed.group_by("on 0", "on 1").len().collect(engine="streaming")
    on_square = {(one, other): count for one, other, count in counted.sort(pl.all()).rows()}
    crowd = Counter[Square]()
    for square, count in on_square.items():
        crowd[_corner(square)] += count
    few = {corner: count for corner, count in sorted(crowd.items()) if count < SMALLEST}
    counts = {square: count for square, count in on_square.items() if _corner(square) not in few}
    if _too_few(few) or sum(on_square.values()) > MOST_SIGNS or max(counts.values(), default=0) > MOST_ON_A_SQUARE:
        return Spots((), counts, few)
    rows = [((one, other), job, outcome) for one, other, job, outcome in placed.sort(pl.all()).collect().iter_rows()]
    return Spots(tuple(_signs([row for row in rows if row[0] in counts], counts)), {}, few)


def _too_few(few: Mapping[Square, int]) -> bool:
    """Whether the counts of jobs, less the signs that would be shown, tell of fewer than `SMALLEST`."""
    return 0 < sum(few.values()) < SMALLEST


def _corner(square: Square) -> Square:
    return 2 * square[0] // BINS, 2 * square[1] // BINS


def _signs(rows: Sequence[tuple[Square, str, str]], counts: Mapping[Square, int]) -> list[SpotSign]:
    met = Counter[Square]()
    signs = []
    for square, job, outcome in rows:
        signs.append(SpotSign(square, met[square], counts[square], job, outcome))
        met[square] += 1
    return signs
