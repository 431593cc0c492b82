"""What may be claimed of a result: what the questionnaire says of itself, and what was measured of it, if anything.

Owns the line that stands under every result; must not know pages.
"""

from __future__ import annotations

from collections.abc import Iterator

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import printed
from jtbd_diag.questionnaire.evidence_block import FromAnswers, FromInterviews
from jtbd_diag.questionnaire.fingerprints import fingerprint, wording_fingerprint
from jtbd_diag.questionnaire.model import Questionnaire


def honesty_line(questionnaire: Questionnaire, ending: str) -> str:
    """What the questionnaire says about itself, if it does, the ending, and what was measured, if anything was."""
    return " ".join([*(questionnaire.about or "").split(), ending, *_measured(questionnaire)])


def stale(questionnaire: Questionnaire) -> tuple[str, ...]:
    """The parts of its evidence (`answers`, `interviews`) that were measured with other words or another scoring."""
    held = questionnaire.evidence
    parts = {} if held is None else {"answers": held.answers, "interviews": held.interviews}
    now = (wording_fingerprint(questionnaire), fingerprint(questionnaire))
    return tuple(name for name, part in parts.items() if part is not None and (part.wording, part.scoring) != now)


def _measured(q: Questionnaire) -> Iterator[str]:
    held, old = q.evidence, stale(q)
    if held is None:
        return
    parts = {"answers": held.answers, "interviews": held.interviews}
    kept = [part for name, part in parts.items() if part is not None and name not in old]
    for part in kept:
        if isinstance(part, FromAnswers):
            yield _answered(q, part)
        else:
            yield from _interviewed(part)
    if old:
        yield say("questionnaire.evidence_is_stale")
    if kept:
        yield say("questionnaire.evidence_is_no_validity")


def _answered(q: Questionnaire, part: FromAnswers) -> str:
    deciding = q.classification.scales if q.classification else ()
    known = [part.scales[name] for name in deciding if name in part.scales] or [*part.scales.values()]
    worst = min(known, key=lambda one: one.value)
    numbers = {"value": _two(worst.value), "low": _two(worst.low), "high": _two(worst.high)}
    said = {"n": part.respondents, "data": part.data, "day": part.day, **numbers}
    return say("questionnaire.evidence_of_answers", **said)


def _interviewed(part: FromInterviews) -> Iterator[str]:
    ends = {"low": f"{100 * part.low:.0f}", "high": f"{100 * part.high:.0f}"}
    yield say("questionnaire.evidence_of_interviews", n=part.interviews, agree=part.agree, day=part.day, **ends)
    if part.profiles:
        yield say("questionnaire.evidence_of_profiles", n=len(part.profiles), coded=sum(part.profiles.values()))


def _two(number: float) -> str:
    return printed(number, ".2f")
