"""A questionnaire -> leaders who were invented, and what each of them answers.

Owns what such a leader is like: near a job's profile or near none, pushed or not, silent here and there. Everything
hangs on the dice that are handed in, so that the same dice give the same leaders.
"""

from __future__ import annotations

import datetime
import math
import random
from bisect import bisect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from operator import itemgetter
from typing import Any, NamedTuple

from jtbd_diag.answers.items_to_ask import AskedAnswers
from jtbd_diag.ground.catalogue import say
from jtbd_diag.questionnaire import Item, Questionnaire, Value
from jtbd_diag.questionnaire.items import DateItem, MultipleItem, NumberItem, TextItem
from jtbd_diag.questionnaire.model import Contribution

InventedValues = Mapping[str, Value]

REGIONS = {"North Valley": 30, "Lakeshore": 25, "Capital": 20, "Highlands": 17, "Islands": 5, "Border": 3}
"""Regions that nobody lives in, with their shares: some are too small to be shown by themselves."""

_TOWARD_ANOTHER = (0.0, 0.1, 0.25, 0.4, 0.5)
_SHARPNESS = (0.3, 0.6, 0.9)
_STEPS = 10
_REFUSES = 0.02
"""So often an answer that says nothing, such as "I cannot say", is taken where it is offered."""
_FAR = 60.0
"""What gives no points where others do is taken for so far away."""
_FROM = datetime.date(2026, 1, 5)
_WHOLE = (str, tuple)
"""What is an answer as it stands."""


@dataclass(frozen=True)
class Entry:
    """One row of an export. `spoiled` are cells that stand in place of an answer, by item, and answer nothing."""

    number: int
    values: InventedValues
    email: str
    region: str
    began: datetime.datetime
    ended: datetime.datetime
    job: str = ""
    spoiled: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Leader:
    """Where a leader sits on every scale, 0 to 100, and how surely their answers show it; without places: anywhere."""

    job: str
    places: tuple[tuple[str, float], ...]
    sharp: float


class _Urn(NamedTuple):
    """Answers to draw from, their weights added up, and the place of the last."""

    answers: list[Value]
    weights: list[float]
    last: int


@dataclass(frozen=True)
class _Question:
    """An item, and its urns by what is wanted of it: `wanted` takes that from a leader's places."""

    item: Item
    wanted: Callable[[Mapping[str, float]], Any]
    single: bool
    """What is wanted is one number, not a tuple of them."""
    drawn: bool
    """Whether its answers come from an urn."""
    urns: dict[tuple[Any, float], _Urn] = field(default_factory=dict)


def _nowhere(_places: Mapping[str, float]) -> tuple[float, ...]:
    """What is wanted of an item that feeds no scale."""
    return ()


