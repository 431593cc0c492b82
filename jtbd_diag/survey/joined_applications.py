"""Applications beside answers: each respondent's row of another table, found by a column that both have.

Owns which row belongs to whom, what the columns are called, and what is left out for pseudonyms' sake; knows nothing of
scores. No row of a survey is dropped or multiplied: of the other table every key stands once, or nothing is joined.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import polars as pl

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem, complaint, did_you_mean
from jtbd_diag.ground.english import beginning
from jtbd_diag.survey.applications_covered import guarded
from jtbd_diag.survey.cells.coding import REJECTS, Coded
from jtbd_diag.survey.files import ROW, Grid, open_grids
from jtbd_diag.survey.people.answered_twice import is_nobody, same_respondent
from jtbd_diag.survey.people.person_columns import Person, person_in
from jtbd_diag.survey.platforms import Layout
from jtbd_diag.survey.survey_table import Table
from jtbd_diag.survey.which_sheet import shaped

PREFIX = "application_"
FOUND = f"{PREFIX}found"
"""The column that tells whether a respondent has an application."""
_KEY = "\0key"
_LOOKED_AT = 1000
_TOLD_AT_MOST = 12
_MOST_DOUBLES = 20


@dataclass(frozen=True)
class Applications:
    """Where applications are, and the column of both tables that tells whose each is; `OURS=THEIRS` if it differs."""

    path: Path
    on: str


@dataclass(frozen=True)
class JoinedApplications:
    """Who found no partner: `without` are rows of the survey, `silent` applications, with ROW and `value`, the key.

    `key` is the survey's column, `theirs` the same in the applications.
    """

    source: str
    key: str
    theirs: str
    without: pl.LazyFrame
    silent: pl.DataFrame

    @cached_property
    def lone(self) -> int:
        """How many rows of the survey have no application."""
        return int(self.without.select(pl.len()).collect(engine="streaming").item())

    def rows_told(self) -> Iterator[str]:
        """Which rows of both tables have no partner: for whoever runs this, and no reader of a report."""
        if self.lone:
            first = self.without.select(ROW).sort(ROW).head(_TOLD_AT_MOST).collect(engine="streaming")
            yield say("survey.join_rows_without", rows=_rows(first.to_series().to_list(), self.lone))
        if self.silent.height:
            first = self.silent.select(ROW).sort(ROW).head(_TOLD_AT_MOST)
            rows = _rows(first.to_series().to_list(), self.silent.height)
            yield say("survey.join_rows_silent", source=Path(self.source).name, rows=rows)

    def unmatched(self, survey: str, *, covered: bool) -> pl.LazyFrame:
        """Both as rejects are, with the columns REJECTS.

        Where persons are `covered`, an application is told by its row alone, beside which a pseudonym would tell its
        owner.
        """
        silent = self.silent.with_columns(pl.lit(None, pl.String).alias("value")) if covered else self.silent
        ours, theirs = (f"{source}: {name}" for source, name in ((survey, self.key), (self.source, self.theirs)))
        said = (
            (self.without, ours, say("survey.join_without"), say("survey.join_without_hint")),
            (silent.lazy(), theirs, say("survey.join_silent"), say("survey.join_silent_hint")),
        )
        parts = [
            rows.select(
                pl.col(ROW).cast(pl.UInt32),
                pl.lit(column).alias("column"),
                "value",
                pl.lit(Code.NOT_JOINED.value).alias("code"),
                pl.lit(what).alias("what"),
                pl.lit(hint).alias("hint"),
            ).select(REJECTS)
            for rows, column, what, hint in said
        ]
        return pl.concat(parts)


@dataclass(frozen=True)
class _Read:
    """A table of applications: `rows` has ROW, _KEY and every column by its header; some of these tell of `people`."""

    source: str
    key: str
    rows: pl.DataFrame
    people: tuple[Person, ...]

    @property
    def headers(self) -> list[str]:
        return [name for name in self.rows.columns if name not in (ROW, _KEY, self.key)]

    @property
    def plain(self) -> list[str]:
        """The columns that tell of no person."""
        persons = {one.header for one in self.people}
        return [name for name in self.headers if name not in persons]


def with_applications(
    table: Table, coded: Coded, asked: Applications, *, covered: bool
) -> tuple[Table, Coded, JoinedApplications]:
    """A survey with the columns of each respondent's application, `application_…`, and whether there is one (FOUND).

    Where persons are `covered`, so is what would tell them: columns in which most cells stand once are left out, and
    what fewer than FEWEST_ALIKE applications say.
    Raises InputError: UNKNOWN_COLUMN, JOIN_NOT_UNIQUE, NOT_JOINED where nobody is found, and what a table may lack.
    """
    ours, theirs = _keys(table, coded, asked.on)
    read = _read(asked.path, theirs)
    _refuse_doubles(read)
    counted = table.frame.filter(~pl.col(ROW).is_in(list(table.aside)))
    keys = counted.select(ROW, pl.col(ours).alias("value"), _key(ours).alias(_KEY))
    known = read.rows.filter(pl.col(_KEY).is_not_null())
    met = keys.join(known.lazy().select(_KEY, pl.col(ROW).alias("of")), on=_KEY, how="inner").select("of").unique()
    matched = known.filter(pl.col(ROW).is_in(met.collect(engine="streaming").to_series().to_list()))
    without = keys.join(known.lazy().select(_KEY), on=_KEY, how="anti", nulls_equal=False).select(ROW, "value")
    if matched.is_empty():
        raise _nobody_found(table, read, keys, ours)
    shown, hidden = guarded(matched, read.plain, [*coded.carried.values()]) if covered else (known, ())
    names = _names(shown, read, coded)
    placed = _beside(coded, shown, names, ours)
    silent = read.rows.filter(_says_something(read) & ~pl.col(ROW).is_in(matched.get_column(ROW).implode()))
    joined = JoinedApplications(
        read.source, ours, read.key, without, silent.select(ROW, pl.col(read.key).alias("value"))
    )
    people = tuple(Person(names[one.header], one.kind, by=one.by) for one in read.people if one.header in names)
    known_by = () if any(one.header == ours for one in table.persons) else (Person(ours, "id"),)
    plain = [name for name in names.values() if name not in {one.header for one in people}]
    notes = (*table.notes, *_notes(joined, matched.height, keys), *_columns(plain, covered=covered), *hidden)
    called = {FOUND: "", **{name: header for header, name in names.items()}}
    carried = {**coded.carried, **{name: name for name in called}}
    return (
        replace(table, persons=(*table.persons, *known_by, *people), notes=notes),
        replace(coded, placed=placed, carried=carried, joined=called),
        joined,
    )


# -- reading -------------------------------------------------------------------------------------------------


def _keys(table: Table, coded: Coded, on: str) -> tuple[str, str]:
    """The survey's column of keys, and what the other table is said to call it. Raises InputError: UNKNOWN_COLUMN."""
    headers = [header for name, header in coded.carried.items() if name == header]
    if found := _called(on, headers):
        return found, on
    ours, sign, theirs = on.partition("=")
    found = _called(ours, headers) if sign else None
    if found is None:
        asked = ours if sign else on
        what = say("survey.join_no_column", header=asked.strip())
        raise complaint(Code.UNKNOWN_COLUMN, table.source, what, did_you_mean(asked.strip(), headers))
    return found, theirs.strip()


