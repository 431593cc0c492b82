"""Results -> a file for SPSS (.sav) or Stata (.dta), with labels and the kinds of missing values.

Owns how values become codes, what is cut, and the calls to pyreadstat; what the variables are, `variables` says.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from textwrap import wrap
from typing import Any

import polars as pl

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.ground.visible_text import visible
from jtbd_diag.results.results import why_missing
from jtbd_diag.results.written.statistics_variables import SPSS_CODES, STATA_CODES, MissingKind, Variable

MOST_BYTES: Mapping[str, int] = {"sav": 32_767, "dta": 2_000_000}
"""Of a text; SPSS takes no more."""
_LABEL: Mapping[str, int] = {"sav": 256, "dta": 80}
"""Of a label: bytes of UTF-8 in SPSS, letters in Stata, as of the two below."""
_VALUE_LABEL: Mapping[str, int] = {"sav": 120, "dta": 8_000}
_FILE_LABEL: Mapping[str, int] = {"sav": 64, "dta": 80}
_NOTE = 80
_FULL = 4096  # bytes
_LOWEST = -9
CUT = "\u2026"


def refuse_without_writer(where: str) -> None:
    """Raise InputError (MISSING_PROGRAM) where pyreadstat, of the extra `stats`, is not installed."""
    try:
        import pyreadstat  # noqa: F401
    except ImportError as error:
        what, hint = say("results.no_pyreadstat"), say("results.no_pyreadstat_hint")
        raise complaint(Code.MISSING_PROGRAM, where, what, hint) from error


def refuse_large(where: str, most: int) -> None:
    """Raise InputError (TOO_MANY_FOR_STATISTICS): these files are written from memory."""
    what, hint = say("results.statistics_large", most=most), say("results.statistics_large_hint")
    raise complaint(Code.TOO_MANY_FOR_STATISTICS, where, what, hint)


def write_statistics(
    results: pl.DataFrame,
    variables: Sequence[Variable],
    about: Sequence[str],
    kind: str,
    path: Path,
) -> int:
    """Write results, with `why_missing` columns beside the answers, to `path`; returns how many texts were cut.

    `about` is said of them as a whole, its first line as the file's label. Raises OSError.
    """
    import pyreadstat

    columns, cut = {}, 0
    for variable in variables:
        columns[variable.name], more = _column(results, variable, kind)
        cut += more
    frame = pl.DataFrame(columns)
    labels = {one.name: _labels(one, kind) for one in variables if one.values or one.missing}
    told: dict[str, Any] = {
        "file_label": _fitting(about[0], _FILE_LABEL, kind),
        "column_labels": {one.name: _fitting(one.label, _LABEL, kind) for one in variables},
        "variable_format": {one.name: _format(one, kind) for one in variables if one.kind in ("code", "number")},
    }
    if kind == "sav":
        told |= {
            "variable_value_labels": labels,
            "missing_ranges": {one.name: [{"lo": _LOWEST, "hi": -1}] for one in variables if one.missing},
            "variable_measure": {one.name: one.measure for one in variables},
            "variable_display_width": {one.name: 12 if one.kind != "text" else 24 for one in variables},
            "note": [line for words in about for line in wrap(visible(words), _NOTE)],
            "row_compress": True,
        }
        _write(pyreadstat.write_sav, frame, path, told)
    else:
        mixed = [name for name, dtype in frame.schema.items() if dtype == pl.Object]
        told |= {
            "variable_value_labels": {name: _labels_for_stata(of, frame.schema[name]) for name, of in labels.items()},
            "missing_user_values": {name: list(STATA_CODES.values()) for name in mixed},
            "version": 14,  # of the next one R's haven 2.5.1 reads long texts as empty
        }
        _write(pyreadstat.write_dta, frame, path, told)
    return cut


def _labels_for_stata(labels: Mapping[int | str, str], dtype: pl.DataType) -> dict[int | str, str]:
    """The labels that a variable of Stata may have: those of letters only where it has any."""
    return {code: label for code, label in labels.items() if dtype == pl.Object or not isinstance(code, str)}


def _write(write: Callable[..., None], frame: pl.DataFrame, path: Path, told: Mapping[str, Any]) -> None:
    """Write the file. Where the disk is full pyreadstat only says that it cannot write."""
    import pyreadstat

    try:
        write(frame, path, **told)
    except pyreadstat.ReadstatError as error:
        if shutil.disk_usage(path.parent).free < _FULL:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
        raise OSError(str(error)) from error


def with_unread(results: pl.DataFrame, unread: pl.DataFrame) -> pl.DataFrame:
    """Results whose reasons tell of cells that could not be read, by the `row` and `item` of each."""
    reasons = [name for name in results.columns if name.startswith(why_missing(""))]
    of_item = unread.filter(pl.col("item").is_not_null()).unique()
    for name in reasons:
        rows = of_item.filter(pl.col("item") == name.removeprefix(why_missing(""))).get_column("row").to_list()
        if rows:
            lost = pl.col("row").is_in(rows) & pl.col(name).is_not_null()
            told = pl.when(lost).then(pl.lit(str(MissingKind.UNREADABLE))).otherwise(pl.col(name))
            results = results.with_columns(told.alias(name))
    return results


def _column(results: pl.DataFrame, variable: Variable, kind: str) -> tuple[pl.Series, int]:
    """The values of a variable as the file holds them, and how many texts were cut."""
    values = results.get_column(variable.column)
    if variable.kind == "text":
        return _texts(values.cast(pl.String), MOST_BYTES[kind])
    if variable.kind == "date":
        dates = values if values.dtype == pl.Date else values.cast(pl.String).str.to_date(strict=False)
        return dates.alias(variable.name), 0
    numbers = _numbers(values, variable)
    reasons = _why_missing(results, variable, values)
    if kind == "sav":
        codes = reasons.replace_strict({str(one): float(code) for one, code in SPSS_CODES.items()}, default=None)
        both = pl.DataFrame({"number": numbers, "code": codes.cast(pl.Float64)})
        return both.select(pl.coalesce("number", "code").alias(variable.name)).to_series(), 0
    letters = {str(one): letter for one, letter in STATA_CODES.items()}
    pairs = zip(numbers.to_list(), reasons.to_list(), strict=True)
    mixed = [letters.get(reason or "") if number is None else number for number, reason in pairs]
    if numbers.null_count() == len(numbers) or not any(isinstance(one, str) for one in mixed):
        return numbers.alias(variable.name), 0  # without a single number pyreadstat takes the letters for a text
    return pl.Series(variable.name, mixed, dtype=pl.Object), 0


def _texts(values: pl.Series, most: int) -> tuple[pl.Series, int]:
    """Texts, cut where they are longer than the program takes; no null, which pyreadstat fails on in long texts."""
    found = [visible(text) if text else "" for text in values.to_list()]
    cut = [cut_to_bytes(text, most) for text in found]
    return pl.Series(values.name, cut, dtype=pl.String), sum(a != b for a, b in zip(found, cut, strict=True))


def _numbers(values: pl.Series, variable: Variable) -> pl.Series:
    if variable.option is not None:
        ticked = values.cast(pl.String).str.split("; ").list.contains(variable.option)
        return ticked.cast(pl.Float64)
    if variable.codes:
        codes = {word: float(code) for word, code in variable.codes.items()}
        return values.cast(pl.String).replace_strict(codes, default=None, return_dtype=pl.Float64)
    return values.cast(pl.Float64, strict=False)


def _why_missing(results: pl.DataFrame, variable: Variable, values: pl.Series) -> pl.Series:
    """Why a value is missing, for each row; null where it is not, or nobody can tell."""
    reasons = pl.Series([None] * len(values), dtype=pl.String)
    if variable.item is not None and why_missing(variable.item) in results.columns:
        reasons = results.get_column(why_missing(variable.item)).cast(pl.String)
    elif MissingKind.TOO_LITTLE in variable.missing:
        told = pl.when("empty").then(pl.lit(str(MissingKind.TOO_LITTLE)))
        reasons = pl.DataFrame({"empty": values.is_null()}).select(told).to_series()
    if not variable.cannot_say:
        return reasons if variable.missing else reasons.clear(len(values))
    silent = values.cast(pl.String).is_in(list(variable.cannot_say))
    both = pl.DataFrame({"silent": silent, "reason": reasons})
    said = pl.when("silent").then(pl.lit(str(MissingKind.CANNOT_SAY))).otherwise(pl.col("reason"))
    return both.select(said).to_series()


def _labels(variable: Variable, kind: str) -> dict[int | str, str]:
    codes: Mapping[MissingKind, int | str] = SPSS_CODES if kind == "sav" else STATA_CODES
    told = {**variable.values, **{codes[reason]: label for reason, label in variable.missing.items()}}
    return {code: _fitting(label, _VALUE_LABEL, kind) for code, label in told.items()}


def _format(variable: Variable, kind: str) -> str:
    width = 8 if variable.kind == "code" else 12
    return f"F{width}.{variable.decimals}" if kind == "sav" else f"%{width}.{variable.decimals}f"


def _fitting(label: str, most: Mapping[str, int], kind: str) -> str:
    """A label as long as the program takes it."""
    line = visible(label)
    if kind == "sav":
        return cut_to_bytes(line, most[kind])
    return line if len(line) <= most[kind] else line[: most[kind] - 1] + CUT


def cut_to_bytes(text: str, most: int) -> str:
    """A text of at most so many bytes of UTF-8, cut between letters."""
    if len(text.encode()) <= most:
        return text
    return text.encode()[: most - len(CUT.encode())].decode(errors="ignore") + CUT
