"""Applications beside answers: each respondent's row of another table, found by a column that both have.

Owns which row belongs to whom, what the columns are called, and what is left out for pseudonyms' sake; knows nothing of
scores. No row of a survey is dropped or multiplied: of the other table every key stands once, or nothing is joined.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import polars as pl

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, complaint, did_you_mean
from jtbd_diag.ground.english import beginning
from jtbd_diag.survey.applications.applications_covered import guarded
from jtbd_diag.survey.applications.applications_read import (
    KEY,
    ApplicationRows,
    header_meant,
    key_of,
    read_applications,
    refuse_doubles,
)
from jtbd_diag.survey.cells.coded_answers import Coded
from jtbd_diag.survey.files import ROW
from jtbd_diag.survey.people.person_columns import Person
from jtbd_diag.survey.table.survey_table import REJECTS, Table

PREFIX = "application_"
FOUND = f"{PREFIX}found"
"""The column that tells whether a respondent has an application."""
_TOLD_AT_MOST = 12


class Applications(NamedTuple):
    """Where applications are, and the column of both tables that tells whose each is; `OURS=THEIRS` if it differs."""

    path: Path
    on: str


@dataclass(frozen=True)
class JoinedApplications:
    """Who found no partner: `without` are rows of the survey, `silent` applications, with ROW and `value`, the key.

    `key` is the survey's column, `theirs` the same in the applications; `rows` and `applications` are how many there
    are of both, those with a partner too.
    """

    source: str
    key: str
    theirs: str
    without: pl.LazyFrame
    silent: pl.DataFrame
    rows: int = 0
    applications: int = 0

    @property
    def some_alone(self) -> bool:
        """Whether any of either found no partner."""
        return bool(self.lone or self.silent.height)

    @property
    def mostly_nobody(self) -> bool:
        """Whether most of both found no partner, as where the column does not tell whose each is."""
        return 2 * self.lone > self.rows and 2 * self.silent.height > self.applications

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


def with_applications(
    table: Table, coded: Coded, asked: Applications, *, covered: bool
) -> tuple[Table, Coded, JoinedApplications]:
    """A survey with the columns of each respondent's application, `application_…`, and whether there is one (FOUND).

    Where persons are `covered`, so is what would tell them: columns in which most cells stand once are left out, and
    what fewer than FEWEST_ALIKE applications say.
    Raises InputError: UNKNOWN_COLUMN, JOIN_NOT_UNIQUE, NOT_JOINED where nobody is found, and what a table may lack.
    """
    ours, theirs = _keys(table, coded, asked.on)
    read = read_applications(asked.path, theirs)
    refuse_doubles(read)
    counted = table.frame.filter(~pl.col(ROW).is_in(list(table.aside)))
    keys = counted.select(ROW, pl.col(ours).alias("value"), key_of(ours).alias(KEY))
    known = read.rows.filter(pl.col(KEY).is_not_null())
    matched, without = _met(keys, known)
    if matched.is_empty():
        raise _nobody_found(table, read, keys, ours)
    shown, hidden = guarded(matched, read.plain, [*coded.carried.values()]) if covered else (known, ())
    names = _names(shown, read, coded)
    placed = _beside(coded, shown, names, ours)
    silent = read.rows.filter(read.said_something & ~pl.col(ROW).is_in(matched.get_column(ROW).implode()))
    lone = silent.select(ROW, pl.col(read.key).alias("value"))
    rows = int(keys.select(pl.len()).collect(engine="streaming").item())
    joined = JoinedApplications(read.source, ours, read.key, without, lone, rows, lone.height + matched.height)
    people = [Person(names[one.header], one.kind, by=one.by) for one in read.people if one.header in names]
    plain = [name for name in names.values() if name not in {one.header for one in people}]
    known_by = [] if any(one.header == ours for one in table.persons) else [Person(ours, "id")]
    notes = (*table.notes, *_notes(joined), *_columns(plain, covered=covered), *hidden)
    called = {FOUND: "", **{name: header for header, name in names.items()}}
    carried = {**coded.carried, **{name: name for name in called}}
    return (
        replace(table, persons=(*table.persons, *known_by, *people), notes=notes),
        replace(coded, placed=placed, carried=carried, joined=called),
        joined,
    )


def _met(keys: pl.LazyFrame, known: pl.DataFrame) -> tuple[pl.DataFrame, pl.LazyFrame]:
    """The applications of whoever answered, and the respondents of whom there is none."""
    met = keys.join(known.lazy().select(KEY, pl.col(ROW).alias("of")), on=KEY, how="inner").select("of").unique()
    matched = known.filter(pl.col(ROW).is_in(met.collect(engine="streaming").to_series().to_list()))
    return matched, keys.join(known.lazy().select(KEY), on=KEY, how="anti", nulls_equal=False).select(ROW, "value")


# -- whose row it is -------------------------------------------------------------------------------------------------


def _keys(table: Table, coded: Coded, on: str) -> tuple[str, str]:
    """The survey's column of keys, and what the other table is said to call it. Raises InputError: UNKNOWN_COLUMN."""
    headers = [header for name, header in coded.carried.items() if name == header]
    if found := header_meant(on, headers):
        return found, on
    ours, sign, theirs = on.partition("=")
    found = header_meant(ours, headers) if sign else None
    if found is None:
        asked = ours if sign else on
        what = say("survey.join_no_column", header=asked.strip())
        raise complaint(Code.UNKNOWN_COLUMN, table.source, what, did_you_mean(asked.strip(), headers))
    return found, theirs.strip()


