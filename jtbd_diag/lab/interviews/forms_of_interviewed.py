"""The form filled in by those who were interviewed -> what it says of each: a job, or that there is none, and scores.

Owns how a row finds its interview; must not know what interviews say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.results.batch_of_a_survey import Batch

ANSWERS = "answers.csv"
"""Where answers stand in a folder of interviews, if nothing else is said."""
NONE = "none"
"""In place of a job: whoever answers so has no struggle."""
_NAMES = ("interview", "respondent", "id")
"""Columns that may name the interview, the first that is there."""


@dataclass(frozen=True)
class FormWord:
    """What the form says of one leader: a job, `none`, or None where it cannot be told; the deciding scores, 0-100."""

    job: str | None
    scores: Mapping[str, float]


@dataclass(frozen=True)
class FormWords:
    """What it says by interview; `strangers` counts rows whose name is no interview's, `invented` those that
    say of themselves that a simulation invented them."""

    questionnaire: Questionnaire
    words: Mapping[str, FormWord]
    strangers: int
    invented: int = 0
    again: int = 0
    """Rows of an interview that another row comes after."""


def form_words(batch: Batch, interviews: Iterable[str]) -> FormWords:
    """What the form says by interview. Of several rows of one name the last that tells a job counts.

    Where none does, it is the last that answers anything: whoever opened the form again and left is told by the first.

    Raises InputError where no column names an interview (UNKNOWN_INTERVIEW).
    """
    questionnaire = batch.questionnaire
    carried = {header.strip().casefold(): name for header, name in batch.results.carried.items()}
    named = next((carried[one] for one in _NAMES if one in carried), None)
    if named is None:
        what = say("interviews.answers_without_names", column=_NAMES[0])
        raise complaint(Code.UNKNOWN_INTERVIEW, batch.table.source, what)
    rule, struggle = questionnaire.classification, questionnaire.struggle
    scales = rule.scales if rule else ()
    columns = [named, "job", *(["struggle"] if struggle else []), *(f"score_{scale}" for scale in scales)]
    says = (pl.col("answered") > 0) & ~pl.col("row").is_in(list(batch.table.aside))
    rows = batch.results.frame.filter(says).select(columns).collect(engine="streaming").to_dicts()
    known = {name.casefold(): name for name in interviews}
    words: dict[str, FormWord] = {}
    strangers = again = 0
    for row in rows:
        name = known.get(str(row[named]).strip().removesuffix(".txt").casefold())
        if name is None:
            strangers += 1
            continue
        again += name in words
        scores = {scale: float(row[f"score_{scale}"]) for scale in scales if row[f"score_{scale}"] is not None}
        word = FormWord(NONE if row.get("struggle") == NONE else row["job"], scores)
        if word.job is not None or name not in words or words[name].job is None:
            words[name] = word
    return FormWords(questionnaire, words, strangers, batch.table.invented, again)
