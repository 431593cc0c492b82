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
    """The verdict on the whole, on the job, and on each scale that both have.

    `rescore`: after scoring both waves with one version. `words_around`: each question of the scales is worded as
    before, but what stands around them, or their order, is not.
    """

    whole: Verdict
    job: Verdict | None
    scales: tuple[ScaleVerdict, ...]
    words_around: bool


def waves_of(old: Questionnaire, new: Questionnaire) -> Waves:
    """Compare two versions."""
    scales = tuple(_scale(old, new, name) for name in new.scales if name in old.scales)
    same_wording = wording_fingerprint(old) == wording_fingerprint(new)
    same_scoring = fingerprint(old) == fingerprint(new)
    whole: Verdict = "not" if not same_wording else "as_they_are" if same_scoring else "rescore"
    comparable = all(one.verdict != "not" for one in scales) and set(old.scales) == set(new.scales)
    return Waves(whole, _job(old, new, scales), scales, comparable and not same_wording)


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
    verdicts = {each.scale: each.verdict for each in scales}
    if set(one.scales) != set(other.scales) or any(verdicts.get(scale) == "not" for scale in other.scales):
        return "not"
    places = [[(job, {s: p.at[s] for s in other.scales}) for job, p in q.profiles.items()] for q in (old, new)]
    alike = one == other and places[0] == places[1]
    return "as_they_are" if alike and all(verdicts[scale] == "as_they_are" for scale in other.scales) else "rescore"
