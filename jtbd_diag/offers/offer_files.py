"""Offers in files -> programs, each with what its raters said.

Owns what an offer is called, who rated it, and that it may not contradict itself; must not know any verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from jtbd_diag.answers import Answers, AskedAnswers, match, read_answers_file
from jtbd_diag.answers.answers_file import AnswersFile
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem
from jtbd_diag.offers.offer_rules import OfferRules, Options
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.items import TextItem

LEAST_ITEMS = 10
"""Of fewer questions no percent is made."""


@dataclass(frozen=True)
class OfferFile:
    """One file: what one rater said of one program."""

    path: Path
    program: str
    rater: str
    answers: Answers

    @property
    def key(self) -> str:
        """What tells one program from another: its name, whatever its capitals; without one, the file."""
        name = self.answers.respondent
        return " ".join(name.split()).casefold() if name else f"\0{self.path}"

    def chosen(self, item: str, asked: Questionnaire) -> Options | None:
        """The options chosen; None where nothing is known."""
        value = self.answers.values.get(item)
        if value is None or isinstance(asked.items[item], TextItem):
            return None
        options = tuple(value) if isinstance(value, tuple) else (str(value),)
        unknown = {option.id for option in asked.options(item) if option.cannot_say}
        return None if unknown & {*options} else options


@dataclass(frozen=True)
class RatedProgram:
    """One program, and every file on it."""

    name: str
    offers: tuple[OfferFile, ...]
    asked: Questionnaire

    @property
    def invented(self) -> bool:
        """Whether any of its files says that nobody gave these answers."""
        return any(offer.answers.invented for offer in self.offers)

    @property
    def compared(self) -> tuple[str, ...]:
        """The questions that all raters answered."""
        return tuple(item for item in self.asked.items if all(offer.chosen(item, self.asked) for offer in self.offers))

    @property
    def different_answers(self) -> dict[str, tuple[Options, ...]]:
        """By item, each different answer that was given."""
        found: dict[str, tuple[Options, ...]] = {}
        for item in self.asked.items:
            different: dict[frozenset[str], Options] = {}
            for offer in self.offers:
                if given := offer.chosen(item, self.asked):
                    different.setdefault(frozenset(given), given)
            found[item] = tuple(different.values())
        return found

    @property
    def disputed(self) -> tuple[str, ...]:
        """The questions on which raters differ."""
        return tuple(item for item, answers in self.different_answers.items() if len(answers) > 1)

    @property
    def agreed(self) -> int | None:
        """Of a hundred questions that all answered, how many alike; None for one rater, or fewer than ten questions."""
        if len(self.offers) < 2 or len(self.compared) < LEAST_ITEMS:
            return None
        return round(100 * (len(self.compared) - len({*self.compared} & {*self.disputed})) / len(self.compared))


def read_offers(
    paths: Sequence[Path], rules: OfferRules, finder: Callable[[AnswersFile], Questionnaire]
) -> tuple[tuple[RatedProgram, ...], tuple[Problem, ...]]:
    """The programs in files, in the order named, and warnings. Raises InputError listing what is wrong in any file."""
    offers: list[tuple[OfferFile, Questionnaire]] = []
    warnings: list[Problem] = []
    problems: list[Problem] = []
    for path in dict.fromkeys(paths):
        try:
            offer, asked, told = _read(path, rules, finder)
        except InputError as error:
            problems += error.problems
            continue
        offers.append((offer, asked))
        warnings += told
    problems += _twice([offer for offer, _ in offers])
    if problems:
        raise InputError(problems)
    return _by_program(offers), tuple(warnings)


def _read(
    path: Path, rules: OfferRules, finder: Callable[[AnswersFile], Questionnaire]
) -> tuple[OfferFile, Questionnaire, tuple[Problem, ...]]:
    file = read_answers_file(path)
    if file.questionnaire != rules.questionnaire:
        where = file.document.where(("questionnaire",))
        what = say("offers.no_offer", answered=file.questionnaire, name=rules.questionnaire)
        raise InputError([Problem(Code.OTHER_QUESTIONNAIRE, where, what, say("offers.no_offer_hint"))])
    asked = finder(file)
    answers, warnings = match(file, asked)
    faults = contradictions(file, answers, asked, rules)
    if faults:
        raise InputError(faults)
    return OfferFile(path, answers.respondent or path.stem, answers.rater_id or path.stem, answers), asked, warnings


def contradictions(file: AnswersFile, answers: Answers, asked: Questionnaire, rules: OfferRules) -> list[Problem]:
    """What in an offer cannot be so together, each at the later of its answers."""
    facts = AskedAnswers(asked, answers.values)
    order = [*asked.items]
    return [
        Problem(
            Code.CONTRADICTS_ITSELF,
            file.document.where(("answers", max(contradiction.if_.items(), key=order.index))),
            say("offers.contradicts", what=contradiction.say),
            say("offers.contradicts_hint", items=", ".join(sorted(contradiction.if_.items(), key=order.index))),
        )
        for contradiction in rules.contradictions
        if contradiction.if_.holds(facts)
    ]


def _twice(offers: Sequence[OfferFile]) -> list[Problem]:
    first: dict[tuple[str, str], OfferFile] = {}
    found = []
    for offer in offers:
        before = first.setdefault((offer.key, offer.rater), offer)
        if before is not offer and offer.answers.rater_id:
            what = say("offers.rated_twice", rater=offer.rater, program=offer.program, path=before.path)
            found.append(Problem(Code.RATED_TWICE, Location(str(offer.path)), what, say("offers.rated_twice_hint")))
    return found


def _by_program(offers: Sequence[tuple[OfferFile, Questionnaire]]) -> tuple[RatedProgram, ...]:
    found: dict[str, list[tuple[OfferFile, Questionnaire]]] = {}
    for one in offers:
        found.setdefault(one[0].key, []).append(one)
    return tuple(RatedProgram(of[0][0].program, tuple(offer for offer, _ in of), of[0][1]) for of in found.values())