# -- what is refused -----------------------------------------------------------------------------------------


def _nobody_found(table: Table, read: ApplicationRows, keys: pl.LazyFrame, ours: str) -> InputError:
    """What to say where no key is in both tables; whether they would be alike without leading zeros and capitals."""
    loosely = pl.col(KEY).str.to_lowercase().str.strip_chars_start("0").alias("loose")
    near = keys.select(loosely).join(read.rows.lazy().select(loosely), on="loose", how="semi").head(1)
    alike = not near.collect(engine="streaming").is_empty()
    what = say("survey.join_nobody", survey=table.source, ours=ours, theirs=read.key)
    return complaint(
        Code.NOT_JOINED, read.source, what, say("survey.join_alike_hint" if alike else "survey.join_nobody_hint")
    )


# -- joining -------------------------------------------------------------------------------------------------


def _names(shown: pl.DataFrame, read: ApplicationRows, coded: Coded) -> dict[str, str]:
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
        pl.col(KEY), *(pl.col(header).alias(name) for header, name in names.items()), pl.lit(True).alias(FOUND)
    )
    return (
        coded.placed.with_columns(key_of(ours).alias(KEY))
        .join(theirs, on=KEY, how="left", maintain_order="left")
        .drop(KEY)
        .with_columns(pl.col(FOUND).fill_null(False))
    )


def _notes(joined: JoinedApplications) -> Iterator[str]:
    """How many found a partner, on both sides; a report says this too, and so neither ids nor rows are told."""
    source, rows = Path(joined.source).name, joined.rows
    yield say("survey.join_rows", source=source, key=joined.key, found=rows - joined.lone, n=rows)
    if silent := joined.silent.height:
        yield say("survey.join_silent_applications", n=silent, of=joined.applications)


def _columns(names: Sequence[str], *, covered: bool) -> Iterator[str]:
    """Which columns are joined; all of them where somebody must see what is handed on."""
    if names:
        most = len(names) if covered else _TOLD_AT_MOST
        yield say("survey.join_columns", columns=beginning([repr(name) for name in names], most))


def _rows(first: Sequence[int], n: int) -> str:
    named = beginning([str(row) for row in first], _TOLD_AT_MOST)
    return say("ground.and_more", named=named, n=n - _TOLD_AT_MOST) if n > _TOLD_AT_MOST else named
