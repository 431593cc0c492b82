"""Rows that are no respondent's, though they are neither blank nor sums: headings of groups, notes, options counted,
listed or numbered below a table.

Owns by which cells such a row is told from somebody who answered little; knows nothing of questionnaires.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, Self

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import beginning
from jtbd_diag.survey.columns.column import Column
from jtbd_diag.survey.files import ROW
from jtbd_diag.survey.files.grid import FILLED, is_filled, with_filled
from jtbd_diag.survey.platforms.platform_layout import bare_name
from jtbd_diag.survey.rows.describing_rows import WordsOfOptions
from jtbd_diag.survey.rows.legend_rows import legend_rows

if TYPE_CHECKING:
    import polars as pl

_AT_THE_END, _FEWEST, _MOSTLY, _MOST_TOLD = 40, 3, 0.9, 12
_TRAITS = (r"^\S+$", r"\d", "@")
"""What all ids of a column may have in common, and a heading or a note has not: no space, a digit, an address' sign."""
_NOTE = re.compile(
    r"\*|\(?(?:notes?|n\.?b|remarks?|legend|key|scale)\b(?:\s*:|[.*)]\s|\s+-\s)|\d\s*=\s*[^\W\d]", re.IGNORECASE
)
_COUNTED = re.compile(r"(.*?)[\s:=,;(\u2013\u2014-]+(?:n\s*=\s*)?\d[\d.,]*\s*%?(?:\s*[/;,(]\s*\d[\d.,]*\s*%?)?\s*\)*")
_NUMBER = re.compile(r"[+-]?\d[\d.,]*\s*%?(?:\s*\(\d[\d.,]*\s*%?\))?")


class ColumnsOfRows(NamedTuple):
    """What the columns of a table are: all, those of answers with their items, and what these offer."""

    names: Sequence[str]
    items: Mapping[str, str]
    options: WordsOfOptions

    @classmethod
    def of(cls, names: Sequence[str], columns: Sequence[Column], options: WordsOfOptions) -> Self:
        """Those of a table whose columns were matched."""
        return cls(names, {one.header: one.item or "" for one in columns if one.role in ("item", "tick")}, options)

    @property
    def beside(self) -> list[str]:
        """Those that hold no answers."""
        return [name for name in self.names if name not in self.items]


def stray_rows(frame: pl.LazyFrame, columns: ColumnsOfRows) -> tuple[int, ...]:
    """The numbers of such rows."""
    import polars as pl

    if not columns.beside or not columns.items:
        return ()
    answered = pl.any_horizontal(map(is_filled, columns.items))
    lone = with_filled(frame, columns.names).filter(pl.col(FILLED) == 1)
    ends = frame.filter(pl.lit(True)).tail(_AT_THE_END)  # polars cannot read the last rows of a text by themselves
    alone, last = pl.collect_all([lone, ends], engine="streaming")
    found = {*_lone(alone, frame.filter(answered), columns.beside)}
    rows = [*last.select(ROW, *columns.names).iter_rows(named=True)]
    found |= {*_below(rows, columns, found)}
    return tuple(sorted(found | {*legend_rows(rows, frame, columns.items, columns.options, found)}))


def notes_on_strays(rows: Sequence[int]) -> Iterator[str]:
    """That these are such rows, with the first of them."""
    if rows:
        yield say("survey.rows_stray", n=len(rows), rows=beginning([str(row) for row in rows], _MOST_TOLD))


def _lone(alone: pl.DataFrame, answered: pl.LazyFrame, beside: Sequence[str]) -> Iterable[int]:
    """Rows of a single cell that is unlike all ids of those who answer, or that calls itself a note."""
    import polars as pl

    held: dict[str, list[tuple[int, str]]] = {name: [] for name in beside}
    for line in alone.iter_rows(named=True):
        for name, cell in _cells(line, beside).items():
            held[name].append((int(line[ROW]), cell))
    for name, cells in held.items():
        if not cells:
            continue
        ids = pl.col(name).str.strip_chars().fill_null("")
        traits = [ids.filter(ids != "").str.contains(trait).all().alias(trait) for trait in _TRAITS]
        told = (
            answered.select((ids != "").sum().alias("n"), pl.len().alias("rows"), *traits).collect().row(0, named=True)
        )
        if told["n"] < max(_FEWEST, _MOSTLY * told["rows"]):
            continue
        common = [trait for trait in _TRAITS if told[trait]]
        if common == list(_TRAITS[:1]):  # as last names have
            common = []
        elif _TRAITS[-1] in common:
            common = [_TRAITS[-1]]
        for row, cell in cells:
            unlike = any(not re.search(trait, cell.strip()) for trait in common)
            if _NOTE.match(cell.strip()) or (unlike and any(sign.isalpha() for sign in cell)):
                yield row


def _below(rows: Sequence[Mapping[str, str | None]], columns: ColumnsOfRows, known: Collection[int]) -> Iterable[int]:
    """Rows at the end that count or list options."""
    told = {int(row[ROW] or 0): _cells(row, columns.names) for row in rows}
    told = {n: cells for n, cells in told.items() if n not in known and cells}
    heads = {n: label for n, cells in told.items() if (label := _counted(cells)) is not None}
    others = {bare_name(next(iter(cells.values()))) for n, cells in told.items() if n not in heads}
    if len(told) - len(heads) >= _FEWEST and any(
        _are_listed([*heads.values()], several, least=2) and not others & {*several}
        for several in columns.options.values()
    ):
        yield from heads
    bare = {n: cells for n, cells in told.items() if not any(name in cells for name in columns.beside)}
    if len(told) - len(bare) >= _FEWEST and [*told][len(told) - len(bare) :] == [*bare]:
        yield from _listed(bare, columns)


def _cells(row: Mapping[str, str | None], names: Sequence[str]) -> dict[str, str]:
    return {name: cell for name in names if (cell := (row[name] or "").strip())}


def _counted(cells: Mapping[str, str]) -> str | None:
    """What a row begins with, where all else it holds are numbers, as `Yes 12`; None where it is no such row."""
    first, *rest = cells.values()
    if rest and not _NUMBER.fullmatch(first):
        return bare_name(first.lstrip("%# ")) if all(_NUMBER.fullmatch(cell) for cell in rest) else None
    found = _COUNTED.fullmatch(first)
    return bare_name(found[1]) if found and not rest else None


def _are_listed(labels: Sequence[str], options: Mapping[str, int], *, least: int) -> bool:
    """Whether these are options of one question in their order, or turned round, all of them or `least`."""
    places = [options.get(label, -1) for label in labels]
    in_order = -1 not in places and len({one < other for one, other in pairwise(places)}) == 1
    return in_order and len(places) >= min(least, len({*options.values()})) > 1


def _listed(bare: Mapping[int, Mapping[str, str]], columns: ColumnsOfRows) -> Iterable[int]:
    """Rows below each other that hold in every column the options of its question in their order, and all of one."""
    down: dict[str, list[str]] = {}
    for cells in bare.values():
        for name, cell in cells.items():
            down.setdefault(name, []).append(bare_name(cell))
    offered = {name: columns.options.get(columns.items[name], {}) for name in down}
    listed = (_are_listed(cells, offered[name], least=len(offered[name])) for name, cells in down.items())
    if down and all(listed):
        yield from bare
