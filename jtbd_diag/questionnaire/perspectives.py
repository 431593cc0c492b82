"""From whose place a leader is seen by who answers.

Owns the few places there are; knows nothing of files or tables.
"""

from __future__ import annotations

from typing import Literal, get_args

Perspective = Literal["leader", "cabinet", "staff"]

PERSPECTIVES: tuple[Perspective, ...] = get_args(Perspective)
LEADER = PERSPECTIVES[0]
"""Whoever says nothing else answers for themselves."""
