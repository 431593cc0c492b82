"""What runs where the rows are: it takes batches of Arrow and gives back batches of Arrow.

Owns what a worker keeps between tasks; imports nothing before it has said that a worker takes one core.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Any

_KEPT: dict[bytes, Any] = {}
"""The work that this process does, by what it was sent as: a table's decisions are made again once, not per task."""


def at_work(batches: Iterable[Any], sent: bytes) -> Iterator[Any]:
    """Do the work that was sent to every batch of a task."""
    os.environ.setdefault("POLARS_MAX_THREADS", "1")  # there is a worker for every core
    import pickle

    if sent not in _KEPT:
        _KEPT.clear()
        _KEPT[sent] = pickle.loads(sent)  # by the driver of the same run
    yield from _KEPT[sent](batches)
