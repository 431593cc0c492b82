"""The title, and what stands under it: which job, and when.

Owns these words; must not know the machine's language, so that every machine writes the same.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from jtbd_diag.publishing.markdown import Document, Node, clean

if TYPE_CHECKING:
    from jtbd_diag.playbook.writing import Playbook

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def written_out(date: datetime.date) -> str:
    """`November 3, 2025`."""
    return f"{_MONTHS[date.month - 1]} {date.day}, {date.year}"


def summary(playbook: Playbook) -> str:
    """The line under the title: the job and the date."""
    return clean(" · ".join(filter(None, (playbook.job, written_out(playbook.date)))))


def title_of(playbook: Playbook, document: Document) -> tuple[Node, ...]:
    """The title as the playbook writes it, else as it is named."""
    return document.title or (Node("text", text=clean(playbook.title)),)
