"""Diagnosis -> what fits: plays, each with its reason, the dated plan, and sentences for some leaders only.

Owns which plays are advised and in what order: the job's weight, then the conditions the answers meet, then
the limits of the job. Deterministic. Knows nothing of how a play is printed.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from functools import partial

from jtbd_diag.diagnosis import Diagnosis
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import in_a_row, one_of
from jtbd_diag.ground.markdown_escape import escape
from jtbd_diag.playbook.advice.advice import Advice
from jtbd_diag.playbook.advice.plans import Tailored
from jtbd_diag.playbook.advice.plays import PlayFile, PlayKind
from jtbd_diag.playbook.advice.words_by_kind_of_place import fitted
from jtbd_diag.playbook.calendar.school_calendar import Calendar
from jtbd_diag.playbook.calendar.school_days import PlanDays
from jtbd_diag.playbook.choice.dated_steps import DatedStage, dated
from jtbd_diag.playbook.choice.influence import covered, examples, first_named, ticked_units, units_in_a_row
from jtbd_diag.playbook.choice.issues_now_later_last import MONTHS, Issue, Month, month_of
from jtbd_diag.playbook.choice.own_words import answer_taken_up, said_by_the_leader
from jtbd_diag.playbook.choice.seasons import NextSeason, next_season
from jtbd_diag.questionnaire import Facts, Value

NO_PUSH, UNCLEAR = "no_push", "unclear"
"""What a playbook is about where it is about no job: there is no push to act, or too little was answered."""

SHARES: Mapping[str, Mapping[PlayKind, tuple[int, int, int]]] = {
    # few and simple: a Correct leader never gets more than five tools
    "correct": {"tool": (4, 1, 0), "coaching": (1, 2, 1), "rallying": (0, 1, 0), "teaching": (0, 0, 0)},
    # people before tools
    "coordinate": {"rallying": (5, 2, 1), "tool": (0, 2, 1), "coaching": (1, 0, 1), "teaching": (0, 0, 0)},
    # a few teams and habits first, teaching before tools
    "reorient": {"rallying": (1, 1, 0), "coaching": (1, 1, 1), "teaching": (2, 2, 3), "tool": (0, 2, 1)},
    NO_PUSH: {"tool": (1, 0, 0), "coaching": (1, 0, 0), "rallying": (0, 0, 0), "teaching": (0, 0, 0)},
    UNCLEAR: {"tool": (2, 0, 0), "coaching": (1, 0, 0), "rallying": (1, 0, 0), "teaching": (0, 0, 0)},
}
"""The most plays of each kind in the three issues, for each kind of playbook, in the order it prints them."""
OTHERWISE: Mapping[PlayKind, tuple[int, int, int]] = {
    "tool": (5, 2, 1),
    "coaching": (2, 1, 1),
    "rallying": (5, 2, 1),
    "teaching": (5, 2, 1),
}
LIMITS: Mapping[str, Mapping[PlayKind, int]] = {
    about: {kind: sum(share) for kind, share in shares.items()} for about, shares in SHARES.items()
}
"""The most plays of each kind in all issues together."""
ENOUGH = 2
"""The least merit of a chosen play: a weight of 2, or a weight of 1 and a condition met."""
HAVE, SEEN = "have", "seen"
"""The items that tell what is there already, and where it was solved."""
MOST_MET = 2
"""More conditions met than this add no merit."""
BEFORE_ALL = 99
"""The merit of a play that the answers ask for."""


@dataclass(frozen=True)
class Together:
    """A leader's diagnosis and, if given, one of the place, as one set of facts. The leader's own come first.

    `asked_for` is a job whose playbook is asked for whatever the answers tell. `done` is what a month of the plan has
    brought: it is there now.
    """

    leader: Diagnosis
    organisation: Diagnosis | None = None
    asked_for: str | None = None
    done: tuple[str, ...] = ()

    def item(self, item: str) -> Value | None:
        """The leader's answer, with what is done since, else the one about the place; none where it says nothing."""
        own = answer_taken_up(self.leader, item)
        if item == HAVE and self.done:
            return self._what_there_is(own)
        return own if own is not None or self.organisation is None else answer_taken_up(self.organisation, item)

    def _what_there_is(self, own: Value | None) -> Value:
        questionnaire = self.leader.questionnaire
        options = questionnaire.options(HAVE) if HAVE in questionnaire.items else ()
        alone = {option.id for option in options if option.stands_alone}
        told = own if isinstance(own, tuple) else ()
        return tuple(dict.fromkeys([*(one for one in told if one not in alone), *self.done]))

    def scale(self, scale: str) -> float | None:
        """The leader's score, else the one of the place."""
        own = self.leader.scale(scale)
        return own if own is not None or self.organisation is None else self.organisation.scale(scale)

    def result(self, result: str) -> str | None:
        """The leader's result: the place never changes the job; a job that is asked for stands before the one told."""
        return self.asked_for if result == "job" and self.asked_for else self.leader.result(result)


@dataclass(frozen=True)
class ChosenPlay:
    """A play, why it was chosen, how many of its conditions the answers meet, and the issue in which it stands."""

    file: PlayFile
    because: str
    met: int
    month: Month = "now"


@dataclass(frozen=True)
class Selection:
    """All that fits one leader, and the issue that is to hold of it what belongs there."""

    plays: tuple[ChosenPlay, ...]
    plan: tuple[DatedStage, ...]
    tailored: tuple[Tailored, ...]
    issue: Issue = "all"
    sheets_apart: bool = False


