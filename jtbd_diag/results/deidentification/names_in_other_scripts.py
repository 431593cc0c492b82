"""A name in Latin letters and a text in another script, or the other way round -> the words of the text that name it.

Owns how signs are written in Latin letters, in any of the ways that are common; knows nothing of cells and texts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from functools import cache, lru_cache

from jtbd_diag.survey.known import known

_FEWEST_SIGNS, _LONGEST_ENDING = 3, 3
_FEWEST_WITHOUT_VOWELS = 4
_TWICE = re.compile(r"(.)\1")
_HANGUL = re.compile(r"[\uac00-\ud7a3]+")
_WORD = re.compile(r"[^\W\d_]+")
_CAPPED = re.compile(r"(?<![^\W_])[A-Z\u00c0-\u00de][^\W\d_]+")
_TWICE = re.compile(r"(.)\1")
_VOWELS = "[aeiouy]{0,2}"
_ENDING_VOWEL = re.compile(r"[aeiouy]$")
_BEFORE = re.compile(
    "[\u05d5\u05d4\u05d1\u05db\u05dc\u05de\u05e9]{1,2}|[\u0648\u0641\u0628\u0643\u0644]{0,2}\u0627\u0644"
)
"""What Hebrew and Arabic write before a word, as a part of it."""


def words_in_another_script(names: Collection[str], text: str, bare: str) -> Iterator[str]:
    """The words of a text that are one of the names; names and `bare` are without capitals and accents."""
    latin = {one for one in names if one.isascii() and len(one) >= _FEWEST_SIGNS}
    if latin and not bare.isascii():
        yield from (one for one in {*_WORD.findall(bare)} if not one.isascii() and _is_one_of(one, latin))
        yield from (one for run in _HANGUL.findall(bare) for one in _in_hangul(run, latin))
    others = [pattern for one in names if not one.isascii() and (pattern := _told_in_latin(one))]
    if others and (capped := {one.lower() for one in _CAPPED.findall(text)}):
        yield from (word for word in capped if any(_is_written_so(one, word) for one in others))


def _is_one_of(word: str, names: Collection[str]) -> bool:
    """Whether a word is a name, with an ending of its case or what is written before it."""
    script = _script_of(word[0])
    if script is None or script == "hangul":
        return False
    if _is_without_vowels(script):
        long = [one for one in names if len(one) >= _FEWEST_WITHOUT_VOWELS]
        before = _BEFORE.match(word)
        forms = [word, *([word[before.end() :]] if before else [])]
        return any(len(one) > 1 and _matches(one, name) for one in forms for name in long)
    shortest = max(_FEWEST_SIGNS, len(word) - _LONGEST_ENDING)
    stems = [word[:end] for end in range(len(word), shortest - 1, -1)]
    return any(_matches(stem, told) for stem in stems for name in names for told in {name, _ENDING_VOWEL.sub("", name)})


def _in_hangul(run: str, names: Collection[str]) -> Iterator[str]:
    """Given names of two syllables, with a last name before them."""
    for at in range(len(run) - 1):
        if any(_matches(run[at : at + 2], name) for name in names):
            family = at > 0 and any(_matches(run[at - 1], name) for name in names)
            yield run[at - family : at + 2]


def _matches(word: str, name: str) -> bool:
    pattern = _in_latin(word)
    return pattern is not None and _is_written_so(pattern, name)


def _is_written_so(pattern: re.Pattern[str], name: str) -> bool:
    return any(pattern.fullmatch(one) for one in (name, _TWICE.sub(r"\1", name)))


def _told_in_latin(name: str) -> re.Pattern[str] | None:
    """How a name may be written in Latin letters; None of one that is too short to be told from other words."""
    script = _script_of(name[0])
    if script is None:
        return None
    signs = unicodedata.normalize("NFD", name)
    sure = sum("" not in _alternatives(script, one) for one in signs)
    return _in_latin(name) if sure >= _FEWEST_SIGNS else None


@lru_cache(maxsize=4096)
def _in_latin(word: str) -> re.Pattern[str] | None:
    script = _script_of(word[0])
    if script is None:
        return None
    between = _VOWELS if _is_without_vowels(script) else ""
    signs = _TWICE.sub(r"\1", unicodedata.normalize("NFD", word))
    return re.compile(between.join(f"(?:{'|'.join(_alternatives(script, one))})" for one in signs))


def _alternatives(script: str, sign: str) -> list[str]:
    return [*map(re.escape, str(known("other_scripts")[script].get(sign, "")).split("|"))]


def _script_of(sign: str) -> str | None:
    return _scripts().get(unicodedata.normalize("NFD", sign)[0])


def _is_without_vowels(script: str) -> bool:
    return script in known("other_scripts")["unwritten_vowels"].split("|")


@cache
def _scripts() -> Mapping[str, str]:
    return {
        sign: script for script, signs in known("other_scripts").items() if isinstance(signs, Mapping) for sign in signs
    }
