"""A cohort by group, with small groups kept secret.

Owns which groups may be shown; knows nothing of how. A group of fewer than `SMALLEST` is never shown by itself, and
no sum or difference of what is shown gives it away, in one table or between any two of them:

- small groups are shown together as one, which holds at least two groups and at least `SMALLEST` respondents; where
  the small ones do not make up so many, the smallest of the others joins them (complementary suppression);
- whatever two tables tell by a difference holds at least `SMALLEST` respondents, or nobody;
- a result that nobody has, or everybody, among those who are shown together would tell it of each small group: another
  group joins them, unless that is so of all respondents.

What is decided is decided over all tables of a page, or of several pages, at once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import polars as pl

from jtbd_diag.cohort.disclosure_by_differences import Differences, GroupCell
from jtbd_diag.ground.catalogue import say

SMALLEST = 10
Frame = pl.DataFrame | pl.LazyFrame
"""Rows that are counted: held, or still in a file, which is then read once for each question."""
MOST_LINES = 100
"""More groups than a page can be read with; the smaller ones are shown together."""
_TRIED = 12
_POOL, _ALL = "\0together", "\0all"


@dataclass(frozen=True)
class Group:
    """One line: the groups it is made of, how many respondents, and how many of them have each result."""

    names: tuple[str, ...]
    respondents: int
    counts: Mapping[str, int]


@dataclass(frozen=True)
class Groups:
    """What may be shown of a cohort by group: the large groups, largest first, and the others together.

    `together` is None when every group may be shown. When nothing may be shown, there are no lines at all.
    """

    column: str
    apart: tuple[Group, ...]
    together: Group | None
    hidden: bool = False
    title: str = ""
    """What the column is called on a page, if not by its name."""

    @property
    def lines(self) -> tuple[Group, ...]:
        """All lines, those shown together last."""
        return (*self.apart, self.together) if self.together else self.apart


def by_groups(
    frame: Frame, columns: Sequence[str], results: Mapping[str, pl.Expr], secret: Sequence[str] = ()
) -> tuple[Groups, ...]:
    """Count respondents and results by the values of each column; blank ones are a group of their own.

    Values that differ in case or spaces only are one group, under the spelling used most. The `secret` results are
    shown as they are, so that nobody or everybody among small groups must not have one.
    """
    keyed = _keyed(frame, columns)
    tables = [_table(keyed, n, column, results) for n, column in enumerate(columns)]
    for table in tables:
        table.fill()
    atoms = _atoms(keyed, len(columns), {name: results[name] for name in secret})
    while worst := _worst(tables, atoms):
        _mend(worst, atoms)
    return tuple(table.groups() for table in tables)


def shown_as(frame: Frame, column: str, lines: Sequence[Sequence[str]], results: Mapping[str, pl.Expr]) -> Groups:
    """The same with the lines given: the names of the groups in each. What is in none of them is shown together."""
    return _fixed(_keyed(frame, [column]), 0, column, lines, results).groups()


def tell_too_much(
    frame: Frame, tables: Sequence[tuple[str, Sequence[Sequence[str]]]], results: Mapping[str, pl.Expr]
) -> bool:
    """Whether two tables that are shown, each a column and the names in its lines, tell what they must not."""
    keyed = _keyed(frame, [column for column, _ in tables])
    fixed = [_fixed(keyed, n, column, lines, {}) for n, (column, lines) in enumerate(tables)]
    return bool(_troubles(fixed, _atoms(keyed, len(tables), results)))


def _keyed(frame: Frame, columns: Sequence[str]) -> pl.LazyFrame:
    return frame.lazy().with_columns(_key(column).alias(f"key {n}") for n, column in enumerate(columns))


def _atoms(keyed: pl.LazyFrame, columns: int, results: Mapping[str, pl.Expr]) -> list[_Atom]:
    keys = [f"key {n}" for n in range(columns)]
    counted = keyed.group_by(keys).agg(pl.len(), *(e.sum().alias(f"of {name}") for name, e in results.items()))
    return [
        _Atom(tuple(row[key] for key in keys), row["len"], tuple(row[f"of {name}"] for name in results))
        for row in counted.collect(engine="streaming").sort(keys).iter_rows(named=True)
    ]


def not_given() -> str:
    """What the group of those is called of whom no group is told."""
    return say("cohort.not_given")


def _group_name(column: str) -> pl.Expr:
    words = pl.col(column).cast(pl.String).str.strip_chars().str.replace_all(r"\s+", " ")
    return pl.when(words.is_null() | (words == "")).then(pl.lit(not_given())).otherwise(words)


def _key(column: str) -> pl.Expr:
    return _group_name(column).str.to_lowercase()


@dataclass(frozen=True)
class _Atom:
    """Respondents who are in the same groups of all columns, and how many of them have each secret result."""

    keys: tuple[str, ...]
    people: int
    counts: tuple[int, ...]


@dataclass
class _Table:
    """One column while it is decided: its groups by key, those apart (largest first) and those shown together."""

    number: int
    column: str
    found: Mapping[str, Group]
    apart: list[str]
    pool: list[str]

    @property
    def hidden(self) -> bool:
        """Whether nothing is shown: the pool would be no secret, or everybody."""
        return bool(self.pool) and (not self.apart or len(self.pool) < 2 or self._pooled < SMALLEST)

    @property
    def _pooled(self) -> int:
        return sum(self.found[key].respondents for key in self.pool)

    def join(self, key: str) -> None:
        """Take a group out of those apart."""
        self.apart.remove(key)
        self.pool.append(key)
        self.fill()

    def fill(self) -> None:
        """Let the smallest groups apart join until those together are a secret."""
        while self.pool and self.apart and (len(self.pool) < 2 or self._pooled < SMALLEST):
            self.pool.append(self.apart.pop())

    def lines(self) -> Mapping[str, str]:
        """Under which line of the table each group stands."""
        if self.hidden:
            return dict.fromkeys(self.found, _ALL)
        return {key: key for key in self.apart} | dict.fromkeys(self.pool, _POOL)

    def groups(self) -> Groups:
        """What may be shown."""
        if self.hidden:
            return Groups(self.column, (), None, hidden=True)
        apart = tuple(self.found[key] for key in self.apart)
        return Groups(self.column, apart, _joined([self.found[key] for key in self.pool]) if self.pool else None)


def _table(keyed: pl.LazyFrame, number: int, column: str, results: Mapping[str, pl.Expr]) -> _Table:
    key, counts = f"key {number}", {name: f"of {name}" for name in results}
    spelled = keyed.group_by(key, _group_name(column).alias("group")).agg(
        pl.len().alias("respondents"), *(e.sum().alias(counts[name]) for name, e in results.items())
    )
    most = spelled.collect(engine="streaming").sort(["respondents", "group"], descending=[True, False])
    counted = most.group_by(key).agg(pl.col("group").first(), pl.col("respondents", *counts.values()).sum())
    found = {
        row[key]: Group((row["group"],), row["respondents"], {name: row[count] for name, count in counts.items()})
        for row in counted.sort(["respondents", key], descending=[True, False]).iter_rows(named=True)
    }
    apart = [key for key, group in found.items() if group.respondents >= SMALLEST][:MOST_LINES]
    return _Table(number, column, found, apart, [key for key in found if key not in set(apart)])


def _fixed(
    keyed: pl.LazyFrame, number: int, column: str, lines: Sequence[Sequence[str]], results: Mapping[str, pl.Expr]
) -> _Table:
    table = _table(keyed, number, column, results)
    alone = {line[0].lower() for line in lines if len(line) == 1}
    return replace(
        table,
        apart=[key for key in table.found if key in alone],
        pool=[key for key in table.found if key not in alone],
    )


def _joined(lines: Sequence[Group]) -> Group:
    names = tuple(sorted(name for line in lines for name in line.names))
    counts = {result: sum(line.counts[result] for line in lines) for result in lines[0].counts}
    return Group(names, sum(line.respondents for line in lines), counts)


# --- what must not be told ------------------------------------------------------------------------------


def _worst(tables: Sequence[_Table], atoms: Sequence[_Atom]) -> tuple[_Table, ...]:
    """The first table, or pair of tables, that tells what it must not; none where nothing does."""
    singles = [(table,) for table in tables]
    pairs = list(combinations(tables, 2))
    return next((one for one in (*singles, *pairs) if _troubles(one, atoms)), ())


def _troubles(tables: Sequence[_Table], atoms: Sequence[_Atom]) -> int:
    """How many cells of one or two tables tell what they must not."""
    lines = [table.lines() for table in tables]
    people: Counter[GroupCell] = Counter()
    told: dict[tuple[int, bool], Counter[GroupCell]] = defaultdict(Counter)  # by result: who has it, and who does not
    secret: set[GroupCell] = set()
    small = [{key for key, group in table.found.items() if group.respondents < SMALLEST} for table in tables]
    numbers = [table.number for table in tables]
    for atom in atoms:
        at = [line[atom.keys[n]] for n, line in zip(numbers, lines, strict=True)]
        cell = (at[0], at[1] if len(at) > 1 else _ALL)
        people[cell] += atom.people
        for n, count in enumerate(atom.counts):
            told[n, True][cell] += count
            told[n, False][cell] += atom.people - count
        if any(atom.keys[n] in some for n, some in zip(numbers, small, strict=True)):
            secret.add(cell)
    shown = people.keys() - {(_ALL, _ALL)}
    heads = Differences(people, people, SMALLEST)
    few = sum(people[cell] < SMALLEST and heads.least(cell) < SMALLEST for cell in shown)
    results = [Differences(people, counted, 1) for counted in told.values() if counted.total()]
    return few + sum(one.least(cell) < 1 for one in results for cell in shown & secret)


def _mend(tables: Sequence[_Table], atoms: Sequence[_Atom]) -> None:
    """Let one more group be shown together with others: the smallest one that helps, in the later table first."""
    before = _troubles(tables, atoms)
    choices = [(table, key) for table in reversed(tables) if not table.hidden for key in reversed(table.apart)]
    for table, key in choices[:_TRIED]:
        apart, pool = [*table.apart], [*table.pool]
        table.join(key)
        if _troubles(tables, atoms) < before:
            return
        table.apart, table.pool = apart, pool
    table, key = choices[0]
    table.join(key)
