"""A questionnaire as a value: sections of items, scales, profiles. Once built, it cannot be wrong.

Owns the shapes; knows nothing of files, respondents or scores.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import Field, StrictInt, StrictStr

from jtbd_diag.ground.yaml_parts import Id, Name, Part, Positive, Text
from jtbd_diag.questionnaire.claims_block import ClaimToCheck
from jtbd_diag.questionnaire.conditions import Condition, chain
from jtbd_diag.questionnaire.evidence_block import Measured
from jtbd_diag.questionnaire.items import (
    DateItem,
    Item,
    MultipleItem,
    NumberItem,
    Option,
    Points,
    RatingItem,
    Section,
    SingleItem,
    TextItem,
)
from jtbd_diag.questionnaire.perspectives import LEADER, Perspective
from jtbd_diag.questionnaire.staff_map_block import StaffMap

Made = TypeVar("Made")

ItemUse = Literal["name", "organisation", "title", "size", "problem_area", "story", "measure", "units", "partners"]


class Band(Part):
    """A named stretch of a scale, up to and including `up_to`; the last band has none."""

    title: Text
    up_to: Points | None = None


class Scale(Part):
    """A score made of items, 0-100."""

    title: Text
    low: Text | None = Field(default=None, description="what 0 means")
    high: Text | None = Field(default=None, description="what 100 means")
    talk: Text | None = Field(default=None, description="what to ask others who see it otherwise; never why")
    minimum_answered: Annotated[float, Field(ge=0, le=1, strict=True)] = 0.6
    bands: tuple[Band, ...] = ()

    def band(self, score: float | None) -> str | None:
        """The title of the band that a score falls in; None for a missing score or no bands."""
        if score is None:
            return None
        return next((b.title for b in self.bands if b.up_to is None or score <= b.up_to), None)


class Profile(Part):
    """Where a job sits on the deciding scales. Expert judgment until calibrated."""

    title: Text
    says: Text | None = Field(default=None, description="the job in the leader's own voice")
    at: dict[Id, Points]


class Classification(Part):
    """How distances to the profiles become a job; the formulas are in `diagnosis.job_and_fit`."""

    scales: Annotated[tuple[Id, ...], Field(min_length=1)]
    spread: Positive = 25
    importance: dict[Id, Positive] = Field(default={})
    clear: Positive = 1.0
    leaning: Positive = 0.3
    show_runner_up: bool = Field(default=False, description="name the runner-up even when the job is clear")


class Struggle(Part):
    """Which scale tells whether there is any push to act, and where its levels begin."""

    scale: Id
    early: Points = 35
    active: Points = 60
    none_if: Condition | None = Field(default=None, description="no struggle, whatever the score")


class Readiness(Part):
    """Scales shown beside the job, never in it."""

    preconditions: tuple[Id, ...] = ()
    forces: tuple[Id, ...] = ()
    notes: tuple[Id, ...] = Field(default=(), description="shown to a coach, never as a label")


class OthersForm(Part):
    """The form for cabinet or staff: what stands over it, and scales of other questionnaires that it asks as well."""

    title: Text
    intro: Text
    heading: Text = Field(description="stands over the questions of this questionnaire")
    minutes: Positive
    also: dict[Name, tuple[Id, ...]] = Field(
        default={}, description="other questionnaires, and which of their scales; none named are all"
    )


class AskedAgain(Part):
    """What stands over the statements that a later wave asks of then."""

    heading: Text
    intro: Text


@dataclass(frozen=True)
class Contribution:
    """How one item feeds one scale: by option id, or by threshold (of a count or a number), never both."""

    item: str
    scale: str
    weight: float
    options: Mapping[str, float] = field(default_factory=dict)
    thresholds: Mapping[float, float] = field(default_factory=dict)
    counts: bool = False

    def points_at(self, reached: str | float) -> float | None:
        """What an option gives, or a count or number that is reached, 0-100; None when it gives nothing."""
        if not self.thresholds:
            return self.options.get(str(reached))
        number = float(reached)
        return next((self.thresholds[t] for t in sorted(self.thresholds, reverse=True) if t <= number), None)


class Questionnaire(Part):
    """One instrument. Built by `load_questionnaire`, which finds every fault first."""

    questionnaire: Name
    version: Annotated[int, Field(ge=1, strict=True)]
    title: Text
    description: Text | None = None
    intro: Text | None = None
    about: Text | None = Field(
        default=None, description="where it comes from and what may be claimed of it; stands under every result"
    )
    shows_result: bool = Field(
        default=False,
        description="whether a page to fill in may tell its result to who answers; it then holds the points",
    )
    minutes: Positive
    overhead_seconds: Annotated[float, Field(ge=0, strict=True)] = 25
    answer_sets: dict[Id, Annotated[tuple[Text, ...], Field(min_length=2)]] = Field(default={})
    answer_codes: dict[Id, tuple[StrictStr | StrictInt, ...]] = Field(
        default={},
        description="how survey platforms code the answers of an answer set, in its order; without it, numbers in an "
        "export are read only where they are 1 to n, all of them and no other",
    )
    scales: dict[Id, Scale] = Field(default={})
    profiles: dict[Id, Profile] = Field(default={})
    classification: Classification | None = None
    struggle: Struggle | None = None
    readiness: Readiness = Readiness()
    staff_map: StaffMap | None = None
    claims: dict[Id, ClaimToCheck] = Field(
        default={}, description="what an applicant says of push, preconditions and motive: to be checked, never scored"
    )
    evidence: Measured | None = Field(
        default=None, description="what was measured, with which wording; written by `evidence` and by calibration"
    )
    perspective: Perspective = Field(default=LEADER, description="from whose place it is answered")
    perspectives: dict[Perspective, OthersForm] = Field(
        default={}, description="forms by which others look at the same place, made of what is `seen_by` them"
    )
    again: AskedAgain | None = Field(
        default=None, description="the form of a later wave also asks how true statements were `then`; never scored"
    )
    uses: dict[ItemUse, Id] = Field(default={}, description="which item holds what the playbook speaks of")
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]

    @cached_property
    def _memory(self) -> dict[Hashable, Any]:
        return {}

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy without what was made of the original, which a changed field would make untrue."""
        copy = super().model_copy(update=update, deep=deep)
        for name in copy.__dict__.keys() - type(self).model_fields.keys():
            del copy.__dict__[name]
        return copy

    def __getstate__(self) -> dict[Any, Any]:
        """Without what was made once, which another process makes for itself: functions cannot be sent to it."""
        state = super().__getstate__()
        kept = {name: value for name, value in state["__dict__"].items() if name != "_memory"}
        return {**state, "__dict__": kept}

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` makes of this questionnaire, made once; it lives as long as the questionnaire does."""
        if key not in self._memory:
            self._memory[key] = make()
        made: Made = self._memory[key]
        return made

    @cached_property
    def items(self) -> dict[str, Item]:
        """Every item by id, in the order asked."""
        return {item.id: item for section in self.sections for item in section.items}

    @cached_property
    def contributions(self) -> tuple[Contribution, ...]:
        """Every (item, scale) pair that scores, in the order asked."""
        return tuple(c for item in self.items.values() for c in self._contributions_of(item))

    @cached_property
    def _options(self) -> dict[str, tuple[Option, ...]]:
        return {item.id: self._options_of(item) for item in self.items.values()}

    def options(self, item: str) -> tuple[Option, ...]:
        """What an item offers, in the order written; empty for text, number and date.

        A rating's options have the ids 1..n, and the codes of its answer set if any are declared.
        """
        return self._options[item]

    def option(self, item: str, option: str) -> Option:
        """One option by id. Raises KeyError when the item does not offer it."""
        for offered in self._options[item]:
            if offered.id == option:
                return offered
        raise KeyError(option)

    def scored_items(self, scales: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """Items that feed any scale, or any of the given ones, in the order asked."""
        wanted = (c.item for c in self.contributions if scales is None or c.scale in scales)
        return tuple(dict.fromkeys(wanted))

    @property
    def looks_back(self) -> bool:
        """Whether it is the form of a later wave, which also asks of then."""
        last = self.sections[-1].items[-1]
        return isinstance(last, RatingItem) and last.then_of is not None

    def chain(self, items: Iterable[str]) -> frozenset[str]:
        """These items and all that decide, at whatever remove, whether they are asked."""
        return chain(items, lambda one: self.items[one].ask_if)

    def telling_items(self) -> frozenset[str]:
        """The items that tell on a result: those that are scored, and those that conditions ask for."""
        none_if = self.struggle.none_if if self.struggle else None
        return self.chain((*self.scored_items(), *(none_if.items() if none_if else ())))

    def _options_of(self, item: Item) -> tuple[Option, ...]:
        if isinstance(item, SingleItem | MultipleItem):
            return item.options
        if not isinstance(item, RatingItem):
            return ()
        texts = self.answer_sets[item.answers]
        step = 100 / (len(texts) - 1)
        levels = [step * n for n in range(len(texts))]
        points = levels[::-1] if item.reverse else levels
        codes = self.answer_codes.get(item.answers, (None,) * len(texts))
        return tuple(
            Option(id=str(n), text=text, code=codes[n - 1], points={item.scale: level} if item.scale else {})
            for n, (text, level) in enumerate(zip(texts, points, strict=True), start=1)
        )

    def _contributions_of(self, item: Item) -> list[Contribution]:
        if isinstance(item, TextItem | DateItem):
            return []

        def weight(scale: str) -> float:
            return item.weight.get(scale, 1) if isinstance(item.weight, dict) else item.weight

        if isinstance(item, NumberItem):
            tables = item.band_points
        elif isinstance(item, MultipleItem):
            tables = {s: {float(n): p for n, p in t.items()} for s, t in item.count_points.items()}
        else:
            by_option = self._points_by_option(item.id)
            return [Contribution(item.id, s, weight(s), options=t) for s, t in by_option.items()]
        counts = isinstance(item, MultipleItem)
        return [
            Contribution(item.id, s, weight(s), thresholds=dict(sorted(t.items())), counts=counts)
            for s, t in tables.items()
        ]

    def _points_by_option(self, item: str) -> dict[str, dict[str, float]]:
        tables: dict[str, dict[str, float]] = {}
        for option in self._options[item]:
            for scale, points in option.points.items():
                tables.setdefault(scale, {})[option.id] = points
        return tables
