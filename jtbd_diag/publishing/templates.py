"""Fills a theme's Jinja templates, in a sandbox, with every value escaped.

Owns the complaints about templates; must not know what they draw.
"""

from __future__ import annotations

import functools
import traceback
from typing import TYPE_CHECKING, Any

from jtbd_diag.errors import Code, InputError, Location, complaint

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.sandbox import SandboxedEnvironment

    from jtbd_diag.publishing.theme import Theme


def fill(theme: Theme, name: str, **values: Any) -> str:
    """The theme's template `name`, filled with `values`.

    Raises InputError with file and line: TEMPLATE_SYNTAX for what is no template, TEMPLATE_NAME for a name
    that stands for nothing.
    """
    import jinja2

    file = str(theme.path(name))
    try:
        return _compiled(theme.text(name)).render(values)
    except jinja2.TemplateSyntaxError as error:
        where = Location(file, error.lineno, 1)
        raise complaint(Code.TEMPLATE_SYNTAX, where, f"not a template: {error.message}") from None
    except jinja2.UndefinedError as error:
        hint = "known: " + ", ".join(sorted(values))
        raise complaint(Code.TEMPLATE_NAME, _place(error, file), str(error.message), hint) from None
    except InputError:
        raise
    except Exception as error:  # a template may do anything the sandbox allows, and fail in as many ways
        what = f"the template cannot be filled: {error}"
        raise complaint(Code.TEMPLATE_SYNTAX, _place(error, file), what) from error


@functools.lru_cache(maxsize=32)
def _compiled(source: str) -> Template:
    return _environment().from_string(source)


@functools.cache
def _environment() -> SandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def _place(error: Exception, file: str) -> Location:
    """The template's line in which an error arose; Jinja rewrites tracebacks to name it."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == "<template>" and frame.lineno]
    return Location(file, lines[-1], 1) if lines else Location(file)
