"""What applicants say of themselves, as results carry it: a text for each claim, to be checked, and no score.

Owns how the answers of a claim are put into one cell; knows nothing of whom to call.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import polars as pl

from jtbd_diag.ground.catalogue import say
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.items import MultipleItem, NumberItem
from jtbd_diag.results.codebook import ResultColumn

JOINED = " · "


def claim_column(claim: str) -> str:
    """The column of the results that holds what was said of a claim."""
    return f"claim_{claim}"


def claim_columns(questionnaire: Questionnaire) -> Iterator[ResultColumn]:
    """The columns, explained."""
    for name, claim in questionnaire.claims.items():
        asked = JOINED.join(questionnaire.items[item].ask for item in claim.items)
        what = say("results.column_claim", title=claim.title, shown_by=claim.shown_by)
        yield ResultColumn(claim_column(name), "claims", what, asked)


def claims_told(questionnaire: Questionnaire, answer: Callable[[str], pl.Expr | None]) -> Iterator[pl.Expr]:
    """For each claim what was said: each question that was answered, and the answer in words; null where none was.

    `answer` gives an item's answer, option ids for options, or None where the table has no column for it; personal
    answers are left out.
    """
    for name, claim in questionnaire.claims.items():
        said = [
            pl.format("{} {}", pl.lit(questionnaire.items[item].ask), _in_words(questionnaire, item, told))
            for item in claim.items
            if not questionnaire.items[item].personal and (told := answer(item)) is not None
        ]
        text = pl.concat_str(said, separator=JOINED, ignore_nulls=True) if said else pl.lit(None, dtype=pl.String)
        yield pl.when(text != "").then(text).alias(claim_column(name))


def _in_words(questionnaire: Questionnaire, item: str, told: pl.Expr) -> pl.Expr:
    one, text = questionnaire.items[item], told.cast(pl.String)
    options = {option.id: option.text for option in questionnaire.options(item)}
    if isinstance(one, NumberItem):
        return pl.when(told == told.round()).then(text.str.strip_suffix(".0")).otherwise(text)
    if isinstance(one, MultipleItem):
        ids = text.str.split("; ")
        return ids.list.eval(pl.element().replace(options)).list.join("; ")
    return text.replace(options) if options else text
