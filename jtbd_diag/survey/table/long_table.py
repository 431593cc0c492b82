"""One row an answer -> one row a respondent.

Owns what becomes of several answers to one question; knows nothing of what cells mean.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem, complaint, did_you_mean
from jtbd_diag.ground.english import beginning
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.items import MultipleItem
from jtbd_diag.survey.columns.column import Match, Role
from jtbd_diag.survey.columns.mapping_of_people import WhoColumns
from jtbd_diag.survey.columns.matching import match_columns
from jtbd_diag.survey.files import MOST_COLUMNS, OVERFLOW, ROW, Grid, Types
from jtbd_diag.survey.files.grid import HEAD, rectangle, typed
from jtbd_diag.survey.files.json_objects import json_text
from jtbd_diag.survey.people.answer_rows import refuse_ticks, several_of, told_apart_by
from jtbd_diag.survey.people.raters_and_waves import rater_and_wave
from jtbd_diag.survey.platforms import layout_of
from jtbd_diag.survey.platforms.platform_layout import unique_headers

if TYPE_CHECKING:
    import polars as pl

_WHO, _QUESTION, _ANSWER, _OWN = "\0who", "\0question", "\0answer", "\0own"
_MOST_TOLD = 12


class Wide(NamedTuple):
    """A table with a row for each respondent, known by the column `who`.

    `copies` are the columns of questions that somebody answered in two ways, with what they answer.
    """

    grid: Grid
    who: str
    copies: Mapping[str, Match]


def pivoted(
    grids: Sequence[Grid],
    columns: str,
    questionnaire: Questionnaire,
    settled: Mapping[str, Match | Role],
    who: WhoColumns | None = None,
) -> Wide:
    """The table with a row for each respondent; `columns` names those of respondent, question and answer.

    Where columns of `who` tell rater or wave, there is a row for each of a respondent's raters and waves.

    Several answers to a multiple item stand in one cell; to another they stand in columns of their own, so that they
    are refused where they disagree. Raises InputError where a column is not there, or holds nothing.
    """
    import polars as pl

    grid, places = _placed(grids, columns)
    headers = unique_headers(grid.head[0], [ROW])
    rows, notes = _rows(grid, headers, places)
    rows, own = _of_whom(rows, who or WhoColumns())
    others = [name for n, name in enumerate(headers) if n not in places and name not in own]
    refuse_ticks(rows, (_OWN, _QUESTION), others, grid.name)
    same, changing = _beside(rows, others)
    apart = told_apart_by(rows, _OWN, changing)
    notes += _notes_on_changing(rows, changing, apart)
    answers = _different_answers(rows, apart)
    asked = _questions(answers, grid.name, headers[places[1]])
    first = [headers[places[0]], *(name for name in headers if name in {*own, *same})]
    head = (*first, *asked)
    names = unique_headers(head, [ROW])
    people, lists = _spread(rows, answers, first[1:], asked)
    asking = _asking(head, names, questionnaire, settled)
    cells, copies = _cells(dict(zip(names[len(first) :], lists, strict=True)), asking, set(names))
    wide = people.select(ROW, pl.col(_WHO).alias(first[0]), *first[1:]).with_columns(cells)
    letters = [grid.letter(headers.index(one)) for one in first] + [grid.letter(places[2])] * len(cells)
    by = ", ".join(f"'{headers[n]}'" for n in places)
    turned = say("survey.long_pivoted", answers=answers.height, people=wide.height, columns=by)
    raw = (*head, *list(wide.columns)[1 + len(head) :])
    source = grid._replace(notes=(*grid.notes, turned, *notes), letters=tuple(letters))
    return Wide(_grid(wide, raw, source), first[0], copies)


def _notes_on_changing(rows: pl.DataFrame, changing: Sequence[str], apart: Sequence[str]) -> Iterator[str]:
    """That columns change from row to row of a respondent, and that some tell submissions `apart`."""
    if changing:
        yield say("survey.long_left_out", columns=beginning(list(map(repr, changing)), _MOST_TOLD))
    if apart:
        unlike = beginning(list(map(repr, apart)), _MOST_TOLD)
        yield say("survey.long_submissions", n=several_of(rows, _OWN, apart), columns=unlike, column=apart[0])


def _different_answers(rows: pl.DataFrame, apart: Sequence[str]) -> pl.DataFrame:
    """A row for each respondent and question, with a list of the different answers in each submission."""
    import polars as pl

    told = [pl.col(name).fill_null(pl.col(name).drop_nulls().first().over(_OWN)) for name in apart]
    given = rows.with_columns(told).drop_nulls(_ANSWER)
    each = given.group_by(_OWN, _QUESTION, *apart, maintain_order=True)
    several = each.agg(pl.col(_ANSWER).unique(maintain_order=True)).group_by(_OWN, _QUESTION, maintain_order=True)
    return several.agg(_ANSWER)


def _questions(answers: pl.DataFrame, name: str, header: str) -> list[str]:
    """The questions that are answered. Raises InputError where there are none, or too many to be questions."""
    asked = answers.get_column(_QUESTION).unique(maintain_order=True).to_list()
    if not 0 < len(asked) <= MOST_COLUMNS:
        what = say("survey.long_questions", header=header, n=len(asked))
        raise complaint(Code.TABLE_SHAPE, name, what, say("survey.long_questions_hint"))
    return asked


def _spread(
    rows: pl.DataFrame, answers: pl.DataFrame, beside: Sequence[str], asked: Sequence[str]
) -> tuple[pl.DataFrame, list[pl.Series]]:
    """A row for each respondent, and their lists of answers to each question asked."""
    import polars as pl

    first = (pl.col(ROW, _WHO).first(), pl.col(beside).drop_nulls().first())
    people = rows.group_by(_OWN, maintain_order=True).agg(*first)
    codes = {question: f"\0{n}" for n, question in enumerate(asked)}  # a question may be called as a column beside it
    by_code = answers.with_columns(pl.col(_QUESTION).replace_strict(codes, return_dtype=pl.String))
    spread = by_code.pivot(on=_QUESTION, index=_OWN, values=_ANSWER, aggregate_function=None)
    joined = people.join(spread, on=_OWN, how="left", maintain_order="left")
    return joined.select(people.columns), [joined.get_column(code) for code in codes.values()]


def _of_whom(rows: pl.DataFrame, who: WhoColumns) -> tuple[pl.DataFrame, list[str]]:
    """The rows with what tells whose each is, and the columns beside the respondent's that tell it."""
    import polars as pl

    parts = {part.meta.root_names()[0]: part for part in rater_and_wave(who)}
    there = [name for name in parts if name in rows.columns]
    key = pl.concat_str(pl.col(_WHO), *(parts[name] for name in there), separator="\0")
    return rows.with_columns(key.alias(_OWN)), there


