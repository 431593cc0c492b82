"""Rows of a table that are nobody's answers: previews and tests, what was rejected, blank rows, totals, headers again.

Owns how such rows are told from respondents; knows nothing of questionnaires. Previews and rejected rows are left out;
blank rows and totals stay, and count for nothing. A total's cells answer no question.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, Location, complaint
from jtbd_diag.ground.english import all_of
from jtbd_diag.survey.columns.column import Column
from jtbd_diag.survey.files import OVERFLOW, ROW, Grid
from jtbd_diag.survey.files.grid import one_row_as_tally
from jtbd_diag.survey.platforms import Layout
from jtbd_diag.survey.platforms.platform_layout import bare_name
from jtbd_diag.survey.rows import summary_rows
from jtbd_diag.survey.rows.describing_rows import END, TOP, WordsOfOptions, describes
from jtbd_diag.survey.rows.legend_rows import filled_cells, sayings
from jtbd_diag.survey.rows.stray_rows import ColumnsOfRows, notes_on_strays, stray_rows
from jtbd_diag.survey.rows.trial_rows import notes_on_trials

if TYPE_CHECKING:
    import polars as pl

_LOOKED_AT = 16
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
    top = [{f"{n}": cell for n, cell in enumerate(row)} for row in grid.head[: shape.header_rows]]
    legends = {n for one in sayings([*map(filled_cells, top)]) if not one.within for n in one.rows}
    above = [[*row.values()] for n, row in enumerate(top) if n not in legends]
    heads = [[bare_name(row[n]) for n in places.values()] for row in above]
    known = {head for row in heads for head in row if head}
    if len(places) < _FEWEST:
        return ()
    named = [names.get(asked[header], ()) for header in places]
    also = [{bare_name(name) for name in several} for several in named]
    grouped = any("/" in head for head in known)  # what names a question may stand behind a group, here or there
    raw = {row[n].strip() for row in above for n in places.values()} - {""}
    raw |= {name for several in named for name in several}
    raw |= {name.rpartition("/")[2] for name in raw} if grouped else set()
    texts = [pl.col(name).str.strip_chars() for name in list(places)[:_LOOKED_AT]]
    texts = [text.str.extract("([^/]*)$") for text in texts] if grouped else texts
    cells = [text.is_in(list(raw)).fill_null(False) for text in texts]
    few = frame.filter(pl.sum_horizontal(cells) >= _FEWEST).select(ROW).collect(engine="streaming").to_series()
    if few.is_empty():  # as nearly always: the other columns need not be read
        return ()
    found = frame.filter(pl.col(ROW).is_in(few.to_list())).select(ROW, *places).collect(engine="streaming")
    again = []
    for number, *row in found.iter_rows():
        told = [(n, bare_name(cell)) for n, cell in enumerate(row) if (cell or "").strip()]
        strange = [cell for n, cell in told if cell in known and not any(head[n] == cell for head in heads)]
        same = [cell for n, cell in told if _names(cell, also[n], grouped) or any(head[n] == cell for head in heads)]
        if len(strange) >= _FEWEST and len(strange) > len(same):
            what = say("survey.other_table_below")
            raise complaint(Code.TABLE_SHAPE, Location(grid.name, number), what, say("survey.other_table_below_hint"))
        if len(same) >= _FEWEST and 2 * len(same) >= len(told):
            again.append(number)
    return tuple(again)


def _names(cell: str, names: Collection[str], grouped: bool) -> bool:
    """Whether a cell is one of these names, or ends in one of them behind a group."""
    return cell in names or (grouped and any(cell.endswith(f"/{name}") for name in names))


Kept = Literal["previews", "rejected", "empty"]
"""What a user wants counted all the same."""
_MARKED: Mapping[tuple[str, bool], str] = {
    ("previews", False): "survey.previews_left_out",
    ("previews", True): "survey.previews_kept",
    ("rejected", False): "survey.rejected_left_out",
    ("rejected", True): "survey.rejected_kept",
}
"""What is said of marked rows, by whether they are kept."""

_LINE = r"^[\s\-\u2010-\u2015_=*.~+|]+$"
"""Cells that draw a line."""


class Nobody(NamedTuple):
    """Which rows are nobody's: `left_out` by the cells of columns, `blank` and `totals` by their numbers."""

    left_out: tuple[tuple[str, frozenset[str]], ...] = ()
    blank: tuple[int, ...] = ()
    totals: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()

    def without(self, frame: pl.LazyFrame, answers: Collection[str]) -> pl.LazyFrame:
        """The rows of a table without those left out; the cells of a total's `answers` are empty."""
        import polars as pl

        for column, cells in self.left_out:
            frame = frame.filter(~_holds(column, cells))
        if not self.totals:
            return frame
        total = pl.col(ROW).is_in(list(self.totals))
        return frame.with_columns(pl.when(~total).then(pl.col(name)).alias(name) for name in answers)


