"""What a table's contents say about its columns, for every format that must lay them out.

Owns the rules of thumb; must not know any output format.
"""

from __future__ import annotations

import math

from jtbd_diag.publishing.tree.markdown_parsed import MarkdownNode

FEW_LETTERS = 18
_ROOM_TO_WRITE = 60  # letters, for a column that is left blank
_ROOM_AMONG_MANY = 28  # the same where more than three are
_ON_ONE_PAGE = (8, 700)  # rows and letters
_ROWS_OF_A_SHEET = 21  # as many as fit on a page when they are high enough to write in
_HEIGHT_OF_A_SHEET = 3.35  # inches, so that two stand on a page
_HEIGHT_ALONE = 7.0  # inches, below a title
_EDGES = 0.11  # inches, above and below a row's room
_LOWEST, _HIGHEST, _HIGHEST_ALONE = 0.25, 0.55, 0.8  # inches, of a row to write in


def longest(table: MarkdownNode) -> list[int]:
    """The length of each column's longest cell, in letters."""
    return [max(lengths) for lengths in _lengths(table)]


def shares(table: MarkdownNode) -> list[float]:
    """How much room each column deserves beside the others: the root of its mean length, at least 2.

    In a sheet, a column with words filled in beforehand in some rows gets room for words in all of them.
    """
    return [max(math.sqrt(sum(lengths) / len(lengths)), 2.0) for lengths in _lengths(table)]


def columns(table: MarkdownNode) -> list[tuple[MarkdownNode, ...]]:
    """The cells by column, the header's first."""
    return list(zip(*(row.children for row in table.children), strict=True))


def is_to_fill(row: MarkdownNode) -> bool:
    """Whether at least half of a row is left blank, for somebody to write in."""
    blank = sum(not cell.plain().strip() for cell in row.children)
    return blank * 2 >= len(row.children)


def is_short(table: MarkdownNode) -> bool:
    """Whether a table is so small that it should not be spread over two pages, or is a sheet to fill in."""
    if is_sheet(table):
        return len(table.children) <= _ROWS_OF_A_SHEET
    rows, letters = _ON_ONE_PAGE
    return len(table.children) <= rows and len(table.plain()) <= letters


def is_sheet(table: MarkdownNode) -> bool:
    """Whether a table is there to be filled in: most of its rows are, and others may begin with what was answered."""
    rows = table.children[1:]
    return 2 * sum(map(is_to_fill, rows)) > len(rows)


def height_to_fill(table: MarkdownNode, *, alone: bool = False) -> float:
    """How high the rows to write in are, in inches: the fewer, the higher, and higher still `alone` on a page."""
    room, highest = (_HEIGHT_ALONE, _HIGHEST_ALONE) if alone else (_HEIGHT_OF_A_SHEET, _HIGHEST)
    return round(min(max(room / max(len(table.children), 1) - _EDGES, _LOWEST), highest), 2)


def _lengths(table: MarkdownNode) -> list[list[int]]:
    """How many letters the cells of each column hold, or are to hold."""
    lengths = [[len(cell.plain()) for cell in column] for column in columns(table)]
    is_blank = [table.kind == "table" and len(column) > 1 and not any(column[1:]) for column in lengths]
    room = _ROOM_TO_WRITE if sum(is_blank) <= 3 else _ROOM_AMONG_MANY
    to_fill = table.kind == "table" and is_sheet(table)
    begun = [to_fill and not blank and _is_begun(column) for column, blank in zip(lengths, is_blank, strict=True)]
    begun[1:] = [one or (to_fill and len(lengths) == 2 and not all(lengths[1])) for one in begun[1:]]
    return [
        [max(length, room if blank else _ROOM_TO_WRITE) for length in column] if blank or one_begun else column
        for column, blank, one_begun in zip(lengths, is_blank, begun, strict=True)
    ]


def _is_begun(lengths: list[int]) -> bool:
    """Whether a column holds more than a few letters in some rows and nothing in others."""
    return max(lengths[1:]) > FEW_LETTERS and not all(lengths[1:])