def _placed(grids: Sequence[Grid], told: str) -> tuple[Grid, tuple[int, int, int]]:
    """The first sheet that has the three columns, and their numbers."""
    names = [one.strip() for one in next(csv.reader([told], skipinitialspace=True), [])]
    if len(names) != 3:
        what = say("survey.long_names_three", told=told)
        hint = say("survey.long_names_three_hint")
        raise complaint(Code.UNKNOWN_COLUMN, grids[0].name, what, hint)
    problems: list[Problem] = []
    for grid in grids:
        heads = unique_headers(grid.head[0]) if grid.head else ()
        found = [_column(grid, heads, name) for name in names]
        places = [one for one in found if one is not None]
        if len(places) == 3 and len(set(places)) == 3:
            return grid, (places[0], places[1], places[2])
        for name, one in zip(names, found, strict=True):
            again = one is not None and found.count(one) > 1
            if one is None or again:
                code = Code.COLUMN_TWICE if again else Code.UNKNOWN_COLUMN
                what = say("survey.long_names_twice", header=name) if again else say("survey.no_column", header=name)
                mend = say("survey.long_names_twice_hint") if again else did_you_mean(name, heads)
                problems.append(Problem(code, Location(grid.name), what, mend))
    raise InputError(dict.fromkeys(problems))


def _column(grid: Grid, heads: Sequence[str], name: str) -> int | None:
    """A column by its header, else by its letter, else by its header in other capitals."""
    plain = " ".join(name.split())
    letters = [grid.letter(n) for n in range(len(heads))]
    alike = [n for n, head in enumerate(heads) if head.casefold() == plain.casefold()]
    ways = (list(heads).index(plain) if plain in heads else None, letters.index(name) if name in letters else None)
    return next((found for found in (*ways, alike[0] if len(alike) == 1 else None) if found is not None), None)


