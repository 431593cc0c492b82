"""When two texts say the same: markup, spaces, numbering, case and typographic signs aside.

Owns the one normal form of question texts and option texts; knows nothing of tables or of questionnaires as a whole.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, wraps

from jtbd_diag.questionnaire import Option

_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
_SPACE = re.compile(r"[\s\x00-\x1f\x7f]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_NUMBERING = re.compile(
    r"^(?:(?:question |q)?\(?\d{1,3}(?:\.\d{1,3})*[a-z]?(?:\.\)|[.):]| -)\s*(?=[^\d\s])"
    r"|\[q?\d{1,3}[a-z]?\][.:]?\s+|q\d{1,3}[a-z]?\s+)"
)
_AND = re.compile(r"\s*&\s*")
_LETTER = re.compile(r"^(?:[\u2022\u00b7\u25aa\u25e6*]\s*)?(?:\(?[a-z][.)]\s+)?(?=\S)")
_THOUSANDS = re.compile(r"(?<![\d.,'])[1-9]\d{0,2}([ ,.'])\d{3}(?:\1\d{3})*(?![\d'])(?![.,]\d)", re.ASCII)
_ENCODED = re.compile("_x([0-9a-fA-F]{4})_")
"""A sign as SharePoint writes it in the names of columns."""
_SOME_DIGITS = re.compile(r"\d[ ,.']\d{3}", re.ASCII)
_SIGNS = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u2032": "'", "`": "'", "\u00b4": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u2033": '"', "\u00ab": '"', "\u00bb": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
    }
)  # fmt: skip
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE = re.compile(r"(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})(?:[ t]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
_SHORT_DATE = re.compile(rf"(\d{{1,2}})[-/. ](\d{{1,2}})|(\d{{1,2}})[-/. ]{_MONTH}|{_MONTH}[-/. ](\d{{1,4}})", re.ASCII)
_RANGE = re.compile(r"(?<!\d)(\d{1,2})\s*(?:-|\u2013|\u2014|/|to|a|bis|\u00e0)\s*(\d{1,4})(?!\d)")
SHORTEST_CUT, LONGEST_CUT = 90, 110
_ENDINGS = ("...", "\u2026")
_NUMBER = re.compile(r"([-+]?)0*(\d{1,15})(?:\.0{1,9}|,0{1,2})?", re.ASCII)


_SHORT, _TEXTS = 200, 1 << 14


def _remembered(form: Callable[[str], str]) -> Callable[[str], str]:
    """The same, of short texts made once: a table says few of them, again and again."""
    kept = lru_cache(_TEXTS)(form)
    return wraps(form)(lambda text: kept(text) if len(text) <= _SHORT else form(text))


@_remembered
def normal(text: str) -> str:
    """The normal form: `1.  <b>Where</b> do\u00a0they SIT?` -> `where do they sit`."""
    if "_x" in text:
        text = _ENCODED.sub(lambda found: chr(int(found[1], 16)), text)
    plain = without_thousands(_unquoted(_plain(text)))
    return _NUMBERING.sub("", plain).rstrip("* ").rstrip(".:?!").rstrip()


@_remembered
def normal_option(text: str) -> str:
    """The normal form of an option's text, whose leading number may be all there is to it."""
    bare = without_full_stop(_with_and(_plain(text)))
    return without_full_stop(without_thousands(_unquoted(bare)))


def without_full_stop(text: str) -> str:
    """A normal form without the full stop that people and programs put behind an option; dots of a cut text stay."""
    bare = text[:-1].rstrip() if text.endswith(".") else ""
    return text if not bare or bare.endswith(".") else bare


@_remembered
def normal_listed(text: str) -> str:
    """The same with every sign that may part options: `5,100` may be two of them."""
    return _with_and(_plain(text))


def _with_and(text: str) -> str:
    """A normal form in which `&` is `and`, as people and programs write the one for the other."""
    return _AND.sub("and".center(5), text).strip() if "&" in text else text


def without_letter(text: str) -> str:
    """A normal form without the letter that a form counts its options by, `d) behavior`, and without a bullet."""
    return _LETTER.sub("", text)


