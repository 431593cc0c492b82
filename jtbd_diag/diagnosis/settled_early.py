"""What of the headline nothing still open can change: the job, its outcome, the struggle. By bounds on the scores.

Owns what the answers so far have settled; knows nothing of tables or files.
"""

from __future__ import annotations

from collections.abc import Mapping

from jtbd_diag.answers import AskedAnswers
from jtbd_diag.answers.items_to_ask import Settled
from jtbd_diag.diagnosis.ledger_and_flip import Ledger, points_of
from jtbd_diag.diagnosis.scale_scores import TINY
from jtbd_diag.questionnaire import Condition, Questionnaire, Value
from jtbd_diag.questionnaire.model import Classification, Struggle


def settled(questionnaire: Questionnaire, values: Mapping[str, Value]) -> Settled:
    """What answering or skipping the rest leaves as it is, by bounds on every score.

    Nothing is settled before the job can be told. Answers given are taken as final, those that give no points
    included.
    """
    rule, struggle = questionnaire.classification, questionnaire.struggle
    if rule is None:
        return Settled()
    deciding = deciding_items(questionnaire, rule)
    pressing = pressing_items(questionnaire, struggle) if struggle else frozenset()
    so_far = _SoFar(questionnaire, values)
    leads = so_far.leads(rule)
    if leads is None or leads[0] <= TINY:
        return Settled(matters=deciding | pressing)
    # a mixed result is nothing to stop at, and its second job may change
    outcome = so_far.all_given(deciding) or any(
        leads[0] > low + TINY and leads[1] < high - TINY
        for low, high in ((rule.clear, float("inf")), (rule.leaning, rule.clear))
    )
    if struggle is None:
        return Settled(True, outcome, None, frozenset() if outcome else deciding)
    push = so_far.all_given(pressing) or so_far.level_stands(struggle)
    return Settled(True, outcome, push, (frozenset() if outcome else deciding) | (frozenset() if push else pressing))


def deciding_items(questionnaire: Questionnaire, rule: Classification) -> frozenset[str]:
    """The items that can change the job and its outcome."""
    return questionnaire.chain(questionnaire.scored_items(rule.scales))


def pressing_items(questionnaire: Questionnaire, rule: Struggle) -> frozenset[str]:
    """The items that can change the struggle."""
    none_if = rule.none_if.items() if rule.none_if else ()
    return questionnaire.chain((*questionnaire.scored_items((rule.scale,)), *none_if))


class _SoFar:
    """The answers so far. `asked` tells of each item: yes, no, or None while that is open."""

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

    def all_given(self, items: frozenset[str]) -> bool:
        """Whether none of these items is open, or may be."""
        return all(item in self.values or self.asked[item] is False for item in items)

    def leads(self, rule: Classification) -> tuple[float, float] | None:
        """The least and the greatest lead that the job can still end with, below zero where another may win.

        None while a deciding score may be missing.
        """
        reach = {scale: self.reach(scale) for scale in rule.scales}
        bounds = {scale: bound for scale, bound in reach.items() if bound is not None}
        if len(bounds) < len(reach):
            return None
        ledger = Ledger(self.q, AskedAnswers(self.q, self.values))
        first = ledger.nearest()
        # the lead is the smallest of the leads over each other job, each of them linear in the scores
        over = [_lead(ledger, first, other, bounds) for other in self.q.profiles if other != first]
        if not over:
            return None
        return min(least for least, _ in over), min(most for _, most in over)

    def level_stands(self, rule: Struggle) -> bool:
        """Whether the struggle stays at its level: none by an answer, or no other level within reach."""
        none = False if rule.none_if is None else self._truth(rule.none_if)
        if none:
            return True
        bounds = self.reach(rule.scale)
        if bounds is None:
            return False
        lowest, highest = bounds[0] - TINY, bounds[1] + TINY
        levels = [(score >= rule.early, score >= rule.active) for score in (lowest, highest)]
        return levels[0] == levels[1] and (none is False or levels[0] == (False, False))

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


def _lead(ledger: Ledger, first: str, other: str, bounds: Mapping[str, tuple[float, float]]) -> tuple[float, float]:
    """The least and the greatest lead of one job over another, with every score within its bounds."""
    at, least, most = ledger.q.profiles, 0.0, 0.0
    for scale, ends in bounds.items():
        pull = ledger.pull(scale, first, other)
        middle = (at[first].at[scale] + at[other].at[scale]) / 2
        added = [pull * (end - middle) for end in ends]
        least, most = least + min(added), most + max(added)
    return least, most


def _lowest(fixed: list[tuple[float, float]], may_join: list[tuple[float, float]]) -> float:
    """The lowest weighted mean when any of `may_join` may be added: one that lies below the mean lowers it."""
    total, weight = sum(p * w for p, w in fixed), sum(w for _, w in fixed)
    for points, w in sorted(may_join):
        if points >= total / weight:
            break
        total, weight = total + points * w, weight + w
    return total / weight
