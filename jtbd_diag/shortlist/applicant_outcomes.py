"""Rules and the results of leaders -> who is in, waiting, open or out, and by which rule.

Owns the decision on each leader; must not know files, nor how results came about. No total is made: rules are met or
not, or nobody knows yet.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from jtbd_diag.ground.catalogue import say
from jtbd_diag.results.call_list import lot
from jtbd_diag.shortlist.places_given import Entrant, Passed, PlacesGiven, give, in_order, would_get
from jtbd_diag.shortlist.rule_truth import LeaderCells, ResultCell, truth, unknown
from jtbd_diag.shortlist.rules_file import KINDS, RuleKind, ShortlistRules, bare
from jtbd_diag.shortlist.rules_in_words import label
from jtbd_diag.shortlist.selection_rates import GroupRate, rates

ListState = Literal["in", "waiting", "open", "out", "not counted"]
STATES: tuple[ListState, ...] = ("in", "waiting", "open", "out", "not counted")


@dataclass(frozen=True)
class Applicant:
    """A leader's row: its number, who it is, the cells that rules ask for; `aside` says why it does not count.

    In the columns `unsure` the cell says nothing that is known, in those `unanswered` it is no answer, and in those of
    `words` surely no number.
    """

    row: int
    who: str
    cells: Mapping[str, ResultCell]
    aside: str = ""
    unsure: frozenset[str] = frozenset()
    unanswered: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


@dataclass(frozen=True)
class OpenRule:
    """A rule of which nobody knows whether a leader meets it, and the columns for want of which."""

    label: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Decision:
    """What became of one leader, and by what.

    `place` counts from 1 on the shortlist and on the waiting list. `met` tells of each preference whether it is met.
    `open` are the rules that are not settled. Of an open case `would_be_in` tells whether settling them in its favor
    alone would give it a place; of one who is in, `at_stake` whether open cases could take it, were all settled so.
    """

    applicant: Applicant
    state: ListState
    by: tuple[str, ...]
    met: tuple[bool | None, ...] = ()
    place: int | None = None
    open: tuple[OpenRule, ...] = ()
    would_be_in: bool = False
    at_stake: bool = False


@dataclass(frozen=True)
class Shortlist:
    """Every decision in the order of the rows, and the rates by the groups of each column compared."""

    rules: ShortlistRules
    decisions: tuple[Decision, ...]
    fairness: Mapping[str, tuple[GroupRate, ...]]
    unmet: tuple[str, ...]
    """Quotas that could not be kept: of too few leaders who may have a place, or beside the other quotas."""

    def of(self, state: ListState) -> list[Decision]:
        """Those of a state: on a list by their place, else by their row."""
        found = [decision for decision in self.decisions if decision.state == state]
        return sorted(found, key=lambda one: (one.place or 0, one.applicant.row))

    @property
    def to_call(self) -> list[Decision]:
        """The open cases, those first who would get a place."""
        return sorted(self.of("open"), key=lambda one: not one.would_be_in)

    def drawn(self, decision: Decision) -> str:
        """Where somebody stands in the draw among equals."""
        return lot(self.rules.seed, decision.applicant.who)


def shortlist_of(rules: ShortlistRules, applicants: Sequence[Applicant], marks: Collection[str] = ()) -> Shortlist:
    """Apply the rules to leaders of whom no two have the same `who`.

    Of the columns `marks` an empty cell says that there is nothing to say; of all others, that nobody knows. The result
    hangs on the rules and the leaders, and on no order of rows.
    """
    judged = [_Judge(rules, marks).judged(one) for one in applicants]
    may = {one.applicant.who: one for one in judged if one.state == "in"}
    given = give((_entrant(rules, one) for one in may.values()), rules)
    decisions = [*_placed(judged, given)]
    decisions = [*_with_stakes(rules, decisions, may)]
    decisions = [*_waiting(rules, decisions, given)]
    return Shortlist(rules, tuple(decisions), _fairness(rules, decisions), tuple(_unmet(rules, decisions, may)))


class _Judge:
    """What the rules say of one leader, before any place is given."""

    def __init__(self, rules: ShortlistRules, marks: Collection[str]) -> None:
        self.rules, self.marks = rules, marks
        self.labels = {(kind, n): label(rules, kind, n) for kind in KINDS for n in range(len(rules.of(kind)))}

    def judged(self, applicant: Applicant) -> Decision:
        """`out`, `open`, or `in` where nothing stands against a place."""
        if applicant.aside:
            return Decision(applicant, "not counted", (applicant.aside,))
        cells = LeaderCells(applicant.cells, self.marks, applicant.unsure, applicant.unanswered, applicant.words)
        found = {key: truth(self.rules.of(key[0])[key[1]], cells) for key in self.labels}
        met = tuple(found["prefer", n] for n in range(len(self.rules.prefer)))
        against = [*self._those(found, "require", False), *self._those(found, "leave_out", True)]
        if against:
            return Decision(applicant, "out", tuple(against), met)
        lacking = {name: self._open(found, cells, name) for name in KINDS}
        deciding = (*lacking["require"], *lacking["leave_out"], *self._without_group(applicant))
        state: ListState = "open" if deciding else "in"
        return Decision(
            applicant, state, tuple(rule.label for rule in deciding), met, open=(*deciding, *lacking["prefer"])
        )

    def _those(self, found: Mapping[tuple[RuleKind, int], bool | None], kind: RuleKind, answer: bool) -> Iterator[str]:
        return (self.labels[key] for key, holds in found.items() if key[0] == kind and holds is answer)

    def _open(
        self, found: Mapping[tuple[RuleKind, int], bool | None], cells: LeaderCells, kind: RuleKind
    ) -> tuple[OpenRule, ...]:
        keys = [key for key, holds in found.items() if key[0] == kind and holds is None]
        lacking = [dict.fromkeys(unknown(self.rules.of(kind)[n], cells)) for kind, n in keys]
        return tuple(OpenRule(self.labels[key], tuple(names)) for key, names in zip(keys, lacking, strict=True))

    def _without_group(self, applicant: Applicant) -> Iterator[OpenRule]:
        for quota in self.rules.quota:
            if not group_of(applicant, quota.column):
                yield OpenRule(say("shortlist.quota_open", column=quota.column), (quota.column,))


def group_of(applicant: Applicant, column: str) -> str:
    """The group of a leader; empty where it is not known."""
    cell = applicant.cells.get(column)
    return "" if cell is None or column in applicant.unsure else str(cell).strip()


def _entrant(rules: ShortlistRules, decision: Decision, *, favored: bool = False) -> Entrant:
    """A leader who may have a place; of what is not known what is in its favor, where it is `favored`."""
    met = tuple(favored if holds is None else holds for holds in decision.met)
    return Entrant(
        decision.applicant.who, met, tuple(group_of(decision.applicant, quota.column) for quota in rules.quota)
    )


def _placed(judged: Sequence[Decision], given: PlacesGiven) -> Iterator[Decision]:
    """With places on the list; whoever was passed over waits."""
    at = {who: n for n, who in enumerate(given.taken, start=1)}
    for decision in judged:
        who = decision.applicant.who
        if decision.state != "in":
            yield decision
        elif who in at:
            yield replace(decision, place=at[who], by=(say("shortlist.by_all_rules"),))
        else:
            yield replace(decision, state="waiting", by=(_passed_words(given.passed[who]),))


def _waiting(rules: ShortlistRules, decisions: Sequence[Decision], given: PlacesGiven) -> Iterator[Decision]:
    """With places on the waiting list, which has an end."""
    waits = {decision.applicant.who for decision in decisions if decision.state == "waiting"}
    at = {who: n for n, who in enumerate((who for who in given.passed if who in waits), start=1)}
    for one in decisions:
        if one.state != "waiting":
            yield one
        elif at[one.applicant.who] <= rules.waiting_list:
            yield replace(one, place=at[one.applicant.who])
        else:
            yield replace(one, state="out")


def _passed_words(passed: Passed) -> str:
    why, column, group = passed
    return say(_PASSED[why], column=column, group=group)


_PASSED = {
    "capacity": "shortlist.by_full",
    "at_most": "shortlist.by_group_full",
    "kept_for": "shortlist.by_kept_for",
}


def _with_stakes(
    rules: ShortlistRules, decisions: Sequence[Decision], may: Mapping[str, Decision]
) -> Iterator[Decision]:
    """With what settling open cases would change; who only lacks a preference that would give a place is one."""
    sure = {who: _entrant(rules, one) for who, one in may.items()}
    could = {
        decision.applicant.who: _entrant(rules, decision, favored=True)
        for decision in decisions
        if decision.state == "open" or (decision.state == "waiting" and decision.open)
    }
    ordered = in_order(sure.values(), rules.seed)
    settled = {*give({**sure, **could}.values(), rules).taken}
    for one in decisions:
        who = one.applicant.who
        if who in could:
            would = would_get(could[who], [one for one in ordered if one.key != who], rules)
            if one.state == "open":
                yield replace(one, would_be_in=would)
            elif would:
                by = (*one.by, *(rule.label for rule in one.open))
                yield replace(one, state="open", place=None, by=by, would_be_in=True)
            else:
                yield one
        else:
            yield replace(one, at_stake=one.state == "in" and who not in settled)


def _fairness(rules: ShortlistRules, decisions: Sequence[Decision]) -> dict[str, tuple[GroupRate, ...]]:
    """The rates by each column: of all who count, whatever became of them."""
    found = {}
    for column in rules.groupings:
        counts: dict[str, list[int]] = {}
        for decision in decisions:
            if decision.state != "not counted":
                group = group_of(decision.applicant, column)
                three = counts.setdefault(group, [0, 0, 0])
                three[0] += 1
                three[1] += decision.state == "in"
                three[2] += decision.state == "open"
        found[column] = rates({group: (c[0], c[1], c[2]) for group, c in sorted(counts.items())})
    return found


def _unmet(rules: ShortlistRules, decisions: Sequence[Decision], may: Mapping[str, Decision]) -> Iterator[str]:
    chosen = [decision for decision in decisions if decision.state == "in"]
    for quota in rules.quota:
        for group, least in quota.at_least.items():
            n, there = (
                sum(bare(group_of(one.applicant, quota.column)) == bare(group) for one in some)
                for some in (chosen, may.values())
            )
            if n < least:
                key = "shortlist.quota_unmet" if n == there else "shortlist.quota_stopped"
                yield say(key, column=quota.column, group=group, least=least, n=n, more=there - n)
