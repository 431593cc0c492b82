"""Two versions of a questionnaire, and answers where there are any -> what the step from one to the other does.

Owns what belongs to the impact of a change; must not know pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jtbd_diag.lab.impact.reclassified import Reclassified
from jtbd_diag.lab.impact.version_changes import VersionChange, changes_of
from jtbd_diag.lab.impact.wave_verdicts import Waves, waves_of
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.versions import with_version


@dataclass(frozen=True)
class Impact:
    """What changed, what that means for waves, and each source of answers scored by both."""

    old: Questionnaire
    new: Questionnaire
    changes: tuple[VersionChange, ...]
    waves: Waves
    scored: tuple[Reclassified, ...]
    names: tuple[str, str]


def impact_of(old: Questionnaire, new: Questionnaire, scored: Sequence[Reclassified], names: tuple[str, str]) -> Impact:
    """Put it together; `names` are what both are called where they are of one name and version."""
    return Impact(old, new, changes_of(old, new), waves_of(old, new), tuple(scored), _told_apart(old, new, names))


def _told_apart(old: Questionnaire, new: Questionnaire, names: tuple[str, str]) -> tuple[str, str]:
    one, other = (with_version(q) for q in (old, new))
    return (one, other) if one != other else names
