"""Which columns of a survey speak of persons, and which of them tell who answered.

Owns what is made of such words in a header, and what such cells look like; knows nothing of files, layouts or results.
Shared by the look for duplicates and by pseudonyms, so that both know the same persons.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from jtbd_diag.survey.known.words_in_headers import asked_of_you, says, signs, words, words_apart
from jtbd_diag.survey.people.names_of_people import (
    are_given_names,
    begins_with_a_given_name,
    is_a_town,
    is_named,
    named_within,
)

PersonKind = Literal["id", "email", "personal", "detail", "checked", "about"]
"""What a column holds of a person: what tells respondents apart, an address to replace, or something to leave out.

A detail, such as an age in years, tells somebody with a little help, and goes too; of what is `checked`, whatever is
no yes, no or day does, and of what is `about` people or telephones, whatever may be one.
"""

ADDRESS = re.compile(r"[^\s@\uff20,;:<>()\[\]\"'=&?/|]+[@\uff20][^\s@\uff20,;:<>()\[\]\"'=&?/|]+\.\w+")
"""An e-mail address within a text."""
TELEPHONE = re.compile(
    r"(?<![\w,])(?<!\d\.)[+\uff0b]?[(\uff08]?\d[\d\s().\u2010-\u2014\u30fc\uff08\uff09\uff0d/-]{5,}\d"
    r"(?: ?(?:x|ext\.?) ?\d{1,5})?(?!\w)"
)
"""What may be a telephone number within a text; `is_telephone` tells."""


class Person(NamedTuple):
    """A column that speaks of a person; `answered` where equal cells mean the same respondent."""

    header: str
    kind: PersonKind
    answered: bool = False
    by: Literal["header", "cells"] = "header"


@lru_cache(maxsize=4096)  # a table is looked at several times, and asks what others asked
def _of_header(header: str) -> Person | None:
    """What a header alone tells of a column; of a long one, which is a question, only what is surely personal."""
    own = re.sub(r"(?<=.)#$", "No", header.strip())
    if says(own, "email"):
        return Person(header, "email", answered=not says(own, "somebody_else"))
    if words_apart(own).startswith("how "):
        return Person(header, "detail") if words_apart(own) in words("whole_detail") else None
    place = is_a_place(own)
    if words_apart(own).count(" ") >= _QUESTION:
        sure = says(own, "always", by_signs="personal") or (says(own, "named_in_a_question") and not place)
        return Person(header, "personal") if sure else None
    whole = own == "#" or words_apart(own) in words("whole_id")
    if whole or (says(own, "id") and not says(own, "named") and not place):
        sign = signs("id")
        answered = own == "#" or (
            (bool(sign and sign.search(own)) or says(own, "answered")) and not says(own, "somebody_else")
        )
        return Person(header, "id", answered=answered)
    if asked_of_you(own) in words("whole") or (says(own, "personal") and not _only_a_place(own, place=place)):
        return Person(header, "personal")
    detail = asked_of_you(own) in words("whole_detail") or (says(own, "detail") and (not place or says(own, "home")))
    return Person(header, "detail") if detail else None


_QUESTION = 7
"""So many blanks make a header a question."""


def is_a_place(header: str) -> bool:
    """Whether a header speaks of a school, an office or another group of people."""
    return says(header, "no_person")


def is_of_somebody(header: str) -> bool:
    """Whether what a header asks for is somebody in a place, as with "District superintendent", and not the place."""
    told = words_apart(header).split()
    if told and told[0] in words("who"):
        return True
    while told:
        rest = next((n for n, word in enumerate(told) if word in words("rests")), len(told))
        main = [word for word in told[:rest] if not words("called").search(word)]
        if main:
            return words("roles").search(main[-1])
        told = told[rest + 1 :]
    return False


def _only_a_place(header: str, *, place: bool) -> bool:
    """Whether it is a school, not somebody, that has the name; or how many there are of something."""
    if says(header, "counts"):
        return not says(header, "always")
    return place and not says(header, "always") and not is_of_somebody(header)


# --- what cells tell ------------------------------------------------------------------------------------

_IP = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}|(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}", re.IGNORECASE)
_COORDINATES = re.compile(r"-?\d{1,3}\.\d{3,}[,;\s]+-?\d{1,3}\.\d{3,}(?:[,;\s]+-?\d+(?:\.\d+)?){0,2}")
_DATE = re.compile(
    r"(\d{4})[-/.]\d{1,2}[-/.]\d{1,2}|(?:\d{1,2}[-/.]\d{1,2}[-/.]"
    r"|[^\W\d_]{3,}\.? \d{1,2}\w{0,2},? |\d{1,2}\w{0,2}\.? [^\W\d_]{3,}\.?,? )(\d{4})"
)
_YEARS = re.compile(r"(?:19|20)\d\d\s*[-/\u2010-\u2014]\s*(?:(?:19|20)\d\d|\d\d)")
_AMOUNT = re.compile(r"\d{1,3}(?:[ .]\d{3})+|\d+\.\d+")
_TIME = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.](?:\d{4}|\d{1,2})(?: .*)?")
_TOKEN = re.compile(
    r"(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{6,64}={0,2}|(?:uuid:)?[0-9a-fA-F]{8}-[\w-]{13,40}|\d{8,}"
    r"|(?:\d{4}-){3}\d{3}[\dXx]"
)
_LINK = re.compile(r"(?:https?://|www\.)\S+|@[\w.-]{2,}", re.IGNORECASE)
_DAY = re.compile(r"(?i)\d{1,4}[-/.]\d{1,2}[-/.](?:\d{4}|\d{1,2})(?:[T ]\d{1,2}:\d\d[\d:.Z+-]*(?: ?[AP]M)?)?")
_BAND = re.compile(
    r"\D*\d{1,2}(?: years?)? ?(?:[-\u2010-\u2014]|to|bis|a|\u00e0) ?\d{1,2}\D*"
    r"|(?:under|over|below|above|[<>\u2264\u2265]) ?\d{1,2}\D*"
    r"|\d{1,2} ?(?:\+|plus|(?:or|and) (?:more|over|older|above|younger|under|below))\D*|\D*",
    re.IGNORECASE,
)
_SHORT_NUMBER = re.compile(r"\d{1,2}")
_LONG_NUMBER = re.compile(r"\d{4}|\d{3}\D\d{3}")
_MOST_OFTEN, _FEWEST, _MOSTLY, _KNOWN_OF_LISTED = 3, 4, 0.8, 0.3


def tells_of_a_person(text: str) -> bool:
    """Whether an address, a telephone number or somebody's name stands in a text, of names those that many have."""
    called = any(is_telephone(found[0]) for found in TELEPHONE.finditer(text))
    return called or bool(ADDRESS.search(text)) or named_within(text)


