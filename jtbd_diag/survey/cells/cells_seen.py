"""The different cells of columns, and how often each stands there: by them it is settled how a column is read.

Owns how they are counted, wherever the rows are; knows nothing of what a cell means.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from jtbd_diag.survey.files.grid import cells_counted
from jtbd_diag.survey.table.survey_table import Table

Seen = Mapping[str, Mapping[str, int]]
"""By header the different cells and how often each stands there, the most frequent first."""


class CellsSeen(NamedTuple):
    """The cells of a whole table, seen where all of it is; in columns of `trusting`, those of its start."""

    cells: Seen
    trusting: frozenset[str] = frozenset()


def cells_seen(table: Table, headers: Sequence[str]) -> Seen:
    """Those of some columns."""
    if not headers:
        return {}
    found: dict[str, dict[str, int]] = {header: {} for header in headers}
    for header, cell, n in table.tally(partial(cells_counted, headers=headers)).iter_rows():
        found[header][cell] = n
    return {
        header: dict(sorted(cells.items(), key=lambda pair: (-pair[1], pair[0]))) for header, cells in found.items()
    }
