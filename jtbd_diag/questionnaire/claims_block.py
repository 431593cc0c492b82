"""The `claims:` of a questionnaire: what applicants say of themselves, to be checked and never scored.

Owns the shape of a claim; knows nothing of who answered.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from jtbd_diag.ground.yaml_parts import Id, Part, Text


class ClaimToCheck(Part):
    """One thing that applicants say of themselves: the items it is made of, and how a caller checks it."""

    title: Text
    items: Annotated[tuple[Id, ...], Field(min_length=1)]
    ask: Text = Field(description="what to ask on the telephone")
    shown_by: Text = Field(description="what would show that it is so")
