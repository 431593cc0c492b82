"""Cells of a survey's own columns and of applications that say nothing sure, as the whole column tells.

Owns which these are: what programs and people write where nothing is known, numbers that may be two, and words beside
yes and no. Must not know what follows of a rule.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.catalogue import words as table_of
from jtbd_diag.ground.english import beginning
from jtbd_diag.shortlist.rule_truth import is_numeral, number_of
from jtbd_diag.shortlist.rules_file import ColumnCondition, bare
from jtbd_diag.survey.cells.missing_values import is_filler
from jtbd_diag.survey.known import known

_MOST_SHOWN = 6
_YES_OR_NO = frozenset({"yes", "no", "true", "false"})
_SHORT = frozenset({"y", "n"})
"""What is yes and no in a column that holds nothing else."""
_ALSO = frozenset({"y", "n", "t", "f", "1", "0"})
"""What a rule may call yes and no beside these."""
_POINT = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
"""A number of which nobody knows whether its point parts thousands."""
_POINT_OF_DECIMALS = re.compile(r"-?(?:0|\d{4,})?\.\d+|-?\d+\.(?:\d{1,2}|\d{4,})|-?0\d*\.\d+")
_COMMA = re.compile(r"[^\d\s,.-]?\s?-?[1-9]\d{0,2},\d{3}")
_COMMA_OF_DECIMALS = re.compile(r"-?\d+,(?:\d{1,2}|\d{4,})|-?0,\d+|-?\d{1,3}(?:\.\d{3})+,\d+")

_LETTERS, _DIGIT = re.compile(r"[^\W\d_]+"), re.compile(r"\d")


class UnsureCells(NamedTuple):
    """Of a column the cells that say nothing sure: fillers, numbers that may be two, and words beside yes and no.

    Of those where a number is wanted, `plain` are words and surely none; `texts` are those of which that is not known.
    """

    column: str
    fillers: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()

    def __contains__(self, cell: object) -> bool:
        """Whether a cell says nothing sure whatever a rule asks of it."""
        text = str(cell).strip()
        return text in self.fillers or text in self.numbers or text in self.words

    def is_no_answer(self, cell: object) -> bool:
        """Whether a cell is what stands where nobody answered."""
        return str(cell).strip() in self.fillers

    def is_word(self, cell: object) -> bool:
        """Whether a cell is a word, and surely no number."""
        return str(cell).strip() in self.plain

    def notes(self) -> Iterator[str]:
        """What is to be known of them; fillers need no word."""
        for key, cells in (
            ("shortlist.unsure_numbers", self.numbers),
            ("shortlist.unsure_words", self.words),
            ("shortlist.unsure_texts", self.texts),
        ):
            if cells:
                shown = beginning([repr(cell) for cell in sorted(cells)], _MOST_SHOWN)
                yield say(key, column=self.column, cells=shown)


def unsure_cells(
    column: str, cells: Collection[str], tests: Sequence[ColumnCondition], groups: Collection[str] = ()
) -> UnsureCells:
    """Those of a column's cells, by the rules on it and the groups of it that quotas name.

    Whatever a rule or a quota names is sure.
    """
    said = [word for test in tests for word in test.words]
    named = {bare(one) for one in (*said, *groups)}
    often = Counter(text for cell in cells if (text := cell.strip()) and bare(text) not in named)
    fillers = frozenset(text for text in often if is_filler(text) or bare(text) in known("rows")["unknown"])
    rest = often.keys() - fillers
    if _is_yes_or_no(tests):
        known_words = _YES_OR_NO | (_SHORT if {*map(bare, rest)} <= _SHORT else frozenset())
        return UnsureCells(column, fillers, words=frozenset(text for text in rest if bare(text) not in known_words))
    limits = any(test.at_least is not None or test.at_most is not None for test in tests)
    numbers = _numbers(rest) if limits or any(map(is_numeral, said)) else frozenset[str]()
    if not limits and not any(test.words and all(map(is_numeral, test.words)) for test in tests):
        return UnsureCells(column, fillers, numbers)
    texts = frozenset(text for text in rest if number_of(text) is None)
    plain = _plain({text: often[text] for text in texts})
    return UnsureCells(column, fillers, numbers, texts=texts if limits else texts - plain, plain=plain)


def _plain(often: Mapping[str, int]) -> frozenset[str]:
    """Of texts that are no numbers those that are words as others of the column are, without digits and amounts."""
    words = {text for text in often if _LETTERS.search(text) and not _DIGIT.search(text)}
    amounts = {*table_of("numbers"), *table_of("amounts")}
    words = {text for text in words if amounts.isdisjoint(_LETTERS.findall(bare(text)))}
    return frozenset(words) if sum(often[text] for text in words) > 1 else frozenset()


def _numbers(cells: Collection[str]) -> frozenset[str]:
    """Numbers of which nobody knows whether a sign parts thousands, by how the others are written."""
    points = {cell for cell in cells if _POINT.fullmatch(cell)}
    if any(_POINT_OF_DECIMALS.fullmatch(cell) for cell in cells):
        points = set()
    commas = {cell for cell in cells if _COMMA.fullmatch(cell)}
    if not any(_COMMA_OF_DECIMALS.fullmatch(cell) for cell in cells):
        commas = set()
    return frozenset(points | commas)


def _is_yes_or_no(tests: Sequence[ColumnCondition]) -> bool:
    """Whether rules compare a column with yes and no, and with nothing else."""
    words = [word for test in tests for word in test.words]
    texts = {bare(word) for word in words if isinstance(word, str | bool)}
    alone = len(texts) > 0 and all(isinstance(word, str | bool) for word in words)
    return (
        alone
        and bool(texts & _YES_OR_NO)
        and texts <= _YES_OR_NO | _ALSO
        and not any(condition.includes for condition in tests)
    )
