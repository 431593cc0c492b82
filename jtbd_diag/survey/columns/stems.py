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
_JOINING, _GROUPING = ("_", "-", "."), ("/", ":")
"""What may join two words into a name, and what only forms put behind the name of a group; blanks aside."""
_GROUP = re.compile(r"[/:.-]")
_WORD = re.compile(r"[^\W\d_]{2,}|[^\W\d_]+(?:[ _.-]+[^\W\d_]+)+")

_ASKING = re.compile(
    r"(?:(?:a|agree(?: or disagree)?|agreement|and|answer|apply|are|as|below|choose|"
    r"describes?|do|does|each|extent|far|following|for|how"
    r"|in|indicate|is|it|items?|line|mark|much|now|of|one|please|questions?|rate|read|row|say|select|sentences?"
    r"|statements?|strongly|the|these|this|tick|to|today|true|well|what|whether|with|you|yourself)\b\W*)+"
)
"""A title of these alone asks how far something is true, and turns nothing round."""


class Stems:
    """By header what stands beside the question that is read from it; `asked` has the item and option of all headers
    that are read."""

    def __init__(
        self,
        beside: Mapping[str, StemWords],
        asked: Mapping[str, tuple[str, str | None]],
        questionnaire: Questionnaire,
    ) -> None:
        """Nothing is looked up before it is asked for."""
        self.beside, self.asked, self.q = beside, asked, questionnaire
        self._often = Counter(_bare(one.words) for one in beside.values())

    @cached_property
    def otherwise(self) -> dict[str, str]:
        """Headers that are not read as the question within them, and why."""
        own = {folded(normal(text)) for text in _words_before_questions(self.q)}
        told = {header: folded(normal(one.words)) for header, one in self.beside.items()}
        strange = {h: one for h, one in self.beside.items() if told[h] not in own | {folded(one.item)}}
        times = Counter(self.asked.values())
        else_ = {h: one for h, one in strange.items() if self._asks_else(h, one, alone=times[self.asked[h]] == 1)}
        items = {one.item for one in else_.values()}
        also = [header for header, one in self.beside.items() if header not in else_ and one.item in items]
        joined = {h: one for h, one in strange.items() if one.sign in _JOINING and _WORD.fullmatch(one.words)}
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
        grouped = {h: one for h, one in self.beside.items() if one.sign in _GROUPING or one.words.endswith(": ")}
        stands = {(one.item, one.words) for one in grouped.values()}
        several = len({words for _, words in stands}) > 1
        return (
            several
            and grouped.keys() == self.asked.keys()
            and len(stands) == len({item for item, _ in self.asked.values()})
        )

    def _asks_else(self, header: str, one: StemWords, *, alone: bool) -> bool:
        often = self._often[_bare(one.words)]
        names = _GROUP.split(one.words)
        if self.q.perspective == LEADER and any(map(is_somebody_else, (one.words, *names))):
            return not (_FEWEST <= often == len(self.asked) or self._in_sections)
        if _FEWEST <= often == len(self.asked) and (is_till_now(one.words) or is_a_form(one.words)):
            return False  # it heads the whole form
        if alone and is_of_then(one.words):
            return True
        grouped = one.sign in _GROUPING and f"{one.words}{one.sign} " not in header
        strange = [name for name in names if asks_else(name)]
        if alone and grouped and strange and all(map(may_be_a_part, strange)):
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
    asked = {header: match[:2] for header, match in found.items()} | {h: (one.item, None) for h, one in within.items()}
    return Stems({**before, **within}, asked, known.q)


def _bare(words: str) -> str:
    return re.sub(r"[\W_]+", " ", normal(words)).strip()


def _bare_signs(words: str) -> str:
    return " ".join(words.split()).strip(" -\u2013\u2014:;,/|.?!([{)]}") or words


def _stem(heading: Heading, match: Match, known: KnownNames) -> StemWords | None:
    header, item = heading.header, match.item
    in_lines = (text for text in heading.texts if "\n" in text)  # a header says no longer where a line ends
    if known.item(Heading(header, (header,), (header, *in_lines))):
        return None
    end = known.at_end.of(header)
    if end and end.match[:2] == match[:2]:
        sign = "/" if item in heading.ids else end.sign.strip() or " "  # the platform itself sets groups off
        return StemWords(item, end.words, sign) if end.words else None
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
