"""A path or standard input -> grids, by what the bytes are and not by what the file is called.

Owns which format a file is in; knows nothing of layouts.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Literal
from weakref import WeakKeyDictionary

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.ground.english import beginning
from jtbd_diag.ground.files import is_utf_8
from jtbd_diag.ground.formats import STATISTICS_ENDINGS, TABLE_ENDINGS
from jtbd_diag.survey.files import archive
from jtbd_diag.survey.files.csv_text import LARGE, open_delimited
from jtbd_diag.survey.files.encoding import encoding_of
from jtbd_diag.survey.files.form_files import refuse_text
from jtbd_diag.survey.files.grid import Grid, room_for_copies, scratch_file, state_of, unchanged
from jtbd_diag.survey.files.statistics_cells import statistics_kind

_OTHERS = (
    (b"%PDF", "survey.file_is_pdf"),
    (b"\x89PNG", "survey.file_is_picture"),
    (b"\xff\xd8\xff", "survey.file_is_picture"),
    (b"7z\xbc\xaf", "survey.file_is_7z"),
    (b"Rar!", "survey.file_is_rar"),
    (b"SQLite format 3", "survey.file_is_database"),
    (b"ARROW1", "survey.file_is_arrow"),
    (b"\xff\xff\xff\xff", "survey.file_is_arrow"),
    (b"RDX2\n", "survey.file_is_r"),
    (b"RDX3\n", "survey.file_is_r"),
    (b"X\n\0\0\0", "survey.file_is_r"),
    (b"{\\rtf", "survey.file_is_document"),
    (b"MIME-Version:", "survey.file_is_xml"),
    (b"BZh91AY&SY", "survey.file_is_packed"),
    (b"\xfd7zXZ\0", "survey.file_is_packed"),
    (b"\x28\xb5\x2f\xfd", "survey.file_is_packed"),
)
_DOCUMENTS = ("word/document.xml", "ppt/presentation.xml")
_WRITTEN = b"application/vnd.oasis.opendocument.text"
_IN_ARCHIVES = ((*TABLE_ENDINGS, *STATISTICS_ENDINGS), (".txt",), (".json",))
"""Text and JSON in an archive are the table only where it holds no other; beside one they tell of it."""
_ANSWERS_FILE = tuple(re.compile(begins, re.MULTILINE) for begins in (r"^questionnaire:\s", r"^answers:"))
_SEEN_OF_ANSWERS = 1 << 13
_LOCKED = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e"

_SPOOLED: WeakKeyDictionary[BinaryIO, Path] = WeakKeyDictionary()
"""Where what came on standard input is kept, for whoever reads it again."""
_LAST: dict[tuple[object, ...], list[Grid]] = {}
"""What was opened last: a table is opened to see which version of a questionnaire it answers, and then to be read."""


@room_for_copies()
def open_grids(source: Path | Literal["-"], sheet: str | None = None, *, careful: bool = False) -> list[Grid]:
    """What a source holds: one grid, or of a spreadsheet with several sheets one a sheet.

    Raises InputError for everything that a source can be instead of a table.
    """
    name = say("survey.standard_input") if source == "-" else str(source)
    path = _spooled() if source == "-" else source
    try:
        if path.is_dir():
            raise complaint(Code.NOT_A_FILE, name, say("survey.folder_no_file"), say("survey.folder_no_file_hint"))
        start = _start(path)
        if not is_utf_8(path):
            what = say("survey.name_not_utf_8")
            raise complaint(Code.UNREADABLE, name, what, say("survey.name_not_utf_8_hint"))
    except FileNotFoundError:
        raise complaint(Code.MISSING_FILE, name, say("survey.no_such_file"), say("survey.no_such_file_hint")) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise complaint(Code.UNREADABLE, name, say("survey.unreadable", why=reason)) from None
    asked = (name, path.absolute(), state_of(path), sheet, careful)
    if asked not in _LAST:
        grids = _opened(_copy_of(path) if source != "-" else path, name, start, sheet, careful)
        _LAST.clear()
        _LAST[asked] = grids
    return list(_LAST[asked])


def _copy_of(path: Path) -> Path:
    """A copy that nobody else writes to, of a file that is not too large for one.

    polars maps a file into memory, and the machine stops a program whose mapped file is cut short by another one.
    Raises InputError where the file changes while it is copied.
    """
    if not path.is_file() or path.stat().st_size > LARGE:
        return path
    target = scratch_file(".survey")
    with unchanged(path):
        shutil.copyfile(path, target)
    return target


def _start(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(1 << 16)


def _spooled() -> Path:
    """Standard input, kept in a file so that it can be read more than once."""
    stream = sys.stdin.buffer
    if stream not in _SPOOLED:
        target = scratch_file(".stdin")
        with target.open("wb") as copy:
            shutil.copyfileobj(stream, copy)
        _SPOOLED[stream] = target
    return _SPOOLED[stream]


def _opened(path: Path, name: str, start: bytes, sheet: str | None, careful: bool) -> list[Grid]:
    if not start.strip(b"\xef\xbb\xbf\r\n\t \0"):
        raise complaint(Code.EMPTY, name, say("survey.empty_file"), say("survey.empty_file_hint"))
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _unzipped(path, name, sheet, careful)
    if start.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _binary_spreadsheet(path, name, sheet)
    if sheet is not None:
        raise complaint(
            Code.UNKNOWN_SHEET, name, say("survey.no_sheets_to_choose"), say("survey.no_sheets_to_choose_hint")
        )
    if start.startswith(b"PAR1"):
        from jtbd_diag.survey.files.parquet_and_json import open_parquet

        return [open_parquet(path, name, careful=careful)]
    if start.startswith(b"\x1f\x8b"):
        inner = archive.gunzipped(path, name)
        return _opened(inner, name, _start(inner), None, careful)
    if kind := statistics_kind(start):
        from jtbd_diag.survey.files.spreadsheet import open_statistics

        return [open_statistics(path, name, kind)]
    return [_opened_text(path, name, start, careful)]


def _opened_text(path: Path, name: str, start: bytes, careful: bool) -> Grid:
    other = next((what for mark, what in _OTHERS if start.startswith(mark)), None)
    bare = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if bare[:200].lower().startswith((b"<!doctype", b"<html", b"<?xml", b"<table")):
        other = "survey.file_is_xml"
    encoding = encoding_of(start)
    if other is None and not encoding.startswith("utf-16") and encoding != "utf-32" and _is_binary(start):
        other = "survey.file_is_no_text"
    text = start.decode("utf-16" if encoding.startswith("utf-16") else "utf-8", "ignore").lstrip("\ufeff \r\n\t")
    refuse_text(text, name)
    if other:
        hint = "survey.unpack_hint" if other == "survey.file_is_packed" else "survey.export_answers_hint"
        raise complaint(Code.NOT_A_TABLE, name, say(other), say(hint))
    if all(key.search(text[:_SEEN_OF_ANSWERS]) for key in _ANSWERS_FILE):
        raise complaint(Code.NOT_A_TABLE, name, say("survey.file_is_answers"), say("survey.file_is_answers_hint"))
    if text.startswith(("{", "[{", "[[", "[\n", "[ ", "[\r")):
        from jtbd_diag.survey.files.parquet_and_json import open_json_lines

        return open_json_lines(path, name)
    return open_delimited(path, name, careful=careful)


def _is_binary(start: bytes) -> bool:
    """Whether more bytes are control characters than in any text, even one with NUL bytes strewn in, or the first is
    one, as in tables of dBase, of which little else is."""
    odd = [byte for byte in range(1, 32) if byte not in b"\t\n\r\x1f\x01\x0b\x0c\x1b"]
    many = sum(map(start.count, odd)) * 10 > len(start) or start.count(0) * 3 > len(start)
    return many or start[0] in odd


def _binary_spreadsheet(path: Path, name: str, sheet: str | None) -> list[Grid]:
    from jtbd_diag.survey.files.spreadsheet import open_spreadsheet

    if _LOCKED in path.read_bytes():
        raise complaint(Code.NOT_A_TABLE, name, say("survey.file_locked"), say("survey.file_locked_hint"))
    return open_spreadsheet(path, name, sheet, kind="xls")


def _unzipped(path: Path, name: str, sheet: str | None, careful: bool) -> list[Grid]:
    inside = archive.members(path, name)
    if "xl/workbook.bin" in inside:
        raise complaint(Code.NOT_A_TABLE, name, say("survey.xlsb_not_read"), say("survey.xlsb_not_read_hint"))
    if any(one in _DOCUMENTS for one in inside) or _WRITTEN in _start(path)[:200]:
        raise complaint(Code.NOT_A_TABLE, name, say("survey.file_is_document"), say("survey.export_answers_hint"))
    if any(one.endswith(".iwa") for one in inside):
        raise complaint(Code.NOT_A_TABLE, name, say("survey.file_is_numbers"), say("survey.export_answers_hint"))
    if "xl/workbook.xml" in inside or "content.xml" in inside:
        from jtbd_diag.survey.files.spreadsheet import open_spreadsheet

        return open_spreadsheet(path, name, sheet, kind="ods" if "content.xml" in inside else "xlsx")
    own = [one for one in inside if not one.startswith("__MACOSX")]
    kinds = ([one for one in own if one.lower().endswith(endings)] for endings in _IN_ARCHIVES)
    tables = next(filter(None, kinds), [])
    member, inner_sheet = _named_in(tables, sheet)
    if member is not None:
        inner = archive.member_file(path, member, name)
        found = _opened(inner, f"{name}/{member}", _start(inner), inner_sheet, careful)
        return found if len(tables) == 1 else [_of_member(grid, member) for grid in found]
    if not tables:
        what = say("survey.archive_without_table")
        raise complaint(Code.NOT_A_TABLE, name, what, say("survey.archive_without_table_hint"))
    what = say("survey.archive_of_tables", n=len(tables), tables=beginning([f"'{one}'" for one in tables], 5))
    raise complaint(Code.NOT_A_TABLE, name, what, say("survey.archive_of_tables_hint", table=tables[0]))


def _named_in(tables: Sequence[str], sheet: str | None) -> tuple[str | None, str | None]:
    """The table of an archive that is meant, and the sheet in it: named as both, `answers.xlsx/Sheet1`, or as one."""
    for table in tables if sheet else ():
        if sheet == table or (sheet or "").startswith(f"{table}/"):
            return table, (sheet or "")[len(table) + 1 :] or None
    return (tables[0], sheet) if len(tables) == 1 else (None, None)


def _of_member(grid: Grid, member: str) -> Grid:
    return grid._replace(sheet=f"{member}/{grid.sheet}" if grid.sheet else member)
