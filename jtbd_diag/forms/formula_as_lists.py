"""The formula as the offline page reads it: a node is a list of its kind and its parts.

Owns these lists, which `page/formula.js` works out; knows nothing of a page's look.
"""

from __future__ import annotations

from typing import Any

from jtbd_diag.diagnosis.formula import Literal, Node


def as_lists(node: Node | tuple[Any, ...] | str) -> Any:
    """A node as a list of its kind and its parts; what it says in so many words stands by itself."""
    if isinstance(node, Literal):
        return node.value
    if not isinstance(node, tuple):
        return node
    kind = [type(node).__name__] if type(node) is not tuple else []  # nodes are tuples with names
    return [*kind, *map(as_lists, node)]