def find_nobodys_rows(  # noqa: PLR0913, PLR0917
    grid: Grid,
    shape: Layout,
    columns: Sequence[Column],
    keep: Collection[Kept],
    names_of_items: Names,
    options: WordsOfOptions,
) -> Nobody:
    """Look for such rows, headers by `names_of_items` and rows that describe columns, whose cells are no `options`.

    Blank ones and totals are not looked for in a file that is trusted for its size.

    Raises InputError where no row is left, or where another table stands below whose columns are in another order.
    """
    import polars as pl

    answers = [column.header for column in columns if column.role in ("item", "tick")]
    names = [heading.header for heading in shape.headings]
    found = _left_out(grid, shape, answers, keep)
    notes = [*found.notes]
    if grid.start is not None or grid.elsewhere is not None:
        return Nobody(found.left_out, notes=tuple(notes))
    somebodys = found.without(grid.scan(shape.header_rows, names, {}), ())
    again = headers_again(somebodys, grid, shape, columns, names_of_items)
    notes += [say("survey.header_again", n=len(again))] if again else []
    if "empty" in keep:
        return Nobody(found.left_out, totals=again, notes=tuple(notes))
    describing = _describing(somebodys.filter(~pl.col(ROW).is_in(again)), columns, options)
    rows = ", ".join(map(str, describing))
    notes += [say("survey.rows_describe", n=len(describing), rows=rows)] if describing else []
    none = (*again, *describing)
    blank, totals = _empty(somebodys.filter(~pl.col(ROW).is_in(none)), names, answers)
    notes += _of_empty(blank, totals)
    none = (*none, *totals)
    stray = stray_rows(somebodys.filter(~pl.col(ROW).is_in((*none, *blank))), ColumnsOfRows.of(names, columns, options))
    none = (*none, *stray)
    theirs = somebodys.filter(~pl.col(ROW).is_in((*none, *blank)))
    notes += (*notes_on_strays(stray), *notes_on_trials(theirs, [name for name in names if name not in answers]))
    return Nobody(found.left_out, blank, none, tuple(notes))


def _left_out(grid: Grid, shape: Layout, answers: Sequence[str], keep: Collection[Kept]) -> Nobody:
    """The rows that a column marks as previews, or as rejected. Raises InputError where no other is left."""
    import polars as pl

    names = [heading.header for heading in shape.headings]
    marks: Mapping[Kept, tuple[str, frozenset[str]] | None] = {"previews": shape.previews, "rejected": shape.rejected}
    marked = {what: mark for what, mark in marks.items() if mark and mark[0] not in answers}

    def counted(frame: pl.LazyFrame) -> pl.DataFrame:
        return one_row_as_tally(
            frame.select(pl.len(), *(_holds(*mark).sum().alias(what) for what, mark in marked.items()))
        )

    count = grid.numbers(shape.header_rows, names, counted) if marked else {}
    out = {what: mark for what, mark in marked.items() if count[what] and what not in keep}
    notes = [note for what, mark in marked.items() if (note := _of_marked(what, count[what], mark[0], what in keep))]
    if out and count["len"] == sum(count[what] for what in out):  # no row is marked twice by one column
        switches = all_of([f"`keep_{what}`" for what in out])
        what = say("survey.nobody_left", why="; ".join(notes))
        raise complaint(Code.NOBODY, grid.name, what, say("survey.nobody_left_hint", switches=switches))
    return Nobody(tuple(out.values()), notes=tuple(notes))