def without_thousands(text: str) -> str:
    """A normal form without what parts thousands: `under 1,000`, `under 1 000` and `under 1'000` are one."""
    return _THOUSANDS.sub(lambda found: re.sub(r"\D", "", found[0]), text) if _SOME_DIGITS.search(text) else text


def _plain(text: str) -> str:
    if text.isascii() and "<" not in text and "&" not in text and "`" not in text:
        return _SPACE.sub(" ", text).strip().casefold()
    bare = _TAG.sub(" ", html.unescape(text))
    bare = _INVISIBLE.sub("", unicodedata.normalize("NFKC", bare)).translate(_SIGNS)
    return _SPACE.sub(" ", bare).strip().casefold()


def _unquoted(text: str) -> str:
    """A normal form without quotation marks around all of it, as of a table that was quoted twice."""
    inside = text[1:-1]
    return inside.strip() if text[:1] == text[-1:] == '"' and inside.strip() and '"' not in inside else text


def spoiled_range(cell: str, texts: Iterable[str]) -> str | None:
    """The text with a range, such as `1 to 5`, of which a spreadsheet may have made a cell such as `5-Jan`."""
    bare = cell.strip().casefold()
    found = _DATE.fullmatch(bare) or _SHORT_DATE.fullmatch(bare) if len(bare) < 30 else None
    if found is None:
        return None
    parts = [_MONTHS.find(part[:3]) // 3 + 1 if part.isalpha() else int(part) for part in found.groups() if part]
    seen = {part % 100 for part in parts}
    ranges = ((text, _RANGE.search(text)) for text in texts)
    return next((text for text, r in ranges if r and {int(r[1]), int(r[2]) % 100} <= seen), None)


def ends_in_dots(text: str) -> bool:
    """Whether a text says itself that it was cut."""
    return text.rstrip().endswith(_ENDINGS)


def cut_prefix(text: str) -> str | None:
    """The normal form of what is left of a text that a platform cut, or None when it was not cut."""
    text = text.strip()
    ending = next((e for e in _ENDINGS if text.endswith(e)), None)
    if ending is None or not SHORTEST_CUT <= len(text) <= LONGEST_CUT:
        return None
    return normal(text.removesuffix(ending))


def number_in(cell: str) -> str | None:
    """The whole number that a cell is, `4` of `4.0`, `4,0`, `04`, `\uff14` and `\u0664`; None where it is none."""
    bare = cell.strip() if cell.isascii() else _in_ascii_digits(cell).strip()
    found = _NUMBER.fullmatch(bare) if len(bare) < 40 else None
    if found is None:
        return None
    return ("-" if found[1] == "-" and found[2] != "0" else "") + found[2]


def _in_ascii_digits(cell: str) -> str:
    plain = unicodedata.normalize("NFKC", cell)
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in plain)


def folded(name: str) -> str:
    """A name without case and signs: platforms that take letters and digits only drop the rest."""
    return "".join(c for c in name.casefold() if c.isalnum())


_TELLING = re.compile(r"[^\W\d_][\w\s.,;:'\"!?()/&_-]*")


def folded_words(name: str) -> str:
    """The same for a name of words, where signs and digits tell nothing: `C` is not `C++`, nor `<10` `>10`."""
    plain = _plain(name)
    return folded(plain) if _TELLING.fullmatch(plain) and not any(c.isdigit() for c in plain) else ""


def known_by(now: Iterable[tuple[str, str]], earlier: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Text -> what it names, those of `now` first; an earlier text that says something else now names nothing more."""
    now = list(now)
    said = {text for text, _ in now}
    return {**unique(now), **{text: one for text, one in unique(earlier).items() if text not in said}}


def by_words(options: Iterable[Option], form: Callable[[str], str]) -> Mapping[str, str]:
    """Option ids by the `form` of their texts."""
    options = tuple(options)
    return known_by(
        ((form(one.text), one.id) for one in options),
        ((form(text), one.id) for one in options for text in one.earlier),
    )


def unique(pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Key -> value, without the keys that lead to several values, and without empty keys."""
    found: dict[str, str | None] = {}
    for key, value in pairs:
        found[key] = value if found.get(key, value) == value else None
    return {key: value for key, value in found.items() if value is not None and key}
