"""Cells -> options, numbers, texts: what each respondent said, and what could not be read.

Owns how a cell's text becomes an answer; knows nothing of files or scores.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jtbd_diag.answers.table import ROW, Table
from jtbd_diag.questionnaire import Questionnaire

if TYPE_CHECKING:
    import polars as pl

UNREADABLE = "unreadable"
"""The column that counts the cells of a row that could not be read."""


@dataclass(frozen=True)
class Coded:
    """Answers in the shape `score_table` reads, with ROW, UNREADABLE and the carried columns; and the rejects."""

    frame: pl.LazyFrame
    rejects: pl.LazyFrame
    notes: tuple[str, ...] = ()


def code(table: Table, questionnaire: Questionnaire) -> Coded:
    """EARLY VERSION: labels or ids, tick columns of 1 and 0."""
    import polars as pl

    answers: list[pl.Expr] = []
    missed: list[pl.Expr] = []
    rejects: list[pl.LazyFrame] = []
    for column in table.columns:
        raw = pl.col(column.header)
        if column.item is None:
            continue
        options = questionnaire.options(column.item)
        kind = questionnaire.items[column.item].type
        if column.option:
            answers.append((raw == "1").alias(f"{column.item}.{column.option}"))
            continue
        if kind in ("text", "date"):
            answers.append(raw.alias(column.item))
            continue
        if kind == "number":
            coded = raw.cast(pl.Float64, strict=False)
        else:
            ids = pl.Enum([option.id for option in options])
            known = {option.text: option.id for option in options} | {option.id: option.id for option in options}
            coded = raw.replace_strict(known, default=None, return_dtype=ids)
        answers.append(coded.alias(column.item))
        missed.append(raw.is_not_null() & coded.is_null())
        rejects.append(
            table.frame.filter(missed[-1]).select(
                ROW,
                pl.lit(column.header).alias("column"),
                raw.alias("value"),
                pl.lit("B010").alias("code"),
                pl.lit("matches no option").alias("what"),
                pl.lit("", dtype=pl.String).alias("hint"),
            )
        )
    carried = [pl.col(column.header) for column in table.columns if column.role == "carried"]
    count = pl.sum_horizontal(*missed).cast(pl.UInt32) if missed else pl.lit(0, dtype=pl.UInt32)
    frame = table.frame.select(ROW, *carried, *answers, count.alias(UNREADABLE))
    return Coded(frame, pl.concat(rejects) if rejects else frame.select(ROW).head(0))