def _called(name: str, headers: Sequence[str]) -> str | None:
    """The header that somebody means: as it is written, or but for capitals and blanks if only one is so."""
    if name in headers:
        return name
    loosely = [header for header in headers if header.strip().casefold() == name.strip().casefold()]
    return loosely[0] if len(loosely) == 1 else None


def _read(path: Path, on: str) -> _Read:
    """The one sheet with the column. Raises InputError."""
    grids = [(grid, shaped(grid, None, ())) for grid in open_grids(path, careful=True) if grid.head]
    if not grids:
        raise complaint(Code.EMPTY, str(path), say("survey.no_rows"), say("survey.no_rows_hint"))
    found = [(*both, key) for both in grids if (key := _called(on, [one.header for one in both[1].headings]))]
    if not found:
        headers = [one.header for _, layout in grids for one in layout.headings]
        what = say("survey.join_no_column", header=on)
        raise complaint(Code.UNKNOWN_COLUMN, str(path), what, did_you_mean(on, headers))
    if len(found) > 1:
        sheets = ", ".join(repr(grid.sheet) for grid, _, _ in found)
        what = say("survey.join_several_sheets", header=on, sheets=sheets)
        raise complaint(Code.UNKNOWN_SHEET, str(path), what, say("survey.join_several_sheets_hint"))
    return _collected(*found[0])


