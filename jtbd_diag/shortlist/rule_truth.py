"""Whether a rule holds of a leader: yes, no, or nobody knows yet.

Owns the three answers (Kleene's logic) and what counts as unknown; must not know what follows of them. A cell that is
empty or cannot be compared, and a job that is mixed or undetermined, is never a no.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from jtbd_diag.diagnosis.job_and_fit import MIXED, UNDETERMINED
from jtbd_diag.questionnaire.conditions import as_number
from jtbd_diag.shortlist.rules_file import CellWord, ColumnCondition, bare

ResultCell = str | int | float | bool | None
OF_THE_JOB = ("job", "runner_up", "outcome", "lead", "flips")
"""Columns of the results that say nothing sure where the job is mixed or undetermined."""
_OPEN = (MIXED, UNDETERMINED)
_TRUE, _FALSE = ("true", "yes"), ("false", "no")
_SHORT = {"y": "yes", "n": "no"}
"""What forms write for yes and no; beside these it is unsure, and never gets here."""
_THOUSANDS = re.compile(r"[^\d\s,.-]?\s?-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")


@dataclass(frozen=True)
class LeaderCells:
    """A leader's row of the results by column; of `marks` an empty cell says that there is nothing to say.

    The cells of columns that are `unsure` say nothing that is known; of these, those of columns that are `unanswered`
    are no answers. Those of columns in `words` are words, and surely no number.
    """

    cells: Mapping[str, ResultCell]
    marks: Collection[str] = ()
    unsure: Collection[str] = ()
    unanswered: Collection[str] = ()
    words: Collection[str] = ()

    def known(self, condition: ColumnCondition) -> ResultCell:
        """The cell that a comparison asks for; None where it is not known."""
        assert condition.column is not None
        apart = self.unanswered if condition.answered is not None else self.unsure
        cell = None if condition.column in apart else self.cells.get(condition.column)
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            return "" if condition.column in self.marks else None
        if condition.column in OF_THE_JOB and self.cells.get("outcome") in _OPEN:
            # a rule that names these outcomes means them
            named = condition.column == "outcome" and {*map(str, condition.words)} & {*_OPEN}
            return cell if named else None
        return cell


def truth(condition: ColumnCondition, leader: LeaderCells) -> bool | None:
    """Whether a condition holds of a leader; None where that is not known."""
    parts = [truth(part, leader) for part in condition.parts]
    if condition.not_ is not None:
        return None if parts[0] is None else not parts[0]
    if condition.all_ is not None:
        return False if False in parts else None if None in parts else True
    if condition.any_ is not None:
        return True if True in parts else None if None in parts else False
    cell = leader.known(condition)
    if condition.answered is not None:
        return (cell is not None) is condition.answered
    return None if cell is None else _compared(condition, cell, is_word=condition.column in leader.words)


def unknown(condition: ColumnCondition, leader: LeaderCells) -> Iterator[str]:
    """The columns for want of which nobody knows whether a condition holds."""
    if truth(condition, leader) is None:
        for part in condition.parts:
            yield from unknown(part, leader)
        if condition.column is not None:
            yield condition.column


def _compared(condition: ColumnCondition, cell: ResultCell, *, is_word: bool) -> bool | None:
    if condition.at_least is not None or condition.at_most is not None:
        number = number_of(cell)
        if number is None:
            return None
        return number >= condition.at_least if condition.at_least is not None else number <= (condition.at_most or 0)
    if condition.includes is not None:
        return bare(condition.includes) in map(bare, str(cell).split(";"))
    same = any(is_same(cell, word) for word in condition.words)
    if not same and not is_word and number_of(cell) is None and all(map(is_numeral, condition.words)):
        return None
    return same if condition.is_ is not None else not same


def is_numeral(word: CellWord) -> bool:
    """Whether a rule's word is a number."""
    return isinstance(word, int | float) and not isinstance(word, bool)


def number_of(cell: ResultCell) -> float | None:
    """A cell as a number, also `1,200.50` and `$1,200`; None where it is none."""
    if isinstance(cell, bool) or cell is None:
        return None
    text = str(cell).strip()
    if _THOUSANDS.fullmatch(text):
        text = re.sub(r"[^\d.-]", "", text)
    number = as_number(text)
    return number if number is not None and math.isfinite(number) else None


def is_same(cell: ResultCell, word: CellWord) -> bool:
    """Whether a cell is a word: without regard to capitals; numbers as numbers; `true` and Y are yes, yes is `true`."""
    text = bare(cell)
    for several in (_TRUE, _FALSE):
        if bare(word) in several:
            return _SHORT.get(text, text) in several
    number = number_of(cell)
    if number is not None and not isinstance(word, str):
        return number == word
    return text == bare(word)
