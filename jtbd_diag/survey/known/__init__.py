"""What other programs and people write in tables: the platforms' own columns, words for persons, marks of rows.

In: the name of a file here. Out: its words. Must not know what is made of them. They are in the languages of the
exports, all at once, so that no translation of the program changes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any


@cache
def known(name: str) -> Mapping[str, Any]:
    """The words of one file, such as `persons` or `rows`. Raises FileNotFoundError for another."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: Mapping[str, Any] = yaml.load((Path(__file__).parent / f"{name}.yaml").read_bytes(), Loader=loader)
    return found
