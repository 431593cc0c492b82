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
from jtbd_diag.survey.columns.same_text import by_words, normal_option, number_in
from jtbd_diag.survey.columns.scale_in_header import codes_said, without_scale
from jtbd_diag.survey.files import Grid
from jtbd_diag.survey.files.grid import FILLED, is_filled, with_filled
from jtbd_diag.survey.people.describing_rows import TOP
from jtbd_diag.survey.people.legend_rows import ALONE, HEADING, SCALE, without_sign
from jtbd_diag.survey.platforms import Layout

if TYPE_CHECKING:
    import polars as pl

_AROUND = " \t\n,;/|.()[]\u2026\u2013\u2014-"
_MOST_ROWS, _AT_THE_END, _LONGEST, _MOST_WORDS, _MORE = 2000, 40, 1000, 2, 3
_LABEL_FIRST = re.compile(r"([^\W\d_][^=:;,()\d]*?)\s*(?:=|\()\s*(\d{1,3})\)?(?![\w.])")
_TO = re.compile(r"(?:to|and|through|up\sto)\s", re.IGNORECASE)
_SAYING = r"^\W*\d+\s*(?:[=:\u2013\u2014(-]|is\b|means\b|[).\]\u2192\u21d2]\s*[^\W\d])|(?:=|\()\s*\d"
_LOOSE = re.compile(r"(?<![\w.])(?<!\d,)[(\[]?(\d{1,3})[)\]]?[.)]?\s*(?:\u2192|\u21d2|[=-]>|[=:])?\s*(?=[^\W\d])")
_OF_A_LEGEND = f"{_SAYING}|{HEADING}"
"""Cells of a column that holds nothing but a legend; of people's own words, one that names numbers says nothing."""
_LOW = re.compile(r"\b(?:not|never|no|none|nothing|least|lowest|(?:strongly |completely )?disagree|untrue|false)\b")
NumberMeant = tuple[str, str]
"""A number, and its label."""


class Legend(NamedTuple):
    """What is said at one place of numbers, each once."""

    place: str
    pairs: tuple[NumberMeant, ...]
    answered: bool = False
    """Whether these are answers to another question, which do not settle what the numbers of this one mean."""

    def codes(self, options: Sequence[Option], *, rated: bool) -> dict[str, str]:
        """Option ids by all their numbers; empty where it does not tell all. Of ratings two ends tell the others."""
        if self.answered:
            return {}
        known = by_words(options, normal_option)
        named = [pair for pair in self.pairs if normal_option(pair[1]) in known]
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
        known, labels = by_words(options, normal_option), {n: normal_option(label) for n, label in self.pairs}
        if self.answered:
            places = {option.id: str(n) for n, option in enumerate(options, start=1)}
            return any(label in known and places[known[label]] != number for number, label in labels.items())
        if len(self.pairs) > len(options) + _MORE:  # rows and their answers are numbered, too
            return False
        first, last = labels.get("1", ""), labels.get(str(len(options)), "")
        if not first or not last or first in known or last in known or not SCALE.search(f"{first}, {last}"):
            return False
        ends = [bool(_LOW.search(normal_option(options[n].text))) for n in (0, -1)]
        return ends[0] != ends[1] and [bool(_LOW.search(last)), bool(_LOW.search(first))] == ends

    @property
    def shown(self) -> str:
        """Its ends, as they are written."""
        return ", ".join(f"{number} = {label}" for number, label in (self.pairs[0], self.pairs[-1]))


def legends_of(read: Grid, shape: Layout, beside: Sequence[str], grids: Iterable[Grid]) -> tuple[Legend, ...]:
    """Every legend of a file: in the rows of the sheet that is `read` above its header, in the columns `beside` answers
    and in its last rows, and on the other `grids`."""
    headers = {text for heading in shape.headings for text in (heading.header, *heading.texts)}
    above = [[cell for cell in row if " ".join(cell.split()) not in headers] for row in read.head[: shape.header_rows]]
    found = [*_in_rows(above, say("survey.legend_above"))]
    found += _in_columns(read, shape, beside)
    for grid in grids:
        if grid.sheet != read.sheet:
            found += _in_rows(_rows(grid), say("survey.legend_on_sheet", sheet=grid.sheet or ""))
    return tuple(dict.fromkeys(found))


