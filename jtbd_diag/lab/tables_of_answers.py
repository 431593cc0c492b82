"""Survey tables, read as `batch` reads them -> everybody's answers in one matrix, and who answered twice, when.

Owns whose rows count; must not know what is made of the answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress

import numpy as np
import polars as pl

from jtbd_diag.ground.catalogue import say
from jtbd_diag.lab.answer_matrix import NOT_ASKED, SILENT, UNREAD, Floats, Matrix, Places, matrix_of
from jtbd_diag.lab.same_people_in_tables import across_tables
from jtbd_diag.results.batch_of_a_survey import Batch
from jtbd_diag.results.rows_that_count import column_of_groups
from jtbd_diag.results.which_row_counts import choice_of
from jtbd_diag.survey.answered_twice import duplicates, order_of
from jtbd_diag.survey.files import ROW
from jtbd_diag.survey.known.words_in_headers import words_apart
from jtbd_diag.survey.people.raters_and_waves import rater_of_each
from jtbd_diag.survey.table.survey_table import Table

_DURATIONS = ("duration in seconds", "duration seconds", "total time", "interviewtime", "interview time")
"""Headings of a column of seconds, as Qualtrics and LimeSurvey write them."""
_DAY = 86_400.0
SOONEST, LATEST = 7, 35
"""Days between two answers of a person that tell whether an answer keeps: not remembered, nothing changed yet."""


@dataclass(frozen=True)
class Respondents:
    """Everybody once, by their last answers; the answers of those who answered twice; and how many rows there were."""

    matrix: Matrix
    seconds: Floats | None
    first: Matrix
    again: Matrix
    rows: int
    invented: int
    groups: tuple[str | None, ...] = ()
    """By the column that was asked for, what each respondent's cell holds."""
    raters: Mapping[str, int] = field(default_factory=dict)
    """How many answer from which place, where a column tells raters."""
    in_several: int = 0
    """People who stand in more than one table, each counted once."""
    alike: int = 0
    """People of two tables who would be one if ids had no capitals and zeros in front."""


def respondents(batches: Sequence[Batch], by: str | None = None) -> Respondents:
    """All that these tables hold, one after the other; they are answers to one questionnaire.

    Raises InputError where a table has no column `by`.
    """
    found = [_of_one(batch, by) for batch in batches]
    several = across_tables(batches, [one.matrix for one in found], (SOONEST, LATEST))
    everybody, kept = _joined([one.matrix for one in found]), np.concatenate(several.counted)
    begins = np.cumsum([0, *(one.matrix.respondents for one in found)])
    first, again = ([int(begins[n]) + at for n, at in side] for side in several.sides)
    timed = [one.seconds for one in found]
    seconds = [np.full(one.matrix.respondents, np.nan) if one.seconds is None else one.seconds for one in found]
    return Respondents(
        everybody if kept.all() else everybody.only(kept),
        np.concatenate(seconds)[kept] if any(one is not None for one in timed) else None,
        _joined([*(one.first for one in found), *([everybody.picked(first)] if first else [])]),
        _joined([*(one.again for one in found), *([everybody.picked(again)] if again else [])]),
        sum(one.rows for one in found),
        sum(one.invented for one in found),
        tuple(compress((label for one in found for label in one.groups), kept)),
        Counter(compress((label for one in found for label in one.raters), kept)),
        several.people,
        several.alike,
    )


@dataclass(frozen=True)
class _OfOne:
    """A table: everybody in it once, those who answered twice, and by respondent group and rater, where told."""

    matrix: Matrix
    seconds: Floats | None
    first: Matrix
    again: Matrix
    rows: int
    invented: int
    groups: tuple[str | None, ...]
    raters: tuple[str, ...]


def _of_one(batch: Batch, by: str | None) -> _OfOne:
    table, coded = batch.table, batch.coded
    everybody = _with_unread(matrix_of(batch.questionnaire, coded.placed, ROW, tuple(coded.choices)), batch)
    rows = int(table.frame.select(pl.len()).collect(engine="streaming").item())
    counted = ~np.isin(everybody.rows, np.asarray(table.aside, np.int64))
    first, again = (everybody.only(np.zeros(everybody.respondents, bool)) for _ in range(2))
    once, twice, last = _once(batch)
    if twice is not None and twice.height:
        kept = np.asarray(sorted(last), np.int64)
        first, again = _retested(once, twice, everybody)
        counted &= ~np.isin(everybody.rows, twice.get_column(ROW).to_numpy()) | np.isin(everybody.rows, kept)
    matrix = everybody.only(counted)
    groups = _groups(table, matrix, by) if by is not None else ()
    seconds = _seconds(table, matrix)
    return _OfOne(matrix, seconds, first, again, rows, table.invented, groups, _raters(table, matrix))


