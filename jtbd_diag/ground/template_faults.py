"""What goes wrong in a Jinja template -> a complaint with its file and line.

Owns the words for it; knows nothing of what a template is filled with.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, complaint, did_you_mean

_UNDEFINED = re.compile(r"'[\w.]+ object' has no attribute '(\w+)'|'(\w+)' is undefined")


@contextmanager
def template_faults(
    file: str,
    is_ours: Callable[[str], bool],
    known: str | None = None,
    templates: Callable[[], Iterable[str]] = tuple,
) -> Iterator[None]:
    """Turn what Jinja raises inside into InputError.

    MISSING_FILE for a template that is not there, TEMPLATE_SYNTAX for what is no template, TEMPLATE_NAME for a name
    that stands for nothing (`known` says which do). Jinja rewrites tracebacks to name templates and their lines;
    `is_ours` tells by a file's name in them whether it is one of ours; `file` is named where none is. `templates` names
    those that are there.
    """
    import jinja2

    def place(error: Exception) -> Location:
        frames = [f for f in traceback.extract_tb(error.__traceback__) if is_ours(f.filename)]
        return Location(frames[-1].filename, frames[-1].lineno or 0, 1) if frames else Location(file)

    try:
        yield
    except jinja2.TemplateNotFound as error:
        frames = [f for f in traceback.extract_tb(error.__traceback__) if is_ours(f.filename)]
        what = say("ground.no_such_template", name=error.name)
        hint = did_you_mean(str(error.name), list(templates()))
        raise complaint(Code.MISSING_FILE, place(error) if frames else str(error.name), what, hint) from None
    except jinja2.TemplateSyntaxError as error:
        where = Location(error.filename or file, error.lineno, 1)
        raise complaint(Code.TEMPLATE_SYNTAX, where, say("ground.no_template", message=error.message)) from None
    except jinja2.UndefinedError as error:
        raise complaint(Code.TEMPLATE_NAME, place(error), _plainly(str(error.message)), known) from None
    except RecursionError as error:
        what = say("ground.template_endless")
        raise complaint(Code.TEMPLATE_SYNTAX, place(error), what) from None
    except InputError:
        raise
    except Exception as error:  # a template may do anything the sandbox allows, and fail in as many ways
        what = say("ground.template_unfilled", error=error)
        raise complaint(Code.TEMPLATE_SYNTAX, place(error), what) from error


def _plainly(message: str) -> str:
    """Jinja's words for a name that stands for nothing, without those for programmers."""
    match_ = _UNDEFINED.fullmatch(message)
    return say("ground.stands_for_nothing", name=match_[1] or match_[2]) if match_ else message
