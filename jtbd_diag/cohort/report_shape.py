"""What a report is about besides its numbers.

Owns the occasion and its warning; must not know the numbers.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from jtbd_diag.ground.catalogue import say


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
