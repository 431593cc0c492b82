"""Answers as a short code of words and digits, to be read over the telephone or mailed where a file cannot go.

Owns the code: three digits that tell the questionnaire, plain words that hold the answers, six digits that check both.
Knows nothing of scores. The offline page writes the same code (`forms/page/code.js`), which a test keeps so.

Each answer is a digit of a number, in a base of its own: as many as the item has answers, and 0 for none. Items that
are not asked have no digit. The number is written in base 997, a word a digit, the least first. 997 is a prime, so the
two sums that the last six digits hold, of the words and of the words times their places, cannot both be right when one
word is wrong, or two are, or two have changed places; the sums begin with what only the questionnaire tells, so that
the code of another one is told as well. No word of the list becomes another by one wrong letter, nor by two that
change places. Words of one's own and notes do not travel.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

from jtbd_diag.answers.answers import Answers
from jtbd_diag.answers.items_to_ask import AskedAnswers
from jtbd_diag.answers.valid_answer import parse_value
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem, complaint, nearest
from jtbd_diag.questionnaire import Item, Questionnaire, Value, fingerprint
from jtbd_diag.questionnaire.items import DateItem, MultipleItem, NumberItem, TextItem

PRIME = 997
MOST_WORDS = PRIME - 1
"""So many places differ in the second sum."""
SIGNS = "0123456789.-+e"
LAST_DAY = datetime.date.max.toordinal()
_PARTS = re.compile(r"(\d{3})((?: [a-z]+)*) (\d{3})(\d{3})")


@cache
def words() -> tuple[str, ...]:
    """The words, each of which stands for its place, 0 to 996."""
    return tuple(Path(__file__).with_name("code_words.txt").read_text("utf-8").split())


@cache
def _places() -> Mapping[str, int]:
    return {word: place for place, word in enumerate(words())}


def key_of(questionnaire: Questionnaire) -> tuple[int, int, int]:
    """What tells a questionnaire from others, 0 to 996 each: the first number of its codes, and where the sums begin.

    It changes with what scores, and with items, options and conditions of any kind; wording does not count.
    """

    def hashed() -> tuple[int, int, int]:
        asked = [
            [item.id, item.type, [option.id for option in questionnaire.options(item.id)], _condition(item)]
            for item in questionnaire.items.values()
        ]
        whole = json.dumps([questionnaire.questionnaire, fingerprint(questionnaire), asked], sort_keys=True)
        digest = int.from_bytes(hashlib.sha256(whole.encode()).digest(), "big")
        return digest % PRIME, digest // PRIME % PRIME, digest // PRIME**2 % PRIME

    return questionnaire.once("key of its codes", hashed)


def told_by_silence(questionnaire: Questionnaire) -> frozenset[str]:
    """Items answered in words of which a code says whether they are answered, since another item's asking hangs on it.

    Of all others in words it says nothing.
    """
    struggle = questionnaire.struggle
    conditions = [item.ask_if for item in questionnaire.items.values()] + [struggle.none_if if struggle else None]
    named = {item for condition in conditions if condition for item in condition.items()}
    return frozenset(item for item in named if isinstance(questionnaire.items[item], TextItem))


def code_of(questionnaire: Questionnaire, values: Mapping[str, Value]) -> str:
    """The code of answers, as one line. Raises ValueError where it would be longer than a code can be."""
    digits: list[tuple[int, int]] = []
    for item in AskedAnswers(questionnaire, values).asked:
        digits += _digits(questionnaire, questionnaire.items[item], values.get(item))
    number = 0
    for digit, base in reversed(digits):
        number = number * base + digit
    places: list[int] = []
    while number:
        number, place = divmod(number, PRIME)
        places.append(place)
    if len(places) > MOST_WORDS:
        raise ValueError(say("answers.code_too_long"))
    first, *begin = key_of(questionnaire)
    sums = _sums(begin, places)
    return " ".join([f"{first:03}", *(words()[place] for place in places), *(f"{one:03}" for one in sums)])


def read_code(text: str, questionnaires: Sequence[Questionnaire], name: str = "") -> tuple[Questionnaire, Answers]:
    """The answers that a code holds, and which of these questionnaires they are to. `name` is where it was found.

    Signs, capitals and line breaks between its parts do not matter. Raises InputError: DAMAGED_CODE telling what is
    wrong with it, FOREIGN_CODE for one of none of these questionnaires. Nothing is ever guessed.
    """
    where = Location(name or say("answers.the_code"))
    first, places, sums = _parts(text, where)
    whole = [q for q in questionnaires if _sums(key_of(q)[1:], places) == sums]
    if not any(key_of(q)[0] == first for q in questionnaires):
        if whole:
            raise complaint(Code.DAMAGED_CODE, where, say("answers.code_first", first=f"{first:03}"), _again())
        what, hint = say("answers.code_foreign", first=f"{first:03}"), say("answers.code_foreign_hint")
        raise complaint(Code.FOREIGN_CODE, where, what, hint)
    for questionnaire in whole:
        if key_of(questionnaire)[0] == first:
            answers = _answers(questionnaire, places)
            if answers is not None:
                return questionnaire, answers
    raise complaint(Code.DAMAGED_CODE, where, say("answers.code_sums"), _again())


def _again() -> str:
    return say("answers.code_again")


def _condition(item: Item) -> object:
    return item.ask_if.model_dump(mode="json", exclude_none=True, by_alias=True) if item.ask_if else None


def _sums(begin: Sequence[int], places: Sequence[int]) -> tuple[int, int]:
    plain = begin[0] + sum(places) + 31 * len(places)
    placed = begin[1] + sum(n * place for n, place in enumerate(places, start=1))
    return plain % PRIME, placed % PRIME


def _parts(text: str, where: Location) -> tuple[int, list[int], tuple[int, int]]:
    """The first number, the places of the words, and the two sums. Raises InputError (DAMAGED_CODE)."""
    found = re.findall(r"[^\W\d_]+|[0-9]+", text.lower())
    strange = [one for one in dict.fromkeys(found) if one[0] not in "0123456789" and one not in _places()]
    if strange:
        problems = [
            Problem(Code.DAMAGED_CODE, where, say("answers.code_word", word=one), nearest(one, words()) or _again())
            for one in strange
        ]
        raise InputError(problems)
    joined = re.sub(r"(?<=\d) (?=\d)", "", " ".join(found))
    parts = _PARTS.fullmatch(joined) or _PARTS.fullmatch(f"{joined[:3]} {joined[3:]}")  # no answer, no word
    if parts is None:
        raise complaint(Code.DAMAGED_CODE, where, say("answers.code_shape"), _again())
    first, said, plain, placed = parts.groups()
    places = [_places()[word] for word in said.split()]
    if len(places) > MOST_WORDS or (places and places[-1] == 0):
        raise complaint(Code.DAMAGED_CODE, where, say("answers.code_sums"), _again())
    return int(first), places, (int(plain), int(placed))


def _digits(questionnaire: Questionnaire, item: Item, value: Value | None) -> list[tuple[int, int]]:
    """An answer as digits, each with its base."""
    ids = [option.id for option in questionnaire.options(item.id)]
    if isinstance(item, MultipleItem):
        ticked = value if isinstance(value, tuple) else ()
        return [(sum(1 << n for n, id_ in enumerate(ids) if id_ in ticked), 1 << len(ids))]
    if ids:
        return [(0 if value is None else ids.index(str(value)) + 1, len(ids) + 1)]
    if isinstance(item, NumberItem):
        signs = "" if value is None else _number(value)
        return [(SIGNS.index(sign) + 1, len(SIGNS) + 1) for sign in signs] + [(0, len(SIGNS) + 1)]
    if isinstance(item, DateItem):
        day = 0 if value is None else datetime.date.fromisoformat(str(value)).toordinal()
        return [(day, LAST_DAY + 1)]
    return [(int(value is not None), 2)] if item.id in told_by_silence(questionnaire) else []


def _number(value: Value) -> str:
    """A number in the fewest digits that tell it, as JavaScript writes it."""
    exact = Decimal(repr(float(str(value)) + 0.0)).normalize()
    return format(exact, "f" if -7 < exact.adjusted() < 21 else "e")


class _CodeReader:
    """Takes the digits off a number, one answer after the other."""

    def __init__(self, questionnaire: Questionnaire, places: Sequence[int]) -> None:
        self.q, self.left = questionnaire, 0
        for place in reversed(places):
            self.left = self.left * PRIME + place

    def answer(self, item: Item) -> Value | None:
        """The answer to an item that is asked. Raises ValueError for one that the questionnaire does not take."""
        value = self._value(item)
        return None if value is None else parse_value(self.q, item.id, value)

    def _value(self, item: Item) -> Value | None:
        ids = [option.id for option in self.q.options(item.id)]
        if isinstance(item, MultipleItem):
            ticked = self._take(1 << len(ids))
            return tuple(id_ for n, id_ in enumerate(ids) if ticked >> n & 1) or None
        if ids:
            chosen = self._take(len(ids) + 1)
            return ids[chosen - 1] if chosen else None
        if isinstance(item, NumberItem):
            return self._number()
        if isinstance(item, DateItem):
            day = self._take(LAST_DAY + 1)
            return datetime.date.fromordinal(day).isoformat() if day else None
        answered = item.id in told_by_silence(self.q) and self._take(2)
        return say("answers.not_in_the_code") if answered else None

    def _number(self) -> float | int | None:
        signs = ""
        while sign := self._take(len(SIGNS) + 1):
            signs += SIGNS[sign - 1]
        if not signs:
            return None
        number = float(signs)
        return int(number) if number.is_integer() and abs(number) <= 2**53 else number

    def _take(self, base: int) -> int:
        self.left, digit = divmod(self.left, base)
        return digit


def _answers(questionnaire: Questionnaire, places: Sequence[int]) -> Answers | None:
    """The answers in the words of a code; None where they hold what this questionnaire does not take."""
    reader = _CodeReader(questionnaire, places)
    try:
        asked = AskedAnswers.one_by_one(questionnaire, reader.answer)
    except ValueError:
        return None
    return None if reader.left else Answers.to(questionnaire, asked.values)
