"""Days, times, durations, errors and long numbers come out of XLSX, XLS and ODS as they were put in."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from jtbd_diag.survey.files import open_grids
from jtbd_diag.survey.files.dates_and_numbers_of_sheets import (
    Format,
    builtin_format,
    exact_number,
    format_of_code,
    in_words,
    iso_duration,
)
from tests.survey.odd import zipped
from tests.survey.reading import HERE, Seen, seen, workshop

FORMATS = {
    "h": "[h]:mm:ss", "c": "hh:mm", "cs": "h:mm:ss AM/PM", "d": "yyyy-mm-dd", "dt": "yyyy-mm-dd hh:mm:ss",
    "ms": "mm:ss.0",
}  # fmt: skip
NUMBERS = [0.75, 1.5, -0.25, 0, 0.4, 46027, 46027.4, 46027.123456789, 59, 61]
ERRORS = ["#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#N/A", "#N/A", "#N/A"]
LONG = [1 / 3, 100000000000000000000, 1e-7, 4.35, -1, 2.5, 3, 1e-12, 0.1, 1e300]
IN_WORDS = {
    "h": ["18:00:00", "36:00:00", "-06:00:00", "00:00:00", "09:36:00", "1104648:00:00", "1104657:36:00",
          "1104650:57:46.667", "1416:00:00", "1464:00:00"],
    "c": ["18:00", "36:00:00", "-06:00:00", "00:00", "09:36", "2026-01-05 00:00:00", "2026-01-05 09:36:00",
          "2026-01-05 02:57:46.667", "1416:00:00", "1464:00:00"],
    "d": ["18:00:00", "1900-01-01 12:00:00", "-0.25", "0", "09:36:00", "2026-01-05", "2026-01-05 09:36:00",
          "2026-01-05 02:57:46.667", "1900-02-28", "1900-03-01"],
    "dt": ["18:00:00", "1900-01-01 12:00:00", "-0.25", "00:00:00", "09:36:00", "2026-01-05 00:00:00",
           "2026-01-05 09:36:00", "2026-01-05 02:57:46.667", "1900-02-28 00:00:00", "1900-03-01 00:00:00"],
}  # fmt: skip


def table(path: Path) -> dict[str, list[str]]:
    """The cells of a file by header."""
    header, *rows = open_grids(path)[0].head
    return {name: [row[n] for row in rows] for n, name in enumerate(header)}


def workbook(path: Path, **options: object) -> Path:
    """A sheet that begins in column B, with cells of every kind."""
    with xlsxwriter.Workbook(path, options) as book:
        formats = {name: book.add_format({"num_format": code}) for name, code in FORMATS.items()}
        sheet = book.add_worksheet()
        sheet.write_row(1, 1, [*FORMATS, "error", "truth", "number", "text"])
        for row, number in enumerate(NUMBERS, start=2):
            for column, shown in enumerate(formats.values(), start=1):
                sheet.write_number(row, column, number, shown)
            sheet.write_formula(row, 7, "=1", None, ERRORS[row - 2])
            sheet.write_boolean(row, 8, row % 2 == 0)
            sheet.write_number(row, 9, LONG[row - 2])
            sheet.write_string(row, 10, f"text {row}")
    return path


def assert_every_cell_is_as_it_was_put_in(cells: dict[str, list[str]], *, from_1904: bool = False) -> None:
    years = {"1900-": "1904-", "2026-01-05": "2030-01-06", "1904-01-01": "1904-01-02"} if from_1904 else {}
    for name, words in IN_WORDS.items():
        for found, wanted, number in zip(cells[name], words, NUMBERS, strict=True):
            if not (from_1904 and number in (59, 61)):  # 1904 was a leap year, 1900 was not
                expected = wanted
                for old, new in years.items():
                    expected = expected.replace(old, new)
                assert found == expected, (name, number)
    assert cells["cs"][:2] == ["18:00:00", "36:00:00"]
    assert cells["ms"][4] == "09:36:00"


@pytest.mark.parametrize("from_1904", [False, True])
def test_an_xlsx_file(from_1904: bool, tmp_path: Path) -> None:
    cells = table(workbook(tmp_path / "cells.xlsx", date_1904=from_1904))
    assert_every_cell_is_as_it_was_put_in(cells, from_1904=from_1904)
    assert cells["error"] == ERRORS
    assert cells["truth"] == ["true", "false"] * 5
    assert [float(number) for number in cells["number"]] == [0.3333333333333333, *LONG[1:]]
    assert cells["number"][1:4] == ["100000000000000000000", "0.0000001", "4.35"]
    assert cells["text"] == [f"text {row}" for row in range(2, 12)]


@pytest.mark.parametrize("from_1904", [False, True])
def test_an_xls_file(from_1904: bool) -> None:
    # made with xlwt 1.3.0, of the numbers above
    cells = table(HERE / "spreadsheets" / f"cells{'-1904' if from_1904 else ''}.xls")
    assert_every_cell_is_as_it_was_put_in(cells, from_1904=from_1904)
    assert cells["err"] == ERRORS
    assert cells["bool"] == ["false", "true"] * 5
    assert cells["num"][:5] == [
        "0.30000000000000004", "0.3333333333333333", "100000000000000000000", "0.0000001", "123456789012345680",
    ]  # fmt: skip


SPACES = " ".join(
    [
        *(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text")),
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"',
    ]
)


def opendocument(path: Path, rows: str) -> Path:
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Answers">{rows}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    path.write_bytes(zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest}))
    return path


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ('office:value-type="time" office:time-value="PT18H00M00S"><text:p>18:00:00', "18:00:00"),
        ('office:value-type="time" office:time-value="PT36H00M00S"><text:p>36:00:00', "36:00:00"),
        ('office:value-type="time" office:time-value="PT36H00M00S"><text:p>12:00', "36:00:00"),
        ('office:value-type="time" office:time-value="P1DT12H"><text:p>36:00', "36:00"),
        ('office:value-type="time" office:time-value="-PT06H00M00S"><text:p>-6:00:00', "-06:00:00"),
        ('office:value-type="time" office:time-value="PT09H36M00S"><text:p>09:36', "09:36"),
        ('office:value-type="time" office:time-value="PT09H36M00.5S"><text:p>9:36 AM', "09:36:00.500"),
        ('office:value-type="date" office:date-value="2026-01-05"><text:p>5. Jan', "2026-01-05"),
        ('office:value-type="date" office:date-value="2026-01-05T09:36:00"><text:p>5. Jan', "2026-01-05 09:36:00"),
        ('table:formula="of:=NA()" office:value-type="string" office:string-value="" calcext:value-type="error">'
         "<text:p>#N/A", "#N/A"),
        ('office:value-type="string" calcext:value-type="error"><text:p>Err:502', "Err:502"),
        ('office:value-type="float" office:value="0.30000000000000004"><text:p>0,3', "0.30000000000000004"),
        ('office:value-type="boolean" office:boolean-value="true"><text:p>WAHR', "true"),
        ('office:value-type="percentage" office:value="0.5"><text:p>50 %', "50%"),
    ],
)  # fmt: skip
def test_an_ods_file(cell: str, wanted: str, tmp_path: Path) -> None:
    text = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = (
        f"<table:table-row><table:table-cell/>{text.format('id')}{text.format('cell')}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="2"><table:table-cell/>{text.format("1")}'
        f"<table:table-cell {cell}</text:p></table:table-cell></table:table-row>"
    )
    assert table(opendocument(tmp_path / "cells.ods", rows))["cell"] == [wanted, wanted]


@pytest.mark.parametrize("iso_dates", [False, True])
def test_days_and_times_as_openpyxl_writes_them(iso_dates: bool, tmp_path: Path) -> None:
    book = openpyxl.Workbook(iso_dates=iso_dates)
    day, time = datetime.date(2026, 1, 5), datetime.time(9, 36)
    sheet = book.active
    sheet.append(["day", "moment", "time", "hours"])
    sheet.append([day, datetime.datetime.combine(day, time), time, datetime.timedelta(hours=36)])
    book.save(tmp_path / "cells.xlsx")
    cells = table(tmp_path / "cells.xlsx")
    assert [column[0] for column in cells.values()] == ["2026-01-05", "2026-01-05 09:36:00", "09:36:00", "36:00:00"]


def changed(path: Path, change: Callable[[bytes], bytes]) -> Path:
    """The same workbook with another text of its first sheet."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as old, zipfile.ZipFile(path, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            new.writestr(member, change(content) if member == "xl/worksheets/sheet1.xml" else content)
    return path


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml,
        lambda xml: xml.replace(b"<v></v>", b"<v/>"),
        lambda xml: xml.replace(b'<c r="A2"><f>""</f>', b'<c r="A2" t="str"><f>""</f>'),
        lambda xml: re.sub(rb' r="[A-Z]+[0-9]+"', b"", xml),
        lambda xml: re.sub(rb"<(/?)(c|v|row|f|sheetData|worksheet)\b", rb"<\1x:\2", xml).replace(
            b"xmlns=", b"xmlns:x=", 1
        ),
    ],
)
def test_cells_are_found_whatever_stands_empty_around_them(change: Callable[[bytes], bytes], tmp_path: Path) -> None:
    path = tmp_path / "cells.xlsx"
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["empty", "day", "error", "more"])
        sheet.write_formula(1, 0, '=""', None, "")
        sheet.write_number(1, 1, 46027, day)
        sheet.write_formula(1, 2, "=NA()", None, "#N/A")
        sheet.write_formula(1, 3, '=""', None, "")
    cells = table(changed(path, change))
    assert (cells["day"], cells["error"]) == (["2026-01-05"], ["#N/A"])