def _describing(frame: pl.LazyFrame, columns: Sequence[Column], options: WordsOfOptions) -> tuple[int, ...]:
    """The numbers of rows at either end that describe columns."""
    import polars as pl

    items = {one.header: one.item for one in columns if one.role == "item" and one.item}
    kept = [one.header for one in columns if one.role != "dropped"]
    ends = pl.collect_all([frame.head(TOP), frame.tail(END)], engine="streaming")
    rows = {row[ROW]: row for end in ends for row in end.iter_rows(named=True)}
    found = [n for n, row in rows.items() if describes({name: row[name] for name in kept}, items, options)]
    return tuple(sorted(found))


def _holds(column: str, cells: frozenset[str]) -> pl.Expr:
    import polars as pl

    small = [cell.lower() for cell in cells]
    return pl.col(column).str.strip_chars().str.to_lowercase().is_in(small).fill_null(False)


def _of_marked(what: Kept, count: int, column: str, kept: bool) -> str | None:
    if not count:
        return None
    return say(_MARKED[what, kept], n=count, column=column)


def _of_empty(blank: Sequence[int], totals: Mapping[int, str]) -> Iterator[str]:
    if blank:
        yield say("survey.rows_blank", n=len(blank))
    if totals:
        words = ", ".join(dict.fromkeys(f"'{word}'" for word in totals.values()))
        yield say("survey.rows_of_totals", n=len(totals), words=words)


def _empty(
    frame: pl.LazyFrame, names: Sequence[str], answers: Collection[str]
) -> tuple[tuple[int, ...], dict[int, str]]:
    """The numbers of blank rows, and of summaries with the word that tells them."""
    import polars as pl

    there = set(frame.collect_schema().names())
    shown = [name for name in (*names, OVERFLOW) if name in there]
    beside = [name for name in shown if name not in answers]
    filled = [pl.when(pl.col(name).str.strip_chars() != "").then(pl.col(name)) for name in shown]
    first = pl.coalesce(filled).str.strip_chars().alias(_FIRST)
    strange = f"{summary_rows.summary_pattern()}|{_LINE}"
    odd = frame.with_columns(first).filter(
        pl.col(_FIRST).is_null() | pl.col(_FIRST).str.to_lowercase().str.contains(strange)
    )
    found, last, top = pl.collect_all([odd, frame.select(pl.col(ROW).max()), frame.head(_TOP)], engine="streaming")

    def filled_beside(row: Mapping[str, Any]) -> int:
        return sum(bool((row[name] or "").strip()) for name in beside)

    def first_beside(row: Mapping[str, Any]) -> str:
        return next((cell for name in beside if (cell := (row[name] or "").strip().lower())), "")

    usual = sorted(map(filled_beside, top.iter_rows(named=True)))
    starts = [cell for row in top.iter_rows(named=True) if (cell := first_beside(row)) and not re.search(strange, cell)]
    numbered = len(starts) >= _FEWEST and all(re.search(r"\d", cell) for cell in starts)
    blank, totals = [], {}
    for row in found.iter_rows(named=True):
        cells = [cell for name in shown if (cell := (row[name] or "").strip())]
        if all(re.match(_LINE, cell) for cell in cells):
            blank.append(row[ROW])
            continue
        told = [row[name] for name in answers if (row[name] or "").strip() not in ("", row[_FIRST])]
        stands = summary_rows.Standing(
            below=row[ROW] > last.item() - summary_rows.AT_THE_END,
            alone=len(cells) == 1,
            bare=filled_beside(row) == 1 and (usual[len(usual) // 2] > 1 or numbered),
        )
        if summary_rows.summarizes(row[_FIRST].lower(), told, stands):
            totals[row[ROW]] = row[_FIRST]
    return tuple(blank), dict(sorted({**summary_rows.of_groups(frame, beside, answers), **totals}.items()))


_FIRST = "\0first"
_TOP = 20
"""So many rows tell how many cells beside the answers a respondent's row has."""
