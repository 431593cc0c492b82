"""What is not as it should be in a document that is made all the same: said once, or heard by whoever makes many.

Owns where warnings go; must not know what they are about.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

log = logging.getLogger("jtbd_diag.publishing")
_listening: ContextVar[list[str] | None] = ContextVar("listening", default=None)


def warn(what: str) -> None:
    """Warn whoever listens; where nobody does, the log, once and not for each of many documents."""
    listening = _listening.get()
    if listening is None:
        _log_once(what)
    else:
        listening.append(what)


@contextmanager
def warnings_heard() -> Iterator[list[str]]:
    """Collect what is warned of inside."""
    heard: list[str] = []
    before = _listening.set(heard)
    try:
        yield heard
    finally:
        _listening.reset(before)


@functools.cache
def _log_once(what: str) -> None:
    log.warning(what)
