"""Cells of a number and a label, `4 - Mostly true`, in one column: which go together, and which are not read.

Owns when labels are certain though numbers beside them disagree; knows nothing of how a cell is parted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code
from jtbd_diag.ground.visible_text import cut
from jtbd_diag.survey.cells.options_numbers_dates import Answer, Fault
from jtbd_diag.survey.columns.same_text import number_in

_RARELY, _FEWEST = 0.1, 2
LONGEST_TOLD = 40
"""So many letters of a cell are told in a complaint."""
NumberAndLabel = tuple[str, str]
"""What stands beside a label, and the option that the label is."""


class PairsOfAColumn(NamedTuple):
    """What of a column's pairs goes together: by number and by label the other, with the cell that says it.

    `odd` cells go with no other and are faults; where too many do, all are `refused`. `both_ways`: the numbers run up
    in some rows and down in others, as in two forms below each other, so that the labels alone count.
    """

    by_number: dict[str, tuple[str, str]]
    by_label: dict[str, tuple[str, str]]
    odd: Mapping[str, Fault]
    refused: Fault | None = None
    both_ways: bool = False

    def answer(self, pair: NumberAndLabel | None, cell: str) -> tuple[str | None, bool]:
        """The option of a pair, and whether it goes with those before."""
        number, label = pair or ("", "")
        others = self.by_number.setdefault(number, (label, cell))[0], self.by_label.setdefault(label, (number, cell))[0]
        return label or None, not label or others == (label, number)


def pairs_of_a_column(
    what: str, pairs: Mapping[str, NumberAndLabel], counts: Mapping[str, int], declared: Mapping[str, Answer], most: int
) -> PairsOfAColumn:
    """Those of the cells of a column that asks `what`; `most` options have places, if they are rated."""
    by_number: dict[str, tuple[str, str]] = {}
    by_label: dict[str, tuple[str, str]] = {}
    odd: dict[str, Fault] = {}
    against: dict[str, str] = {}
    sure = True
    for cell, (number, label) in sorted(pairs.items(), key=lambda both: -counts.get(both[0], 1)):
        rivals = [by_number.get(number, (label, cell)), by_label.get(label, (number, cell))]
        clashes = [one[1] for one, own in zip(rivals, (label, number), strict=True) if one[0] != own]
        told = clashes[0] if clashes else _other_than_declared(number, label, declared)
        if told is None:
            by_number.setdefault(number, (label, cell))
            by_label.setdefault(label, (number, cell))
            continue
        against[cell] = told
        odd[cell] = _fault(say("survey.number_and_label_odd", item=what))
        least = min((counts.get(one, 1) for one in clashes), default=0)
        sure = sure and least >= _FEWEST * counts.get(cell, 1)
    found = PairsOfAColumn(by_number, by_label, odd)
    if not odd:
        return found
    if not declared and _run_both_ways(pairs.values(), most):
        return found._replace(odd={}, both_ways=True)
    share = sum(counts.get(cell, 1) for cell in odd) / sum(counts.get(cell, 1) for cell in pairs)
    if sure and (len(odd) == 1 or share <= _RARELY) and share <= 1 / (1 + _FEWEST):
        return found
    cell, told = next(iter(against.items()))
    clash = say("survey.number_and_label", item=what, one=cut(cell, LONGEST_TOLD), other=cut(told, LONGEST_TOLD))
    return found._replace(refused=_fault(clash))


def _other_than_declared(number: str, label: str, declared: Mapping[str, Answer]) -> str | None:
    if not declared or number_in(number) is None or declared.get(number) == label:
        return None
    known = declared.get(number)
    if known:
        return say("survey.code_of_questionnaire", number=number, option=str(known))
    return say("survey.no_code_of_questionnaire", number=number)


def _run_both_ways(pairs: Iterable[NumberAndLabel], most: int) -> bool:
    """Whether every number is its label's place, from 0 or 1 on, from one end or from the other, and some from each."""
    told = {(int(number), int(label)) for number, label in pairs if number_in(number) and label.isdecimal()}
    if not most or len(told) < len({*pairs}):
        return False
    for first in (0, 1):
        up = {(number, place) for number, place in told if number - first == place - 1}
        down = {(number, place) for number, place in told if number - first == most - place}
        if up | down == told and min(len(up - down), len(down - up)) >= _FEWEST:
            return True
    return False


def _fault(what: str) -> Fault:
    return Fault(Code.NUMBER_AND_LABEL, what, say("survey.number_and_label_hint"))