def is_telephone(text: str) -> bool:
    """Whether a text is written as telephone numbers are, and not as dates, school years or amounts."""
    bare = text.strip()
    digits = sum(c.isdigit() for c in bare)
    other = _TIME.fullmatch(bare) or _YEARS.fullmatch(bare) or _AMOUNT.fullmatch(bare) or _IP.fullmatch(bare)
    return bool(TELEPHONE.fullmatch(bare)) and 7 <= digits <= 15 and not other


def _written_apart(cell: str) -> bool:
    return is_telephone(cell) and not cell.strip().isdigit()


def _born(cell: str) -> bool:
    found = _DATE.fullmatch(cell.strip())
    return found is not None and 1920 <= int(found[1] or found[2]) <= 2008


def _of_cells(header: str, cells: Sequence[str]) -> Person | None:
    """What the cells of a column tell whose header says nothing."""
    told = [cell.strip() for cell in cells if cell.strip()]
    counts = Counter(told)

    def mostly(test: Callable[[str], object]) -> bool:
        return bool(told) and sum(n for cell, n in counts.items() if test(cell)) >= _MOSTLY * len(told)

    if mostly(ADDRESS.fullmatch):
        often = max(Counter(cell.lower() for cell in told).values())
        few = often <= _MOST_OFTEN and len({cell.lower() for cell in told}) * 3 >= len(told) * 2
        return Person(header, "email", answered=few and not says(header, "somebody_else"), by="cells")
    placed = is_a_place(header)
    of_people = (
        _names_in_place(header, told) if placed else is_of_somebody(header) and told and _names(told, no_place=True)
    )
    if mostly(_IP.fullmatch) or mostly(_COORDINATES.fullmatch) or of_people:
        return Person(header, "personal", by="cells")
    if len(told) < _FEWEST or placed:
        return None
    apart = _apart(told)
    calls = mostly(is_telephone) and sum(map(_written_apart, told)) * 3 >= len(told)
    if calls or mostly(_born) or (apart and (_names(told) or are_given_names(told) or mostly(_LINK.fullmatch))):
        return Person(header, "personal", by="cells")
    if apart and mostly(_TOKEN.fullmatch):
        return Person(header, "id", by="cells")
    return None


def _apart(told: Sequence[str]) -> bool:
    """Whether cells are mostly those of one row or a few."""
    return len(set(told)) * 2 >= len(told) and max(Counter(told).values()) <= _MOST_OFTEN


def _names(told: Sequence[str], known: float = 0.0, *, no_place: bool = False) -> bool:
    """Whether cells are mostly names; such a part of them must begin with names that many have.

    "Last, First" may be a list of two things, or a town, and needs some of these.
    """
    if 2 * sum(map(is_a_town, told)) >= len(told):
        return False
    named = sum(is_named(cell) or begins_with_a_given_name(cell, no_place=no_place) for cell in told)
    listed = 2 * sum("," in cell for cell in told) > len(told)
    given = sum(map(begins_with_a_given_name, told))
    return named >= _MOSTLY * len(told) and given >= max(known, _KNOWN_OF_LISTED if listed else 0) * len(told)


