"""What a command prints: talk and problems to stderr, a line each; texts, JSON and tables to stdout."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import typer

from jtbd_diag.cli.shared import streams
from jtbd_diag.cli.shared.options_in_words import as_options
from jtbd_diag.ground.complaints import Problem, in_words
from jtbd_diag.ground.visible_text import escaped, visible

if TYPE_CHECKING:
    import datetime

    from rich.console import Console

    from jtbd_diag.publishing.finding_files import Findings

LEAST_WIDTH = 20  # columns; what claims to be narrower is no terminal


def tell(words: str) -> None:
    """Say something on stderr."""
    streams.put(as_options(words))


def tell_problems(problems: Iterable[Problem]) -> None:
    """Say what is wrong, a line each, on stderr."""
    for line in in_words(tuple(problems)):
        tell(line)


def print_text(words: str) -> None:
    """Print a text that may be kept as a file: in a pipe or a file it is UTF-8 whatever the locale."""
    words = visible(words)
    if sys.stdout.isatty():
        typer.echo(words)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(f"{words}\n".encode())
        sys.stdout.buffer.flush()


def print_json(data: Any) -> None:
    """Print data as JSON; what could steer a terminal is written out in it."""
    import json

    print_text(escaped(json.dumps(data, indent=2, ensure_ascii=False)))


def stdout_console() -> Console:
    """A console on stdout that keeps to the width of the terminal, and to 80 columns in a pipe."""
    from rich.console import Console

    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = 80
    console.width = max(console.width, LEAST_WIDTH)
    return console


def show_page(page: Findings, day: datetime.date) -> None:
    """What was found, as a page in the terminal."""
    from jtbd_diag.playbook.document import Document
    from jtbd_diag.publishing.terminal.playbook_in_terminal import show

    show(Document(page.title, day, page.markdown, page.footer), stdout_console())


def print_table(heads: str, rows: list[list[str]], *, words: bool = False) -> None:
    """Rows of texts as columns; all but the first to the right, unless they are words."""
    from rich.table import Table

    shown = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for n, head in enumerate(heads.split("|")):
        shown.add_column(head, justify="left" if words or not n else "right", overflow="fold")
    for row in rows:
        shown.add_row(*map(visible, row))
    stdout_console().print(shown)
