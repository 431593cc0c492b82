"""Words of the tree -> rich's Text objects, which read no markup.

Owns how words look in a line; must not know of blocks.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from jtbd_diag.publishing.tree.markdown_parsed import MarkdownNode

if TYPE_CHECKING:
    from rich.text import Text


def rich_text(nodes: Sequence[MarkdownNode], style: str = "") -> Text:
    """Words of a line or a paragraph, in `style`."""
    from rich.text import Text

    words = Text(style=style, overflow="fold")
    for node, after in zip(nodes, (*nodes[1:], None), strict=False):
        words.append_text(_INLINES[node.kind](node))
        if node is nodes[0] and _is_label(node, after):
            words.append(":", "bold")
    return words


def _is_label(node: MarkdownNode, after: MarkdownNode | None) -> bool:
    """Whether bold first words name the sentence that follows; where nothing is bold, a colon must say so."""
    follows = after is not None and re.match(r" [A-Z“‘\"]", after.text) is not None
    return node.kind == "strong" and follows and node.plain()[-1:].isalnum()


def _words(node: MarkdownNode) -> Text:
    from rich.text import Text

    return Text(node.text)


def _link(node: MarkdownNode) -> Text:
    """Its words and, as nothing can be clicked on paper, its address."""
    words = rich_text(node.children)
    if node.target and node.target[0] != "#" and node.target != words.plain:
        words.append(f" <{node.target}>", "dim")
    return words


def _line_break(_node: MarkdownNode) -> Text:
    from rich.text import Text

    return Text("\n")


def _marked(style: str) -> Callable[[MarkdownNode], Text]:
    return functools.partial(_with_style, style)


def _with_style(style: str, node: MarkdownNode) -> Text:
    return rich_text(node.children, style)


_INLINES: dict[str, Callable[[MarkdownNode], Text]] = {
    "text": _words,
    "strong": _marked("bold"),
    "emphasis": _marked("italic"),
    "code": _words,
    "link": _link,
    "line_break": _line_break,
}
