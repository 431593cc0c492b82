"""Diagnosis -> the plays that fit, each with its reason.

Owns which plays are advised and in what order: the job's weight, then the conditions the answers meet, then
the limits of the job. Deterministic. Knows nothing of how a play is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jtbd_diag.playbook.plays import KINDS, Advice, Kind, PlayFile
from jtbd_diag.questionnaire import Facts

NO_PUSH, UNCLEAR = "no_push", "unclear"
"""What a playbook is about where it is about no job: there is no push to act, or too little was answered."""

LIMITS: Mapping[str, Mapping[Kind, int]] = {
    # few and simple: a Correct leader never gets more than five tools
    "correct": {"tool": 5, "coaching": 2, "rallying": 1, "teaching": 0},
    # people before tools
    "coordinate": {"tool": 4, "coaching": 2, "rallying": 7, "teaching": 1},
    # teaching before tools
    "reorient": {"tool": 4, "coaching": 3, "rallying": 2, "teaching": 7},
    NO_PUSH: {"tool": 2, "coaching": 2, "rallying": 0, "teaching": 0},
    UNCLEAR: {"tool": 2, "coaching": 1, "rallying": 1, "teaching": 0},
}
OTHERWISE: Mapping[Kind, int] = {"tool": 5, "coaching": 2, "rallying": 5, "teaching": 5}
ENOUGH = 2
"""The least merit of a chosen play: a weight of 2, or a weight of 1 and a condition met."""


@dataclass(frozen=True)
class ChosenPlay:
    """A play, why it was chosen, and how many of its conditions the answers meet."""

    file: PlayFile
    because: str
    met: int


def choose(advice: Advice, about: str, facts: Facts) -> tuple[ChosenPlay, ...]:
    """The plays for one leader: by kind, within a kind in the order of the work.

    `about` is the job, or NO_PUSH or UNCLEAR. Merit is the job's weight, one more when a condition is met;
    of equal merit the heavier weight goes first, then more conditions met, then the order of the work.
    """
    limits = LIMITS.get(about, OTHERWISE)
    chosen: list[ChosenPlay] = []
    for kind in KINDS:
        ranked = sorted(_candidates(advice.plays.values(), kind, about, facts), key=lambda pair: pair[0])
        best = [play for _, play in ranked[: limits[kind]]]
        chosen += sorted(best, key=lambda play: (play.file.play.order, play.file.id))
    return tuple(chosen)


def _candidates(
    plays: Iterable[PlayFile], kind: Kind, about: str, facts: Facts
) -> Iterable[tuple[tuple[int, int, int, int, str], ChosenPlay]]:
    for file in plays:
        play, weight = file.play, file.play.jobs.get(about, 0)
        if play.kind != kind or weight == 0 or (play.never is not None and play.never.holds(facts)):
            continue
        reasons = [when.because for when in play.when if when.if_.holds(facts)]
        merit = weight + bool(reasons)
        if merit >= ENOUGH:
            rank = (-merit, -weight, -len(reasons), play.order, file.id)
            yield rank, ChosenPlay(file, reasons[0] if reasons else play.because, len(reasons))
