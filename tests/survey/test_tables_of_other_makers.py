"""Rows above the header, grids and lists as further programs write them, and archives of several tables."""

from __future__ import annotations

import datetime
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from jtbd_diag.ground.complaints import InputError
from jtbd_diag.questionnaire import load_questionnaire_file
from jtbd_diag.survey.cells.coded_answers import code
from jtbd_diag.survey.mapping_proposed import mapping_text
from tests.survey.reading import seen
from tests.survey.test_strange_tables import ALIKE, Rows, read

HEAD = ["Name", "Which of these did you use?", "I stayed calm.", "I trusted the others.", "Did we meet?"]
BODY = [["Ann", "Trust; Calm", "Very true", "Not true", "Yes"], ["Bo", "", "Not true", "", "No"]]
ANSWERS = [{"tools": ("trust", "calm"), "calm": "3", "trust": "1", "met": "2"}, {"calm": "1", "met": "1"}]
TITLE = "Our survey: spring"
ABOVE: dict[str, Rows] = {
    "a title": [[TITLE, "", "", "", ""]],
    "a title and a blank row": [[TITLE, "", "", "", ""], ["", "", "", "", ""]],
    "sections of the form": [["", "What you did", "How true is it?", "", ""]],
    "notes": [["Exported on 2 November", "", "", "", ""], ["Do not pass on.", "", "by", "Kim", ""], [""] * 5],
    "numbers of the questions": [["ID", "Q1", "Q2", "Q3", "Q4"]],
}


@pytest.mark.parametrize("above", ABOVE)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_rows_above_the_header_are_left_out_and_told(kind: str, above: str, tmp_path: Path) -> None:
    rows = [*ABOVE[above], HEAD, *BODY]
    if kind == "csv":
        found = read(tmp_path, rows)
    else:
        (tmp_path / "alike.yaml").write_text(ALIKE, encoding="utf-8")
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append([cell or None for cell in row])
        book.save(tmp_path / "table.xlsx")
        found = seen(tmp_path / "table.xlsx", load_questionnaire_file(tmp_path / "alike.yaml"))
    first = len(rows) - 1
    assert found.answers == {first: ANSWERS[0], first + 1: ANSWERS[1]}
    assert not found.rejects
    lines = len(ABOVE[above])
    assert any(note.startswith(f"{lines} row{'s' if lines > 1 else ''} above the header") for note in found.notes)


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_title_of_one_cell_above_the_header_hides_neither_separator_nor_width(sign: str, tmp_path: Path) -> None:
    (tmp_path / "alike.yaml").write_text(ALIKE, encoding="utf-8")
    body = [[cell.replace("; ", "|") for cell in row] for row in (HEAD, *BODY)]
    text = "\n".join(["Our survey", "", *(sign.join(row) for row in body), ""])
    (tmp_path / "table.csv").write_text(text, encoding="utf-8")
    found = seen(tmp_path / "table.csv", load_questionnaire_file(tmp_path / "alike.yaml"))
    assert found.answers == {4: ANSWERS[0], 5: ANSWERS[1]}
    assert not found.rejects


@pytest.mark.parametrize("sign", ["^", "~", ":"])
def test_a_header_parted_by_a_rare_sign_is_no_title_above_cells_with_commas(sign: str, tmp_path: Path) -> None:
    (tmp_path / "alike.yaml").write_text(ALIKE, encoding="utf-8")
    rows = [["Name", "calm", "said"], ["A", "Not true", "well, so, fine"], ["B", "Very true", "a, b, c"]]
    (tmp_path / "table.csv").write_text("".join(sign.join(row) + "\n" for row in rows), encoding="utf-8")
    found = seen(tmp_path / "table.csv", load_questionnaire_file(tmp_path / "alike.yaml"))
    assert found.answers == {2: {"calm": "1"}, 3: {"calm": "3"}}


def test_the_signs_in_the_cells_of_a_single_column_are_no_separators(tmp_path: Path) -> None:
    (tmp_path / "alike.yaml").write_text(ALIKE, encoding="utf-8")
    (tmp_path / "table.csv").write_text("tools\nTrust\nTrust; Calm\nNo\n", encoding="utf-8")
    found = seen(tmp_path / "table.csv", load_questionnaire_file(tmp_path / "alike.yaml"))
    assert found.answers == {2: {"tools": ("trust",)}, 3: {"tools": ("trust", "calm")}, 4: {"tools": ("no",)}}


