"""Problem areas: what hurts, how to count it, whom it involves, what drives it, what to change first.

Owns the shape of `problems/*.yaml`; knows nothing of any one leader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code
from jtbd_diag.ground.wrong_keys_and_values import shaped
from jtbd_diag.ground.yaml_files import YamlDocument, read_yaml
from jtbd_diag.ground.yaml_parts import Id, OptionId, Part, Text
from jtbd_diag.ground.yaml_values import Route
from jtbd_diag.playbook.advice.words_by_kind_of_place import Season, Variant, fitted
from jtbd_diag.playbook.calendar.school_calendar import CalendarDay
from jtbd_diag.questionnaire import Condition, Facts


class Measure(Part):
    """How a problem is counted."""

    name: Text
    numerator: Text
    denominator: Text
    counted_by: Text
    how_often: Text
    caution: Text | None = None
    sources: tuple[str, ...] = ()


def counted_words(words: Sequence[str], facts: Facts) -> tuple[str, ...]:
    """Those of the words that stand in the number a leader named. A story tells of much beside what is counted."""
    named = facts.item(OWN_NUMBER)
    told = _one_line(named) if isinstance(named, str) else ""
    return tuple(word for word in words if re.search(rf"(?<!\w){re.escape(_one_line(word))}(?!\w)", told))


def _one_line(text: str) -> str:
    return " ".join(text.casefold().split())


class Trade(Part):
    """An example of what two offices could promise: the `giver` what it `gives`, the `other` what it `gives_back`."""

    giver: Text = Field(default_factory=lambda: say("playbook.any_giver"))
    gives: Text = Field(default_factory=lambda: say("playbook.any_gives"))
    other: Text = Field(default_factory=lambda: say("playbook.any_other"))
    gives_back: Text = Field(default_factory=lambda: say("playbook.any_gives_back"))


class MeasureFor(Measure):
    """How a part of the problem is counted, for leaders who meet `when` or whose own number holds one of `words`.

    Its own words for FOR_A_PART, where they are others.
    """

    when: Condition | None = None
    words: tuple[Text, ...] = ()
    cases: Text | None = None
    smallest: Text | None = None
    close_look: Text | None = None
    trade: Trade | None = None

    @model_validator(mode="after")
    def _is_for_somebody(self) -> Self:
        """Raises ValueError where it could be nobody's."""
        if self.when is None and not self.words:
            raise ValueError(say("playbook.counted_for_nobody"))
        return self

    def fits(self, facts: Facts) -> bool:
        """Whether the problem is counted so for a leader."""
        return (self.when is not None and self.when.holds(facts)) or bool(counted_words(self.words, facts))


UNSPOKEN = 2
"""How what hangs on words or answers that a leader did not give is sorted: last."""


class Listed(Part):
    """What an area lists, for some leaders more than for others.

    `units` hold it, by id, and `words` in a leader's own number mean it. It comes first for leaders whose number holds
    one, or who meet `when`, and last for others, where it hangs on that. `unless` leaves it out.
    """

    units: tuple[Id, ...] = ()
    words: tuple[Text, ...] = ()
    when: Condition | None = None
    unless: Condition | None = None

    def comes(self, facts: Facts, ticked: Set[str]) -> tuple[int, ...]:
        """What sorts it: one that the answers speak of, one for any, one that they do not; then one of units ticked."""
        spoken = (self.when is not None and self.when.holds(facts)) or counted_words(self.words, facts)
        hangs = self.when is not None or bool(self.words)
        return (0 if spoken else UNSPOKEN if hangs else 1), ticked.isdisjoint(self.units)

    def is_for(self, facts: Facts) -> bool:
        """Whether it is not left out for a leader."""
        return self.unless is None or not self.unless.holds(facts)


class Signal(Listed):
    """A number that moves sooner than the measure.

    What is not counted `weekly`, or is not for a small test to move, is no number for the plan's chart.
    """

    name: Text
    why: Text
    weekly: bool = True

    def comes(self, facts: Facts, ticked: Set[str]) -> tuple[int, ...]:
        """What sorts it: of those that any may read, one for the chart first."""
        spoken, ticks = super().comes(facts, ticked)
        return spoken == UNSPOKEN, not self.weekly, spoken, ticks


class UnitInvolved(Part):
    """An office that holds a piece of the problem; `id` is an option of the questionnaire's units item."""

    id: Id
    name: Text
    part: Text


class Driver(Listed):
    """A usual cause, and how to see whether it is at work here."""

    name: Text
    look_for: Text
    sources: tuple[str, ...] = ()


class FirstChange(Listed):
    """A change small enough for two people next week. A chosen play of `told_by` tells the same and leaves it out."""

    title: Text
    what: Text
    who: Text
    sees: Text
    sources: tuple[str, ...] = ()
    told_by: tuple[OptionId, ...] = ()


class ReportedEvidence(Part):
    """What has been reported elsewhere, with its limits."""

    claim: Text
    caution: Text
    sources: Annotated[tuple[str, ...], Field(min_length=1)]


class Strongest(Part):
    """The strongest evidence there is: the effect, on how many, and its limits. No `sources`: none was found."""

    effect: Text
    tested_on: Text | None = None
    limits: Text
    sources: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _tells_on_how_many(self) -> Self:
        """Raises ValueError where an effect is told without whom it was tested on."""
        if bool(self.sources) != (self.tested_on is not None):
            raise ValueError(say("playbook.effect_on_nobody"))
        return self


