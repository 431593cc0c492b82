"""A text that somebody mailed or took down -> the codes of answers in it, each with its place and whose it is.

Owns where a code begins and ends; knows nothing of what it holds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from jtbd_diag.answers.answer_code import words

_CODE = re.compile(r"(?<!\w)\d{3}(?!\d)(?:[\W_]+[^\W\d_]+)*[\W_]*(?<!\d)\d{3}[^\w\n]*\d{3}(?!\w)")
_AROUND = " \t:;,.-–—>*•|\"'"
_FEWEST_WORDS = 3


@dataclass(frozen=True)
class Found:
    """What may be a code: its text, its line from 1, and what stands before it on its line."""

    text: str
    line: int
    who: str | None = None

    @property
    def spelled(self) -> str:
        """Its words and digits alone, the same however it is wrapped, quoted or written large."""
        return " ".join(re.findall(r"[^\W\d_]+|\d", self.text.lower()))


def codes_in(text: str) -> list[Found]:
    """Every code of a text, and every line that seems to hold the rest of one.

    In a list of several, what stands before a code says whose it is, if it is not the same before all.
    """
    found = _codes(text)
    return sorted([*_names_before(found, len(found)), *_damaged(text)], key=lambda one: one.line)


def codes_in_mail(texts: Sequence[str]) -> list[Found]:
    """The codes of a mail, whose words may stand there as a page as well: lines count on from text to text.

    A code that is there again, since an answer quotes it or the page shows it, is one; but in a list of several, what
    stands before codes tells leaders apart who answered alike.
    """
    whole: list[Found] = []
    rest: list[Found] = []
    lines = 0
    for text in texts:
        once = [*{(one.who, one.spelled): one for one in reversed(_codes(text))}.values()][::-1]
        named = _names_before(once, len({one.spelled for one in once}))
        whole += (replace(one, line=one.line + lines) for one in named)
        rest += (replace(one, line=one.line + lines) for one in _damaged(text))
        lines += text.count("\n") + 1
    somebodys = {one.spelled for one in whole if one.who}
    unlike: dict[tuple[str | None, str], Found] = {}
    for one in whole:
        if one.who or one.spelled not in somebodys:
            unlike.setdefault((one.who, one.spelled), one)
    for one in rest:
        if not any(one.spelled in other.spelled for other in whole):
            unlike.setdefault((None, one.spelled), one)
    return sorted(unlike.values(), key=lambda one: one.line)


def _codes(text: str) -> list[Found]:
    """Every whole code, each with what stands before it on its line."""
    found: list[Found] = []
    line, end = 1, 0
    for one in _CODE.finditer(text):
        before = text[end : one.start()]
        line += before.count("\n")
        found.append(Found(one[0], line, before.rpartition("\n")[2].strip(_AROUND) or None))
        line, end = line + one[0].count("\n"), one.end()
    return found


def _damaged(text: str) -> list[Found]:
    rest = _CODE.sub(lambda one: re.sub(r"[^\n]", " ", one[0]), text)
    return [Found(line.strip(), n) for n, line in enumerate(rest.split("\n"), start=1) if _seems_one(line)]


def _names_before(found: Sequence[Found], codes: int) -> list[Found]:
    """A name stands before one code only: words such as "my code" stand before many."""
    often = Counter(one.who for one in found)
    return [one if codes > 1 and often[one.who] == 1 else replace(one, who=None) for one in found]


def _seems_one(line: str) -> bool:
    """Whether a line holds digits and words as codes do, and is no whole code."""
    known = set(words())
    told = sum(word in known for word in re.findall(r"[a-z]+", line.lower()))
    return told >= _FEWEST_WORDS and bool(re.search(r"(?<!\d)\d{3}(?!\d)", line))
