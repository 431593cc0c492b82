"""Fills the Markdown templates of a library, in a sandbox, with every value escaped for Markdown.

Owns how values become Markdown; knows nothing of what templates say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from jtbd_diag.ground.english import begun_small
from jtbd_diag.ground.markdown_escape import escape
from jtbd_diag.ground.template_faults import template_faults

BESIDE = ("sheets", "coach", "after", "letter")
"""Templates that go with the one of any job, or stand in its place where the plan ends or only a letter is wanted."""


@lru_cache(maxsize=8)
def environment(folders: Sequence[Path]) -> jinja2.Environment:
    """An environment that finds templates in these folders, the first first."""
    # autoescape keeps what macros and blocks return marked as Markdown; `finalize` is what escapes
    found = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader([str(folder) for folder in folders]),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters["begun_small"] = _begun_small
    return found


def _begun_small(text: str) -> str:
    small = begun_small(text)
    return Markup(small) if isinstance(text, Markup) else small


def _finalize(value: object) -> object:
    return value if isinstance(value, jinja2.Undefined) else escape(value)


def fill(folders: Sequence[Path], name: str, values: Mapping[str, Any]) -> str:
    """The template `name`, filled.

    Raises InputError with file and line: TEMPLATE_SYNTAX for what is no template, TEMPLATE_NAME for a name that
    stands for nothing.
    """
    roots = tuple(str(folder) for folder in folders)
    ours = environment(tuple(folders))
    with template_faults(
        name, lambda file: file.endswith(".j2") and file.startswith(roots), templates=lambda: names_in(folders)
    ):
        return ours.get_template(name).render(values)


def names_in(folders: Sequence[Path]) -> list[str]:
    """The names of all templates in some folders."""
    return sorted({path.name for folder in folders for path in folder.glob("*.md.j2")})


def template_file(folders: Sequence[Path], name: str) -> Path:
    """Where the template `name` lies: in the first folder that has it."""
    return next((path for folder in folders if (path := folder / name).is_file()), Path(name))
