"""What a file says of numbers beside the answers, `1 = Very true, 5 = Not true`: above them, below, on another sheet.

Owns where this is looked for and how it is read; knows nothing of which numbers the answers are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from jtbd_diag.ground.catalogue import say
from jtbd_diag.questionnaire import Option
from jtbd_diag.survey.columns.numbers_in_other_signs import with_digits
from jtbd_diag.survey.columns.same_text import by_words, normal_option, number_in
from jtbd_diag.survey.columns.scale_in_header import codes_said, without_scale
from jtbd_diag.survey.files import ROW, Grid
from jtbd_diag.survey.files.grid import is_filled
from jtbd_diag.survey.platforms import Layout
from jtbd_diag.survey.platforms.platform_layout import bare_name
from jtbd_diag.survey.rows.describing_rows import TOP
from jtbd_diag.survey.rows.legend_rows import HEADING, SCALE, FilledCells, NumberMeant, Saying, filled_cells, sayings

if TYPE_CHECKING:
    import polars as pl

_MOST_ROWS, _BEGIN, _MOST_WORDS, _MORE = 2000, 40, 2, 3
_SAYING = r"^\W*\d+\s*(?:[=:\u2013\u2014(-]|is\b|means\b|[).\]\u2192\u21d2]\s*[^\W\d])|(?:=|\()\s*\d"
_OF_A_LEGEND = f"{_SAYING}|{HEADING}"
"""Cells of a column that holds nothing but a legend; of people's own words, one that names numbers says nothing."""
_LOW = re.compile(r"\b(?:not|never|no|none|nothing|least|lowest|(?:strongly |completely )?disagree|untrue|false)\b")

_BEHIND = re.compile(r"[;|(]|\.\s")
"""What ends a label, where more is said behind it."""
_TURNED = re.compile(r"\b(?:revers|invert|flipped|turned round|other way|opposite|vice versa)", re.IGNORECASE)
_OF_SCALES = re.compile(
    r"(?:(?:answer|rating|response|likert|numeric) )?(?:scal(?:e|ing)|coding|scoring|direction|codes)"
    r"(?: (?:used|direction|order|type))?"
)
"""Headers of columns that say of each row what its numbers mean."""
_MOST_SCALES = 10


class Legend(NamedTuple):
    """What is said at one place of numbers, each once."""

    place: str
    pairs: tuple[NumberMeant, ...]
    answered: bool = False
    """Whether these are answers to another question, which do not settle what the numbers of this one mean."""
    differs: bool = False
    """Whether it holds in some rows only, and otherwise in others."""

    def codes(self, options: Sequence[Option], *, rated: bool) -> dict[str, str]:
        """Option ids by all their numbers; empty where it does not tell all. Of ratings two ends tell the others."""
        if self.answered:
            return {}
        known = by_words(options, normal_option)
        forms = ((number, label, _BEHIND.split(label)[0]) for number, label in self.pairs)
        named = [(n, one) for n, *both in forms for one in both if normal_option(one) in known]
        named = [*dict(named).items()]
        said = dict(codes_said(options, named))
        whole = len(named) == len(options) or (rated and len(named) == len(self.pairs))
        ids = [option.id for option in options]
        up = [said[number] for number in sorted(said, key=int)]
        if not whole or (rated and up not in (ids, ids[::-1])):  # what is counted are rows, or people
            return {}
        return said

    def runs_against(self, options: Sequence[Option]) -> bool:
        """Whether in other words than these options' 1 is what their last is, and their number what the first is.

        Of answers to another question, whether the same words have other numbers than their places.
        """
        labels = {n: normal_option(label) for n, label in self.pairs}
        if self.answered:
            known, places = by_words(options, normal_option), {one.id: str(n) for n, one in enumerate(options, start=1)}
            return any(label in known and places[known[label]] != number for number, label in labels.items())
        first, last = labels.get("1"), labels.get(str(len(options)))
        # a wide table holds thousands of these, and rows and their answers are numbered, too
        if not first or not last or len(labels) > len(options) + _MORE or not SCALE.search(f"{first}, {last}"):
            return False
        if not {first, last}.isdisjoint(by_words(options, normal_option)):
            return False
        ends = [bool(_LOW.search(normal_option(options[n].text))) for n in (0, -1)]
        return ends[0] != ends[1] and [bool(_LOW.search(last)), bool(_LOW.search(first))] == ends

    def doubt(self, name: str) -> str:
        """Why the numbers of an answer set are not read, where this differs or runs against them."""
        if self.differs:
            return say("survey.numbers_differ", name=name, place=self.place)
        shown = ", ".join(f"{number} = {label}" for number, label in (self.pairs[0], self.pairs[-1]))
        what = "survey.numbers_against_answers" if self.answered else "survey.numbers_against"
        return say(what, name=name, shown=shown, place=self.place)


