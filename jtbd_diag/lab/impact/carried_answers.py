"""Answers to one version of a questionnaire -> the same answers as another version would have them.

Owns which answers can be carried over: those to a question of the same id and type, with options of the same ids.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from jtbd_diag.questionnaire import Questionnaire, Value
from jtbd_diag.questionnaire.answer_column_names import answer_columns
from jtbd_diag.questionnaire.items import DateItem, MultipleItem, RatingItem, TextItem


def carries(old: Questionnaire, new: Questionnaire, item: str) -> bool:
    """Whether an answer to an item of `old` is one to that of `new`; options that `new` lacks are no answer there."""
    one, other = old.items.get(item), new.items.get(item)
    if one is None or other is None or one.type != other.type:
        return False
    return not isinstance(other, RatingItem) or len(old.options(item)) == len(new.options(item))


def carried_columns(frame: pl.LazyFrame, old: Questionnaire, new: Questionnaire) -> list[pl.Expr]:
    """The columns of `new`, as `score_table` takes them, from a frame that has those of `old` with ids of options."""
    there = frame.collect_schema()
    found: list[pl.Expr] = []
    for name, item in new.items.items():
        if isinstance(item, TextItem | DateItem) or not carries(old, new, name):
            continue
        columns = [column for column in answer_columns(new, name) if column in there]
        options = [option.id for option in new.options(name)]
        if isinstance(item, MultipleItem) or not options:
            found += [pl.col(column) for column in columns]
        elif columns and there[name] == pl.Enum(options):
            found.append(pl.col(name))
        elif columns:
            found.append(pl.col(name).cast(pl.String).cast(pl.Enum(options), strict=False))
    return found


def carried_values(values: Mapping[str, Value], old: Questionnaire, new: Questionnaire) -> dict[str, Value]:
    """One respondent's answers, carried over."""
    found: dict[str, Value] = {}
    for name, value in values.items():
        if not carries(old, new, name):
            continue
        options = {option.id for option in new.options(name)}
        if isinstance(value, tuple):
            kept = tuple(one for one in value if one in options)
            found |= {name: kept} if kept else {}
        elif not options or str(value) in options:
            found[name] = value
    return found
