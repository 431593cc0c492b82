"""Every format that a document is written in, and the files that a playbook becomes.

Owns which formats there are, and what lies beside a playbook; must not know how any of them is made.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from jtbd_diag.ground.library import Library
    from jtbd_diag.playbook.document import Document
    from jtbd_diag.playbook.written_playbook import Playbook
    from jtbd_diag.publishing.theme.theme import Theme

FORMATS: dict[str, tuple[str, str]] = {
    "pdf": ("pdf.pdf", "render"),
    "html": ("html", "render"),
    "docx": ("word.word", "render"),
    "md": ("markdown_and_plain_text", "render_markdown"),
    "txt": ("markdown_and_plain_text", "render_text"),
    "ics": ("ics_written", "render"),
}
"""Each format's module here and its function; imported when first used, so that a diagnosis starts quickly."""

SHEETS = "-sheets"
"""What the name of a file with sheets ends in."""
COACH = "-coach"
"""What the name of a file with the pages for a coach ends in."""
_CALENDAR = ".ics"


def publish(
    playbook: Playbook,
    path: Path | str,
    *,
    library: Library | None = None,
    theme: Path | str | None = None,
    force: bool = False,
) -> tuple[Path, ...]:
    """Write a playbook to `path`, whole or not at all, in the format its ending names, and its sheets beside it.

    Hands back the files that were written, as `files_of` names them.
    `theme` is a folder whose files replace those of the library's theme, one by one. Raises InputError:
    UNKNOWN_FORMAT, EXISTS (`force` replaces a file), UNWRITABLE, MISSING_PROGRAM (Word without its extra),
    and whatever is wrong with the theme.
    """
    from jtbd_diag.ground.files import refuse_existing, write_whole
    from jtbd_diag.publishing.theme.theme import load_theme

    path = Path(path)
    kind, used = format_of(path), load_theme(library, None if theme is None else Path(theme))
    written = files_of(playbook, path)
    for file in written:
        refuse_existing(file, force=force)
    made = [render(one, kind, used, in_place_of=file) for file, one in written.items()]
    for file, page in zip(written, made, strict=True):
        write_whole(file, page, force=force)
    return tuple(written)


def files_of(playbook: Playbook, path: Path) -> dict[Path, Playbook]:
    """The files that a playbook becomes at `path`: itself, and where there are any its sheets and a coach's pages."""
    files = {path: playbook}
    if path.suffix.lower() == _CALENDAR:
        return files
    if playbook.sheets is not None:
        files[sheets_file(path)] = playbook.sheets
    if playbook.coach is not None:
        files[path.with_name(f"{path.stem}{COACH}{path.suffix}")] = playbook.coach
    return files


def sheets_file(path: Path) -> Path:
    """Where the sheets of the playbook at `path` lie: beside it."""
    return path.with_name(f"{path.stem}{SHEETS}{path.suffix}")


def render(document: Document, kind: str, theme: Theme | None = None, *, in_place_of: Path | None = None) -> bytes:
    """A document in one of FORMATS, but a calendar is made of a playbook alone. Raises InputError like `publish`.

    Nothing is written. Entries of a calendar get a later version than those in the file that they are `in_place_of`,
    if it is there.
    """
    from jtbd_diag.ground.formats import unknown_format
    from jtbd_diag.publishing.theme.theme import load_theme

    if kind not in FORMATS:
        raise unknown_format(kind, kind, FORMATS)
    module, name = FORMATS[kind]
    made: Callable[..., bytes] = getattr(importlib.import_module(f"{__package__}.{module}"), name)
    if kind == "ics" and in_place_of is not None and in_place_of.is_file():
        return made(document, theme or load_theme(), in_place_of.read_bytes())
    return made(document, theme or load_theme())


def format_of(path: Path) -> str:
    """The format a file's ending names. Raises InputError naming the known ones."""
    from jtbd_diag.ground.formats import by_ending

    return by_ending(path, FORMATS)
