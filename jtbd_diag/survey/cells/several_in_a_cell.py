"""Cells that name several options at once: `Attendance; Hiring, keeping or covering for staff`.

Owns how such a cell is parted, when an option's text may hold the separator itself, and the lists that programs write:
`A,"B, c"`, `['A', 'B']`, `{A}`; and from which length on a program cut such cells, so that what is behind is lost.
A cell that can be parted in two ways is ambiguous; nothing is guessed.
"""

from __future__ import annotations

import ast
import csv
import difflib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code
from jtbd_diag.survey.cells.options_numbers_dates import SEVERAL, Answer, Fault, Way
from jtbd_diag.survey.columns.same_text import (
    ends_in_dots,
    normal_listed,
    without_full_stop,
    without_letter,
    without_thousands,
)

_FEWEST_SIGNS, _FEWEST_CUT = 100, 5
"""Few programs cut cells at fewer signs: a single shorter one that ends within an option says nothing of those beside
it, but so many different ones do."""
_LIMITS = {255: 2, 256: 2, 1000: 1, 1024: 1, 32_767: 1}
"""Where databases, Excel and platforms cut cells, and how many that reach so far tell it, where none is longer: they
may have been cut between two options. Of 400 tables one has its longest cell at 253 to 256 signs by chance."""
SPACES_LOST = 2
"""So many letters at the end, such as a sign and a space between options, may be left out of a cell that was cut."""


def is_cut(ways: Sequence[Way], cell: str) -> bool:
    """Whether a cell ends in the middle of an option."""
    return any(way.cut is not None and way.cut(cell) for way in ways)


def length_of_cuts(ways: Sequence[Way], cells: Sequence[str], read: Callable[[str], object]) -> int:
    """The length from which on cells of a column may have been cut, as some of its longest were; else 0."""
    if not any(way.cut for way in ways):
        return 0
    cut = [len(cell) for cell in cells if read(cell) is None and is_cut(ways, cell)]
    longest = max(map(len, cells), default=0)
    at_end = cut and min(cut) >= longest - SPACES_LOST
    reach = sum(len(cell) >= longest - SPACES_LOST for cell in cells)
    if any(limit - SPACES_LOST <= longest <= limit and reach >= fewest for limit, fewest in _LIMITS.items()):
        return longest - SPACES_LOST
    return longest - SPACES_LOST if at_end and (longest >= _FEWEST_SIGNS or len(cut) >= _FEWEST_CUT) else 0


def cut_fault(item: str) -> Fault:
    """The fault of a cell that was cut, or that may have been."""
    return Fault(Code.NO_SUCH_OPTION, say("survey.cell_was_cut", item=item), say("survey.cell_was_cut_hint"))


_QUOTED = r"""(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_PYTHON_LIST = re.compile(rf"[\[({{]\s*{_QUOTED}(?:\s*,\s*{_QUOTED})*\s*,?\s*[\])}}]", re.DOTALL)
_QUOTES = '""'
_CELLS = 256
"""What a cell is parted into at one sign is kept while the ways to name options are tried at it."""
_LISTED, _LISTING, _MOST_AND = re.compile(r"\s*[,;]?\s+and\s+"), (",", ";"), 12
_AROUND = {"{": "}", "[": "]"}

_WITHIN_WORDS = (" ", "/", "+", "\u2022")
"""Signs that stand within people's own words as well, so that none are looked for beside options that they part."""
SHAREPOINT = ";#"
"""SharePoint puts it around options, too."""
MOST_READINGS = 64
"""Beyond this many readings a cell is ambiguous, whatever they are."""
LONGEST_LIST = 100_000
LONGEST_WORDS, MOST_TOKENS, LIKE = 500, 12, 0.6


@cache
def _ambiguous() -> Fault:
    hint = say("survey.cell_parted_in_several_ways_hint")
    return Fault(Code.AMBIGUOUS_CELL, say("survey.cell_parted_in_several_ways"), hint)


def several_ways(singles: Sequence[Way], separators: Iterable[str]) -> list[Way]:
    """Every way to name one option, with every separator between them, or as a list."""
    signs = dict.fromkeys(separator.strip() or separator for separator in separators)
    found = []
    for way in singles:
        for sign in signs:
            parser = _Parser(way, sign)
            faint = sign in _WITHIN_WORDS
            beside = way.name == "text" and not faint
            partly, cut = (parser.partly, parser.is_cut) if beside else (None, None)
            found.append(Way(f"{way.name}{SEVERAL}{sign}", parser.read, partly=partly, cut=cut, faint=faint))
        found.append(Way(f"{way.name}{SEVERAL}list", _list_reader(way)))
    return found


