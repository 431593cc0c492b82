"""A text without what its writer's own columns say of them: names in whole or in part, ids and numbers.

Owns what of such cells is looked for, and how it is found whatever its capitals and accents; knows nothing of columns.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from jtbd_diag.results.deidentification.forms_of_names import (
    apart,
    apart_at_capitals,
    initials,
    is_account_of,
    is_without_blanks,
    joined,
    last_first,
    nicknames,
    patterns,
    run_together,
    shortened,
    without_family_name,
)
from jtbd_diag.results.deidentification.introduced_names import without_introduced
from jtbd_diag.results.deidentification.names_in_other_scripts import words_in_another_script
from jtbd_diag.survey.known.words_in_headers import words, words_apart
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
_SHORTEST_ACCOUNT, _NEAR = 5, 12
_ARTICLES = str.maketrans("", "", "AI")
"""Capitals that are words."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_OUT = re.escape(LEFT_OUT)
_IN_A_ROW = re.compile(rf"{_OUT}(?:(?:[\s'\u2019-]+|[\s-]+[^\W\d_a-z\u00df-\u00ff\u0430-\u045f]\.?\s+){_OUT})+")
_TITLE_AND_LETTER = re.compile(r"(?<!\w)((?:Mr|Mrs|Ms|Miss|Mx|Dr|Coach)\.? )([^\W\d_a-z])(?:\.|(?![\w'\u2019]))")
_NUMBERED = re.compile(r"(?:[A-Za-z]{0,6}[-_#./ ]?)(\d{3,12})")
_RUNS = re.compile(r"[^\W\d_]+|[1-9]\d{2,}")
_AROUND = re.compile(r"[<>()\[\],;]+(?= |$)|(?<= )[<>()\[\],;]+")
_WORD = re.compile(rf"{_OUT}|[^\W\d_]\w*")
_PSEUDONYM = re.compile(r"p[0-9a-f]{16}")


def without_names(text: str, own: Iterable[str | None]) -> str:
    """A text without what is the writer's `own`, the parts of names in it, and whom else it calls by a name."""
    form, bare = _forms(text)
    cells = list(_without_addresses(own))
    spelled = [parts for one in cells if "@" not in one and (parts := parts_of_name(one, 0))]
    names = [parts for one in spelled if (parts := tuple(part for part in one if len(part) > 1))]
    single = list(dict.fromkeys(parts[0] for parts in names if len(parts) == 1 and len(parts[0]) >= SHORTEST_PART))
    if " " not in text.strip() and any(is_account_of(bare, _bared(one)) for one in (*names, *combinations(single, 2))):
        return LEFT_OUT
    sought = _worth_hiding(_near(bare, cells)) | _joined_of_cells(single, bare) | _in_other_forms(names, bare)
    sought |= {re.escape(one) for cell in cells for one in _of_account(cell, text)}
    sought |= {one for several in names for part in _bared(several) for one in shortened(part, form)}
    if not (bare.isascii() and all(part.isascii() for one in names for part in one)):
        sought |= {*map(re.escape, words_in_another_script(_called(names), form, bare))}
    text = without_introduced(_hidden(text, form, bare, sought), LEFT_OUT)
    text = _without_initials(text, initials([*spelled, *combinations(single, 2)]))
    return _IN_A_ROW.sub(LEFT_OUT, _without_rests(text, cells, [*spelled, *_of_addresses(cells)]))


def _called(names: Iterable[Sequence[str]]) -> set[str]:
    """What somebody may be called: the parts of names, two of them together, and nicknames; in bare letters."""
    parts = {one for several in names for one in (*_bared(several), *map("".join, pairwise(_bared(several))))}
    given = {_bare(told) for several in names for one in several if (told := without_family_name(one))}
    return {*parts, *given, *(told for one in parts for told in nicknames(one))}