def legends_of(
    read: Grid, shape: Layout, beside: Sequence[str], grids: Iterable[Grid], aside: Sequence[int]
) -> tuple[Legend, ...]:
    """Every legend of a file: in the rows of the sheet that is `read` above its header, in the columns `beside` answers
    and in the rows that are set `aside`, and on the other `grids`."""
    headers = {text for heading in shape.headings for text in (heading.header, *heading.texts)}
    top = read.head[: shape.header_rows]
    above = [["" if " ".join(cell.split()) in headers else cell for cell in row] for row in top]
    found = [*_in_rows(above, say("survey.legend_above"))]
    found += _in_columns(read, shape, beside)
    found += _set_aside(read, shape, aside)
    for grid in grids:
        if grid.sheet != read.sheet:
            found += _in_rows(_rows(grid), say("survey.legend_on_sheet", sheet=grid.sheet or ""))
    return tuple(dict.fromkeys(found))


def _in_columns(read: Grid, shape: Layout, beside: Sequence[str]) -> Iterator[Legend]:
    """Of a file that is trusted for its size, or held elsewhere, the beginning alone."""
    import polars as pl

    names = [heading.header for heading in shape.headings]
    frame = (read.start or read.scan)(shape.header_rows, names, {})
    cells = {name: pl.when(is_filled(name)).then(pl.col(name).str.strip_chars()) for name in beside}
    first = frame.select(cell.first(ignore_nulls=True) for cell in cells.values()).collect(engine="streaming")
    may_be = [name for name in beside if re.search(_OF_A_LEGEND, with_digits(first.item(0, name) or ""))]
    for name in filter(_is_short, beside):  # over numbers, it is of these that it says something
        for one in _in_rows([[name]], say("survey.legend_in_column", header=name)):
            yield one._replace(answered=number_in(first.item(0, name) or "") is not None)
    tried = frame.select(cells[name].str.contains(_OF_A_LEGEND).all() for name in may_be).collect(engine="streaming")
    legends = [cells[column.name] for column in tried.iter_columns() if column.item()]
    for column in frame.select(legends).collect(engine="streaming").iter_columns():
        yield from _of_column(column.drop_nulls())
    for name in (name for name in beside if _OF_SCALES.fullmatch(bare_name(name))):
        several = frame.select(pl.col(name).filter(is_filled(name)).n_unique()).collect(engine="streaming").item()
        if 1 < several <= _MOST_SCALES:
            yield Legend(say("survey.legend_in_column", header=name), (), differs=True)
    start = frame.select(beside).head(_BEGIN).collect(engine="streaming").to_dict(as_series=False)
    short = {name for name in beside if _is_short(name)}
    for left, right in pairwise(names):
        if {left, right} <= short:
            both = zip(start[left], start[right], strict=True)
            yield from _in_rows(both, say("survey.legend_in_column", header=left), each=True)


def _set_aside(read: Grid, shape: Layout, aside: Sequence[int]) -> Iterator[Legend]:
    """What the rows say that are no respondents: the first ones are below the header, others below the table."""
    import polars as pl

    names = [heading.header for heading in shape.headings]
    frame = read.scan(shape.header_rows, names, {}).filter(pl.col(ROW).is_in([*aside])).select(ROW, *names)
    for place, top in (("survey.legend_below_header", True), ("survey.legend_below", False)) if aside else ():
        rows = frame.filter((pl.col(ROW) <= shape.header_rows + TOP) == top).collect(engine="streaming")
        yield from _in_rows([[cell or "" for cell in row[1:]] for row in rows.iter_rows()], say(place))


def _of_column(cells: pl.Series) -> Iterator[Legend]:
    """Of a column that holds nothing else."""
    once = [{"": cell} for cell in cells.unique(maintain_order=True).head(_MOST_ROWS).to_list()]
    said = [*sayings(once)]
    sorted_ = sum(len(one.pairs) for one in said) == len(cells) == len(once)
    answered = not sorted_ and not any(one.within for one in said)
    for one in said:
        yield _legend(one, once, say("survey.legend_in_column", header=cells.name))._replace(answered=answered)


def _is_short(header: str) -> bool:
    """Whether a header asks nothing: what a question says of numbers is of its own."""
    return len(without_scale(header)[0].split()) <= _MOST_WORDS


def _rows(grid: Grid) -> list[list[str]]:
    if grid.start is not None or grid.elsewhere is not None:
        return [list(row) for row in grid.head]
    names = [f"{n}" for n in range(grid.width)]
    frame = grid.scan(0, names, {}).select(names).head(_MOST_ROWS).collect(engine="streaming")
    return [[cell or "" for cell in row] for row in frame.iter_rows()]


def _in_rows(rows: Iterable[Sequence[str | None]], place: str, *, each: bool = False) -> Iterator[Legend]:
    """What rows say; only that of a row a pair, if `each`."""
    cells = [filled_cells({f"{n}": cell for n, cell in enumerate(row)}) for row in rows]
    for one in sayings(cells):
        if one.columns or not each:
            yield _legend(one, cells, place)


def _legend(said: Saying, rows: Sequence[FilledCells], place: str) -> Legend:
    """What rows say at a place; where they say that it is turned round for some, it differs."""
    return Legend(place, said.pairs, differs=any(_TURNED.search(cell) for n in said.rows for cell in rows[n].values()))
