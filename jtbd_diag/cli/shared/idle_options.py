"""Options that would do nothing beside the others, or twice, or empty: refused, as whoever gives one means something.

Owns the refusal alone; each command knows what does nothing in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
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


def refuse_empty(parameters: Iterable[Any], values: Mapping[str, Any]) -> None:
    """Raise BadParameter where an argument or an option is empty, which as a path would be the folder one stands in."""
    empty = []
    for one in {each.name: each for each in parameters}.values():
        value = values.get(one.name)
        several = value if isinstance(value, list | tuple) else [value]
        if any(isinstance(each, str) and not each.strip() for each in several):
            empty.append(one.opts[-1] if one.param_type_name == "option" else (one.metavar or one.name).strip("[]."))
    if empty:
        raise typer.BadParameter(say("cli.empty", n=len(empty), options=", ".join(empty)))


def refuse_idle(context: typer.Context, why: str, *names: str) -> None:
    """Raise BadParameter where any of these was given, by the names of parameters; `why` is a key of the catalogue."""
    given = given_options(context)
    if idle := [given[name] for name in names if name in given]:
        raise typer.BadParameter(say(why, options=", ".join(idle)))
