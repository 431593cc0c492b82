"""Compressed files, unpacked no further than is safe.

Owns the bounds that keep a small file from filling memory or disk; knows nothing of cells.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, complaint
from jtbd_diag.survey.files.grid import MOST_COLUMNS, scratch_file

MOST_BYTES = 2 << 30
SMALL_BYTES = 64 << 20
MOST_TIMES = 200
"""What unpacks to more than MOST_BYTES, or beyond SMALL_BYTES to more than MOST_TIMES its size, is refused."""

_PIECE = 1 << 20
_LOCAL = struct.Struct("<26xHH")
_STORED, _DEFLATED = 0, 8
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, OSError, ValueError, LookupError, NotImplementedError)


class Budget:
    """How much may still be unpacked from one file."""

    def __init__(self, path: Path, name: str) -> None:
        """Nothing is spent yet."""
        self.name, self.size, self.total = name, path.stat().st_size, 0

    @property
    def left(self) -> int:
        """How many bytes more may be unpacked."""
        return min(MOST_BYTES, max(SMALL_BYTES, MOST_TIMES * self.size)) - self.total

    def spend(self, bytes_: int) -> None:
        """Count unpacked bytes; raises InputError once they are too many."""
        self.total += bytes_
        if self.left < 0:
            what = say("survey.unpacks_too_large", megabytes=self.total >> 20)
            raise complaint(Code.UNPACKS_TOO_LARGE, self.name, what, say("survey.unpacks_too_large_hint"))


def broken(name: str, why: object) -> InputError:
    """The complaint about a file that stops before its end or is damaged."""
    what = say("survey.file_damaged", why=" ".join(str(why).split())[:120])
    return complaint(Code.NOT_A_TABLE, name, what, say("survey.file_damaged_hint"))


def members(path: Path, name: str) -> tuple[str, ...]:
    """What a ZIP holds. Raises InputError when it is broken."""
    try:
        with zipfile.ZipFile(path) as archive:
            return tuple(info.filename for info in archive.infolist() if not info.is_dir())
    except _BROKEN as error:
        raise broken(name, error) from None


def contents(path: Path, name: str, budget: Budget, wanted: str | None = None) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Every member of a ZIP, or the one wanted, with its bytes in pieces, whatever sizes the ZIP claims."""
    try:
        with zipfile.ZipFile(path) as archive, path.open("rb") as stream:
            for info in archive.infolist() if wanted is None else [archive.getinfo(wanted)]:
                if info.flag_bits & 1:
                    raise complaint(Code.NOT_A_TABLE, name, say("survey.file_locked"), say("survey.file_locked_hint"))
                if info.compress_type not in (_STORED, _DEFLATED):
                    raise broken(name, say("survey.compression", number=info.compress_type))
                stream.seek(info.header_offset)
                stream.seek(sum(_LOCAL.unpack(stream.read(_LOCAL.size))), 1)
                pieces = _pieces(stream.read, info.compress_size)
                if info.compress_type == _DEFLATED:
                    pieces = inflated(pieces)
                yield info.filename, _counted(pieces, budget)
    except _BROKEN as error:
        raise broken(name, error) from None


def _pieces(read: object, length: int) -> Iterator[bytes]:
    while length > 0 and (piece := read(min(_PIECE, length))):  # type: ignore[operator]
        length -= len(piece)
        yield piece


def _counted(pieces: Iterable[bytes], budget: Budget) -> Iterator[bytes]:
    try:
        for piece in pieces:
            budget.spend(len(piece))
            yield piece
    except _BROKEN as error:
        raise broken(budget.name, error) from None


def inflated(pieces: Iterable[bytes], bits: int = -zlib.MAX_WBITS) -> Iterator[bytes]:
    """Deflated pieces, inflated, never more than a piece at a time."""
    engine = zlib.decompressobj(bits)
    for piece in pieces:
        rest = piece
        while rest:
            yield engine.decompress(rest, _PIECE)
            rest = engine.unconsumed_tail
    while not engine.eof and (out := engine.decompress(engine.unconsumed_tail, _PIECE)):
        yield out


def member_pieces(path: Path, member: str, name: str) -> Iterator[bytes]:
    """One member of a ZIP, in pieces."""
    for _, pieces in contents(path, name, Budget(path, name), member):
        yield from pieces


