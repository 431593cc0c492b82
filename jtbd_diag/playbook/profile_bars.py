"""Diagnosis -> the bars of the profile chart.

Owns the numbers and labels; knows nothing of how a chart is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass

from jtbd_diag.diagnosis import Diagnosis
from jtbd_diag.ground.catalogue import say


@dataclass(frozen=True)
class ProfileBar:
    """One deciding scale in the profile chart. Values 0-100; `value` None when too little was answered."""

    title: str
    low: str
    high: str
    value: float | None
    band: str | None
    jobs: tuple[tuple[str, float], ...]  # where each job sits: (title, 0-100), in the questionnaire's order

    @property
    def nearest(self) -> str | None:
        """The title of the job whose place is nearest; None where too little was answered, or two are as near."""
        if self.value is None or not self.jobs:
            return None
        (near, first), *others = sorted((abs(place - self.value), title) for title, place in self.jobs)
        return first if all(distance > near for distance, _ in others) else None


def profile_bars(diagnosis: Diagnosis) -> tuple[ProfileBar, ...]:
    """The deciding scales for the profile chart."""
    questionnaire = diagnosis.questionnaire
    rule = questionnaire.classification
    return tuple(
        ProfileBar(
            title=questionnaire.scales[name].title,
            low=questionnaire.scales[name].low or say("playbook.low_end"),
            high=questionnaire.scales[name].high or say("playbook.high_end"),
            value=diagnosis.scales[name].score,
            band=diagnosis.scales[name].band,
            jobs=tuple((p.title, p.at[name]) for p in questionnaire.profiles.values()),
        )
        for name in (rule.scales if rule else ())
    )
