"""Options that belong together, as one value: a frozen dataclass, of which every field is an option.

typer takes one option a parameter. A command that takes groups is made one that takes their fields, by the same names.
"""

from __future__ import annotations

import dataclasses
import functools
import inspect
from collections.abc import Callable, Iterator
from typing import Any, get_type_hints


def ungrouped(command: Callable[..., Any]) -> Callable[..., Any]:
    """The same command as typer takes it; when it is called, the fields of each group are put together."""
    hints = get_type_hints(command, include_extras=True)
    groups: dict[str, Any] = {name: kind for name, kind in hints.items() if dataclasses.is_dataclass(kind)}

    @functools.wraps(command)
    def whole(**options: Any) -> Any:
        together = {
            name: kind(**{field.name: options.pop(field.name) for field in dataclasses.fields(kind)})
            for name, kind in groups.items()
        }
        return command(**options, **together)

    parameters = [
        option
        for parameter in inspect.signature(command).parameters.values()
        for option in (
            _fields(groups[parameter.name])
            if parameter.name in groups
            else [_option(parameter.name, hints, parameter.default)]
        )
    ]
    whole.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return whole


def _fields(group: Any) -> Iterator[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    for field in dataclasses.fields(group):
        default = inspect.Parameter.empty if field.default is dataclasses.MISSING else field.default
        yield _option(field.name, hints, default)


def _option(name: str, hints: dict[str, Any], default: Any) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hints[name])
