"""Options that several commands have, by the same name and with the same meaning."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


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
