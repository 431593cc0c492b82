"""What the numbers of an answer set mean: decided once, over all the columns that offer it, or refused.

Owns when a number may be taken for an option; knows nothing of tables or texts. A platform numbers options as it
pleases, so that a number is an option only where its code is known, or where the numbers seen are 1 to n and no other.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code
from jtbd_diag.ground.english import any_of
from jtbd_diag.questionnaire import Option
from jtbd_diag.survey.cells.missing_values import missing_marks
from jtbd_diag.survey.cells.options_numbers_dates import Answer, Fault, Way, is_yes_and_no, lookup
from jtbd_diag.survey.columns.same_text import number_in

_PARTED = re.compile(r"[\s,;|]+")
_MOST_SHOWN, _LONGEST_SHOWN = 12, 40
_FEWEST_BETWEEN = 2


def one_number(cell: str) -> tuple[str, ...]:
    """The number of a cell that names one option."""
    number = number_in(cell)
    return () if number is None else (number,)


def several_numbers(cell: str) -> tuple[str, ...]:
    """The numbers of a cell that names several options, where it holds nothing else."""
    found = (
        [number_in(part) for part in _PARTED.split(cell.strip(" \t\r\n,;|[]{}")) if part] if len(cell) < 2000 else []
    )
    numbers = [number for number in found if number is not None]
    return tuple(numbers) if len(numbers) == len(found) else ()


class Numbers(NamedTuple):
    """What is made of the numbers of one answer set: a way that reads them, or the fault of every one of them.

    Neither, where none was seen that needs it; `seen` are those that did. `ticks`: they stand in columns of
    options.
    """

    name: str
    options: tuple[Option, ...]
    way: Way | None = None
    fault: Fault | None = None
    seen: tuple[str, ...] = ()
    ticks: bool = False
    labelled: bool = False
    """Some of them stand with labels and some alone: what holds of the ones holds of the others."""
    said_in: str = ""
    """What says what they mean: headers, or a place in the file."""
    whole: bool = False
    """The fault holds of every cell, of labels without a number, too."""
    disputed: bool = False
    """Headers or cells say what they mean, and not all alike: no order of them is proposed."""


def decide(name: str, options: Sequence[Option], seen: Iterable[str], *, placed: bool) -> Numbers:
    """What numbers mean of which some are no declared code: the places of options, or nothing that is known.

    `placed`: the options have an order that a platform may number by, and no codes of their own.
    """
    numbers = tuple(sorted(set(seen), key=int))
    kept = tuple(options)
    if not numbers:
        return Numbers(name, kept)
    places: Mapping[str, Answer] = {str(n): option.id for n, option in enumerate(kept, start=1)}
    if placed and set(numbers) == set(places):
        return Numbers(name, kept, lookup("position", places), None, numbers)
    return Numbers(name, kept, None, _unknown(name, kept, numbers, placed=placed), numbers)


def told_beside(
    name: str,
    options: Sequence[Option],
    seen: Iterable[str],
    said: Sequence[Mapping[str, str]],
    pairs: Iterable[tuple[str, str]],
) -> Numbers:
    """What numbers mean where headers say it, or another place: all the same, and nothing else than codes and cells do.

    Codes are those of the questionnaire; `pairs` are the numbers that cells hold with the label of an option.
    """
    numbers, kept = tuple(sorted(set(seen), key=int)), tuple(options)
    codes = said[0]
    declared = [(str(option.code), option.id) for option in kept if option.code is not None]
    if any(other != codes for other in said) or any(codes.get(code) != one for code, one in (*declared, *pairs)):
        return _disputed(Numbers(name, kept, seen=numbers), say("survey.headers_disagree", name=name))
    if not codes.keys() >= set(numbers):
        said_numbers = _shown(sorted(codes, key=int))
        what = say("survey.numbers_beyond_header", name=name, shown=_shown(numbers), said=said_numbers)
        return _disputed(Numbers(name, kept, seen=numbers), what)
    return Numbers(name, kept, lookup("code", codes), None, numbers, said_in=say("survey.legend_in_headers"))


def for_silent(numbers: Numbers, silent: Sequence[str], *, placed: bool) -> Numbers:
    """The same, unless columns hold numbers of which neither header nor cell says what they mean there, and they would
    not be read so by themselves: what is said of other columns may not hold of these.
    """
    declared = {str(option.code): option.id for option in numbers.options if option.code is not None}
    places = {str(n): option.id for n, option in enumerate(numbers.options, start=1)}
    known = declared or (places if placed and set(numbers.seen) == set(places) else {})
    way = numbers.way
    if way is None or not silent or all(known.get(number) == way.read(number) for number in numbers.seen):
        return numbers
    return said_elsewhere(numbers, silent)


def beside_labels(numbers: Numbers, learned: Sequence[Mapping[str, str]], silent: Sequence[str]) -> Numbers:
    """The same, unless labels beside other columns, `learned`, say other things than would be read in `silent` ones."""
    declared = {str(option.code): option.id for option in numbers.options if option.code is not None}
    read = declared.get if numbers.way is None else numbers.way.read
    agreed = all(read(cell) == one for codes in learned for cell, one in codes.items())
    return numbers if not silent or agreed else said_elsewhere(numbers, silent)


def said_elsewhere(numbers: Numbers, silent: Sequence[str]) -> Numbers:
    """The same, refused, as other columns say what they mean and those that are `silent` may mean something else."""
    what = say("survey.numbers_said_elsewhere", name=numbers.name, n=len(silent), header=silent[0])
    return _disputed(numbers, what)


def refused_if_places(numbers: Numbers, what: str, *, told: bool) -> Numbers:
    """The same, refused where numbers would be read as places, as a place in the file makes doubtful.

    `told`: also where the file tells what they mean, since that holds of some rows only.
    """
    placed = numbers.way is not None and numbers.way.name == "position"
    return _disputed(numbers, what) if placed or (told and numbers.said_in) else numbers


def _disputed(numbers: Numbers, what: str) -> Numbers:
    """The same, refused, with a line of a mapping that proposes nothing."""
    line = f"codes: {{{numbers.name}: {{{', '.join(f'{number}: …' for number in numbers.seen)}}}}}"
    fault = Fault(Code.UNKNOWN_NUMBERS, what, say("survey.numbers_disputed_hint", line=line))
    return numbers._replace(way=None, fault=fault, said_in="", disputed=True)


def partly_labelled(
    name: str, options: Sequence[Option], bare: Iterable[str], pairs: Mapping[str, tuple[str, str]], *, placed: bool
) -> Numbers:
    """What numbers mean of which some stand alone and some, the `pairs` by cell, with the label of an option.

    They are read where every number that stands alone stands with its label elsewhere, or is a declared code, or where
    all of them together are 1 to n; and where no label says otherwise.
    """
    meant = dict(pairs.values())
    alone = set(bare)
    numbers = tuple(sorted({*alone, *meant}, key=int))
    declared = {str(option.code): option.id for option in options if option.code is not None}
    places = {str(n): option.id for n, option in enumerate(options, start=1)}
    known = declared or (places if placed and set(numbers) == set(places) else {})
    sure = len(set(pairs.values())) == len(meant) == len(set(meant.values()))
    agreed = all(known.get(number, label) == label for number, label in meant.items())
    if sure and agreed and alone <= {**meant, **known}.keys():
        cells: Mapping[str, Answer] = {**known, **meant, **{cell.strip(): label for cell, (_, label) in pairs.items()}}
        named = "position" if known is places else "number_perhaps_label"
        return Numbers(name, tuple(options), lookup(named, cells), None, numbers, labelled=True)
    one = min(pairs, key=lambda cell: (int(pairs[cell][0]), cell)).strip()
    what = say("survey.numbers_partly_labelled", name=name, one=one[:_LONGEST_SHOWN], alone=min(alone, key=int))
    found = Numbers(name, tuple(options), seen=numbers, labelled=True)
    likely = proposed(options, numbers)
    if any(likely.get(number) not in (None, "", label) for number, label in meant.items()):
        return _disputed(found, what)
    hint = say("survey.numbers_partly_labelled_hint", line=codes_line(name, options, numbers))
    return found._replace(fault=Fault(Code.UNKNOWN_NUMBERS, what, hint))


def between_labels(numbers: Numbers, labels: Collection[str]) -> Numbers:
    """The same, where the numbers stand for just those options that no label names: then the labels are refused, too.

    The labelled ends alone would be scored, and whoever ticked between them would be lost.
    """
    if numbers.fault is None or len(numbers.seen) < _FEWEST_BETWEEN or not labels:
        return numbers
    if len(numbers.seen) + len(labels) != len(numbers.options):
        return numbers
    shown = ", ".join(numbers.seen[:_MOST_SHOWN])
    what = say("survey.numbers_between_labels", name=numbers.name, shown=shown)
    return numbers._replace(fault=replace(numbers.fault, what=what), whole=True)


def tick_numbers(name: str, options: Sequence[Option], seen: Iterable[str]) -> Numbers:
    """What numbers mean in the columns of an item's options, where some say neither yes nor no."""
    numbers = tuple(sorted(set(seen), key=int))
    if not numbers:
        return Numbers(name, tuple(options))
    what = say("survey.numbers_of_ticks", name=name, shown=", ".join(numbers[:_MOST_SHOWN]))
    hint = say("survey.numbers_of_ticks_hint")
    return Numbers(name, tuple(options), None, Fault(Code.UNKNOWN_NUMBERS, what, hint), numbers, True)


