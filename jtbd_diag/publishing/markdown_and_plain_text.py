"""A document as Markdown and as plain text.

Owns what stands in for the chart where nothing can be drawn; must not know how the Markdown came about.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jtbd_diag.publishing.drawings import figures
from jtbd_diag.publishing.terminal.playbook_in_terminal import plain_text
from jtbd_diag.publishing.tree.markdown_parsed import clean

if TYPE_CHECKING:
    from jtbd_diag.playbook.document import Document
    from jtbd_diag.publishing.theme.theme import Theme

_FIGURE_LINE = re.compile(r"^!\[(?:\\.|[^\]\\])*\]\(figure:(\w+)\)[ \t]*$", re.MULTILINE | re.DOTALL)
_SIGNS = re.compile(r"([\\`*_\[\]<>&|#~])")


def render_markdown(document: Document, _theme: Theme) -> bytes:
    """The Markdown itself, UTF-8; a list stands in for each figure, and the footer ends it."""
    body = _FIGURE_LINE.sub(lambda found: _in_words(document, found[1]), clean(document.markdown)).rstrip("\n")
    return f"{body}\n\n---\n\n{_escaped(document.footer)}\n".encode()


def _in_words(document: Document, name: str) -> str:
    return "\n".join(f"- {_escaped(sentence)}" for sentence in figures.sentences(document, name))


def render_text(document: Document, _theme: Theme) -> bytes:
    """Plain text of 80 columns, UTF-8."""
    return plain_text(document).encode()


def _escaped(words: str) -> str:
    return _SIGNS.sub(r"\\\1", clean(words).replace("\n", " "))
