"""A survey export -> a table of text cells whose columns are known.

Owns what a table is, and the order of the steps that read one; knows nothing of options or scores.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from jtbd_diag.questionnaire import Questionnaire

if TYPE_CHECKING:
    import polars as pl

ROW = "row"
"""The column that holds the number of a row in the file, from 1, counted as a spreadsheet counts."""

Role = Literal["item", "tick", "carried", "dropped"]
How = Literal["id", "text", "normalised text", "mapping", ""]


@dataclass(frozen=True)
class Column:
    """What one column of the file is. `header` is unique; `option` names what a tick column ticks."""

    header: str
    role: Role
    item: str | None = None
    option: str | None = None
    how: How = ""


@dataclass(frozen=True)
class Unmatched:
    """A column that looks like a question and matches no item, with the items nearest to it."""

    header: str
    nearest: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class Table:
    """A survey export, read. `frame` has every kept column as text, named by its header, and ROW."""

    frame: pl.LazyFrame
    columns: tuple[Column, ...]
    layout: str
    reasons: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()
    unasked: tuple[str, ...] = ()
    source: str = ""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    """What the mapping says cells mean: option ids by cell text, by item."""


def read_table(
    source: Path | Literal["-"],
    questionnaire: Questionnaire,
    *,
    layout: str | None = None,
    mapping: Path | None = None,
    sheet: str | None = None,
) -> Table:
    """EARLY VERSION: a plain CSV whose headers are item ids or question texts."""
    import polars as pl

    frame = pl.scan_csv(str(source), infer_schema=False, row_index_name=ROW, row_index_offset=2)
    by_text = {item.ask: item.id for item in questionnaire.items.values()}
    columns: list[Column] = []
    for header in frame.collect_schema().names():
        item, _, option = header.partition(".")
        if header == ROW:
            continue
        if item in questionnaire.items:
            columns.append(Column(header, "tick" if option else "item", item, option or None, "id"))
        elif header in by_text:
            columns.append(Column(header, "item", by_text[header], None, "text"))
        else:
            columns.append(Column(header, "carried"))
    found = {column.item for column in columns}
    unasked = tuple(item for item in questionnaire.items if item not in found)
    return Table(frame, tuple(columns), "plain", ("one header row",), unasked=unasked, source=str(source))
