"""Applications beside answers: each respondent's row of another table, found by a column that both have.

Owns which row belongs to whom, what the columns are called, and what is left out for pseudonyms' sake; knows nothing of
scores. No row of a survey is dropped or multiplied: of the other table every key stands once, or nothing is joined.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem, complaint, did_you_mean
from jtbd_diag.ground.english import beginning
from jtbd_diag.survey.cells.coding import REJECTS, Coded
from jtbd_diag.survey.files import ROW, Grid, open_grids
from jtbd_diag.survey.people.answered_twice import is_nobody, same_respondent
from jtbd_diag.survey.people.person_columns import Person, person_in
from jtbd_diag.survey.people.person_columns import plain as plain_header
from jtbd_diag.survey.platforms import Layout
from jtbd_diag.survey.survey_table import Table
from jtbd_diag.survey.which_sheet import shaped

PREFIX = "application_"
FOUND = f"{PREFIX}found"
"""The column that tells whether a respondent has an application."""
FEWEST_ALIKE, MOST_ALONE = 5, 0.1
"""Under pseudonyms, how many applications must say the same in all columns that stay for it to be shown; and for which
part of them it may be hidden before a column goes."""
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
    shown, hidden = _guarded(read, matched, [*coded.carried.values()]) if covered else (known, ())
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


def _guarded(read: _Read, matched: pl.DataFrame, survey: Collection[str]) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """Applications of which nobody who holds them can tell whose a row of the results is; and what was left out.

    Columns go, those with the most different cells first, until few applications are alone with what the rest says;
    what these say goes as well. A column that the survey has by the same name is seen there in any case. Persons'
    columns stay: pseudonyms take care of them, and take what they hold out of texts.
    """
    persons = {one.header for one in read.people}
    plain = [name for name in read.headers if name not in persons]
    kept = [name for name in plain if not _mostly_once(matched.get_column(name))]
    seen = [name for name in plain if plain_header(name) in {plain_header(header) for header in survey}]
    while kept and _alone(matched, [*kept, *seen]) > MOST_ALONE * matched.height:
        kept.remove(max(kept, key=lambda name: matched.get_column(name).n_unique()))
    gone = [name for name in plain if name not in kept]
    notes = (say("survey.join_hidden_columns", columns=_listed(gone)),) if gone else ()
    few = _alone(matched, [*kept, *seen]) if kept else 0
    if not few:
        return matched.drop(gone), notes
    alike = _alike([*kept, *seen])
    shown = matched.with_columns(pl.when(alike).then(pl.col(name)).alias(name) for name in kept).drop(gone)
    return shown, (*notes, say("survey.join_hidden_cells", n=few, fewest=FEWEST_ALIKE))


def _alike(names: Sequence[str]) -> pl.Expr:
    """Whether so many applications say the same in these columns that none of them is known by it."""
    return pl.len().over(list(dict.fromkeys(names))) >= FEWEST_ALIKE


def _alone(matched: pl.DataFrame, names: Sequence[str]) -> int:
    return int(matched.select((~_alike(names)).sum()).item())


def _mostly_once(cells: pl.Series) -> bool:
    """Whether most cells that hold anything are the only ones that hold it."""
    there = cells.drop_nulls()
    return there.len() > 0 and int(there.is_unique().sum()) * 2 > there.len()


def _listed(names: Sequence[str]) -> str:
    return ", ".join(repr(name) for name in names)


def _notes(joined: JoinedApplications, matched: int, keys: pl.LazyFrame) -> Iterator[str]:
    """How many found a partner, on both sides, and which rows did not; no id is told, as a report says this too."""
    rows = int(keys.select(pl.len()).collect(engine="streaming").item())
    lone = joined.without.select(pl.len()).collect(engine="streaming").item()
    source = Path(joined.source).name
    yield say("survey.join_rows", source=source, key=joined.key, found=rows - lone, n=rows)
    if lone:
        first = joined.without.select(ROW).head(_TOLD_AT_MOST + 1).collect(engine="streaming").to_series().to_list()
        yield say("survey.join_rows_without", n=lone, rows=_rows(first, lone))
    if joined.silent.height:
        first = joined.silent.get_column(ROW).head(_TOLD_AT_MOST + 1).to_list()
        n = joined.silent.height
        yield say("survey.join_rows_silent", n=n, of=n + matched, source=source, rows=_rows(first, n))


def _columns(names: Sequence[str], *, covered: bool) -> Iterator[str]:
    """Which columns are joined; all of them where somebody must see what is handed on."""
    if names:
        most = len(names) if covered else _TOLD_AT_MOST
        yield say("survey.join_columns", columns=beginning([repr(name) for name in names], most))


def _rows(first: Sequence[int], n: int) -> str:
    named = beginning([str(row) for row in sorted(first)[:_TOLD_AT_MOST]], _TOLD_AT_MOST)
    return say("ground.and_more", named=named, n=n - _TOLD_AT_MOST) if n > _TOLD_AT_MOST else named