def test_one_row_an_answer_is_no_header_below_others(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path, [["Who", "Asked", "Answer"], *(["Ann", ask, "Very true"] for ask in HEAD[2:4])])
    assert "one row an answer" in str(refused.value)


OWN = {
    "typeform": (["Start Date (UTC)", "Submit Date (UTC)", "Network ID"], ["2026-11-02 10:00:00"] * 2 + ["n1"]),
    "microsoft-forms": (["ID", "Start time", "Completion time"], ["1", "11/2/26 9:00:00", "11/2/26 9:05:00"]),
}


@pytest.mark.parametrize("layout", OWN)
@pytest.mark.parametrize("between", [" - {}", ": {}", ".{}", " [{}]"])
def test_a_statement_of_a_grid_is_known_behind_its_question(between: str, layout: str, tmp_path: Path) -> None:
    heads, cells = OWN[layout]
    asked = [f"How true is it?{between.format(text)}" for text in HEAD[2:4]]
    found = read(tmp_path, [[*heads, *asked], [*cells, "Very true", "Not true"]])
    assert found.table.layout == layout
    assert found.answers == {2: {"calm": "3", "trust": "1"}}


def test_lists_and_names_of_columns_as_sharepoint_writes_them(tmp_path: Path) -> None:
    head = [*("".join(c if c.isalnum() else f"_x{ord(c):04x}_" for c in text) for text in HEAD[:3]), "met"]
    rows = [head, ["Ann", ";#Trust;#Calm;#", "Very true", "Yes"], ["Bo", "Calm", "", "No"], ["Cy", "Trust;#No", "", ""]]
    found = read(tmp_path, rows)
    assert found.answers == {
        2: {"tools": ("trust", "calm"), "calm": "3", "met": "2"}, 3: {"tools": ("calm",), "met": "1"},
        4: {"tools": ("trust", "no")},
    }  # fmt: skip
    assert not found.rejects


def test_a_second_header_row_may_say_what_a_question_asked_before(tmp_path: Path) -> None:
    q = ALIKE.replace("ask: I stayed calm.,", "ask: I stayed calm., earlier: [I kept calm.],")
    rows = [["Name", "calm", "trust"], ["", "I kept calm.", "I trusted the others."], ["Ann", "Very true", "Not true"]]
    found = read(tmp_path, rows, q=q)
    assert found.table.aside == (2,)
    assert found.answers == {2: {}, 3: {"calm": "3", "trust": "1"}}
    assert not found.rejects


def packed(tmp_path: Path, *names: str) -> Path:
    text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in (HEAD, *BODY))
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        for name in names:
            archive.writestr(name, text if name == "answers.csv" else "variable,label\ncalm,I stayed calm.\n")
    (tmp_path / "alike.yaml").write_text(ALIKE, encoding="utf-8")
    return tmp_path / "export.zip"


def test_of_several_tables_of_an_archive_one_is_named(tmp_path: Path) -> None:
    path = packed(tmp_path, "answers.csv", "codebook.csv")
    q = load_questionnaire_file(tmp_path / "alike.yaml")
    with pytest.raises(InputError) as refused:
        seen(path, q)
    assert "`sheet` answers.csv" in str(refused.value)
    found = seen(path, q, sheet="answers.csv")
    assert list(found.answers.values()) == ANSWERS
    (tmp_path / "mapping.yaml").write_text(mapping_text(found.table, q), encoding="utf-8")
    assert list(seen(path, q, mapping=tmp_path / "mapping.yaml").answers.values()) == ANSWERS


def test_a_text_beside_the_table_of_an_archive_is_none(tmp_path: Path) -> None:
    path = packed(tmp_path, "README.txt", "answers.csv")
    assert list(seen(path, load_questionnaire_file(tmp_path / "alike.yaml")).answers.values()) == ANSWERS


def test_numbers_read_as_places_stand_in_the_mapping_to_be_confirmed_or_turned(tmp_path: Path) -> None:
    rows = [["Name", "calm", "trust"], ["Ann", "1", "3"], ["Bo", "2", ""]]
    found = read(tmp_path, rows)
    assert found.answers == {2: {"calm": "1", "trust": "3"}, 3: {"calm": "2"}}
    assert any("if the form counts the other way" in note for note in found.notes)
    q = load_questionnaire_file(tmp_path / "alike.yaml")
    written = mapping_text(found.table, q, code(found.table, q).proposed)
    lines = [line.removeprefix("# ") for line in written.splitlines() if line.startswith("#     ")]
    assert lines == ['    1: "Not true"', '    2: "Partly true"', '    3: "Very true"']
    turned = 'codes: {often: {1: "Very true", 2: "Partly true", 3: "Not true"}}'
    (tmp_path / "mapping.yaml").write_text(turned, encoding="utf-8")
    assert read(tmp_path, rows, mapping=tmp_path / "mapping.yaml").answers == {
        2: {"calm": "3", "trust": "1"}, 3: {"calm": "2"},
    }  # fmt: skip


