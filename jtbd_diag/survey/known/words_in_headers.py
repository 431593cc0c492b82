"""The words for persons that are known -> whether they stand in a header.

Owns how words and signs are found there, in any language; knows nothing of what is made of it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from jtbd_diag.survey.known import known


@lru_cache(maxsize=1 << 15)  # cells of persons are asked for, too, and there is no end of them
def words_apart(header: str) -> str:
    """A header in small letters without accents, its words apart: `RecipientFirstName` is `recipient first name`."""
    apart = re.sub(r"(?<=[a-z\d])(?=[A-Z])", " ", header)
    bare = "".join(c for c in unicodedata.normalize("NFKD", apart) if not unicodedata.combining(c) or ord(c) > 0x36F)
    return " ".join(re.sub(r"[^\w\u0900-\u0eff]+|_+", " ", unicodedata.normalize("NFKC", bare).casefold()).split())


class HeaderWords:
    """Words, and several in a row, as they stand in a plain header; a `*` stands for the rest of a word."""

    def __init__(self, several: tuple[str, ...]) -> None:
        """From several lines of them."""
        told = {word for line in several for word in line.split("|") if word}
        self._whole = {word for word in told if not word.endswith("*")}
        self._begun = {word[:-1] for word in told if word.endswith("*")}
        self._shortest = min(map(len, self._begun), default=0)
        self._longest = max(word.count(" ") for word in told) + 1

    def __contains__(self, header: str) -> bool:
        """Whether a header whose words are apart is one of them, and nothing else."""
        return header in self._whole

    def search(self, header: str) -> bool:
        """Whether any of them stands in a header whose words are apart."""
        found = header.split()
        for first in range(len(found)):
            for after in range(first + 1, min(first + self._longest, len(found)) + 1):
                phrase = " ".join(found[first:after])
                last = len(phrase) - len(found[after - 1])  # the rest is of the last word only
                ends = range(max(self._shortest, last), len(phrase) + 1)
                if phrase in self._whole or any(phrase[:end] in self._begun for end in ends):
                    return True
        return False


@cache
def words(kind: str) -> HeaderWords:
    """The words of a kind, as whole words, where a language puts blanks between them. Raises KeyError for no kind."""
    return HeaderWords(tuple(known("persons")[kind]["words"].split("\n")))


@cache
def signs(kind: str) -> re.Pattern[str] | None:
    """The signs of a kind, anywhere, for languages that put no blanks between words; None where it has none."""
    several = known("persons")[kind].get("signs")
    return re.compile("|".join(map(re.escape, several.split("|")))) if several else None


def _joined(header: str) -> str:
    """The same without any parting at capitals, for `deviceID` and `eMail`."""
    return words_apart(header.casefold())


def says(header: str, kind: str, *, by_signs: str = "") -> bool:
    """Whether words of a kind stand in a header, or signs: its own, or those of another kind."""
    sign = signs(by_signs or kind)
    return any(words(kind).search(one) or (sign and sign.search(one)) for one in {words_apart(header), _joined(header)})


def asked_of_you(header: str) -> str:
    """What a header asks for, without "What is your …"."""
    told = words_apart(header).split()
    while len(told) > 1 and told[0] in words("your"):
        told = told[1:]
    return " ".join(told)
