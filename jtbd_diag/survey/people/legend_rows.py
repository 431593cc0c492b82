"""Rows below a table that say what its numbers mean, `1 | Not true`: they are no respondents.

Owns by which cells such rows are told from people who answered little; what they say is read by `legends`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from jtbd_diag.survey.columns.same_text import number_in
from jtbd_diag.survey.files import ROW
from jtbd_diag.survey.files.grid import FILLED, with_filled
from jtbd_diag.survey.people.describing_rows import WordsOfOptions
from jtbd_diag.survey.platforms.platform_layout import bare_name

if TYPE_CHECKING:
    import polars as pl

_BETWEEN = re.compile(r"[=:\-\u2013\u2014>\u2192]+")
"""Signs in a cell of their own, between a number and its label."""
_SIGN = r"(?:[)\].:=\u2013\u2014\u2192\u21d2-]|[=-]>)"
ALONE = re.compile(rf"\W*(\d{{1,3}})(?:\s*{_SIGN}{{1,2}}\s*|\s+)([^\W\d].*?)\W*")
"""A number and its label in one cell."""
HEADING = r"^(?i:(?:the )?(?:legend|key|scale|codes?|coding|labels?|notes?))\W*$"
"""What stands above a legend."""
SCALE = re.compile(
    r"\b(?:(?:strongly|completely|fully|totally|somewhat) (?:dis)?agree|(?:dis)?agree"
    r"|(?:very |mostly |not (?:at all )?)?true|always|never|to a (?:great|large) extent)\b"
)
"""What tells that words are of a scale of ratings."""
_A_NUMBER = r"^0*(\d{1,9})(?:[.,]0*)?$"
_FEWEST, _FEWEST_ANSWERS, _MOST_MORE = 2, 3, 3


class _Said(NamedTuple):
    """What one row says: a number in a column, and its label in another one, or in the same cell."""

    row: int
    number: int
    label: str
    columns: tuple[str, str]


def legend_rows(
    rows: Sequence[Mapping[str, str | None]],
    frame: pl.LazyFrame,
    items: Collection[str],
    options: WordsOfOptions,
    known: Collection[int],
) -> Iterator[int]:
    """The numbers of such `rows`, the last of a `frame`; those `known` to be nobody's may stand between.

    `items` are the columns of answers. No number of a legend goes on with the numbers that people have, and its labels
    are the options of a question in their order, all of them, or its two ends in a column of no answers.
    """
    import polars as pl

    blocks, names = [*_blocks(rows, known)], [*chain(*rows[:1])]
    others = frame.filter(~pl.col(ROW).is_in([one.row for block in blocks for one in block]))
    for block in blocks:
        number, label = block[0].columns
        answer, several = label in items, len(block) >= _FEWEST_ANSWERS
        named = [_places(block, one) for one in options.values()]
        told = any(_is_whole(places, one) for places, one in zip(named, options.values(), strict=True))
        ends = any(_has_ends(places, one) for places, one in zip(named, options.values(), strict=True))
        core = [one for one in block if any(one.label in offered for offered in options.values())]
        scaled = all(SCALE.search(one.label) for one in block)  # in other words than the options'
        if answer and not (told and several and _hold_more(others)) and (core or not scaled):
            continue
        counted = [one.number for one in block]
        from_the_first = scaled or counted in ([*range(n, n + len(block))] for n in (0, 1))
        numbers_first = names.index(number) < names.index(label)  # who has a code before a number is somebody
        if not told and not ends and (number in items or not numbers_first or not from_the_first):
            continue
        if _is_apart(others, core or block, strict=not (told or ends)):
            yield from (one.row for one in block)
            yield from _heading(rows, block[0].row)


def _blocks(rows: Sequence[Mapping[str, str | None]], known: Collection[int]) -> Iterator[list[_Said]]:
    """Rows at the very end that say something each, in the same columns and with rising or falling numbers."""
    end: list[_Said] = []
    for row in reversed(rows):
        said = _what_a_row_says(row)
        if said is None and int(row[ROW] or 0) not in known:
            break
        end += [said] if said else []
    block: list[_Said] = []
    for one in reversed(end):
        numbers = [said.number for said in (*block, one)]
        falls = {a < b for a, b in pairwise(numbers)}
        if block and (one.columns != block[0].columns or len(falls) > 1 or len({*numbers}) < len(numbers)):
            yield from [block] if len(block) >= _FEWEST else []
            block = []
        block.append(one)
    yield from [block] if len(block) >= _FEWEST else []


def _what_a_row_says(row: Mapping[str, str | None]) -> _Said | None:
    filled = {name: cell.strip() for name, cell in row.items() if name != ROW and cell and cell.strip()}
    bare = without_sign([*filled.values()])
    cells = [*zip([*filled][:: 2 if len(bare) < len(filled) else 1], bare, strict=True)]
    if len(cells) == 1 and (found := ALONE.fullmatch(cells[0][1])):
        return _Said(int(row[ROW] or 0), int(found[1]), bare_name(found[2]), (cells[0][0], cells[0][0]))
    if len(cells) != _FEWEST:
        return None
    for (one, number), (other, label) in (cells, cells[::-1]):
        told = number_in(number)
        if told is not None and told.isdecimal() and any(sign.isalpha() for sign in label):
            return _Said(int(row[ROW] or 0), int(told), bare_name(label), (one, other))
    return None


def _heading(rows: Sequence[Mapping[str, str | None]], first: int) -> Iterator[int]:
    """The row right above the `first` of a legend, where it heads it."""
    before = next((row for row in reversed(rows) if int(row[ROW] or 0) < first), {})
    cells = [cell.strip() for name, cell in before.items() if name != ROW and cell and cell.strip()]
    if len(cells) == 1 and re.search(HEADING, cells[0]):
        yield int(before[ROW] or 0)


def without_sign(cells: list[str]) -> list[str]:
    """The cells of a row without the sign that stands by itself between a number and its label."""
    return [cells[0], cells[2]] if len(cells) == 3 and _BETWEEN.fullmatch(cells[1]) else cells


def _places(block: Iterable[_Said], options: Mapping[str, int]) -> list[int]:
    return [options[one.label] for one in block if one.label in options]


def _is_whole(places: Sequence[int], options: Mapping[str, int]) -> bool:
    """Whether these are all the places of the options, in their order or turned round."""
    every = sorted({*options.values()})
    return len(every) > 1 and list(places) in (every, every[::-1])


def _has_ends(places: Sequence[int], options: Mapping[str, int]) -> bool:
    every = sorted({*options.values()})
    return len(every) > 1 and [*places[:1], *places[-1:]] in ([every[0], every[-1]], [every[-1], every[0]])


def _hold_more(others: pl.LazyFrame) -> bool:
    """Whether most other rows hold more cells than such a row, so that who answers has more to say."""
    import polars as pl

    names = [name for name in others.collect_schema().names() if name != ROW]
    filled = with_filled(others, names).select(pl.col(FILLED).median())
    return bool((filled.collect(engine="streaming").item() or 0) > _FEWEST)


def _is_apart(others: pl.LazyFrame, block: Sequence[_Said], *, strict: bool) -> bool:
    """Whether the numbers of a block are no people's: in all `others` the column has none, or has them already.

    `strict`: only where it has none. Where number and label are one cell, no other of the column is such a one.
    """
    import polars as pl

    column, beside = block[0].columns
    cells = others.select(pl.col(column).str.strip_chars())
    if column == beside:
        pairs = pl.col(column).str.contains(r"^\W*\d{1,3}\W*[^\W\d]")
        return not cells.select(pairs.any()).collect(engine="streaming").item()
    numbers = pl.col(column).str.extract(_A_NUMBER).cast(pl.Int64)
    wanted = [one.number for one in block]
    seen = cells.select(pl.len(), numbers.is_not_null().any(), there=numbers.filter(numbers.is_in(wanted)).n_unique())
    rows, some, there = seen.collect(engine="streaming").row(0)
    return bool(rows) and (not some or (not strict and bool(there == len(wanted))))
