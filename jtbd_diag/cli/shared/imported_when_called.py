"""A command whose file is imported, and whose options are read, when it is called.

Owns what is known of a command before: its name and what it does. To read all twenty took each a sixth of its time.
"""

from __future__ import annotations

import functools
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand

from jtbd_diag.cli.shared.help import command_class, what_it_does
from jtbd_diag.cli.shared.option_groups import ungrouped


def on_demand(function: str, in_help: str | None = None) -> type[TyperCommand]:
    """The command that `file.function` of this folder is; `in_help` is the function that fills in its help."""

    class OnDemand(TyperCommand):
        @functools.cached_property
        def whole(self) -> Any:
            """The command itself."""
            alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
            kind = command_class(*([_function_named(in_help)] if in_help else []))
            alone.command(self.name, cls=kind)(ungrouped(_function_named(function)))
            return typer.main.get_command(alone)

        def speak(self) -> None:
            """Take what it does from the catalogue."""
            self.help = what_it_does(str(self.name))

        def make_context(self, *given: Any, **more: Any) -> Any:
            """Here a call begins."""
            return self.whole.make_context(*given, **more)

    return OnDemand


def _function_named(function: str) -> Any:
    file, _, name = function.partition(".")
    return getattr(import_module(f"jtbd_diag.cli.{file}"), name)
