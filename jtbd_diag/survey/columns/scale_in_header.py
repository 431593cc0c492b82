"""What a header itself says of its numbers: `I stayed calm. (1 = Not true, 5 = Very true)`.

Owns how such words are parted from the question, and which codes they make; knows nothing of tables.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from jtbd_diag.questionnaire import Option
from jtbd_diag.survey.columns.same_text import by_words, normal_option

_NUMBER = re.compile(r"(?<![\w.,])(\d{1,3})\s*(?:=|:|\bis\b|\bmeans\b|[-\u2013\u2014])\s*(?=[^\W\d])")
_BEFORE = " \t\n([{:,;-\u2013\u2014"
_BEHIND = re.compile(r"[\s,;/|.\u2026)\]}\u2013\u2014-]*(?:\b(?:to|and|through|up to)\b)?[\s.\u2026)\]}]*$")
_FEWEST = 2


def without_scale(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A header without what it says of numbers, and each number with its label; none where it says nothing."""
    bare, *told = _NUMBER.split(text)
    pairs = tuple((number, _BEHIND.sub("", label)) for number, label in zip(told[::2], told[1::2], strict=True))
    return (bare.rstrip(_BEFORE), pairs) if len(pairs) >= _FEWEST else (text, ())


def codes_said(options: Sequence[Option], pairs: Sequence[tuple[str, str]]) -> Mapping[str, str]:
    """Option ids by all their numbers, of which a header may tell the two ends; empty where it does not tell all."""
    known = by_words(options, normal_option)
    ids = [option.id for option in options]
    found = {number: known.get(normal_option(label), "") for number, label in pairs}
    if len(found) < len(pairs) or "" in found.values() or len(set(found.values())) < len(found):
        return {}
    if len(found) == len(ids):
        return found
    ends = {option: int(number) for number, option in found.items() if option in (ids[0], ids[-1])}
    if len(ends) < _FEWEST or abs(ends[ids[-1]] - ends[ids[0]]) != len(ids) - 1:
        return {}
    step = 1 if ends[ids[-1]] > ends[ids[0]] else -1
    every = {str(ends[ids[0]] + step * place): option for place, option in enumerate(ids)}
    return every if all(every.get(number) == option for number, option in found.items()) else {}
