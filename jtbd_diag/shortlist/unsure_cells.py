"""Cells of a survey's own columns and of applications that say nothing sure, as the whole column tells.

Owns which these are: what programs and people write where nothing is known, numbers that may be two, and words beside
yes and no. Must not know what follows of a rule.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import beginning
from jtbd_diag.shortlist.rules_file import ColumnCondition, bare
from jtbd_diag.survey.cells.missing_values import is_filler
from jtbd_diag.survey.known import known

_MOST_SHOWN = 6
_YES_OR_NO = frozenset({"yes", "no", "true", "false"})
_ALSO = frozenset({"y", "n", "t", "f", "1", "0"})
"""What a rule may call yes and no beside these."""
_POINT = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
"""A number of which nobody knows whether its point parts thousands."""
_POINT_OF_DECIMALS = re.compile(r"-?(?:0|\d{4,})?\.\d+|-?\d+\.(?:\d{1,2}|\d{4,})|-?0\d*\.\d+")
_COMMA = re.compile(r"[^\d\s,.-]?\s?-?[1-9]\d{0,2},\d{3}")
_COMMA_OF_DECIMALS = re.compile(r"-?\d+,(?:\d{1,2}|\d{4,})|-?0,\d+|-?\d{1,3}(?:\.\d{3})+,\d+")


class UnsureCells(NamedTuple):
    """Of a column the cells that say nothing sure: fillers, numbers that may be two, and words beside yes and no."""

    column: str
    fillers: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    def __contains__(self, cell: object) -> bool:
        """Whether a cell is one of them."""
        text = str(cell).strip()
        return text in self.fillers or text in self.numbers or text in self.words

    def told(self) -> Iterator[str]:
        """What is to be known of them; fillers need no word."""
        for key, cells in (("shortlist.unsure_numbers", self.numbers), ("shortlist.unsure_words", self.words)):
            if cells:
                shown = beginning([repr(cell) for cell in sorted(cells)], _MOST_SHOWN)
                yield say(key, column=self.column, cells=shown)


def unsure_cells(
    column: str, cells: Collection[str], tests: Sequence[ColumnCondition], groups: Collection[str] = ()
) -> UnsureCells:
    """Those of a column's different cells, by the rules on it and the groups of it that quotas name.

    Whatever a rule or a quota names is sure.
    """
    said = [word for test in tests for word in test.words]
    named = {bare(one) for one in (*said, *groups)}
    texts = {text for cell in cells if (text := cell.strip()) and bare(text) not in named}
    fillers = frozenset(text for text in texts if is_filler(text) or bare(text) in known("rows")["unknown"])
    rest = texts - fillers
    numbers = _numbers(rest) if any(_asks_for_numbers(test) for test in tests) else frozenset[str]()
    words = (
        frozenset(text for text in rest if bare(text) not in _YES_OR_NO) if _is_yes_or_no(tests) else frozenset[str]()
    )
    return UnsureCells(column, fillers, numbers, words)


def _asks_for_numbers(test: ColumnCondition) -> bool:
    limits = test.at_least is not None or test.at_most is not None
    return limits or any(isinstance(word, int | float) and not isinstance(word, bool) for word in test.words)


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
    return alone and bool(texts & _YES_OR_NO) and texts <= _YES_OR_NO | _ALSO and not any(one.includes for one in tests)
