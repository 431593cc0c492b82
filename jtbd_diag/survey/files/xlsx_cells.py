"""The cells of an XLSX file that its reader gets wrong; and how much text its sheets unfold to.

Owns the parts of an XLSX file: sheets, styles, shared texts. Knows nothing of what cells mean.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from math import isfinite
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers import expat

from jtbd_diag.ground.catalogue import say
from jtbd_diag.survey.files.archive import Budget, broken, contents, member_pieces, members
from jtbd_diag.survey.files.dates_and_numbers_of_sheets import (
    NOT_WORKED_OUT,
    Format,
    builtin_format,
    exact_number,
    format_of_code,
    in_words,
    iso_moment,
)
from jtbd_diag.survey.files.exact_cells import Exact

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TAG = 400
_TEXT_END = re.compile(rb"</(?:\w+:)?si>")
_TEXT_CELL = re.compile(rb"""<c [rs="A-Z0-9 ]*\bt="s"[^<>=]*><v>([0-9]{1,9})<""")
_OTHER_CELL = re.compile(rb"""<c [rs="A-Z0-9 ]*(?:t="(?:n|b|e|d|str|inlineStr)")?/?>|<(?:cols?|cellStyle)\b""")
_READ = ("n", "e", "d")


class XlsxFile:
    """An XLSX file beside its reader."""

    def __init__(self, path: Path, name: str) -> None:
        """Learn its sheets and formats. Raises InputError where it is broken."""
        self.path, self.name = path, name
        inside = {member.replace("\\", "/").lower(): member for member in members(path, name)}
        book = self._part(inside.get("xl/workbook.xml"))
        links = self._part(inside.get("xl/_rels/workbook.xml.rels"))
        targets = {link.get("Id"): posixpath.join("/xl", link.get("Target", "")) for link in links.iter()}
        self.sheets: dict[str, str] = {}
        for sheet in (one for one in book.iter() if _local(one.tag) == "sheet"):
            there = next(
                (value for key, value in sheet.attrib.items() if key == _RELATION or _local(key) == "id"), None
            )
            target = posixpath.normpath(targets.get(there, "")).lstrip("/").lower()
            if target in inside:
                self.sheets[sheet.get("name", "")] = inside[target]
        told = (one.get("date1904", "") for one in book.iter() if _local(one.tag) == "workbookPr")
        self.from_1904 = next(told, "") in ("1", "true")
        self.formats = _formats(self._part(inside.get("xl/styles.xml")))
        self.texts = inside.get("xl/sharedstrings.xml")

    def _part(self, member: str | None) -> ElementTree.Element:
        whole = b"".join(self._pieces(member)) if member else b"<none/>"
        try:
            if b"<!DOCTYPE" in whole:
                raise broken(self.name, say("survey.member_document_type", member=member))
            return ElementTree.fromstring(whole or b"<none/>")
        except ElementTree.ParseError as error:
            raise broken(self.name, error) from None

    def _pieces(self, member: str) -> Iterator[bytes]:
        return member_pieces(self.path, member, self.name)

    def refuse_unfolding(self, budget: Budget) -> None:
        """Count what the shared texts come to where they are used; raises InputError once it is too much."""
        if self.texts is None:
            return
        lengths = [len(text) for text in _split(self._pieces(self.texts))]
        longest = max(lengths, default=0)
        if longest * sum(map(_count, self._cells())) > budget.left:
            for seen in self._cells():
                budget.spend(_unfolded(seen, lengths, longest))

    def _cells(self) -> Iterator[bytes]:
        sheets = set(self.sheets.values())
        parts = contents(self.path, self.name, Budget(self.path, self.name))
        return (seen for member, pieces in parts if member in sheets for seen in _by_cells(pieces))

    def exact(self, sheet: str) -> Exact:
        """The cells of a sheet that the reader gets wrong."""
        found, member = Exact(), self.sheets.get(sheet)
        if member is None:
            return found
        if self._begins_at_a(member) and not self._is_suspect(member):
            found.see(0)
            return found
        parser = _Cells(found, self.formats, from_1904=self.from_1904)
        try:
            parser.read(self._pieces(member))
        except expat.ExpatError as error:
            raise broken(self.name, error) from None
        return found

    def notes(self, sheet: str) -> tuple[str, ...]:
        """What is not as it looks in the program: rows that are hidden, and cells that are merged."""
        member = self.sheets.get(sheet)
        if member is None:
            return ()
        hidden = merged = 0
        for seen in _by_cells(self._pieces(member)):
            hidden += len(_HIDDEN_ROW.findall(seen)) if b"hidden=" in seen else 0
            merged += len(_MERGED.findall(seen)) if b"mergeCell" in seen else 0
        told = {"survey.rows_hidden": hidden, "survey.cells_merged": merged}
        return tuple(say(key, n=n) for key, n in told.items() if n)

    def _begins_at_a(self, member: str) -> bool:
        """Whether anything stands in the first column, which is soon seen in most sheets."""
        return any(_FIRST_COLUMN.search(seen) for seen in _by_cells(self._pieces(member)))

    def _is_suspect(self, member: str) -> bool:
        """Whether a look at every cell may be needed: quick to tell, and it seldom is."""
        moments, others = self._styles(moments=True), self._styles(moments=False)
        # a moment before the first year is a time of day or a duration
        early = rb"""[^<>]*>\s*<(?:\w+:)?v>(?:[-.]|[0-9]{1,3}[.<])"""
        # each begins with letters, which are looked for quickly
        patterns = [rb"""%st=%s[ed]%s""", rb"%ss=%s" + others + rb"%s", rb"%ss=%s" + moments + rb"%s" + early]
        quoted = [pattern % (b" ", quote, quote) for pattern in patterns for quote in (b'"', b"'")]
        more = (rb"v>(?:[^<]{12}|[-0-9.]+[eE])", rb"<(?:\w+:)?f[ >/]")
        suspects = [re.compile(pattern) for pattern in (*quoted, *more)]
        return any(one.search(seen) for seen in _by_cells(self._pieces(member)) for one in suspects)

    def _styles(self, *, moments: bool) -> bytes:
        """A pattern for the numbers of these formats."""
        styles = (b"%d" % n for n, one in self.formats.items() if (one.kind == "moment") == moments)
        return b"(?:%s)" % (b"|".join(styles) or b"none")


