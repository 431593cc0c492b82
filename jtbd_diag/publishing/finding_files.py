"""What was found -> a file: a page as HTML or PDF, or a workbook.

Owns what the rooms that find something hand on to be written; must not know what they found.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jtbd_diag.ground.catalogue import say
from jtbd_diag.publishing import report
from jtbd_diag.publishing.drawings.svg_drawing import Drawing
from jtbd_diag.publishing.theme.theme import Theme
from jtbd_diag.publishing.workbook_sheets import SheetValue, new_workbook, write_about, write_sheet
from jtbd_diag.results.written import result_files

NamedSheets = Mapping[str, tuple[Sequence[str], Iterable[Sequence[SheetValue]]]]


@dataclass(frozen=True)
class Findings:
    """A page as Markdown with its drawings, and the sheets of a workbook by name, with a first one of sentences."""

    title: str
    parts: tuple[str, ...]
    footer: str
    about: tuple[str, ...]
    sheets: NamedSheets
    figures: Mapping[str, tuple[Drawing, ...]]
    evaluator: str = ""
    """How it is worked out: folded away where a page can, else the page's end."""

    @property
    def page(self) -> str:
        """The page without what is folded away."""
        return "\n\n".join((f"# {self.title}", *self.parts)) + "\n"

    @property
    def folded(self) -> str:
        """What is folded away, under its heading; nothing where there is nothing."""
        return f"{say('publishing.evaluator_title')}\n\n{self.evaluator}\n" if self.evaluator else ""

    @property
    def markdown(self) -> str:
        """The page, whole."""
        return "\n".join(filter(None, (self.page, self.folded)))


def write_findings(findings: Findings, path: Path, date: datetime.date, theme: Theme, *, force: bool = False) -> None:
    """Write the file that its ending names, whole or not at all. Raises InputError: EXISTS, UNWRITABLE."""
    if path.suffix.lower() == ".xlsx":
        with result_files.scratch(path, force=force) as beside, new_workbook(beside, findings.title) as book:
            write_about(book, (findings.title, *findings.about, findings.footer))
            for name, (heads, rows) in findings.sheets.items():
                write_sheet(book, name, heads, rows)
        return
    made = report.Report(findings.title, date, findings.page, findings.footer, findings.figures, findings.folded)
    report.publish(made, path, theme, force=force)


def columns_of(key: str) -> list[str]:
    """The heads of a table, which stand in one sentence with lines between them."""
    return say(key).split("|")
