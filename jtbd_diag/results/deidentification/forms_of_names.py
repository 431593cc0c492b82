"""In which forms somebody's name stands in a text: nicknames, accounts, initials, cases, other letters.

Owns the patterns that are looked for; knows nothing of columns or of what takes their place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product

from jtbd_diag.survey.known import known
from jtbd_diag.survey.known.words_in_headers import words
from jtbd_diag.survey.people.names_of_people import SHORTEST_PART

_SHORTEST_BEHIND_INITIAL = 5
_NO_BLANKS = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Signs of languages that put no blanks between words."""
_WHOLE_NAME = re.compile(r"[\u3400-\u9fff]{3,4}|[\uac00-\ud7af]{3,4}")
"""A name of a one-sign family name and a given name, with no blank between."""
_BEFORE: Mapping[str, str] = {
    r"[\u0590-\u05ff]": "[\u05d5\u05d4\u05d1\u05db\u05dc\u05de\u05e9]{0,2}",
    r"[\u0600-\u06ff]": "[\u0648\u0641\u0628\u0643\u0644]{0,2}(?:\u0627\u0644)?",
}
"""What Hebrew and Arabic write before a word, as a part of it."""
_CASES = re.compile(r"([\u0400-\u04ff]{3,}?)[\u0430\u044f\u043e\u0435\u0438\u0456\u044c\u0439]?")
_SPELT = (
    ("\u00e4", "ae"),
    ("\u00f6", "oe"),
    ("\u00fc", "ue"),
    ("\u00f8", "oe"),
    ("\u00e5", "aa"),
    ("\u00e6", "ae"),
    ("\u00df", "ss"),
)
_PLAIN = str.maketrans("\u00f8\u0142\u0111\u0131", "oldi", "")
"""Letters with a stroke, which are no letter and an accent."""
_LETTERS = re.compile(r"[^\W\d_]+")
_LONG, _SHORTEST_BEGINNING = 7, 4
_BEGUN = re.compile(r"(?<![^\W_])[A-Z][a-z]{3,}(?![^\W_])")
_CAPPED = re.compile(r"[A-Z][a-z]*")
_PARTICLES = re.compile(
    r"(van|von|de|di|du|la|le|mc|mac|st|san|al|el|ben|bin|abu|fitz|o)(der|den|de|la|las|los)?([a-z]{3,})"
)
_MOST_TOGETHER = 3
_ACCOUNT = re.compile(r"(?:\S*[\\/@:=])?([^\s\\/@:=]+)")


def apart(sought: str) -> str:
    """A pattern of a word that is no part of another, in languages that put blanks between them."""
    if _NO_BLANKS.match(sought):
        return sought
    before = next((several for letters, several in _BEFORE.items() if re.match(letters, sought)), "")
    return rf"(?<![^\W_]){before}{sought}(?![^\W_])"


def patterns(parts: Sequence[str], bare: Sequence[str], text: str) -> Iterator[str]:
    """Patterns of other forms of a name that may stand in a `text`; `bare` are its parts without accents."""
    for part, told in zip(parts, bare, strict=True):
        yield from map(re.escape, (one for one in (*nicknames(told), *_spelt(part.lower())) if one in text))
        if (several := _at_particles(told)) and told[-SHORTEST_PART:] in text:
            yield several
        if (cases := _CASES.fullmatch(told)) and len(told) > SHORTEST_PART and cases[1] in text:
            yield f"{cases[1]}[\u0430-\u045f]{{0,3}}"
    for first, last in ((bare[0], bare[-1]), (bare[-1], bare[0])) if len(bare) > 1 else ():
        one, other = re.escape(first[0]), re.escape(last)
        if last in text:
            yield rf"(?:{one}[._]{other}\d*|{other}[._]{one}\d*|{one}{other}\d+|{other}[._]?{one}\d+)"


def joined(parts: Sequence[str]) -> Iterator[str]:
    """A name as accounts have it: `KimIronwood`, `ironwoodkim`, `kironwood`."""
    for order in (tuple(parts), last_first(tuple(parts))) if len(parts) > 1 else ():
        yield "".join(order)
        if len(order[-1]) >= _SHORTEST_BEHIND_INITIAL:
            yield order[0][0] + order[-1]


