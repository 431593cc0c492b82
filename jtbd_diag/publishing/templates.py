"""Fills a theme's Jinja templates, in a sandbox, with every value escaped.

Owns how values become text; must not know what templates draw.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from jtbd_diag.template_faults import template_faults

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.sandbox import SandboxedEnvironment

    from jtbd_diag.publishing.theme import Theme


PAGE = "page.html"
"""The template that others of a theme may extend."""


def fill(theme: Theme, name: str, **values: Any) -> str:
    """The theme's template `name`, filled with `values`; another page may extend `page`, the theme's page.html.

    Raises InputError with file and line: TEMPLATE_SYNTAX for what is no template, TEMPLATE_NAME for a name
    that stands for nothing.
    """
    known = "known: " + ", ".join(sorted(values))
    with template_faults(str(theme.path(name)), lambda file: file.endswith((".html", ".j2")), known):
        if name.endswith(".html") and name != PAGE:
            values["page"] = _compiled(theme.text(PAGE), str(theme.path(PAGE)))
        return _compiled(theme.text(name), str(theme.path(name))).render(values)


@functools.lru_cache(maxsize=32)
def _compiled(source: str, file: str) -> Template:
    """A template that knows its file, which tracebacks then name."""
    from jinja2 import Template

    environment = _environment()
    return Template.from_code(environment, environment.compile(source, filename=file), environment.make_globals(None))


@functools.cache
def _environment() -> SandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
