"""Rows that their platform marks as not finished: they count as any others, and are told.

Owns the platforms' marks; knows nothing of questionnaires.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import beginning
from jtbd_diag.survey.files import ROW, Grid
from jtbd_diag.survey.files.grid import one_row_as_tally
from jtbd_diag.survey.known import known
from jtbd_diag.survey.platforms import Layout
from jtbd_diag.survey.platforms.platform_layout import bare_name
from jtbd_diag.survey.rows.nobodys_rows import Nobody

if TYPE_CHECKING:
    import polars as pl

_REDCAP = ("0", "1", "incomplete", "unverified")
_NOTHING = ("", "0", "unchecked", "n/a")
"""Cells that answer nothing: the boxes of a form that was never opened hold them too."""
_TOLD_AT_MOST = 3


def unfinished(grid: Grid, shape: Layout, nobody: Nobody, answers: Collection[str]) -> tuple[str, ...]:
    """A note on the rows that answer anything and that are marked as not finished."""
    import polars as pl

    marks = _marks(shape, answers)
    if not marks or not answers:
        return ()
    names = [heading.header for heading in shape.headings]
    marked = pl.any_horizontal(_cell(name).is_in(list(cells)) for name, cells in marks)
    told = pl.any_horizontal(~_cell(name).is_in(_NOTHING) for name in answers)

    def counted(frame: pl.LazyFrame) -> pl.DataFrame:
        somebodys = nobody.without(frame, ()).filter(~pl.col(ROW).is_in([*nobody.blank, *nobody.totals]))
        return one_row_as_tally(somebodys.filter(told & marked).select(pl.len().alias("rows")))

    count = grid.numbers(shape.header_rows, names, counted)["rows"]
    if not count or not all(_is_of_rows(grid, shape, name) for name, _ in marks):
        return ()
    by = beginning([repr(name) for name, _ in marks], _TOLD_AT_MOST)
    return (say("survey.unfinished", n=count, columns=by),)


def _is_of_rows(grid: Grid, shape: Layout, name: str) -> bool:
    """Whether a column that is called no more than `Status` says nothing that only a project could be, as `on hold`."""
    if shape.name != "plain" or bare_name(name) != "status":
        return True
    states = {*known("rows")["unfinished"]["plain"]["status"], *known("rows")["finished"]}
    scan = grid.start or grid.scan
    frame = scan(shape.header_rows, [heading.header for heading in shape.headings], {})
    return {*frame.select(_cell(name).unique()).collect(engine="streaming").to_series()} <= {"", *states}


def _marks(shape: Layout, answers: Collection[str]) -> Sequence[tuple[str, Collection[str]]]:
    """The columns that tell, each with the cells that mean that a row was not finished."""
    told, found, asked = known("rows")["unfinished"].get(shape.name, {}), [], False
    for header in (heading.header for heading in shape.headings):
        name = bare_name(header).partition(". ")[0]
        if header in answers:
            asked = True
        elif name in told:
            found.append((header, told[name]))
        elif shape.name == "redcap" and (name.endswith("_complete") or name.startswith("complete?")):
            found += [(header, _REDCAP)] if asked else []  # it stands right behind the questions of its form
            asked = False
    return found


def _cell(name: str) -> pl.Expr:
    import polars as pl

    return pl.col(name).str.strip_chars().str.to_lowercase().fill_null("")
