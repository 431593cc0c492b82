"""The cells of a file for SPSS or Stata: labels in place of codes, and which of them the file declares missing.

Owns the calls to pyreadstat, and how values become text; knows nothing of questionnaires.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

_KINDS = (
    (re.compile(rb"\$FL[23]"), "sav"),
    (re.compile(rb"<stata_dta>|[h-s][\x01\x02]\x01\x00"), "dta"),
    (re.compile(rb"(?s).{0,512}SPSS PORT FILE"), "por"),
)
_CUT_AT = {"sav": ((255, 256), (119, 120)), "dta": ((80,), (32_000,)), "por": ((60, 255), (60, 120))}
"""How long the label of a variable, and that of a value, is where it was cut: of sav and por in bytes."""
CELLS, MISSING = "cells", "missing"
"""What the two tables are called that are made of such a file."""
STATISTICS_HEADERS = 2
_CUT = "\u2026"


def statistics_kind(start: bytes) -> str | None:
    """Which of these files begins so, if any: `sav`, `dta` or `por`."""
    return next((kind for begins, kind in _KINDS if begins.match(start)), None)


def statistics_frames(path: Path, kind: str) -> dict[str, pl.DataFrame]:
    """CELLS as text under two rows, of names and of labels; and of MISSING the columns `n` and `label`.

    A cell that the file declares missing is empty, but for one with a label: it may be an option. Raises
    pyreadstat's errors for a file that it cannot read.
    """
    import polars as pl
    import pyreadstat

    readers: Mapping[str, Any] = {"sav": pyreadstat.read_sav, "dta": pyreadstat.read_dta, "por": pyreadstat.read_por}
    told = {} if kind == "por" else {"user_missing": True}
    data, about = readers[kind](str(path), output_format="dict", **told)
    of_variables, of_values = _CUT_AT[kind]
    sets = dict(_sets(about))
    columns: dict[str, pl.Series] = {}
    missing: list[tuple[int, str]] = []
    for n, name in enumerate(about.column_names):
        asked, ticked = sets.get(name, ("", None))
        label = _whole(about.column_names_to_labels.get(name) or "", of_variables, kind)
        labels = {
            code: _whole(text, of_values, kind) for code, text in (about.variable_value_labels.get(name) or {}).items()
        }
        gone = _Declared(about, name)
        values = data.get(name, ())
        texts = {value: _text(value, labels, gone, ticked) for value in {*values}}
        missing += [(n, text) for text in sorted({labels[code] for code in texts.keys() & labels if code in gone})]
        header = f"{asked} [{label}]" if asked and asked not in label else label
        columns[f"c{n}"] = pl.Series([name, header, *map(texts.get, values)], dtype=pl.String)
    told_missing = pl.DataFrame(missing, schema={"n": pl.Int64, "label": pl.String}, orient="row")
    return {CELLS: pl.DataFrame(columns), MISSING: told_missing}


class _Declared:
    """The values of a variable that its file declares missing."""

    def __init__(self, about: Any, name: str) -> None:
        self.ranges = (about.missing_ranges or {}).get(name) or ()
        self.values = {*((about.missing_user_values or {}).get(name) or ())}

    def __contains__(self, value: object) -> bool:
        if value in self.values:
            return True
        return any(
            one["lo"] <= value <= one["hi"]
            for one in self.ranges
            if isinstance(value, str) == isinstance(one["lo"], str)
        )


def _sets(about: Any) -> Iterator[tuple[str, tuple[str, object]]]:
    """By variable of a set of boxes to tick, what the set asks and which value is a tick."""
    for one in (about.mr_sets or {}).values():
        if one.get("is_dichotomy"):
            yield from ((name, (one.get("label") or "", one.get("counted_value"))) for name in one["variable_list"])


def _text(value: Any, labels: Mapping[object, str], gone: _Declared, ticked: object) -> str | None:
    """A value as text; of a box, whether it is ticked."""
    if value is None or value == "" or (isinstance(value, float) and isnan(value)):
        return None
    if value in gone:
        return labels.get(value) or None
    if ticked is not None:
        return "1" if value == ticked else "0"
    if value in labels:
        return labels[value].strip() or None
    if isinstance(value, str):
        return value.rstrip(" ") or None
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _whole(label: str, cut_at: tuple[int, ...], kind: str) -> str:
    """A label, with dots behind where it was cut."""
    length = len(label) if kind == "dta" else len(label.encode())
    return label + _CUT if length in cut_at else label
