"""What files in YAML are made of: parts that take no key but their own, and the kinds of words and numbers in them.

Owns what all such files share; knows no file.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Id = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]*$", max_length=64)]
Name = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$", max_length=64)]
OptionId = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$", max_length=64)]
Text = Annotated[str, Field(min_length=1)]
Number = Annotated[float, Field(strict=True)]  # a text or `true` is no number
Positive = Annotated[float, Field(gt=0, strict=True)]


class Part(BaseModel):
    """What every part shares: it is frozen, and an unknown key is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
