"""A text without what its writer's own columns say of them: names in whole or in part, ids and numbers.

Owns what of such cells is looked for, and how it is found whatever its capitals and accents; knows nothing of columns.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations

from jtbd_diag.survey.known.words_in_headers import plain, words
from jtbd_diag.survey.people.names_of_people import (
    SHORTEST_PART,
    begins_with_a_given_name,
    name_in_address,
    name_in_path,
    parts_of_name,
)

LEFT_OUT = "[left out]"
"""What stands in place of what is left out."""
_SHORTEST_NUMBER, _SHORTEST_BEHIND_INITIAL, _LONGEST = 5, 5, 60
_OUT = re.escape(LEFT_OUT)
_IN_A_ROW = re.compile(rf"{_OUT}(?:(?:[\s'\u2019-]+|[\s-]+[^\W\d_a-z\u00df-\u00ff\u0430-\u045f]\.?\s+){_OUT})+")
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(rf"{_OUT}|[^\W\d_]\w*")
_PSEUDONYM = re.compile(r"p[0-9a-f]{16}")
_NO_BLANKS = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Signs of languages that put no blanks between words."""


def without_names(text: str, own: Iterable[str | None]) -> str:
    """A text without what is the writer's `own`, and without the parts of names in it."""
    form, bare = _forms(text)
    cells = [*own]
    near = _near(bare, cells)
    return _hidden(text, form, bare, _worth_hiding(near) | _joined_of_cells(cells)) if near else text


def without_whole_names(text: str, own: Iterable[str | None]) -> str:
    """A text without the writer's names as a whole, in either order; a part of one may be the name of the place."""
    form, bare = _forms(text)
    several = [parts for one in _near(bare, own) if len(parts := parts_of_name(one)) > 1]
    whole = (parts for parts in several if _is_no_place(parts))
    between = r"[\W_]+(?:\w\.?[\W_]+)?"
    sought = {between.join(map(_sought, order)) for one in whole for order in (one, _last_first(one))}
    return _hidden(text, form, bare, sought) if sought else text


def _is_no_place(parts: tuple[str, ...]) -> bool:
    given = any(begins_with_a_given_name(" ".join(order)) for order in (parts, _last_first(parts)))
    return given or not words("no_name").search(plain(" ".join(parts)))


def known_words_alone(text: str, known: Collection[str]) -> str:
    """A text of which all words but the `known` ones are left out, and pseudonyms and numbers stay."""
    told = _WORD.sub(lambda found: found[0] if _may_stay(found[0], known) else LEFT_OUT, text)
    return _IN_A_ROW.sub(LEFT_OUT, told)


def _may_stay(word: str, known: Collection[str]) -> bool:
    if word == LEFT_OUT or len(word) == 1 or _PSEUDONYM.fullmatch(word):
        return True
    return all(one in known for one in plain(word).split())


def _last_first(parts: tuple[str, ...]) -> tuple[str, ...]:
    return parts[-1], *parts[:-1]


def _worth_hiding(own: Iterable[str | None]) -> set[str]:
    """What is looked for in a text: no short number, and nothing that is a text itself."""
    told = {one.strip() for one in own if one}
    long = {one for one in told if (_SHORTEST_NUMBER if one.isdecimal() else SHORTEST_PART) <= len(one) <= _LONGEST}
    return {_sought(one) for one in (*long, *(part for one in told for part in _parts(one)))}


def _parts(one: str) -> Iterator[str]:
    if len(one) <= _LONGEST:
        parts = name_in_address(one) if "@" in one else parts_of_name(one)
        yield from (*parts, *_joined(parts))
    yield from name_in_path(one)


def _joined(parts: Sequence[str]) -> Iterator[str]:
    """A name as accounts have it: `KimIronwood`, `ironwoodkim`, `kironwood`."""
    for order in (tuple(parts), _last_first(tuple(parts))) if len(parts) > 1 else ():
        yield "".join(order)
        if len(order[-1]) >= _SHORTEST_BEHIND_INITIAL:
            yield order[0][0] + order[-1]


def _joined_of_cells(own: Sequence[str | None]) -> set[str]:
    """The same of a first and a last name that stand in cells of their own."""
    single = {parts[0]: None for one in own if one and "@" not in one and len(parts := parts_of_name(one)) == 1}
    return {_sought(joined) for both in combinations(single, 2) for joined in _joined(both)}


def _sought(part: str) -> str:
    return re.escape(_bare(part))


def _forms(text: str) -> tuple[str, str]:
    """A text with a sign a letter, and the same without capitals and accents."""
    form = text if text.isascii() else unicodedata.normalize("NFC", text)
    return form, _bare(form)


def _near(bare: str, own: Iterable[str | None]) -> list[str]:
    return [one for one in own if one and _may_stand_in(bare, one)]


def _may_stand_in(bare: str, one: str) -> bool:
    """Whether any word of a cell stands in a text: few do, and to look for those that may be hidden takes its time."""
    told = _bare(one.strip())
    return told in bare or any(len(word) >= SHORTEST_PART and word in bare for word in _LETTERS.findall(told))


def _hidden(text: str, form: str, bare: str, sought: set[str]) -> str:
    """A text without what is sought in its two forms."""
    if not sought:
        return text
    longest_first = sorted(sought, key=lambda one: (-len(one), one))
    found = [
        one.span()
        for one in re.finditer("|".join(map(_apart, longest_first)), bare)
        if not (form[one.start()].islower() and _is_ordinary(one[0]))
    ]
    if not found:
        return text
    ends = [0, *(end for _, end in found)]
    kept = [form[end:start] for end, (start, _) in zip(ends, found, strict=False)]
    return _IN_A_ROW.sub(LEFT_OUT, LEFT_OUT.join([*kept, form[ends[-1] :]]))


def _is_ordinary(word: str) -> bool:
    """Whether a part of a name is a word as well, where it stands in small letters."""
    return word in words("ordinary") or (words("roles").search(word) and word not in words("given"))


def _apart(sought: str) -> str:
    """A word that is no part of another, in languages that put blanks between them."""
    return sought if _NO_BLANKS.match(sought) else rf"(?<![^\W_]){sought}(?![^\W_])"


def _bare(text: str) -> str:
    """A text in small letters without accents, each letter in its place."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFC", text)
    return "".join(one.lower() if one.isascii() else unicodedata.normalize("NFKD", one)[0].lower()[0] for one in text)
