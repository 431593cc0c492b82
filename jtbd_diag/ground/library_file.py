"""A file of YAML that a library keeps: where it stands, and the value that it holds.

Owns how such a file is found and read; knows none of them.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Self

from jtbd_diag.ground.complaints import Code
from jtbd_diag.ground.library import Library
from jtbd_diag.ground.wrong_keys_and_values import read_shaped
from jtbd_diag.ground.yaml_parts import Part


class LibraryFile(Part):
    """What such a file holds; it stands at `FILE` below `playbooks/`, and faults of its shape have the code `WRONG`."""

    FILE: ClassVar[str]
    WRONG: ClassVar[Code]

    @classmethod
    def read(cls, path: Path) -> Self:
        """The value of a file. Raises InputError listing every fault of shape."""
        return read_shaped(cls, path, cls.WRONG)

    @classmethod
    def load(cls, library: Library) -> Self:
        """The value of a library's own file, or of the shipped one. Raises InputError listing every fault of shape."""
        return cls.read(library.file("playbooks", cls.FILE))
