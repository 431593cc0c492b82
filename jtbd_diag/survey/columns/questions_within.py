"""Headings that hold a question and more: its translation, its id, a type, a section, `(before)`.

Owns which of these are taken for the question; knows nothing of cells. One such heading may be anything, such as what
was asked about an answer; where several questions stand so, and nowhere better, they are what was asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set

from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.items import MultipleItem
from jtbd_diag.survey.columns.column import Match, StemWords
from jtbd_diag.survey.columns.names_at_the_end import SHORTEST_FOLD
from jtbd_diag.survey.columns.names_of_items import BESIDE
from jtbd_diag.survey.columns.same_text import folded, normal
from jtbd_diag.survey.platforms import Heading

FEWEST = 3
"""So many questions at least stand with more around them."""
_MOST_OF_ONE = 2
"""Columns of several options that hold its question are options of it, which are not made out."""
_LONGEST = 600
_SHORTEST_CUT, _SHORTEST_START = 24, 18
"""No program is known to cut headers at fewer signs; and so many letters and digits of a question are left at least."""
_ENDING = 2
_COPY = re.compile(r"(?:_|\.{1,3}| \()\d{1,3}\)?$")
"""What programs put behind the header of a column that is called as another one."""
_SIGN = r"[?.!:;/|\u2013\u2014({\[\n>*\u00bf\u00a1\u00ab\u201c]|(?:^|\s)-(?:\s|$)|\)|\]"
_APART = re.compile(rf"\s*(?:{_SIGN})")
_AT_END = re.compile(rf"(?:{_SIGN})\s*$")
_OCCASION = (
    r"(?:pre|post|before|after|baseline|endline|midline|follow[ _-]?up|now|then|(?:t|w|r|y|wave|time|round|year)[ _]?\d"
    r"|(?:19|20)\d\d)"
)
_ID_BEFORE = re.compile(rf"(?P<when>{_OCCASION})[ ._-]+(?P<item>.+)", re.IGNORECASE)
_ID_BEHIND = re.compile(rf"(?P<item>.+?)[ ._-]+[(\[]?(?P<when>{_OCCASION})[)\]]?", re.IGNORECASE)
_OF_AN_ANSWER = re.compile(
    r"other\b.*|.*\b(?:please|specify|explain|why|because|reasons?|write[- ]in|free text|open text)\b.*", re.DOTALL
)
"""What asks for more words beside an answer."""


def questions_within(left: Sequence[Heading], questionnaire: Questionnaire, split: Set[str]) -> dict[str, StemWords]:
    """What headings that name nothing as a whole hold within; nothing of questions `split` into their options."""
    asked = _questions_by_text(questionnaire)
    told = {one.header: _item_of(one, asked, questionnaire) for one in left}
    found = {header: one for header, one in told.items() if one is not None and one.item not in split}
    often = Counter(one.item for one in found.values())
    return {
        header: one
        for header, one in found.items()
        if often[one.item] <= _MOST_OF_ONE or not isinstance(questionnaire.items[one.item], MultipleItem)
    }


def questions_cut(
    left: Sequence[Heading], every: Sequence[Heading], questionnaire: Questionnaire
) -> dict[str, StemWords]:
    """What headings ask that a program cut at one length, signs left out or not, and what stands before the question.

    They are the longest of a table, and one ends within a word, or there are several; each is the start of one question
    and no other heading begins so, as those of a question's options do."""
    longest = max((len(_COPY.sub("", one.header)) for one in every), default=0)
    cut = [one for one in left if longest - 1 <= len(one.header) <= longest]
    if longest < _SHORTEST_CUT or not cut:
        return {}
    asked = _questions_by_text(questionnaire)
    begun = {one.header: _begun(one.header, asked) for one in cut}
    told = {header: one for header, (one, _) in begun.items() if one}
    if len(told) < FEWEST and not any(within for _, within in begun.values()):
        return {}
    headers = [one.header for one in every]
    return {header: one for header, one in told.items() if sum(each.startswith(header) for each in headers) == 1}


