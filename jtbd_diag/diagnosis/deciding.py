"""Whether anything still open can change the job: bounds on every deciding score.

Owns what the answers so far have settled; knows nothing of tables or files.
"""

from __future__ import annotations

from collections.abc import Mapping

from jtbd_diag.answers import AskedAnswers
from jtbd_diag.diagnosis.explanation import Ledger, points_of
from jtbd_diag.diagnosis.scoring import TINY
from jtbd_diag.questionnaire import Condition, Questionnaire, Value


def decided(questionnaire: Questionnaire, values: Mapping[str, Value]) -> bool:
    """Whether no answer still open can change the job, by bounds on every deciding score.

    True only when the job can be told already; then answering or skipping the rest leaves it as it is. Answers
    given are taken as final, those that give no points included.
    """
    rule = questionnaire.classification
    if rule is None:
        return False
    settled = _Settled(questionnaire, values)
    reach = {scale: settled.reach(scale) for scale in rule.scales}
    bounds = {scale: bound for scale, bound in reach.items() if bound is not None}
    if len(bounds) < len(reach):
        return False
    ledger = Ledger(questionnaire, AskedAnswers(questionnaire, values))
    first = ledger.nearest()
    return all(_never_overtaken(ledger, first, other, bounds) for other in questionnaire.profiles if other != first)


def _never_overtaken(ledger: Ledger, first: str, other: str, bounds: Mapping[str, tuple[float, float]]) -> bool:
    at = ledger.q.profiles
    least = 0.0
    for scale, (low, high) in bounds.items():
        pull = ledger.pull(scale, first, other)
        middle = (at[first].at[scale] + at[other].at[scale]) / 2
        least += min(pull * (low - middle), pull * (high - middle))
    return least > TINY


class _Settled:
    """What the answers so far have settled. `asked` tells of each item: yes, no, or None while that is open."""

    def __init__(self, questionnaire: Questionnaire, values: Mapping[str, Value]) -> None:
        self.q, self.values = questionnaire, values
        self.asked: dict[str, bool | None] = {}
        for item in questionnaire.items.values():
            self.asked[item.id] = True if item.ask_if is None else self._truth(item.ask_if)

    def item(self, item: str) -> Value | None:
        """The answer to an item that is asked (one of the facts that conditions are put to)."""
        return self.values.get(item) if self.asked[item] else None

    def scale(self, scale: str) -> float | None:
        """No scores here."""
        return None

    def result(self, result: str) -> str | None:
        """No results here."""
        return None

    def _truth(self, condition: Condition) -> bool | None:
        """Whether a condition holds, whatever is answered next; None while that is open."""
        parts = [self._truth(part) for part in condition.parts]
        if condition.not_ is not None:
            return None if parts[0] is None else not parts[0]
        if parts:
            enough = condition.all_ is None  # one true settles an `any`, one false an `all`
            if enough in parts:
                return enough
            return None if None in parts else not enough
        assert condition.item is not None
        shown = self.asked[condition.item]
        if shown is None or (shown and condition.item not in self.values):
            return None
        return condition.holds(self)

    def reach(self, scale: str) -> tuple[float, float] | None:
        """The lowest and highest score a scale can still end with; None while it may end without one."""
        fixed: list[tuple[float, float]] = []
        lowest: list[tuple[float, float]] = []
        highest: list[tuple[float, float]] = []
        applies = 0.0
        for c in self.q.contributions:
            if c.scale != scale or self.asked[c.item] is False:
                continue
            applies += c.weight
            points = points_of(self.q, c, self.values.get(c.item))
            if c.item not in self.values:
                offered = [*c.options.values(), *c.thresholds.values()]
                lowest.append((min(offered), c.weight))
                highest.append((max(offered), c.weight))
            elif points is not None and self.asked[c.item]:
                fixed.append((points, c.weight))
            elif points is not None:
                lowest.append((points, c.weight))
                highest.append((points, c.weight))
        weight = sum(w for _, w in fixed)
        if weight == 0 or weight < applies * self.q.scales[scale].minimum_answered - TINY:
            return None
        return _lowest(fixed, lowest), -_lowest([(-p, w) for p, w in fixed], [(-p, w) for p, w in highest])


def _lowest(fixed: list[tuple[float, float]], may_join: list[tuple[float, float]]) -> float:
    """The lowest weighted mean when any of `may_join` may be added: one that lies below the mean lowers it."""
    total, weight = sum(p * w for p, w in fixed), sum(w for _, w in fixed)
    for points, w in sorted(may_join):
        if points >= total / weight:
            break
        total, weight = total + points * w, weight + w
    return total / weight
