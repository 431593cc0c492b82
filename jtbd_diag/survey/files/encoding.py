"""Bytes of unknown encoding -> text.

Owns byte order marks, UTF-16, and what is not UTF-8; knows nothing of cells.
"""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import TextIO

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ONE_BY_ONE = "jtbd-diag-cp1252"
AS_REPLACEMENT = "jtbd-diag-replacement"
"""How to write text that holds halves of letters."""
PIECE = 1 << 20


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are no UTF-8 are read as Windows does; the five it leaves open, as control characters."""
    assert isinstance(error, UnicodeDecodeError)
    broken = error.object[error.start : error.end]
    return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in broken), error.end


codecs.register_error(_ONE_BY_ONE, _as_cp1252)


def _as_replacement(error: UnicodeError) -> tuple[bytes, int]:
    """Halves of letters, which JSON can name, cannot be written."""
    assert isinstance(error, UnicodeEncodeError)
    return "\N{REPLACEMENT CHARACTER}".encode() * (error.end - error.start), error.end


codecs.register_error(AS_REPLACEMENT, _as_replacement)


def encoding_of(head: bytes) -> str:
    """The encoding that the first bytes show: by mark, or by where the NUL bytes of UTF-16 fall; else UTF-8."""
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), None)
    if marked:
        return marked
    even, odd = head[0:4000:2].count(0), head[1:4000:2].count(0)
    half = min(len(head), 4000) / 2
    if half > 2 and max(even, odd) > 0.3 * half and min(even, odd) < 0.05 * half:
        return "utf-16-le" if odd > even else "utf-16-be"
    return "utf-8"


def is_utf8(path: Path) -> bool:
    """Whether a whole file is UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as stream:
            while piece := stream.read(PIECE):
                if not piece.isascii() or decoder.getstate()[0]:
                    decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def open_text(path: Path, encoding: str) -> TextIO:
    """A file as text with its line ends as they are; never fails: what is no UTF-8 is read as cp1252."""
    errors = _ONE_BY_ONE if encoding.startswith("utf-8") else "replace"
    return path.open(encoding=encoding, errors=errors, newline="")
