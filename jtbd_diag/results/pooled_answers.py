"""Answers that are pooled though they were not given to the same words: what is told of it.

Owns which columns tell wording, scoring and language; knows nothing of scores. A fingerprint does not change with the
words, so that a reworded question or a translation would be pooled without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import polars as pl

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import beginning
from jtbd_diag.survey.files import ROW
from jtbd_diag.survey.table.survey_table import Table

_TELLING = {
    "results.pooled_wordings": ("wording", "answeredwording"),
    "results.pooled_scorings": ("fingerprint", "answeredfingerprint"),
    "results.pooled_languages": ("userlanguage", "language", "startlanguage", "surveylanguage"),
}
_OF_OTHERS = ("answeredwording", "answeredfingerprint")
"""Columns that are empty where what was asked is what is scored."""
_MOST = 6


def pooled_notes(table: Table) -> tuple[str, ...]:
    """What tells rows apart that are counted together: wordings, scorings, languages, as columns of the table say."""
    return tuple(_notes(table))


def pooled_results(rows: pl.DataFrame) -> tuple[str, ...]:
    """The same of results that were put together; of their columns those that tell it are looked at."""
    return tuple(
        _note(rows.columns, lambda header: rows.get_column(header).str.strip_chars().replace("", None).unique())
    )


def tells_what_was_asked(header: str) -> bool:
    """Whether a column of results tells wording, scoring or language."""
    return any(_plain(header) in names for names in _TELLING.values())


def _notes(table: Table) -> Iterator[str]:
    def cells(header: str) -> pl.Series:
        return table.tally(partial(_counted, header=header, aside=table.aside)).get_column("cell")

    return _note([column.header for column in table.columns if column.role == "carried"], cells)


def _note(headers: Sequence[str], cells: Callable[[str], pl.Series]) -> Iterator[str]:
    """`cells` are the different ones of a column, among them None where some are blank."""
    for key, names in _TELLING.items():
        for header in (one for one in headers if _plain(one) in names):
            found = _values(header, cells(header))
            if len(found) > 1:
                yield say(key, n=len(found), column=header, values=beginning(found, _MOST))


def _values(header: str, cells: pl.Series) -> list[str]:
    told = sorted(cells.drop_nulls())
    ours = [say("results.pooled_ours")] if _plain(header) in _OF_OTHERS and cells.has_nulls() else []
    return [*ours, *told] if told else []


def _counted(frame: pl.LazyFrame, *, header: str, aside: Sequence[int]) -> pl.DataFrame:
    """How many rows hold what; blank cells hold nothing."""
    cells = pl.col(header).cast(pl.String).str.strip_chars().replace("", None).alias("cell")
    there = frame.filter(~pl.col(ROW).is_in(list(aside))).select(pl.lit(header).alias("what"), cells)
    return there.group_by("what", "cell").agg(pl.len().cast(pl.Int64).alias("n")).collect(engine="streaming")


def _plain(header: str) -> str:
    return "".join(header.lower().split())
