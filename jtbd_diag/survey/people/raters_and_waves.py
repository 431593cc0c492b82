"""The cells that tell rater and wave -> what they mean, in every row, and what is to be told of them.

Owns how such cells are read; knows nothing of results. Which columns they stand in a mapping says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import beginning
from jtbd_diag.questionnaire.perspectives import LEADER, PERSPECTIVES
from jtbd_diag.survey.columns.mapping_of_people import RATER, WAVE, WhoColumns
from jtbd_diag.survey.files import Counting
from jtbd_diag.survey.people.person_columns import tells_of_a_person

if TYPE_CHECKING:
    import polars as pl

_MOST_TOLD, _LONGEST = 6, 24
_MOST_ROUNDS = 12
_DAY = re.compile(r"\d{1,4}[-/. ]\d{1,2}\b")


def told_by(who: WhoColumns, header: str, column: str | None = None) -> pl.Expr:
    """What a column of a table says of rater or wave; it may go by another name, `column`.

    Blanks around a cell count for nothing. Of a rater's perspective an empty cell means the leader, and one that the
    mapping does not know stands as it is.
    """
    import polars as pl

    bare = pl.col(column or header).str.strip_chars()
    if who.names[header] != RATER:
        return pl.when(bare != "").then(bare)
    known = bare.str.to_lowercase().replace_strict(who.known_raters, default=None, return_dtype=pl.String)
    return pl.coalesce(known, pl.when(bare != "").then(bare), pl.lit(LEADER))


def rater_of_each(frame: pl.LazyFrame, who: WhoColumns, row: str) -> dict[int, str]:
    """By row, a column of numbers, from which place it answers; empty where no column tells."""
    import polars as pl

    header = next((header for header, name in who.names.items() if name == RATER), None)
    if header is None:
        return {}
    told = frame.select(pl.col(row), told_by(who, header).alias(RATER)).collect(engine="streaming")
    return {int(number): str(rater) for number, rater in told.iter_rows()}


def rater_and_wave(who: WhoColumns) -> list[pl.Expr]:
    """What else must be equal in two rows of the same respondent, for one to be a duplicate of the other."""
    cells = {name: told_by(who, header) for header, name in who.names.items()}
    return [cell.str.to_lowercase().fill_null("").alias(name) for name, cell in cells.items()]


def notes_on(tally: Callable[[Counting], pl.DataFrame], who: WhoColumns) -> Iterator[str]:
    """How many rows there are of each rater's perspective and of each wave, and which raters are not known."""
    for header, name in who.names.items():
        if name not in (RATER, WAVE):
            continue
        counts = Counter[str | None]()
        for _, cell, n in tally(partial(_counted, who=who, header=header)).iter_rows():
            counts[cell] += n
        told = beginning([f"{one or '?'} {n:,}" for one, n in counts.most_common() if _may_show(one)], _MOST_TOLD)
        if name == WAVE:
            yield say("survey.rows_by_wave", header=header, counts=told)
            if rows := _rows_in_no_wave(counts):
                yield say("survey.no_waves", header=header, n=rows, of=counts.total())
            continue
        yield say("survey.rows_by_rater", header=header, counts=told)
        strange = counts.keys() - {*PERSPECTIVES}
        if strange:
            yield say("survey.raters_unknown", header=header, n=len(strange))


def _counted(frame: pl.LazyFrame, *, who: WhoColumns, header: str) -> pl.DataFrame:
    """How many rows say what; null is counted too."""
    import polars as pl

    told = frame.select(pl.lit(header).alias("what"), told_by(who, header).alias("cell"))
    counted = told.group_by("what", "cell", maintain_order=True).agg(pl.len().cast(pl.Int64).alias("n"))
    return counted.collect(engine="streaming")


def _rows_in_no_wave(counts: Counter[str | None]) -> int:
    """In how many rows alone a word stands, where most do: rounds are few, and what is no day is some other text."""
    words = {one.lower(): n for one, n in counts.items() if one and not _DAY.match(one)}
    alone = sum(n == 1 for n in words.values())
    return alone if alone > _MOST_ROUNDS and 2 * alone > sum(words.values()) else 0


def _may_show(cell: str | None) -> bool:
    return cell is None or (len(cell) <= _LONGEST and not tells_of_a_person(cell))