def _rows(grid: Grid, headers: Sequence[str], places: tuple[int, int, int]) -> tuple[pl.DataFrame, list[str]]:
    """The rows that say who answered what, with their cells trimmed; and a note on the others."""
    import polars as pl

    renamed = list(headers)
    for place, name in zip(places, (_WHO, _QUESTION, _ANSWER), strict=True):
        renamed[place] = name
    frame = grid.scan(1, renamed, {})
    trimmed = pl.col(renamed).str.strip_chars()
    all_rows = frame.with_columns(pl.when(trimmed != "").then(trimmed)).collect(engine="streaming")
    if OVERFLOW in all_rows.columns and all_rows.get_column(OVERFLOW).count():
        row = all_rows.filter(pl.col(OVERFLOW).is_not_null()).get_column(ROW)[0]
        what = say("survey.long_row_overflows", row=row)
        raise complaint(Code.TABLE_SHAPE, grid.name, what, say("survey.long_row_overflows_hint"))
    filled = all_rows.filter(pl.any_horizontal(pl.col(renamed).is_not_null()))
    rows = filled.drop_nulls([_WHO, _QUESTION])
    lost = filled.height - rows.height
    return rows, [say("survey.long_rows_without", rows=lost)] if lost else []


def _beside(rows: pl.DataFrame, others: Sequence[str]) -> tuple[list[str], list[str]]:
    """The other columns that say one thing of each respondent, and those that change from row to row."""
    import polars as pl

    if not others:
        return [], []
    told = rows.group_by(_OWN).agg(pl.col(others).drop_nulls().n_unique()).select(pl.col(others).max()).row(0)
    same = [name for name, most in zip(others, told, strict=True) if most <= 1]
    return same, [name for name in others if name not in same]


class _Asking(NamedTuple):
    """What a header answers, and whether there is one answer to it."""

    match: Match
    once: bool


def _asking(
    head: Sequence[str], names: Sequence[str], questionnaire: Questionnaire, settled: Mapping[str, Match | Role]
) -> dict[str, _Asking]:
    """The headers of questions."""
    shape = layout_of([head, ["?"] * len(head)], "plain")
    known = {name: settled[name] for name in names if name in settled}
    return {
        column.header: _Asking(
            Match(column.item, column.option, column.how),
            bool(column.option) or not isinstance(questionnaire.items[column.item], MultipleItem),
        )
        for column in match_columns(shape, questionnaire, known).columns
        if column.item
    }


def _cells(
    columns: Mapping[str, pl.Series], asking: Mapping[str, _Asking], taken: set[str]
) -> tuple[list[pl.Series], dict[str, Match]]:
    """Columns of texts, and then those of second answers, with what they answer."""
    import polars as pl

    cells, more, copies = list[pl.Series](), list[pl.Series](), dict[str, Match]()
    for name, lists in columns.items():
        told = _different_texts(lists.to_list(), asking.get(name))
        cells.append(pl.Series(name, [one[0] if one else None for one in told], dtype=pl.String))
        for n in range(1, max(map(len, told), default=0)):
            copy = f"{name} ({n + 1})"
            while copy in taken:
                copy += "+"
            taken.add(copy)
            copies |= {name: asking[name].match, copy: asking[name].match}
            more.append(pl.Series(copy, [one[n] if len(one) > n else None for one in told], dtype=pl.String))
    return [*cells, *more], copies


def _different_texts(given: Sequence[list[list[str]] | None], asking: _Asking | None) -> list[list[str]]:
    """The different answers of each respondent as texts: one of several options, of each submission that differs."""
    if asking is not None and asking.once:
        return [list(dict.fromkeys(chain(*(one or [])))) for one in given]
    lists = [one or [] for one in given]
    sets = lists if asking else [[[*dict.fromkeys(chain(*one))]] if one else [] for one in lists]
    several = any(len(options) > 1 for one in sets for options in one)  # then one row is one option, commas and all
    unlike = [{frozenset(options): options for options in one} for one in sets]
    return [[json_text([*options]) if several else options[0] for options in one.values()] for one in unlike]


def _grid(wide: pl.DataFrame, head: Sequence[str], source: Grid) -> Grid:
    texts = wide.drop(ROW)

    def scan(header_rows: int, names: Sequence[str], types: Types) -> pl.LazyFrame:
        named = wide.rename(dict(zip(texts.columns, names, strict=True))).lazy()
        return typed(named.slice(header_rows - 1), types)

    top = rectangle([head, *texts.head(HEAD - 1).rows()], texts.width)
    return source._replace(head=top, scan=scan, start=None, lost_cells=())  # numbers of lines that are no rows now
