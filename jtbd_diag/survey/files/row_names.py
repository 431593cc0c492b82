"""Rows of delimited text that all have one cell more than the header, as R writes them with row names.

Owns when these are row names, and that nothing is read where they may be something else; knows nothing of what cells
say. Else a row whose last cell is blank would not be told from a sound one, and answer the questions beside its own.
"""

from __future__ import annotations

from itertools import pairwise

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, Location, complaint

_FEWEST = 2


def with_row_names(records: list[list[str]], name: str) -> list[list[str]]:
    """The first records of a file, with a blank header above the row names where there are any.

    Raises InputError where nobody knows in which place a header is lacking.
    """
    header, *rows = records or [[]]
    longer = len(rows) >= _FEWEST <= len(header) and all(len(row) == len(header) + 1 for row in rows)
    if not longer or not any(row[-1].strip() for row in rows):
        return records
    names = [row[0].strip() for row in rows]
    if all(name.isdecimal() for name in names) and all(int(b) == int(a) + 1 for a, b in pairwise(names)):
        return [["", *header], *rows]
    if all(row[-1].strip() for row in rows):
        return records  # each row tells by itself that it has a cell too many
    what = say("survey.header_lacks_a_cell")
    raise complaint(Code.TABLE_SHAPE, Location(name, 1), what, say("survey.header_lacks_a_cell_hint"))
