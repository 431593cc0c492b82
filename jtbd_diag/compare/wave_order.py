"""Whether two waves were handed in the other way round, as far as times tell: what changed would be told backwards.

Owns which times tell it; knows nothing of what changed.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Sequence

import polars as pl

from jtbd_diag.answers import Answers
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.ground.dates import day_of, written_out
from jtbd_diag.survey.answered_twice import order_of
from jtbd_diag.survey.files import ROW
from jtbd_diag.survey.table.survey_table import Table


def refuse_answers_in_other_order(answers: Answers, other: Answers) -> None:
    """Raise InputError where the second answers of a leader were begun on a day before the first."""
    begun, later = day_of(answers.begun), day_of(other.begun)
    if begun and later and later < begun:
        what = say("waves.other_order", first=written_out(begun), second=written_out(later))
        raise complaint(Code.NOT_COMPARED, other.questionnaire, what, say("waves.other_order_hint"))


def refuse_tables_in_other_order(tables: Sequence[Table], rows: Sequence[Collection[int]]) -> None:
    """Raise InputError where, however times are read, all `rows` of the second table were given before the first's."""
    first, second = ([*_times(*one)] for one in zip(tables, rows, strict=True))
    if first and second and max(second) < min(first):
        last, began = (datetime.datetime.fromtimestamp(one, tz=datetime.UTC) for one in (max(second), min(first)))
        what = say("waves.other_order_tables", last=written_out(last.date()), first=written_out(began.date()))
        raise complaint(Code.NOT_COMPARED, str(tables[1].source), what, say("waves.other_order_tables_hint"))


def _times(table: Table, rows: Collection[int]) -> Iterator[float]:
    """When rows were submitted, in seconds, by every way to read the column that tells."""
    _, ways = order_of(table, pl.DataFrame({ROW: [*rows]}))
    for times in ways:
        yield from (time for row, time in times.items() if row in rows)
