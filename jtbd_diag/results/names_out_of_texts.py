"""A text without what its writer's own columns say of them: names in whole or in part, ids and numbers.

Owns what of such cells is looked for, and how it is found whatever its capitals and accents; knows nothing of columns.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations

from jtbd_diag.survey.known.words_in_headers import words, words_apart
from jtbd_diag.survey.people.forms_of_names import (
    apart,
    apart_at_capitals,
    is_account_of,
    is_without_blanks,
    joined,
    last_first,
    patterns,
    run_together,
    without_family_name,
)
from jtbd_diag.survey.people.names_of_people import (
    SHORTEST_PART,
    begins_with_a_given_name,
    name_in_address,
    name_in_path,
    parts_of_name,
)
from jtbd_diag.survey.people.person_columns import ADDRESS, tells_nobody

LEFT_OUT = "[left out]"
"""What stands in place of what is left out."""
_SHORTEST_NUMBER, _SHORT, _LONGEST = 4, 2, 60
_SHORTEST_ACCOUNT = 5
_YEAR = re.compile(r"(?:19|20)\d\d")
_OUT = re.escape(LEFT_OUT)
_IN_A_ROW = re.compile(rf"{_OUT}(?:(?:[\s'\u2019-]+|[\s-]+[^\W\d_a-z\u00df-\u00ff\u0430-\u045f]\.?\s+){_OUT})+")
_LETTERS = re.compile(r"[^\W\d_]+")
_AROUND = re.compile(r"[<>()\[\],;]+(?= |$)|(?<= )[<>()\[\],;]+")
_WORD = re.compile(rf"{_OUT}|[^\W\d_]\w*")
_PSEUDONYM = re.compile(r"p[0-9a-f]{16}")


def without_names(text: str, own: Iterable[str | None]) -> str:
    """A text without what is the writer's `own`, and without the parts of names in it."""
    form, bare = _forms(text)
    cells = list(_without_addresses(own))
    names = [parts for one in cells if "@" not in one and (parts := parts_of_name(one, 1))]
    single = list(dict.fromkeys(parts[0] for parts in names if len(parts) == 1 and len(parts[0]) >= SHORTEST_PART))
    if " " not in text.strip() and any(is_account_of(bare, _bared(one)) for one in (*names, *combinations(single, 2))):
        return LEFT_OUT
    sought = _worth_hiding(_near(bare, cells)) | _joined_of_cells(single, bare) | _in_other_forms(names, bare)
    text = _without_accounts(_hidden(text, form, bare, sought), cells)
    return _without_signature(text, [*names, *combinations(single, 2)])


def _without_accounts(text: str, cells: Iterable[str]) -> str:
    """A text without what stands before the @ of the writer's address, in small letters as there: `kpark`.

    In capitals a word may be the name of a school, as its office's address is.
    """
    for one in cells:
        account = one.partition("@")[0].lower() if "@" in one else ""
        if len(account) >= _SHORTEST_ACCOUNT and account in text and not words("no_name").search(words_apart(account)):
            text = re.sub(rf"(?<!\w){re.escape(account)}(?!\w)", LEFT_OUT, text)
    return text


def _without_signature(text: str, names: Iterable[Sequence[str]]) -> str:
    """A text without initials in capitals, where somebody signs with them: `(KP)`, or at the end behind a dash."""
    initials = {
        "".join(one[0] for one in order)
        for parts in names
        for order in (parts, parts[::-1], parts[:: len(parts) - 1 or 1])
    }
    told = [re.escape(one) for one in initials if len(one) > 1 and one.isupper() and one in text]
    if not told:
        return text
    any_of = "|".join(told)
    signed = rf"([(\[])(?:{any_of})(?=[)\]])|((?<!\w)[\u2013\u2014~-] ?)(?:{any_of})(?=\W*$)"
    return re.sub(signed, lambda found: (found[1] or found[2]) + LEFT_OUT, text)


def _without_addresses(own: Iterable[str | None]) -> Iterator[str]:
    """Cells, each address in them by itself: `Kim Park <kpark@…>`."""
    for one in own:
        there = ADDRESS.findall(one) if one and "@" in one else []
        yield from there
        if one and (rest := _AROUND.sub(" ", ADDRESS.sub(" ", one)).strip() if there else one):
            yield rest