FOR_A_PART = ("cases", "smallest", "close_look", "trade")
"""What may be told otherwise of a part of a problem."""
OWN_NUMBER = "measure"
"""The item in which leaders name a number of their own."""
LISTS = ("leading", "units", "drivers", "first_changes", "look_up")
"""What an area tells in lists, one of each at least."""


class ProblemArea(Part):
    """What hurts: how to count it, whom it involves, what drives it, what to change first.

    `cases` and `smallest` stand in the plan's steps: cases to follow, told without how many, and where a first test is
    small enough. `close_look` is what to write down of those cases by name or by place in the first week.
    `sentence`, made up, tells the problem with a number, `trade` what two offices promise: examples for cards.
    The first of `measures_for` that fits a leader stands in place of `measure`.
    `season` is when in every year it is decided, where it is, and `work_from` the day on which the work for it begins,
    where that is earlier. `when` makes it one for a part of another area,
    which more answers than the area itself tell. `parts` names those areas, in the one that they are parts of: whoever
    does not say which part it is gets from them, in turn, what this one does not tell of LISTS.
    """

    title: Text
    in_short: Text
    cases: Text = Field(default_factory=lambda: say("playbook.any_cases"))
    smallest: Text = Field(default_factory=lambda: say("playbook.any_smallest"))
    close_look: Text = Field(default_factory=lambda: say("playbook.any_close_look"))
    sentence: Text = Field(default_factory=lambda: say("playbook.any_sentence"))
    trade: Trade = Trade()
    measure: Measure
    measures_for: tuple[MeasureFor, ...] = ()
    leading: tuple[Signal, ...] = ()
    units: tuple[UnitInvolved, ...] = ()
    drivers: tuple[Driver, ...] = ()
    first_changes: tuple[FirstChange, ...] = ()
    look_up: tuple[Text | Variant, ...] = ()
    strongest: Strongest
    evidence: tuple[ReportedEvidence, ...] = ()
    season: Season | None = None
    work_from: CalendarDay | None = None
    when: Condition | None = None
    parts: tuple[OptionId, ...] = ()

    @model_validator(mode="after")
    def _tells_enough(self) -> Self:
        """Raises ValueError where a list is empty and no parts fill it."""
        empty = [name for name in LISTS if not getattr(self, name)]
        if empty and not self.parts:
            raise ValueError(say("playbook.area_tells_nothing", name=empty[0]))
        return self

    def examples(self) -> dict[str, str]:
        """Its own examples for cards, by what stands for them in braces."""
        return {"result": self.measure.name, "sentence": self.sentence, **self.trade.model_dump()}

    def told_to(self, facts: Facts) -> ProblemArea:
        """This area as it is told to a leader, without what is for others.

        What it is counted by for them is no number that moves sooner.
        """
        fitting = next((measure_for for measure_for in self.measures_for if measure_for.fits(facts)), None)
        told: dict[str, Any] = {
            name: tuple(one for one in getattr(self, name) if one.is_for(facts))
            for name in ("leading", "drivers", "first_changes")
        }
        lines = (fitted(one if isinstance(one, str) else (one,), facts, {}) for one in self.look_up)
        told["look_up"] = tuple(line for line in lines if line is not None)
        if fitting is not None:
            told["leading"] = tuple(one for one in told["leading"] if one.name != fitting.name)
            told |= {name: words for name in FOR_A_PART if (words := getattr(fitting, name))}
            told["measure"] = fitting
        return self.model_copy(update=told)

    def with_parts(self, areas: Mapping[str, ProblemArea]) -> ProblemArea:
        """This area with what it does not tell itself taken from its parts, the first of each, then the second."""
        parts = [areas[name] for name in self.parts if name in areas]
        empty = [name for name in LISTS if not getattr(self, name)]
        return self.model_copy(update={name: _in_turn([getattr(part, name) for part in parts]) for name in empty})

    def counted_words(self, facts: Facts) -> tuple[str, ...]:
        """Each word of a leader's own number that puts something of this area first."""
        parts: tuple[MeasureFor | Signal | Driver | FirstChange, ...] = (
            *self.measures_for,
            *self.leading,
            *self.drivers,
            *self.first_changes,
        )
        return tuple(dict.fromkeys(word for part in parts for word in counted_words(part.words, facts)))

    def conditions(self) -> Iterator[tuple[Route, Condition]]:
        """Every condition, with the route to it."""
        found: list[tuple[Route, Condition | None]] = [(("when",), self.when)]
        found += [(("measures_for", n, "when"), measure_for.when) for n, measure_for in enumerate(self.measures_for)]
        for name in ("leading", "drivers", "first_changes"):
            for n, one in enumerate(getattr(self, name)):
                found += [((name, n, "when"), one.when), ((name, n, "unless"), one.unless)]
        found += [(("look_up", n, "if"), one.if_) for n, one in enumerate(self.look_up) if isinstance(one, Variant)]
        yield from ((route, condition) for route, condition in found if condition is not None)


def _in_turn(lists: Sequence[tuple[Any, ...]]) -> tuple[Any, ...]:
    """The first of each list, then the second; of units that two parts tell, the first."""
    found = (one for row in zip_longest(*lists) for one in row if one is not None)
    return tuple({one.id if isinstance(one, UnitInvolved) else one: one for one in found}.values())


@dataclass(frozen=True)
class ProblemFile:
    """A problem area with its id and where it stands."""

    id: str
    area: ProblemArea
    document: YamlDocument = field(repr=False)


def read_problem_area(path: Path) -> ProblemFile:
    """Read one problem area."""
    document = read_yaml(path)
    return ProblemFile(path.stem, shaped(ProblemArea, document, Code.PROBLEM_AREA_SHAPE), document)
