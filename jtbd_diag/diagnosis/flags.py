"""What asks for a second look at a diagnosis: its answers fit no job well, or its ratings are all the same.

Owns these flags and from where on each is raised; knows nothing of how they are told.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from jtbd_diag.answers import AskedAnswers
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.items import RatingItem

FAR_FROM_EVERY_JOB, STRAIGHT_LINED = "far_from_every_job", "straight_lined"
FAR = 4.0
"""A distance to the nearest profile (about two spreads) beyond which no job describes the answers well."""
FAR_FIT = 100 * math.exp(-FAR / 2)
"""The fit, 0-100, at that distance."""
STRAIGHT_FROM = 12
"""From how many ratings on the same answer to all of them asks for a second look."""


def flags_of(questionnaire: Questionnaire, asked: AskedAnswers, row: Mapping[str, Any]) -> tuple[str, ...]:
    """The flags that one respondent's answers raise, whose fits stand in `row`."""
    fits = [row[f"fit:{job}"] for job in questionnaire.profiles if row.get("job")]
    far = bool(fits) and max(fits) < FAR_FIT
    straight = runs_straight(questionnaire, asked)
    return tuple(name for name, raised in ((FAR_FROM_EVERY_JOB, far), (STRAIGHT_LINED, straight)) if raised)


def runs_straight(questionnaire: Questionnaire, asked: AskedAnswers) -> bool:
    """Whether each of STRAIGHT_FROM or more ratings got the same answer."""
    ratings = [asked.values[item] for item in ratings_of_now(questionnaire) if item in asked.values]
    return len(ratings) >= STRAIGHT_FROM and all(a == b for a, b in pairwise(ratings))


def ratings_of_now(questionnaire: Questionnaire) -> list[str]:
    """The ratings by which that is told: those that look back repeat what was rated before."""
    return [item.id for item in questionnaire.items.values() if isinstance(item, RatingItem) and not item.then_of]
