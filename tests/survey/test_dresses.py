"""The same four leaders in every kind of file: the same scores."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from jtbd_diag.questionnaire import load_questionnaire
from jtbd_diag.results.batch_of_a_survey import Batch
from jtbd_diag.results.reading_options import Reading
from jtbd_diag.results.scored_survey import Wishes
from jtbd_diag.survey.table.survey_table import read_table
from tests.survey.reading import HERE, workshop
from tests.survey.test_exact_cells import SPACES
from tests.survey.writers import Sheet

DRESSES = HERE / "dresses"
PLACE, ORT = "Ort", "Zürich – “A”"
NOTE = [["Answers are in the sheet Data."], ["Ask Kim."]]
Rows = list[list[str]]


def leaders() -> Rows:
    """The four leaders, with a column that no encoding writes alike."""
    with (DRESSES / "leaders.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    return [[*header, PLACE], *([*row, ORT] for row in rows)]


def delimited(**how: object) -> Callable[[Rows], bytes]:
    return lambda rows: Sheet(rows, **how).content()  # type: ignore[arg-type]


def as_json(rows: Rows) -> list[dict[str, str]]:
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def parquet(rows: Rows) -> bytes:
    stream = io.BytesIO()
    pl.DataFrame(as_json(rows)).write_parquet(stream)
    return stream.getvalue()


def xlsx(rows: Rows) -> bytes:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    assert book.active is not None
    book.active.title = "Notes"
    for row in NOTE:
        book.active.append(row)
    data = book.create_sheet("Data")
    for row in rows:
        data.append(row)
    book.save(stream)
    return stream.getvalue()


def ods(rows: Rows) -> bytes:
    from xml.sax.saxutils import escape
    from zipfile import ZipFile

    def sheet(name: str, cells: Rows) -> str:
        made = (
            "".join(
                f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
                for cell in row
            )
            for row in cells
        )
        lines = "".join(f"<table:table-row>{line}</table:table-row>" for line in made)
        return f'<table:table table:name="{name}">{lines}</table:table>'

    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES} office:version="1.2"><office:body>'
        f"<office:spreadsheet>{sheet('Notes', NOTE)}{sheet('Data', rows)}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
    )
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return stream.getvalue()


FILES: dict[str, tuple[str, Callable[[Rows], bytes]]] = {
    "commas": ("csv", delimited()),
    "semicolons": ("csv", delimited(separator=";")),
    "tabs": ("tsv", delimited(separator="\t")),
    "bars": ("txt", delimited(separator="|")),
    "every cell quoted": ("csv", delimited(separator=";", quote_all=True, newline="\r\n")),
    "UTF-8 with a mark": ("csv", delimited(mark=True)),
    "UTF-16, little end first": ("csv", delimited(separator="\t", encoding="utf-16-le", mark=True)),
    "UTF-16, big end first": ("csv", delimited(encoding="utf-16-be", mark=True)),
    "Windows-1252": ("csv", delimited(separator=";", encoding="cp1252")),
    "XLSX behind a sheet of notes": ("xlsx", xlsx),
    "ODS behind a sheet of notes": ("ods", ods),
    "XLS behind a sheet of notes": ("xls", lambda _: (DRESSES / "leaders.xls").read_bytes()),  # made with xlwt 1.3.0
    "Parquet": ("parquet", parquet),
    "JSON lines": (
        "jsonl",
        lambda rows: "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in as_json(rows)).encode(),
    ),
    "a JSON array": ("json", lambda rows: json.dumps(as_json(rows), indent=2).encode()),
}


@pytest.mark.parametrize("dress", FILES)
def test_four_leaders_score_the_same_in_any_file(dress: str, tmp_path: Path) -> None:
    ending, made = FILES[dress]
    path = tmp_path / f"survey.{ending}"
    path.write_bytes(made(leaders()))
    found = Batch(load_questionnaire("leader-short@1"), Reading(path), Wishes()).frame.collect()
    right = pl.read_csv(DRESSES / "leaders.expected.csv")
    told = [c for c in right.columns if c.startswith("score_") or c in ("Response ID", "answered", "lead")]
    told += ["job", "runner_up", "outcome", "struggle", "unreadable", "flips"]
    assert_frame_equal(found.select(told), right.select(told), check_dtypes=False, categorical_as_str=True)
    assert found.get_column(PLACE).to_list() == [ORT] * 4


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_header_alone_is_parted_by_its_own_separator(separator: str, end: str, tmp_path: Path) -> None:
    path = tmp_path / "survey.csv"
    names = ["ID", "What do you want, or need?" if separator != "," else "Region", "goal", "calm"]
    path.write_text(separator.join(names) + end, encoding="utf-8", newline="")
    found = read_table(path, workshop())
    assert [column.header for column in found.columns] == names
    assert found.frame.collect().height == 0
