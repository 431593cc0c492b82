"""What stands beside a question in its header, `How true is this? [I stayed calm.]`: whose question it is, and of when.

Owns which of these are not read, and what is told of the others; knows nothing of cells.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import beginning
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.perspectives import LEADER
from jtbd_diag.survey.columns.asks_else import (
    asks_else,
    is_a_form,
    is_of_here_and_now,
    is_of_then,
    is_short,
    is_somebody_else,
    is_till_now,
    may_be_a_part,
)
from jtbd_diag.survey.columns.column import Match, StemWords
from jtbd_diag.survey.columns.names_of_items import KnownNames
from jtbd_diag.survey.columns.same_text import folded, normal
from jtbd_diag.survey.known.words_in_headers import words_apart
from jtbd_diag.survey.platforms import Heading

_FEWEST, _OF_A_GROUP, _MOST_TOLD = 3, 2, 12
_WORDS = re.compile(r"[^\W\d_]{2,}[,;:]?\s+[^\W\d_]{2,}")
"""Two words at least: a single one before several questions is a group, a type or an id."""
_WORD = re.compile(r"[^\W\d_]{3,}(?:[ _][^\W\d_]+)*")

_ASKING = re.compile(
    r"(?:(?:a|agree(?: or disagree)?|agreement|and|answer|apply|are|as|below|choose|"
    r"describes?|do|does|each|extent|far|following|for|how"
    r"|in|indicate|is|it|items?|line|mark|much|now|of|one|please|questions?|rate|read|row|say|select|sentences?"
    r"|statements?|strongly|the|these|this|tick|to|today|true|well|what|whether|with|you|yourself)\b\W*)+"
)
"""A title of these alone asks how far something is true, and turns nothing round."""


class Stems:
    """By header what stands beside the question that is read from it; `items` has all headers that are read."""

    def __init__(self, beside: Mapping[str, StemWords], items: Mapping[str, str], questionnaire: Questionnaire) -> None:
        """Nothing is looked up before it is asked for."""
        self.beside, self.items, self.q = beside, items, questionnaire
        self._often = Counter(_bare(one.words) for one in beside.values())

    @cached_property
    def otherwise(self) -> dict[str, str]:
        """Headers that are not read as the question within them, and why."""
        own = {folded(normal(text)) for text in _words_before_questions(self.q)}
        told = {header: folded(normal(one.words)) for header, one in self.beside.items()}
        strange = {h: one for h, one in self.beside.items() if told[h] not in own | {folded(one.item)}}
        asked = Counter(self.items.values())
        else_ = {h: one for h, one in strange.items() if self._asks_else(one, alone=asked[one.item] == 1)}
        items = {one.item for one in else_.values()}
        also = [header for header, one in self.beside.items() if header not in else_ and one.item in items]
        joined = {h: one for h, one in strange.items() if one.sign == "_" and _WORD.fullmatch(one.words)}
        return {
            **{
                h: say("survey.stem_may_be_another", stem=one.words, item=one.item)
                for h, one in joined.items()
                if self._often[_bare(one.words)] < _OF_A_GROUP
            },
            **{h: say("survey.stem_asked_twice") for h in also},
            **{h: say("survey.stem_asks_else", stem=_bare_signs(one.words)) for h, one in else_.items()},
        }

    @cached_property
    def _in_sections(self) -> bool:
        """Whether every question stands in one of several groups, as `team/calm` or `Team: …`: parts of a form."""
        grouped = {h: one for h, one in self.beside.items() if one.sign in ("/", ":") or one.words.endswith(": ")}
        stands = {(one.item, one.words) for one in grouped.values()}
        several = len({words for _, words in stands}) > 1
        return several and grouped.keys() == self.items.keys() and len(stands) == len({*self.items.values()})

    def _asks_else(self, one: StemWords, *, alone: bool) -> bool:
        often = self._often[_bare(one.words)]
        if self.q.perspective == LEADER and is_somebody_else(one.words):
            return not (_FEWEST <= often == len(self.items) or self._in_sections)
        if _FEWEST <= often == len(self.items) and (is_till_now(one.words) or is_a_form(one.words)):
            return False  # it heads the whole form
        if alone and is_of_then(one.words):
            return True
        if alone and one.sign == "/" and may_be_a_part(one.words):
            return False
        told = asks_else(one.words)
        apart = is_short(one.words) or often >= _FEWEST or bool(one.sign)
        return bool(told) and apart and not any(told in words_apart(text) for text in _titles(self.q))

    def notes(self) -> Iterator[str]:
        """What is told of the others: each that the questionnaire does not say, once."""
        own = {folded(normal(text)) for text in _words_before_questions(self.q)}
        read = (one for header, one in self.beside.items() if header not in self.otherwise)
        told = [one.words for one in read if one.sign and self._is_worth_telling(one.words)]
        told = [stem for stem in told if folded(normal(stem)) not in own]
        often = Counter(" ".join(stem.split()) for stem in told)
        if often:
            each = [say("survey.stem", stem=stem, n=n) for stem, n in often.items()]
            yield say("survey.stems", stems=beginning(each, _MOST_TOLD))

    def _is_worth_telling(self, stem: str) -> bool:
        if _WORDS.search(stem):
            return not _ASKING.fullmatch(normal(stem))
        return is_somebody_else(stem) or is_of_here_and_now(stem) or may_be_a_part(stem)


def stems_of(
    questions: Sequence[Heading], found: Mapping[str, Match], within: Mapping[str, StemWords], known: KnownNames
) -> Stems:
    """What stands beside the questions that were found in parts of headers, and `within` them."""
    told = ((one, found[one.header]) for one in questions if one.header in found)
    before = {one.header: stem for one, match in told if (stem := _stem(one, match, known))}
    items = {header: match.item for header, match in found.items()} | {h: one.item for h, one in within.items()}
    return Stems({**before, **within}, items, known.q)


def _bare(words: str) -> str:
    return re.sub(r"[\W_]+", " ", normal(words)).strip()


def _bare_signs(words: str) -> str:
    return " ".join(words.split()).strip(" -\u2013\u2014:;,/|.?!([{)]}") or words


def _stem(heading: Heading, match: Match, known: KnownNames) -> StemWords | None:
    header, item = heading.header, match.item
    if known.item(Heading(header, (header,), (header,))):
        return None
    if match.option is not None:
        told = re.match(rf"(.*[/._:-]){re.escape(item)}(?=[/._:\[(-])", header)
        return _before(told[1], item) if told else None
    for question, _, row in known.statements(heading):
        if row.item == item:
            return StemWords(item, question, _sign(header, question))
    return _before(header.removesuffix(item), item) if header.endswith(item) else None


def _before(text: str, item: str) -> StemWords | None:
    words = text.rstrip(" /._-:")
    return StemWords(item, words, text[len(words) :].strip() or " ") if words else None


def _sign(header: str, question: str) -> str:
    return header.removeprefix(question)[:1].strip() or " "


def _titles(questionnaire: Questionnaire) -> Iterator[str]:
    yield questionnaire.title
    yield from (text for section in questionnaire.sections for text in (section.title, section.intro) if text)


def _words_before_questions(questionnaire: Questionnaire) -> Iterator[str]:
    """The words of a questionnaire that platforms put before its questions."""
    yield from _titles(questionnaire)
    yield from (item.ask for item in questionnaire.items.values())