def _names_in_place(header: str, told: Sequence[str]) -> bool:
    """Whether names of people stand under a header that has a word for a place: there they are more than in form."""
    if not told:
        return False
    if is_of_somebody(header):
        return _names(told, no_place=True)
    others = [one for one in told if words_apart(one) not in words("namesakes")]
    told = others if 2 * len(others) > len(told) else []
    return len(told) >= _FEWEST and _apart(told) and _names(told, 0.5)


def person_in(header: str, texts: Sequence[str], cells: Sequence[str]) -> Person | None:
    """What a column tells of a person: by its header or the question below it, else by its cells."""
    found = next((one for text in (header, *texts) if (one := _of_header(text))), None)
    told = [cell for cell in cells if cell.strip()]
    if found and found.kind == "email" and told and not any("@" in cell for cell in told):
        return _of_cells(header, cells)  # a question about e-mails, a form that hides them, or what was made of them
    if found and found.kind == "personal" and told and all(ADDRESS.fullmatch(cell.strip()) for cell in told):
        return Person(header, "email", answered=words_apart(header) in words("usernames"))
    if found is None or (told and _cells_say_otherwise(found, told)):
        return _of_cells(header, cells) or (found and Person(header, "about"))
    nobody = told and all(map(tells_nobody, told)) and not says(found.header, "born")
    checked = found.kind == "personal" or (found.kind == "id" and not any(cell.strip().isdecimal() for cell in told))
    return Person(header, "checked") if nobody and checked else Person(header, found.kind, found.answered)


def _cells_say_otherwise(found: Person, told: Sequence[str]) -> bool:
    """Whether a header asks about telephones and contacts, or what people are like, and no cell tells of anybody."""
    if found.kind == "detail" and all(_BAND.fullmatch(cell.strip()) for cell in told):
        return True
    about = says(found.header, "about") or (words_apart(found.header).split() or [""])[-1] in words("attribute")
    apart = _apart(told) and not says(found.header, "counts")
    return about and found.kind != "email" and not any(map(may_tell_somebody, told)) and not apart


def tells_nobody(cell: str) -> bool:
    """Whether a cell is yes, no, often, 12 or a day, and so nobody's name or number whatever its header asks."""
    bare = cell.strip()
    day = _SHORT_NUMBER.fullmatch(bare) or _DAY.fullmatch(bare) or _DATE.fullmatch(bare)
    return day is not None or words_apart(bare) in words("says_nothing")


def may_tell_somebody(cell: str) -> bool:
    """Whether a cell may be a name, an address or a number of somebody."""
    return (
        tells_of_a_person(cell) or is_named(cell) or begins_with_a_given_name(cell) or bool(_LONG_NUMBER.search(cell))
    )


def names_who_answered(person: Person) -> bool:
    """Whether a column seems to say who answered, by an id, a name or an address, and not whom they are with."""
    if person.kind == "id":
        return person.answered
    if person.kind in ("detail", "checked", "about"):
        return False
    return person.kind == "email" or (person.by == "header" and not says(person.header, "somebody_else"))


def is_surely_of_one(person: Person) -> bool:
    """Whether a column holds names or addresses of persons whatever its cells: no id, and no "Group name"."""
    if person.kind != "personal":
        return person.kind == "email"
    called = [word for word in words_apart(person.header).split() if not words("called").search(word)]
    if not called or words_apart(person.header) in words("whole"):
        return True
    return says(person.header, "always") or says(" ".join(called), "personal")


def find_persons(
    columns: Mapping[str, Sequence[str]],
    settled: Mapping[str, Literal["id", "email", "event", ""]],
    cells: Mapping[str, Sequence[str]],
) -> tuple[Person, ...]:
    """The persons in a table's columns, each with the texts that stand for it.

    `settled` says of a platform's own columns what tells who answered; `cells` are some of the cells of each column.
    Among columns known by their cells only, one tells who answered where no header does.
    """
    found = []
    for header, texts in columns.items():
        told, one = settled.get(header), person_in(header, texts, cells.get(header, ()))
        if told in ("id", "email"):
            one = Person(header, "id" if told == "id" else "email", answered=True)
        elif told is not None and one is not None:
            one = Person(header, one.kind, answered=False, by=one.by)
        if one is not None:
            found.append(one)
    named = any(one.answered and one.by == "header" for one in found)
    guessed = [one for one in found if one.answered and one.by == "cells"]
    doubtful = guessed if named or len(guessed) > 1 else []
    return tuple(Person(one.header, one.kind, by="cells") if one in doubtful else one for one in found)


def answered_by(found: Sequence[Person], header: str) -> tuple[Person, ...]:
    """The same persons, where a user says which column tells who answered: that one and no other."""
    before = next((one for one in found if one.header == header), Person(header, "id"))
    kind: PersonKind = "email" if before.kind == "email" else "id"
    others = (Person(one.header, one.kind, by=one.by) for one in found if one.header != header)
    return (Person(header, kind, answered=True), *others)