def _collected(grid: Grid, layout: Layout, key: str) -> _Read:
    names = [one.header for one in layout.headings]
    noise = [one.header for one in layout.headings if one.kind == "noise"]
    frame = grid.scan(layout.header_rows, names, {}).select(ROW, *names).drop(noise).collect(engine="streaming")
    texts = {one.header: one.texts for one in layout.headings}
    some = frame.head(_LOOKED_AT)
    others = [name for name in frame.columns if name not in (ROW, key)]
    told = (person_in(name, texts[name], some.get_column(name).drop_nulls().to_list()) for name in others)
    return _Read(
        grid.name, key, frame.with_columns(_key(key).alias(_KEY)), tuple(replace(p, answered=False) for p in told if p)
    )


def _key(header: str) -> pl.Expr:
    """What two cells of the same respondent share; null where it is nobody's."""
    cell = same_respondent(pl.col(header))
    return pl.when(~is_nobody(cell)).then(cell)


def _says_something(read: _Read) -> pl.Expr:
    return pl.any_horizontal(pl.col(name).is_not_null() for name in (read.key, *read.headers))


# -- what is refused -----------------------------------------------------------------------------------------


def _refuse_doubles(read: _Read) -> None:
    """Raise InputError where a key stands twice: nobody could say which application is whose."""
    doubles = (
        read.rows.filter(pl.col(_KEY).is_not_null())
        .group_by(_KEY)
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


def _nobody_found(table: Table, read: _Read, keys: pl.LazyFrame, ours: str) -> InputError:
    """What to say where no key is in both tables; whether they would be alike without leading zeros and capitals."""
    loosely = pl.col(_KEY).str.to_lowercase().str.strip_chars_start("0").alias("loose")
    near = keys.select(loosely).join(read.rows.lazy().select(loosely), on="loose", how="semi").head(1)
    alike = not near.collect(engine="streaming").is_empty()
    what = say("survey.join_nobody", survey=table.source, ours=ours, theirs=read.key)
    return complaint(
        Code.NOT_JOINED, read.source, what, say("survey.join_alike_hint" if alike else "survey.join_nobody_hint")
    )


# -- joining -------------------------------------------------------------------------------------------------


def _names(shown: pl.DataFrame, read: _Read, coded: Coded) -> dict[str, str]:
    """What each column is called in the results, by its header: `application_…`, the same name never twice."""
    taken = {name.lower() for name in (*coded.placed.collect_schema().names(), *coded.carried.values(), FOUND)}
    names = {}
    for header in read.headers:
        name = header if header.lower().startswith(PREFIX) else f"{PREFIX}{header}"
        while name.lower() in taken:
            name += "+"
        taken.add(name.lower())
        if header in shown.columns:
            names[header] = name
    return names


def _beside(coded: Coded, shown: pl.DataFrame, names: dict[str, str], ours: str) -> pl.LazyFrame:
    """The coded answers with the columns beside them, in their own order."""
    theirs = shown.lazy().select(
        pl.col(_KEY), *(pl.col(header).alias(name) for header, name in names.items()), pl.lit(True).alias(FOUND)
    )
    return (
        coded.placed.with_columns(_key(ours).alias(_KEY))
        .join(theirs, on=_KEY, how="left", maintain_order="left")
        .drop(_KEY)
        .with_columns(pl.col(FOUND).fill_null(False))
    )


def _notes(joined: JoinedApplications, matched: int, keys: pl.LazyFrame) -> Iterator[str]:
    """How many found a partner, on both sides; a report says this too, and so neither ids nor rows are told."""
    rows = int(keys.select(pl.len()).collect(engine="streaming").item())
    source = Path(joined.source).name
    yield say("survey.join_rows", source=source, key=joined.key, found=rows - joined.lone, n=rows)
    if silent := joined.silent.height:
        yield say("survey.join_silent_applications", n=silent, of=silent + matched)


def _columns(names: Sequence[str], *, covered: bool) -> Iterator[str]:
    """Which columns are joined; all of them where somebody must see what is handed on."""
    if names:
        most = len(names) if covered else _TOLD_AT_MOST
        yield say("survey.join_columns", columns=beginning([repr(name) for name in names], most))


def _rows(first: Sequence[int], n: int) -> str:
    named = beginning([str(row) for row in first], _TOLD_AT_MOST)
    return say("ground.and_more", named=named, n=n - _TOLD_AT_MOST) if n > _TOLD_AT_MOST else named
