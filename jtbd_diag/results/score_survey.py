"""A survey export -> its results in memory, for whoever works in Python: what `batch` writes into files.

Owns the one call of the library; must not know how results are written or told.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import polars as pl

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.results.batch_of_a_survey import Batch
from jtbd_diag.results.pooled_answers import pooled_notes
from jtbd_diag.results.reading_options import Reading, with_care
from jtbd_diag.results.scored_survey import Wishes
from jtbd_diag.results.summary import summarized, summary_of
from jtbd_diag.results.table_read import unconfirmed
from jtbd_diag.survey.files import ROW
from jtbd_diag.survey.files.grid import unchanged
from jtbd_diag.survey.table.survey_table import HowToRead


class SurveyResults(NamedTuple):
    """A survey, scored, and all that ought to be known before anybody relies on it.

    `results` has a row for every row of the table, in its order, with the columns of docs/batch.md and those beside the
    answers; `rejects` one for every cell that could not be used: `row`, `column`, `value`, `code`, `what`, `hint`.
    `notes` say in sentences how the table was read. No column answers the `unasked` items; of the `unconfirmed` ones
    numbers run in a direction that nothing in the file tells, until a mapping says it. `share_lost` is the part of what
    decides that could not be used, 0 to 1; beyond a half the results say next to nothing.
    """

    results: pl.DataFrame
    rejects: pl.DataFrame
    notes: tuple[str, ...]
    unasked: tuple[str, ...]
    unconfirmed: tuple[str, ...]
    share_lost: float


def score_survey(
    questionnaire: Questionnaire,
    source: Path | str,
    *,
    mapping: Path | str | None = None,
    layout: str | None = None,
    sheet: str | None = None,
) -> SurveyResults:
    """Read a survey export of any platform, or a folder of answers files, and score it as `jtbd-diag batch` does.

    `source` is a path; `mapping` a file that says what columns and cells mean, `layout` the platform and `sheet` the
    sheet of a workbook where they are not to be found out. All results are held in memory. What cannot be read with
    certainty is not scored and stands among the rejects; of who answered twice every row counts, and is marked.
    Raises InputError for whatever keeps the table from being read, and where it answers another survey. An empty text
    is no path: the current folder is `"."`.
    """
    if isinstance(source, str) and not source.strip():
        raise complaint(Code.MISSING_FILE, repr(source), say("results.no_path"), say("results.no_path_hint"))
    reading = Reading(Path(source), HowToRead(layout, None if mapping is None else Path(mapping), sheet))

    def work(careful: bool) -> SurveyResults:
        found = Batch(questionnaire, reading, Wishes(), careful=careful)
        with unchanged(found.file, found.since):
            results, rejects = pl.collect_all([found.frame, found.rejects], engine="streaming")
        counts = summarized(results.lazy()).collect().row(0, named=True)
        found.count_whole_rows(summary_of(counts, looked=found.twice is not None, cut=0))
        return SurveyResults(
            results,
            rejects.sort(ROW, maintain_order=True),
            (*found.table.reasons, *found.table.notes, *found.coded.notes, *pooled_notes(found.table)),
            found.table.unasked,
            unconfirmed(found),
            found.losses.share,
        )

    return with_care(work)
