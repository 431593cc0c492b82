"""Where to cut the text beside a label, so that its first part is about as high as the label.

Owns the estimate of heights; must not know how the columns are set. A page may then break below the first part
without tearing the label from what it names.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from jtbd_diag.publishing.tree.markdown_parsed import MarkdownNode

_NARROW, _WIDE = 28, 83  # about how many letters a line holds
_LOW, _HIGH = 9.9, 11.9  # how high a line is, in points
_GAP = {"label": 1.7, "lead_in": -0.5, "item": 0.6}  # points between blocks beyond that between lines
_GAP_OTHERWISE = 2.4
_LOSS = 0.04  # how much worse a first part is for each point of its height, as less of a page can be used
_TOO_HIGH = 100.0  # points; first parts that high leave too much of a page empty


def balanced(
    letters: int, blocks: Sequence[MarkdownNode], least: float = 0.0
) -> tuple[Sequence[MarkdownNode], Sequence[MarkdownNode]]:
    """The blocks that go beside a label of so many letters, and the other ones.

    A list may be cut between its items. The first part is at least `least` points high, where there is so much.
    """
    left = _lines(letters, _NARROW) * _LOW + _GAP["label"]
    cuts = [
        (abs(left - right) + _LOSS * max(left, right) + max(0.0, max(left, right) - _TOO_HIGH), cut)
        for cut, right in enumerate(_heights(blocks), start=1)
        if right >= least
    ]
    return _cut(blocks, min(cuts)[1]) if cuts else (blocks, ())


def height(blocks: Sequence[MarkdownNode]) -> float:
    """About how high blocks are in the wide column, in points; a table is higher than this tells."""
    return sum(map(_height, blocks))


def _heights(blocks: Sequence[MarkdownNode]) -> Iterator[float]:
    """How high the blocks are down to each place where they may be cut, but not right after an announcement."""
    height = 0.0
    for block in blocks:
        for piece in block.children if _is_list(block) else (block,):
            height += _height(piece)
            yield -1.0 if block.kind in ("lead_in", "announcement") else height


def _height(block: MarkdownNode) -> float:
    if block.kind == "item" or _is_list(block):
        return sum(map(_height, block.children))
    gap = _GAP["item"] if block.kind == "plain" else _GAP.get(block.kind, _GAP_OTHERWISE)
    return _lines(len(block.plain()), _WIDE) * _HIGH + gap


def _cut(blocks: Sequence[MarkdownNode], place: int) -> tuple[Sequence[MarkdownNode], Sequence[MarkdownNode]]:
    first: list[MarkdownNode] = []
    for number, block in enumerate(blocks):
        if place <= 0:
            return first, list(blocks[number:])
        pieces = len(block.children) if _is_list(block) else 1
        if place < pieces:
            first.append(block._replace(children=block.children[:place]))
            rest = block._replace(children=block.children[place:], level=block.level + place)
            return first, [rest, *blocks[number + 1 :]]
        first.append(block)
        place -= pieces
    return first, []


def _is_list(block: MarkdownNode) -> bool:
    return block.kind in ("bullets", "numbers") and len(block.children) > 0


def _lines(letters: int, in_a_line: int) -> int:
    return math.ceil(max(letters, 1) / in_a_line)
