"""The pages of a teaching kit -> files in a folder, numbered in the order of use.

Owns their names and formats, and that none is written when one is there already; must not know what they say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from jtbd_diag.ground.complaints import Code, InputError, Problem
from jtbd_diag.ground.files import refuse_all, write_whole
from jtbd_diag.playbook.kit import KitPage
from jtbd_diag.publishing import render
from jtbd_diag.publishing.pdf import pdf
from jtbd_diag.publishing.theme.theme import LAYOUTS, Theme
from jtbd_diag.publishing.word import slides

FORMATS = ("pdf", "docx", "html", "md", "txt")
"""What pages of text are written as; what is drawn for the wall or the hand is a PDF in any case."""


@dataclass(frozen=True)
class KitFiles:
    """What was written, and what is missing because a program is not installed."""

    written: tuple[Path, ...]
    missing: tuple[Problem, ...] = ()


def write_kit_files(
    pages: Sequence[KitPage], folder: Path, theme: Theme, *, kind: str = "pdf", force: bool = False
) -> KitFiles:
    """Write every page to `folder`, which is there. Raises InputError: EXISTS, before any is written; UNWRITABLE."""
    files = [(folder / name, make) for name, make in _files(pages, theme, kind)]
    refuse_all((path for path, _ in files), force=force)
    written: list[Path] = []
    missing: list[Problem] = []
    for path, make in files:
        try:
            write_whole(path, make(), force=force)
        except InputError as error:
            if any(problem.code is not Code.MISSING_PROGRAM for problem in error.problems) or kind == "docx":
                raise
            missing += error.problems
        else:
            written.append(path)
    return KitFiles(tuple(written), tuple(missing))


def _files(pages: Sequence[KitPage], theme: Theme, kind: str) -> Iterator[tuple[str, Callable[[], bytes]]]:
    for number, page in enumerate(pages, start=1):
        stem, layout = f"{number:02}-{page.piece.id}", page.piece.layout
        if layout in LAYOUTS:
            yield f"{stem}.pdf", partial(pdf.render, page.document, theme, layout=LAYOUTS[layout])
        else:
            yield f"{stem}.{kind}", partial(render, page.document, kind, theme)
        if layout == "slides":
            yield f"{stem}.pptx", partial(slides.render, page.document, theme)
