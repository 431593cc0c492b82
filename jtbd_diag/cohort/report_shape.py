"""What a report is before it is published: one Markdown source, and its charts.

Owns these shapes; must not know what a report is about.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from jtbd_diag.ground.catalogue import say
from jtbd_diag.playbook.escape import escape
from jtbd_diag.publishing.drawing import Drawing


@dataclass(frozen=True)
class Report:
    """A report, ready to be published: Markdown whose figures are called `figure:<name>`, and what each draws."""

    title: str
    date: datetime.date
    markdown: str
    footer: str
    figures: Mapping[str, tuple[Drawing, ...]]


@dataclass(frozen=True)
class Occasion:
    """What a report is about besides the numbers: the survey's name, the day, notes of the reading."""

    survey: str
    date: datetime.date
    notes: tuple[str, ...] = ()
    invented: int = 0
    """How many rows of the survey say that a simulation invented them."""

    def warning(self) -> list[str]:
        """What stands right below the title of a report on what nobody answered."""
        return (
            [f"> **{say('cohort.invented_title')}** {say('cohort.invented', n=self.invented)}"] if self.invented else []
        )


def figure(figures: Mapping[str, tuple[Drawing, ...]], name: str) -> list[str]:
    """The place of a figure in the Markdown, with what it shows in words; nothing where there is none."""
    words = " ".join(drawing.description for drawing in figures.get(name, ()))
    return [f"![{escape(words)}](figure:{name})"] if words else []
