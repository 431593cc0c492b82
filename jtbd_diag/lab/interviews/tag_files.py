"""A CSV of tags -> its rows, whichever program wrote it: this one's own layout, QualCoder's or Taguette's.

Owns which columns each program writes; must not know which tags or interviews there are.

QualCoder's coding report exported as CSV has File (or Case and Filename), Coder, Coded, Id, Codename; Taguette's
highlights exported as CSV have id, document, tag, content, and do not say who tagged, so the file's name does.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem, complaint
from jtbd_diag.ground.text_files import read_text

OWN, QUALCODER, TAGUETTE = "own", "QualCoder", "Taguette"
_COLUMNS: Mapping[str, Mapping[str, Sequence[str]]] = {
    QUALCODER: {
        "interview": ("filename", "file"),
        "tagger": ("coder",),
        "tag": ("codename",),
        "quote": ("coded",),
    },
    TAGUETTE: {"interview": ("document",), "tag": ("tag",), "quote": ("content",), "id": ("id",)},
    OWN: {"interview": ("interview",), "tagger": ("tagger",), "tag": ("tag",)},
}
"""By layout, what must be there and what it may be called; the first that is there counts."""
_MORE = ("value", "start", "end", "quote")
_DELIMITERS = ",;\t"


@dataclass(frozen=True)
class TagRow:
    """A row as it stands: all texts, empty where there is nothing."""

    where: Location
    interview: str
    tagger: str
    tag: str
    value: str = ""
    start: str = ""
    end: str = ""
    quote: str = ""


def tag_rows(path: Path) -> tuple[str, list[TagRow]]:
    """The layout of a file and its rows, but for empty ones.

    Raises InputError where it is no CSV of tags (TAG_TABLE), or not readable at all.
    """
    text = read_text(path)
    head = next(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)), [])
    heads = [one.strip().casefold() for one in head]
    layout, columns = _layout(heads)
    if layout is None:
        hint = say("interviews.no_tag_table_hint")
        raise complaint(Code.TAG_TABLE, Location(str(path), 1, 1), say("interviews.no_tag_table"), hint)
    return layout, list(_rows(text, path, columns))


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max(_DELIMITERS, key=first.count)


def _layout(heads: Sequence[str]) -> tuple[str | None, dict[str, int]]:
    for layout, wanted in _COLUMNS.items():
        found = {name: [heads.index(one) for one in names if one in heads] for name, names in wanted.items()}
        if all(found.values()):
            columns = {name: places[0] for name, places in found.items()}
            more = {name: heads.index(name) for name in _MORE if layout == OWN and name in heads}
            return layout, {**columns, **more}
    return None, {}


def _rows(text: str, path: Path, columns: Mapping[str, int]) -> Iterator[TagRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    begins = 1
    try:
        for n, cells in enumerate(reader):
            where, begins = Location(str(path), begins, 1), reader.line_num + 1
            if n == 0 or not any(cell.strip() for cell in cells):
                continue
            if max(columns["interview"], columns["tag"]) >= len(cells):
                raise InputError([Problem(Code.TAG_TABLE, where, say("interviews.short_row"))])
            told = {name: cells[at].strip() if at < len(cells) else "" for name, at in columns.items() if name != "id"}
            yield TagRow(
                where, told.pop("interview"), told.pop("tagger", "") or _named_by(path), told.pop("tag"), **told
            )
    except csv.Error as error:
        what = say("interviews.bad_csv", why=error)
        raise InputError([Problem(Code.TAG_TABLE, Location(str(path), reader.line_num, 1), what)]) from None


def _named_by(path: Path) -> str:
    """The tagger that a file is named after."""
    return path.stem.removeprefix("tags-").removeprefix("tags_")
