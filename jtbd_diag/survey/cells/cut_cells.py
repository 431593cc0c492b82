"""Cells of several options that a program cut at some length: what is behind is lost, and the cell need not say so.

Owns from which length on that is so in a column; knows nothing of tables.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code
from jtbd_diag.survey.cells.ways_to_read import Fault, Way

_FEWEST_SIGNS = 100
"""No program cuts cells at fewer; a shorter one that ends within an option says nothing of the cells beside it."""
SPACES_LOST = 2
"""So many letters at the end, such as a sign and a space between options, may be left out of a cell that was cut."""


def is_cut(ways: Sequence[Way], cell: str) -> bool:
    """Whether a cell ends in the middle of an option."""
    return any(way.cut is not None and way.cut(cell) for way in ways)


def length_of_cuts(ways: Sequence[Way], cells: Sequence[str], read: Callable[[str], object]) -> int:
    """The length from which on cells of a column may have been cut, as some of its longest were; else 0."""
    if not any(way.cut for way in ways):
        return 0
    cut = [len(cell) for cell in cells if read(cell) is None and is_cut(ways, cell)]
    longest = max(map(len, cells), default=0)
    at_end = cut and min(cut) >= longest - SPACES_LOST
    return longest - SPACES_LOST if at_end and longest >= _FEWEST_SIGNS else 0


def cut_fault(item: str) -> Fault:
    """The fault of a cell that was cut, or that may have been."""
    return Fault(Code.NO_SUCH_OPTION, say("survey.cell_was_cut", item=item), say("survey.cell_was_cut_hint"))
