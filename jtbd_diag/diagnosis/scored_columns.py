"""The columns of a table of answers, and those that scoring adds beside them.

Owns their names, and how answers become a frame and a frame answers; knows no formula.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jtbd_diag.questionnaire import Questionnaire, Value
from jtbd_diag.questionnaire.answer_column_names import answer_columns, ticked_column
from jtbd_diag.questionnaire.items import MultipleItem, NumberItem


def score_column(scale: str) -> str:
    """The column that holds a scale's score."""
    return f"score:{scale}"


def points_column(item: str, scale: str) -> str:
    """The scratch column that holds what an answer gives on a scale; null where it gives nothing."""
    return f"points:{scale}:{item}"


def weight_column(scale: str) -> str:
    """The scratch column that holds the weight of the items that give points on a scale."""
    return f"answered:{scale}"


def asked_column(item: str) -> str:
    """The scratch column, true or false, that tells whether a conditional item is asked."""
    return f"asked:{item}"


def number_column(item: str) -> str:
    """The scratch column that holds the number given, or how many options are ticked."""
    return f"number:{item}"


def rows_of(questionnaire: Questionnaire, respondents: Sequence[Mapping[str, Value]]) -> Any:
    """A polars frame with a row for each respondent's values, as `score_table` takes it."""
    import polars as pl

    columns: dict[str, pl.Series] = {}
    for item in questionnaire.items.values():
        given = [values.get(item.id) for values in respondents]
        if isinstance(item, MultipleItem):
            for option in questionnaire.options(item.id):
                ticks = [None if one is None else option.id in tuple_of(one) for one in given]
                columns[ticked_column(item.id, option.id)] = pl.Series(ticks, dtype=pl.Boolean)
        elif isinstance(item, NumberItem):
            numbers = [None if one is None else float(str(one)) for one in given]
            columns[item.id] = pl.Series(numbers, dtype=pl.Float64)
        else:
            columns[item.id] = pl.Series([None if one is None else str(one) for one in given], dtype=pl.String)
    return pl.DataFrame(columns)


def answers_of_rows(questionnaire: Questionnaire, frame: Any) -> Iterator[dict[str, Value]]:
    """The values in each row of such a frame, as `diagnose` takes them; columns may be lacking, and others be there."""
    there = set(frame.columns)
    columns = {item: [c for c in answer_columns(questionnaire, item) if c in there] for item in questionnaire.items}
    kept = frame.select([column for found in columns.values() for column in found])
    for row in kept.iter_rows(named=True):
        values = {item: _value(questionnaire, item, row, found) for item, found in columns.items() if found}
        yield {item: value for item, value in values.items() if value is not None}


def _value(q: Questionnaire, item: str, row: Mapping[str, object], columns: Sequence[str]) -> Value | None:
    if isinstance(q.items[item], MultipleItem):
        ticked = tuple(column.removeprefix(f"{item}.") for column in columns if row[column])
        return ticked or None
    value = row[item]
    if isinstance(q.items[item], NumberItem) and isinstance(value, float):
        return int(value) if value.is_integer() else value
    return None if value is None else str(value)


def tuple_of(value: Value) -> tuple[str, ...]:
    """The options ticked."""
    return value if isinstance(value, tuple) else (str(value),)
