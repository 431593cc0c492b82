"""A document -> PDF, HTML, Word, slides, a calendar, Markdown, text and the terminal.

In: a playbook, a page of the kit, a report, what was found, or a diagnosis. Out: bytes of a format, a workbook's too.
Must not know how the document came about.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from jtbd_diag.publishing.all_formats import FORMATS, files_of, format_of, publish, render, sheets_file

if TYPE_CHECKING:
    from jtbd_diag.publishing.terminal.playbook_in_terminal import show
    from jtbd_diag.publishing.theme.theme import Theme, load_theme

__all__ = ["FORMATS", "Theme", "files_of", "format_of", "load_theme", "publish", "render", "sheets_file", "show"]

_HOMES = {"show": "terminal.playbook_in_terminal", "Theme": "theme.theme", "load_theme": "theme.theme"}
"""What takes longer to import, when it is first used."""


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