def member_file(path: Path, member: str, name: str) -> Path:
    """One member of a ZIP, unpacked to a scratch file."""
    target = scratch_file(Path(member).suffix.lower())
    with target.open("wb") as copy:
        copy.writelines(member_pieces(path, member, name))
    return target


def gunzipped(path: Path, name: str) -> Path:
    """A gzip file, unpacked to a scratch file."""
    target = scratch_file(".csv")
    with path.open("rb") as stream, target.open("wb") as copy:
        pieces = _pieces(stream.read, path.stat().st_size)
        copy.writelines(_counted(inflated(pieces, zlib.MAX_WBITS | 16), Budget(path, name)))
    return target


MOST_CELLS = 50_000_000
"""A sheet is held as a rectangle; one that spreads over more cells is refused."""

_FAR = re.compile(rb"""\br\s*=\s*["'](?:[A-Za-z]{3}|[C-Zc-z][A-Za-z]|[A-Za-z]{0,2}[0-9]{6})""")
_COUNT = re.compile(rb"""[cC]ount\s*=\s*["'][0-9]{9}""")
_ROW = re.compile(rb"""\br\s*=\s*["'][A-Za-z]{0,9}([0-9]{1,30})["']""")
_WIDE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{2,9})[0-9]""")
_ODS = re.compile(rb"<table:(?:covered-)?table-(row|cell)\b([^<>]*)>|<table:table[\s>]")
_TIMES = re.compile(rb'number-(?:rows|columns)-repeated="(\d{1,30})"')
_OVERLAP = 400


def refuse_bombs(path: Path, name: str) -> None:
    """Unpack a spreadsheet file, keeping nothing: too many bytes, or cells, raise InputError."""
    budget, far = Budget(path, name), False
    for member, pieces in contents(path, name, budget):
        before = b""
        for piece in pieces:
            seen = before + piece
            if _COUNT.search(seen):
                raise broken(name, say("survey.member_claims_too_much", member=member))
            far = far or member == "content.xml" or bool(_FAR.search(seen))
            before = piece[-_OVERLAP:]
    if far:
        _measure(path, name)


def _measure(path: Path, name: str) -> None:
    """How far each sheet reaches: slower to tell, and needed only where one reaches far."""
    for member, pieces in contents(path, name, Budget(path, name)):
        sheet = _OdsSize() if member == "content.xml" else _XlsxSize()
        before = b""
        for piece in pieces:
            sheet.see(before + piece)
            before = (before + piece)[-_OVERLAP:]
            _refuse_spread(sheet, name)


def _refuse_spread(sheet: _XlsxSize | _OdsSize, name: str) -> None:
    if sheet.rows * sheet.columns > MOST_CELLS or sheet.columns > MOST_COLUMNS:
        what = say("survey.sheet_spreads", columns=sheet.columns, rows=sheet.rows)
        hint = say("survey.sheet_spreads_hint")
        raise complaint(Code.UNPACKS_TOO_LARGE, name, what, hint)


class _XlsxSize:
    """How far a sheet of an XLSX file reaches: its reader holds every cell of that rectangle."""

    def __init__(self) -> None:
        self.rows, self.columns = 0, 26

    def see(self, xml: bytes) -> None:
        self.rows = max(self.rows, *map(int, _ROW.findall(xml)), 0)
        for letters in {found.upper() for found in _WIDE.findall(xml)}:
            number = 0
            for letter in letters:
                number = number * 26 + letter - 64
            self.columns = max(self.columns, number)


class _OdsSize:
    """How far the sheets of an ODS file reach, repeated rows and cells counted out: each, from its own first row."""

    def __init__(self) -> None:
        self.rows = self.columns = 0
        self._row = self._times = self._column = 0
        self._seen = b""

    def see(self, xml: bytes) -> None:
        # what overlaps with the piece before is counted twice, which only makes the bound stricter
        for kind, attributes in _ODS.findall(xml):
            if not kind:  # the next sheet; LibreOffice repeats the last row of one down to where no more fit
                self._row = self._times = self._column = 0
                continue
            told = _TIMES.search(attributes)
            times = int(told[1]) if told else 1
            if kind == b"row":
                self._row += self._times
                self._times, self._column = times, 0
                continue
            self._column += times
            if not attributes.rstrip().endswith(b"/"):
                self.rows = max(self.rows, self._row + self._times)
                self.columns = max(self.columns, self._column)
