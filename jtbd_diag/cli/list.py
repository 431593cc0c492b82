"""`jtbd-diag list`: what there is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import typer

from jtbd_diag.cli.shared.library_option import completing, library_of
from jtbd_diag.cli.shared.printing import stdout_console
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.library import Library
from jtbd_diag.ground.visible_text import visible

KINDS = ("questionnaires", "plays", "problems", "templates", "examples", "offers")
ListedRow = tuple[str, str]
WIDEST_NAME = 36
LEAST_WORDS = 30


def list_(
    context: typer.Context,
    kind: Annotated[str | None, typer.Argument(autocompletion=completing(lambda _: KINDS))] = None,
) -> None:
    """List questionnaires, plays, problem areas, templates, examples and offers, your own included."""
    if kind not in (None, *KINDS):
        raise typer.BadParameter(say("cli.no_such_kind", kind=kind, kinds=", ".join(KINDS)), param_hint="'kind'")
    library = library_of(context)
    shelves = dict(zip(KINDS, (_questionnaires, _plays, _problems, _templates, _examples, _offers), strict=True))
    width = min(stdout_console().width, 100)
    told = [
        "\n".join([name.upper(), *_lines(rows(library), width)])
        for name, rows in shelves.items()
        if kind in (None, name)
    ]
    typer.echo(visible("\n\n".join(told)))


def _lines(rows: Iterable[ListedRow], width: int) -> Iterable[str]:
    """Names and what they are, beside each other; in a narrow terminal, below each other."""
    import textwrap

    rows = list(rows)
    room = min(max((len(name) for name, _ in rows), default=0), WIDEST_NAME) + 2
    beside = width - room >= LEAST_WORDS
    for name, words in rows:
        indent = " " * room if beside else "    "
        first = f"{name:<{room}}" if beside and len(name) < room else indent
        if not first.strip():
            yield name
        yield from textwrap.wrap(
            words, width, initial_indent=first, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
        )


def _questionnaires(library: Library) -> list[ListedRow]:
    from jtbd_diag.questionnaire import load_questionnaire_file

    found = {name: load_questionnaire_file(path) for name, path in library.files("questionnaires", "", ".yaml").items()}
    return [
        (
            name,
            say("cli.listed_questionnaire", title=q.title, version=q.version, items=len(q.items), minutes=q.minutes),
        )
        for name, q in found.items()
    ]


def _plays(library: Library) -> list[ListedRow]:
    from jtbd_diag.playbook import load_advice
    from jtbd_diag.playbook.advice.plays import KINDS as PLAY_KINDS

    plays = load_advice(library).plays.values()
    ranked = sorted(plays, key=lambda file: (PLAY_KINDS.index(file.play.kind), file.play.order, file.id))
    return [(file.id, f"{file.play.kind}: {file.play.title}") for file in ranked]


def _problems(library: Library) -> list[ListedRow]:
    from jtbd_diag.playbook import load_advice

    return [(file.id, file.area.title) for file in load_advice(library).problems.values()]


def _templates(library: Library) -> list[ListedRow]:
    names = library.files("playbooks", "", ".md.j2")
    return [*((name, str(path)) for name, path in names.items()), ("theme", say("cli.listed_theme"))]


def _examples(library: Library) -> list[ListedRow]:
    return [(name, str(path)) for name, path in library.files("questionnaires", "examples", ".yaml").items()]


def _offers(library: Library) -> list[ListedRow]:
    return [(name, str(path)) for name, path in library.files("offers", "", ".yaml").items()]
