"""Rows of an answer each: whether somebody's are of several submissions or people, or list options not ticked too.

Owns by which columns and cells it is told: times, ids and addresses that change, but not from answer to answer; marks
of ticks. Knows no questions.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.survey.known import known
from jtbd_diag.survey.people.person_columns import person_in
from jtbd_diag.survey.people.submission_time import time_column

if TYPE_CHECKING:
    import polars as pl

_FEWEST = 2
"""Of more rows than these is a submission, in the mean: what has a value of its own for each is no submission's."""


def told_apart_by(rows: pl.DataFrame, own: str, changing: Sequence[str]) -> list[str]:
    """Those of the `changing` columns whose cells differ between submissions of a respondent, who is told by `own`."""
    named = {time_column(changing), *(name for name in changing if person_in(name, (), ()))}
    filled = {name: rows.select(own, name).drop_nulls() for name in changing if name in named}
    return [name for name, told in filled.items() if told.height > _FEWEST * told.unique().height]


def several_of(rows: pl.DataFrame, own: str, apart: Sequence[str]) -> int:
    """How many respondents have rows that differ in any of these columns."""
    import polars as pl

    unlike = pl.any_horizontal(pl.col(name).drop_nulls().n_unique() > 1 for name in apart)
    return int(rows.group_by(own).agg(unlike.alias("unlike")).get_column("unlike").sum())


def refuse_ticks(rows: pl.DataFrame, whose: Sequence[str], others: Sequence[str], source: str) -> None:
    """Raise InputError where one of the `others` holds several such marks within one question of one respondent."""
    import polars as pl

    known_marks = frozenset(word for key in ("marks", "ticked", "unticked") for word in known("rows")[key])
    for name in others:
        cells = {str(cell).lower() for cell in rows.get_column(name).drop_nulls().unique().head(len(known_marks) + 1)}
        marks = pl.col(name).fill_null("").n_unique()
        if cells and cells <= known_marks and rows.group_by(whose).agg(marks).get_column(name).max() != 1:
            what = say("survey.long_ticks", header=name)
            raise complaint(Code.TABLE_SHAPE, source, what, say("survey.long_ticks_hint"))