def run_together(cell: str) -> Iterator[str]:
    """Words of a name that stand side by side, as one: `McDonald`, `OBrien`, `AnnaLena`, `delaCruz`."""
    told = _LETTERS.findall(cell)
    for first in range(len(told)):
        for last in range(first + 2, min(first + _MOST_TOGETHER, len(told)) + 1):
            one = "".join(told[first:last])
            if len(one) >= _SHORTEST_BEHIND_INITIAL:
                yield one


def apart_at_capitals(part: str) -> str | None:
    """A pattern of a name with a capital inside, as it is written in two words: `Mc Donald`; None of any other."""
    found = [one for one in _CAPPED.findall(part) if one]
    if len(found) < 2 or "".join(found) != part or len(found[-1]) < SHORTEST_PART:
        return None
    several = ["ma?c" if one in {"Mc", "Mac"} else re.escape(one.lower()) for one in found]
    return r"[\W_]{0,2}".join(several)


def is_account_of(text: str, parts: Sequence[str]) -> bool:
    """Whether a text is nothing but an account of somebody: `kpark`, `NORTH\\kpark2`, `kimp`; of bare letters."""
    found = _ACCOUNT.fullmatch(text.strip()) if len(parts) > 1 and any(part in text for part in parts) else None
    if found is None:
        return False
    told = re.sub(r"[\d._-]+", "", found[1])
    short = (one + other for a, b in product(parts, repeat=2) if a != b for one, other in ((a[0], b), (a, b[0])))
    return told in {*short, *("".join(order) for order in (tuple(parts), last_first(tuple(parts))))}


def last_first(parts: tuple[str, ...]) -> tuple[str, ...]:
    """A name with the last name in front."""
    return parts[-1], *parts[:-1]


def without_family_name(cell: str) -> str | None:
    """The given name of one without blanks, in Han or Hangul; None of any other."""
    return cell[1:] if _WHOLE_NAME.fullmatch(cell) else None


def is_without_blanks(word: str) -> bool:
    """Whether two signs are as much as a word, as where no blanks stand between words."""
    return bool(_NO_BLANKS.match(word))


def initials(names: Iterable[Sequence[str]]) -> set[str]:
    """The first letters of names, in the orders in which people sign with them."""
    orders = (
        order for one in names for order in (one, one[::-1], last_first(tuple(one)), one[:: len(one) - 1 or 1], one[:2])
    )
    told = {"".join(part[0] for part in order) for order in orders}
    return {one for one in told if len(one) > 1 and one.isupper()}


def _at_particles(part: str) -> str | None:
    """A pattern of a name that begins with particles, as it is written apart: `van der Berg`, `O Neil`."""
    found = _PARTICLES.fullmatch(part)
    return r"[\W_]{0,2}".join(filter(None, found.groups())) if found else None


def shortened(part: str, text: str) -> set[str]:
    """The beginnings of a long name by which a text calls its owner, `Venkat`, and `Venkats`; in bare letters."""
    if part[:_SHORTEST_BEGINNING] not in text.lower():
        return set()
    told = {one.lower() for one in _BEGUN.findall(text)} - {part}
    begun = {one for one in told if len(part) >= _LONG and part.startswith(one)}
    several = told & {f"{part}s"} if len(part) > _SHORTEST_BEGINNING else set[str]()
    return {one for one in begun | several if one not in words("ordinary")}


def nicknames(given: str) -> frozenset[str]:
    """What else somebody of a given name, in bare letters, is called."""
    return _nicknames().get(given, frozenset())


@cache
def _nicknames() -> Mapping[str, frozenset[str]]:
    """By given name what else its owner is called."""
    groups = [line.split() for line in known("persons")["nicknames"]["words"].split("\n") if line.strip()]
    found: dict[str, frozenset[str]] = {}
    for formal, *short in groups:
        found[formal] = found.get(formal, frozenset()) | {*short}
        for one in short:
            found[one] = found.get(one, frozenset()) | {formal, *short} - {one}
    return found


def _spelt(part: str) -> Iterator[str]:
    """A name as it is spelt without dots and rings, and one spelt so as with them; in bare letters."""
    part = unicodedata.normalize("NFC", part)
    long = part
    for sign, letters in _SPELT:
        long = long.replace(sign, letters)
    if long != part:
        yield long
    if (plain := part.translate(_PLAIN)) != part:
        yield plain
    short = re.sub(r"([aou])e", r"\1", part)
    if short != part and part.isascii() and len(short) > SHORTEST_PART:
        yield short
