"""What a layout says of a table: how many header rows there are, and what each column may be.

Owns the shape of that statement and what every layout needs to make it; knows nothing of questionnaires.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, NamedTuple

from jtbd_diag.ground.catalogue import say
from jtbd_diag.survey.known import known

_BETWEEN = (".", "/", " - ", " \u2013 ", " \u2014 ", " > ", " >> ", ": ", "_", "|")

Rows = Sequence[Sequence[str]]
"""The first rows of a table, headers included, all of one width."""

Kind = Literal["question", "metadata", "noise"]
Identity = Literal["id", "email", "event", ""]
Own = Literal["id", "email", "event", "", "noise"]
"""What one of a platform's own columns tells of the respondent, or that it is left out."""


class Heading(NamedTuple):
    """One column. `ids` may be an item's id, `texts` a question; `parts` may be a question and one of its options.

    `metadata` is carried along and never an answer; `noise` is left out. Of `identity`, equal cells mean the
    same respondent.
    """

    header: str
    ids: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    kind: Kind = "question"
    identity: Identity = ""


@dataclass(frozen=True)
class Layout:
    """How to read one table.

    `blanks` are cells that mean that nothing was answered; rows whose column `previews[0]` holds one of
    `previews[1]` are no respondents, and so are those that `rejected` marks; `numbered` says that the platform
    numbers options 1..n in the order
    written; `ticks` says what the columns of a split question hold: flags (1, Y, Checked …) or the option itself.
    """

    name: str
    reasons: tuple[str, ...]
    headings: tuple[Heading, ...]
    header_rows: int = 1
    blanks: frozenset[str] = frozenset()
    previews: tuple[str, frozenset[str]] | None = None
    rejected: tuple[str, frozenset[str]] | None = None
    numbered: bool = False
    ticks: Literal["flag", "option", ""] = ""
    separators: tuple[str, ...] = ()
    booleans: bool = False
    whole_runs: bool = False
    """Columns headed by options alone are a question's only where they are all of its options, side by side."""
    notes: tuple[str, ...] = field(default=())


Recogniser = Callable[[Rows], Layout | None]


def one_row(
    rows: Rows, own: Callable[[int, str], Own | None], question: Callable[[str, str], Heading]
) -> tuple[Heading, ...]:
    """The columns under one header row, as every platform has them.

    An empty column is noise. What `own` makes of a column's place, from 0, and its header is a platform's own; where it
    is None the column is a `question`, made of its name and its header.
    """
    found = []
    for n, header in enumerate(unique_headers(rows[0])):
        text = rows[0][n].removesuffix(f"...{n + 1}")  # readr's, of a column that is called as another one is
        kind = "noise" if is_empty(rows, n) else own(n, text)
        found.append(question(header, text) if kind is None else of_its_own(header, kind))
    return tuple(found)


def of_its_own(header: str, kind: Own) -> Heading:
    """The heading of a column that is a platform's own, or noise."""
    return Heading(header, kind="noise") if kind == "noise" else Heading(header, kind="metadata", identity=kind)


@cache
def own_columns(platform: str) -> Mapping[str, Own]:
    """A platform's own columns, by their plain headers."""
    kinds: Mapping[str, Own] = {"id": "id", "email": "email", "event": "event", "other": "", "noise": "noise"}
    told = known("platform_headers")[platform]
    return {name: kind for key, kind in kinds.items() for name in told.get(key, ())}


@cache
def marks(platform: str, key: str = "recognized_by") -> frozenset[str]:
    """Plain headers, or cells, that tell a platform or a part of its table."""
    return frozenset(known("platform_headers")[platform][key])


def as_told() -> tuple[str, ...]:
    """The reason where a user says which platform it is."""
    return (say("survey.layout_as_told"),)


def unique_headers(headers: Iterable[str], reserved: Iterable[str] = ()) -> tuple[str, ...]:
    """Headers as they stand, a repeated one with ` (2)`; an empty one is named by its number."""
    taken = set(reserved)
    copies: dict[str, int] = {}  # a line of cells, tried as headers, may repeat one 16,000 times
    found: list[str] = []
    for number, header in enumerate(headers, start=1):
        plain = " ".join(header.replace("\0", "").split()) or f"column {number}"
        name, copy = plain, copies.get(plain, 2)
        while name in taken:
            name, copy = f"{plain} ({copy})", copy + 1
        copies[plain] = copy
        taken.add(name)
        found.append(name)
    return tuple(found)


_NAMELESS = re.compile(
    r"(?:unnamed: ?\d+(?:_level_\d+)?|column[ _]?\d+|\.{3}\d+|x(?:\.?\d+)?|v(?:ar)?\d+|f(?:ield)?[ _]?\d+|_\d+"
    r"|__empty(?:_\d+)?|_duplicated_\d+|nan|none|null)?",
    re.IGNORECASE,
)


def is_nameless(header: str) -> bool:
    """Whether a header is blank, or what programs call a column without any: `Unnamed: 4`, `Column4`, `...4`."""
    return _NAMELESS.fullmatch(header.strip()) is not None


def without_made_names(row: Sequence[str]) -> list[str]:
    """A row of headers in which what programs call columns without any is blank, if several are called so."""
    made = {n for n, cell in enumerate(row) if cell.strip() and is_nameless(cell)}
    return ["" if n in made else cell for n, cell in enumerate(row)] if len(made) > 1 else list(row)


_MOST_SIGNS = 30


def split_parts(text: str, sign: str) -> tuple[tuple[str, str], ...]:
    """Every way to part a text in two at a sign, the last place first: an option may hold the sign itself.

    None where it stands so often as in no header: rows of answers are looked at as well, for which is the header.
    """
    if not 1 <= text.count(sign) <= _MOST_SIGNS:
        return ()
    places = [match.start() for match in re.finditer(re.escape(sign), text)]
    return tuple((text[:at].strip(), text[at + len(sign) :].strip()) for at in reversed(places))


def in_two(text: str) -> tuple[tuple[str, str], ...]:
    """Every way to part a text in two at a sign that programs put between a question and an option or a statement."""
    return tuple(both for sign in _BETWEEN for both in split_parts(text, sign))


def bracketed(text: str) -> tuple[tuple[str, str], ...]:
    """`Question [row]` as its two parts, in every way: both may hold brackets themselves."""
    bare = text.strip()
    parts = split_parts(bare[:-1], "[") if bare.endswith("]") else ()
    return tuple(both for both in parts if both[0])


def parenthesized(text: str) -> tuple[tuple[str, str], ...]:
    """`Question (option)` as its two parts, in every way: an option may hold brackets itself."""
    bare = text.strip()
    return split_parts(bare[:-1], " (") if bare.endswith(")") else ()


def bare_name(text: str) -> str:
    """A header in small letters and digits: what platforms call their own columns."""
    return " ".join(text.casefold().split())


def data(rows: Rows, header_rows: int, column: int) -> Iterator[str]:
    """The cells of a column below the headers that hold anything."""
    return (row[column] for row in rows[header_rows:] if row[column].strip())


def is_empty(rows: Rows, column: int) -> bool:
    """Whether a column has neither header nor cells, as far as can be seen."""
    return not any(row[column].strip() for row in rows)
