"""Frames of other libraries than polars: what each needs before and after it is scored.

Owns what is peculiar to an engine; knows no formula.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jtbd_diag.ground.catalogue import say


def is_spark(frame: Any) -> bool:
    """Whether a frame is one of Spark's. Raises TypeError when narwhals does not know its kind."""
    import narwhals

    return bool(narwhals.from_native(frame).implementation.is_spark_like())


def as_narwhals(frame: Any) -> tuple[Any, Callable[[Any], Any]]:
    """A frame that narwhals reads, and the way back to the frame's own kind."""
    import narwhals

    found = narwhals.from_native(frame)
    if found.implementation.is_duckdb() and _ALL in found.columns:
        raise ValueError(say("diagnosis.column_all", name=_ALL))
    return found, lambda result: result.to_native()


def opened_in_spark(frame: Any) -> tuple[Any, Callable[[Any], Any]]:
    """The same for a frame of Spark, under names without dots until it is closed."""
    import narwhals

    names: list[str] = frame.columns
    apart = [_dotless(name) for name in names]

    def closed(result: Any) -> Any:
        return result.to_native().toDF(*names, *result.collect_schema().names()[len(names) :])

    return narwhals.from_native(frame.toDF(*apart)), closed


_ALL = "*"
_APART = {".": "\N{ONE DOT LEADER}", "`": "\N{MODIFIER LETTER GRAVE ACCENT}", _ALL: "\N{ASTERISK OPERATOR}"}
_MARK = "\x1f"


def alike(table: Any, column: str) -> str:
    """The same for all names that a table takes for one: SQL does not look at their case."""
    found = getattr(table, "implementation", None)
    folds = found is not None and (found.is_duckdb() or found.is_ibis() or found.is_spark_like())
    return column.lower() if folds else column


def own_name(column: str) -> str:
    """The name of a column as the table has it."""
    for sign, other in _APART.items():
        column = column.replace(other + _MARK, sign)
    return column


def _dotless(column: str) -> str:
    """Spark takes a dot in a name for a field of a struct, and other signs for quotation marks and for all columns."""
    for sign, other in _APART.items():
        column = column.replace(sign, other + _MARK)
    return column


class Dotless:
    """narwhals, for columns whose names are without dots."""

    def __init__(self, narwhals: Any) -> None:
        """Speak through narwhals."""
        self.narwhals = narwhals

    def __getattr__(self, name: str) -> Any:
        """Everything else as narwhals has it."""
        return getattr(self.narwhals, name)

    def col(self, name: str) -> Any:
        """A column by the name that the table has it under."""
        return self.narwhals.col(_dotless(name))
