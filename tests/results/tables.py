"""Tables as the reading stage hands them on, made from answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from jtbd_diag.diagnosis.scored_columns import rows_of
from jtbd_diag.questionnaire import Questionnaire, Value
from jtbd_diag.questionnaire.items import RatingItem, SingleItem
from jtbd_diag.survey.cells.answers_and_rejects import SCHEMA_OF_REJECTS
from jtbd_diag.survey.cells.coded_answers import Coded
from jtbd_diag.survey.files import ROW
from jtbd_diag.survey.table.survey_table import UNREADABLE


def read(
    questionnaire: Questionnaire,
    respondents: Sequence[Mapping[str, Value]],
    carried: Mapping[str, Sequence[str | None]] | None = None,
    unreadable: Sequence[int] | None = None,
) -> Coded:
    """The coded answers of these respondents; `carried` are the survey's own columns."""
    extra = pl.DataFrame(dict(carried or {}), schema=dict.fromkeys(carried or {}, pl.String))
    frame = rows_of(questionnaire, respondents).with_columns(
        pl.col(item.id).cast(pl.Enum([option.id for option in questionnaire.options(item.id)]))
        for item in questionnaire.items.values()
        if isinstance(item, SingleItem | RatingItem)
    )
    rows = pl.Series(ROW, range(2, len(respondents) + 2), dtype=pl.UInt32)
    counts = pl.Series(UNREADABLE, unreadable or [0] * len(respondents), dtype=pl.UInt32)
    frame = pl.concat([pl.DataFrame([rows, counts]), extra, frame], how="horizontal")
    rejects = pl.DataFrame(schema=SCHEMA_OF_REJECTS)
    return Coded(frame.lazy(), rejects.lazy(), (), {header: header for header in extra.columns})
