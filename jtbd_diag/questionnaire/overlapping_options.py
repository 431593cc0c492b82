"""Which options of a question hold for the same answer: their numbers have some in common, or their words are the same.

Owns how far a text such as `1,000 to 4,999` or `ten or more` reaches; knows nothing of questionnaires.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from math import inf
from typing import NamedTuple

from jtbd_diag.ground.catalogue import table, words

_WORD = re.compile(r"\w+|[<>=\u2264\u2265+]")


class _Reach(NamedTuple):
    """The numbers that an option holds for, both ends among them, and the words for what is counted."""

    low: float
    high: float
    of: frozenset[str]


def overlaps(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of options, by place, that both hold for some number of the same, or are the same words in another order.

    Whole numbers are taken for counts: “more than 4” begins at 5. Numbers of different things have nothing in common.
    """
    reaches = [_reach(text.lower()) for text in texts]
    said = [frozenset(_WORD.findall(text.lower())) for text in texts]
    pairs = [(m, n) for n in range(len(texts)) for m in range(n)]
    return [(m, n) for m, n in pairs if said[m] == said[n] or _meet(reaches[m], reaches[n])]


def _meet(one: _Reach | None, other: _Reach | None) -> bool:
    if one is None or other is None or not (one.of <= other.of or other.of <= one.of):
        return False
    return max(one.low, other.low) <= min(one.high, other.high)


def _reach(text: str) -> _Reach | None:
    """None for a text without a number, with three or more, or with one that is no amount: a clock, a school year."""
    found = list(_patterns()["number"].finditer(text))
    if not 1 <= len(found) <= 2:
        return None
    first, last = found[0], found[-1]
    before, between, after = text[: first.start()], text[first.end() : last.start()], text[last.end() :]
    low, high = _amounts(first, last)
    if len(found) == 1:
        low, high = _ends(low, before, after)
    elif low > high or _says("below", before):
        return None
    else:
        low, high = low + _says("above", before) * _step(low), high - _says("below", between) * _step(high)
    return _Reach(low, high, _counted(before + " " + between + " " + after))


def _amounts(first: re.Match[str], last: re.Match[str]) -> tuple[float, float]:
    """`1 to 5 thousand` are thousands both."""
    (low, in_low), (high, in_high) = _amount(first), _amount(last)
    if in_low == 1 and low < high:
        in_low = in_high
    return low * in_low, high * in_high


def _amount(found: re.Match[str]) -> tuple[float, float]:
    """The number as it is written, and how many times that is meant."""
    figures, word, times = found.groups()
    bare = float(figures.replace(",", "")) if figures else float(_spelled()[word])
    return bare, table("grammar")["multiples"].get(times, 1)


@cache
def _spelled() -> dict[str, int]:
    """What a word for a number, or for how often, stands for; “no” is left out, as it is seldom a number."""
    how_often: dict[str, int] = table("grammar")["how_often"]
    return {word: number for number, word in enumerate(words("numbers")) if number} | how_often


def _ends(amount: float, before: str, after: str) -> tuple[float, float]:
    """From where to where a single number reaches, by the words on both sides of it."""
    if _says("at_most", before) or _says("or_fewer", after):
        return -inf, amount
    if _says("at_least", before) or _says("or_more", after):
        return amount, inf
    if _says("above", before):
        return amount + _step(amount), inf
    if _says("below", before):
        return -inf, amount - _step(amount)
    return amount, amount


def _step(amount: float) -> float:
    return 1 if amount.is_integer() else 1e-6


def _says(what: str, text: str) -> bool:
    return bool(_patterns()[what].search(text))


def _counted(text: str) -> frozenset[str]:
    """What is counted, `students` in `5 to 9 students`, whether of one or of several."""
    for reach in table("grammar")["reaches"]:
        text = _patterns()[reach].sub(" ", text)
    others = {*table("grammar")["between_numbers"]}
    return frozenset(word.removesuffix("s") for word in re.findall(r"\w+", text) if word not in others)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """How a number is written, and what is said on either side of it, by the words of the language."""
    named, times = _any_of(_spelled()), _any_of(table("grammar")["multiples"])
    number = rf"(?<![\w.,:/])(?:(\d+(?:,\d{{3}})*(?:\.\d+)?)|({named}))(?:\s*({times}))?(?![\w:/])"
    reaches = {name: rf"(?<!\w)(?:{_any_of(said)})(?!\w)" for name, said in table("grammar")["reaches"].items()}
    return {name: re.compile(pattern) for name, pattern in {"number": number, **reaches}.items()}


def _any_of(said: Iterable[str]) -> str:
    return "|".join(re.escape(one) for one in sorted(said, key=len, reverse=True))
