"""The title, and what stands under it: which job, and when.

Owns these words; must not know any output format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jtbd_diag.ground.dates import written_out
from jtbd_diag.publishing.tree.markdown_parsed import MarkdownNode, ParsedMarkdown, clean

if TYPE_CHECKING:
    from jtbd_diag.playbook.document import Document


def summary(document: Document) -> str:
    """The line under the title: the job and the date."""
    return clean(" · ".join(filter(None, (document.job, written_out(document.date)))))


def title_of(document: Document, parsed: ParsedMarkdown) -> tuple[MarkdownNode, ...]:
    """The title as the document writes it, else as it is named."""
    return parsed.title or (MarkdownNode("text", text=clean(document.title)),)
