"""What goes wrong in every survey, put into an invented one: repeats, half-empty forms, straight lines, odd cells.

Owns how often, and what an odd cell holds; counts everything, so that it can be told.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from jtbd_diag.answers import AskedAnswers
from jtbd_diag.ground.catalogue import words
from jtbd_diag.questionnaire import Questionnaire, Value
from jtbd_diag.questionnaire.items import RatingItem, SingleItem
from jtbd_diag.simulation.invented_people import Entry, Inventor

_RECENT = 400
"""Who answers again is one of the last so many."""


@dataclass(frozen=True)
class Shares:
    """Shares from 0 to 1: of questions passed over, and of rows with each mishap; `none` of leaders near no job."""

    none: float = 0.1
    skips: float = 0.03
    quits: float = 0.04
    repeats: float = 0.03
    straight: float = 0.02
    unreadable: float = 0.03


@dataclass
class MishapTally:
    """How many rows there are of each kind; `jobs` by the job meant, which is what answers may not tell."""

    rows: int = 0
    jobs: dict[str, int] = field(default_factory=dict)
    quits: int = 0
    repeats: int = 0
    straight: int = 0
    unreadable: int = 0


def entries(questionnaire: Questionnaire, count: int, seed: int, shares: Shares, tally: MishapTally) -> Iterator[Entry]:
    """So many rows, invented one after another; `tally` is complete when all were taken."""
    dice = random.Random(seed)
    inventor = Inventor(questionnaire, dice, none=shares.none, skips=shares.skips)
    recent: list[Entry] = []
    for number in range(1, count + 1):
        entry = inventor.entry(number)
        if recent and dice.random() < shares.repeats:
            before = dice.choice(recent)
            entry = replace(entry, email=before.email, region=before.region)
            tally.repeats += 1
        recent = [*recent[-_RECENT:], entry]
        yield _counted(_spoiled(questionnaire, entry, dice, shares, tally), tally)


def _counted(entry: Entry, tally: MishapTally) -> Entry:
    tally.rows += 1
    tally.jobs[entry.job] = tally.jobs.get(entry.job, 0) + 1
    return entry


def _spoiled(q: Questionnaire, entry: Entry, dice: random.Random, shares: Shares, tally: MishapTally) -> Entry:
    """The same row with one mishap at most."""
    drawn = dice.random()
    if drawn < shares.quits:
        tally.quits += 1
        return _half(entry, dice)
    drawn -= shares.quits
    if drawn < shares.straight and (straight := _straight(q, entry, dice)):
        tally.straight += 1
        return straight
    drawn -= shares.straight
    if 0 <= drawn < shares.unreadable and (odd := _odd(q, entry, dice)):
        tally.unreadable += 1
        return odd
    return entry


def _half(entry: Entry, dice: random.Random) -> Entry:
    """Somebody who left before the end."""
    kept = dice.randrange(len(entry.values) + 1)
    left = datetime.timedelta(seconds=20 * kept + 10)
    return replace(entry, values=dict([*entry.values.items()][:kept]), ended=entry.began + left)


def _straight(q: Questionnaire, entry: Entry, dice: random.Random) -> Entry | None:
    """Somebody who gives one and the same rating all through."""
    place = dice.random()
    values: dict[str, Value] = {}
    rated = False
    for item, value in entry.values.items():
        if isinstance(q.items[item], RatingItem):
            options = q.options(item)
            values[item], rated = options[int(place * len(options))].id, True
        else:
            values[item] = value
    return replace(entry, values=_asked_only(q, values)) if rated else None


def _odd(q: Questionnaire, entry: Entry, dice: random.Random) -> Entry | None:
    """Somebody one of whose answers is no option."""
    single = [item for item in entry.values if isinstance(q.items[item], SingleItem | RatingItem)]
    needed = set().union(*(condition.items() for other in entry.values if (condition := q.items[other].ask_if)))
    free = [item for item in single if item not in needed]
    return replace(entry, spoiled={dice.choice(free): dice.choice(words("odd_cells"))}) if free else None


def _asked_only(q: Questionnaire, values: dict[str, Value]) -> dict[str, Value]:
    """Without answers to items that are asked no more, now that others were answered otherwise."""
    return AskedAnswers(q, values).values
