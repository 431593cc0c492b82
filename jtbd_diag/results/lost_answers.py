"""How much of what decides was lost on the way: questions without a column, cells, rows and files not usable.

Owns the one measure of it; knows nothing of how it is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import starmap
from typing import NamedTuple

import polars as pl

from jtbd_diag.ground.complaints import Code
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.survey.cells.cell_notes import CellCounts
from jtbd_diag.survey.cells.coded_answers import Coded
from jtbd_diag.survey.files import ROW

WORTH_A_WARNING = 0.1
MOST = 0.5
REFUSED_WHOLE = (Code.TOO_MANY_CELLS.value, Code.ROW_SLID.value)
"""Codes of rejects that are whole rows: of their cells none is used, and none is told."""
Counted = Mapping[str, CellCounts]


class WholeRows(NamedTuple):
    """Rows, or `files`, of which nothing could be used, as their cells slid or they are broken; of how many.

    `apart` are files that answer another questionnaire: not lost, and not among those.
    """

    lost: int = 0
    of: int = 0
    files: bool = False
    apart: int = 0

    @property
    def without_cells(self) -> int:
        """How many of the rows have no cells to count among those that cannot be used."""
        return self.lost + self.apart

    @property
    def share(self) -> float:
        """The part that is lost, 0 to 1."""
        return self.lost / self.of if self.of else 0.0


NONE_WHOLE = WholeRows()


class Losses(NamedTuple):
    """Of the questions that decide: how many there are, those without a column, and those most of whose cells are lost.

    `share` is the part of their weight that is lost, every deciding scale counting the same: all of the weight of a
    question without a column, else what was lost with `whole` rows, and of the others the part of its cells that could
    not be used.
    """

    deciding: int
    no_column: tuple[str, ...]
    refused: tuple[str, ...]
    share: float
    whole: WholeRows = NONE_WHOLE

    @property
    def any(self) -> bool:
        """Whether any question is lost as a whole."""
        return bool(self.no_column or self.refused or self.whole.lost)

    @property
    def some(self) -> bool:
        """Whether so much is lost that it is worth a warning."""
        return self.share > WORTH_A_WARNING

    @property
    def most(self) -> bool:
        """Whether most of what decides is lost, so that the results say next to nothing."""
        return self.share > MOST


class Refusal(NamedTuple):
    """Cells that cannot be used for one reason, and the columns they stand in; or as many `rows`."""

    what: str
    cells: int
    columns: list[str]
    rows: bool = False


def refusals_of(refused: pl.DataFrame) -> list[Refusal]:
    """The same as refusals, most often first."""
    return list(starmap(Refusal, refused.sort(["len", "what"], descending=[True, False]).iter_rows()))


def losses_of(
    questionnaire: Questionnaire, unasked: Iterable[str], told: Mapping[str, CellCounts], whole: WholeRows = NONE_WHOLE
) -> Losses:
    """The losses of a table, by the items it has no column for and the cells that could be read and could not.

    `told` are the cells of rows that are not lost as a `whole`.
    """
    q, rule = questionnaire, questionnaire.classification
    scales = rule.scales if rule else tuple(q.scales)
    gone = set(unasked)
    lost = {item: 1.0 if item in gone else _unread(told.get(item)) for item in q.items}
    deciding = q.scored_items(scales)
    shares = []
    for scale in scales:
        weights = [(c.weight, 1 - (1 - lost[c.item]) * (1 - whole.share)) for c in q.contributions if c.scale == scale]
        if weights:
            shares.append(sum(weight * part for weight, part in weights) / sum(weight for weight, _ in weights))
    return Losses(
        len(deciding),
        tuple(item for item in deciding if item in gone),
        tuple(item for item in deciding if item not in gone and lost[item] > MOST),
        sum(shares) / len(shares) if shares else 0.0,
        whole,
    )


def _unread(counts: CellCounts | None) -> float:
    cells = counts.read + counts.unread if counts else 0
    return counts.unread / cells if counts and cells else 0.0


def told_of_rows(coded: Coded, items: Mapping[str, Sequence[str]], headers: Mapping[str, str]) -> tuple[int, Counted]:
    """How many rows are refused as a whole, and how many of the others answer each item and how many fail to.

    `items` are the columns of answers by item, `headers` the items by header.
    """
    there = coded.frame.collect_schema()
    answers = {item: [name for name in names if name in there] for item, names in items.items()}
    read = coded.frame.select(
        pl.any_horizontal(pl.col(name).is_not_null() for name in names).sum().alias(item)
        for item, names in answers.items()
        if names
    )
    item = pl.col("column").replace_strict(dict(headers), default=None, return_dtype=pl.String).alias("item")
    refused = coded.rejects.select(ROW, item, pl.col("code").is_in(REFUSED_WHOLE).alias("whole"))
    refused = refused.unique().group_by("item", "whole").len()
    found, lost = pl.collect_all([read, refused], engine="streaming")
    unread = {one: n for one, whole, n in lost.iter_rows() if one is not None and not whole}
    told = {one: CellCounts(n, unread.get(one, 0)) for one, n in found.row(0, named=True).items()}
    return sum(n for _, whole, n in lost.iter_rows() if whole), told


def without_whole_rows(told: Mapping[str, CellCounts], whole: WholeRows) -> Counted:
    """The cells of other rows, as far as can be told where all were counted: those of whole rows taken for unread."""
    return {
        item: replace(one, unread=max(0, one.unread - round(whole.share * (one.read + one.unread))))
        for item, one in told.items()
    }