_FIRST_COLUMN = re.compile(rb"""[ ]r=["']A[0-9]+["'][^<>]*(?<!/)>\s*<(?:\w+:)?(?:v|f|is)[ >]""")


_HIDDEN_ROW = re.compile(rb"""<(?:\w+:)?row [^<>]*\bhidden=["'](?:1|true)["']""")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell ")


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _by_cells(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces that end where a cell begins, so that no cell is in two of them."""
    rest = b""
    for piece in pieces:
        whole = rest + piece
        cell = max(whole.rfind(b"<c "), whole.rfind(b":c "))
        end = whole.rfind(b"<", 0, cell + 1) if cell > 0 else max(len(whole) - _TAG, 0)
        yield whole[:end]
        rest = whole[end:]
    yield rest


def _count(seen: bytes) -> int:
    """How many cells there are, or more."""
    return seen.count(b"<c") + seen.count(b":c")


def _unfolded(seen: bytes, lengths: Sequence[int], longest: int) -> int:
    """How long the texts of some cells are; a cell that is written in no ordinary way counts as the longest."""
    used = [int(number) for number in _TEXT_CELL.findall(seen)]
    odd = _count(seen) - len(used) - len(_OTHER_CELL.findall(seen))
    return longest * odd + sum(lengths[n] if n < len(lengths) else longest for n in used)


def _split(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The shared texts one by one, with their markup."""
    rest = b""
    for piece in pieces:
        *whole, rest = _TEXT_END.split(rest + piece)
        yield from whole


def _formats(styles: ElementTree.Element) -> dict[int, Format]:
    """What numbers are under each style of cells; plain ones are left out."""
    own = {
        one.get("numFmtId"): format_of_code(one.get("formatCode", ""))
        for one in styles.iter()
        if _local(one.tag) == "numFmt"
    }
    cells = next((one for one in styles.iter() if _local(one.tag) == "cellXfs"), ())
    numbers = [one.get("numFmtId", "0") for one in cells]
    found = {n: own[number] if number in own else builtin_format(_number(number)) for n, number in enumerate(numbers)}
    return {n: one for n, one in found.items() if one is not None}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() else 0


class _Cells:
    """Goes through the XML of a sheet."""

    def __init__(self, found: Exact, formats: dict[int, Format], *, from_1904: bool) -> None:
        self.found, self.formats, self.from_1904 = found, formats, from_1904
        self.row, self.column = -1, -1
        self.kind, self.style = "n", 0
        self.text: list[str] | None = None
        self.formula, self.formulas = False, list[tuple[int, int]]()
        self.letters: dict[str, int] = {}

    def read(self, pieces: Iterable[bytes]) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._words
        for piece in pieces:
            parser.Parse(piece)
        parser.Parse(b"", True)
        for row, column in self.formulas:
            if self.found.left <= column <= self.found.right:
                self.found.put(row, column, NOT_WORKED_OUT)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition(":")[2]
        if local == "c":
            place = attributes.get("r")
            self.column = self._column(place.rstrip("0123456789")) if place else self.column + 1
            self.kind, self.style = attributes.get("t", "n"), _number(attributes.get("s", "0"))
            self.formula = False
        elif local == "f":
            self.formula = self.kind == "n"
        elif local == "row":
            told = attributes.get("r")
            self.row, self.column = int(told) - 1 if told else self.row + 1, -1
        elif local in ("v", "is"):
            self.text = [] if local == "v" and self.kind in _READ else None
            if self.text is None:
                self.found.see(self.column)

    def _words(self, words: str) -> None:
        if self.text is not None:
            self.text.append(words)

    def _end(self, tag: str) -> None:
        if self.formula and tag.rpartition(":")[2] == "c":
            self.formulas.append((self.row, self.column))
        if self.text is not None and tag.rpartition(":")[2] == "v":
            raw = "".join(self.text)
            if raw:  # a formula that gives nothing is no cell to the reader
                self.formula = False
                self.found.see(self.column)
                self.found.put(self.row, self.column, self._cell_text(raw))
            self.text = None

    def _cell_text(self, raw: str) -> str | None:
        if self.kind == "e":
            return raw
        shown = self.formats.get(self.style)
        if self.kind == "d":
            return iso_moment(raw, day=shown is not None and shown.kind == "day")
        if shown is None:
            return exact_number(raw)
        try:
            number = float(raw)
        except ValueError:
            return None
        if not isfinite(number):
            return raw
        return in_words(number, shown, from_1904=self.from_1904) or exact_number(raw) or raw

    def _column(self, letters: str) -> int:
        if letters not in self.letters:
            number = 0
            for letter in letters.upper():
                number = number * 26 + ord(letter) - 64
            self.letters[letters] = number - 1
        return self.letters[letters]
