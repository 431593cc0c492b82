"""Folders of interviews for these tests, and the command as it is typed."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from typer.testing import CliRunner, Result

from jtbd_diag.cli.main import app

HEADS = ("interview", "tagger", "tag", "value", "start", "end", "quote")
Row = Mapping[str, object]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["interviews", *map(str, arguments)])


def folder_of(folder: Path, texts: Mapping[str, str], rows: Iterable[Row], heads: Iterable[str] = HEADS) -> Path:
    (folder / "transcripts").mkdir(parents=True)
    (folder / "tags").mkdir()
    for name, text in texts.items():
        (folder / "transcripts" / f"{name}.txt").write_text(text, encoding="utf-8")
    table(folder / "tags" / "all.csv", rows, heads)
    return folder


def table(path: Path, rows: Iterable[Row], heads: Iterable[str] = HEADS) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, tuple(heads), restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def tag(interview: str, tagger: str, tag: str, value: object = "", **more: object) -> Row:
    return {"interview": interview, "tagger": tagger, "tag": tag, "value": value, **more}