def _in_columns(read: Grid, shape: Layout, beside: Sequence[str]) -> Iterator[Legend]:
    """Of a file that is trusted for its size, or held elsewhere, the beginning alone."""
    import polars as pl

    names = [heading.header for heading in shape.headings]
    frame = (read.start or read.scan)(shape.header_rows, names, {})
    first = frame.select(pl.col(name).filter(is_filled(name)).first() for name in beside).collect(engine="streaming")
    may_be = [name for name in first.columns if re.search(_OF_A_LEGEND, (first.item(0, name) or "").strip())]
    cells = [pl.col(name).str.strip_chars().replace("", None) for name in may_be]
    for name in filter(_is_short, beside):  # over numbers, it is of these that it says something
        for one in _in_rows([[name]], say("survey.legend_in_column", header=name)):
            yield one._replace(answered=number_in(first.item(0, name) or "") is not None)
    told = frame.select(pl.when(cell.str.contains(_OF_A_LEGEND).all()).then(cell) for cell in cells)
    for column in told.collect(engine="streaming").iter_columns():
        yield from _of_column(column.drop_nulls())
    top = frame.select(name for name in names if name not in {*beside}).head(TOP).collect(engine="streaming")
    yield from (
        Legend(say("survey.legend_below_header"), pairs)
        for row in top.iter_rows()
        for cell in row
        if cell and (pairs := _pairs(cell))
    )
    start = frame.select(beside).head(_AT_THE_END).collect(engine="streaming").to_dict(as_series=False)
    short = {name for name in beside if _is_short(name)}
    for left, right in pairwise(names):
        if {left, right} <= short:
            both = zip(start[left], start[right], strict=True)
            yield from _a_row_each(
                [pair for pair in both if None not in pair], say("survey.legend_in_column", header=left)
            )
    if read.start is None and read.elsewhere is None:
        sparse = with_filled(frame, names).filter(pl.col(FILLED) <= 3).select(names)
        few = sparse.tail(_AT_THE_END).collect(engine="streaming")
        texts = [without_sign([cell.strip() for cell in row if cell and cell.strip()]) for row in few.iter_rows()]
        yield from _in_rows([cells for cells in texts if len(cells) <= 2], say("survey.legend_below"))


def _of_column(cells: pl.Series) -> Iterator[Legend]:
    """Of a column that holds nothing else."""
    once = cells.unique(maintain_order=True).head(_MOST_ROWS).to_list()
    numbers = [int(told[1]) for cell in once if (told := ALONE.fullmatch(cell[:_LONGEST]))]
    sorted_ = numbers in (sorted(numbers), sorted(numbers, reverse=True))
    answered = not any(map(_pairs, once)) and not (len(once) == len(cells) and sorted_)
    for one in _in_rows([[cell] for cell in once], say("survey.legend_in_column", header=cells.name)):
        yield one._replace(answered=answered)


def _is_short(header: str) -> bool:
    """Whether a header asks nothing: what a question says of numbers is of its own."""
    return len(without_scale(header)[0].split()) <= _MOST_WORDS


def _rows(grid: Grid) -> list[list[str]]:
    if grid.start is not None or grid.elsewhere is not None:
        return [list(row) for row in grid.head]
    names = [f"{n}" for n in range(grid.width)]
    frame = grid.scan(0, names, {}).select(names).head(_MOST_ROWS).collect(engine="streaming")
    return [[cell or "" for cell in row] for row in frame.iter_rows()]


def _in_rows(rows: Iterable[Sequence[str]], place: str) -> Iterator[Legend]:
    """Legends within single cells, and those of a pair a row."""
    rows = [*rows]
    yield from (Legend(place, pairs) for row in rows for cell in row if cell and (pairs := _pairs(cell)))
    yield from _a_row_each(rows, place)


def _a_row_each(rows: Iterable[Sequence[str]], place: str) -> Iterator[Legend]:
    filled = ([cell.strip() for cell in row if cell and cell.strip()] for row in rows)
    single = [pair for cells in filled for pair in _pair_of(without_sign(cells))]
    start = 0
    for n in range(len(single) + 1):
        if n == len(single) or single[n][0] in {number for number, _ in single[start:n]}:
            if n - start > 1:
                yield Legend(place, tuple(single[start:n]))
            start = n


def _pairs(cell: str) -> tuple[NumberMeant, ...]:
    """The numbers of a cell that says several, each with its label."""
    if len(cell) > _LONGEST:
        return ()
    told = without_scale(cell)[1] or tuple((number, _TO.sub("", label)) for label, number in _LABEL_FIRST.findall(cell))
    _, *parts = _LOOSE.split(cell)
    told = told or tuple((number, label.strip(_AROUND)) for number, label in zip(parts[::2], parts[1::2], strict=True))
    return told if len({number for number, _ in told}) == len(told) > 1 else ()


def _pair_of(cells: Sequence[str]) -> list[NumberMeant]:
    """The number and the label that a row holds, in one cell or in two beside each other."""
    if len(cells) == 1:
        told = ALONE.fullmatch(cells[0]) if len(cells[0]) <= _LONGEST else None
        return [(told[1], told[2])] if told and not _pairs(cells[0]) else []
    found = [(number, label) for one, label in pairwise(cells) if (number := number_in(one)) and _is_word(label)]
    if not found and len(cells) == 2 and (last := number_in(cells[1])) and _is_word(cells[0]):
        return [(last, cells[0])]
    return found[:1]


def _is_word(cell: str) -> bool:
    return any(sign.isalpha() for sign in cell)
