"""Questions that are answered where they were not asked: a column that was sorted or moved by itself.

Owns by how many rows that is told; knows nothing of plans. No cell tells it, since each is an answer under its own
question; but what hangs on it then belongs to other rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from jtbd_diag.ground.catalogue import say
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.survey.cells.column_reader import Reader
from jtbd_diag.survey.cells.options_numbers_dates import Fault
from jtbd_diag.survey.columns.column import Column
from jtbd_diag.survey.files.grid import TALLY
from jtbd_diag.survey.table.survey_table import Table

if TYPE_CHECKING:
    import polars as pl

_FEWEST = 5
_ALIKE, _NEARLY_ALL, _FEW = 0.7, 0.9, 0.5


class Branch(NamedTuple):
    """A question, the one that its being asked hangs on, and the columns of both."""

    item: str
    on: str
    column: str
    on_column: str


class Answering(NamedTuple):
    """How many rows were asked, and not; and how many of each answered."""

    asked: int = 0
    answered: int = 0
    others: int = 0
    answered_unasked: int = 0

    def plus(self, other: Answering) -> Answering:
        """The sum, place by place."""
        return Answering(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def unrelated(self) -> bool:
        """Whether those who were not asked answer as if they had been."""
        if self.answered_unasked < _FEWEST:
            return False
        if not self.asked:
            return True
        asked, others = self.answered / self.asked, self.answered_unasked / self.others
        as_often = others >= _ALIKE * asked and asked < _NEARLY_ALL
        return as_often or (asked <= _FEW and self.answered_unasked >= self.answered)


def off_branch(
    table: Table, q: Questionnaire, columns: Mapping[str, Sequence[Column]], readers: Mapping[str, Reader]
) -> Iterator[str]:
    """What is to be told of each question on which others hang, whose answers do not go with theirs."""
    branches = list(_branches(q, columns))
    if not branches:
        return
    blanks = {one.column: ["", *readers[one.column].blanks] for one in branches}
    counted: dict[str, Answering] = {}
    for what, cell, n in table.tally(partial(_counted, branches=branches, blanks=blanks)).iter_rows():
        branch = branches[int(what)]
        answer = readers[branch.on_column].read(cell[1:])
        condition = q.items[branch.item].ask_if
        if answer is None or isinstance(answer, Fault) or condition is None:
            continue
        filled = n * int(cell[0])
        asked = condition.test(condition, answer)
        one = Answering(n, filled) if asked else Answering(0, 0, n, filled)
        counted[branch.on] = counted.get(branch.on, Answering()).plus(one)
    for on, counts in counted.items():
        if counts.unrelated:
            hanging = ", ".join(branch.item for branch in branches if branch.on == on)
            yield say(
                "survey.off_branch", on=on, items=hanging, n=counts.answered_unasked, answered=counts.answered,
                asked=counts.asked,
            )  # fmt: skip


def _branches(q: Questionnaire, columns: Mapping[str, Sequence[Column]]) -> Iterator[Branch]:
    whole = {
        item: several[0].header for item, several in columns.items() if len(several) == 1 and not several[0].option
    }
    for item in q.items.values():
        on = item.ask_if.item if item.ask_if and item.ask_if.answered is None else None
        if on is not None and on in whole and item.id in whole and q.options(on):
            yield Branch(item.id, on, whole[item.id], whole[on])


def _counted(frame: pl.LazyFrame, *, branches: Sequence[Branch], blanks: Mapping[str, Sequence[str]]) -> pl.DataFrame:
    """How often each cell stands beside an answer to what hangs on it (`1cell`), and beside none (`0cell`)."""
    import polars as pl

    parts = []
    for n, branch in enumerate(branches):
        told = pl.col(branch.column).str.strip_chars().fill_null("").is_in(list(blanks[branch.column]))
        mark = pl.when(told).then(pl.lit("0")).otherwise(pl.lit("1"))
        cells = frame.select(pl.concat_str(mark, pl.col(branch.on_column)).alias("cell")).drop_nulls()
        parts.append(cells.group_by("cell").agg(pl.len().cast(pl.Int64).alias("n")).with_columns(what=pl.lit(str(n))))
    found: pl.DataFrame = pl.concat(pl.collect_all(parts, engine="streaming"))
    return found.select(TALLY)
