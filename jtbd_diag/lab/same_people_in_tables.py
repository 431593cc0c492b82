"""People in several tables -> everybody once, by their last answers, and who answered again in another table.

Owns when rows of two tables are the same person's; must not know what is made of the answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from jtbd_diag.lab.answer_matrix import Matrix
from jtbd_diag.results.batch_of_a_survey import Batch
from jtbd_diag.survey.answered_twice import linked, nearly_alike, order_of, person_keys
from jtbd_diag.survey.files import ROW

_DAY = 86_400.0

TablePlace = tuple[int, int]
"""A table and a row of its matrix."""


@dataclass(frozen=True)
class SeveralTables:
    """By table, whose rows count; how many people stand in more than one; where the first and the last rows of those
    stand who answered again in time; and how many are alike but for what a spreadsheet makes of ids."""

    counted: tuple[NDArray[np.bool_], ...]
    people: int
    sides: tuple[list[TablePlace], list[TablePlace]]
    alike: int = 0


def across_tables(batches: Sequence[Batch], matrices: Sequence[Matrix], days: tuple[int, int]) -> SeveralTables:
    """Find everybody who stands in more than one table; the matrices hold each person of their table once.

    An e-mail address is the same person's everywhere, an id where its column is called alike. Of a person the row that
    was submitted last counts, or that of the last table where no times are told. Of those who answer again
    `days` later at the soonest and at the latest, both rows are told.
    """
    counted = tuple(np.ones(one.respondents, bool) for one in matrices)
    if len(batches) < 2:
        return SeveralTables(counted, 0, ([], []))
    rows = [(n, at) for n, one in enumerate(matrices) for at in range(one.respondents)]
    keys = [_keys(batch, matrix) for batch, matrix in zip(batches, matrices, strict=True)]
    people = _people(keys, rows)
    times = [_times(batch) for batch in batches]
    first: list[TablePlace] = []
    last: list[TablePlace] = []
    for person in people:
        when = {(n, at): times[n].get(int(matrices[n].rows[at])) for n, at in person}
        told = all(one is not None for one in when.values())
        ordered = sorted(person, key=lambda place: ((when[place] or 0.0) if told else 0.0, place))
        for n, at in ordered[:-1]:
            counted[n][at] = False
        apart = abs((when[ordered[-1]] or 0.0) - (when[ordered[0]] or 0.0)) / _DAY
        if told and days[0] <= apart <= days[1]:
            first.append(ordered[0])
            last.append(ordered[-1])
    return SeveralTables(counted, len(people), (first, last), nearly_alike([chain(*one.values()) for one in keys]))


def _people(keys: Sequence[Mapping[int, list[str]]], rows: Sequence[TablePlace]) -> list[list[TablePlace]]:
    """Rows that share a key, or share one with a row between them, where they are of two tables or more."""
    first: dict[str, TablePlace] = {}
    links = ((place, first.setdefault(key, place)) for place in rows for key in keys[place[0]].get(place[1], ()))
    return [person for person in linked(links) if len({n for n, _ in person}) > 1]


def _keys(batch: Batch, matrix: Matrix) -> dict[int, list[str]]:
    """What tells each person of a matrix, by its row there."""
    at = {int(row): n for n, row in enumerate(matrix.rows)}
    found: dict[int, list[str]] = {}
    for row, key, running in person_keys(batch.table, batch.reading.how.identity):
        place = at.get(row)
        if place is not None:
            answers = matrix.places[place].tobytes().hex() if running else ""
            found.setdefault(place, []).append(f"{key}\0{answers}")
    return found


def _times(batch: Batch) -> Mapping[int, float]:
    """When each row was submitted, where a column tells it in one way."""
    everybody = batch.table.frame.select(ROW).collect(engine="streaming")
    _, readings = order_of(batch.table, everybody)
    return readings[0] if len(readings) == 1 else {}
