"""The interview as a value: which question stands now, and where every step leads.

Owns moving, branching, order of options and progress. Knows nothing of terminals, files, clocks or chance.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from jtbd_diag.answers import Answers
from jtbd_diag.answers.items_to_ask import AskedAnswers
from jtbd_diag.ground.catalogue import say
from jtbd_diag.questionnaire import Item, Option, Questionnaire, Value
from jtbd_diag.questionnaire.items import Section
from jtbd_diag.questionnaire.minutes_and_reading import minutes_left


class Progress(NamedTuple):
    """How far the interview is. `number` is the place of the question that stands now, from 1.

    `minutes` are for the open questions: read quickly, and read aloud with time to think (docs/method.md).
    """

    number: int
    done: int
    total: int
    minutes: tuple[float, float]


@dataclass(frozen=True)
class Interview:
    """One respondent's way through a questionnaire. Every step gives another; this one stays as it is.

    `current` is None at the review: at the end, or in between when the respondent asks for it.
    """

    questionnaire: Questionnaire
    answers: Answers
    current: str | None = None
    trail: tuple[str, ...] = ()  # the way here, for going back
    ahead: frozenset[str] = frozenset()  # gone back over, so shown again on the way forward
    left_open: frozenset[str] | None = None  # what was open when the review was left to change an answer
    before: str | None = None  # the question shown last, to tell when a section begins
    urged: frozenset[str] = frozenset()  # asked once more before being skipped

    @classmethod
    def begin(cls, questionnaire: Questionnaire, answers: Answers) -> Interview:
        """Start, or start again where the answers end: at the first item neither answered nor skipped."""
        return cls(questionnaire, answers).resume()

    # what there is to ask

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """The items that are asked given the answers so far, in order."""
        asked = AskedAnswers(self.questionnaire, self.answers.values).asked
        return tuple(item for item in asked if self.done(item) or item not in self.aside)

    @property
    def open(self) -> tuple[str, ...]:
        """Asked items neither answered nor skipped, in order."""
        return tuple(item for item in self.asked if not self.done(item))

    @cached_property
    def deciding(self) -> frozenset[str]:
        """The items that can change the job."""
        rule = self.questionnaire.classification
        return frozenset(self.questionnaire.scored_items(rule.scales) if rule else ())

    @cached_property
    def headline(self) -> frozenset[str]:
        """The items that score for the headline: for the job or for the struggle."""
        struggle = self.questionnaire.struggle
        return self.deciding.union(self.questionnaire.scored_items((struggle.scale,)) if struggle else ())

    @property
    def aside(self) -> frozenset[str]:
        """The items not asked for now, where they are open."""
        return frozenset(self.answers.set_aside)

    def done(self, item: str) -> bool:
        """Whether an item is answered or skipped."""
        return item in self.answers.values or item in self.answers.skipped

    # the question that stands now

    @property
    def item(self) -> Item | None:
        """The question that stands now; None at the review."""
        return self.questionnaire.items[self.current] if self.current else None

    @property
    def heading(self) -> Section | None:
        """The section that begins with this question; None when the one before belongs to it too."""
        if self.current is None:
            return None
        section = self.section_of(self.current)
        return None if self.before and self.section_of(self.before) == section else section

    def section_of(self, item: str) -> Section:
        """The section an item stands in."""
        return next(s for s in self.questionnaire.sections if any(one.id == item for one in s.items))

    @property
    def progress(self) -> Progress:
        """How much is done and how many minutes the open questions take by rule."""
        still_open, total = self.open, len(self.asked)
        number = self.asked.index(self.current) + 1 if self.current in self.asked else total
        asked = AskedAnswers(self.questionnaire, self.answers.values).asked
        minutes = minutes_left(self.questionnaire, still_open, asked)
        return Progress(number, total - len(still_open), total, minutes)

    def options(self, item: str) -> tuple[Option, ...]:
        """What an item offers, in the order shown: for `shuffle` one of this respondent's own.

        It is the same on resume. Options that say nothing or stand alone ("None of these") stay last.
        """
        options = self.questionnaire.options(item)
        if not getattr(self.questionnaire.items[item], "shuffle", False):
            return options
        seed = f"{self.answers.begun}|{self.answers.respondent}|{item}|"

        def place(option: Option) -> tuple[bool, bool, str]:
            digest = hashlib.sha256((seed + option.id).encode("utf-8", "replace")).hexdigest()
            return option.cannot_say, option.exclusive, digest

        return tuple(sorted(options, key=place))

    # steps

    def answer(self, value: Value) -> Interview:
        """Take an answer to the question that stands now, and go on."""
        item = self._standing()
        return replace(self, urged=self.urged - {item})._onward(self.answers.with_value(item, value))

    def skip(self) -> Interview:
        """Pass the question over, and go on; an answer it had is taken out.

        When that costs something, the first time changes only `urged`; a required question stays.
        """
        item = self._standing()
        if self.questionnaire.items[item].required:
            return self
        if self.skipping_costs and item not in self.urged:
            return replace(self, urged=self.urged | {item})
        return self._onward(self.answers.with_value(item, None))

    @property
    def skipping_costs(self) -> bool:
        """Whether skipping takes an answer out, or leaves open what decides and could be told."""
        item = self._standing()
        if item in self.answers.values:
            return True
        can_say = not any(option.cannot_say for option in self.questionnaire.options(item))
        return item in self.deciding and can_say and item not in self.answers.skipped

    def forward(self) -> Interview:
        """Go on with the answer, or the skip, that is there. An open question stays."""
        return self._onward(self.answers) if self.done(self._standing()) else self

    def back(self) -> Interview:
        """To the question shown before this one; from one chosen in the review, to the review.

        From the review, to where the interview stood: the first open question, or the last one.
        """
        if self.current is None and self.open:
            return self.resume()
        trail = [item for item in self.trail if item in self.asked]
        if not trail and self.left_open is not None:
            return self.review()
        earlier = trail.pop() if trail else self._last_done_before(self.current)
        if earlier is None:
            return self
        ahead = self.ahead | {self.current} if self.current else self.ahead
        return replace(self, current=earlier, trail=tuple(trail), ahead=ahead - {earlier}, before=self.current)

    def _last_done_before(self, item: str | None) -> str | None:
        place = self.asked.index(item) if item in self.asked else len(self.asked)
        return next((one for one in reversed(self.asked[:place]) if self.done(one)), None)

    def note(self, text: str | None) -> Interview:
        """Put a note beside the answer; None or an empty one takes it out. The question stays."""
        return replace(self, answers=self.answers.with_note(self._standing(), text))

    def goto(self, item: str) -> Interview:
        """To one question, and back to the review after it and whatever it newly brings in.

        Raises ValueError when the item is not asked.
        """
        if item not in self.asked:
            raise ValueError(say("interview.not_asked", item=item))
        # what was open stays open for later; the item itself is the errand
        return replace(self.review(), current=item, left_open=frozenset(self.open), before=None)

    def review(self) -> Interview:
        """To the review, from anywhere."""
        return replace(self, current=None, trail=(), ahead=frozenset(), left_open=None, before=self.current)

    def resume(self) -> Interview:
        """To the first open question; to the review when there is none."""
        return replace(self.review(), current=next(iter(self.open), None), before=None)

    def narrow(self, aside: Iterable[str] = ()) -> Interview:
        """Set aside these questions where they are open, and no others; go to an open one."""
        return self._with_aside(aside).resume()

    def widen(self, items: Iterable[str]) -> Interview:
        """Take these questions in again, without moving."""
        return self._with_aside(self.aside - frozenset(items))

    def _with_aside(self, aside: Iterable[str]) -> Interview:
        wanted = frozenset(aside)
        kept = tuple(item for item in self.questionnaire.items if item in wanted)
        return self if kept == self.answers.set_aside else replace(self, answers=replace(self.answers, set_aside=kept))

    def _standing(self) -> str:
        if self.current is None:
            message = say("interview.review_asks_nothing")
            raise ValueError(message)
        return self.current

    def _onward(self, answers: Answers) -> Interview:
        here = self._standing()
        moved = replace(self, answers=answers, trail=(*self.trail, here), before=here)
        waiting = (set(moved.open) - (self.left_open or set()) | self.ahead) - {here}
        after = _first_after(here, waiting, moved.asked)
        if after is None:
            return replace(moved.review(), before=here)
        return replace(moved, current=after, ahead=self.ahead - {after})


def _first_after(here: str, waiting: Iterable[str], order: tuple[str, ...]) -> str | None:
    """The first of `waiting` behind `here`, or else the first from the start."""
    waiting = set(waiting)
    place = order.index(here) + 1 if here in order else 0
    return next((item for item in (*order[place:], *order[:place]) if item in waiting), None)