def test_a_table_of_an_archive_may_be_named_where_it_is_alone(tmp_path: Path) -> None:
    (tmp_path / "alike.yaml").write_text(ALIKE, encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr("answers.csv", "Name,calm\nA,Not true\n")
    questionnaire = load_questionnaire_file(tmp_path / "alike.yaml")
    assert seen(tmp_path / "export.zip", questionnaire, sheet="answers.csv").answers == {2: {"calm": "1"}}


def test_a_parquet_file_of_either_ending_is_a_table_of_an_archive(tmp_path: Path) -> None:
    (tmp_path / "alike.yaml").write_text(ALIKE, encoding="utf-8")
    pl.DataFrame({"Name": ["A"], "calm": ["Not true"]}).write_parquet(tmp_path / "answers.parq")
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.write(tmp_path / "answers.parq", "answers.parq")
    questionnaire = load_questionnaire_file(tmp_path / "alike.yaml")
    assert list(seen(tmp_path / "export.zip", questionnaire).answers.values()) == [{"calm": "1"}]


TOOK = datetime.timedelta(days=1, hours=3, minutes=4, seconds=5, milliseconds=250)
TYPED = {
    "durations": (pl.Series([TOOK, None]), "27:04:05.250"),
    "durations of pandas": (pl.Series([TOOK, None], dtype=pl.Duration("ns")), "27:04:05.250"),
    "short durations": (pl.Series([datetime.timedelta(seconds=95), None], dtype=pl.Duration("ms")), "00:01:35"),
    "durations below none": (pl.Series([-datetime.timedelta(seconds=90), None]), "-00:01:30"),
    "times of day": (pl.Series([datetime.time(10, 3, 4), None]), "10:03:04"),
    "days": (pl.Series([datetime.date(2026, 3, 4), None]), "2026-03-04"),
    "decimals": (pl.Series([Decimal("1.50"), None]), "1.50"),
    "yes and no": (pl.Series([True, None]), "true"),
    "lists of durations": (pl.Series([[TOOK], None]), '["1 day, 3:04:05.250000"]'),
    "bytes": (pl.Series([b"a", None]), "61"),
}


@pytest.mark.parametrize(("column", "text"), TYPED.values(), ids=TYPED)
def test_a_column_of_any_type_beside_the_answers_is_text(column: pl.Series, text: str, tmp_path: Path) -> None:
    (tmp_path / "alike.yaml").write_text(ALIKE, encoding="utf-8")
    path = tmp_path / "answers.parquet"
    pl.DataFrame({"Name": ["A", "B"], "calm": ["Not true", None], "Beside": column}).write_parquet(path)
    found = seen(path, load_questionnaire_file(tmp_path / "alike.yaml"))
    assert list(found.answers.values()) == [{"calm": "1"}, {}]
    assert found.frame.get_column("Beside").to_list() == [text, None]


def test_a_sheet_of_a_workbook_in_an_archive_is_named_as_both_and_so_written_in_a_mapping(tmp_path: Path) -> None:
    (tmp_path / "alike.yaml").write_text(ALIKE, encoding="utf-8")
    book = openpyxl.Workbook()
    for sheet, cell in ((book.active, "Not true"), (book.create_sheet("Two"), "Very true")):
        sheet.append(["Name", "calm"])
        sheet.append(["A", cell])
    book.save(tmp_path / "answers.xlsx")
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.write(tmp_path / "answers.xlsx", "answers.xlsx")
        archive.writestr("codes.csv", "a,b\n1,2\n")
    questionnaire = load_questionnaire_file(tmp_path / "alike.yaml")
    found = seen(tmp_path / "export.zip", questionnaire, sheet="answers.xlsx/Two")
    assert found.answers == {2: {"calm": "3"}}
    (tmp_path / "mapping.yaml").write_text(mapping_text(found.table, questionnaire), encoding="utf-8")
    assert seen(tmp_path / "export.zip", questionnaire, mapping=tmp_path / "mapping.yaml").answers == {2: {"calm": "3"}}