def errors_in(folder: Path, kind: str) -> Seen:
    """Errors in answers, in words and in a carried column, beside words that only begin like one."""
    rows = [
        ["id", "goal", "story", "region"],
        ["1", "fix", "#REF!", "north"],
        ["2", "#N/A", "#1 reason", "#N/A"],
        ["3", "both", "fine", "#5"],
    ]
    path = folder / f"errors.{kind}"
    if kind == "csv":
        path.write_text("".join(",".join(row) + "\n" for row in rows))
    else:
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet()
            for r, row in enumerate(rows):
                for c, cell in enumerate(row):
                    if cell in ERRORS:
                        sheet.write_formula(r, c, "=1", None, cell)
                    else:
                        sheet.write_string(r, c, cell)
    return seen(path, workshop())


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_error_is_no_answer_is_counted_and_is_told_in_every_column(kind: str, tmp_path: Path) -> None:
    found = errors_in(tmp_path, kind)
    assert found.answers == {2: {"goal": "fix"}, 3: {"story": "#1 reason"}, 4: {"goal": "both", "story": "fine"}}
    assert [(r["row"], r["column"], r["value"], r["code"]) for r in found.rejects] == [
        (2, "story", "#REF!", "B040"), (3, "goal", "#N/A", "B040"), (3, "region", "#N/A", "B040"),
    ]  # fmt: skip
    assert found.frame["unreadable"].to_list() == [1, 2, 0]
    assert found.frame["region"].to_list() == ["north", "#N/A", "#5"]


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("General", None), ("0.00", None), ("@", None), ('0.0 "days"', None), ("[Red]0", None), ("0.00E+00", None),
        ("yyyy-mm-dd", "day"), ("[$-F800]dddd, mmmm dd, yyyy", "day"), ('d" de "mmmm', "day"), ("mmm", "day"),
        ("m/d/yy h:mm", "moment"), ("[$-409]h:mm AM/PM;@", "time"), ("mm:ss", "time"), ("[mm]:ss", "duration"),
        ("[hh]:mm", "duration"), ("[s]", "duration"), ("\\h0", None), ("yyyy\\-mm\\-dd\\ hh:mm;@", "moment"),
        ("0%", "percent"), ('0.0"%"', None), ("0.0 %;[Red]-0.0 %", "percent"),
    ],
)  # fmt: skip
def test_what_a_number_is_by_its_format(code: str, kind: str | None) -> None:
    found = format_of_code(code)
    assert (found.kind if found else None) == kind


def test_formats_known_by_their_number() -> None:
    kinds = {n: found.kind for n in range(60) if (found := builtin_format(n))}
    assert (kinds[14], kinds[20], kinds[22], kinds[46], kinds[57]) == ("day", "time", "moment", "duration", "day")
    assert (kinds[9], kinds[10]) == ("percent", "percent")
    assert not kinds.keys() & {0, 1, 8, 11, 44, 49}


@pytest.mark.parametrize(
    ("number", "shown"), [(0.32, "32%"), (1, "100%"), (0.125, "12.5%"), (-0.07, "-7%"), (0, "0%"), (1e12, None)]
)
def test_a_share_is_as_it_is_shown(number: float, shown: str | None) -> None:
    assert in_words(number, Format("percent")) == shown


def test_what_can_be_no_moment_stays_a_number() -> None:
    assert in_words(1e12, Format("moment")) is None
    assert in_words(-1, Format("day")) is None
    assert exact_number("1E+400") is None
    assert exact_number("words") is None
    assert iso_duration("PT", "x") == "00:00:00"
    assert iso_duration("eighteen", "x") is None
