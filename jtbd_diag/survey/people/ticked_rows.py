"""A table of one row an answer that lists every option, ticked or not, and says which in a column beside.

Owns by which cells such a column is told; knows no questions.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.survey.known import known

if TYPE_CHECKING:
    import polars as pl


def refuse_ticks(rows: pl.DataFrame, whose: Sequence[str], others: Sequence[str], source: str) -> None:
    """Raise InputError where one of the `others` holds several such marks within one question of one respondent."""
    import polars as pl

    known_marks = frozenset(known("rows")["marks"])
    for name in others:
        cells = {str(cell).lower() for cell in rows.get_column(name).drop_nulls().unique().head(len(known_marks) + 1)}
        marks = pl.col(name).fill_null("").n_unique()
        if cells and cells <= known_marks and rows.group_by(whose).agg(marks).get_column(name).max() != 1:
            what = say("survey.long_ticks", header=name)
            raise complaint(Code.TABLE_SHAPE, source, what, say("survey.long_ticks_hint"))
