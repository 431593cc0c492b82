"""A table that JSON holds in another way than an object a row: by columns, by numbered rows, as rows of cells.

Owns how such a table is told from the answers of one respondent; knows nothing of where in a file it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any, Literal, NamedTuple

HowHeld = Literal["columns", "numbered", "cells", "unclear"]
"""How it is held; `unclear` where names stand in names, and either may be the questions."""
_FEWEST = 2
_FEWEST_ALIKE = 3
"""So many objects of so many equal names are no groups of one respondent's questions."""


class JsonTable(NamedTuple):
    """The records of a table, none where it is unclear which they are."""

    way: HowHeld
    records: tuple[Mapping[str, Any], ...] = ()


def table_of(value: Any) -> JsonTable | None:
    """The table that a value is, as pandas, R and the interfaces of spreadsheets write it; None where it is none."""
    if isinstance(value, list):
        return _of_cells(value)
    if not isinstance(value, dict) or not value:
        return None
    if all(isinstance(part, dict) for part in value.values()):
        return _of_names_in_names(value)
    return _of_lists(value)


def _of_lists(value: Mapping[str, Any]) -> JsonTable | None:
    """A list of names beside one of rows, a list of rows, or a list for each name."""
    if isinstance(value.get("columns"), list) and isinstance(value.get("data"), list):  # pandas, orient="split"
        return _of_cells([value["columns"], *value["data"]])
    if isinstance(value.get("values"), list):  # Google's sheets
        across = value.get("majorDimension") == "COLUMNS"
        return _of_cells([*zip_longest(*value["values"])] if across and _are_rows(value["values"]) else value["values"])
    parts = list(value.values())
    if len(parts) >= _FEWEST and all(_is_column(part) for part in parts) and len({len(part) for part in parts}) == 1:
        return JsonTable("columns", _records(value, zip(*parts, strict=True)))
    return None


def _of_names_in_names(value: Mapping[str, Mapping[str, Any]]) -> JsonTable | None:
    """`{"question": {"0": cell}}` or `{"0": {"question": cell}}`: numbers are rows."""
    inner = list(next(iter(value.values())))
    if not inner or any(set(part) != set(inner) for part in value.values()):
        return None
    numbered, numbered_within = _are_numbers(value), _are_numbers(inner)
    if numbered_within and not numbered:
        return JsonTable("columns", _records(value, ([part[row] for part in value.values()] for row in inner)))
    if numbered and not numbered_within:
        return JsonTable("numbered", tuple(value.values()))
    plain = not any(isinstance(cell, dict | list) for part in value.values() for cell in part.values())
    return JsonTable("unclear") if plain and min(len(value), len(inner)) >= _FEWEST_ALIKE else None


def _of_cells(rows: Sequence[Any]) -> JsonTable | None:
    """Rows of which the first is the header; what a row lacks at its end is blank."""
    if not _are_rows(rows) or len(rows) < _FEWEST:
        return None
    header, *below = rows
    if not all(isinstance(name, str) for name in header) or max(map(len, below)) > len(header):
        return None
    return JsonTable("cells", _records(_apart(header), (cells for cells in below)))


def _records(names: Iterable[str], rows: Iterable[Sequence[Any]]) -> tuple[Mapping[str, Any], ...]:
    names = tuple(names)
    return tuple(dict(zip_longest(names, cells)) for cells in rows)


def _apart(header: Iterable[str]) -> Iterable[str]:
    """Names of which none stands twice, numbered as spreadsheets' readers do."""
    found: dict[str, None] = {}
    for name in header:
        copy, n = name, _FEWEST
        while copy in found:
            copy, n = f"{name} ({n})", n + 1
        found[copy] = None
    return found


def _are_rows(value: Sequence[Any]) -> bool:
    return bool(value) and all(isinstance(row, list | tuple) for row in value)


def _is_column(value: Any) -> bool:
    plain = isinstance(value, list) and not any(isinstance(cell, dict | list) for cell in value)
    return plain and len(value) >= _FEWEST


def _are_numbers(names: Iterable[str]) -> bool:
    return all(name.isdecimal() for name in names)
