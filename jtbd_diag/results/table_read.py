"""A table that is read for something else than results; and how it was read, in numbers: no cell is in them.

Owns which numbers these are, and whether answers may be compared by direction; must not know how they are said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.answer_column_names import answer_columns
from jtbd_diag.results.batch_of_a_survey import Batch
from jtbd_diag.results.lost_answers import Losses, Refusal, refusals_of
from jtbd_diag.results.reading_options import Reading
from jtbd_diag.results.scored_survey import Wishes
from jtbd_diag.results.summary import Summary
from jtbd_diag.survey.files import ROW
from jtbd_diag.survey.table.survey_table import UNREADABLE


@dataclass(frozen=True)
class TableRead:
    """Of a table or folder how many rows it has and how many count, and what could not be used.

    `cells` stand in `spoiled` rows; what is refused whole is in the losses alone. `again` rows are of somebody who
    answered before, as far as anybody looked.
    """

    source: str
    rows: int
    counted: int
    cells: int
    spoiled: int
    losses: Losses
    again: int = 0


def each_person_once(questionnaire: Questionnaire, reading: Reading, *, careful: bool = False) -> Batch:
    """A table of which everybody counts once, by their last row, and that is gone through several times.

    Raises InputError for whatever keeps it from being read.
    """
    return Batch(questionnaire, reading, Wishes(flips=False, duplicates="last"), careful=careful, hold=True)


def skimmed(batch: Batch) -> tuple[Summary, list[Refusal]]:
    """What a run would come to but for scores, and what it would refuse, most often first."""
    placed, aside = batch.coded.placed, list(batch.table.aside)
    names = [name for item in batch.questionnaire.items for name in answer_columns(batch.questionnaire, item)]
    there = [pl.col(name).is_not_null() for name in names if name in placed.collect_schema()]
    bad, counts = pl.col(UNREADABLE), ~pl.col(ROW).is_in(aside)
    said = (pl.any_horizontal(there) if there else pl.lit(False)) | (bad > 0)
    told = placed.select(
        pl.len().alias("rows"),
        counts.sum().alias("counted"),
        bad.sum().cast(pl.Int64).alias("cells"),
        (bad > 0).sum().alias("spoiled"),
        (counts & ~said).sum().alias("silent"),
    )
    counted, refused = pl.collect_all([told, batch.refused], engine="streaming")
    one, refusals = counted.row(0, named=True), refusals_of(refused)
    again = len(batch.again)
    summary = Summary(
        rows=one["rows"],
        counted=one["counted"] - again,
        outcomes={},
        unreadable=one["cells"],
        rows_with_unreadable=one["spoiled"],
        silent=one["silent"],
        scored=one["rows"],
        empty=sum(refusal.cells for refusal in refusals if refusal.rows),
        duplicates=None if batch.twice is None else again,
        cut=0,
    )
    batch.count_whole_rows(summary)
    return summary, refusals


def table_read(batch: Batch, summary: Summary) -> TableRead:
    """The numbers of a batch of which there is a summary."""
    whole = batch.losses.whole.without_cells
    return TableRead(
        Path(batch.table.source).name,
        summary.rows,
        summary.counted,
        max(summary.unreadable - whole, 0),
        max(summary.rows_with_unreadable - whole, 0),
        batch.losses,
        summary.duplicates or 0,
    )


def reading_data(read: Iterable[TableRead]) -> list[dict[str, object]]:
    """The same for other programs (docs/impact.md)."""
    return [
        {
            "source": one.source,
            "rows": one.rows,
            "counted": one.counted,
            "answered_again": one.again,
            "cells_unused": one.cells,
            "lost_whole": one.losses.whole.lost,
            "share_lost": one.losses.share,
        }
        for one in read
    ]


def unconfirmed(batch: Batch) -> tuple[str, ...]:
    """The scored items whose numbers run in a direction that nobody has said: turned round, they score otherwise."""
    scored = {contribution.item for contribution in batch.questionnaire.contributions}
    return tuple(item for item in batch.coded.placed_by if item in scored)
