"""Fills a theme's Jinja templates, in a sandbox, with every value escaped.

Owns how values become text, and that templates get values only; must not know what templates draw.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.ground.template_faults import template_faults

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

    from jtbd_diag.publishing.theme.theme import Theme

PAGE = "page.html"
"""The template that others of a theme may extend."""
_PLAIN = (str, int, float, bool, type(None))


def fill(theme: Theme, name: str, **values: Any) -> str:
    """The theme's template `name`, filled with `values`; another page may extend `page`, the theme's page.html.

    Raises InputError with file and line: TEMPLATE_SYNTAX for what is no template, TEMPLATE_NAME for a name
    that stands for nothing.
    """
    known = say("ground.known_names", names=", ".join(sorted(values)))
    names = [name]
    if name.endswith(".html") and name != PAGE:
        names.append(PAGE)
        values["page"] = PAGE
    sources = tuple((one, theme.text(one), str(theme.path(one))) for one in names)
    with template_faults(str(theme.path(name)), lambda file: file.endswith((".html", ".j2")), known):
        filled = _environment(sources).get_template(name).render(plain(values))
    if name.endswith(".svg.j2") and "<svg" not in filled:
        what, hint = say("publishing.template_draws_nothing"), say("publishing.start_from_shipped")
        raise complaint(Code.TEMPLATE_SYNTAX, str(theme.path(name)), what, hint)
    return filled


def plain(value: Any) -> Any:
    """A value as text, numbers, and lists and mappings of them: nothing that has a way to a file, or any other.

    What has fields or properties becomes a mapping of them. Raises TypeError for anything else.
    """
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    fields = getattr(type(value), "_fields", ())  # of a named tuple
    if isinstance(value, list | tuple) and not fields:
        return [plain(one) for one in value]
    if fields or dataclasses.is_dataclass(value):
        names = [*fields] or [field.name for field in dataclasses.fields(value)]
        names += [name for name, one in vars(type(value)).items() if isinstance(one, property)]
        return {name: plain(getattr(value, name)) for name in names}
    msg = say("publishing.template_given_no", name__=type(value).__name__)
    raise TypeError(msg)


@functools.lru_cache(maxsize=32)
def _environment(sources: tuple[tuple[str, str, str], ...]) -> SandboxedEnvironment:
    """An environment that knows these templates, each by its name, text and file, and no other."""
    from jinja2 import FunctionLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    found = {name: (text, file, lambda: True) for name, text, file in sources}
    return ImmutableSandboxedEnvironment(
        loader=FunctionLoader(found.get),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
