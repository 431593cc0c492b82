"""The ways in which a cell can say an answer: by id, by code, by text; numbers and dates by their notation.

Owns what each way reads and which one a column keeps to; knows nothing of tables.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jtbd_diag.ground.catalogue import say, table
from jtbd_diag.ground.complaints import Code
from jtbd_diag.questionnaire import Option
from jtbd_diag.survey.columns.same_text import by_words, normal_option, number_in, unique, without_letter
from jtbd_diag.survey.known import known

Answer = str | float | bool | tuple[str, ...]
"""An option's id, a number, a tick, a date as text, or the ids of the options ticked."""


@dataclass(frozen=True)
class Fault:
    """Why a cell is no answer."""

    code: Code
    what: str
    hint: str = ""


SEVERAL = "+"
"""Between what one way is called and the sign that parts several options in a cell."""


@dataclass(frozen=True)
class Way:
    """One way to read cells: `read` gives an answer, or None where it does not apply.

    `table`, where there is one, is all that the way reads but for spaces and notation. `partly` gives the options
    named beside words of the respondent's own, and these words. `cut` tells cells that end in the middle of an option.
    `faint` is one by a sign that people write in their own words, too: it is none where others read the column.
    """

    name: str
    """A word of `ways_of_cells` in the catalogue; of several in one cell also SEVERAL, and the sign or `list`."""
    read: Callable[[str], Answer | Fault | None]
    table: Mapping[str, Answer] = field(default_factory=dict, compare=False)
    partly: Callable[[str], tuple[tuple[str, ...], str] | None] | None = field(default=None, compare=False)
    cut: Callable[[str], bool] | None = field(default=None, compare=False)
    faint: bool = False


def told_way(way: Way) -> str:
    """What a way to read cells is called."""
    name, several, sign = way.name.partition(SEVERAL)
    one, many = table("grammar")["ways_of_cells"][name]
    if not several:
        return str(one)
    if sign == "list":
        return say("survey.way_of_a_list", ways=many)
    return say("survey.way_of_several", ways=many, sign=table("grammar")["signs_between"].get(sign, repr(sign)))


@dataclass(frozen=True)
class SettledWays:
    """The ways that read all the cells of a column that any way reads, and the others.

    Empty `ways` with `mixed` cells: no way reads them all. `sure` when no further cell could change it.
    """

    ways: tuple[Way, ...]
    others: tuple[Way, ...] = ()
    mixed: tuple[str, ...] = ()
    sure: bool = True

    def read(self, cell: str) -> Answer | Fault | None:
        """The answer on which all the ways agree; None where none of them applies."""
        answers = list(dict.fromkeys(way.read(cell) for way in self.ways))
        if len(answers) <= 1:
            return answers[0] if answers else None
        return Fault(
            Code.AMBIGUOUS_CELL,
            say("survey.cell_read_in_several_ways", ways=", ".join(told_way(way) for way in self.ways)),
            meaning_hint(self.ways),
        )


def meaning_hint(ways: Iterable[Way]) -> str:
    """How to say what a cell means that these ways read otherwise: only options have codes."""
    names = {way.name for way in ways}
    if names & {"decimal_point", "decimal_comma"}:
        return say("survey.number_meaning_hint")
    if names & {name for name, _ in _DATES}:
        return say("survey.date_meaning_hint")
    return say("survey.cell_meaning_hint")


def settle(ways: Sequence[Way], cells: Iterable[str]) -> SettledWays:
    """The ways that read every one of these cells that is readable at all; texts go before codes and ids."""
    ways = _without_repeats(ways)
    reads = [(cell, [way.read(cell) for way in ways]) for cell in cells]
    reads = [(cell, answers) for cell, answers in reads if any(answer is not None for answer in answers)]
    if not reads:
        return SettledWays(tuple(ways), sure=len(ways) == 1)
    full = [n for n in range(len(ways)) if all(answers[n] is not None for _, answers in reads)]
    if not full:
        firm = [n for n, way in enumerate(ways) if not way.faint]
        reads = [(cell, answers) for cell, answers in reads if any(answers[n] is not None for n in firm)] or reads
        full = [n for n in firm if all(answers[n] is not None for _, answers in reads)]
    others = tuple(way for n, way in enumerate(ways) if n not in full)
    if not full and (text := _by_text(ways, reads)) is not None:
        return SettledWays((ways[text],), (*ways[:text], *ways[text + 1 :]))
    if not full:
        best = max(range(len(ways)), key=lambda n: sum(answers[n] is not None for _, answers in reads))
        with_it = next(cell for cell, answers in reads if answers[best] is not None)
        without = next(cell for cell, answers in reads if answers[best] is None)
        return SettledWays((), tuple(ways), (with_it, without))
    return SettledWays(tuple(ways[n] for n in full), others, sure=len(full) == 1)


