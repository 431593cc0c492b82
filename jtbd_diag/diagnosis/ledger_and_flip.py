"""Why this job: the ledger, the flip, and the changes that stability is made of.

Because the distances to two profiles share their squared terms, the difference between them is linear in the
points of the answers. So the ledger adds up exactly, and the fewest answers that flip the job are found by
sorting gains. Knows nothing of tables or files.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from copy import copy
from functools import cached_property
from typing import NamedTuple

from jtbd_diag.answers import AskedAnswers
from jtbd_diag.diagnosis.formula import Formula, Step
from jtbd_diag.diagnosis.formula_in_python import PlainFormula
from jtbd_diag.diagnosis.scale_scores import TINY, points_table
from jtbd_diag.diagnosis.scored_columns import number_column
from jtbd_diag.diagnosis.whole_formula import formula_of
from jtbd_diag.questionnaire import Contribution, Questionnaire, Value
from jtbd_diag.questionnaire.items import MultipleItem, NumberItem, RatingItem
from jtbd_diag.questionnaire.model import Classification


class LedgerLine(NamedTuple):
    """What one answer added to the lead over the runner-up, on one scale. Negative: it spoke for the runner-up."""

    item: str
    scale: str
    points: float
    added: float


class Change(NamedTuple):
    """One answer changed to another."""

    item: str
    instead: Value


class Flip(NamedTuple):
    """The fewest answers whose change makes another job win, the weightiest first."""

    job: str
    changes: tuple[Change, ...]


_Found = tuple[int, float, Flip]
"""How many answers, what they leave of the lead, and which."""


class _Term(NamedTuple):
    """One answered item on one deciding scale."""

    contribution: Contribution
    points: float
    share: float  # w_i / W_s


class Ledger:
    """The answers of one respondent as terms of the lead. Needs every deciding scale to have an answer."""

    def __init__(self, questionnaire: Questionnaire, asked: AskedAnswers) -> None:
        """Take the answers that give points on a deciding scale, each with its share of the scale's weight."""
        assert questionnaire.classification is not None
        self.q, self.asked = questionnaire, asked
        self.rule: Classification = questionnaire.classification
        self._take(
            (c, p)
            for c in questionnaire.contributions
            if c.scale in self.rule.scales and (p := points_of(questionnaire, c, asked.item(c.item))) is not None
        )

    def among(self, items: Collection[str]) -> Ledger:
        """The same of the answers to these items alone, with their shares of what they weigh together."""
        part = copy(self)
        part._take((t.contribution, t.points) for t in self.terms if t.contribution.item in items)
        return part

    def _take(self, given: Iterable[tuple[Contribution, float]]) -> None:
        found = list(given)
        total = {s: sum(c.weight for c, _ in found if c.scale == s) for s in self.rule.scales}
        self.terms = [_Term(c, p, c.weight / total[c.scale]) for c, p in found]
        self._flips: dict[tuple[str, str], _Found | None] = {}

    def pull(self, scale: str, towards: str, against: str) -> float:
        """How much a point on a scale brings one job before another: a_s (c_1s - c_2s) / spread^2."""
        at = self.q.profiles
        apart = at[towards].at[scale] - at[against].at[scale]
        return self.rule.importance.get(scale, 1.0) * apart / self.rule.spread**2

    def lines(self, first: str, second: str) -> tuple[LedgerLine, ...]:
        """The ledger of `first` over `second`: a_s (c_1s - c_2s)/spread^2 (w_i/W_s) (p_i - (c_1s + c_2s)/2).

        The lines sum to the lead.
        """
        at = self.q.profiles
        return tuple(
            LedgerLine(
                t.contribution.item,
                t.contribution.scale,
                t.points,
                self.pull(t.contribution.scale, first, second)
                * t.share
                * (t.points - (at[first].at[t.contribution.scale] + at[second].at[t.contribution.scale]) / 2),
            )
            for t in self.terms
        )

    def points_to(self) -> dict[str, int]:
        """How many answers point to each job: those that bring it nearest to winning, over all scales.

        An answer that brings two jobs equally near points to neither. By the ledger's own terms: the difference of two
        jobs here is what the answer adds to the lead of one over the other.
        """
        at, nearer = self.q.profiles, dict[str, dict[str, float]]()
        for t in self.terms:
            item, scale = t.contribution.item, t.contribution.scale
            weight = self.rule.importance.get(scale, 1.0) * t.share / self.rule.spread**2
            sums = nearer.setdefault(item, dict.fromkeys(at, 0.0))
            for job, profile in at.items():
                sums[job] += weight * profile.at[scale] * (t.points - profile.at[scale] / 2)
        found = dict.fromkeys(at, 0)
        for sums in nearer.values():
            best, next_best = sorted(sums.values(), reverse=True)[:2]
            if best - next_best > TINY:
                found[max(sums, key=lambda job: sums[job])] += 1
        return found

    def gains(self, first: str, other: str) -> list[tuple[float, Change]]:
        """For each answered item, by how much its best change brings `other` nearer to winning over `first`.

        Only changes that leave the same items asked and the same scales answered, since only their gains add up.
        """
        by_item: dict[str, list[_Term]] = {}
        for term in self.terms:
            by_item.setdefault(term.contribution.item, []).append(term)
        best: list[tuple[float, Change]] = []
        for item, terms in by_item.items():
            if item in self._steering:
                continue
            found = [
                (gain, Change(item, other_answer))
                for other_answer in alternatives(self.q, item, self.asked.values[item])
                if (gain := self._gain(terms, other_answer, first, other)) is not None and gain > 0
            ]
            if found:
                best.append(max(found, key=lambda pair: pair[0]))
        return sorted(best, key=lambda pair: -pair[0])

    def _gain(self, terms: Sequence[_Term], answer: Value, first: str, other: str) -> float | None:
        item = terms[0].contribution.item
        scales = {t.contribution.scale for t in terms}
        gain = 0.0
        for c in self.q.contributions:
            if c.item != item or c.scale not in self.rule.scales:
                continue
            points = points_of(self.q, c, answer)
            if (points is not None) != (c.scale in scales):
                return None
            if points is not None:
                term = next(t for t in terms if t.contribution.scale == c.scale)
                gain += self.pull(c.scale, other, first) * term.share * (points - term.points)
        return gain

    @cached_property
    def _steering(self) -> set[str]:
        """Items that decide, at whatever remove, whether a scored item is asked."""
        asked_for = self.q.chain(self.q.scored_items(self.rule.scales))
        conditions = [self.q.items[item].ask_if for item in asked_for]
        return {item for condition in conditions if condition for item in condition.items()}

    def flip(self, first: str) -> Flip | None:
        """The fewest answers whose change makes another job win; None when no change of answers does."""
        found = [one for other in self.q.profiles if other != first and (one := self._towards(first, other))]
        return min(found, key=lambda one: one[:2])[2] if found else None

    def flip_towards(self, first: str, other: str) -> Flip | None:
        """The fewest answers whose change puts `other` before `first`; None when no change of answers does."""
        found = self._towards(first, other)
        return found[2] if found else None

    def _towards(self, first: str, other: str) -> _Found | None:
        """What is looked for once, though the flip to any job and the one to the runner-up both ask for it."""
        if (first, other) not in self._flips:
            self._flips[first, other] = self._look_towards(first, other)
        return self._flips[first, other]

    def _look_towards(self, first: str, other: str) -> _Found | None:
        left = sum(line.added for line in self.lines(first, other))
        changes: list[Change] = []
        for gain, change in self.gains(first, other):
            changes.append(change)
            left -= gain
            if left < -TINY:  # a tie is no win, however the last digits fall
                return len(changes), left, Flip(self._winner(changes), tuple(changes))
        return None

    def _winner(self, changes: Sequence[Change]) -> str:
        changed = {**self.asked.values, **{change.item: change.instead for change in changes}}
        return Ledger(self.q, AskedAnswers(self.q, changed)).nearest()

    def nearest(self) -> str:
        """The job nearest to these answers."""
        jobs = list(self.q.profiles)
        best = jobs[0]
        for job in jobs[1:]:
            if sum(line.added for line in self.lines(job, best)) > 0:
                best = job
        return best


