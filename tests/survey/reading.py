"""Reads a table as the tests want it: answers by row, rejects, and what was told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from jtbd_diag.questionnaire import Questionnaire, Value, load_questionnaire_file
from jtbd_diag.questionnaire.answer_column_names import answer_columns
from jtbd_diag.questionnaire.items import MultipleItem
from jtbd_diag.survey.cells.coded_answers import code
from jtbd_diag.survey.files import ROW
from jtbd_diag.survey.table.survey_table import HowToRead, Table, read_table

HERE = Path(__file__).parent
FIXTURES = HERE / "fixtures"


def workshop() -> Questionnaire:
    """The small questionnaire of these tests."""
    return load_questionnaire_file(HERE / "workshop.yaml")


@dataclass(frozen=True)
class Seen:
    """What came out of one file."""

    table: Table
    answers: Mapping[int, dict[str, Value]]
    rejects: list[dict[str, Any]]
    notes: tuple[str, ...]
    frame: pl.DataFrame


def seen(path: Path, questionnaire: Questionnaire, *, careful: bool = False, **more: Any) -> Seen:
    """Read a file, and code it; what is said of it is given by the names of `HowToRead`."""
    table = read_table(path, questionnaire, HowToRead(**more), careful=careful)
    coded = code(table, questionnaire)
    frame, rejects = pl.collect_all([coded.frame, coded.rejects], engine="streaming")
    answers = {row[ROW]: _values(questionnaire, row) for row in frame.iter_rows(named=True)}
    return Seen(table, answers, rejects.to_dicts(), (*table.notes, *coded.notes), frame)


def _values(questionnaire: Questionnaire, row: Mapping[str, Any]) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for item in questionnaire.items.values():
        columns = [column for column in answer_columns(questionnaire, item.id) if column in row]
        if isinstance(item, MultipleItem):
            ticked = tuple(column.partition(".")[2] for column in columns if row[column])
            if ticked:
                values[item.id] = ticked
        elif columns and row[columns[0]] is not None:
            values[item.id] = row[columns[0]]
    return values
