"""The cells of an ODS file that its reader gets wrong; and how much text its repeated cells come to.

Owns the XML of OpenDocument spreadsheets; knows nothing of what cells mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from jtbd_diag.survey.files.archive import Budget, broken, member_pieces
from jtbd_diag.survey.files.dates_and_numbers_of_sheets import exact_number, iso_duration, iso_moment, percent
from jtbd_diag.survey.files.exact_cells import Exact


def exact_ods(path: Path, name: str, budget: Budget) -> dict[str, Exact]:
    """By sheet, the cells that the reader gets wrong. Raises InputError where texts repeat beyond the budget."""
    parser, content = expat.ParserCreate(), _Content(budget)
    parser.StartElementHandler, parser.EndElementHandler = content.start, content.end
    parser.CharacterDataHandler = content.words
    try:
        for piece in member_pieces(path, "content.xml", name):
            parser.Parse(piece)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise broken(name, error) from None
    return content.sheets


class _Content:
    """Goes through the sheets, rows and cells, repeated ones counted out."""

    def __init__(self, budget: Budget) -> None:
        self.budget, self.sheets = budget, dict[str, Exact]()
        self.sheet = Exact()
        self.row, self.rows, self.column, self.columns = 0, 1, 0, 1
        self.cell: dict[str, str] = {}
        self.pending: list[tuple[int, int, str]] = []
        self.text: list[str] | None = None
        self.aside = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self.sheet = self.sheets.setdefault(attributes.get("table:name", ""), Exact())
            self.row = 0
        elif tag == "table:table-row":
            self.rows, self.column = _times(attributes, "rows"), 0
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self.columns, self.cell, self.text = _times(attributes, "columns"), attributes, []
        elif tag == "office:annotation":
            self.aside += 1
        elif tag == "text:p" and self.text:
            self.text.append("\n")

    def words(self, words: str) -> None:
        if self.text is not None and not self.aside:
            self.text.append(words)

    def end(self, tag: str) -> None:
        if tag == "office:annotation":
            self.aside -= 1
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._cell("".join(self.text or ()))
            self.column, self.text = self.column + self.columns, None
        elif tag == "table:table-row":
            self.row += self.rows

    def _cell(self, shown: str) -> None:
        kind = self.cell.get("office:value-type", "")
        if kind or shown:
            self.sheet.see(self.column)
        self.budget.spend(len(shown) * self.rows * self.columns)
        told = self._cell_text(kind, shown)
        if told is not None:
            for row, column in self._places():
                self.sheet.put(row, column, told)

    def _places(self) -> Iterator[tuple[int, int]]:
        return ((self.row + r, self.column + c) for r in range(self.rows) for c in range(self.columns))

    def _cell_text(self, kind: str, shown: str) -> str | None:
        if self.cell.get("calcext:value-type") == "error" or (not kind and shown.startswith(("#", "Err:"))):
            return shown or "#N/A"
        if kind == "time":
            return iso_duration(self.cell.get("office:time-value", ""), shown)
        if kind == "date":
            return iso_moment(self.cell.get("office:date-value", ""))
        if kind == "percentage":
            return percent(self.cell.get("office:value", ""))
        if kind in ("float", "currency"):
            return exact_number(self.cell.get("office:value", ""))
        return None


def _times(attributes: dict[str, str], what: str) -> int:
    told = attributes.get(f"table:number-{what}-repeated", "1")
    return int(told) if told.isascii() and told.isdecimal() else 1
