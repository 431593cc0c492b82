"""Who gets a playbook, in which file, made from which answers.

Owns the choice, and that no playbook holds a person where persons are left out; knows nothing of how one is made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from jtbd_diag.handouts.file_names import file_names
from jtbd_diag.handouts.make_all import respondents
from jtbd_diag.handouts.worker import Wanted
from jtbd_diag.questionnaire import Questionnaire, Value
from jtbd_diag.questionnaire.items import TextItem
from jtbd_diag.results.pseudonyms import Cover


def recipients(
    questionnaire: Questionnaire, rows: pl.DataFrame, answers: pl.DataFrame, own: pl.DataFrame, cover: Cover | None
) -> list[Wanted]:
    """A playbook for every one of `rows` (row, who, counts) that counts; the file is yet without an ending.

    `own` has what tells who each row is, to be kept out of texts under a `cover`.
    """
    files = file_names(rows.get_column("who").to_list(), rows.get_column("row").to_list())
    persons = own.rows() if own.width else [()] * rows.height
    found = []
    everybody = zip(files, rows.iter_rows(), respondents(questionnaire, answers), persons, strict=True)
    for file, (_, who, counts), values, cells in everybody:
        if counts:
            given = _without_persons(questionnaire, values, cover, cells) if cover else values
            found.append(Wanted(file, given, who))
    return found


def _without_persons(
    questionnaire: Questionnaire, values: Mapping[str, Value], cover: Cover, own: Sequence[str | None]
) -> dict[str, Value]:
    """The answers of a row without those to personal questions, and without persons in the others' texts."""
    items = questionnaire.items
    texts = {item for item in values if isinstance(items[item], TextItem)}
    kept = {item: value for item, value in values.items() if not (item in texts and items[item].personal)}
    return {item: cover.text(str(v), own) if item in texts else v for item, v in kept.items()}
