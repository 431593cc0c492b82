"""The design's formulas once more, in plain Python for one respondent, as slow and as plain as can be."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from jtbd_diag.questionnaire import Condition, Item, Questionnaire, Value
from jtbd_diag.questionnaire.items import MultipleItem, NumberItem, RatingItem, SingleItem

Values = Mapping[str, Value]


@dataclass
class Verdict:
    scores: dict[str, float | None]
    distances: dict[str, float]
    lead: float | None
    struggle: str | None

    @property
    def ranked(self) -> list[str]:
        """The jobs, the nearest first."""
        return sorted(self.distances, key=self.distances.__getitem__)


def holds(condition: Condition, answers: Values) -> bool:  # noqa: PLR0911 - one line a case
    """Whether a condition is true of the answers of asked items; a comparison with nothing is false."""
    if condition.all_:
        return all(holds(part, answers) for part in condition.all_)
    if condition.any_:
        return any(holds(part, answers) for part in condition.any_)
    if condition.not_:
        return not holds(condition.not_, answers)
    answer = answers.get(condition.item or "")
    if condition.answered is not None:
        return (answer is not None) == condition.answered
    if answer is None:
        return False
    if condition.includes is not None:
        return isinstance(answer, tuple) and condition.includes in answer
    assert not isinstance(answer, tuple)
    if condition.at_least is not None:
        return float(answer) >= condition.at_least
    if condition.at_most is not None:
        return float(answer) <= condition.at_most
    right = condition.is_ if condition.is_ is not None else condition.is_not
    words = right if isinstance(right, tuple) else (right,)
    same = any(str(word) == str(answer) or _number(word) == _number(answer) for word in words)
    return same if condition.is_ is not None else not same


def _number(word: object) -> object:
    try:
        return float(str(word))
    except ValueError:
        return word


def asked(q: Questionnaire, given: Values) -> tuple[list[str], dict[str, Value]]:
    """The items asked, and the answers to them."""
    shown: list[str] = []
    counting: dict[str, Value] = {}
    for item in q.items.values():
        if item.ask_if is None or holds(item.ask_if, counting):
            shown.append(item.id)
            if item.id in given:
                counting[item.id] = given[item.id]
    return shown, counting


def points(q: Questionnaire, item: Item, answer: Value | None, scale: str) -> float | None:  # noqa: PLR0911
    """What an answer gives on a scale; None when it gives nothing."""
    if answer is None:
        return None
    if isinstance(item, RatingItem) and item.scale == scale:
        steps = len(q.answer_sets[item.answers]) - 1
        level = (int(str(answer)) - 1) / steps * 100
        return 100 - level if item.reverse else level
    if isinstance(item, SingleItem):
        return next(option.points.get(scale) for option in item.options if option.id == answer)
    if isinstance(item, MultipleItem) and scale in item.count_points:
        assert isinstance(answer, tuple)
        ticked = [option for option in item.options if option.id in answer]
        if any(option.cannot_say for option in ticked):
            return None
        reached = [t for t in item.count_points[scale] if t <= sum(not option.exclusive for option in ticked)]
        return item.count_points[scale][max(reached)] if reached else None
    if isinstance(item, NumberItem) and scale in item.band_points:
        starts = [t for t in item.band_points[scale] if t <= float(str(answer))]
        return item.band_points[scale][max(starts)] if starts else None
    return None


def feeds(item: Item, scale: str) -> float | None:
    """The weight of an item on a scale; None when it gives it nothing."""
    tables: Mapping[str, object] = {}
    if isinstance(item, RatingItem):
        return item.weight if item.scale == scale else None
    if isinstance(item, SingleItem):
        tables = {s: p for option in item.options for s, p in option.points.items()}
    elif isinstance(item, MultipleItem):
        tables = item.count_points
    elif isinstance(item, NumberItem):
        tables = item.band_points
    if scale not in tables or not isinstance(item, SingleItem | MultipleItem | NumberItem):
        return None
    return item.weight.get(scale, 1) if isinstance(item.weight, dict) else item.weight


def score(q: Questionnaire, given: Values, scale: str) -> float | None:
    """x_s = sum w p / sum w over the answered items, if enough of the weight that applies is answered."""
    shown, counting = asked(q, given)
    weights = {i: w for i in shown if (w := feeds(q.items[i], scale)) is not None}
    found = {i: p for i in weights if (p := points(q, q.items[i], counting.get(i), scale)) is not None}
    weight = math.fsum(weights[i] for i in found)
    if not found or weight < math.fsum(weights.values()) * q.scales[scale].minimum_answered - 1e-9:
        return None
    return math.fsum(weights[i] * p for i, p in found.items()) / weight


def verdict(q: Questionnaire, given: Values) -> Verdict:
    """Scores, distances D_j, the lead and the struggle of one respondent."""
    scores = {scale: score(q, given, scale) for scale in q.scales}
    rule = q.classification
    distances: dict[str, float] = {}
    lead = None
    if rule and all(scores[s] is not None for s in rule.scales):
        for job, profile in q.profiles.items():
            apart = {s: (scores[s] or 0.0) - profile.at[s] for s in rule.scales}
            distances[job] = sum(rule.importance.get(s, 1) * (d / rule.spread) ** 2 for s, d in apart.items())
        first, second, *_ = sorted(distances.values())
        lead = (second - first) / 2
    return Verdict(scores, distances, lead, _struggle(q, given, scores))


def _struggle(q: Questionnaire, given: Values, scores: Mapping[str, float | None]) -> str | None:
    rule = q.struggle
    if rule is None:
        return None
    if rule.none_if is not None and holds(rule.none_if, asked(q, given)[1]):
        return "none"
    found = scores[rule.scale]
    if found is None:
        return None
    return "active" if found >= rule.active else "early" if found >= rule.early else "none"
