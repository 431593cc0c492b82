"""A scale -> from how many points on one person's change counts, and by what that is known.

Owns the order: who was asked twice within weeks tells best, how far the questions agree at one time comes next, and
where nobody measured these words the worst case is assumed. The least change that counts is 1.96 times the standard
error of a difference, s * sqrt(2 (1 - r)) (Jacobson & Truax 1991).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from jtbd_diag.ground.catalogue import say
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.honesty_line import stale

Z = 1.96
"""Standard errors on either side that leave out one in twenty."""
WORST_RELIABILITY, USUAL_SPREAD = 0.60, 25.0
"""What is assumed of a scale that nobody has measured as it is asked here: the least reliability, the usual spread."""
ERROR = USUAL_SPREAD * math.sqrt(1 - WORST_RELIABILITY)
"""The standard error of measurement that follows, in points."""
KnownBy = Literal["again", "parts", "worst"]


@dataclass(frozen=True)
class Steady:
    """How steadily a scale measures one person: its reliability, 0 to 1, and its standard error of measurement, in
    points. `people` is how many it was measured with, 0 for the worst case."""

    by: KnownBy
    reliability: float
    error: float
    people: int

    @property
    def least(self) -> float:
        """The least change that counts, in points."""
        return Z * math.sqrt(2) * self.error


_WORD: dict[KnownBy, str] = {"again": "waves.by_again", "parts": "waves.by_parts", "worst": "waves.by_worst"}


def known_word(steady: Steady) -> str:
    """By what it is known, in a word or two."""
    return say(_WORD[steady.by])


WORST = Steady("worst", WORST_RELIABILITY, ERROR, 0)


def steadiness_of(q: Questionnaire, scale: str) -> Steady:
    """What is known of a scale with its present words and points.

    What was measured with others does not count; neither does a block without a standard error.
    """
    found = q.evidence.answers if q.evidence and "answers" not in stale(q) else None
    if found is None:
        return WORST
    kept, parts = found.again.get(scale), found.scales.get(scale)
    if kept is not None:
        return Steady("again", kept.value, kept.sem, kept.people)
    if parts is not None and parts.sem is not None:
        return Steady("parts", parts.value, parts.sem, parts.answers)
    return WORST
