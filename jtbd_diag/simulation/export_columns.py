"""One answer -> the cell that a platform writes for it, and what a column of such cells is.

Owns the ways to write an answer; knows no platform, and nothing of how a cell is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from jtbd_diag.questionnaire import Item, Questionnaire, Value
from jtbd_diag.questionnaire.answer_column_names import option_names
from jtbd_diag.questionnaire.items import MultipleItem
from jtbd_diag.simulation.invented_people import Entry

Cell = Callable[[Questionnaire, str, Value | None], str]
"""Writes the answer to an item."""
WrittenCell = Callable[[Entry], str]
"""Writes the cell of one row."""
ExportColumn = tuple[tuple[str, ...], WrittenCell]
"""The headers of a column from the top down, and its cells."""


@dataclass(frozen=True)
class Export:
    """An export, not yet written: its columns, and how its file is made."""

    layout: str
    columns: Sequence[ExportColumn]
    separator: str = ","
    newline: str = "\n"
    quote_all: bool = False
    mark: bool = False
    """A byte order mark in front."""
    last_line: bool = False
    """A blank line at the end."""
    tab: str = "Sheet1"

    def headers(self) -> list[list[str]]:
        """The header rows."""
        return [list(row) for row in zip(*(heads for heads, _ in self.columns), strict=True)]

    def rows(self, entries: Iterable[Entry]) -> Iterator[list[str]]:
        """The rows below, one after another."""
        cells = [cell for _, cell in self.columns]
        for entry in entries:
            yield [cell(entry) for cell in cells]


def plain_value(value: Value) -> str:
    """A number or a text as it is written."""
    return f"{value:g}" if isinstance(value, float) else str(value)


def text(q: Questionnaire, item: str, value: Value | None) -> str:
    """An option by its text."""
    if value is None:
        return ""
    return q.option(item, str(value)).text if q.options(item) else plain_value(value)


def by_id(_q: Questionnaire, _item: str, value: Value | None) -> str:
    """An option by its id."""
    return "" if value is None else plain_value(value)


def by_name(q: Questionnaire, item: str, value: Value | None) -> str:
    """An option by what the forms of this program call it where a platform takes their names."""
    if value is None or not q.options(item):
        return "" if value is None else plain_value(value)
    return option_names(q, item)[str(value)]


def number(q: Questionnaire, item: str, value: Value | None) -> str:
    """An option by its code, or by its place where it has none."""
    if value is None or not q.options(item):
        return "" if value is None else plain_value(value)
    place = [option.id for option in q.options(item)].index(str(value)) + 1
    code = q.option(item, str(value)).code
    return str(place if code is None else code)


def joined(cell: Cell, sign: str, *, trailing: bool = False) -> Cell:
    """The options ticked in one cell."""

    def write(q: Questionnaire, item: str, value: Value | None) -> str:
        if not isinstance(value, tuple):
            return cell(q, item, value)
        parts = [cell(q, item, option) for option in value]
        return sign.join(parts) + (sign.strip() if trailing else "")

    return write


def is_multiple(item: Item) -> bool:
    """Whether several options may be ticked."""
    return isinstance(item, MultipleItem)


def answer(q: Questionnaire, item: str, cell: Cell) -> WrittenCell:
    """The answers to an item in one column; each different answer is written out once."""
    known: dict[Value | None, str] = {}
    worth_keeping = bool(q.options(item))

    def write(entry: Entry) -> str:
        if entry.spoiled and item in entry.spoiled:
            return entry.spoiled[item]
        value = entry.values.get(item)
        written = known.get(value)
        if written is None:
            written = cell(q, item, value)
            if worth_keeping:
                known[value] = written
        return written

    return write


def tick(item: str, option: str, yes: str, no: str, none: str) -> WrittenCell:
    """Whether an option is ticked; `none` where the item is not answered."""

    def write(entry: Entry) -> str:
        value = entry.values.get(item)
        return none if value is None else yes if isinstance(value, tuple) and option in value else no

    return write


def always(words: str) -> WrittenCell:
    """The same in every row."""
    return lambda _: words


def counted(form: str = "{}") -> WrittenCell:
    """The number of the row."""
    return lambda entry: form.format(entry.number)
