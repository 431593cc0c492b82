"""Rows that say what numbers mean, `1 | Not true` below each other, or `Legend | 1 = Not true | 2 = …`.

Owns how such rows are read, wherever they stand, and by which cells those below a table are told from people who
answered little; what follows for the answers is owned by `legends`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, Self

from jtbd_diag.survey.columns.numbers_in_other_signs import with_digits
from jtbd_diag.survey.columns.same_text import number_in
from jtbd_diag.survey.columns.scale_in_header import without_scale
from jtbd_diag.survey.files import ROW
from jtbd_diag.survey.files.grid import FILLED, with_filled
from jtbd_diag.survey.platforms.platform_layout import bare_name
from jtbd_diag.survey.rows.describing_rows import WordsOfOptions

if TYPE_CHECKING:
    import polars as pl

NumberMeant = tuple[str, str]
"""A number, and its label."""
FilledCells = Mapping[str, str]
"""The filled cells of a row, by column."""
_BETWEEN = re.compile(r"[=:\-\u2013\u2014>\u2192]+")
"""Signs in a cell of their own, between a number and its label."""
_SIGN = r"(?:[)\].:=\u2013\u2014\u2192\u21d2-]|[=-]>)"
_ALONE = re.compile(rf"\W*(\d{{1,3}})(?:\s*{_SIGN}{{1,2}}\s*|\s+)([^\W\d].*?)\W*")
"""A number and its label in one cell."""
_HEADS = "legend|key|scale|codes?|coding|labels?|notes?|numbers?|values?|answers?|meanings?|text|n|counts?|%"
HEADING = rf"^(?i:(?:the )?(?:{_HEADS}))\W*$"
"""What stands above a legend, or before it in its row."""
SCALE = re.compile(
    r"\b(?:(?:strongly|completely|fully|totally|somewhat) (?:dis)?agree|(?:dis)?agree"
    r"|(?:very |mostly |not (?:at all )?)?true|always|never|to a (?:great|large) extent)\b"
)
"""What tells that words are of a scale of ratings."""
_AROUND = " \t\n,;/|.()[]\u2026\u2013\u2014-"
_LABEL_FIRST = re.compile(r"([^\W\d_][^=:;,()\d]*?)\s*(?:=|\()\s*(\d{1,3})\)?(?![\w.])")
_TO = re.compile(r"(?:to|and|through|up\sto)\s", re.IGNORECASE)
_LOOSE = re.compile(r"(?<![\w.])(?<!\d,)[(\[]?(\d{1,3})[)\]]?[.)]?\s*(?:\u2192|\u21d2|[=-]>|[=:])?\s*(?=[^\W\d])")
_TWO_DIGITS = re.compile(r"\d.*\d", re.DOTALL)
_COUNTED = re.compile(r"[+-]?\d[\d.,]*\s*%?")
_A_NUMBER = r"^0*(\d{1,9})(?:[.,]0*)?$"
_FEWEST, _FEWEST_ANSWERS, _LONGEST = 2, 3, 1000


class Saying(NamedTuple):
    """What one place says of numbers: each once, with its label. `rows` are the places of rows, from 0; `columns`
    where the numbers stand and where the labels do, if there is a row a pair; `within` a single cell says it all.
    """

    pairs: tuple[NumberMeant, ...]
    rows: tuple[int, ...]
    columns: tuple[str, str] | None = None
    within: bool = False


def sayings(rows: Sequence[FilledCells]) -> Iterator[Saying]:
    """All that these rows say, whether in a cell, in cells beside each other, in two rows or in a row a pair."""
    block: list[tuple[int, NumberMeant, tuple[str, str]]] = []
    for n, row in enumerate(rows):
        told = {name: with_digits(cell) for name, cell in row.items() if not _BETWEEN.fullmatch(cell)}
        within = [*filter(None, map(pairs_within, told.values()))]
        for pairs in within:
            yield from (one._replace(within=True) for one in _each_once(pairs, (n,)))
        across = _across(told)
        in_two = [] if across else _in_two(told, rows[n + 1] if n + 1 < len(rows) else {})
        if across or in_two:
            yield from _each_once(across or in_two, (n,) if across else (n, n + 1))
            continue
        single = None if within else _single(told)
        numbers = [int(pair[0]) for _, pair, _ in block] + ([int(single[0][0])] if single else [])
        goes_on = single and block and single[1] == block[0][2] and _in_order(numbers)
        if not goes_on:
            yield from _of_block(block)
            block = []
        if single:
            block.append((n, *single))
    yield from _of_block(block)


def _of_block(block: Sequence[tuple[int, NumberMeant, tuple[str, str]]]) -> Iterator[Saying]:
    if len(block) >= _FEWEST:
        yield Saying(tuple(pair for _, pair, _ in block), tuple(n for n, *_ in block), block[0][2])


def _in_order(numbers: Sequence[int]) -> bool:
    return len({a < b for a, b in pairwise(numbers)}) <= 1 and len({*numbers}) == len(numbers)


def _each_once(pairs: Sequence[NumberMeant], rows: tuple[int, ...]) -> Iterator[Saying]:
    """These pairs; those from one on whose number was told before are another saying."""
    start = 0
    for n in range(len(pairs) + 1):
        if n == len(pairs) or pairs[n][0] in {number for number, _ in pairs[start:n]}:
            if n - start >= _FEWEST:
                yield Saying(tuple(pairs[start:n]), rows)
            start = n


def _across(row: FilledCells) -> list[NumberMeant]:
    """The pairs of a row that says several, each in a cell, or in two beside each other; a heading may go before."""
    cells = _without_heading([*row.values()])
    each = [found for cell in cells if (found := _ALONE.fullmatch(cell[:_LONGEST]))]
    if len(each) == len(cells) >= _FEWEST:
        return [(found[1], found[2]) for found in each]
    both = [*zip(cells[::2], cells[1::2], strict=False)]
    for turned in (both, [(label, number) for number, label in both]):
        pairs = [(told, label) for number, label in turned if (told := number_in(number)) and _is_word(label)]
        if len(pairs) * 2 == len(cells) and len(pairs) >= _FEWEST:
            return pairs
    return []


def _in_two(row: FilledCells, below: FilledCells) -> list[NumberMeant]:
    """The pairs of two rows, numbers above labels or below them, in the same columns but for their headings."""
    heads = [name for both in (row, below) for name in [*both][:1] if re.match(HEADING, both[name])]
    names = [name for name in row if name not in heads]
    if len(names) <= _FEWEST or {*names} != below.keys() - {*heads}:
        return []
    for one, other in ((row, below), (below, row)):
        numbers = [number_in(with_digits(one[name])) for name in names]
        found = [(n, other[name]) for n, name in zip(numbers, names, strict=True) if n and _is_word(other[name])]
        if len(found) == len(names) and _in_order([int(number) for number, _ in found]):
            return found
    return []


def _single(row: FilledCells) -> tuple[NumberMeant, tuple[str, str]] | None:
    """The one number and label that a row holds, with their columns: in one cell, or in two beside each other."""
    cells = [*row.items()]
    if len(cells) == 1:
        told = _ALONE.fullmatch(cells[0][1][:_LONGEST])
        return ((told[1], told[2]), (cells[0][0], cells[0][0])) if told else None
    both = [*pairwise(cells)]
    for (one, number), (other, label) in (*both, *(((b, a) for a, b in both[:1]) if len(cells) == _FEWEST else ())):
        told_number = number_in(number)
        if told_number and told_number.isdecimal() and _is_word(label):
            return (told_number, label), (one, other)
    return None


def pairs_within(cell: str) -> tuple[NumberMeant, ...]:
    """The numbers of a cell that says several, with their labels."""
    if len(cell) > _LONGEST or not _TWO_DIGITS.search(cell):
        return ()
    told = without_scale(cell)[1] or tuple((number, _TO.sub("", label)) for label, number in _LABEL_FIRST.findall(cell))
    _, *parts = _LOOSE.split(cell)
    told = told or tuple((number, label.strip(_AROUND)) for number, label in zip(parts[::2], parts[1::2], strict=True))
    return told if len(told) >= _FEWEST else ()


def _without_heading(cells: list[str]) -> list[str]:
    return cells[1:] if cells and re.match(HEADING, cells[0]) else cells


def _is_word(cell: str) -> bool:
    return any(sign.isalpha() for sign in cell)


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

    numbers = [int(row[ROW] or 0) for row in rows]
    cells = [filled_cells(row) for row in rows]
    legends = [one for said in sayings(cells) if (one := _Legend.of(said, cells, options)).is_bare]
    saying = {n for one in legends for n in one.said.rows}
    nobodys = [number in known or n in saying or _is_heading(cells[n]) for n, number in enumerate(numbers)]
    first = next((n + 1 for n in reversed(range(len(rows))) if not nobodys[n]), 0)
    legends = [one for one in legends if one.said.rows[0] >= first]
    others = frame.filter(~pl.col(ROW).is_in([numbers[n] for one in legends for n in one.said.rows]))
    for one in legends:
        if one.is_nobodys(others, items):
            above = one.said.rows[0] - 1
            yield from (numbers[n] for n in one.said.rows)
            yield from [numbers[above]] if above >= 0 and _is_heading(cells[above]) else []


def filled_cells(row: Mapping[str, str | None]) -> dict[str, str]:
    """What a row holds, by column."""
    return {name: cell.strip() for name, cell in row.items() if name != ROW and cell and cell.strip()}


def _is_heading(row: FilledCells) -> bool:
    return all(re.search(HEADING, cell) for cell in row.values())


class _Legend(NamedTuple):
    """A saying that may be a legend: its rows, and whether its labels are all options of a question, or its ends.

    `core` are its numbers that stand with options; `scaled`: all labels are words of a scale.
    """

    said: Saying
    rows: Sequence[FilledCells]
    told: bool
    ends: bool
    scaled: bool
    core: Sequence[int]

    @classmethod
    def of(cls, said: Saying, cells: Sequence[FilledCells], options: WordsOfOptions) -> Self:
        pairs = [(int(number), bare_name(label)) for number, label in said.pairs]
        offered = [(one, sorted({*one.values()})) for one in options.values() if len({*one.values()}) > 1]
        named = [([one[label] for _, label in pairs if label in one], every) for one, every in offered]
        return cls(
            said,
            [cells[n] for n in said.rows],
            told=any(places in (every, every[::-1]) for places, every in named),
            ends=any(
                [*places[:1], *places[-1:]] in (every[:: len(every) - 1], every[:: 1 - len(every)])
                for places, every in named
            ),
            scaled=all(SCALE.search(label) for _, label in pairs),
            core=[number for number, label in pairs if any(label in one for one in options.values())],
        )

    @property
    def is_bare(self) -> bool:
        """Whether its rows hold nothing else; beside all options of a question how many chose them may stand."""
        if self.said.columns is None:
            return not self.said.within
        more = [cell for row in self.rows for name, cell in row.items() if name not in self.said.columns]
        more = [cell for cell in more if not _BETWEEN.fullmatch(cell)]
        return not more or (self.told and all(map(_COUNTED.fullmatch, more)))

    def is_nobodys(self, others: pl.LazyFrame, items: Collection[str]) -> bool:
        """Whether its rows are no respondents; `others` are those of no legend, `items` the columns of answers."""
        known, several = self.told or self.ends, len(self.said.pairs) >= _FEWEST_ANSWERS
        counted = [int(one) for one, _ in self.said.pairs]
        if self.said.columns is None:
            in_a_row = several and {abs(a - b) for a, b in pairwise(counted)} == {1}
            if any(re.match(HEADING, next(iter(row.values()))) for row in self.rows):
                return known or in_a_row
            beside = any(name not in items for row in self.rows for name in row)
            return in_a_row and (known or self.scaled) and (beside or self._is_less_than(others))
        number, label = self.said.columns
        answered = label in items and not (self.told and several and self._is_less_than(others))
        if answered and (self.core or not self.scaled):
            return False
        from_the_first = self.scaled or counted in ([*range(n, n + len(counted))] for n in (0, 1))
        names = [*self.rows[0]]
        numbers_first = names.index(number) < names.index(label)  # who has a code before a number is somebody
        if not known and (number in items or not numbers_first or not from_the_first):
            return False
        return _is_apart(others, self.said.columns, self.core or counted, strict=not known)

    def _is_less_than(self, others: pl.LazyFrame) -> bool:
        """Whether most `others` hold more cells than its rows, so that who answers has more to say."""
        import polars as pl

        names = [name for name in others.collect_schema().names() if name != ROW]
        filled = with_filled(others, names).select(pl.col(FILLED).median())
        return bool((filled.collect(engine="streaming").item() or 0) > max(map(len, self.rows)))


def _is_apart(others: pl.LazyFrame, columns: tuple[str, str], wanted: Sequence[int], *, strict: bool) -> bool:
    """Whether `wanted` numbers are no people's: in all `others` the column has none, or has them already, but for one.

    `strict`: only where it has none. Where number and label are one cell, no other of the column is such a one.
    """
    import polars as pl

    column, beside = columns
    cells = others.select(pl.col(column).str.strip_chars())
    if column == beside:
        pairs = pl.col(column).str.contains(r"^\W*\d{1,3}\W*[^\W\d]")
        return not cells.select(pairs.any()).collect(engine="streaming").item()
    numbers = pl.col(column).str.extract(_A_NUMBER).cast(pl.Int64)
    seen = cells.select(pl.len(), numbers.is_not_null().any(), there=numbers.filter(numbers.is_in(wanted)).n_unique())
    rows, some, there = seen.collect(engine="streaming").row(0)
    return bool(rows) and (not some or (not strict and there >= max(_FEWEST, len(wanted) - 1)))
