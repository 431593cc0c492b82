"""Two versions of a questionnaire -> may a wave with one be compared with a wave with the other?

Owns the answer, for each scale, the job and the struggle; must not know answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from jtbd_diag.lab.impact.version_changes import same_words
from jtbd_diag.questionnaire import Questionnaire, fingerprint, wording_fingerprint

Verdict = Literal["as_they_are", "rescore", "not"]


@dataclass(frozen=True)
class ScaleVerdict:
    """A scale that both versions have, and the questions that keep it from being compared."""

    scale: str
    verdict: Verdict
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Waves:
    """The verdict on the whole, on the job, on whether there is a push to act, and on each scale that both have.

    None where one of both tells no job, or neither tells a push. `rescore`: after scoring both waves with one version.
    `words_around`: each question of the scales is worded as before, but what stands around it, or the order, is not.
    """

    whole: Verdict
    job: Verdict | None
    push: Verdict | None
    scales: tuple[ScaleVerdict, ...]
    words_around: bool

    @property
    def jobs_comparable(self) -> bool:
        """Whether a job then may be held against a job now."""
        return self.job in ("as_they_are", "rescore")

    @property
    def comparable(self) -> tuple[str, ...]:
        """The scales that may be compared, after scoring both waves with the later version."""
        return tuple(one.scale for one in self.scales if one.verdict != "not")


def waves_of(old: Questionnaire, new: Questionnaire) -> Waves:
    """Compare two versions."""
    scales = tuple(_scale(old, new, name) for name in new.scales if name in old.scales)
    same_wording = wording_fingerprint(old) == wording_fingerprint(new)
    same_scoring = fingerprint(old) == fingerprint(new)
    whole: Verdict = "not" if not same_wording else "as_they_are" if same_scoring else "rescore"
    comparable = all(scale.verdict != "not" for scale in scales) and set(old.scales) == set(new.scales)
    job, push = _job(old, new, scales), _push(old, new, scales)
    return Waves(whole, job, push, scales, comparable and not same_wording)


def _scale(old: Questionnaire, new: Questionnaire, scale: str) -> ScaleVerdict:
    """The words of its items, and of those that decide whether they are asked, have to be the same."""
    before, after = (q.chain(q.scored_items((scale,))) for q in (old, new))
    other = [item for item in (*new.items, *(i for i in old.items if i not in new.items))
             if (item in before or item in after) and not (item in before and item in after and same_words(old, new, item))]  # fmt: skip  # noqa: E501
    if other:
        return ScaleVerdict(scale, "not", tuple(other))
    return ScaleVerdict(scale, "as_they_are" if _scoring(old, scale) == _scoring(new, scale) else "rescore")


def _scoring(q: Questionnaire, scale: str) -> Any:
    fed = [(c.item, c.weight, dict(c.options), dict(c.thresholds)) for c in q.contributions if c.scale == scale]
    return sorted(fed, key=lambda one: one[0]), q.scales[scale].minimum_answered


def _job(old: Questionnaire, new: Questionnaire, scales: tuple[ScaleVerdict, ...]) -> Verdict | None:
    one, other = old.classification, new.classification
    if one is None or other is None:
        return None
    verdicts = {scale_verdict.scale: scale_verdict.verdict for scale_verdict in scales}
    if set(one.scales) != set(other.scales) or any(verdicts.get(scale) == "not" for scale in other.scales):
        return "not"
    places = [[(job, {s: p.at[s] for s in other.scales}) for job, p in q.profiles.items()] for q in (old, new)]
    alike = one == other and places[0] == places[1]
    return "as_they_are" if alike and all(verdicts[scale] == "as_they_are" for scale in other.scales) else "rescore"


def _push(old: Questionnaire, new: Questionnaire, scales: tuple[ScaleVerdict, ...]) -> Verdict | None:
    one, other = old.struggle, new.struggle
    if one is None and other is None:
        return None
    scale = next((scale_verdict for scale_verdict in scales if other and scale_verdict.scale == other.scale), None)
    if one is None or other is None or one.scale != other.scale or scale is None or scale.verdict == "not":
        return "not"
    asked = {item for rule in (one, other) if rule.none_if for item in rule.none_if.items()}
    if not all(same_words(old, new, item) for item in asked):
        return "not"
    return "as_they_are" if one == other and scale.verdict == "as_they_are" else "rescore"
