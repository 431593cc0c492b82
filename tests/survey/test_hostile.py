"""Tables that mean harm, or that an accident made: told of, or read as far as they go; never a crash."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
import xlsxwriter

from jtbd_diag.ground.complaints import InputError
from jtbd_diag.survey.cells.missing_values import may_fill
from jtbd_diag.survey.files import archive, other_process
from jtbd_diag.survey.platforms.platform_layout import in_two, split_parts
from jtbd_diag.survey.table.survey_table import read_table
from tests.survey.odd import zipped
from tests.survey.reading import FIXTURES, Seen, seen, workshop
from tests.survey.test_fixtures import expectation

NAUGHTY = [
    "=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "\u202ereversed", "\ufeff", "\u200b", "<script>alert(1)</script>",
    "'; DROP TABLE answers; --", "{{7*7}}", "${7*7}", "%s%n", "../../etc/passwd", "NULL", "null", "None", "NaN", "inf",
    "1e999", "0x10", "\U0001f600\u200d\U0001f525", "Z\u0351\u036b", "\u0660\u0661", "true", "[", "[1", '["paper"', "\\",
    '"', "a\tb", "a;b,c|d", "#REF!", "x" * 5000, "[bold]", "a\x07b", "\x1b[31mred",
]  # fmt: skip


def complaint_about(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        read_table(path, workshop())
    return caught.value


def codes(error: InputError) -> list[str]:
    return [problem.code.value for problem in error.problems]


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "F005"),
        (b"\xef\xbb\xbf\r\n\r\n", "F005"),
        (b"\0" * 500, "F005"),
        (b"%PDF-1.7 goal,calm", "B001"),
        (b"$FL2@(#) SPSS", "B001"),
        (bytes(range(1, 20)) * 50, "B001"),
        (b"PK\x03\x04 and nothing after it", "B001"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"junk" * 400, "B001"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "B001"),
        (b"PAR1 and no table", "B001"),
        (b"\x1f\x8b and no gzip", "B001"),
        (b"{" * 100_000, "B001"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_told(content: bytes, code: str, tmp_path: Path) -> None:
    assert codes(complaint_about(written(tmp_path, "table.csv", content))) == [code]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"ARROW1\0\0 and columns", "an Arrow or Feather file"),
        (b"\xff\xff\xff\xff\x80\x01\0\0 a stream", "an Arrow or Feather file"),
        (b"HEADER RECORD*******LIBRARY HEADER", "damaged or incomplete"),
        (b"0" * 40 + b"ASCII SPSS PORT FILE", "damaged or incomplete"),
        (b"s\x02\x01\0\x01\0\x02\0", "damaged or incomplete"),
        (b"X\n\0\0\0\3\0\4", "a file of R"),
        (b"\x03\x7e\x0c\x01\x06" + b"\0" * 27 + b"goal, once, well, and more" * 4, "not a text file"),  # dBase
        (b"{\\rtf1\\ansi goal", "a text document"),
        (b"MIME-Version: 1.0\r\n\r\n<table>", "a web page"),
        (b"BZh91AY&SY", "packed in a way that is not read"),
        (b"\xfd7zXZ\0\0", "packed in a way that is not read"),
        (b"\x28\xb5\x2f\xfd\x04", "packed in a way that is not read"),
        (b"questionnaire: workshop\nversion: 1\nanswers: {goal: fix}\n", "the answers file of one leader"),
        (b"# of June\n\nquestionnaire: workshop\nanswers:\n  goal: fix\n", "the answers file of one leader"),
        (b"version: 1\nanswers: {goal: fix}\nquestionnaire: workshop\n", "the answers file of one leader"),
    ],
)  # fmt: skip
def test_a_file_of_another_kind_is_called_what_it_is(content: bytes, words: str, tmp_path: Path) -> None:
    (problem,) = complaint_about(written(tmp_path, "table.csv", content)).problems
    assert problem.code.value == "B001"
    assert words in problem.what


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["word/document.xml"], "a text document"),
        (["Index/Document.iwa"], "Apple's Numbers"),
        (["form.qsf"], "it holds no table"),
        (["a.csv", "a-people.csv"], "this archive holds 2 tables: 'a.csv', 'a-people.csv'"),
        (["a.csv", "b.xlsx"], "this archive holds 2 tables: 'a.csv', 'b.xlsx'"),
    ],
)
def test_an_archive_without_one_table_says_what_it_holds(names: list[str], words: str, tmp_path: Path) -> None:
    content = zipped(dict.fromkeys(names, "goal"))
    (problem,) = complaint_about(written(tmp_path, "table.zip", content)).problems
    assert words in problem.what


@pytest.mark.parametrize(
    "name", ["odd-native.xlsx", "odd-sheet.ods", "odd-array.json", "plain-ids-parquet-workshop.parquet"]
)
def test_one_table_of_any_kind_in_an_archive_is_read(name: str, tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive_:
        archive_.writestr(name, (FIXTURES / name).read_bytes())
        archive_.writestr("media/1.jpg", b"\xff\xd8\xff")
    found = seen(written(tmp_path, "table.zip", stream.getvalue()), workshop())
    assert found.answers == seen(FIXTURES / name, workshop()).answers


@pytest.mark.parametrize("beside", ["schema.json", "a/meta.JSON"])
def test_json_beside_the_one_table_of_an_archive_is_no_table(beside: str, tmp_path: Path) -> None:
    path = written(tmp_path, "table.zip", zipped({beside: "{}", "responses.csv": "id,goal\n1,fix\n"}))
    assert seen(path, workshop()).answers == {2: {"goal": "fix"}}


def test_no_file_a_folder_an_impossible_name(tmp_path: Path) -> None:
    assert codes(complaint_about(tmp_path / "none.csv")) == ["F001"]
    assert codes(complaint_about(tmp_path)) == ["F002"]
    assert codes(complaint_about(Path("a\0b.csv"))) == ["F006"]


@pytest.mark.parametrize(
    "name", ["odd-native.xlsx", "odd-sheet.ods", "odd-microsoft.xls", "plain-ids-parquet-workshop.parquet"]
)
def test_a_file_cut_short_is_told(name: str, tmp_path: Path) -> None:
    whole = (FIXTURES / name).read_bytes()
    for share in (0.1, 0.9) if not name.endswith("xls") else (0.5,):
        path = written(tmp_path, name, whole[: int(len(whole) * share)])
        assert codes(complaint_about(path)) == ["B001"]


def test_a_reader_that_runs_away_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(other_process, "MOST_SECONDS", -1)  # over before it begins, however quick the reader is
    own = written(tmp_path, "sheet.ods", (FIXTURES / "odd-sheet.ods").read_bytes())  # what was opened last is kept
    error = complaint_about(own)
    assert "does not come to an end" in str(error)


def test_a_count_that_cannot_be_is_not_believed(tmp_path: Path) -> None:
    strings = b'<sst count="3" uniqueCount="99999999999"></sst>'
    members = {"xl/workbook.xml": b"<a/>", "xl/sharedStrings.xml": strings}
    assert codes(complaint_about(written(tmp_path, "many.xlsx", packed(members)))) == ["B001"]


def test_the_name_of_a_file_is_no_pattern(tmp_path: Path) -> None:
    path = written(tmp_path, "survey[1]*.csv", b"id,goal\n1,fix\n")
    assert seen(path, workshop()).answers == {2: {"goal": "fix"}}


def packed(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return stream.getvalue()


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "SMALL_BYTES", 1 << 20)
    bomb = bytes(8 << 20)
    for members in (
        {"xl/workbook.xml": b"<a/>", "xl/worksheets/sheet1.xml": bomb},
        {"content.xml": bomb},
        {"x.csv": bomb},
    ):
        assert codes(complaint_about(written(tmp_path, "bomb.xlsx", packed(members)))) == ["B005"]


def test_a_zip_that_lies_about_its_size_is_not_unpacked_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "SMALL_BYTES", 1 << 20)
    content = packed({"xl/workbook.xml": b"<a/>", "xl/worksheets/sheet1.xml": bytes(8 << 20)})
    lying = content.replace(struct.pack("<L", 8 << 20), struct.pack("<L", 10))
    assert codes(complaint_about(written(tmp_path, "bomb.xlsx", lying))) == ["B005"]


def test_a_gzip_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "SMALL_BYTES", 1 << 20)
    engine = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    bomb = engine.compress(bytes(8 << 20)) + engine.flush()
    assert codes(complaint_about(written(tmp_path, "bomb.csv.gz", bomb))) == ["B005"]


def test_one_cell_far_away_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "far.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["id", "goal"])
        sheet.write(1_048_575, 16_383, "far away")
    assert codes(complaint_about(path)) == ["B005"]
    beyond = {"xl/workbook.xml": b"<a/>", "xl/worksheets/sheet1.xml": b"<row r='1'><c r = 'zzzz1'><v>1</v></c></row>"}
    assert codes(complaint_about(written(tmp_path, "beyond.xlsx", packed(beyond)))) == ["B005"]


def test_cells_repeated_without_end_do_not_either(tmp_path: Path) -> None:
    whole = (FIXTURES / "odd-sheet.ods").read_bytes()
    with zipfile.ZipFile(io.BytesIO(whole)) as file:
        members = {name: file.read(name) for name in file.namelist()}
    cell = b'<table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>'
    row = b'<table:table-row table:number-rows-repeated="1000000">' + cell + b"</table:table-row></table:table>"
    members["content.xml"] = members["content.xml"].replace(b"</table:table>", row)
    assert codes(complaint_about(written(tmp_path, "far.ods", packed(members)))) == ["B005"]


def test_16384_columns(tmp_path: Path) -> None:
    heads = ",".join(["id", "goal", *(f"question {n}" for n in range(16_382))])
    row = ",".join(["1", "fix", *["x"] * 16_382])
    found = seen(written(tmp_path, "wide.csv", f"{heads}\n{row}\n".encode()), workshop())
    assert found.answers == {2: {"goal": "fix"}}
    assert len(found.table.columns) == 16_384


def test_more_columns_than_any_spreadsheet_has(tmp_path: Path) -> None:
    assert codes(complaint_about(written(tmp_path, "wide.csv", b"goal" + b"," * 16_384 + b"\nfix\n"))) == ["B002"]


def test_a_row_of_5_mb(tmp_path: Path) -> None:
    long = "Paper, " * 700_000
    content = f'id,goal,tools_used,story\n1,"{long}","{long}","{long}"\n2,fix,Paper,short\n'.encode()
    found = seen(written(tmp_path, "long.csv", content), workshop())
    assert [(r["row"], r["column"]) for r in found.rejects] == [(2, "goal"), (2, "tools_used")]
    assert all(len(r["value"]) <= 300 for r in found.rejects)
    assert found.answers[2] == {"story": long}
    assert found.answers[3] == {"goal": "fix", "tools_used": ("paper",), "story": "short"}


def test_long_texts_are_not_parted_as_headers_are() -> None:
    """Each place of a sign was tried as the end of a question: ten interviews took a minute to be refused."""
    said = "We said - that: it is (so) [then]; "
    assert split_parts(said, " - ") and in_two(said)
    assert not split_parts(said * 100, " - ") and not in_two(said * 100)


def test_a_header_of_5_mb(tmp_path: Path) -> None:
    content = f"id,goal,{'x' * 5_000_000}\n1,fix,y\n".encode()
    assert seen(written(tmp_path, "long.csv", content), workshop()).answers == {2: {"goal": "fix"}}


def test_naughty_strings_are_refused_as_options_and_kept_as_words(tmp_path: Path) -> None:
    import csv

    path = tmp_path / "naughty.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["goal", "tools_used", "staff", "since", "story", *NAUGHTY])
        writer.writerow(["fix", "paper", "1", "2026-01-01", "x", *NAUGHTY])
        writer.writerows([[words] * 5 for words in NAUGHTY])
    found = seen(path, workshop())
    assert found.answers[2]["goal"] == "fix"
    for n, words in enumerate(NAUGHTY, start=3):
        told = words.strip() and words != "#REF!" and not may_fill(words)  # which stand in several columns
        assert found.answers[n] == ({"story": words} if told else {})
    assert_all_told(found, len(NAUGHTY))


def assert_all_told(found: Seen, rows: int) -> None:
    """Every cell that holds something and gave no answer is among the rejects, once."""
    places = [(r["row"], r["column"]) for r in found.rejects if r["row"] > 2]
    assert len(places) == len(set(places))
    counts = dict(zip(found.frame["row"], found.frame["unreadable"], strict=True))
    assert {row: places.count((row, "goal")) for row, _ in places} == {row: 1 for row, _ in places}
    assert counts.pop(2) == 1  # the error that a carried column holds
    assert sum(counts.values()) == len(places) >= 4 * (rows - 4)


def test_a_fixture_survives_being_given_twice(tmp_path: Path) -> None:
    name = "qualtrics-leader-short.csv"
    twice = (FIXTURES / name).read_bytes() * 2
    from jtbd_diag import load_questionnaire

    found = seen(written(tmp_path, name, twice), load_questionnaire("leader-short@1"))
    assert {row: found.answers[row] for row in (4, 5)} == {
        row: {k: tuple(v) if isinstance(v, list) else v for k, v in expectation(name)["answers"][row].items()}
        for row in (4, 5)
    }
    assert found.table.aside == (9, 10, 11)
    assert not {r["row"] for r in found.rejects} & {9, 10, 11}
