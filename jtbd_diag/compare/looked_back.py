"""What was said then, and what is said now of then -> whether the yardstick moved, beside the change.

Owns when two answers differ by more than chance may do; must not know words or pages, and enters no score. Answers are
steps of a rating, from 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Literal

import polars as pl

from jtbd_diag.answers import Answers
from jtbd_diag.compare.raters_protection import too_alike
from jtbd_diag.compare.span_of_mean import span_of_mean
from jtbd_diag.lab.impact.version_changes import same_words
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.look_back import looks_back_at
from jtbd_diag.results.batch_of_a_survey import Batch
from jtbd_diag.results.rows_that_count import answered_rows
from jtbd_diag.survey.files import ROW

BY_CHANCE = 1
"""Steps by which two answers of one person to one statement may well differ with nothing changed."""
Yardstick = Literal["stayed", "near", "moved"]
Steps = tuple[int, int, int]


@dataclass(frozen=True)
class LookedBack:
    """One statement: how true it was said to be then, how true it is said now to have been, and how true it is."""

    item: str
    said: int
    seen: int
    now: int | None

    @property
    def yardstick(self) -> Yardstick:
        """Whether then looks as it did."""
        apart = abs(self.seen - self.said)
        return "stayed" if not apart else "near" if apart <= BY_CHANCE else "moved"


def looked_back(first: tuple[Questionnaire, Answers], second: tuple[Questionnaire, Answers]) -> tuple[LookedBack, ...]:
    """The statements that were asked alike then, and looked back at now; none where a wave lies between both."""
    (old, one), (new, other) = first, second
    if not _next(one.wave, other.wave):
        return ()
    found = []
    for asked, item in looks_back_at(new).items():
        said, seen = one.values.get(item), other.values.get(asked)
        if said is not None and seen is not None and same_words(old, new, item):
            now = other.values.get(item)
            found.append(LookedBack(item, int(str(said)), int(str(seen)), None if now is None else int(str(now))))
    return tuple(found)


def _next(first: str | None, second: str | None) -> bool:
    """Whether no wave lies between two, as far as they are counted; a longer number is a date."""
    counted = [int(one) if one and one.isdecimal() and len(one) < 3 else None for one in (first or "1", second)]
    return counted[0] is None or counted[1] is None or counted[1] - counted[0] == 1


@dataclass(frozen=True)
class MeanLookedBack:
    """One statement of a cohort, in steps: the means said then, seen of then, and now, of how many; how far the
    yardstick moved, seen less said, with the ends of its 95 % interval."""

    item: str
    n: int
    said: float
    seen: float
    now: float
    low: float
    high: float

    @property
    def moved(self) -> bool:
        """Whether the yardstick moved by more than chance."""
        return self.low > 0 or self.high < 0


def means_looked_back(
    first: Batch, second: Batch, pairs: Sequence[tuple[int, int]], least: int
) -> tuple[MeanLookedBack, ...]:
    """Of each statement that at least so many answered all three times, where not nearly all answered alike."""
    old, new = first.questionnaire, second.questionnaire
    wanted = {asked: item for asked, item in looks_back_at(new).items() if same_words(old, new, item)}
    then = _ratings(first, [*wanted.values()])
    later = _ratings(second, [*wanted, *wanted.values()])
    found = []
    for asked, item in wanted.items():
        steps: list[Steps] = []
        for a, b in pairs:
            told = (then[a].get(item), later[b].get(asked), later[b].get(item))
            if told[0] is not None and told[1] is not None and told[2] is not None:
                steps.append((told[0], told[1], told[2]))
        if len(steps) >= least and (one := _mean(item, steps)) is not None:
            found.append(one)
    return tuple(found)


def _mean(item: str, steps: Sequence[Steps]) -> MeanLookedBack | None:
    """None where it would tell what nearly each of them said."""
    said, seen, now = zip(*steps, strict=True)
    apart = [float(b - a) for a, b, _ in steps]
    if any(too_alike([float(x) for x in one]) for one in (said, seen, now, apart)):
        return None
    return MeanLookedBack(item, len(steps), fmean(said), fmean(seen), fmean(now), *span_of_mean(apart))


def _ratings(batch: Batch, items: Sequence[str]) -> Mapping[int, Mapping[str, int]]:
    """By row the step that was ticked of each statement."""
    rows = answered_rows(batch)
    there = [item for item in items if item in rows.collect_schema()]
    steps = [pl.col(item).cast(pl.String).cast(pl.Int64, strict=False).alias(item) for item in there]
    frame = rows.select(ROW, *steps).collect(engine="streaming")
    return {int(row.pop(ROW)): row for row in frame.iter_rows(named=True)}