def without_whole_names(text: str, own: Iterable[str | None]) -> str:
    """A text without the writer's names as a whole, in either order; a part of one may be the name of the place."""
    form, bare = _forms(text)
    several = [parts for one in _near(bare, own) if len(parts := parts_of_name(one)) > 1]
    whole = (parts for parts in several if _is_no_place(parts))
    between = r"[\W_]+(?:\w\.?[\W_]+)?"
    sought = {between.join(map(_sought, order)) for one in whole for order in (one, last_first(one))}
    return _hidden(text, form, bare, sought) if sought else text


def _is_no_place(parts: tuple[str, ...]) -> bool:
    given = any(begins_with_a_given_name(" ".join(order)) for order in (parts, last_first(parts)))
    return given or not words("no_name").search(words_apart(" ".join(parts)))


def known_words_alone(text: str, known: Collection[str]) -> str:
    """A text of which all words but the `known` ones are left out, and pseudonyms and numbers stay."""
    told = _WORD.sub(lambda found: found[0] if _may_stay(found[0], known) else LEFT_OUT, text)
    return _IN_A_ROW.sub(LEFT_OUT, told)


def _may_stay(word: str, known: Collection[str]) -> bool:
    if word == LEFT_OUT or len(word) == 1 or _PSEUDONYM.fullmatch(word):
        return True
    return all(one in known for one in words_apart(word).split())


def _bared(parts: Sequence[str]) -> list[str]:
    return [_bare(one) for one in parts]


def _in_other_forms(names: Iterable[Sequence[str]], text: str) -> set[str]:
    """Patterns of nicknames, of accounts and of the parts of names that are short where a word is."""
    found = set[str]()
    for parts in names:
        long = [one for one in parts if len(one) >= SHORTEST_PART]
        found |= {told for one in long if (told := apart_at_capitals(one))}
        given = [told for one in parts if (told := without_family_name(one))]
        found |= {*patterns(long, _bared(long), text), *map(_sought, given)}
        found |= {_sought(one) for one in parts if len(one) == _SHORT and _may_be_short(one)}
    return found


def _may_be_short(part: str) -> bool:
    """Whether two letters are a name that is looked for: signs of a language without blanks, or "Ng" and not "Ed"."""
    return is_without_blanks(part) or (
        part[0].isupper() and part[1].islower() and words_apart(part) not in words("short")
    )


def _worth_hiding(own: Iterable[str | None]) -> set[str]:
    """What is looked for in a text: no short number, and nothing that is a text itself."""
    told = {one.strip() for one in own if one and not tells_nobody(one) and not _YEAR.fullmatch(one.strip())}
    long = {one for one in told if (_SHORTEST_NUMBER if one.isdecimal() else SHORTEST_PART) <= len(one) <= _LONGEST}
    return {_sought(one) for one in (*long, *(part for one in told for part in _parts(one)))}


def _parts(one: str) -> Iterator[str]:
    if len(one) <= _LONGEST:
        parts = name_in_address(one) if "@" in one else parts_of_name(one)
        yield from (*parts, *joined(parts))
        yield from run_together(one) if parts and "@" not in one else ()
    yield from name_in_path(one)


def _joined_of_cells(single: Sequence[str], text: str) -> set[str]:
    """The same of a first and a last name that stand in cells of their own."""
    several = (both for both in combinations(single, 2) if any(_bare(one) in text for one in both))
    return {one for both in several for one in (*map(_sought, joined(both)), *patterns(both, _bared(both), text))}


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
        for one in re.finditer("|".join(map(apart, longest_first)), bare)
        if not _is_a_word(form[one.start() : one.end()], one[0])
    ]
    if not found:
        return text
    ends = [0, *(end for _, end in found)]
    kept = [form[end:start] for end, (start, _) in zip(ends, found, strict=False)]
    return _IN_A_ROW.sub(LEFT_OUT, LEFT_OUT.join([*kept, form[ends[-1] :]]))


def _is_a_word(written: str, bare: str) -> bool:
    """Whether what is written, bare of capitals, is a word and no name: "will", "NG"."""
    if len(written) == _SHORT and not is_without_blanks(written):
        return not (written[0].isupper() and written[1].islower())
    return written[0].islower() and _is_ordinary(bare)


def _is_ordinary(word: str) -> bool:
    """Whether a part of a name is a word as well, where it stands in small letters."""
    return word in words("ordinary") or (words("roles").search(word) and word not in words("given"))


def _bare(text: str) -> str:
    """A text in small letters without accents, each letter in its place."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFC", text)
    return "".join(one.lower() if one.isascii() else _without_accent(one) for one in text)


def _without_accent(letter: str) -> str:
    return letter if is_without_blanks(letter) else unicodedata.normalize("NFKD", letter)[0].lower()[0]
