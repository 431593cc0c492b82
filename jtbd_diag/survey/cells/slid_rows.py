"""Rows whose cells slid into other columns, as when a text holds the separator and stands in no quotation marks.

Owns by which cells such a row is told, and one that was pasted below columns in another order; knows nothing of frames.
Behind it every answer stands under another question,
and where these offer the same answers, each cell by itself looks sound: so none of the row is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code
from jtbd_diag.survey.cells.column_reader import Reader, UnforeseenError
from jtbd_diag.survey.cells.options_numbers_dates import Fault
from jtbd_diag.survey.files.grid import LACKING

_FAR = (1, 2, 3, -1)
"""So many columns to the right, or to the left, which a deleted cell makes."""
_FEWEST = 2
"""So many cells at least answer the questions that they slid from."""

SCATTERED = 3
"""So many different cells that answer other questions, unanswered in their own columns, tell of another order."""
_MOST_KEPT = 20_000

Holds = Literal["choice", "value", "words", "nameless", "own", "ticks"]
"""What a column holds: one of some options; a number or a day; words, or what is carried; cells below no header.

`own`: options beside ratings that are no part of them.
"""


class KeptColumn(NamedTuple):
    """One column, in the order of the file."""

    header: str
    holds: Holds
    reader: Reader | None = None


class Slid(NamedTuple):
    """The column and the cell that tell that a row slid, and why no answer of the row is used."""

    header: str
    cell: str
    fault: Fault


class SlidRows:
    """Tells such rows, by columns in the order of the file."""

    def __init__(self, places: Sequence[KeptColumn], lost_cells: Iterable[int] = ()) -> None:
        """`places` are all columns that are kept, `lost_cells` the numbers of rows in which a cell is gone."""
        self.places, self.lost_cells = tuple(places), frozenset(lost_cells)
        self._homes: dict[str, tuple[int, ...]] = {}
        self.ends = self._ends()
        self.words = {place.header: self._texts_near(n) for n, place in enumerate(self.places) if self._is_open(n)}

    def _ends(self) -> Mapping[str, frozenset[str]]:
        """Columns of words behind choices, by header, with those options that nobody writes there by chance.

        Below no header that is any of them.
        """
        found = {}
        for n, (before, place) in enumerate(pairwise(self.places)):
            if self._is_open(n + 1) and before.holds == "choice" and before.reader:
                texts = {text.strip() for text in before.reader.texts}
                nameless = place.holds == "nameless"
                cells = {cell for way in before.reader.settled.ways for cell in way.table} if nameless else set[str]()
                found[place.header] = frozenset(cells | {text for text in texts if nameless or " " in text})
        return {header: texts for header, texts in found.items() if texts}

    def _texts_near(self, n: int) -> frozenset[str]:
        """The options of choices from which a cell of a column of words may have slid."""
        near = (self.places[n - far].reader for far in _FAR if self._is_choice(n - far))
        return frozenset(text.strip() for reader in near if reader for text in reader.texts)

    def signs_in(self, n: int, cells: Iterable[str]) -> list[str]:
        """The cells of a column of answers that are strange there, and fit where they may have slid from."""
        near = [n - far for far in _FAR if self._is_telling(n - far)]
        told = (cell for cell in cells if near and self._is_strange(n, cell.strip()))
        return [cell for cell in told if any(self._fits(one, cell.strip()) for one in near)]

    def strangers_in(self, n: int, cells: Iterable[str]) -> list[str]:
        """The cells of a column of choices that are strange there, and answer a question elsewhere."""
        if not self._is_choice(n):
            return []
        return [cell for cell in cells if self._is_strange(n, cell.strip()) and self._homes_of(cell.strip())]

    def of(self, row: int, cells: Sequence[str | None]) -> Slid | None:
        """What tells that the cells of a row slid, by its number; None where nothing does."""
        if row in self.lost_cells:
            return Slid(LACKING, "", _lost_a_cell())
        told = [(cell or "").strip() for cell in cells]
        bad = [n for n, cell in enumerate(told) if cell and self._is_strange(n, cell)]
        slid = next((slid for far in _FAR if (slid := self._by(told, bad, far)) is not None), None)
        return slid or self._scattered(told, bad)

    def _by(self, cells: Sequence[str], bad: Sequence[int], far: int) -> Slid | None:
        """What tells that they slid so far."""
        words = [n for n, cell in enumerate(cells) if cell and self._is_open(n)]
        words = [n for n in words if _is_words(cells[n]) or self.places[n].holds == "nameless"]
        signs = [n for n in (*bad, *words) if self._fits(n - far, cells[n])]
        strange = [n for n in signs if n in set(bad)]
        sure = far > 0 and any(self._is_choice(n - far) for n in signs)  # a number fits numbers by chance
        if not signs or (not sure and len(strange) < _FEWEST):
            return None
        fewest = 1 if self.places[min(signs)].holds == "nameless" else _FEWEST
        # what is strange before the start are pieces of the text that was parted
        for start in bad or self._start_of_run(cells, min(signs)):
            telling = signs if start in bad[:1] or not bad else strange
            sign = next((n for n in telling if n >= start), None)
            moved = [n for n in range(start + max(far, 0), len(cells)) if cells[n] and self._is_telling(n - far)]
            if sign is not None and len(moved) >= fewest and all(self._fits(n - far, cells[n]) for n in moved):
                return Slid(self.places[sign].header, cells[sign], _belongs_to(self.places[sign - far].header))
        return None

    def _scattered(self, cells: Sequence[str], bad: Sequence[int]) -> Slid | None:
        """What tells that they stand in another order: answers are there, but not below their questions."""
        signs: dict[str, tuple[int, int]] = {}
        for n in bad:
            homes = self._homes_of(cells[n]) if self._is_choice(n) else ()
            if homes and not any(self._fits(home, cells[home]) for home in homes):
                signs.setdefault(cells[n], (n, homes[0]))
        if len(signs) < SCATTERED:
            return None
        n, home = next(iter(signs.values()))
        return Slid(self.places[n].header, cells[n], _belongs_to(self.places[home].header))

    def _homes_of(self, cell: str) -> tuple[int, ...]:
        """The columns of choices in which a cell is an answer; none of numbers, which are answers by chance."""
        if cell.isdecimal():
            return ()
        if cell in self._homes:
            return self._homes[cell]
        homes = tuple(n for n in range(len(self.places)) if self._is_choice(n) and self._fits(n, cell))
        if len(self._homes) < _MOST_KEPT:
            self._homes[cell] = homes
        return homes

    def _start_of_run(self, cells: Sequence[str], end: int) -> tuple[int, ...]:
        """Where no cell is strange by itself: the last that is blank of the choices before an end."""
        if cells[end] not in self.ends.get(self.places[end].header, ()):
            return ()
        start = end
        while start and self._is_choice(start - 1) and self._fits(start - 1, cells[end]):
            start -= 1
            if not cells[start]:
                return (start,)
        return ()

    def alike(self, n: int, other: int) -> bool:
        """Whether two columns are choices of the same options."""
        one, two = self.places[n].reader, self.places[other].reader
        if one is None or two is None:
            return False
        return self._is_choice(n) and self._is_choice(other) and one.texts == two.texts

    def _is_choice(self, n: int) -> bool:
        return 0 <= n < len(self.places) and self.places[n].holds == "choice"

    def _is_telling(self, n: int) -> bool:
        """Whether not every cell is an answer in a column."""
        return 0 <= n < len(self.places) and self.places[n].holds in ("choice", "value")

    def _is_open(self, n: int) -> bool:
        return self.places[n].holds in ("words", "nameless")

    def _is_strange(self, n: int, cell: str) -> bool:
        reader = self.places[n].reader
        found = _read(reader, cell)
        if not isinstance(found, Fault) or found.code is Code.AMBIGUOUS_CELL:  # that belongs there in any case
            return False
        # of numbers that nobody knows the meaning of, those up to the last option do as well
        numbered = found.code is Code.UNKNOWN_NUMBERS and reader is not None and cell.isdecimal()
        return not (numbered and 1 <= int(cell) <= len(reader.texts if reader else ()))

    def _fits(self, n: int, cell: str) -> bool:
        """Whether a cell is an answer in a column of choices, numbers or days."""
        found = _read(self.places[n].reader, cell) if self._is_telling(n) else None
        return found is not None and (not isinstance(found, Fault) or found.code is Code.AMBIGUOUS_CELL)


def _lost_a_cell() -> Fault:
    return Fault(Code.ROW_SLID, say("survey.row_lost_a_cell"), say("survey.row_lost_a_cell_hint"))


def _belongs_to(header: str) -> Fault:
    what = say("survey.row_slid", header=header)
    return Fault(Code.ROW_SLID, what, say("survey.cells_beyond_header_in_row_hint"))


def _is_words(cell: str) -> bool:
    return any(letter.isalpha() for letter in cell)


def _read(reader: Reader | None, cell: str) -> object:
    """What a reader makes of a cell that may be another column's."""
    try:
        return None if reader is None else reader.read(cell)
    except UnforeseenError:
        return None
