"""When a program serves a job, and what cannot both be so of it, as rules that anybody can read and change.

Owns the shape of `playbooks/program/offer-rules.yaml`, and whether it fits its questionnaire; must not know any offer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Problem, did_you_mean
from jtbd_diag.ground.library import Library
from jtbd_diag.ground.library_file import LibraryFile
from jtbd_diag.ground.yaml_files import YamlDocument, read_yaml
from jtbd_diag.ground.yaml_parts import Id, Name, OptionId, Part, Text
from jtbd_diag.questionnaire import Condition, Questionnaire
from jtbd_diag.questionnaire.faults_of_conditions import condition_misfit

Options = tuple[OptionId, ...]
_KINDS = ("must", "helps", "blocks", "changes")


class OfferRule(Part):
    """What one answer means for one job: the options that meet a `must`, are a help, or block.

    `change` is the smallest change that meets a must or adds a help, `changes` the same from one answer alone; `lift`
    is what takes a block away. `paper` is the sentence behind the rule.
    """

    job: Id
    item: Id
    must: Options = ()
    helps: Options = ()
    blocks: Options = ()
    change: Text | None = None
    changes: dict[OptionId, Text] = Field(default={})
    lift: Text | None = None
    paper: Text

    @model_validator(mode="after")
    def _whole(self) -> Self:
        """Raises ValueError where it means nothing, two things, or says no change."""
        if bool(self.must) + bool(self.helps) + bool(self.blocks) == 0 or (self.must and self.helps):
            raise ValueError(say("offers.rule_of_nothing"))
        if {*self.must, *self.helps} & {*self.blocks}:
            raise ValueError(say("offers.rule_of_both"))
        if ((self.must or self.helps) and not self.change) or (self.blocks and not self.lift):
            raise ValueError(say("offers.rule_without_change"))
        return self

    def change_from(self, answer: Sequence[str]) -> str:
        """The smallest change from an answer, given as the options chosen."""
        return next((self.changes[one] for one in answer if one in self.changes), self.change or "")


class Contradiction(Part):
    """What cannot be, and how it is told."""

    if_: Condition = Field(alias="if")
    say: Text


class OfferRules(LibraryFile):
    """All rules. A job needs a must, or every program would serve it."""

    FILE = "program/offer-rules.yaml"
    WRONG = Code.OFFER_RULES

    questionnaire: Name
    source: Text
    most_open: Annotated[int, Field(ge=0, le=20, strict=True)]
    rules: Annotated[tuple[OfferRule, ...], Field(min_length=1)]
    contradictions: tuple[Contradiction, ...] = ()

    @model_validator(mode="after")
    def _every_job_needs_something(self) -> Self:
        """Raises ValueError for a job without a must."""
        lacking = [job for job in self.jobs if not any(one.must for one in self.of(job))]
        if lacking:
            raise ValueError(say("offers.job_without_must", jobs=", ".join(lacking)))
        return self

    @property
    def jobs(self) -> tuple[str, ...]:
        """The jobs it speaks of, in order."""
        return tuple(dict.fromkeys(rule.job for rule in self.rules))

    def of(self, job: str) -> tuple[OfferRule, ...]:
        """The rules of one job."""
        return tuple(rule for rule in self.rules if rule.job == job)


def load_offer_rules(library: Library, asked: Sequence[Questionnaire], jobs: Sequence[str]) -> OfferRules:
    """The rules of a library beside these questionnaires and jobs. Raises InputError with every fault."""
    path = library.file("playbooks", OfferRules.FILE)
    faults = list(faults_of_rules(path, asked, jobs))
    if faults:
        raise InputError(faults)
    return OfferRules.read(path)


def faults_of_rules(path: Path, asked: Sequence[Questionnaire], jobs: Sequence[str]) -> Iterator[Problem]:
    """Jobs, items and options in a file that there are not. Raises InputError with every fault of shape."""
    found, document = OfferRules.read(path), read_yaml(path)
    names = {one.questionnaire: one for one in asked}
    questionnaire = names.get(found.questionnaire)
    if questionnaire is None:
        what = say("offers.rules_of_no_form", name=found.questionnaire)
        yield Problem(
            Code.OFFER_RULES, document.where(("questionnaire",)), what, did_you_mean(found.questionnaire, [*names])
        )
        return
    for n, rule in enumerate(found.rules):
        if rule.job not in jobs:
            what = say("offers.rule_of_no_job", job=rule.job)
            yield Problem(Code.OFFER_RULES, document.where(("rules", n, "job")), what, did_you_mean(rule.job, jobs))
        yield from _of_options(n, rule, questionnaire, document)
    for n, contradiction in enumerate(found.contradictions):
        yield from _of_conditions(n, contradiction.if_, questionnaire, document)


def _of_options(n: int, rule: OfferRule, asked: Questionnaire, document: YamlDocument) -> Iterator[Problem]:
    options = [one.id for one in asked.options(rule.item)] if rule.item in asked.items else []
    if not options:
        what = say("offers.rule_of_no_item", item=rule.item, name=asked.questionnaire)
        known = [item for item in asked.items if asked.options(item)]
        yield Problem(Code.OFFER_RULES, document.where(("rules", n, "item")), what, did_you_mean(rule.item, known))
        return
    for kind in _KINDS:
        for option in getattr(rule, kind):
            if option not in options:
                what = say("offers.rule_of_no_option", option=option, item=rule.item)
                yield Problem(Code.OFFER_RULES, document.where(("rules", n, kind)), what, did_you_mean(option, options))


def _of_conditions(n: int, condition: Condition, asked: Questionnaire, document: YamlDocument) -> Iterator[Problem]:
    where = document.where(("contradictions", n, "if"))
    for leaf in condition.leaves():
        item = asked.items.get(leaf.item or "")
        if item is None:
            what = say("offers.rule_of_no_item", item=leaf.item, name=asked.questionnaire)
            yield Problem(Code.OFFER_RULES, where, what, did_you_mean(leaf.item or "", [*asked.items]))
            continue
        misfit = condition_misfit(item, [option.id for option in asked.options(item.id)], leaf)
        if misfit:
            code, what, hint, _ = misfit
            yield Problem(code, where, what, hint)
