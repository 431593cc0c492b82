"""A file somebody wrote -> its text: UTF-8, or UTF-16 and UTF-32 that say so.

Owns what a path can be instead of a text; knows nothing of what the text means.
"""

from __future__ import annotations

import codecs
from pathlib import Path

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, Location, complaint

LARGEST_BYTES = 2_000_000

_MARKED = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_text(path: Path) -> str:
    """The text of a file, UTF-8 or marked as UTF-16, at most 2 MB.

    Raises InputError for everything a path can be instead.
    """
    name = str(path)
    try:
        if path.is_dir():
            raise complaint(Code.NOT_A_FILE, name, say("ground.folder_no_file"), say("ground.folder_no_file_hint"))
        with path.open("rb") as stream:
            content = stream.read(LARGEST_BYTES + 1)
    except FileNotFoundError:
        hint = say("ground.look_for_slip_hint")
        raise complaint(Code.MISSING_FILE, name, say("ground.no_such_file"), hint) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise complaint(Code.UNREADABLE, name, say("ground.unreadable", reason=reason)) from None
    if len(content) > LARGEST_BYTES:
        raise complaint(Code.TOO_LARGE, name, say("ground.too_large"), say("ground.right_file_hint"))
    return decoded(content, name)


def decoded(content: bytes, name: str) -> str:
    """UTF-8, or UTF-16 or UTF-32 that says so at its beginning, as Windows PowerShell writes it.

    Raises InputError where it is no text; `name` is what it is called then.
    """
    coding = next((coding for mark, coding in _MARKED if content.startswith(mark)), "utf-8-sig")
    try:
        text = content.decode(coding)
    except UnicodeDecodeError as error:
        line = content[: error.start].decode(coding, "replace").count("\n") + 1
        hint = say("ground.not_utf8_hint") if b"\0" not in content else say("ground.right_file_hint")
        raise complaint(Code.NOT_TEXT, Location(name, line, 1), say("ground.not_utf8"), hint) from None
    if "\0" in text:
        where = Location(name, text.count("\n", 0, text.index("\0")) + 1, 1)
        raise complaint(Code.NOT_TEXT, where, say("ground.no_text"), say("ground.right_file_hint"))
    return text
