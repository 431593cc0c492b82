"""What a table's contents say about its columns, for every format that must lay them out.

Owns the rules of thumb; must not know any output format.
"""

from __future__ import annotations

import math

from jtbd_diag.publishing.markdown import Node

FEW_LETTERS = 18


def longest(table: Node) -> list[int]:
    """The length of each column's longest cell, in letters."""
    return [max(lengths) for lengths in _lengths(table)]


def shares(table: Node) -> list[float]:
    """How much room each column deserves beside the others: the root of its mean length, at least 2."""
    return [max(math.sqrt(sum(lengths) / len(lengths)), 2.0) for lengths in _lengths(table)]


def is_to_fill(row: Node) -> bool:
    """Whether at least half of a row is left blank, for somebody to write in."""
    blank = sum(not cell.plain().strip() for cell in row.children)
    return blank * 2 >= len(row.children)


def _lengths(table: Node) -> list[list[int]]:
    columns = zip(*(row.children for row in table.children), strict=True)
    return [[len(cell.plain()) for cell in column] for column in columns]
