"""How many answers would have to change for another job to win, for every row of a table at once.

Owns the column form of `diagnosis.ledger_and_flip.Ledger.flip`, which says how for one respondent; the counts are the
same. Knows nothing of files.

What an answer gains for another job is linear in its points, so an item's best gain is the best of its answers
less the one given, both weighed with the same few numbers of the row: for every scale the pull from the job to the
other one, over the weight of the items answered. The gains add up; sorted, the fewest that exceed the lead of the
job are counted. They are sorted by a network of comparisons between columns (Batcher 1968; Knuth, The Art of
Computer Programming 3, 5.2.2M), some thirty times as fast as sorting a list in every row; very many items would make
far too many comparisons, and all their gains are sorted at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from itertools import accumulate
from operator import add, and_

import polars as pl

from jtbd_diag.diagnosis.job_and_fit import distance_column
from jtbd_diag.diagnosis.ledger_and_flip import alternatives, points_of
from jtbd_diag.diagnosis.scale_scores import TINY
from jtbd_diag.diagnosis.scored_columns import points_column, weight_column
from jtbd_diag.questionnaire import Contribution, Questionnaire, Value
from jtbd_diag.questionnaire.answer_column_names import answer_columns
from jtbd_diag.questionnaire.items import MultipleItem, NumberItem
from jtbd_diag.questionnaire.model import Classification

FLIPS = "flips"
MOST_SORTED_IN_COLUMNS = 60
"""Beyond so many items a network has so many comparisons that to sort all gains at once is faster."""

Pattern = tuple[str, ...]
"""The scales on which an answer gives points."""
Weighed = tuple[tuple[str, float], ...]
"""What an answer gives: points times weight, by scale."""


def flip_stages(questionnaire: Questionnaire, columns: Iterable[str]) -> list[list[pl.Expr]]:
    """Stages of `with_columns` on a frame that `score_table(…, keep=True)` made; the last adds `flips`.

    `flips` is null where there is no job, or where no change of answers makes another job win. An item without a
    column among `columns` changes nothing, and with a deciding scale without any there is no job.
    """
    rule, there = questionnaire.classification, set(columns)
    items = [item for item in _items(questionnaire, rule) if item.columns & there] if rule else []
    fed = {c.scale for c in questionnaire.contributions if there.intersection(answer_columns(questionnaire, c.item))}
    rivals = range(len(questionnaire.profiles) - 1)
    if rule is None or not items or not fed.issuperset(rule.scales):
        return [[pl.lit(None, dtype=pl.UInt32).alias(FLIPS)]]
    jobs = _Jobs(questionnaire, rule)
    return [
        [expression for rival in rivals for expression in jobs.against(rival)],
        _each_once(best for rival in rivals for item in items for best in item.bests(rival)),
        [item.gain(rival).alias(_gain(rival, n)) for rival in rivals for n, item in enumerate(items)],
        *(_sorted_in_columns(rivals, len(items)) if len(items) <= MOST_SORTED_IN_COLUMNS else ()),
        [pl.min_horizontal(*(_fewest(rival, len(items)) for rival in rivals)).alias(FLIPS)],
    ]


def _sorted_in_columns(rivals: range, size: int) -> list[list[pl.Expr]]:
    return [
        [expression for rival in rivals for pair in layer for expression in _in_order(rival, *pair)]
        for layer in sorting_network(size)
    ]


class _Jobs:
    """The other jobs of a row, called its rivals and numbered: every job but its own, in the order written."""

    def __init__(self, questionnaire: Questionnaire, rule: Classification) -> None:
        self.q, self.rule, self.jobs = questionnaire, rule, list(questionnaire.profiles)

    def against(self, rival: int) -> list[pl.Expr]:
        """The lead over the rival, and by scale what a weighted point brings the rival."""
        half = {job: pl.col(distance_column(job)) / 2 for job in self.jobs}
        lead = self._by_job({job: half[self._rival(job, rival)] - half[job] for job in self.jobs})
        pulls = (
            self._by_job({job: pl.lit(self._pull(scale, job, rival)) for job in self.jobs})
            / pl.col(weight_column(scale))
            for scale in self.rule.scales
        )
        names = (_pull(scale, rival) for scale in self.rule.scales)
        return [lead.alias(_lead(rival)), *(pull.alias(name) for pull, name in zip(pulls, names, strict=True))]

    def _rival(self, job: str, rival: int) -> str:
        return [other for other in self.jobs if other != job][rival]

    def _pull(self, scale: str, job: str, rival: int) -> float:
        at = self.q.profiles
        apart = at[self._rival(job, rival)].at[scale] - at[job].at[scale]
        return self.rule.importance.get(scale, 1.0) * apart / self.rule.spread**2

    def _by_job(self, choices: Mapping[str, pl.Expr]) -> pl.Expr:
        expression = pl.lit(None, dtype=pl.Float64)
        for job, choice in choices.items():
            expression = pl.when(pl.col("job") == job).then(choice).otherwise(expression)
        return expression


class _Item:
    """One item that may change, and what each answer it could have gives on the deciding scales."""

    def __init__(self, questionnaire: Questionnaire, item: str, contributions: list[Contribution]) -> None:
        self.contributions = contributions
        self.columns = set(answer_columns(questionnaire, item))
        self.answers: dict[Pattern, set[Weighed]] = {}
        for answer in _every_answer(questionnaire, item):
            points = {c.scale: (points_of(questionnaire, c, answer), c.weight) for c in contributions}
            found = tuple((scale, p * weight) for scale, (p, weight) in points.items() if p is not None)
            if found:
                self.answers.setdefault(tuple(scale for scale, _ in found), set()).add(found)
        for pattern, answers in self.answers.items():
            if len(pattern) == 1:  # on one scale only the ends can be best
                self.answers[pattern] = {min(answers), max(answers)}

    def bests(self, rival: int) -> Iterator[pl.Expr]:
        """What the best answer is worth to the rival; items with the same answers share the column."""
        for answers in self.answers.values():
            worths = (reduce(add, (pl.col(_pull(s, rival)) * p for s, p in answer)) for answer in sorted(answers))
            yield pl.max_horizontal(*worths).alias(_best(rival, answers))

    def gain(self, rival: int) -> pl.Expr:
        """The best gain of a change that leaves the same scales answered; 0 where there is none."""
        own = reduce(add, (self._worth(c, rival) for c in self.contributions))
        gain = pl.lit(0.0)
        for pattern, answers in self.answers.items():
            gain = pl.when(self._gives(pattern)).then(pl.col(_best(rival, answers)) - own).otherwise(gain)
        return gain

    def _worth(self, c: Contribution, rival: int) -> pl.Expr:
        points = pl.col(points_column(c.item, c.scale)).fill_null(0.0)
        return pl.col(_pull(c.scale, rival)) * (points * c.weight if c.weight != 1 else points)

    def _gives(self, pattern: Pattern) -> pl.Expr:
        """Whether the answer given gives points on these scales and on no other."""
        there = {c.scale: pl.col(points_column(c.item, c.scale)).is_not_null() for c in self.contributions}
        return reduce(and_, (given if scale in pattern else ~given for scale, given in there.items()))


def _items(questionnaire: Questionnaire, rule: Classification) -> list[_Item]:
    """The items that feed a deciding scale and decide nothing about what else is asked."""
    fed: dict[str, list[Contribution]] = {}
    for c in questionnaire.contributions:
        if c.scale in rule.scales:
            fed.setdefault(c.item, []).append(c)
    conditions = (questionnaire.items[item].ask_if for item in questionnaire.chain(fed))
    steering = {item for condition in conditions if condition for item in condition.items()}
    return [_Item(questionnaire, item, found) for item, found in fed.items() if item not in steering]


def _each_once(expressions: Iterable[pl.Expr]) -> list[pl.Expr]:
    """Expressions of the same name are the same."""
    return list({expression.meta.output_name(): expression for expression in expressions}.values())


def _every_answer(questionnaire: Questionnaire, item: str) -> list[Value]:
    """Every answer that could stand in for another one: one for each option, or for each band of a count or number."""
    kind = questionnaire.items[item]
    none: Value = () if isinstance(kind, MultipleItem) else float("-inf") if isinstance(kind, NumberItem) else ""
    found = alternatives(questionnaire, item, none)
    # nothing ticked may lie in a band itself, which only the alternatives to another answer name
    return found + (alternatives(questionnaire, item, found[-1]) if found else [])


def sorting_network(size: int) -> list[list[tuple[int, int]]]:
    """Layers of pairs; putting each pair in order, layer by layer, puts all in order."""
    layers: list[list[tuple[int, int]]] = []
    block = 1
    while block < size:
        step = block
        while step:
            starts = range(step % block, size - step, 2 * step)
            pairs = ((first + n, first + n + step) for first in starts for n in range(min(step, size - first - step)))
            layers.append([(a, b) for a, b in pairs if a // (2 * block) == b // (2 * block)])
            step //= 2
        block *= 2
    return [layer for layer in layers if layer]


def _in_order(rival: int, first: int, second: int) -> tuple[pl.Expr, pl.Expr]:
    """The larger gain first."""
    names = _gain(rival, first), _gain(rival, second)
    return pl.max_horizontal(*names).alias(names[0]), pl.min_horizontal(*names).alias(names[1])


def _fewest(rival: int, most: int) -> pl.Expr:
    """How many of the largest gains exceed the lead; null when all together do not."""
    gains, lead = [pl.col(_gain(rival, n)) for n in range(most)], pl.col(_lead(rival)) + TINY
    if most <= MOST_SORTED_IN_COLUMNS:
        too_little = pl.sum_horizontal(*(total <= lead for total in accumulate(gains, add))).cast(pl.UInt32)
    else:
        together = pl.struct(lead.alias(_lead(rival)), *gains)
        too_little = together.map_batches(_too_little, return_dtype=pl.UInt32(), is_elementwise=True)
    needed = 1 + too_little
    return pl.when(pl.col("job").is_not_null() & (needed <= most)).then(needed)


def _too_little(rows: pl.Series) -> pl.Series:
    """How many sums of the largest gains, one more each time, do not exceed the lead, which comes first."""
    lead, *gains = rows.struct.unnest().get_columns()
    row = pl.int_range(len(rows), dtype=pl.UInt32, eager=True)
    each = pl.DataFrame(
        {"row": pl.concat([row] * len(gains)), "gain": pl.concat([one.rename("gain") for one in gains])}
    )
    totals = each.sort("row", "gain", descending=[False, True]).select("row", pl.col("gain").cum_sum().over("row"))
    below = totals.with_columns(below=pl.col("gain") <= lead.gather(totals.get_column("row")))
    return below.group_by("row", maintain_order=True).agg(pl.col("below").sum().cast(pl.UInt32)).get_column("below")


def _lead(rival: int) -> str:
    return f"lead:{rival}"


def _pull(scale: str, rival: int) -> str:
    return f"pull:{scale}:{rival}"


def _best(rival: int, answers: Iterable[Weighed]) -> str:
    return f"best:{rival}:{sorted(answers)}"


def _gain(rival: int, number: int) -> str:
    return f"gain:{rival}:{number}"
