"""The title, and what stands under it: which job, and when.

Owns these words; must not know any output format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jtbd_diag.ground.dates import written_out
from jtbd_diag.publishing.markdown_parsed import MarkdownNode, ParsedMarkdown, clean

if TYPE_CHECKING:
    from jtbd_diag.playbook.written_playbook import Playbook


def summary(playbook: Playbook) -> str:
    """The line under the title: the job and the date."""
    return clean(" · ".join(filter(None, (playbook.job, written_out(playbook.date)))))


def title_of(playbook: Playbook, document: ParsedMarkdown) -> tuple[MarkdownNode, ...]:
    """The title as the playbook writes it, else as it is named."""
    return document.title or (MarkdownNode("text", text=clean(playbook.title)),)
