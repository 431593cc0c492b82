"""Fills the Markdown templates of a library, in a sandbox, with every value escaped for Markdown.

Owns the complaints about templates; knows nothing of what they say.
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from jtbd_diag.errors import Code, InputError, Location, complaint
from jtbd_diag.playbook.markdown import escape


@lru_cache(maxsize=8)
def environment(folders: Sequence[Path]) -> jinja2.Environment:
    """An environment that finds templates in these folders, the first first."""
    # autoescape keeps what macros and blocks return marked as Markdown; `finalize` is what escapes
    return ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader([str(folder) for folder in folders]),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _finalize(value: object) -> object:
    return value if isinstance(value, jinja2.Undefined) else escape(value)


def fill(folders: Sequence[Path], name: str, values: Mapping[str, Any]) -> str:
    """The template `name`, filled.

    Raises InputError with file and line: TEMPLATE_SYNTAX for what is no template, TEMPLATE_NAME for a name that
    stands for nothing.
    """
    try:
        return environment(tuple(folders)).get_template(name).render(values)
    except jinja2.TemplateNotFound as error:
        what = "there is no such template in the library"
        raise complaint(Code.MISSING_FILE, str(error.name), what) from None
    except jinja2.TemplateSyntaxError as error:
        where = Location(error.filename or name, error.lineno, 1)
        raise complaint(Code.TEMPLATE_SYNTAX, where, f"not a template: {error.message}") from None
    except jinja2.UndefinedError as error:
        raise complaint(Code.TEMPLATE_NAME, _place(error, folders, name), str(error.message)) from None
    except InputError:
        raise
    except Exception as error:  # a template may do anything the sandbox allows, and fail in as many ways
        what = f"the template cannot be filled: {error}"
        raise complaint(Code.TEMPLATE_SYNTAX, _place(error, folders, name), what) from error


def _place(error: Exception, folders: Sequence[Path], name: str) -> Location:
    """The template's line in which an error arose; Jinja rewrites tracebacks to name it."""
    roots = tuple(str(folder) for folder in folders)
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.endswith(".j2")]
    inside = [f for f in frames if f.filename.startswith(roots)]
    return Location(inside[-1].filename, inside[-1].lineno or 0, 1) if inside else Location(name)
