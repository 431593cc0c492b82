"""Delimited text of which most rows have more cells than the header: nobody knows which column is which.

Owns when that is so, and that nothing is read then; knows nothing of what cells say. R writes row names below no
header, others texts in no quotation marks, or a separator behind each row: numbers from one on are an id as well as
row names, and a row whose last cell is blank is not told from a sound one.
"""

from __future__ import annotations

from collections.abc import Sequence

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, complaint
from jtbd_diag.ground.visible_text import cut
from jtbd_diag.survey.files.csv_dialect import Dialect, title_lines

_FEWEST, _MOST = 3, 0.5


def refuse_below_titles(text: str, dialect: Dialect, name: str) -> None:
    """Raise InputError where the first lines of a text hide the table below them."""
    above = title_lines(text, dialect)
    if above:
        title = text.split("\n", 1)[0].strip()
        what = say("survey.title_lines", n=above, title=cut(title))
        raise complaint(Code.TABLE_SHAPE, Location(name, 1), what, say("survey.title_lines_hint", n=above))


def refuse_where_untold(records: Sequence[Sequence[str]], name: str) -> None:
    """Raise InputError where most of the first records are longer than the header, and not every such row tells it.

    A row tells it by what stands below no header. Where that is blank in all, each ends in a separator, unless rows
    begin with numbers of their own, which may be names of rows.
    """
    header, *rows = records or [[]]
    width = len(header)
    longer = [row for row in rows if len(row) > width]
    by_one = sum(len(row) == width + 1 for row in longer)
    most = by_one > _MOST * len(rows) or 0 < len(longer) == len(rows)
    told = [any(cell.strip() for cell in row[width:]) for row in longer]
    if not (most and width > 1) or all(told) or not (any(told) or _are_numbered(longer)):
        return
    if by_one == len(longer):
        what = say("survey.header_lacks_a_cell")
        raise complaint(Code.TABLE_SHAPE, Location(name, 1), what, say("survey.header_lacks_a_cell_hint"))
    raise _longer(len(longer), name)


def _are_numbered(rows: Sequence[Sequence[str]]) -> bool:
    first = [row[0].strip() for row in rows]
    return all(cell.isdecimal() for cell in first) and len(set(first)) == len(first)


def refuse_longer(n: int, rows: int, name: str) -> None:
    """Raise InputError where so many of all rows hold more cells than the header: the others may have slid, too."""
    if n >= _FEWEST and n > _MOST * rows:
        raise _longer(n, name)


def _longer(n: int, name: str) -> InputError:
    what = say("survey.most_rows_longer", n=n)
    return complaint(Code.TABLE_SHAPE, name, what, say("survey.most_rows_longer_hint"))
