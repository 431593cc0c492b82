"""What raters said of one program -> a verdict for each job, with its reasons.

Owns how musts, helps and blocks make a verdict, and what an open or disputed answer leaves open; must not know files,
or how a verdict reads. No total is made of the jobs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from jtbd_diag.offers.offer_rules import OfferRule, OfferRules, Options

OfferVerdict = Literal["serves", "with_changes", "misfits"]
RulePart = Literal["must", "helps", "blocks"]
RaterAnswers = Mapping[str, tuple[Options, ...]]
"""By item, each different answer that raters gave: none where nobody knows it, several where they differ."""


@dataclass(frozen=True)
class RuleStand:
    """One part of a rule beside what was said: whether it holds, None where that is not known or raters differ."""

    rule: OfferRule
    part: RulePart
    said: tuple[Options, ...]

    @property
    def holds(self) -> bool | None:
        """Whether the answer is one of its options."""
        met = {bool({*answer} & {*getattr(self.rule, self.part)}) for answer in self.said}
        return met.pop() if len(met) == 1 else None

    @property
    def disputed(self) -> bool:
        """Whether raters gave answers of which one holds and another does not."""
        return self.holds is None and bool(self.said)

    @property
    def change(self) -> str:
        """The smallest change that makes a must or help hold, or takes a block away."""
        if self.part == "blocks":
            return self.rule.lift or ""
        return self.rule.change_from([one for answer in self.said for one in answer])


@dataclass(frozen=True)
class JobVerdict:
    """How a program stands to one job: at best and at worst, which are the same where what is open does not matter.

    `to_ask` are items that nobody knows, `hangs_on` those on which raters differ, as far as the verdict hangs on them.
    """

    job: str
    best: OfferVerdict
    worst: OfferVerdict
    stands: tuple[RuleStand, ...]
    to_ask: tuple[str, ...] = ()
    hangs_on: tuple[str, ...] = ()

    @property
    def verdict(self) -> OfferVerdict | None:
        """The verdict; None where it is open."""
        return self.best if self.best == self.worst else None

    def of(self, part: RulePart, holds: bool | None) -> tuple[RuleStand, ...]:
        """The parts of rules of one kind that hold, do not hold, or are open (None)."""
        return tuple(rule_stand for rule_stand in self.stands if rule_stand.part == part and rule_stand.holds is holds)

    @property
    def blocks(self) -> tuple[RuleStand, ...]:
        """What blocks."""
        return self.of("blocks", True)

    @property
    def changes(self) -> tuple[str, ...]:
        """All that would have to change for it to serve: blocks taken away, then open musts met."""
        lifted = [block.rule for block in self.blocks]  # what lifts a block meets the must of the same rule
        missing = (one for one in self.of("must", False) if one.rule not in lifted)
        return tuple(one.change for one in (*self.blocks, *missing))

    @property
    def musts_met(self) -> int:
        """How many of the musts are met."""
        return len(self.of("must", True))

    @property
    def musts(self) -> int:
        """How many musts the job has."""
        return sum(rule_stand.part == "must" for rule_stand in self.stands)

    @property
    def is_built_for(self) -> bool:
        """Whether all musts are met, be it blocked or not."""
        return self.musts_met == self.musts

    @property
    def is_certain(self) -> bool:
        """Whether everything that counts is known, and told alike."""
        return not any(rule_stand.holds is None for rule_stand in self.stands if rule_stand.part != "helps")


def verdicts(rules: OfferRules, said: RaterAnswers) -> tuple[JobVerdict, ...]:
    """The verdict for each job that the rules speak of, in their order."""
    return tuple(_verdict(rules, job, said) for job in rules.jobs)


def _verdict(rules: OfferRules, job: str, said: RaterAnswers) -> JobVerdict:
    stands = tuple(RuleStand(rule, part, said.get(rule.item, ())) for rule in rules.of(job) for part in _parts(rule))
    unsure = tuple(dict.fromkeys(one.rule.item for one in stands if one.part != "helps" and one.holds is None))
    best, worst = (_word(rules, stands, dict.fromkeys(unsure, kind)) for kind in (True, False))
    if best == worst:
        return JobVerdict(job, best, worst, stands)
    matter = [item for item in unsure if _matters(rules, stands, unsure, item)] or [*unsure]
    return JobVerdict(
        job,
        best,
        worst,
        stands,
        to_ask=tuple(item for item in matter if not said.get(item)),
        hangs_on=tuple(item for item in matter if said.get(item)),
    )


def _parts(rule: OfferRule) -> tuple[RulePart, ...]:
    return tuple(part for part in ("blocks", "must", "helps") if getattr(rule, part))


def _matters(rules: OfferRules, stands: Sequence[RuleStand], unsure: Sequence[str], item: str) -> bool:
    """Whether this item alone moves the verdict, where all others turn out well, or all turn out badly."""
    return any(
        _word(rules, stands, {**others, item: True}) != _word(rules, stands, {**others, item: False})
        for others in (dict.fromkeys(unsure, True), dict.fromkeys(unsure, False))
    )


def _word(rules: OfferRules, stands: Sequence[RuleStand], turns_out_well: Mapping[str, bool]) -> OfferVerdict:
    met, missing = 0, 0
    for rule_stand in stands:
        well = turns_out_well.get(rule_stand.rule.item, True)
        if rule_stand.part == "blocks":
            if rule_stand.holds if rule_stand.holds is not None else not well:
                return "misfits"
        elif rule_stand.part == "must":
            holds = rule_stand.holds if rule_stand.holds is not None else well
            met, missing = met + holds, missing + (not holds)
    if missing > rules.most_open or not met:
        return "misfits"
    return "with_changes" if missing else "serves"
