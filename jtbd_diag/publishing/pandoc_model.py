"""pandoc's document model: a whole document, a field of it, and words in a line.

Owns how words become pieces of the model; must not know of blocks, nor of the format that pandoc writes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from jtbd_diag.publishing.markdown import MarkdownNode
from jtbd_diag.publishing.right_to_left import AFTERWARDS, WITHIN, runs

Piece = dict[str, Any]
"""A node of pandoc's model: {"t": its name, "c": its content}."""
_API = [1, 23, 1]


def model(meta: Mapping[str, Piece], blocks: Sequence[Piece]) -> Piece:
    """A whole document in pandoc's model."""
    return {"pandoc-api-version": _API, "meta": dict(meta), "blocks": list(blocks)}


def meta(inlines: list[Piece]) -> Piece:
    """Words as a field of the document."""
    return {"t": "MetaInlines", "c": inlines}


def inline(nodes: Sequence[MarkdownNode]) -> list[Piece]:
    """Words in pandoc's model."""
    return [piece for node in nodes for piece in (_words(node) if node.kind == "text" else [_INLINES[node.kind](node)])]


def _words(node: MarkdownNode) -> list[Piece]:
    """Words, each run from right to left marked as one."""
    return [one for piece, left in runs(node.text) for one in (_leftward(piece) if left else [str_piece(piece)])]


def _leftward(words: str) -> list[Piece]:
    return [
        {"t": "Span", "c": [["", [], [["dir", "rtl"]]], [str_piece(f"{words}{WITHIN}")]]},
        str_piece(AFTERWARDS),
    ]


def str_piece(words: str) -> Piece:
    """Plain words."""
    return {"t": "Str", "c": words}


def _link(node: MarkdownNode) -> Piece:
    none, words = ["", [], []], inline(node.children)
    if not node.target:
        return {"t": "Span", "c": [none, words]}
    return {"t": "Link", "c": [none, words, [node.target, ""]]}


_INLINES: dict[str, Callable[[MarkdownNode], Piece]] = {
    "strong": lambda node: {"t": "Strong", "c": inline(node.children)},
    "emphasis": lambda node: {"t": "Emph", "c": inline(node.children)},
    "code": lambda node: {"t": "Code", "c": [["", [], []], node.text]},
    "link": _link,
    "line_break": lambda _: {"t": "LineBreak"},
}
