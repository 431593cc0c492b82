"""What stands before a question in a header of two parts, `How true is this? [I stayed calm.]`: whose question it is.

Owns which of these ask something else, and what is told of the others; knows nothing of cells.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import beginning
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.survey.columns.column import Match
from jtbd_diag.survey.columns.names_of_items import KnownNames
from jtbd_diag.survey.columns.same_text import folded, normal
from jtbd_diag.survey.platforms import Heading

_FEWEST, _MOST_TOLD = 3, 12
_ELSE = re.compile(
    r"not (?:be )?the case|untrue|\bimportan\w*|\bideal(?:ly)?\b|\bexpect\w*|\bwish\w*|\bhoped?\b"
    r"|would (?:say|answer|like)|\bin (?:19|20)\d\d\b|(?:years?|months?) (?:ago|from now)"
)
"""What asks for the contrary, for somebody else's view, another time, or how much it matters."""
_WORDS = re.compile(r"[^\W\d_]{2,}[,;:]?\s+[^\W\d_]{2,}")
"""Two words at least: a single one is a group, a type or an id."""

_ASKING = re.compile(
    r"(?:(?:a|agree(?: or disagree)?|agreement|and|answer|apply|are|as|below|choose|"
    r"describes?|do|does|each|extent|far|following|for|how"
    r"|in|indicate|is|it|items?|line|mark|much|now|of|one|please|questions?|rate|read|row|say|select|sentences?"
    r"|statements?|strongly|the|these|this|tick|to|today|true|well|what|whether|with|you|yourself)\b\W*)+"
)
"""A title of these alone asks how far something is true, and turns nothing round."""


class Stems(NamedTuple):
    """By header what stands before the question that is read from it."""

    before: Mapping[str, str]

    @property
    def otherwise(self) -> dict[str, str]:
        """Those of several questions that ask something else."""
        plain = {header: re.sub(r"[\W_]+", " ", normal(stem)).strip() for header, stem in self.before.items()}
        often = Counter(plain.values())
        return {h: self.before[h] for h, stem in plain.items() if often[stem] >= _FEWEST and _ELSE.search(stem)}

    def notes(self, questionnaire: Questionnaire) -> Iterator[str]:
        """What is told of the others: each that the questionnaire does not say, once."""
        own = {folded(normal(text)) for text in _said(questionnaire)}
        told = [stem for stem in self.before.values() if _WORDS.search(stem) and not _only_asks(stem)]
        told = [stem for stem in told if folded(normal(stem)) not in own]
        often = Counter(" ".join(stem.split()) for stem in told)
        if often:
            each = [say("survey.stem", stem=stem, n=n) for stem, n in often.items()]
            yield say("survey.stems", stems=beginning(each, _MOST_TOLD))


def stems_of(questions: Sequence[Heading], found: Mapping[str, Match], known: KnownNames) -> Stems:
    """What stands before the questions that were found in headers of two parts."""
    told = ((one, found[one.header]) for one in questions if one.header in found and found[one.header].option is None)
    stems = {one.header: stem for one, match in told if (stem := _stem(one, match.item, known))}
    return Stems(stems)


def _only_asks(stem: str) -> bool:
    return bool(_ASKING.fullmatch(normal(stem)))


def _stem(heading: Heading, item: str, known: KnownNames) -> str:
    header = heading.header
    if known.item(Heading(header, (header,), (header,))):
        return ""
    for question, statement in heading.parts:
        row = known.item(Heading(header, (statement,), (statement,))) if question else None
        if row is not None and row.item == item:
            return question
    return header.removesuffix(item).rstrip(" /._-:") if header.endswith(item) else ""


def _said(questionnaire: Questionnaire) -> Iterator[str]:
    """The words of a questionnaire that platforms put before its questions."""
    yield questionnaire.title
    yield from (section.title for section in questionnaire.sections)
    yield from (item.ask for item in questionnaire.items.values())
