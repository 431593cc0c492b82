"""Options that would do nothing beside the others: refused, as whoever gives one means something by it.

Owns the refusal alone; each command knows what does nothing in it.
"""

from __future__ import annotations

import typer

from jtbd_diag.ground.catalogue import say


def given_options(context: typer.Context) -> dict[str, str]:
    """The options that were given, by the names of their parameters: `{"as_json": "--json"}`."""
    return {
        str(one.name): one.opts[-1]
        for one in context.command.params
        if str(context.get_parameter_source(one.name or "")).endswith("COMMANDLINE")
    }


def refuse_idle(context: typer.Context, why: str, *names: str) -> None:
    """Raise BadParameter where any of these was given, by the names of parameters; `why` is a key of the catalogue."""
    given = given_options(context)
    if idle := [given[name] for name in names if name in given]:
        raise typer.BadParameter(say(why, options=", ".join(idle)))
