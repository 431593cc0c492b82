"""A sound CSV file -> its rows, with what stands in them beyond the header.

Owns how polars is asked for them; knows nothing of what makes a file sound.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jtbd_diag.survey.files.csv_dialect import Dialect
from jtbd_diag.survey.files.grid import OVERFLOW, ROW

if TYPE_CHECKING:
    import polars as pl

FEW, MANY = 3, 16
"""So many cells beyond the header are looked at, as the first of them may be blank; each takes time in a large file."""

_AS_FORMULA = r'^\s*="([^"]*)"\s*$'
"""A text that a program wrote as a formula, so that a spreadsheet leaves it as it is: `="0123"`."""


def without_formula(cell: str) -> str:
    """The text of a cell that is written as a formula."""
    return re.sub(_AS_FORMULA, r"\1", cell)


def hold_formulas(records: Sequence[Sequence[str]]) -> bool:
    """Whether any cell of some records is written as a formula."""
    return any(without_formula(cell) != cell for record in records for cell in record)


def without_formulas(rows: pl.LazyFrame) -> pl.LazyFrame:
    """The same for all cells of texts."""
    import polars as pl

    return rows.with_columns(pl.col(pl.String).str.replace(_AS_FORMULA, "$1"))


LINE = "line"
"""What holds a whole line."""


def scanned_lines(path: Path, above: int = 0) -> pl.LazyFrame:
    """The lines below so many, each in a cell of LINE, whatever separators and quotation marks are in them."""
    import polars as pl

    return pl.scan_csv(
        str(path.absolute()), has_header=False, separator="\0", quote_char=None, schema={LINE: pl.String}, glob=False,
        skip_lines=above, raise_if_empty=False, extra_columns="ignore",
    )  # fmt: skip


def scanned(  # noqa: PLR0913
    source: str | bytes,
    dialect: Dialect,
    above: tuple[int, int],
    names: Sequence[str],
    types: Mapping[str, Any],
    *,
    beyond: int = FEW,
) -> pl.LazyFrame:
    """The rows below so many lines, which are so many records; OVERFLOW is the first filled cell beyond the names."""
    import polars as pl

    further = [OVERFLOW, *(f"{OVERFLOW}\0{n}" for n in range(1, beyond))]
    rows = pl.scan_csv(
        source,
        has_header=False,
        separator=dialect.separator,
        quote_char=dialect.quote,
        skip_lines=above[0],
        schema={name: types.get(name, pl.String()) for name in (*names, *further)},
        missing_columns="insert",
        extra_columns="ignore",
        row_index_name=ROW,
        row_index_offset=above[1] + 1,
        raise_if_empty=False,
        glob=False,
    )
    filled = [pl.when(pl.col(name).str.strip_chars() != "").then(pl.col(name)) for name in further]
    return rows.with_columns(pl.coalesce(filled).alias(OVERFLOW)).drop(further[1:])
