"""Rows of delimited text that have one cell more than the header, all or nearly, as R writes them with row names.

Owns when these are row names, and that nothing is read where they may be something else; knows nothing of what cells
say. Else a row whose last cell is blank would not be told from a sound one, and answer the questions beside its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, Location, complaint
from jtbd_diag.survey.known import known
from jtbd_diag.survey.known.words_in_headers import says

_FEWEST = 2
_SURELY = 5
"""Answers of fewer rows may be 1, 2, 3 by chance."""


def with_row_names(records: list[list[str]], name: str) -> list[list[str]]:
    """The first records of a file, with a blank header above the row names where there are any.

    A row that lost a cell among them is told by its length then. Raises InputError where nobody knows in which place a
    header is lacking.
    """
    header, *rows = records or [[]]
    longer = [row for row in rows if len(row) == len(header) + 1]
    if not len(rows) >= _FEWEST <= len(header) or 2 * len(longer) <= len(rows) or not _any_end(longer):
        return records
    numbered = _are_numbered(rows) and not _tells_a_number(header[0])
    if numbered and len(rows) >= _SURELY:
        return [["", *header], *rows]
    if not numbered and (len(longer) < len(rows) or all(row[-1].strip() for row in rows)):
        return records  # each row tells by itself that it has a cell too many
    what = say("survey.header_lacks_a_cell")
    raise complaint(Code.TABLE_SHAPE, Location(name, 1), what, say("survey.header_lacks_a_cell_hint"))


def _any_end(rows: Sequence[Sequence[str]]) -> bool:
    return any(row[-1].strip() for row in rows)


def _are_numbered(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first cells are 1, 2, 3 …, without one left out."""
    return [row[0].strip() for row in rows if row] == [str(n) for n in range(1, len(rows) + 1)]


def _tells_a_number(header: str) -> bool:
    """Whether numbers from one on may stand below a header, as below an id; then the cells too many are at the end."""
    told = re.findall(r"[^\W_]+|#", header.casefold())
    return not told or says(header, "id") or not {*told}.isdisjoint(known("rows")["numbered"])
