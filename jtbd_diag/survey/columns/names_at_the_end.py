"""Names of questions, and of these with one of their options, at the end of a header, however they are spelled there.

`priority/areas/top`, `areas.top.`, `AreasTop`, `x1_who_would_have_to_act_differently_teachers`: signs, blanks and
capitals tell nothing. Owns what stands before such a name; knows nothing of which columns are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.items import Item, MultipleItem, SingleItem
from jtbd_diag.survey.columns.column import Match
from jtbd_diag.survey.columns.same_text import folded, folded_words, known_by, normal

SHORTEST_FOLD = 8
"""A text without its signs must have this many letters and digits to be recognised by them."""

_APART = re.compile(r"[\W_]*[/.:|>\])_\n\u2013\u2014-][\W_]*")
"""What may part a name from what stands before it."""
_TELLING = re.compile(r"[^\w\s.,;:'\"!?()\[\]/&|>\u2018-\u201d\u2013\u2014-]")
"""A sign that tells options apart, such as `C++` from `C`: no name that signs were left out of has any."""
_BETWEEN = ("", "choice", "selectedchoice")
"""What REDCap and Qualtrics put between a question and an option."""
_LONGEST, _REMEMBERED = 600, 4096


class AtEnd(NamedTuple):
    """The `name` at the end of a text and what it names, what stands before it, and the signs between both."""

    match: Match
    words: str
    sign: str
    name: str


class NamesAtEnd:
    """The names of a questionnaire without signs, as the end of a text may have them."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        """Look every name up once."""
        items = questionnaire.items.values()
        whole = {fold: Match(item.id, None, "normal_text") for item in items for fold in _questions(item)}
        now = [*_with_options(questionnaire, earlier=False)]
        told = known_by(now, _with_options(questionnaire, earlier=True))
        pairs = ((fold, *pair.split("\0")) for fold, pair in told.items())
        self._names = {fold: Match(item, option, "normal_text") for fold, item, option in pairs} | whole
        self._remembered = lru_cache(_REMEMBERED)(self._of)  # names and texts of a heading share most of their ends

    def of(self, text: str) -> AtEnd | None:
        """The longest name at the end of a text."""
        return self._remembered(text)

    def _of(self, text: str) -> AtEnd | None:
        if len(text) > _LONGEST:
            return None
        fold, at, before = folded(text), 0, 0
        for words, sign in _before(text):
            begin = len(words) + len(sign)
            before, at = before + len(folded(text[at:begin])), begin
            match = self._names.get(fold[before:])
            if match is not None:
                unsure = match.option and _TELLING.search(text, at)
                return None if unsure else AtEnd(match, words, sign, text[at:])
        return None


def _before(text: str) -> Iterator[tuple[str, str]]:
    """What may stand before a name, and the signs between; nothing at first."""
    yield "", ""
    yield from ((text[: sign.start()], sign[0]) for sign in _APART.finditer(text) if sign.start())


def _questions(item: Item, *, earlier: bool = True) -> set[str]:
    """What is left of the names of a question without signs."""
    texts = {folded(normal(text)) for text in (item.ask, *(item.earlier if earlier else ()))}
    return {folded(item.id), *(text for text in texts if len(text) >= SHORTEST_FOLD)}


def _with_options(questionnaire: Questionnaire, *, earlier: bool) -> Iterator[tuple[str, str]]:
    """Names of questions with a name of an option right behind, and the ids of both; digits tell nothing surely."""
    for item in questionnaire.items.values():
        for option in item.options if isinstance(item, MultipleItem | SingleItem) else ():
            names = {folded_words(name) for name in (option.id, option.text, *(option.earlier if earlier else ()))}
            for question in _questions(item, earlier=earlier):
                told = (question + between + name for between in _BETWEEN for name in names if name)
                yield from ((fold, f"{item.id}\0{option.id}") for fold in told)
