"""What is told of the cells of a table: how many could be read, what a mapping says in vain, and what one might say.

Owns these counts and lists; knows nothing of how a column was settled, nor of plans.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code
from jtbd_diag.survey.cells.missing_values import is_filler, missing_marks
from jtbd_diag.survey.cells.numerals import codes_block
from jtbd_diag.survey.cells.options_numbers_dates import Fault
from jtbd_diag.survey.cells.way_of_a_column import ColumnsSettled
from jtbd_diag.survey.columns.column import Column
from jtbd_diag.survey.columns.mapping_of_cells import Proposed
from jtbd_diag.survey.columns.same_text import number_in

_MOST_SHOWN = 12


@dataclass(frozen=True)
class CellCounts:
    """How many cells of an item's columns could be read, how many could not, and how many the mapping calls missing.

    Blank ones are none of these.
    """

    read: int
    unread: int
    missing: int = 0

    def __add__(self, other: CellCounts) -> CellCounts:
        """Both counts together."""
        return CellCounts(self.read + other.read, self.unread + other.unread, self.missing + other.missing)


def cell_counts_of(settled: ColumnsSettled) -> dict[str, CellCounts]:
    """How many cells of each item could be read, as far as was looked."""
    found: dict[str, CellCounts] = {}
    for item, columns in settled.columns.items():
        lacking = settled.table.lacking.get(item, ())
        ticks = _counts_of(settled, [column for column in columns if column.option is not None])
        wholes = _counts_of(settled, [column for column in columns if column.option is None])
        if lacking and not wholes.read:
            found[item] = CellCounts(0, max(1, ticks.read + ticks.unread), ticks.missing)
        else:  # what is told in both ways was read in the one that is sure
            found[item] = ticks if ticks.read and not lacking else wholes if wholes.read else ticks + wholes
    return found


def _counts_of(settled: ColumnsSettled, columns: Sequence[Column]) -> CellCounts:
    read = unread = missing = 0
    for column in columns:
        reader, marks = (
            settled.readers[column.header],
            settled.table.mapped_cells.missing.get(column.item or "", frozenset()),
        )
        for cell, count in settled.seen[column.header].items():
            answer = reader.read(cell)
            unread += count if isinstance(answer, Fault) else 0
            missing += count if answer is None and _is_among(cell, marks) else 0
            read += 0 if answer is None or isinstance(answer, Fault) else count
    return CellCounts(read, unread, missing)


def said_in_vain(settled: ColumnsSettled) -> list[str]:
    """What the mapping says of cells that are not there."""
    said = settled.table.mapped_cells
    stands = {
        item: {cell for c in columns for cell in settled.seen[c.header]} for item, columns in settled.columns.items()
    }
    everywhere = {cell for cells in stands.values() for cell in cells}
    shared: dict[tuple[tuple[str, str | None], ...], list[str]] = {}  # codes of an answer set, by all its items
    for item, codes in said.codes.items():
        shared.setdefault(tuple(codes.items()), []).append(item)
    vain = [
        say("survey.code_in_vain", cell=code, item=items[0])
        for pairs, items in shared.items()
        for code, _ in pairs
        if not any(_is_among(cell, {code}) for item in items for cell in stands.get(item, ()))
    ]
    marks = {"missing": set().union(*said.missing.values()), "yes": said.yes, "no": said.no}
    for key, cells in marks.items():
        vain += [
            say("survey.cell_in_vain", cell=one, key=key)
            for one in sorted(cells)
            if not any(_is_among(c, {one}) for c in everywhere)
        ]
    shown = ", ".join(vain[:_MOST_SHOWN]) + (" …" if len(vain) > _MOST_SHOWN else "")
    return [say("survey.said_in_vain", cells=shown)] if vain else []


def proposed_for(settled: ColumnsSettled) -> Proposed:
    """What a mapping might say of the cells that could not be read, and of numbers that were read as places."""
    unknown = [numbers for numbers in settled.numbers if numbers.fault is not None]
    marks = {mark for numbers in unknown for mark in missing_marks(numbers.options, numbers.seen)}
    fillers = {
        cell.strip()
        for column in settled.looked()
        for cell in settled.seen[column.header]
        if is_filler(cell) and not settled.readers[column.header].is_blank(cell)
    }
    return Proposed(
        tuple(line for numbers in settled.numbers for line in codes_block(numbers)),
        (*sorted(marks, key=int), *sorted(fillers)),
        tuple(dict.fromkeys(number for numbers in unknown if numbers.ticks for number in numbers.seen)),
        tuple(item for item, columns in settled.columns.items() if _of_occasions(settled, columns)),
    )


def _of_occasions(settled: ColumnsSettled, columns: Sequence[Column]) -> bool:
    """Whether columns were refused because they ask the same of two occasions."""
    refused = [settled.readers[column.header].refused for column in columns]
    return any(fault is not None and fault.code is Code.COLUMNS_DISAGREE for fault in refused)


def _is_among(cell: str, marks: Collection[str]) -> bool:
    return bool(marks) and (cell.strip() in marks or number_in(cell) in marks)
