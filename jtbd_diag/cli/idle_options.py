"""Options that would do nothing beside the others, or twice: refused, as whoever gives one means something by it.

Owns the refusal alone; each command knows what does nothing in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import typer

from jtbd_diag.ground.catalogue import say


def given_options(context: typer.Context) -> dict[str, str]:
    """The options that were given, by the names of their parameters: `{"as_json": "--json"}`."""
    return {
        str(one.name): one.opts[-1]
        for one in context.command.params
        if str(context.get_parameter_source(one.name or "")).endswith("COMMANDLINE")
    }


def refuse_repeated(parameters: Iterable[Any]) -> None:
    """Raise BadParameter where an option that takes one value stands more than once, of which only the last counts."""
    counts = Counter(one for one in parameters if one.param_type_name == "option" and not (one.multiple or one.is_flag))
    if twice := next((one.opts[-1] for one, count in counts.items() if count > 1), None):
        raise typer.BadParameter(say("cli.given_twice", option=twice))


def refuse_idle(context: typer.Context, why: str, *names: str) -> None:
    """Raise BadParameter where any of these was given, by the names of parameters; `why` is a key of the catalogue."""
    given = given_options(context)
    if idle := [given[name] for name in names if name in given]:
        raise typer.BadParameter(say(why, options=", ".join(idle)))