def choose(
    advice: Advice, about: str, facts: Together, start: datetime.date, calendar: Calendar | None = None
) -> Selection:
    """Everything that fits one leader. `about` is the job, or NO_PUSH or UNCLEAR; the plan begins on `start`."""
    plays, plan = choose_plays(advice, about, facts), plan_of(advice, about, facts, start, calendar)
    return Selection(plays, plan, tuple(one for one in advice.tailoring if one.fits(about, facts)))


def cards_of_steps(advice: Advice, about: str, facts: Facts) -> set[str]:
    """The plays, by id, that steps of the plan name for one leader."""
    steps = (step for stage in advice.plans.get(about, ()) for step in stage.steps)
    return {step.card for step in steps if step.card and (step.if_ is None or step.if_.holds(facts))}


def plan_of(
    advice: Advice, about: str, facts: Together, start: datetime.date, calendar: Calendar | None = None
) -> tuple[DatedStage, ...]:
    """The dated plan for a job, NO_PUSH or UNCLEAR, with the steps that fit; days as the calendar has them."""
    stages: list[DatedStage] = []
    area = advice.problem_of(facts).area
    season = next_season(advice.places, area, facts, start)
    days = days_of(advice, facts, start, calendar)
    stand_for = words_of(advice, facts, season)
    told = partial(fitted, facts=facts, stand_for=stand_for)
    for stage in advice.plans.get(about, ()):
        fitting = [step for step in stage.steps if step.if_ is None or step.if_.holds(facts)]
        found = [dated(step, about, told, days, season) for step in fitting]
        steps = sorted((step for step in found if step is not None), key=lambda step: step.date)
        if steps:
            of_season = fitting[0].after is None  # it stands by its days, among those that stand as the file has them
            later = (n for n, other in enumerate(stages) if of_season and other.steps[0].date > steps[0].date)
            stages.insert(next(later, len(stages)), DatedStage(stage.title, tuple(steps)))
    return tuple(stages)


def days_of(advice: Advice, facts: Together, start: datetime.date, calendar: Calendar | None) -> PlanDays:
    """The days that a leader's plan may use."""
    all_year = advice.places.all_year
    return PlanDays(calendar or advice.calendar, start, all_year is not None and all_year.holds(facts))


def words_of(advice: Advice, facts: Together, season: NextSeason | None = None) -> dict[str, str]:
    """What stands for each word in braces, as Markdown, for one leader."""
    area, ticked = advice.problem_of(facts).area, covered(ticked_units(facts.leader))
    people = [escape(advice.places.in_sentences.in_a_sentence(name)) for name in first_named(facts.leader)]
    seen, somebody = facts.item(SEEN), say("playbook.those_you_need_most")
    return {
        "cases": area.cases,
        "smallest": area.smallest,
        "close_look": area.close_look,
        "signal": min(area.leading, key=lambda one: one.comes(facts, ticked)).name,
        "people": in_a_row(people) or somebody,
        "people_aloud": in_a_row([said_by_the_leader(name) for name in people]) or somebody,
        "first": one_of(people[0]) if people else somebody,
        "rest": in_a_row(people[1:]) or say("playbook.two_more"),
        "lines": units_in_a_row(facts.leader),
        "seen": escape(seen.strip().rstrip(".")) if isinstance(seen, str) else "",
        "season": season.name if season else "",
        **area.examples(),
        **examples(facts.leader, area, advice.places.offices_for(facts)),
        **advice.places.called(facts),
    }


def choose_plays(advice: Advice, about: str, facts: Facts) -> tuple[ChosenPlay, ...]:
    """The plays for one leader: by kind, as printed, within a kind by issue and in the order of the work.

    Merit is the job's weight and one more for each condition met, two at most; of equal merit the heavier weight
    goes first, then the order of the work. Before all come those that the answers ask for, or that a step of the plan
    names. No two plays of a playbook give the same reason.
    """
    chosen: list[tuple[PlayFile, Month]] = []
    rank = partial(_rank, about=about, facts=facts, named=cards_of_steps(advice, about, facts))
    for kind, shares in SHARES.get(about, OTHERWISE).items():
        fitting = _candidates(advice, kind, about, facts, rank)
        for month, limit in zip(MONTHS, shares, strict=True):
            there = [file for file in fitting if month_of(file.play.day.get(about, 0)) == month]
            best = sorted(there, key=lambda file: (rank(file), file.id))[:limit]
            chosen += ((file, month) for file in sorted(best, key=lambda file: (file.play.order, file.id)))
    given: set[str] = set()
    return tuple(_with_reason(file, month, facts, given) for file, month in chosen)


Rank = Callable[[PlayFile], tuple[int, int, int]]


def _candidates(advice: Advice, kind: PlayKind, about: str, facts: Facts, rank: Rank) -> list[PlayFile]:
    return [
        file
        for file in advice.plays.values()
        if file.play.kind == kind
        and file.play.jobs.get(about, 0) > 0
        and not (file.play.never is not None and file.play.never.holds(facts))
        and -rank(file)[0] >= ENOUGH
    ]


def _rank(file: PlayFile, about: str, facts: Facts, named: Set[str]) -> tuple[int, int, int]:
    weight = file.play.jobs[about]
    met = sum(when.if_.holds(facts) for when in file.play.when)
    asked_for = file.id in named or (file.play.always is not None and file.play.always.holds(facts))
    return -(BEFORE_ALL if asked_for else weight + min(met, MOST_MET)), -weight, file.play.order


def _with_reason(file: PlayFile, month: Month, facts: Facts, given: set[str]) -> ChosenPlay:
    reasons = [when.because for when in file.play.when if when.if_.holds(facts)]
    because = next((reason for reason in reasons if reason not in given), file.play.because)
    given.add(because)
    return ChosenPlay(file, because, len(reasons), month)