def _by_text(ways: Sequence[Way], reads: Sequence[tuple[str, Sequence[Answer | Fault | None]]]) -> int | None:
    """The way by text, where some cells are the very texts of options and no other way says otherwise of these."""
    place = next((n for n, way in enumerate(ways) if way.name == "text"), None)
    if place is None:
        return None
    texts = [answers for _, answers in reads if answers[place] is not None]
    return place if texts and all(a in (None, answers[place]) for answers in texts for a in answers) else None


def _without_repeats(ways: Sequence[Way]) -> list[Way]:
    """Without ways that say no more, and nothing else, than another one."""
    kept: list[Way] = []
    for n, way in enumerate(ways):
        rest = [*kept, *ways[n + 1 :]]
        if way.table and any(o.table and all(o.read(cell) == v for cell, v in way.table.items()) for o in rest):
            continue
        kept.append(way)
    return kept


def lookup(name: str, exact: Mapping[str, Answer], loose: Mapping[str, Answer] | None = None) -> Way:
    """A way that knows its cells; `loose` by their normal form. `3.0` is `3`, however a program writes a number."""

    def read(cell: str) -> Answer | None:
        bare = cell.strip().strip("\0").strip()
        found = exact.get(bare)
        if found is None and (number := number_in(bare)) is not None:
            found = exact.get(number)
        if found is None and loose:
            plain = normal_option(bare)
            found = loose.get(plain, loose.get(without_letter(plain)))
        return found

    return Way(name, read, {**(loose or {}), **exact})


def option_ways(options: Sequence[Option], *, rated: bool = False, booleans: bool = False) -> list[Way]:
    """By text, by id, by code; what numbers mean beyond that is decided for a whole answer set (`numerals`).

    Options that are `rated` have numbers for ids, which are no platform's codes; `3_of_5` says which is meant.
    """
    coded = unique((str(o.code), o.id) for o in options if o.code is not None)
    texts, loose = by_words(options, str.strip), by_words(options, normal_option)
    # as our own forms call them
    ids = {f"{o.id}_of_{len(options)}": o.id for o in options} if rated else {**_bare(options), **_ids(options)}
    ways = [lookup("text", texts, loose), lookup("id", ids)]
    ways.append(lookup("code", coded))
    if booleans and is_yes_and_no(options):
        flags = {"1": "yes", "0": "no", "true": "yes", "false": "no"}
        ways.append(lookup("one_and_zero", {flag: loose[word] for flag, word in flags.items()}))
    return [way for way in ways if way.table]


def is_yes_and_no(options: Sequence[Option]) -> bool:
    """Whether yes and no are all that is offered."""
    return sorted(normal_option(option.text) for option in options) == ["no", "yes"]


def _ids(options: Sequence[Option]) -> dict[str, str]:
    return {option.id: option.id for option in options}


def _bare(options: Sequence[Option]) -> Mapping[str, str]:
    """Ids without signs: platforms whose codes are letters and digits drop the rest."""
    told = ((re.sub("[_-]", "", option.id), option.id) for option in options)
    return unique((bare, one) for bare, one in told if not bare.isdecimal())


_OF_MOST = r"(?:\s*(?:/|of|out of)\s*\d{1,2})?"
_NUMBER_FIRST = re.compile(rf"[(\[]?(-?\d{{1,4}}){_OF_MOST}(?:\s*[-:=.|_/,;)\]]+\s*|\s+)(.+)", re.ASCII)
_NUMBER_LAST = re.compile(rf"(.+?)(?:\s*[-:=|_/,;(\[]+\s*|\s+)(-?\d{{1,4}}){_OF_MOST}[)\]]?", re.ASCII)


