"""Cells that name several options at once: `Attendance; Hiring, keeping or covering for staff`.

Owns how such a cell is parted, when an option's text may hold the separator itself. A cell that can be parted
in two ways is ambiguous; nothing is guessed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence

from jtbd_diag.answers.same_text import normal_listed as normal_option
from jtbd_diag.answers.ways import Answer, Fault, Way
from jtbd_diag.errors import Code

_AMBIGUOUS = Fault(
    Code.AMBIGUOUS_CELL,
    "can be parted into options in more than one way",
    "export the question as split columns, or say in the mapping, under codes, what the cell means",
)
_NAMES = {"\n": "line break", " ": "space", ",": "comma", ";": "semicolon", "|": "bar"}

MOST_READINGS = 64
"""Beyond this many readings a cell is ambiguous, whatever they are."""


def several_ways(singles: Sequence[Way], separators: Iterable[str]) -> list[Way]:
    """Every way to name one option, with every separator between them, or as a JSON list."""
    signs = dict.fromkeys(separator.strip() or separator for separator in separators)
    found = []
    for way in singles:
        found += [
            Way(f"{way.name}s parted by {_NAMES.get(sign, repr(sign))}", _Parser(way, sign).read) for sign in signs
        ]
        found.append(Way(f"{way.name}s in a JSON list", _json_reader(way)))
    return found


def _json_reader(way: Way) -> Callable[[str], Answer | Fault | None]:
    def read(cell: str) -> Answer | Fault | None:
        if not cell.lstrip().startswith("["):
            return None
        try:
            values = json.loads(cell, parse_int=str, parse_float=str)
        except (ValueError, RecursionError):
            return None
        options = [way.read(value) if isinstance(value, str) else None for value in values]
        names = [option for option in options if isinstance(option, str)]
        return tuple(names) if len(names) == len(options) == len(set(names)) else None

    return read


class _Parser:
    """Parts a cell at one separator into the options of one way."""

    def __init__(self, way: Way, sign: str) -> None:
        self.sign = sign
        named: dict[tuple[str, ...], set[str]] = {}
        for text, option in way.table.items():
            named.setdefault(self._tokens(normal_option(text)), set()).add(str(option))
        self.options = {tokens: options.pop() for tokens, options in named.items() if len(options) == 1}
        self.longest = max(map(len, self.options), default=0)
        self.most_tokens = sum(map(len, self.options))
        self.most_signs = 4 * sum(len(token) + 8 for tokens in self.options for token in tokens) + 200

    def _tokens(self, text: str) -> tuple[str, ...]:
        return tuple(token.strip() for token in text.split(self.sign))

    def read(self, cell: str) -> Answer | Fault | None:
        """The options named, in the order named."""
        if len(cell) > self.most_signs:
            return None
        tokens = self._tokens(self._normal(cell))
        while tokens and not tokens[-1]:
            tokens = tokens[:-1]
        if not 0 < len(tokens) <= self.most_tokens:
            return None
        readings = self._readings(tokens)
        if len(readings) > MOST_READINGS:
            return _AMBIGUOUS
        distinct = {frozenset(one): one for one in readings if len(set(one)) == len(one)}
        if len(distinct) > 1:
            return _AMBIGUOUS
        return next(iter(distinct.values()), None)

    def _normal(self, cell: str) -> str:
        """The normal form of a cell, line breaks kept where they part it."""
        if self.sign != "\n":
            return normal_option(cell)
        return "\n".join(normal_option(line) for line in cell.splitlines())

    def _readings(self, tokens: tuple[str, ...]) -> list[tuple[str, ...]]:
        """All ways to read the tokens as known options, or a few more than MOST_READINGS of them."""
        onward: list[list[tuple[str, ...]]] = [[] for _ in tokens] + [[()]]
        for start in reversed(range(len(tokens))):
            for end in range(start + 1, min(len(tokens), start + self.longest) + 1):
                option = self.options.get(tokens[start:end])
                if option is not None and len(onward[start]) <= MOST_READINGS:
                    onward[start] += [(option, *rest) for rest in onward[end]]
        return onward[0]


def exclusive_fault(options: Sequence[str], alone: Mapping[str, str]) -> Fault | None:
    """The fault of an answer that ticks, beside others, an option that stands alone."""
    single = next((option for option in options if option in alone), None)
    if single is None or len(options) < 2:
        return None
    what = f"'{alone[single]}' is ticked together with others, and can only stand alone"
    return Fault(Code.TICKED_TOGETHER, what, "the whole answer is left out")
