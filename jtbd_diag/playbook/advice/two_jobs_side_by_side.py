"""What tells two jobs apart where the answers fit both: signs of each, and the question that would settle it.

Owns the shape of `side_by_side.yaml`; knows nothing of any one leader.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from jtbd_diag.ground.complaints import Code
from jtbd_diag.ground.library_file import LibraryFile
from jtbd_diag.ground.yaml_parts import Id, Part, Text


class PairOfJobs(Part):
    """Two jobs, and the question that would settle which it is; a job in braces stands for its title."""

    between: tuple[Id, Id]
    question: Text


class SideBySide(LibraryFile):
    """The signs of each job, and a question for each pair."""

    FILE = "side_by_side.yaml"
    WRONG = Code.PLACES_SHAPE

    signs: dict[Id, Text]
    pairs: Annotated[tuple[PairOfJobs, ...], Field(min_length=1)]

    def question(self, one: str, other: str, titles: Mapping[str, str]) -> str | None:
        """What would settle which of two jobs it is, with their titles filled in; None where nothing is told."""
        found = next((pair.question for pair in self.pairs if {one, other} == set(pair.between)), None)
        for job, title in titles.items():
            found = found and found.replace(f"{{{job}}}", title)
        return found
