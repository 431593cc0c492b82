"""Options that would do nothing beside the others: refused, as whoever gives one means something by it.

Owns the refusal alone; each command knows what does nothing in it.
"""

from __future__ import annotations

import typer

from jtbd_diag.ground.catalogue import say


def refuse_idle(context: typer.Context, why: str, *names: str) -> None:
    """Raise BadParameter where any of these was given, by the names of parameters; `why` is a key of the catalogue."""
    given = [
        one.opts[-1]
        for one in context.command.params
        if one.name in names and str(context.get_parameter_source(one.name or "")).endswith("COMMANDLINE")
    ]
    if given:
        raise typer.BadParameter(say(why, options=", ".join(given)))
