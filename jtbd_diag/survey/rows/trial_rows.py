"""Rows that somebody called a test, an example or a key: they may be nobody's, and count until somebody takes them out.

Owns by which cells they are told; knows nothing of questionnaires.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import beginning
from jtbd_diag.survey.files import ROW
from jtbd_diag.survey.known import known

if TYPE_CHECKING:
    import polars as pl

_MOST = 5
"""More rows than these are no trials: the word is then a place's, or a kind of row."""
_TOLD = "\0told"


@cache
def _trial() -> str:
    return rf"^\W*(?:{'|'.join(known('rows')['trials'])})[\W\d]*$"


def notes_on_trials(frame: pl.LazyFrame, beside: Sequence[str]) -> Iterator[str]:
    """A note on the rows that a cell of a column `beside` the answers calls so."""
    import polars as pl

    if not beside:
        return
    small = (pl.col(name).str.to_lowercase().str.contains(_trial()) for name in beside)
    # polars takes half a minute to filter by 1,400 columns at once, and a moment to tell what they say
    told = frame.select(ROW, pl.any_horizontal(*small).alias(_TOLD)).collect(engine="streaming")
    numbers = told.filter(pl.col(_TOLD)).get_column(ROW).to_list()
    if not 0 < len(numbers) <= _MOST:
        return
    found = frame.filter(pl.col(ROW).is_in(numbers)).collect(engine="streaming")
    rows = {row[ROW]: next(row[name] for name in beside if _is_trial(row[name])) for row in found.iter_rows(named=True)}
    words = beginning([f"'{word.strip()}'" for word in dict.fromkeys(rows.values())], _MOST)
    yield say("survey.rows_of_trials", n=len(rows), rows=", ".join(map(str, rows)), words=words)


def _is_trial(cell: str | None) -> bool:
    return bool(cell and re.search(_trial(), cell.lower()))
