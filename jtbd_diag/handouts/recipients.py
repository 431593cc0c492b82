"""Who gets a playbook or a letter, in which file, made from which answers.

Owns the choice, and that none holds a person where persons are left out; knows nothing of how one is made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from jtbd_diag.diagnosis.scored_columns import answers_of_rows
from jtbd_diag.handouts.file_names import file_names
from jtbd_diag.handouts.one_handout import Wanted
from jtbd_diag.questionnaire import Questionnaire, Value
from jtbd_diag.questionnaire.items import TextItem
from jtbd_diag.results.batch_of_a_survey import Batch
from jtbd_diag.results.deidentification.pseudonyms import Cover
from jtbd_diag.results.which_row_counts import COUNTED
from jtbd_diag.survey.columns.same_text import folded
from jtbd_diag.survey.rows.invented_rows import INVENTED, YES


def wanted(batch: Batch, kind: str) -> list[Wanted]:
    """A handout for every row of a batch that counts and answers anything, its file named by the respondent's id.

    With pseudonyms nobody's e-mail address is told; its pseudonym tells who it is where no id does.
    """
    cover = batch.cover
    own = cover.own(batch.results.frame.collect_schema().names()) if cover else []
    needed = [_rows_of(batch), batch.coded.frame, batch.results.frame.select(pl.col(own).cast(pl.String))]
    rows, answers, persons = pl.collect_all(needed, engine="streaming")
    people = recipients(batch.questionnaire, rows, answers, persons, cover)
    return [replace(person, file=f"{person.file}.{kind}") for person in people]


def _rows_of(batch: Batch) -> pl.LazyFrame:
    """Every row of a batch: its number, who it is, whether it counts and is invented, and the address to send to."""
    names, identity, covered = batch.frame.collect_schema().names(), batch.identity, batch.cover is not None
    addresses = [pl.col(name).cast(pl.String) for name in identity.emails if name in names]
    ids = [pl.col(identity.respondent)] if identity.respondent else []
    counts = pl.col(COUNTED) if COUNTED in names else pl.lit(True)
    marks = [pl.col(name).cast(pl.String) for name in names if folded(name) == folded(INVENTED)]
    says = [mark.str.strip_chars().str.to_lowercase() == YES for mark in marks]
    return batch.frame.select(
        "row",
        _first_of([*ids, *(addresses if covered else [])]).alias("who"),
        (counts & (pl.col("answered") > 0)).alias("counts"),
        (pl.any_horizontal(says).fill_null(False) if says else pl.lit(False)).alias("invented"),
        _first_of([] if covered else addresses).alias("email"),
    )


def _first_of(columns: Sequence[pl.Expr]) -> pl.Expr:
    return pl.coalesce(*columns) if columns else pl.lit(None, dtype=pl.String)


def recipients(
    questionnaire: Questionnaire, rows: pl.DataFrame, answers: pl.DataFrame, own: pl.DataFrame, cover: Cover | None
) -> list[Wanted]:
    """A handout for every one of `rows` (row, who, counts, invented, email) that counts; its file has yet no ending.

    `own` has what tells who each row is, to be kept out of texts under a `cover`.
    """
    files = file_names(rows.get_column("who").to_list(), rows.get_column("row").to_list())
    persons = own.rows() if own.width else [()] * rows.height
    found = []
    everybody = zip(files, rows.iter_rows(), answers_of_rows(questionnaire, answers), persons, strict=True)
    for file, (_, who, counts, made_up, email), values, cells in everybody:
        if counts:
            given = _without_persons(questionnaire, values, cover, cells) if cover else values
            found.append(Wanted(file, given, who, invented=made_up, email=email))
    return found


def _without_persons(
    questionnaire: Questionnaire, values: Mapping[str, Value], cover: Cover, own: Sequence[str | None]
) -> dict[str, Value]:
    """The answers of a row without those to personal questions, and without persons in the others' texts."""
    items = questionnaire.items
    texts = {item for item in values if isinstance(items[item], TextItem)}
    kept = {item: value for item, value in values.items() if not (item in texts and items[item].personal)}
    return {item: cover.text(str(v), own) if item in texts else v for item, v in kept.items()}
