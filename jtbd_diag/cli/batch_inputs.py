"""What `jtbd-diag batch` reads: a table or a folder, and what was asked in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from jtbd_diag.cli.common import questionnaires_of

if TYPE_CHECKING:
    from jtbd_diag.ground.library import Library
    from jtbd_diag.questionnaire import Questionnaire
    from jtbd_diag.results.run import Reading


NAMES = ("layout", "mapping", "sheet", "labels", "event", "long")


def source_of(table: str, library: Library, options: tuple[object, ...]) -> Path | None:
    """The table or folder; a shipped example by its name where there is no such file; None for standard input.

    A folder takes none of the `options` that only say how a table is read: a value or None for each of NAMES.
    """
    if table == "-":
        return None
    shipped = library.files("questionnaires", "examples", ".csv").get(table.removesuffix(".csv"))
    source = shipped if shipped and not Path(table).exists() else Path(table)
    if source.is_dir():
        _refuse_for_folders(options)
    return source


def _refuse_for_folders(options: tuple[object, ...]) -> None:
    given = [f"--{name}" for name, option in zip(NAMES, options, strict=True) if option is not None]
    if given:
        raise typer.BadParameter(f"{', '.join(given)}: for tables only; a folder of answers files needs none")


def asked_in(
    questionnaire: str | None, mapping: Path | None, library: Library, source: Path | None = None
) -> Questionnaire:
    """The questionnaire named, or else the one that the mapping or most files of a folder name, or leader."""
    from jtbd_diag.questionnaire import load_questionnaire
    from jtbd_diag.questionnaire.loading import named_questionnaire
    from jtbd_diag.survey.columns.mapping import mapped_questionnaire

    if not questionnaire and source is not None and source.is_dir():
        from jtbd_diag.results.returned_files import asked_of

        questionnaire = asked_of(source, lambda: questionnaires_of(library))
    named = mapped_questionnaire(mapping) if mapping and not questionnaire else None
    return named_questionnaire(*named, library) if named else load_questionnaire(questionnaire or "leader", library)


def reading_of(source: Path | None, *told: Any) -> Reading:
    """How to read it: what `results.run.Reading` takes, in that order."""
    from jtbd_diag.results.run import Reading

    return Reading(source, *told)
