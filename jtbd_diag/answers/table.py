"""A survey export -> a table of text cells whose columns are known.

Owns what a table is, and the order of the steps that read one; knows nothing of options or scores.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from jtbd_diag.answers.columns import Column, How, Match, Role, Unmatched
from jtbd_diag.answers.layouts import Heading, Layout, layout_of
from jtbd_diag.answers.mapping import Codes, MappingFile, read_mapping
from jtbd_diag.answers.matching import Matched, match_columns
from jtbd_diag.answers.reading import OVERFLOW, ROW, Grid, open_grids
from jtbd_diag.diagnosis.scoring import answer_columns
from jtbd_diag.errors import Code, complaint
from jtbd_diag.questionnaire import Questionnaire

if TYPE_CHECKING:
    import polars as pl

__all__ = [
    "OVERFLOW", "ROW", "UNREADABLE", "Column", "How", "Role", "Table", "Unmatched", "duplicates", "read_table",
]  # fmt: skip

UNREADABLE = "unreadable"
"""The column, made by coding, that counts the cells of a row that could not be read."""