class Inventor:
    """Invents leaders, one after another."""

    def __init__(self, questionnaire: Questionnaire, dice: random.Random, *, none: float, skips: float) -> None:
        """`none` is the share of leaders who are near no job, `skips` that of questions passed over."""
        self.q, self.dice, self.none, self.skips = questionnaire, dice, none, skips
        self.feeding: dict[str, list[Contribution]] = {}
        for contribution in questionnaire.contributions:
            self.feeding.setdefault(contribution.item, []).append(contribution)
        several = [item for item in questionnaire.items.values() if isinstance(item, MultipleItem)]
        self.free = {item.id: [o.id for o in item.options if not o.stands_alone] for item in several}
        self.questions = {item.id: self._question(item) for item in questionnaire.items.values()}

    def _question(self, item: Item) -> _Question:
        scales = [one.scale for one in self.feeding.get(item.id, ())]
        wanted = itemgetter(*scales) if scales else _nowhere
        return _Question(item, wanted, single=len(scales) == 1, drawn=not isinstance(item, TextItem | DateItem))

    def entry(self, number: int) -> Entry:
        """A new leader, who answers once."""
        leader = self.leader()
        began = self._time(number)
        minutes = self.dice.uniform(0.5, 2.0) * self.q.minutes
        region = self.dice.choices([*REGIONS], [*REGIONS.values()])[0]
        email = f"invented{number}@{region.replace(' ', '').lower()}.example"
        values = self.answers(leader, number)
        return Entry(number, values, email, region, began, began + datetime.timedelta(minutes=minutes), leader.job)

    def _time(self, number: int) -> datetime.datetime:
        """A minute of a working day, the next day every 40 leaders."""
        day = _FROM + datetime.timedelta(days=(number - 1) // 40)
        minute = 7 * 60 + (number - 1) % 40 * 15 + self.dice.randrange(15)
        return datetime.datetime.combine(day, datetime.time(minute // 60, minute % 60, self.dice.randrange(60)))

    def leader(self) -> _Leader:
        """A new leader: where they sit on every scale."""
        levels = {scale: 100 * self.dice.betavariate(2.6, 1.7) for scale in self.q.scales}
        if self.q.struggle:
            levels[self.q.struggle.scale] = self.dice.choice([20.0, 45.0, 70.0, 80.0, 90.0])
        job, sharp = "", self.dice.choice(_SHARPNESS)
        if self.q.profiles and self.dice.random() >= self.none:
            job = self.dice.choice([*self.q.profiles])
            others = [name for name in self.q.profiles if name != job] or [job]
            here, there = self.q.profiles[job].at, self.q.profiles[self.dice.choice(others)].at
            share = self.dice.choice(_TOWARD_ANOTHER)
            levels |= {scale: (1 - share) * here[scale] + share * there.get(scale, here[scale]) for scale in here}
        elif self.q.profiles:
            sharp = 0.0
        places = tuple((scale, round(level / _STEPS) * float(_STEPS)) for scale, level in levels.items())
        return _Leader(job, places, sharp)

    def answers(self, leader: _Leader, number: int) -> dict[str, Value]:
        """What a leader answers to the items they are asked, but for those they pass over."""
        places = dict(leader.places)
        return AskedAnswers.one_by_one(self.q, lambda item: self._answer(item, places, leader.sharp, number)).values

    def _answer(self, item: Item, places: Mapping[str, float], sharp: float, number: int) -> Value | None:
        if self.dice.random() < self.skips:
            return None
        question = self.questions[item.id]
        if not question.drawn:
            return self._words_or_day(item, number)
        wanted = question.wanted(places)
        urn = question.urns.get((wanted, sharp)) or self._urn(question, wanted, sharp)
        # as random.choices does, of which a large survey would call too many
        answer = urn.answers[bisect(urn.weights, self.dice.random() * urn.weights[-1], 0, urn.last)]
        return answer if answer.__class__ in _WHOLE else self._counted(item, answer)

    def _words_or_day(self, item: Item, number: int) -> Value:
        """Words, or a day."""
        if isinstance(item, DateItem):
            return (_FROM + datetime.timedelta(days=self.dice.randrange(300))).isoformat()
        return say("simulation.personal" if item.personal else "simulation.words", number=number)

    def _counted(self, item: Item, answer: Value) -> Value:
        """So many options, or a number near one."""
        assert isinstance(answer, int | float)
        return self._ticked(item, int(answer)) if isinstance(item, MultipleItem) else self._within(item, answer)

    def _urn(self, question: _Question, wanted: Any, sharp: float) -> _Urn:
        """The answers to choose from, and how likely each is, added up: the nearer to what is wanted, the likelier."""
        item = question.item
        feeding = self.feeding.get(item.id, [])
        answers = _possible(self.q, item, feeding)
        near = (wanted,) if question.single else wanted
        far = [_off(answer, feeding, near) for answer in answers]
        weights = [_weight(self.q, item, one, off, sharp) for one, off in zip(answers, far, strict=True)]
        urn = question.urns[wanted, sharp] = _Urn(answers, [*accumulate(weights)], len(weights) - 1)
        return urn

    def _ticked(self, item: MultipleItem, count: int) -> Value:
        free = self.free[item.id]
        ticked = set(self.dice.sample(free, min(count, len(free))))
        return tuple(option for option in free if option in ticked)

    def _within(self, item: Item, near: float) -> Value:
        """A whole number from `near` on, within the bounds; where there is none, one of the bounds."""
        assert isinstance(item, NumberItem)
        number: float = int(near) + self.dice.randrange(5)
        high, low = item.maximum, item.minimum
        number = number if high is None else min(number, math.floor(high))
        number = number if low is None else max(number, math.ceil(low))
        return number if item.misfit(number) is None else (low if low is not None else high) or 0


def _possible(q: Questionnaire, item: Item, feeding: Sequence[Contribution]) -> list[Value]:
    """Every answer to choose from; of several options how many, and those that stand alone; of a number its bands."""
    options = q.options(item.id)
    if isinstance(item, MultipleItem):
        alone: list[Value] = [(option.id,) for option in options if option.stands_alone]
        free = len(options) - len(alone)
        return [*range(1, free + 1), *alone]
    if isinstance(item, NumberItem):
        starts = sorted({start for contribution in feeding for start in contribution.thresholds})
        return [*starts] or [0 if item.minimum is None else item.minimum]
    return [option.id for option in options]


def _weight(q: Questionnaire, item: Item, answer: Value, off: float | None, sharp: float) -> float:
    """How likely an answer is that is so far, in points, from what is wanted; None where it gives no points."""
    several = isinstance(item, MultipleItem)
    says_nothing = isinstance(answer, tuple) or (bool(q.options(item.id)) and not several and _refuses(q, item, answer))
    if says_nothing:
        return _REFUSES
    if off is None:  # nothing tells how many a leader would tick: rather few
        return 1 / float(str(answer)) if several else 1.0
    return math.exp(-sharp * off / 16)


def _off(answer: Value, feeding: Sequence[Contribution], wanted: Sequence[float]) -> float | None:
    """How far an option, a count or a number is from the places wanted, in points; None where it feeds nothing."""
    if isinstance(answer, tuple):  # an option that stands alone says nothing of them
        return None
    told = ((contribution.points_at(answer), place) for contribution, place in zip(feeding, wanted, strict=True))
    off = [abs(points - place) for points, place in told if points is not None]
    return sum(off) / len(off) if off else (_FAR if feeding else None)


def _refuses(q: Questionnaire, item: Item, answer: Value) -> bool:
    return q.option(item.id, str(answer)).cannot_say
