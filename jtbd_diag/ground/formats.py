"""Which format a file is in or is to be written in: its ending says so.

Owns what is said of an ending that is not known, and which endings are tables'; knows no format.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, complaint

DELIMITED_ENDINGS = (".csv", ".tsv", ".tab")
SPREADSHEET_ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods")
PARQUET_ENDINGS = (".parquet", ".parq")
STATISTICS_ENDINGS = (".sav", ".zsav", ".por", ".dta", ".xpt", ".sas7bdat")
TABLE_ENDINGS = (*DELIMITED_ENDINGS, *SPREADSHEET_ENDINGS, ".jsonl", ".ndjson", *PARQUET_ENDINGS)
"""Endings of what is a table and nothing else, in small letters; text and JSON may be much else."""


def by_ending(path: Path, known: Iterable[str]) -> str:
    """The format that a file's ending names, of those `known`. Raises InputError: UNKNOWN_FORMAT."""
    kind = path.suffix.removeprefix(".").lower()
    if kind not in known:
        raise unknown_format(kind, str(path), known)
    return kind


def unknown_format(kind: str, where: str, known: Iterable[str]) -> InputError:
    """The complaint about a format that is not known, or that a name without an ending does not tell."""
    what = say("ground.no_such_format", format=kind) if kind else say("ground.no_format_said")
    hint = say("ground.known_formats", formats=", ".join(f".{name}" for name in known))
    return complaint(Code.UNKNOWN_FORMAT, where, what, hint)