def questions_behind(
    left: Sequence[Heading], found: Mapping[str, Match], questionnaire: Questionnaire
) -> dict[str, Match]:
    """What headings ask that have an id or a question behind what stands before several others, as `spring_areas` has;
    or behind what stands before any other, where several stand in groups as `team/areas` does."""
    items = questionnaire.items
    names = {name: item.id for item in items.values() for name in (item.id, item.ask, *item.earlier)}
    before = Counter(
        header.removesuffix(name)
        for header, match in found.items()
        for name in (match.item, items[match.item].ask, *items[match.item].earlier)
        if header.endswith(name)
    )
    grouped = sum(n for words, n in before.items() if words.endswith("/")) >= FEWEST
    common = {words for words, n in before.items() if words and (n >= FEWEST or (grouped and words.endswith("/")))}
    common = {words for words in common if not _is_of_an_answer(words)}
    rests = ((one.header, one.header.removeprefix(words)) for one in left for words in common)
    return {h: Match(names[rest], None, "normal_text") for h, rest in rests if rest != h and rest in names}


def _begun(text: str, asked: Mapping[str, str]) -> tuple[StemWords | None, bool]:
    """The one question that begins as a text ends, what stands before it, and whether it breaks off within a word."""
    for begin in (0, *(sign.end() for sign in re.finditer(_SIGN, text))):
        start = folded(normal(text[begin:]))
        found = {ask: item for ask, item in asked.items() if folded(ask).startswith(start)}
        if len(start) >= _SHORTEST_START and len({*found.values()}) == 1:
            before = text[:begin].rstrip()
            within = all(_breaks_off_in_a_word(ask, len(start)) for ask in found)
            return StemWords(next(iter(found.values())), before, before[-1:]), within
    return None, False


def _breaks_off_in_a_word(text: str, n: int) -> bool:
    """Whether a word goes on behind the n-th letter or digit of a text, and by more than an ending such as `s`."""
    places = [place for place, sign in enumerate(text) if sign.isalnum()][: n + _ENDING + 1]
    return len(places) > n + _ENDING and places[-1] == places[n - 1] + _ENDING + 1


def _questions_by_text(questionnaire: Questionnaire) -> Mapping[str, str]:
    """Questions by their normal texts, the longest first; none that is too short to be told within another text."""

    def by_text() -> Mapping[str, str]:
        told = {normal(text): item.id for item in questionnaire.items.values() for text in (*item.earlier, item.ask)}
        long = {text: item for text, item in told.items() if len(text) >= SHORTEST_FOLD}
        return dict(sorted(long.items(), key=lambda both: -len(both[0])))

    return questionnaire.once("questions_by_text", by_text)


def _item_of(heading: Heading, asked: Mapping[str, str], questionnaire: Questionnaire) -> StemWords | None:
    """The one question at the start or the end of a heading, apart from all else by a sign."""
    named = [
        StemWords(told["item"], told["when"])
        for name in heading.ids
        for way in (_ID_BEFORE, _ID_BEHIND)
        if (told := way.fullmatch(name)) and told["item"] in questionnaire.items
    ]
    if named:
        return named[0] if len({one.item for one in named}) == 1 else None
    texts = (normal(text) for text in heading.texts if len(text) <= _LONGEST)
    return next((item for text in texts if (item := _within(text, asked))), None)


def _within(text: str, asked: Mapping[str, str]) -> StemWords | None:
    """The longest question that is a part of a text, if all others that are stand within it."""
    found = [(ask, rest) for ask in asked if ask in text and (rest := _rest(text, ask)) is not None]
    if not found or any(ask not in found[0][0] and asked[ask] != asked[found[0][0]] for ask, _ in found):
        return None
    return None if _is_of_an_answer(found[0][1]) else StemWords(asked[found[0][0]], found[0][1])


def _rest(text: str, ask: str) -> str | None:
    """What stands before or behind a question in a text; None where the question is no such part of it."""
    if text.startswith(ask) and _APART.match(text, len(ask)):
        return text[len(ask) :]
    before = text.rstrip("?.!:)]} ").removesuffix(ask)
    return before if len(before) < len(text.rstrip("?.!:)]} ")) and _AT_END.search(before) else None


def _is_of_an_answer(rest: str) -> bool:
    """Whether these words ask for more beside an answer, or speak of it."""
    bare = rest.strip(" _?.!:;/|-\u2013\u2014(){}[]\n>*")
    return not folded(bare) or bool(BESIDE.fullmatch(bare) or _OF_AN_ANSWER.fullmatch(bare))
