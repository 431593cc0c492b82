"""A survey, coded -> a matrix of small numbers: which of its answers everybody gave to every item.

Owns what is held in memory, a byte an answer; must not know what is made of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from jtbd_diag.diagnosis import score_table
from jtbd_diag.diagnosis.scored_columns import asked_column, number_column
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.answer_column_names import answer_columns
from jtbd_diag.questionnaire.items import MultipleItem, NumberItem, RatingItem, SingleItem

Places = NDArray[np.int8]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

SILENT, NOT_ASKED, UNREAD = -1, -2, -3
"""In place of an answer: asked and not answered; not asked; a cell that says something and cannot be read."""
CHUNK = 20_000
"""Rows that are worked on at a time."""


@dataclass(frozen=True)
class PlacedItem:
    """An item whose answers have places, from 0: what each is called, and what it gives on each scale.

    `points` has by scale as many numbers as there are places, not a number where an answer gives none.
    """

    item: str
    labels: tuple[str, ...]
    points: Mapping[str, tuple[float, ...]]
    weights: Mapping[str, float]


@dataclass(frozen=True)
class Matrix:
    """Everybody's answers: a row for each respondent who answered anything, a column for each of `items`.

    `jobs` holds the place of each respondent's job among the profiles, -1 where it cannot be told.
    """

    questionnaire: Questionnaire
    items: tuple[PlacedItem, ...]
    places: Places
    jobs: Places
    rows: NDArray[np.int64]

    @property
    def respondents(self) -> int:
        """How many rows there are."""
        return int(self.places.shape[0])

    def column(self, item: str) -> Places:
        """Everybody's answers to an item."""
        return self.places[:, [one.item for one in self.items].index(item)]

    def chunks(self) -> Iterator[slice]:
        """Some rows after others."""
        yield from (slice(top, top + CHUNK) for top in range(0, max(self.respondents, 1), CHUNK))

    def picked(self, at: Sequence[int]) -> Matrix:
        """The same with some rows, by their places."""
        rows = np.asarray(at, np.int64)
        return Matrix(self.questionnaire, self.items, self.places[rows], self.jobs[rows], self.rows[rows])

    def only(self, kept: Flags) -> Matrix:
        """The same with some rows."""
        return Matrix(self.questionnaire, self.items, self.places[kept], self.jobs[kept], self.rows[kept])


def matrix_of(questionnaire: Questionnaire, frame: pl.LazyFrame, row: str, placed: Collection[str] = ()) -> Matrix:
    """Read coded answers, as `score_table` takes them, with a column `row` of their numbers.

    Rows that answer nothing are left out. The frame is read once, streaming.
    """
    columns = set(frame.collect_schema().names())
    items = [one for one in map(_answered(questionnaire), questionnaire.items) if one is not None]
    there = [one for one in items if columns & {*answer_columns(questionnaire, one.item)}]
    own = [name for item in questionnaire.items for name in answer_columns(questionnaire, item) if name in columns]
    typed = [pl.col(one.item).cast(pl.Enum(_ids(questionnaire, one.item))) for one in there if _is_text(frame, one)]
    scored = score_table(
        questionnaire,
        frame.select(row, *own).with_columns(typed),
        keep=True,
        placed=[p for p in placed if p in columns],
    )
    known = set(scored.collect_schema().names())
    job = pl.col("job").to_physical().cast(pl.Int8).fill_null(-1) if "job" in known else pl.lit(-1, pl.Int8)
    places = [_place(questionnaire, one, known, frame).alias(f"place:{one.item}") for one in there]
    found = scored.select(pl.col(row).alias("in:row"), job.alias("in:job"), *places)
    if there:
        found = found.filter(pl.max_horizontal(f"place:{one.item}" for one in there) >= 0)
    held = found.collect(engine="streaming") if there else found.head(0).collect()
    cells = held.select(f"place:{one.item}" for one in there).to_numpy() if there else np.zeros((0, 0), np.int8)
    return Matrix(
        questionnaire,
        tuple(there),
        np.ascontiguousarray(cells, dtype=np.int8),
        held.get_column("in:job").to_numpy().astype(np.int8),
        held.get_column("in:row").to_numpy().astype(np.int64),
    )


def _ids(questionnaire: Questionnaire, item: str) -> list[str]:
    return [option.id for option in questionnaire.options(item)]


def _is_text(frame: pl.LazyFrame, placed_item: PlacedItem) -> bool:
    return frame.collect_schema().get(placed_item.item) == pl.String


def _answered(questionnaire: Questionnaire) -> Callable[[str], PlacedItem | None]:
    def made(name: str) -> PlacedItem | None:
        item = questionnaire.items[name]
        fed = [c for c in questionnaire.contributions if c.item == name]
        weights = {c.scale: c.weight for c in fed}
        if isinstance(item, SingleItem | RatingItem):
            options = questionnaire.options(name)
            points = {c.scale: tuple(c.options.get(o.id, float("nan")) for o in options) for c in fed}
            return PlacedItem(name, tuple(o.text for o in options), points, weights)
        if isinstance(item, MultipleItem | NumberItem) and fed:
            starts = _starts(questionnaire, name)
            points = {c.scale: tuple(_reached(c.thresholds, start) for start in starts) for c in fed}
            return PlacedItem(name, tuple(f"{start:g}+" for start in starts), points, weights)
        return None

    return made


def _starts(questionnaire: Questionnaire, item: str) -> list[float]:
    return sorted({start for c in questionnaire.contributions if c.item == item for start in c.thresholds})


def _reached(thresholds: Mapping[float, float], number: float) -> float:
    return next((thresholds[start] for start in sorted(thresholds, reverse=True) if start <= number), float("nan"))


def _place(
    questionnaire: Questionnaire, placed_item: PlacedItem, known: Collection[str], frame: pl.LazyFrame
) -> pl.Expr:
    """The place of an answer as a byte."""
    if isinstance(questionnaire.items[placed_item.item], MultipleItem | NumberItem):
        number = pl.col(number_column(placed_item.item))
        reached = pl.sum_horizontal(
            (number >= start).cast(pl.Int8) for start in _starts(questionnaire, placed_item.item)
        )
        place = pl.when(number.is_not_null() & (reached > 0)).then(reached - 1)
    else:
        kind = frame.collect_schema()[placed_item.item]
        answer = pl.col(placed_item.item) if kind.is_integer() else pl.col(placed_item.item).to_physical()
        place = pl.when(answer < len(placed_item.labels)).then(answer)
    told = place.cast(pl.Int8).fill_null(SILENT)
    if asked_column(placed_item.item) not in known:
        return told
    return (
        pl.when(pl.col(asked_column(placed_item.item))).then(told).otherwise(pl.lit(NOT_ASKED, pl.Int8)).cast(pl.Int8)
    )
