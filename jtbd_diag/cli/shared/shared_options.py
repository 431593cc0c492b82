"""Options that several commands have, by the same name and with the same meaning."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jtbd_diag.cli.shared.date_calendar_and_issue import parse_day
from jtbd_diag.cli.shared.printing import tell
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.library import Library

if TYPE_CHECKING:
    from jtbd_diag.cohort.earlier_reports import Shown
    from jtbd_diag.publishing import Theme
    from jtbd_diag.publishing.finding_files import Findings

PAGES = ("html", "pdf", "xlsx")
"""What a page of findings may be written as."""


class Context(StrEnum):
    """Where answers were given, where that changes what may be scored."""

    application = "application"


OutputOption = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE")]
OutputsOption = Annotated[list[Path] | None, typer.Option("-o", "--output", metavar="FILE")]
QuestionnaireOption = Annotated[str | None, typer.Option(metavar="NAME")]
MappingOption = Annotated[Path | None, typer.Option(metavar="FILE")]
MappingsOption = Annotated[list[Path] | None, typer.Option("--mapping", metavar="FILE")]
ContextOption = Annotated[Context | None, typer.Option("--context")]
RespondentOption = Annotated[str | None, typer.Option("--for", metavar="WHO")]
IdOption = Annotated[str | None, typer.Option("--id", metavar="COLUMN")]
CalendarOption = Annotated[Path | None, typer.Option(metavar="FILE")]
ThemeOption = Annotated[Path | None, typer.Option(metavar="DIR")]
StrictOption = Annotated[bool, typer.Option("--strict")]
DateOption = Annotated[str | None, typer.Option(metavar="DATE")]
ForceOption = Annotated[bool, typer.Option("--force")]


@dataclass(frozen=True)
class PageOptions:
    """In which looks and of which day pages of findings are written, and whether they may replace what is there."""

    theme: ThemeOption = None
    date: DateOption = None
    force: ForceOption = False

    @property
    def day(self) -> datetime.date:
        """The day that pages bear. Raises BadParameter for what is no day."""
        return parse_day(self.date)

    def looks(self, library: Library) -> Theme:
        """The looks that were asked for, or a library's. Raises InputError for a faulty theme."""
        from jtbd_diag.publishing import load_theme

        return load_theme(library, self.theme)

    def write(self, page: Findings, paths: Iterable[Path], looks: Theme, shown: Shown | None = None) -> None:
        """Write a page as every file, and note beside each what of small groups is `shown`."""
        from jtbd_diag.cohort import earlier_reports
        from jtbd_diag.publishing.finding_files import write_findings

        for path in paths:
            write_findings(page, path, self.day, looks, force=self.force)
            if shown is not None:
                earlier_reports.leave(path, shown)
            tell(say("cli.wrote", path=path))
