"""What an author of a questionnaire is warned of: it is long, hard to read, keyed one way, or its options overlap.

Owns these warnings; none of them keeps a questionnaire from being used. The rules are in `effort` and docs/method.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from math import inf

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, Problem
from jtbd_diag.ground.yaml_files import Document
from jtbd_diag.ground.yaml_values import Route
from jtbd_diag.questionnaire.honesty_line import stale
from jtbd_diag.questionnaire.items import MultipleItem, RatingItem, SingleItem
from jtbd_diag.questionnaire.minutes_and_reading import minutes_by_rule, reading_grade, words_shown
from jtbd_diag.questionnaire.model import Questionnaire

HIGHEST_GRADE = 8
LEAST_SHARE = 0.4
"""Of the statements of a scale at least this share must be keyed each way; one statement alone cannot be balanced."""
_NUMBER = re.compile(r"\d+(?:,\d{3})*")
_OR_MORE, _OR_FEWER = re.compile(r"\bor (?:more|over|above)\b|\+"), re.compile(r"\bor (?:fewer|less|under)\b")
_ABOVE = re.compile(r"\b(?:more than|over|above|after|beyond)\b|>")
_BELOW = re.compile(r"\b(?:fewer than|less than|under|below|before)\b|<")

Warned = tuple[Route, Code, str, str]


def warnings_for_authors(questionnaire: Questionnaire, document: Document) -> list[Problem]:
    """Every warning, each at the line it is about."""
    return _told((one for rule in (_long, _hard, _one_way, _overlapping) for one in rule(questionnaire)), document)


def warnings_of_evidence(questionnaire: Questionnaire, document: Document) -> list[Problem]:
    """A warning for each part of its evidence that was measured with other words or another scoring."""
    return _told(_stale(questionnaire), document)


def _told(found: Iterable[Warned], document: Document) -> list[Problem]:
    return [Problem(code, document.where(route), what, hint, warning=True) for route, code, what, hint in found]


def balance(questionnaire: Questionnaire) -> dict[str, float]:
    """By scale with two statements or more, the share of them that is keyed backward."""
    keyed: dict[str, list[bool]] = {}
    for item in questionnaire.items.values():
        if isinstance(item, RatingItem) and item.scale is not None:
            keyed.setdefault(item.scale, []).append(item.reverse)
    return {scale: sum(ways) / len(ways) for scale, ways in keyed.items() if len(ways) > 1}


def overlaps(texts: list[str]) -> list[tuple[int, int]]:
    """Pairs of options that both hold for some number, or that are the same words in another order."""
    spans = [_span(text) for text in texts]
    words = [frozenset(re.findall(r"\w+", text.lower())) for text in texts]
    pairs = [(m, n) for n in range(len(texts)) for m in range(n)]
    return [
        (m, n)
        for m, n in pairs
        if words[m] == words[n]
        or ((one := spans[m]) and (other := spans[n]) and max(one[0], other[0]) <= min(one[1], other[1]))
    ]


def _span(text: str) -> tuple[float, float] | None:
    """The numbers, to the nearest whole one, that a text such as `1,000 to 4,999` or `Under 1000` holds for."""
    numbers = sorted(float(found.replace(",", "")) for found in _NUMBER.findall(text))
    if not 1 <= len(numbers) <= 2:
        return None
    shapes = ((_OR_MORE, 0, inf), (_OR_FEWER, -inf, 0), (_ABOVE, 1, inf), (_BELOW, -inf, -1))
    low, high = next(((low, high) for shape, low, high in shapes if shape.search(text.lower())), (0, 0))
    return numbers[0] + low, numbers[-1] + high


def _long(q: Questionnaire) -> Iterator[Warned]:
    minutes = minutes_by_rule(q)
    if minutes > q.minutes:
        what = say(
            "questionnaire.too_long", minutes=f"{minutes:.1f}", words=f"{words_shown(q):,}", promised=f"{q.minutes:g}"
        )
        yield ("minutes",), Code.TOO_LONG, what, say("questionnaire.too_long_hint")


def _hard(q: Questionnaire) -> Iterator[Warned]:
    grade = reading_grade(q)
    if grade > HIGHEST_GRADE:
        what = say("questionnaire.hard_to_read", grade=f"{grade:.1f}", most=HIGHEST_GRADE)
        yield ("title",), Code.HARD_TO_READ, what, say("questionnaire.hard_to_read_hint")


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
    for s, section in enumerate(q.sections):
        for n, item in enumerate(section.items):
            texts = [option.text for option in item.options] if isinstance(item, SingleItem | MultipleItem) else []
            for one, other in overlaps(texts):
                what = say("questionnaire.options_overlap", item=item.id, one=texts[one], other=texts[other])
                route = ("sections", s, "items", n, "options", other)
                yield route, Code.OPTIONS_OVERLAP, what, say("questionnaire.options_overlap_hint")
