"""The cells of a file for SPSS, Stata or SAS: labels in place of codes, and which of them the file declares missing.

Owns the calls to pyreadstat, and how values become text; knows nothing of questionnaires.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jtbd_diag.survey.files.json_objects import json_text

if TYPE_CHECKING:
    import polars as pl

_KINDS = (
    (re.compile(rb"\$FL[23]"), "sav"),
    (re.compile(rb"<stata_dta>|[h-s][\x01\x02]\x01\x00"), "dta"),
    (re.compile(rb"(?s).{0,512}SPSS PORT FILE"), "por"),
    (re.compile(rb"HEADER RECORD\*{7}LIB(?:RARY|V8  ) HEADER"), "xport"),
    (re.compile(rb"\0{12}\xc2\xea\x81\x60\xb3\x14\x11\xcf\xbd\x92"), "sas7bdat"),
)
_CUT_AT = {
    "sav": ((255, 256), (119, 120)), "dta": ((80,), (32_000,)), "por": ((60, 255), (60, 120)),
    "xport": ((40, 256), ()), "sas7bdat": ((256,), ()),
}  # fmt: skip
"""How long the label of a variable, and that of a value, is where it was cut: of Stata in letters, of others in bytes.
SAS keeps labels of values in another file."""
CELLS, MISSING = "cells", "missing"
"""What the two tables are called that are made of such a file."""
STATISTICS_HEADERS = 2
_CUT, _MOST_STEPS = "\u2026", 11


def statistics_kind(start: bytes) -> str | None:
    """Which of these files begins so, if any, by what pyreadstat calls it: `sav`, `dta`, `por`, `xport`, `sas7bdat`."""
    return next((kind for begins, kind in _KINDS if begins.match(start)), None)


def statistics_frames(path: Path, kind: str) -> dict[str, pl.DataFrame]:
    """CELLS as text under two rows, of names and of labels; and of MISSING the columns `n` and `label`.

    A cell that the file declares missing is empty, but for one with a label: it may be an option. Raises
    pyreadstat's errors for a file that it cannot read.
    """
    import polars as pl
    import pyreadstat

    more = {"user_missing": True} if kind in ("sav", "dta") else {}
    data, about = getattr(pyreadstat, f"read_{kind}")(str(path), output_format="dict", **more)
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
        marks = sorted({labels[code] for code in {*values} & labels.keys() if code in gone})
        told = _with_numbers(labels, {value for value in values if value not in gone})
        texts = {value: _text(value, told, gone, ticked) for value in {*values}}
        missing += [(n, text) for text in marks]
        header = f"{asked} [{label}]" if asked and asked not in label else label
        columns[f"c{n}"] = pl.Series([name, header, *map(texts.get, values)], dtype=pl.String)
    for name, asked, chosen in _choices(about):
        places = [about.column_names.index(one) for one in chosen]
        cells = (columns[f"c{n}"][STATISTICS_HEADERS:] for n in places)
        lists = ([one for one in row if one is not None] for row in zip(*cells, strict=True))
        columns |= {f"c{n}": pl.Series([None] * (STATISTICS_HEADERS + len(values)), dtype=pl.String) for n in places}
        joined = [name, asked, *(json_text(row) if row else None for row in lists)]
        columns[f"c{places[0]}"] = pl.Series(joined, dtype=pl.String)
        missing = [(places[0] if n in places else n, text) for n, text in missing]
    told_missing = pl.DataFrame(missing, schema={"n": pl.Int64, "label": pl.String}, orient="row")
    return {CELLS: pl.DataFrame(columns), MISSING: told_missing}


def _with_numbers(labels: Mapping[Any, str], values: Set[Any]) -> Mapping[Any, str]:
    """Labels behind their numbers, where the ends of a scale, or steps apart, have one and numbers stand between."""
    codes = sorted(code for code, text in labels.items() if text.strip() and _is_step(code) and f"{code:g}" not in text)
    bare = {value for value in values if value is not None and value not in labels}
    apart = all(other - code > 1 for code, other in pairwise(codes))
    between = bool(bare) and len(codes) > 1 and all(_is_step(one) and codes[0] < one < codes[-1] for one in bare)
    return {**labels, **{code: f"{code:g} - {labels[code]}" for code in codes}} if apart and between else labels


def _is_step(value: object) -> bool:
    """Whether a value may be a step of a scale; further numbers mark what is missing."""
    return isinstance(value, int | float) and 0 <= value <= _MOST_STEPS


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


def _choices(about: Any) -> Iterator[tuple[str, str, Sequence[str]]]:
    """The sets of which each variable holds one of the options chosen: name, question, and the variables.

    Variables that ask something of their own are no such set, whatever it is called."""
    for name, one in (about.mr_sets or {}).items():
        asked, chosen = one.get("label") or "", one["variable_list"]
        labels = [about.column_names_to_labels.get(variable) or "" for variable in chosen]
        alike = len({re.sub(r"[\W\d_]", "", label) for label in labels}) == 1
        if not one.get("is_dichotomy") and (alike or all(asked and asked in label for label in labels)):
            yield name, asked or labels[0], chosen


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
