"""The files of a folder that Spark reads as one table -> complaints where they are none.

Owns which kinds of files are read, and that all have the same columns; knows nothing of rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import polars as pl

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.ground.english import beginning
from jtbd_diag.ground.formats import DELIMITED_ENDINGS, PARQUET_ENDINGS
from jtbd_diag.survey.files.archive import broken

_TEXTS, PACKED = (*DELIMITED_ENDINGS, ".txt"), (".gz", ".bz2", ".zst", ".zstd")
_MOST_TOLD = 6


def is_text(files: Sequence[str], source: str) -> bool:
    """Whether all files are text, and not Parquet. Raises InputError where they are neither, or of both kinds."""
    if not files:
        what = say("distributed.empty_folder")
        raise complaint(Code.EMPTY, source, what, say("distributed.kinds_hint"))
    kinds = set()
    for file in files:
        name = file.lower()
        for packed in PACKED:
            name = name.removesuffix(packed)
        kinds.add("text" if name.endswith(_TEXTS) else "parquet" if name.endswith(PARQUET_ENDINGS) else file)
    if len(kinds) > 1 or not kinds <= {"text", "parquet"}:
        named = ", ".join(sorted(_name(one) for one in kinds - {"text", "parquet"})[:3])
        what = say("distributed.other_kinds", files=named) if named else say("distributed.both_kinds")
        raise complaint(Code.NOT_ON_THIS_ENGINE, source, what, say("distributed.kinds_hint"))
    return kinds == {"text"}


def _name(file: str) -> str:
    """What a file is called that Spark tells by its address."""
    return Path(unquote(file)).name


def refuse_other_headers(firsts: Mapping[str, str], source: str, *, spoiled: bool) -> None:
    """Complain about what is empty or no UTF-8, and files of one folder that do not have the same columns."""
    if not firsts:
        raise complaint(Code.EMPTY, source, say("survey.empty_file"), say("survey.empty_file_hint"))
    if spoiled:
        raise complaint(Code.NOT_TEXT, source, say("distributed.not_utf_8"), say("distributed.not_utf_8_hint"))
    told = {file: line.removeprefix("\ufeff").rstrip("\r") for file, line in sorted(firsts.items())}
    header = next(iter(told.values()), "")
    others = [_name(file) for file, line in told.items() if line != header]
    if others:
        what = say("distributed.other_headers", n=len(others), file=others[0], first=_name(next(iter(told))))
        raise complaint(Code.TABLE_SHAPE, source, what, say("distributed.other_headers_hint"))


def refuse_other_columns(session: Any, source: str, files: Sequence[str]) -> None:
    """Complain about Parquet files of one folder that do not have the same columns, or are damaged.

    Spark reads the columns of one of them. It takes folders called `region=North` for a column; of that no file tells.
    """
    told = {file: frozenset(_columns_of(session, file, source)) for file in sorted(files)}
    columns = next(iter(told.values()))
    others = [_name(file) for file, own in told.items() if own != columns]
    if others:
        odd = frozenset().union(*told.values()) - frozenset.intersection(*told.values())
        first, named = _name(next(iter(told))), beginning([repr(one) for one in sorted(odd)], _MOST_TOLD)
        what = say("distributed.other_columns", n=len(others), file=others[0], first=first, columns=named)
        raise complaint(Code.TABLE_SHAPE, source, what, say("distributed.other_headers_hint"))


def _columns_of(session: Any, file: str, source: str) -> list[str]:
    place = urlsplit(file)
    if place.scheme == "file":
        path = unquote(place.path)
        try:
            return list(pl.read_parquet_schema(path))
        except (pl.exceptions.PolarsError, OSError) as error:
            raise broken(source if path.endswith(source) else path, error) from None
    return [str(name) for name in session.read.parquet(file).columns]