def number_and_label(options: Sequence[Option]) -> Callable[[str], tuple[str, str] | None]:
    """A reader of cells such as `4 - Mostly true` and `Mostly true (4)`: the number, and the option by its label."""
    loose = by_words(options, normal_option)

    def pair(cell: str) -> tuple[str, str] | None:
        bare = normal_option(cell) if len(cell) < 1000 else ""
        if bare in loose:
            return None
        first, last = _NUMBER_FIRST.fullmatch(bare), _NUMBER_LAST.fullmatch(bare)
        found = [(first[1], label) for label in (first[2], first[2].strip("()[]"))] if first else []
        found += [(last[2], last[1])] if last else []
        read = [(n, loose[label]) for n, label in found if label in loose and any(c.isalpha() for c in label)]
        return read[0] if len(set(read)) == 1 else None

    return pair


def tick_ways(option: Option, ticks: str, position: int | None = None) -> list[Way]:
    """A word for yes or no, or the option itself; where it is named by such a word, only the layout tells which.

    `position` also names the option.
    """
    rows = known("rows")
    words: dict[str, Answer] = {**dict.fromkeys(rows["ticked"], True), **dict.fromkeys(rows["unticked"], False)}
    names: dict[str, Answer] = dict.fromkeys(
        (option.id, *(text.strip() for text in (option.text, *option.earlier))), True
    )
    names |= {str(code): True for code in (option.code, position) if code is not None}
    loose: dict[str, Answer] = {normal_option(text): True for text in (option.text, *option.earlier)}
    told = {name: tick for name, tick in names.items() if normal_option(name) not in words}
    flag = lookup("yes_or_no", {**told, **words}, {**loose, **words})
    itself = lookup("option", {**words, **names}, {**words, **loose})
    return {"flag": [flag], "option": [itself]}.get(ticks, [flag, itself])


_POINT = re.compile(r"[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d*)?(?:[eE][-+]?\d{1,3})?", re.ASCII)
_COMMA = re.compile(r"[-+]?(?:\d+|\d{1,3}(?:[.\u00a0\u202f ]\d{3})+)?(?:,\d*)?", re.ASCII)
_SPACED = re.compile(r"[\s\u00a0\u202f']")


def number_ways(*, percent: bool = False) -> list[Way]:
    """With a decimal point, or with a decimal comma: `1,234` is the one or the other. What is `percent` may say so."""

    def without_unit(cell: str) -> str:
        return cell.strip().removesuffix("%").rstrip() if percent else cell.strip()

    def pointed(cell: str) -> float | None:
        bare = without_unit(cell)
        return _float(bare.replace(",", "")) if len(bare) < 60 and _POINT.fullmatch(bare) else None

    def with_comma(cell: str) -> float | None:
        bare = without_unit(cell)
        if len(bare) >= 60 or not _COMMA.fullmatch(bare):
            return None
        return _float(_SPACED.sub("", bare).replace(".", "").replace(",", "."))

    return [Way("decimal_point", pointed), Way("decimal_comma", with_comma)]


def _float(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


_DATES = (
    ("year-month-day", re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ].*)?", re.ASCII)),
    ("year/month/day", re.compile(r"(?P<y>\d{4})[/.](?P<m>\d{1,2})[/.](?P<d>\d{1,2})(?: .*)?", re.ASCII)),
    ("day.month.year", re.compile(r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})(?: .*)?", re.ASCII)),
    ("month/day/year", re.compile(r"(?P<m>\d{1,2})[/-](?P<d>\d{1,2})[/-](?P<y>\d{4})(?: .*)?", re.ASCII)),
    ("day/month/year", re.compile(r"(?P<d>\d{1,2})[/-](?P<m>\d{1,2})[/-](?P<y>\d{4})(?: .*)?", re.ASCII)),
)


def date_ways() -> list[Way]:
    """By the order of day, month and year: `03/04/2026` is the one or the other."""

    def reader(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
        def read(cell: str) -> str | None:
            found = pattern.fullmatch(cell.strip()) if len(cell) < 60 else None
            try:
                parts: Any = found and datetime.date(int(found["y"]), int(found["m"]), int(found["d"]))
            except ValueError:
                return None
            return parts.isoformat() if parts else None

        return read

    return [Way(name, reader(pattern)) for name, pattern in _DATES]