def _of_addresses(cells: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The names in the writer's addresses, of one written together its first letter alone; with capitals."""
    for one in cells:
        if "@" in one and not words("no_name").search(words_apart(one.partition("@")[0])):
            yield tuple(part.capitalize() for part in name_in_address(one)) or (one[0].upper(),)


def _of_account(cell: str, text: str) -> Iterator[str]:
    """What stands before the @ of the writer's address, in small letters as there, `kpark`, and its name: `Park`.

    In capitals a word may be the name of a school, as its office's address is.
    """
    account = cell.partition("@")[0].lower() if "@" in cell else ""
    if len(account) < _SHORTEST_ACCOUNT or words("no_name").search(words_apart(account)):
        return
    bare = account.rstrip("0123456789")
    yield from (one for one in {account, bare} if len(one) >= _SHORTEST_ACCOUNT and one in text)
    if bare.isalpha() and len(bare) > _SHORTEST_ACCOUNT and not words("no_person").search(bare[1:]):
        yield from (one for one in (bare[1:], bare[:-1]) if one.capitalize() in text)


def _without_initials(text: str, told: Iterable[str]) -> str:
    """A text without such initials: `KP`, `K. P.`; of those that mean something else where somebody signs with them."""
    for one in (one for one in told if one in text or f"{one[0]}." in text):
        dotted = r"\. ?".join(one) + r"\.(?!\w)"
        if one.lower() not in words("abbreviations"):
            text = re.sub(rf"(?<![\w.-])(?:{one}(?!\w)|{dotted})", LEFT_OUT, text)
        else:
            if one.lower() not in words("dotted"):
                text = re.sub(rf"(?<![\w.]){dotted}", LEFT_OUT, text)
            signed = rf"([(\[])(?:{one})(?=[)\]])|((?<!\w)[\u2013\u2014~-] ?)(?:{one})(?=\W*$)"
            text = re.sub(signed, lambda found: (found[1] or found[2]) + LEFT_OUT, text)
    return text


def _without_rests(text: str, cells: Iterable[str], names: Iterable[Sequence[str]]) -> str:
    """A text without what is left of a name around what was left out: `de la`, `O'`, `K.`; nor as `Mrs. K`."""
    capitals = "".join(sorted({part[0] for parts in names for part in parts if part[0].isupper()}))
    text = _TITLE_AND_LETTER.sub(lambda found: found[1] + LEFT_OUT if found[2] in capitals else found[0], text)
    if LEFT_OUT not in text or not capitals:
        return text
    told = {one for cell in cells for one in words_apart(cell).split() if one in words("particles")}
    particles = "|".join(map(re.escape, sorted(told | {"o"} if "O" in capitals else told))) or "(?!)"
    before = (
        rf"(?<![\w'\u2019])(?:(?i:{particles})[\s'\u2019-]+|[{capitals}]\.\s*|[{capitals.translate(_ARTICLES)}_]\s)+"
    )
    return re.sub(
        rf"{before}(?={_OUT})|(?<={_OUT}),? (?:[{capitals}]\. ?)*[{capitals}](?:\.|(?![\w'\u2019]))", "", text
    )


def _without_addresses(own: Iterable[str | None]) -> Iterator[str]:
    """Cells, each address in them by itself: `Kim Park <kpark@…>`."""
    for one in own:
        there = ADDRESS.findall(one) if one and "@" in one else []
        yield from there
        if one and (rest := _AROUND.sub(" ", ADDRESS.sub(" ", one)).strip() if there else one):
            yield rest.removeprefix("@")


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
    numbers = {pattern for one in told if (pattern := _number_of(one))}
    return numbers | {_sought(one) for one in (*long, *(part for one in told for part in _parts(one)))}


def _number_of(one: str) -> str | None:
    """A pattern of an id by its number, whatever letters stand before it: `R-0417` as `#0417` and `EMP0417`."""
    found = _NUMBERED.fullmatch(one)
    if not found or len(found[1]) < _SHORTEST_NUMBER or _YEAR.fullmatch(found[1]):
        return None
    number = found[1].lstrip("0")
    return rf"(?:[a-z]{{1,6}}[-_.#]?)?{'0*' if len(number) >= _SHORTEST_NUMBER else '0+'}{number}" if number else None


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
    return told in bare or any(len(word) >= SHORTEST_PART and word in bare for word in _RUNS.findall(told))


def _hidden(text: str, form: str, bare: str, sought: set[str]) -> str:
    """A text without what is sought in its two forms."""
    if not sought:
        return text
    longest_first = sorted(sought, key=lambda one: (-len(one), one))
    found = [
        one.span()
        for one in re.finditer("|".join(map(apart, longest_first)), bare)
        if not _is_a_word(form[one.start() : one.end()], one[0]) and not _is_a_month(one, form)
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


def _is_a_month(found: re.Match[str], form: str) -> bool:
    """Whether a name stands where it is a month: "in April", "May 4"."""
    if found[0] not in words("months"):
        return False
    before = words_apart(form[max(0, found.start() - _NEAR) : found.start()]).rpartition(" ")[2]
    return before in words("before_months") or bool(re.match(r"\s+\d", form[found.end() :]))


def _is_ordinary(word: str) -> bool:
    """Whether a part of a name is a word as well, where it stands in small letters."""
    things = words("roles").search(word) or words("no_person").search(word)
    return word in words("ordinary") or (things and word not in words("given"))


def _bare(text: str) -> str:
    """A text in small letters without accents, each letter in its place."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFC", text)
    return "".join(one.lower() if one.isascii() else _without_accent(one) for one in text)


def _without_accent(letter: str) -> str:
    return letter if is_without_blanks(letter) else unicodedata.normalize("NFKD", letter)[0].lower()[0]
