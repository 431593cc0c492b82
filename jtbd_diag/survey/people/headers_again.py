"""Rows of a table that are its header again: below another export, or with the ids or texts of the same questions.

Owns how such a row is told, and that nothing below the header of a table in another order is read; knows nothing of
questionnaires.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, Location, complaint
from jtbd_diag.survey.columns.column import Column
from jtbd_diag.survey.files import ROW, Grid
from jtbd_diag.survey.platforms import Layout
from jtbd_diag.survey.platforms.headings import plain

if TYPE_CHECKING:
    import polars as pl

_LOOKED_AT = 4
"""So many columns of answers, at most, tell which rows are looked at."""
_FEWEST = 2

Names = Mapping[str, Collection[str]]
"""What a header may call an item beside what it does, by its id."""


def headers_again(
    frame: pl.LazyFrame, grid: Grid, shape: Layout, columns: Sequence[Column], names: Names
) -> tuple[int, ...]:
    """The numbers of rows that repeat the header, or say by other `names` what each column asks.

    Options in columns of their own are not looked at, since their cells may be what heads them. Raises InputError for
    a header whose columns stand in another order.
    """
    import polars as pl

    asked = {column.header: column.item or "" for column in columns if column.role == "item"}
    places = {one.header: n for n, one in enumerate(shape.headings) if one.header in asked}
    heads = [[plain(row[n]) for n in places.values()] for row in grid.head[: shape.header_rows]]
    known = {head for row in heads for head in row if head}
    if len(places) < _FEWEST:
        return ()
    named = [names.get(asked[header], ()) for header in places]
    also = [{plain(name) for name in several} for several in named]
    raw = {row[n].strip() for row in grid.head[: shape.header_rows] for n in places.values()} - {""}
    raw |= {name for several in named for name in several}
    cells = [pl.col(name).str.strip_chars().is_in(list(raw)).fill_null(False) for name in list(places)[:_LOOKED_AT]]
    few = frame.filter(pl.sum_horizontal(cells) >= _FEWEST).select(ROW).collect(engine="streaming").to_series()
    if few.is_empty():  # as nearly always: the other columns need not be read
        return ()
    found = frame.filter(pl.col(ROW).is_in(few.to_list())).select(ROW, *places).collect(engine="streaming")
    again = []
    for number, *row in found.iter_rows():
        told = [(n, plain(cell)) for n, cell in enumerate(row) if (cell or "").strip()]
        strange = [cell for n, cell in told if cell in known and not any(head[n] == cell for head in heads)]
        same = [cell for n, cell in told if cell in also[n] or any(head[n] == cell for head in heads)]
        if len(strange) >= _FEWEST and len(strange) > len(same):
            what = say("survey.other_table_below")
            raise complaint(Code.TABLE_SHAPE, Location(grid.name, number), what, say("survey.other_table_below_hint"))
        if len(same) >= _FEWEST and 2 * len(same) >= len(told):
            again.append(number)
    return tuple(again)