def _once(batch: Batch) -> tuple[Table, pl.DataFrame | None, frozenset[int]]:
    """The table as if a person in two waves were one all the same, who answered twice, and which rows of them count.

    Where no column tells waves a batch that wishes for the last rows has looked already.
    """
    table = batch.table
    if table.who.wave is None and batch.wishes.duplicates == "last":
        return table, batch.twice, batch.choice.counted if batch.twice is not None else frozenset()
    once = replace(table, who=replace(table.who, wave=None))
    looked = duplicates(once)
    if looked is None:
        return once, None, frozenset()
    twice = looked.collect(engine="streaming")
    return once, twice, choice_of(once, batch.coded, twice, "last").counted


def _with_unread(matrix: Matrix, batch: Batch) -> Matrix:
    """The same, where cells that could not be read are told from questions that somebody left out."""
    items = {column.header: column.item for column in batch.table.columns if column.item}
    at = {one.item: n for n, one in enumerate(matrix.items)}
    row_at = {int(row): n for n, row in enumerate(matrix.rows)}
    refused = batch.coded.rejects.select(ROW, "column").collect(engine="streaming").iter_rows()
    places = matrix.places.copy()
    for row, header in refused:
        n, item = row_at.get(row), at.get(items.get(header, ""))
        if n is not None and item is not None and places[n, item] == SILENT:
            places[n, item] = UNREAD
    return replace(matrix, places=places)


def _retested(table: Table, twice: pl.DataFrame, everybody: Matrix) -> tuple[Matrix, Matrix]:
    """The first and the last answers of those who answered again after one to five weeks."""
    _, times = order_of(table, twice)
    pairs = twice.select("first", "last").unique(maintain_order=True).rows()
    told = times[0] if len(times) == 1 else {}
    at = {int(row): n for n, row in enumerate(everybody.rows)}
    kept = [
        (at[one], at[other])
        for one, other in pairs
        if one in told and other in told and one in at and other in at
        and SOONEST <= abs(told[other] - told[one]) / _DAY <= LATEST
    ]  # fmt: skip
    return everybody.picked([one for one, _ in kept]), everybody.picked([other for _, other in kept])


def _groups(table: Table, matrix: Matrix, by: str) -> tuple[str | None, ...]:
    header = column_of_groups(table, by, say("lab.no_such_column", column=by))
    cells = table.frame.select(ROW, pl.col(header).str.strip_chars().alias("group")).collect(engine="streaming")
    of = dict(cells.iter_rows())
    return tuple(of.get(int(row)) for row in matrix.rows)


def _raters(table: Table, matrix: Matrix) -> tuple[str, ...]:
    of = rater_of_each(table.frame, table.who, ROW)
    return tuple(of[int(row)] for row in matrix.rows) if of else ()


def _seconds(table: Table, matrix: Matrix) -> Floats | None:
    """How long each respondent took, where a column tells it."""
    known = {words_apart(column.header): column.header for column in table.columns if column.role == "carried"}
    header = next((known[name] for name in _DURATIONS if name in known), None)
    if header is None:
        return None
    cells = table.frame.select(ROW, pl.col(header).cast(pl.Float64, strict=False).alias("seconds"))
    told = cells.collect(engine="streaming")
    rows, seconds = told.get_column(ROW).to_numpy(), told.get_column("seconds").fill_null(float("nan")).to_numpy()
    order = np.argsort(rows)
    place = np.searchsorted(rows[order], matrix.rows)
    found: Floats = seconds[order][place]
    return found


def _joined(matrices: Sequence[Matrix]) -> Matrix:
    """One matrix of several; an item that one of them lacks was not asked there."""
    if len(matrices) == 1:
        return matrices[0]
    items = {one.item: one for matrix in matrices for one in matrix.items}
    ordered = tuple(items[name] for name in matrices[0].questionnaire.items if name in items)
    places = [np.stack([_column(matrix, one.item) for one in ordered], 1) for matrix in matrices]
    return Matrix(
        matrices[0].questionnaire,
        ordered,
        np.concatenate(places),
        np.concatenate([one.jobs for one in matrices]),
        np.concatenate([one.rows for one in matrices]),
    )


def _column(matrix: Matrix, item: str) -> Places:
    if item in {one.item for one in matrix.items}:
        return matrix.column(item)
    return np.full(matrix.respondents, NOT_ASKED, np.int8)