def points_of(questionnaire: Questionnaire, contribution: Contribution, answer: Value | None) -> float | None:
    """What an answer to an asked item gives on a scale, 0-100; None when it gives nothing."""
    item = contribution.item

    def made() -> PlainFormula:
        number = [formula_of(questionnaire)[number_column(item)]] if contribution.thresholds else []
        return PlainFormula(Formula((*number, Step("points", points_table(contribution))), ("points",)))

    if answer is None:
        return None
    points: float | None = questionnaire.once(("points", item, contribution.scale), made).of({item: answer})["points"]
    return points


def alternatives(questionnaire: Questionnaire, item: str, answer: Value) -> list[Value]:
    """The other answers an item could have had: one for each option, or for each band of a count or number."""
    kind = questionnaire.items[item]
    options = [o.id for o in questionnaire.options(item) if not o.stands_alone]
    if isinstance(kind, MultipleItem):
        ticked = [option for option in options if isinstance(answer, tuple) and option in answer]
        in_reserve = [option for option in options if option not in ticked]
        counts = _other_bands(questionnaire, item, len(ticked), 1)
        return [tuple((ticked + in_reserve)[: int(count)]) for count in counts]
    if isinstance(kind, NumberItem):
        return list(_other_bands(questionnaire, item, float(str(answer)), kind.minimum))
    return [option for option in options if option != answer]


def _other_bands(q: Questionnaire, item: str, reached: float, least: float | None) -> list[float]:
    """The least count or number in each band, over all scales, but the band that was reached."""
    low = float("-inf") if least is None else least
    starts = sorted({start for c in q.contributions if c.item == item for start in c.thresholds})
    own = max((start for start in starts if start <= reached), default=None)
    ends = [*starts[1:], float("inf")]
    return [max(start, low) for start, end in zip(starts, ends, strict=True) if start != own and end > low]


def one_step_changes(questionnaire: Questionnaire, asked: AskedAnswers) -> list[Change]:
    """Every change of one scored answer by one step: a neighbouring rating, count or number, or any other option."""
    rule = questionnaire.classification
    changes: list[Change] = []
    for item in questionnaire.scored_items(rule.scales if rule else None):
        answer = asked.item(item)
        if answer is not None:
            others = alternatives(questionnaire, item, answer)
            changes += [Change(item, one) for one in _one_step_away(questionnaire, item, answer, others)]
    return changes


def _one_step_away(q: Questionnaire, item: str, answer: Value, others: list[Value]) -> list[Value]:
    kind = q.items[item]
    if isinstance(kind, RatingItem):
        return [one for one in others if abs(int(str(one)) - int(str(answer))) == 1]
    if not isinstance(kind, MultipleItem | NumberItem):
        return others
    alone = {option.id for option in q.options(item) if option.stands_alone}

    def size(one: Value) -> float:
        return len(set(one) - alone) if isinstance(one, tuple) else float(one)

    smaller = [one for one in others if size(one) < size(answer)]
    larger = [one for one in others if size(one) > size(answer)]
    return [*smaller[-1:], *larger[:1]]
