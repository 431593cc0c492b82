"""`--library`: the library that it names, the commands to type next, and the names that a shell completes.

Owns what of the command line leads to a library.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable
from pathlib import Path

import typer

from jtbd_diag.cli.shared.printing import tell_problems
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem
from jtbd_diag.ground.library import Library


def library_of(context: typer.Context) -> Library:
    """The library chosen on the command line or by the environment. Raises InputError when it is not there."""
    own = context.find_root().params.get("library")
    library = Library.from_environment(Path(own) if own else None)
    if library.own and not any((library.own / shelf).is_dir() for shelf in ("questionnaires", "playbooks", "offers")):
        what, hint = say("cli.no_library_in_folder"), say("cli.no_library_in_folder_hint")
        tell_problems([Problem(Code.MISSING_FILE, Location(str(library.own)), what, hint, warning=True)])
    return library


def command_line(context: typer.Context, *words: object) -> str:
    """A command to type next, with the --library that was given now."""
    own = context.find_root().params.get("library")
    return shlex.join(["jtbd-diag", *(["--library", str(own)] if own else []), *map(str, words)])


def completing(names: Callable[[Library], Iterable[str]]) -> Callable[[typer.Context, str], list[str]]:
    """Offers names to a shell that completes what was typed."""

    def offer(ctx: typer.Context, incomplete: str) -> list[str]:
        try:
            found = names(Library.from_environment(ctx.find_root().params.get("library")))
        except InputError:
            return []
        return [name for name in found if name.startswith(incomplete)]

    return offer
