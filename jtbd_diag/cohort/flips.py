"""How many answers would have to change for another job to win, for every row of a table at once.

Owns the column form of `diagnosis.explanation.Ledger.flip`, which says how for one respondent; the counts are the
same. Knows nothing of files.

What an answer gains for another job is linear in its points, so an item's best gain is the best of its answers
less the one given, both weighed with the same few numbers of the row: for every scale the pull from the job to the
other one, over the weight of the items answered. The gains add up; sorted, the fewest that exceed the lead of the
job are counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import add, and_

import polars as pl

from jtbd_diag.diagnosis.classification import distance_column
from jtbd_diag.diagnosis.explanation import alternatives, points_of
from jtbd_diag.diagnosis.scoring import TINY, points_column, weight_column
from jtbd_diag.questionnaire import Contribution, Questionnaire, Value
from jtbd_diag.questionnaire.model import Classification, MultipleItem, NumberItem

FLIPS = "flips"

Pattern = tuple[str, ...]
"""The scales on which an answer gives points."""


def flip_stages(questionnaire: Questionnaire, columns: Iterable[str]) -> list[list[pl.Expr]]:
    """Stages of `with_columns` on a frame that `score_table(…, keep=True)` made; the last adds `flips`.

    `flips` is null where there is no job, or where no change of answers makes another job win. An item without a
    column among `columns` changes nothing. Only polars: nothing else sorts within a row.
    """
    rule = questionnaire.classification
    jobs = list(questionnaire.profiles)
    if rule is None or len(jobs) < 2:
        return [[pl.lit(None, dtype=pl.UInt32).alias(FLIPS)]]
    rivals = _Rivals(questionnaire, rule, jobs)
    items = [item for item in _items(questionnaire, rule) if set(item.columns) & set(columns)]
    slots = range(len(jobs) - 1)
    if not items:
        return [[pl.lit(None, dtype=pl.UInt32).alias(FLIPS)]]
    return [
        [expression for slot in slots for expression in rivals.of(slot)],
        [_sorted_gains(items, slot).alias(_gains(slot)) for slot in slots],
        [pl.min_horizontal(*(_fewest(slot, len(items)) for slot in slots)).alias(FLIPS)],
    ]


class _Rivals:
    """The other jobs of a row, one a slot: every job but the row's own, in the questionnaire's order."""

    def __init__(self, questionnaire: Questionnaire, rule: Classification, jobs: list[str]) -> None:
        self.q, self.rule, self.jobs = questionnaire, rule, jobs

    def of(self, slot: int) -> list[pl.Expr]:
        """The lead over the rival, and for every scale what a weighted point brings the rival."""
        half = {job: (pl.col(distance_column(job)) / 2) for job in self.jobs}
        lead = self._by_job({job: half[self._rival(job, slot)] - half[job] for job in self.jobs})
        pulls = [
            (self._by_job({job: pl.lit(self._pull(scale, job, slot)) for job in self.jobs}) / pl.col(weight_column(scale)))
            .alias(_pull(scale, slot))
            for scale in self.rule.scales
        ]
        return [lead.alias(_lead(slot)), *pulls]

    def _rival(self, job: str, slot: int) -> str:
        return [other for other in self.jobs if other != job][slot]

    def _pull(self, scale: str, job: str, slot: int) -> float:
        at = self.q.profiles
        apart = at[self._rival(job, slot)].at[scale] - at[job].at[scale]
        return self.rule.importance.get(scale, 1.0) * apart / self.rule.spread**2

    def _by_job(self, choices: Mapping[str, pl.Expr]) -> pl.Expr:
        expression = pl.lit(None, dtype=pl.Float64)
        for job, choice in choices.items():
            expression = pl.when(pl.col("job") == job).then(choice).otherwise(expression)
        return expression


class _Item:
    """One item that may change: what each answer it could have gives on the deciding scales."""

    def __init__(self, questionnaire: Questionnaire, item: str, contributions: list[Contribution]) -> None:
        self.contributions = contributions
        self.columns = {*([item] if not contributions[0].counts else [])} | {
            f"{item}.{option.id}" for option in questionnaire.options(item) if contributions[0].counts
        }
        self.answers: dict[Pattern, list[dict[str, float]]] = {}
        self.patterns: set[Pattern] = set()
        for answer in alternatives(questionnaire, item, _nothing(questionnaire, item)):
            given = {c.scale: p for c in contributions if (p := points_of(questionnaire, c, answer)) is not None}
            if given and given not in self.answers.setdefault(tuple(given), []):
                self.answers[tuple(given)].append(given)

    def gain(self, slot: int) -> pl.Expr:
        """The best gain of a change that leaves the same scales answered; 0 where there is none."""
        if not self.answers:
            return pl.lit(0.0)
        own = reduce(add, (self._weighed(c.scale, slot) * self._points(c.scale).fill_null(0.0) for c in self.contributions))
        expression = pl.lit(0.0)
        for pattern, answers in self.answers.items():
            best = pl.max_horizontal(*(self._worth(given, slot) for given in answers)) - own
            expression = pl.when(self._gives(pattern)).then(best).otherwise(expression)
        return expression

    def _points(self, scale: str) -> pl.Expr:
        return pl.col(points_column(self.contributions[0].item, scale))

    def _weighed(self, scale: str, slot: int) -> pl.Expr:
        weight = next(c.weight for c in self.contributions if c.scale == scale)
        return pl.col(_pull(scale, slot)) * weight

    def _worth(self, given: Mapping[str, float], slot: int) -> pl.Expr:
        return reduce(add, (self._weighed(scale, slot) * points for scale, points in given.items()))

    def _gives(self, pattern: Pattern) -> pl.Expr:
        """Whether the answer gives points on these scales and on no other."""
        scales = {c.scale for c in self.contributions}
        there = [self._points(scale).is_not_null() for scale in pattern]
        absent = [self._points(scale).is_null() for scale in scales - set(pattern)]
        return reduce(and_, [*there, *absent])


def _items(questionnaire: Questionnaire, rule: Classification) -> list[_Item]:
    """The items that feed a deciding scale and decide nothing about what else is asked."""
    fed: dict[str, list[Contribution]] = {}
    for c in questionnaire.contributions:
        if c.scale in rule.scales:
            fed.setdefault(c.item, []).append(c)
    conditions = (questionnaire.items[item].ask_if for item in questionnaire.chain(fed))
    steering = {item for condition in conditions if condition for item in condition.items()}
    return [_Item(questionnaire, item, found) for item, found in fed.items() if item not in steering]


def _nothing(questionnaire: Questionnaire, item: str) -> Value:
    """An answer that is none of those an item could have, so that `alternatives` names them all."""
    kind = questionnaire.items[item]
    if isinstance(kind, MultipleItem):
        return ()
    return float("-inf") if isinstance(kind, NumberItem) else ""


def _sorted_gains(items: list[_Item], slot: int) -> pl.Expr:
    return pl.concat_list(*(item.gain(slot) for item in items)).list.sort(descending=True)


def _fewest(slot: int, most: int) -> pl.Expr:
    """How many of the largest gains exceed the lead; null when all together do not."""
    lead = pl.col(_lead(slot)) + TINY
    total: pl.Expr = pl.lit(0.0)
    short: list[pl.Expr] = []
    for n in range(most):
        total = total + pl.col(_gains(slot)).list.get(n)
        short.append(total <= lead)
    needed = 1 + pl.sum_horizontal(short).cast(pl.UInt32)
    return pl.when(pl.col("job").is_not_null() & (needed <= most)).then(needed)


def _lead(slot: int) -> str:
    return f"lead:{slot}"


def _pull(scale: str, slot: int) -> str:
    return f"pull:{scale}:{slot}"


def _gains(slot: int) -> str:
    return f"gains:{slot}"
