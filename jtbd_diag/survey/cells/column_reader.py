"""One column of cells -> answers: the way it keeps to, and what is wrong with a cell that does not fit.

Owns blanks, the mapping's codes and the words of a complaint about a cell; knows nothing of frames.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code
from jtbd_diag.ground.english import any_of
from jtbd_diag.ground.visible_text import cut
from jtbd_diag.survey.cells.missing_values import error_fault, may_fill
from jtbd_diag.survey.cells.options_numbers_dates import Answer, Fault, SettledWays, Way, meaning_hint, settle, told_way
from jtbd_diag.survey.cells.pairs_of_a_column import LONGEST_TOLD, PairsOfAColumn, pairs_of_a_column
from jtbd_diag.survey.cells.several_in_a_cell import SPACES_LOST, cut_fault, is_cut, length_of_cuts
from jtbd_diag.survey.columns.same_text import ends_in_dots, normal_option, number_in, spoiled_range
from jtbd_diag.survey.files.dates_and_numbers_of_sheets import ERRORS

_MOST_KEPT = 20_000
_LONGEST_COMPARED = 300
_MOST_COMPARED = 500
_SHARED_BY_CHANCE = _MOST_STRANGE = 1


class UnforeseenError(Exception):
    """A cell, met while a trusted table is worked on, that would have had its column read in another way."""


class Reader:
    """Reads the cells of one column. `blanks` are cells that answer nothing, `codes` what the mapping says of cells.

    `words`: where a cell of `blanks` is also an answer by one of these ways, it is the answer. `otherwise` is the
    fault of a cell that no way reads; its hint is the nearest of `texts`, if any. `numerals` are the numbers that a
    cell consists of, which `numbers` may give a meaning, or none; `paired` reads a number beside its label. `plain` is
    the number that a cell says in other signs, or the cell; so many options have `places`, if they are rated.
    """

    def __init__(  # noqa: PLR0913
        self,
        what: str,
        ways: Sequence[Way],
        *,
        blanks: frozenset[str] = frozenset(),
        codes: Mapping[str, Answer | None] | None = None,
        words: Sequence[Way] = (),
        otherwise: Fault | None = None,
        texts: Sequence[str] = (),
        numerals: Callable[[str], tuple[str, ...]] | None = None,
        paired: Callable[[str], tuple[str, str] | None] | None = None,
        plain: Callable[[str], str] = str,
        places: int = 0,
    ) -> None:
        """Nothing is settled before `settle` has seen cells."""
        self.what, self.ways, self.codes = what, tuple(ways), dict(codes or {})
        self.blanks = blanks - {b for b in blanks if any(w.read(b) is not None for w in words)}
        self.otherwise = otherwise or Fault(Code.NO_SUCH_OPTION, say("survey.cell_no_option", item=what))
        self.texts, self.paired, self.plain, self.places = texts, paired, plain, places
        self.numerals = numerals or (lambda cell: ())
        self.settled = SettledWays(self.ways, sure=False)
        self.refused: Fault | None = None
        self.trusting = False
        """Whether only the start of the column was seen."""
        self.own_words: Mapping[str, tuple[str, ...]] = {}
        """Cells in which words of the respondent's own stand beside options, and these options."""
        self.cut_at = 0
        """From so many letters on a cell of several options may lack some, as others of the column were cut there."""
        self.both_ways = False
        """Whether numbers beside labels run up in some rows and down in others."""
        self._doubts: Mapping[str, Fault] = {}
        self._numbers: Fault | None = None
        self._labelled = self._whole = False
        self._kept: dict[str, Answer | Fault | None] = {}
        self._seen: list[str] = []
        self._near, self._heads = frozenset[str](), frozenset[str]()
        self._compares_all = False

    def unknown_numbers(self, cells: Iterable[str]) -> set[str]:
        """All the numbers among these cells, if there is one that no way reads; none otherwise."""
        plain = map(self.plain, cells)
        told = [(cell, found) for cell in plain if not self._is_told(cell) and (found := self.numerals(cell))]
        if all(any(way.read(cell) is not None for way in self.ways) for cell, _ in told):
            return set()
        return {number for _, found in told for number in found}

    def numbers_of(self, cell: str) -> tuple[str, ...]:
        """The numbers that a cell consists of, if the mapping says nothing of it."""
        return () if self._is_told(cell) else self.numerals(self.plain(cell))

    def pair_of(self, cell: str) -> tuple[str, str] | None:
        """The number and the option of a cell that holds both, if the mapping says nothing of it."""
        pair = None if self.paired is None or self._is_told(cell) else self.paired(cell)
        return pair if pair and number_in(pair[0]) is not None else None

    def decided(self, ways: Sequence[Way], fault: Fault | None, *, labelled: bool = False, whole: bool = False) -> None:
        """Take over what was decided of the numbers: more ways to read them, or the fault of every one of them.

        If `labelled`, it holds of those beside a label too, if `whole` of every cell.
        """
        self.ways, self._numbers, self._labelled, self._whole = (*self.ways, *ways), fault, labelled, whole

    def settle(self, cells: Iterable[str]) -> bool:
        """Choose the way by these cells, with how often each stands there, if told; whether others change nothing."""
        counts = cells if isinstance(cells, Mapping) else {}
        told = [cell for cell in cells if not self._is_told(cell) and not self._is_refused(cell)]
        self.settled, self._seen = settle(self.ways, map(self.plain, told)), told
        self.refused = self._mixed() if self.settled.mixed else None
        sure = self.settled.sure
        apart = [cell for cell in told if not self.places or self._by_text(cell) is None]
        if self.paired and not self.settled.mixed and all(self._settled(cell) is None for cell in apart):
            sure = self._settle_pairs(apart, counts) and sure
        self.own_words = self._words_beside(told, counts)
        self.cut_at = length_of_cuts(self.settled.ways, told, self.settled.read)
        sure = sure and not self.own_words and not self.cut_at
        self._near = self._near or frozenset(told[:_MOST_COMPARED])
        self._kept.clear()
        return sure

    def trust(self, heads: frozenset[str]) -> None:
        """Expect no cell that would change what the start of the column settled, nor any that `heads` it."""
        self.trusting, self._heads = True, heads
        self._compares_all = sum(self.settled.read(cell) is None for cell in self._seen) <= _MOST_STRANGE

    def refuse(self, fault: Fault) -> None:
        """Read no cell of the column, for this reason."""
        self.refused = fault
        self._kept.clear()

    def doubt(self, faults: Mapping[str, Fault]) -> None:
        """Read these cells no more, though a way reads them."""
        self._doubts = faults
        self._kept.clear()

    def _words_beside(
        self, cells: Sequence[str], counts: Mapping[str, int] | None = None
    ) -> Mapping[str, tuple[str, ...]]:
        """Cells that one way parts into options and words of the respondent's own.

        Words that stand in more than one row, however many there are, may be an option of the form that the
        questionnaire lacks, or calls otherwise: no such cell is read.
        """
        partly = self.settled.ways[0].partly if len(self.settled.ways) == 1 else None
        if partly is None:
            return {}
        found = {cell: both for cell in cells if self.settled.read(cell) is None and (both := partly(cell))}
        shared = Counter[str]()
        for cell, (_, own) in found.items():
            shared[own] += (counts or {}).get(cell, 1)
        return {
            cell: options
            for cell, (options, own) in found.items()
            if shared[own] <= _SHARED_BY_CHANCE or own.startswith("other")
        }

    def cut_as_others(self, length: int) -> None:
        """Take over from which length on cells of another column were cut, where these are no longer."""
        if max(map(len, self._seen), default=0) <= length + SPACES_LOST:
            self.cut_at = self.cut_at or length
            self._kept.clear()

    def _settle_pairs(self, cells: Sequence[str], counts: Mapping[str, int]) -> bool:
        """Read numbers beside labels, or labels beside their translations, where there are any; whether others may
        change nothing."""
        assert self.paired is not None
        pairs = {cell: pair for cell in cells if (pair := self.paired(cell)) is not None}
        if not pairs or (
            len(pairs) < len(self._seen) and any(number_in(number) is None for number, _ in pairs.values())
        ):
            return True  # words behind some options are the respondents' own
        declared = next((way.table for way in self.ways if way.name == "code"), {})
        found = pairs_of_a_column(self.what, pairs, counts, declared, self.places)
        if found.refused is not None:
            self.refused = found.refused
            return True
        self._doubts, self.both_ways = {**self._doubts, **found.odd}, found.both_ways
        self.settled = SettledWays((Way("number_and_label", self._paired_with(found)),), self.ways)
        return not found.odd and not found.both_ways

    def _paired_with(self, pairs: PairsOfAColumn) -> Callable[[str], Answer | Fault | None]:
        def read(cell: str) -> Answer | Fault | None:
            label, agrees = pairs.answer(self.paired(cell) if self.paired else None, cell)
            if self.trusting and not agrees:
                raise UnforeseenError
            return label or (self._by_text(cell) if self.places else None)

        return read

    def _by_text(self, cell: str) -> Answer | Fault | None:
        return next((way.read(cell) for way in self.ways if way.name == "text"), None)

    def _settled(self, cell: str) -> Answer | Fault | None:
        return self.settled.read(self.plain(cell))

    @property
    def agreed(self) -> bool:
        """Whether all the ways left say the same of every cell seen."""
        reads = map(self._settled, self._seen)
        return not any(isinstance(read, Fault) and read.code is Code.AMBIGUOUS_CELL for read in reads)

    @property
    def way(self) -> str:
        """The way chosen, in a word; empty while it does not matter which."""
        return self.settled.ways[0].name if len(self.settled.ways) == 1 else ""

    def is_blank(self, cell: str) -> bool:
        """Whether a cell says that nothing was answered."""
        bare = cell.strip()
        return not bare or bare in self.blanks or (bool(self.blanks) and number_in(self.plain(bare)) in self.blanks)

    def said_of(self, cell: str) -> str | None:
        """The cell by which the mapping's codes know this one, if they do: `1.0` is `1`."""
        bare = cell.strip()
        if bare in self.codes:
            return bare
        number = number_in(self.plain(bare)) if self.codes else None
        return number if number in self.codes else None

    def read(self, cell: str) -> Answer | Fault | None:
        """The answer, why it is none, or None where nothing was answered."""
        if cell in self._kept:
            return self._kept[cell]
        found = self._read(cell)
        if len(self._kept) < _MOST_KEPT:
            self._kept[cell] = found
        return found

    def _read(self, cell: str) -> Answer | Fault | None:
        if self._is_told(cell):
            return self.codes.get(self.said_of(cell) or "")
        if cell.strip() in ERRORS:
            return error_fault(cell)
        if self._is_refused(cell):
            return self._numbers
        if self.refused is not None:
            return self.refused
        found = self._doubts.get(cell) or self._settled(cell)
        if found is None:
            found = self.own_words.get(cell) or self._unreadable(cell)
        if self.cut_at and len(cell) >= self.cut_at and not isinstance(found, Fault):
            return cut_fault(self.what)
        return found

    def _is_told(self, cell: str) -> bool:
        """Whether the mapping says what a cell means, or it answers nothing."""
        return self.said_of(cell) is not None or self.is_blank(cell)

    def _is_refused(self, cell: str) -> bool:
        if self._numbers is None:
            return False
        return (
            self._whole or bool(self.numerals(self.plain(cell))) or (self._labelled and self.pair_of(cell) is not None)
        )

    def _mixed(self) -> Fault:
        one, other = (f"'{cut(cell, LONGEST_TOLD)}'" for cell in self.settled.mixed)
        what = say("survey.column_mixed", item=self.what, one=one, other=other)
        return Fault(Code.MIXED_COLUMN, what, say("survey.column_mixed_hint"))

    def _unreadable(self, cell: str) -> Fault:
        if self.trusting and self._matters(cell):
            raise UnforeseenError
        other = next((way for way in self.settled.others if way.read(cell) is not None), None)
        if other is not None:
            chosen = any_of([told_way(way) for way in self.settled.ways])
            what = say("survey.cell_read_otherwise", way=told_way(other), item=self.what, ways=chosen)
            return Fault(Code.OTHER_WAY, what, meaning_hint([other]))
        reaches = bool(self.cut_at) and len(cell) >= self.cut_at
        if (reaches or ends_in_dots(cell)) and is_cut(self.settled.ways, cell):
            return cut_fault(self.what)
        return replace(self.otherwise, hint=self._hint(cell) or self.otherwise.hint)

    def _matters(self, cell: str) -> bool:
        """Whether this cell, had it been seen, might have had the column, or its row, read in another way."""
        if cell.strip() in self._heads:
            return True
        if (
            may_fill(cell)
            or self.numerals(self.plain(cell))
            or is_cut(self.settled.ways, cell)
            or self._words_beside([cell])
        ):
            return True
        if self.way != "text" and any(way.read(cell) is not None for way in self.settled.others):
            return True
        return self.paired is not None and self.paired(cell) is not None

    def _hint(self, cell: str) -> str:
        """The option whose text is nearest; of many cells for the first ones only, since likeness is slow to tell."""
        made = spoiled_range(cell, self.texts)
        if made:
            return say("survey.cell_made_a_date", made=made)
        if not self.texts or len(cell) > _LONGEST_COMPARED or not (self._compares_all or cell in self._near):
            return ""
        near = difflib.get_close_matches(normal_option(cell), [normal_option(text) for text in self.texts], n=1)
        return say("survey.cell_nearest", near=near[0]) if near else ""
