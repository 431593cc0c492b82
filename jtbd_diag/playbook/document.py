"""What is published: a page in Markdown, its title, its day, what it rests on, and the figures that it may name.

Owns what every page has in common, a playbook, a letter, a piece of a kit, a report; must not know how one is made.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from jtbd_diag.playbook.choice.influence import Influence
from jtbd_diag.playbook.profile_bars import ProfileBar


@dataclass(frozen=True)
class Document:
    """A page, ready to be published.

    `markdown` starts with the level-1 title and is the one source of every format. `footer` is what the page rests on:
    the honesty line and the questionnaire's identity. `job` is the title of the job that it is about, None where it is
    about none. `profile` and `influence`, who stands how near to the leader, are drawn where the Markdown names them.
    """

    title: str
    date: datetime.date
    markdown: str
    footer: str
    job: str | None = None
    profile: tuple[ProfileBar, ...] = ()
    influence: Influence | None = None
