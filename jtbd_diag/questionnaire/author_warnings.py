"""What an author of a questionnaire is warned of: it is long, hard to read, keyed one way, or its options overlap.

Owns these warnings; none of them keeps a questionnaire from being used. The rules are in
`minutes_and_reading`, `overlapping_options` and docs/method.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, Problem
from jtbd_diag.ground.yaml_files import YamlDocument
from jtbd_diag.ground.yaml_values import Route
from jtbd_diag.questionnaire.honesty_line import stale
from jtbd_diag.questionnaire.items import MultipleItem, RatingItem, SingleItem
from jtbd_diag.questionnaire.minutes_and_reading import hard_questions, minutes_by_rule, reading_grade, words_shown
from jtbd_diag.questionnaire.model import Questionnaire
from jtbd_diag.questionnaire.overlapping_options import overlaps

MOST_WORDS = 1_150
"""More than that no form that is shipped has people read; a promise of many minutes does not make them fewer."""
HIGHEST_GRADE = 8
HIGHEST_OF_A_QUESTION = 12
"""A single sentence goes up and down more than a whole questionnaire, so that its bound is the last grade of school."""
LEAST_SHARE = 0.4
"""Of the statements of a scale at least this share must be keyed each way; one statement alone cannot be balanced."""
Warned = tuple[Route, Code, str, str]


def warnings_for_authors(
    questionnaire: Questionnaire, document: YamlDocument, for_others: Mapping[str, Questionnaire] | None = None
) -> list[Problem]:
    """Every warning, each at the line it is about; of the forms for cabinet and staff, `for_others`, as well."""
    rules = (_long, _wordy, _hard, _hard_question, _one_way, _overlapping)
    of_others = (
        (("perspectives", who, *route), code, what, hint)
        for who, form in (for_others or {}).items()
        for rule in (_long, _hard)
        for route, code, what, hint in rule(form)
    )
    return _as_problems(chain((one for rule in rules for one in rule(questionnaire)), of_others), document)


def warnings_of_evidence(questionnaire: Questionnaire, document: YamlDocument) -> list[Problem]:
    """A warning for each part of its evidence that was measured with other words or another scoring."""
    return _as_problems(_stale(questionnaire), document)


def _as_problems(found: Iterable[Warned], document: YamlDocument) -> list[Problem]:
    return [Problem(code, document.where(route), what, hint, warning=True) for route, code, what, hint in found]


def balance(questionnaire: Questionnaire) -> dict[str, float]:
    """By scale with two statements or more, the share of them that is keyed backward."""
    keyed: dict[str, list[bool]] = {}
    for item in questionnaire.items.values():
        if isinstance(item, RatingItem) and item.scale is not None:
            keyed.setdefault(item.scale, []).append(item.reverse)
    return {scale: sum(ways) / len(ways) for scale, ways in keyed.items() if len(ways) > 1}


def _long(q: Questionnaire) -> Iterator[Warned]:
    minutes = minutes_by_rule(q)
    if minutes > q.minutes:
        what = say(
            "questionnaire.too_long", minutes=f"{minutes:.1f}", words=f"{words_shown(q):,}", promised=f"{q.minutes:g}"
        )
        yield ("minutes",), Code.TOO_LONG, what, say("questionnaire.too_long_hint")


def _wordy(q: Questionnaire) -> Iterator[Warned]:
    shown = words_shown(q)
    if shown > MOST_WORDS:
        what = say("questionnaire.too_many_words", words=f"{shown:,}", most=f"{MOST_WORDS:,}")
        yield ("title",), Code.TOO_MANY_WORDS, what, say("questionnaire.too_many_words_hint")


def _hard(q: Questionnaire) -> Iterator[Warned]:
    grade = reading_grade(q)
    if grade > HIGHEST_GRADE:
        what = say("questionnaire.hard_to_read", grade=f"{grade:.1f}", most=HIGHEST_GRADE)
        yield ("title",), Code.HARD_TO_READ, what, say("questionnaire.hard_to_read_hint")


def _hard_question(q: Questionnaire) -> Iterator[Warned]:
    if reading_grade(q) > HIGHEST_GRADE:
        return  # told once, and not of every question again
    hard = hard_questions(q, HIGHEST_OF_A_QUESTION)
    for s, section in enumerate(q.sections):
        for n, item in enumerate(section.items):
            if item.id in hard:
                grade = f"{hard[item.id]:.1f}"
                what = say("questionnaire.hard_question", item=item.id, grade=grade, most=HIGHEST_OF_A_QUESTION)
                route = ("sections", s, "items", n, "ask")
                yield route, Code.HARD_TO_READ, what, say("questionnaire.hard_to_read_hint")


def _one_way(q: Questionnaire) -> Iterator[Warned]:
    for scale, backward in balance(q).items():
        if not LEAST_SHARE <= backward <= 1 - LEAST_SHARE:
            what = say("questionnaire.keyed_one_way", scale=scale, share=f"{max(backward, 1 - backward):.0%}")
            yield ("scales", scale), Code.KEYED_ONE_WAY, what, say("questionnaire.keyed_one_way_hint")


def _stale(q: Questionnaire) -> Iterator[Warned]:
    for part in stale(q):
        what = say("questionnaire.stale_evidence", part=part)
        yield ("evidence", part), Code.STALE_EVIDENCE, what, say("questionnaire.stale_evidence_hint")


def _overlapping(q: Questionnaire) -> Iterator[Warned]:
    offered: list[tuple[str, Route, Sequence[str]]] = [
        (name, ("answer_sets", name), texts) for name, texts in q.answer_sets.items()
    ]
    for s, section in enumerate(q.sections):
        for n, item in enumerate(section.items):
            if isinstance(item, SingleItem | MultipleItem):
                texts = [option.text for option in item.options]
                offered.append((item.id, ("sections", s, "items", n, "options"), texts))
    for name, route, options in offered:
        for one, other in overlaps(options):
            what = say("questionnaire.options_overlap", item=name, one=options[one], other=options[other])
            yield (*route, other), Code.OPTIONS_OVERLAP, what, say("questionnaire.options_overlap_hint")
