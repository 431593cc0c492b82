"""A table of applications, read: its rows, the column that tells whose each is, and who is told of.

Owns which sheet it is, and that no key stands twice; knows nothing of the survey they are set beside.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem, complaint, did_you_mean
from jtbd_diag.ground.english import beginning
from jtbd_diag.survey.answered_twice import is_nobody, same_respondent
from jtbd_diag.survey.files import ROW, Grid, open_grids
from jtbd_diag.survey.files.grid import no_rows
from jtbd_diag.survey.people.person_columns import Person, person_in
from jtbd_diag.survey.platforms import Layout
from jtbd_diag.survey.table.which_sheet import shaped

KEY = "\0key"
"""The column of what two cells of the same respondent share."""
_LOOKED_AT = 1000
_TOLD_AT_MOST = 12
_MOST_DOUBLES = 20


class ApplicationRows(NamedTuple):
    """A table of applications: `rows` has ROW, KEY and every column by its header; some of these tell of `people`."""

    source: str
    key: str
    rows: pl.DataFrame
    people: tuple[Person, ...]

    @property
    def headers(self) -> list[str]:
        """All columns but the one that tells whose each is."""
        return [name for name in self.rows.columns if name not in (ROW, KEY, self.key)]

    @property
    def said_something(self) -> pl.Expr:
        """Whether a row holds anything at all."""
        return pl.any_horizontal(pl.col(name).is_not_null() for name in (self.key, *self.headers))

    @property
    def plain(self) -> list[str]:
        """The columns that tell of no person, as far as their cells were looked at."""
        persons = {one.header for one in self.people if one.kind not in ("checked", "about")}
        return [name for name in self.headers if name not in persons]


def header_meant(name: str, headers: Sequence[str]) -> str | None:
    """The header that somebody means: as it is written, or but for capitals and blanks if only one is so."""
    if name in headers:
        return name
    loosely = [header for header in headers if header.strip().casefold() == name.strip().casefold()]
    return loosely[0] if len(loosely) == 1 else None


def read_applications(path: Path, on: str) -> ApplicationRows:
    """The one sheet with the column. Raises InputError."""
    grids = [(grid, shaped(grid, None, ())) for grid in open_grids(path, careful=True) if grid.head]
    if not grids:
        raise no_rows(str(path))
    found = [(*both, key) for both in grids if (key := header_meant(on, [one.header for one in both[1].headings]))]
    if not found:
        headers = [one.header for _, layout in grids for one in layout.headings]
        what = say("survey.join_no_column", header=on)
        raise complaint(Code.UNKNOWN_COLUMN, str(path), what, did_you_mean(on, headers))
    if len(found) > 1:
        sheets = ", ".join(repr(grid.sheet) for grid, _, _ in found)
        what = say("survey.join_several_sheets", header=on, sheets=sheets)
        raise complaint(Code.UNKNOWN_SHEET, str(path), what, say("survey.join_several_sheets_hint"))
    return _collected(*found[0])


def _collected(grid: Grid, layout: Layout, key: str) -> ApplicationRows:
    names = [one.header for one in layout.headings]
    noise = [one.header for one in layout.headings if one.kind == "noise"]
    frame = grid.scan(layout.header_rows, names, {}).select(ROW, *names).drop(noise).collect(engine="streaming")
    texts = {one.header: one.texts for one in layout.headings}
    some = frame.head(_LOOKED_AT)
    others = [name for name in frame.columns if name not in (ROW, key)]
    told = (person_in(name, texts[name], some.get_column(name).drop_nulls().to_list()) for name in others)
    return ApplicationRows(
        grid.name, key, frame.with_columns(key_of(key).alias(KEY)), tuple(p._replace(answered=False) for p in told if p)
    )


def key_of(header: str) -> pl.Expr:
    """What two cells of the same respondent share; null where it is nobody's."""
    cell = same_respondent(pl.col(header))
    return pl.when(~is_nobody(cell)).then(cell)


def refuse_doubles(read: ApplicationRows) -> None:
    """Raise InputError where a key stands twice: nobody could say which application is whose."""
    doubles = (
        read.rows.filter(pl.col(KEY).is_not_null())
        .group_by(KEY)
        .agg(pl.col(ROW))
        .filter(pl.col(ROW).list.len() > 1)
        .sort(pl.col(ROW).list.first())
    )
    if doubles.is_empty():
        return
    hint = say("survey.join_doubles_hint")
    where, told = read.source, doubles.get_column(ROW).head(_MOST_DOUBLES).to_list()
    problems = [
        Problem(Code.JOIN_NOT_UNIQUE, Location(where, rows[0]), _double(rows, read.key), hint if not n else None)
        for n, rows in enumerate(told)
    ]
    if doubles.height > len(told):
        what = say("survey.join_more_doubles", n=doubles.height - len(told))
        problems.append(Problem(Code.JOIN_NOT_UNIQUE, Location(where, told[-1][0]), what))
    raise InputError(problems)


def _double(rows: Sequence[int], key: str) -> str:
    return say("survey.join_double", rows=beginning([str(row) for row in rows], _TOLD_AT_MOST), key=key)
