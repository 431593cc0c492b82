"""Playbook -> PDF, HTML, Word, Markdown, text and the terminal.

Owns the choice of the format; must not know how a playbook came about.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from jtbd_diag.errors import Code, InputError, complaint
from jtbd_diag.files import refuse_existing, write_whole
from jtbd_diag.library import Library
from jtbd_diag.publishing import html, pdf, text, word
from jtbd_diag.publishing.terminal import show
from jtbd_diag.publishing.theme import Theme, load_theme

if TYPE_CHECKING:
    from jtbd_diag.playbook.writing import Playbook

__all__ = ["FORMATS", "Theme", "format_of", "load_theme", "publish", "render", "show"]

FORMATS: dict[str, Callable[[Playbook, Theme], bytes]] = {
    "pdf": pdf.render,
    "html": html.render,
    "docx": word.render,
    "md": text.render_markdown,
    "txt": text.render_text,
}


def publish(
    playbook: Playbook,
    path: Path,
    *,
    library: Library | None = None,
    theme: Path | None = None,
    force: bool = False,
) -> None:
    """Write a playbook to `path`, whole or not at all, in the format its ending names.

    `theme` is a folder whose files replace those of the library's theme, one by one. Raises InputError:
    UNKNOWN_FORMAT, EXISTS (`force` replaces a file), UNWRITABLE, MISSING_PROGRAM (Word without its extra),
    and whatever is wrong with the theme.
    """
    kind = format_of(path)
    refuse_existing(path, force=force)
    write_whole(path, render(playbook, kind, load_theme(library, theme)), force=force)


def render(playbook: Playbook, kind: str, theme: Theme | None = None) -> bytes:
    """A playbook in one of FORMATS. Raises InputError like `publish`, but writes nothing."""
    if kind not in FORMATS:
        raise _unknown(kind, kind)
    return FORMATS[kind](playbook, theme or load_theme())


def format_of(path: Path) -> str:
    """The format a file's ending names. Raises InputError naming the known ones."""
    kind = path.suffix.removeprefix(".").lower()
    if kind not in FORMATS:
        raise _unknown(kind, str(path))
    return kind


def _unknown(kind: str, where: str) -> InputError:
    what = f"there is no format '{kind}'" if kind else "the file's name does not say in which format"
    known = ", ".join(f".{name}" for name in FORMATS)
    return complaint(Code.UNKNOWN_FORMAT, where, what, f"known: {known}")