def _unknown(name: str, options: Sequence[Option], numbers: Sequence[str], *, placed: bool) -> Fault:
    shown = _shown(numbers)
    declared = [str(option.code) for option in options if option.code is not None]
    if declared:
        codes = ", ".join(declared[:_MOST_SHOWN])
        what = say("survey.numbers_other_than_codes", name=name, shown=shown, codes=codes)
    elif placed:
        what = say("survey.numbers_not_from_one", name=name, shown=shown, last=len(options))
    else:
        what = say("survey.numbers_without_order", name=name, shown=shown)
    marks = missing_marks(options, numbers)
    line = codes_line(name, options, numbers)
    hint = say("survey.numbers_hint", line=line)
    if marks:
        key = "survey.numbers_missing_hint" if len(marks) == len(numbers) else "survey.numbers_and_missing_hint"
        hint = say(key, line=line, missing=", ".join(marks))
    return Fault(Code.UNKNOWN_NUMBERS, what, hint)


def _shown(numbers: Sequence[str]) -> str:
    return ", ".join(numbers[:_MOST_SHOWN]) + (" …" if len(numbers) > _MOST_SHOWN else "")


def codes_block(numbers: Numbers) -> list[str]:
    """The codes of an answer set as lines of a mapping, to be completed or confirmed; none where ticks are meant."""
    words = {option.id: _words_for(option) for option in numbers.options}
    placed = numbers.way is not None and numbers.way.name == "position"
    if numbers.ticks or (numbers.fault is None and not placed):
        return []
    held = say("survey.mapping_of_numbers", shown=", ".join(numbers.seen[:_MOST_SHOWN]))
    lines = [f"  {numbers.name}:  # {held}"]
    meanings = dict.fromkeys(numbers.seen, "") if numbers.disputed else proposed(numbers.options, numbers.seen)
    for number, meant in meanings.items():
        lines.append(f"    {number}: {words[meant]}" if meant else f"    {number}:  # {any_of([*words.values()])}")
    return lines


def _words_for(option: Option) -> str:
    """What a mapping calls an option: ratings have no ids but their places."""
    return f'"{option.text}"' if option.id.isdecimal() else option.id


def codes_line(name: str, options: Sequence[Option], numbers: Sequence[str]) -> str:
    """The codes of an answer set in one line of a mapping, ready to be pasted."""
    words = {option.id: _words_for(option) for option in options}
    pairs = ", ".join(f"{number}: {words.get(meant, '…')}" for number, meant in proposed(options, numbers).items())
    return f"codes: {{{name}: {{{pairs}}}}}"


def proposed(options: Sequence[Option], numbers: Sequence[str]) -> Mapping[str, str]:
    """For each number the id of the option that it may mean, for a person to confirm; empty where there is no telling.

    All of 1 to n, or of 0 to n-1, may be the options in their order, where what else was seen may mark the missing;
    but yes and no are numbered either way round.
    """
    told = {int(number) for number in numbers if number not in missing_marks(options, numbers)}
    for first in () if is_yes_and_no(options) else (0, 1):
        if told == set(range(first, first + len(options))):
            return {str(number): options[number - first].id for number in sorted(told)}
    return {str(number): "" for number in sorted(told)}
