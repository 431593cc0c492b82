"""A table that was read -> the rows of it whose answers count, as far as a column tells whose they are.

Owns which rows these are; must not know what is made of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from jtbd_diag.ground.complaints import Code, complaint, did_you_mean
from jtbd_diag.questionnaire.answer_column_names import answer_columns
from jtbd_diag.results.batch_of_a_survey import Batch
from jtbd_diag.survey.columns.mapping_of_people import RATER
from jtbd_diag.survey.files import ROW
from jtbd_diag.survey.known.words_in_headers import words_apart
from jtbd_diag.survey.people.raters_and_waves import rater_of_each
from jtbd_diag.survey.rows.invented_rows import is_mark, says_so
from jtbd_diag.survey.table.survey_table import Table


def answered_rows(batch: Batch) -> pl.LazyFrame:
    """The rows that count, with the columns of answers that may score; who answered nothing is left out."""
    asked, own = batch.questionnaire, batch.coded.frame
    there = own.collect_schema()
    items = [item for item in asked.items.values() if asked.options(item.id) or item.type == "number"]
    kept = [c for item in items for c in answer_columns(asked, item.id) if c in there]
    told = [pl.col(c) if there[c] == pl.Boolean else pl.col(c).is_not_null() for c in kept]
    anything = pl.any_horizontal(told) if told else pl.lit(False)
    return own.filter(_counted(batch) & anything.fill_null(False)).select(ROW, *kept)


def column_of_groups(table: Table, name: str, lacking: str) -> str:
    """The column beside the answers that is called so. Raises InputError (NO_SUCH_GROUPING): `lacking` says it then."""
    beside = [column.header for column in table.columns if column.role == "carried"]
    header = next((one for one in beside if words_apart(one) == words_apart(name)), None)
    if header is None:
        raise complaint(Code.NO_SUCH_GROUPING, table.source, lacking, did_you_mean(name, beside))
    return header


@dataclass(frozen=True)
class RowsOfRaters:
    """The rows of one kind of rater, as far as a column tells; it is looked up once who is of which."""

    batch: Batch
    rater: str

    def answers(self) -> pl.LazyFrame:
        """Of `answered_rows` theirs."""
        return answered_rows(self.batch).filter(~self._by_others)

    def left_out(self) -> int:
        """How many of `answered_rows` are of others."""
        if not self._has_raters:
            return 0
        return int(answered_rows(self.batch).select(self._by_others.sum()).collect(engine="streaming").item())

    def invented(self) -> int:
        """How many rows say that a simulation invented them, but for those of others."""
        marks = [
            column.header for column in self.batch.table.columns if is_mark(column.header) and column.role == "carried"
        ]
        if not self._has_raters or not marks:
            return self.batch.table.invented
        counted = self.batch.table.frame.select((says_so(marks) & ~self._by_others).sum())
        return int(counted.collect(engine="streaming").item())

    @property
    def _has_raters(self) -> bool:
        """Whether a column tells raters apart."""
        return RATER in self.batch.table.who.names.values()

    @cached_property
    def _by_others(self) -> pl.Expr:
        raters = rater_of_each(self.batch.table.frame, self.batch.table.who, ROW)
        return pl.col(ROW).is_in([row for row, one in raters.items() if one != self.rater])


def _counted(batch: Batch) -> pl.Expr:
    """The rows that count: not nobody's, and of people who answered twice the one that the batch wishes for."""
    out = {*batch.table.aside, *batch.again}
    return ~pl.col(ROW).is_in([*out]) if out else pl.lit(True)
