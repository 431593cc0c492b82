"""`jtbd-diag list`: what there is."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from jtbd_diag.cli.common import library_of, stdout_console
from jtbd_diag.library import Library

EXAMPLES = """Examples:

  jtbd-diag list

  jtbd-diag list plays
"""
Shelf = Literal["questionnaires", "plays", "problems", "examples"]


def list_(
    context: typer.Context,
    what: Annotated[Shelf | None, typer.Argument(help="One of these only.")] = None,
) -> None:
    """List the questionnaires, plays, problem areas and examples, your own included."""
    from rich.table import Table

    console = stdout_console()
    library = library_of(context)
    sections = {
        "questionnaires": _questionnaires,
        "plays": _plays,
        "problems": _problems,
        "examples": _examples,
    }
    for name, rows in sections.items():
        if what in (None, name):
            table = Table.grid(padding=(0, 2, 0, 0))
            table.add_column(no_wrap=True)
            table.add_column(overflow="fold")
            for row in rows(library):
                table.add_row(*row)
            console.print(name.upper())
            console.print(table)
            console.print()


list_.__doc__ = f"{list_.__doc__}\n\n{EXAMPLES}"


def _questionnaires(library: Library) -> list[tuple[str, str]]:
    from jtbd_diag.questionnaire import load_questionnaire_file

    found = [load_questionnaire_file(path) for path in library.files("questionnaires", "", ".yaml").values()]
    return [(q.questionnaire, f"{q.title} ({len(q.items)} items, {q.minutes:g} minutes)") for q in found]


def _plays(library: Library) -> list[tuple[str, str]]:
    from jtbd_diag.playbook.plays import KINDS, load_advice

    plays = load_advice(library).plays.values()
    ranked = sorted(plays, key=lambda file: (KINDS.index(file.play.kind), file.play.order, file.id))
    return [(file.id, f"{file.play.kind}: {file.play.title}") for file in ranked]


def _problems(library: Library) -> list[tuple[str, str]]:
    from jtbd_diag.playbook.plays import load_advice

    return [(file.id, file.area.title) for file in load_advice(library).problems.values()]


def _examples(library: Library) -> list[tuple[str, str]]:

    paths = library.files("questionnaires", "examples", ".yaml")
    return [(name, str(path)) for name, path in paths.items()]
