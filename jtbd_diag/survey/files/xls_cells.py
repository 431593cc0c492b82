"""The cells of an XLS file that its reader gets wrong.

Owns as much of the binary format (MS-CFB, MS-XLS) as it takes to find numbers, their formats and errors.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from math import isfinite
from pathlib import Path

from jtbd_diag.survey.files.dates_and_numbers_of_sheets import (
    Format,
    builtin_format,
    exact_number,
    format_of_code,
    in_words,
)
from jtbd_diag.survey.files.exact_cells import Exact

_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_END = 0xFFFFFFFA  # from here on, what stands in a table of sectors is no sector
_BOF, _EOF, _DATEMODE, _FORMAT, _XF, _SHEET = 0x0809, 0x000A, 0x0022, 0x041E, 0x00E0, 0x0085
_NUMBER, _RK, _MULRK, _FORMULA, _BOOLERR = 0x0203, 0x027E, 0x00BD, 0x0006, 0x0205
_TEXTS = (0x00FD, 0x0204, 0x00D6)
_BIFF8 = 0x0600


def exact_xls(path: Path) -> dict[str, Exact]:
    """By sheet, the cells that the reader gets wrong; none where the file is not as the format wants it."""
    try:
        return _Workbook(_stream(path.read_bytes())).sheets()
    except (struct.error, IndexError, ValueError, UnicodeDecodeError):
        return {}  # the reader will say what is wrong


def _stream(data: bytes) -> bytes:
    """The workbook inside the compound file."""
    shift, mini_shift = struct.unpack_from("<HH", data, 30)
    size = 1 << shift
    first_entry, cutoff, first_mini = struct.unpack_from("<L4xLL", data, 48)
    tables = list(struct.unpack_from("<109L", data, 76))
    (more,) = struct.unpack_from("<L", data, 68)
    while more < _END and len(tables) < len(data) // size:
        *further, more = struct.unpack_from(f"<{size // 4}L", data, (more + 1) * size)
        tables += further
    sectors = [n for table in tables if table < _END for n in _longs(data, (table + 1) * size, size)]

    def chain(start: int, following: list[int], whole: bytes, size: int, offset: int) -> bytes:
        parts: list[bytes] = []
        while start < _END and len(parts) <= len(following):
            parts.append(whole[offset + start * size : offset + (start + 1) * size])
            start = following[start]
        return b"".join(parts)

    entries = chain(first_entry, sectors, data, size, size)
    found = {entries[n : n + 64].decode("utf-16-le").rstrip("\0"): n for n in range(0, len(entries), 128)}
    entry = found.get("Workbook", found.get("Book", -1))
    start, length = struct.unpack_from("<LL", entries, entry + 116)
    if length >= cutoff:
        return chain(start, sectors, data, size, size)[:length]
    (root,) = struct.unpack_from("<L", entries, 116)
    small = chain(root, sectors, data, size, size)
    minis = chain(first_mini, sectors, data, size, size)
    return chain(start, _longs(minis, 0, len(minis)), small, 1 << mini_shift, 0)[:length]


def _longs(data: bytes, at: int, size: int) -> list[int]:
    return list(struct.unpack_from(f"<{size // 4}L", data, at))


class _Workbook:
    def __init__(self, stream: bytes) -> None:
        self.stream = stream
        self.formats: list[Format | None] = []
        self.from_1904 = False

    def sheets(self) -> dict[str, Exact]:
        own, styles, places = dict[int, Format | None](), list[int](), dict[str, int]()
        wide = struct.unpack_from("<H", self.stream, 4)[0] == _BIFF8
        for kind, body in self._records(0):
            if kind == _DATEMODE:
                self.from_1904 = body[0] == 1
            elif kind == _FORMAT:
                own[struct.unpack_from("<H", body)[0]] = format_of_code(_text(body[2:], wide=wide, long=wide))
            elif kind == _XF:
                styles.append(struct.unpack_from("<H", body, 2)[0])
            elif kind == _SHEET:
                places[_text(body[6:], wide=wide, long=False)] = struct.unpack_from("<L", body)[0]
        self.formats = [own[n] if n in own else builtin_format(n) for n in styles]
        return {name: self._sheet(place) for name, place in places.items()}

    def _records(self, at: int) -> Iterator[tuple[int, bytes]]:
        """The records from one beginning to its end; what is drawn inside has beginnings and ends of its own."""
        depth = 0
        while at + 4 <= len(self.stream):
            kind, length = struct.unpack_from("<HH", self.stream, at)
            depth += (kind == _BOF) - (kind == _EOF)
            if depth <= 1:
                yield kind, self.stream[at + 4 : at + 4 + length]
            if not depth:
                return
            at += 4 + length

    def _sheet(self, place: int) -> Exact:
        found = Exact()
        for kind, body in self._records(place):
            if kind == _MULRK:
                row, first = struct.unpack_from("<HH", body)
                for n, at in enumerate(range(4, len(body) - 2, 6)):
                    style, packed = struct.unpack_from("<HL", body, at)
                    self._put(found, row, first + n, self._number(_unpacked(packed), style))
            elif kind in (_NUMBER, _RK, _FORMULA, _BOOLERR, *_TEXTS):
                row, column, style = struct.unpack_from("<HHH", body)
                self._put(found, row, column, self._cell_text(kind, body, style))
        return found

    def _put(self, found: Exact, row: int, column: int, text: str | None) -> None:
        found.see(column)
        found.put(row, column, text)

    def _cell_text(self, kind: int, body: bytes, style: int) -> str | None:
        if kind == _RK:
            return self._number(_unpacked(struct.unpack_from("<L", body, 6)[0]), style)
        if kind == _BOOLERR:
            return _ERRORS.get(body[6]) if body[7] else None
        if kind == _FORMULA and body[12:14] == b"\xff\xff":  # no number, but a text, a truth or an error
            return _ERRORS.get(body[8]) if body[6] == 2 else None
        if kind in (_NUMBER, _FORMULA):
            return self._number(struct.unpack_from("<d", body, 6)[0], style)
        return None

    def _number(self, number: float, style: int) -> str | None:
        shown = self.formats[style] if style < len(self.formats) else None
        exact = exact_number(repr(number).removesuffix(".0"))
        if shown is None or not isfinite(number):
            return exact
        return in_words(number, shown, from_1904=self.from_1904) or exact or repr(number).removesuffix(".0")


def _unpacked(packed: int) -> float:
    """A number of 30 bits: whole or the front of a double, in hundredths or not."""
    if packed & 2:
        number = float((packed >> 2) - (1 << 30 if packed & 0x8000_0000 else 0))
    else:
        number = float(struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFF_FFFC) << 32))[0])
    return number / 100 if packed & 1 else number


def _text(body: bytes, *, wide: bool, long: bool) -> str:
    """A text with its length in front, in two bytes or one; of 1997 and later it says how it is written."""
    length, rest = (struct.unpack_from("<H", body)[0], body[2:]) if long else (body[0], body[1:])
    if not wide:
        return rest[:length].decode("cp1252", "replace")
    if rest[0] & 1:
        return rest[1 : 1 + 2 * length].decode("utf-16-le")
    return rest[1 : 1 + length].decode("latin-1")
