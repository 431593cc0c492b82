"""How `--help` looks: typer's page, then examples as lines that can be copied whole.

A narrow terminal gets plain lines instead of boxes.
"""

from __future__ import annotations

import functools
import shutil
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

NARROW = 60  # columns, below which boxes leave no room for words


def with_examples(examples: str) -> type[TyperCommand]:
    """A command whose help ends with examples, which nothing wraps."""

    words = "Examples:\n\n" + examples.strip("\n")

    class Command(TyperCommand):
        def format_help(self, ctx: Any, formatter: Any) -> None:
            _show(self, super().format_help, ctx, formatter)
            if _is_narrow():
                formatter.write(f"\n{words}\n")
            else:  # typer has printed its page by now
                typer.echo(words)

    return Command


class Group(TyperGroup):
    """The program itself."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Show the options and the commands."""
        _show(self, super().format_help, ctx, formatter)


def _show(command: Any, show: Any, ctx: Any, formatter: Any) -> None:
    for option in command.get_params(ctx):
        if getattr(option, "is_flag", False):
            option.metavar = ""  # a flag takes no value, so no type is shown
    mode = command.rich_markup_mode
    if _is_narrow():
        command.rich_markup_mode = None
        formatter.width = max(_columns() - 1, 20)
        formatter.write_dl = functools.partial(formatter.write_dl, col_max=2)  # what it means goes below the name
    try:
        show(ctx, formatter)
    finally:
        command.rich_markup_mode = mode


def _is_narrow() -> bool:
    return _columns() < NARROW


def _columns() -> int:
    return shutil.get_terminal_size((80, 24)).columns