def _list_reader(way: Way) -> Callable[[str], Answer | Fault | None]:
    """Lists as JSON and as Python writes them."""

    def read(cell: str) -> Answer | Fault | None:
        values = _listed(cell)
        if values is None:
            return None
        options = [way.read(value) if isinstance(value, str) else None for value in values]
        names = [option for option in options if isinstance(option, str)]
        return tuple(names) if len(names) == len(options) == len(set(names)) else None

    return read


def _listed(cell: str) -> list[object] | None:
    bare = cell.strip()
    if not bare.startswith(("[", "(", "{")) or len(bare) > LONGEST_LIST:
        return None
    try:
        values = json.loads(bare, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        # a set has no order, and would differ from what the commas say, by chance
        values = ast.literal_eval(f"[{bare[1:-1]}]") if _PYTHON_LIST.fullmatch(bare) else None
    return values if isinstance(values, list) else None


@lru_cache(_CELLS)
def _parted(cell: str, sign: str) -> list[tuple[str, tuple[str, ...]]]:
    """The normal forms of a cell, also without what parts thousands, brackets or quotation marks, each with its parts
    at a sign."""
    plain = _normal(cell, sign)
    if plain[:1] == plain[-1:] == '"' and plain.count('"') == len(_QUOTES):
        plain = plain[1:-1].strip()
    inside = plain[1:-1].strip() if plain and _AROUND.get(plain[0]) == plain[-1] else plain
    forms = dict.fromkeys(form for one in (plain, inside) for form in (one, without_thousands(one)))
    return [(form, _parts(form, sign)) for form in forms]


def _parts(form: str, sign: str) -> tuple[str, ...]:
    """What stands between signs, none of which need be the last."""
    tokens = _tokens(form, sign)
    while tokens and not tokens[-1]:
        tokens = tokens[:-1]
    return tokens[1:] if sign == SHAREPOINT and tokens and not tokens[0] else tokens


def _tokens(text: str, sign: str) -> tuple[str, ...]:
    return tuple(without_full_stop(token.strip()) for token in text.split(sign))


def _normal(cell: str, sign: str) -> str:
    """The normal form of a cell, line breaks kept where they part it."""
    return "\n".join(map(normal_listed, cell.splitlines())) if sign == "\n" else normal_listed(cell)


class _Parser:
    """Parts a cell at one separator into the options of one way."""

    def __init__(self, way: Way, sign: str) -> None:
        self.sign, self.by_text = sign, way.name == "text"
        named: dict[tuple[str, ...], set[str]] = {}
        for text, option in way.table.items():
            for form in {normal_listed(text), without_thousands(normal_listed(text))}:
                named.setdefault(_tokens(form, self.sign), set()).add(str(option))
        self.options = {tokens: options.pop() for tokens, options in named.items() if len(options) == 1}
        self.joined = [(f"{sign} ".join(tokens), option) for tokens, option in self.options.items()]
        self.longest = max(map(len, self.options), default=0)
        self.begins = {tokens[0] for tokens in self.options}
        self.most_tokens = sum(map(len, self.options))
        self.most_signs = 4 * sum(len(token) + 8 for tokens in self.options for token in tokens) + 200

    def read(self, cell: str) -> Answer | Fault | None:
        """The options named, in the order named."""
        if len(cell) > self.most_signs:
            return None
        readings: list[tuple[str, ...]] = []
        for form, parts in _parted(cell, self.sign):
            found = [*self._named(parts), *self._quoted(form)]
            if not found and parts and without_letter(parts[0]) in self.begins:
                found = self._named(tuple(map(without_letter, parts)))
            readings += found
            if len(readings) > MOST_READINGS:
                return _ambiguous()
        readings = readings or [one for form in self._without_and(cell) for one in self._named(_parts(form, self.sign))]
        distinct = {frozenset(one): one for one in readings if len(set(one)) == len(one)}
        if len(distinct) > 1 or len(readings) > MOST_READINGS:
            return _ambiguous()
        return next(iter(distinct.values()), None)

    def _without_and(self, cell: str) -> list[str]:
        """A cell with its sign in place of an `and`, as people list options, `A, B and C`: of any one, and of all."""
        if not self.by_text or self.sign not in _LISTING:
            return []
        form = _normal(cell, self.sign)
        found = [*_LISTED.finditer(form)]
        one_each = [f"{form[: one.start()]}{self.sign} {form[one.end() :]}" for one in found[:_MOST_AND]]
        return list(dict.fromkeys([*one_each, *([_LISTED.sub(f"{self.sign} ", form)] if found else [])]))

    def _named(self, parts: tuple[str, ...]) -> list[tuple[str, ...]]:
        return self._readings(parts) if len(parts) <= self.most_tokens else []

    def _quoted(self, form: str) -> list[tuple[str, ...]]:
        """The options of a form in which quotation marks keep texts together."""
        if '"' not in form or self.sign in ("\n", SHAREPOINT):
            return []
        try:
            (fields,) = csv.reader([form], delimiter=self.sign, skipinitialspace=True, strict=True)
        except (csv.Error, ValueError):
            return []
        options = [self.options.get(_tokens(field.strip(), self.sign)) for field in fields]
        known = tuple(option for option in options if option is not None)
        return [known] if len(known) == len(options) else []

    def _readings(self, tokens: tuple[str, ...]) -> list[tuple[str, ...]]:
        """All ways to read the tokens as known options, or a few more than MOST_READINGS of them."""
        return self._onward(tokens)[0] if tokens and tokens[0] in self.begins else []

    def _onward(self, tokens: tuple[str, ...]) -> list[list[tuple[str, ...]]]:
        """All ways to read the tokens from each place to the end."""
        onward: list[list[tuple[str, ...]]] = [[] for _ in tokens] + [[()]]
        for start in reversed(range(len(tokens))):
            for end in range(start + 1, min(len(tokens), start + self.longest) + 1):
                option = self.options.get(tokens[start:end])
                if option is not None and len(onward[start]) <= MOST_READINGS:
                    onward[start] += [(option, *rest) for rest in onward[end]]
        return onward

    def partly(self, cell: str) -> tuple[tuple[str, ...], str] | None:
        """The options named beside words of the respondent's own, and these words; None where there is a doubt.

        The words stand together, hold no option, and are not like any, nor what is left of one where a cell was cut.
        """
        tokens = _tokens(_normal(cell, self.sign), self.sign) if len(cell) < self.most_signs + LONGEST_WORDS else ()
        if not 2 <= len(tokens) <= self.most_tokens + MOST_TOKENS:
            return None
        after = self._onward(tokens)
        before: list[list[tuple[str, ...]]] = [[()], *(self._readings(tokens[:end]) for end in range(1, len(tokens)))]
        found: dict[frozenset[str], tuple[tuple[str, ...], str]] = {}
        for start in range(len(tokens)):
            for end in range(start + 1, len(tokens) + 1):
                words = tokens[start:end]
                if not before[start] or not after[end] or self._holds_option(words):
                    continue
                for one in before[start][:MOST_READINGS]:
                    for other in after[end][:MOST_READINGS]:
                        found[frozenset((*one, *other))] = ((*one, *other), f"{self.sign} ".join(words).strip())
        if len(found) != 1 or self.is_cut(cell):
            return None
        known, own = next(iter(found.values()))
        return (known, own) if known and own and len(set(known)) == len(known) and not self.is_like(own) else None

    def is_cut(self, cell: str) -> bool:
        """Whether a cell ends, behind options, in the beginning of another one."""
        if len(cell) > self.most_signs:
            return False
        form = _normal(cell, self.sign)
        tokens = _tokens(form.removesuffix("\u2026").rstrip("."), self.sign)
        dots = ends_in_dots(form)
        if len(tokens) > self.most_tokens:
            return False
        for start in range(max(1, len(tokens) - self.longest), len(tokens)):
            left = f"{self.sign} ".join(tokens[start:])
            begun = {option for text, option in self.joined if text.startswith(left)}
            if begun and (dots or (left and tokens[start:] not in self.options)):
                named = {option for one in self._readings(tokens[:start]) for option in one}
                if named and not begun <= named:
                    return True
        return False

    def _holds_option(self, tokens: tuple[str, ...]) -> bool:
        spans = ((a, b) for a in range(len(tokens)) for b in range(a + 1, min(len(tokens), a + self.longest) + 1))
        return any(tokens[a:b] in self.options for a, b in spans)

    def is_like(self, words: str) -> bool:
        """Whether words may be an option misspelt, cut or worded otherwise."""
        pieces = {words, *_tokens(words, self.sign)} - {""}
        texts = {text for text, _ in self.joined} | {t for ts in self.options for t in ts if t}
        return any(_alike(piece, text) for piece in pieces for text in texts)


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) >= 4 and short in long:
        return True
    ours, theirs = ({w for w in re.findall(r"\w+", text) if len(w) > 3} for text in (one, other))
    if ours and theirs and len(ours & theirs) * 2 >= min(len(ours), len(theirs)):
        return True
    likeness = difflib.SequenceMatcher(None, one, other)
    return all(ratio() >= LIKE for ratio in (likeness.real_quick_ratio, likeness.quick_ratio, likeness.ratio))


def exclusive_fault(options: Sequence[str], alone: Mapping[str, str]) -> Fault | None:
    """The fault of an answer that ticks, beside others, an option that stands alone."""
    single = next((option for option in options if option in alone), None)
    if single is None or len(options) < 2:
        return None
    what = say("survey.ticked_together", option=alone[single])
    return Fault(Code.TICKED_TOGETHER, what, say("survey.ticked_together_hint"))
