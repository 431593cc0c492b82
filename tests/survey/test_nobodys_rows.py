"""Rows that are nobody's answers: previews, spam, what was rejected, blank rows, totals."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.survey.table.survey_table import HowToRead, read_table
from tests.survey.reading import seen, workshop

HEADER = ["ID", "Region", "goal", "calm", "staff"]
ROW_OF_ONE = ["R1", "North", "fix", "3", "12"]


def write(path: Path, rows: list[list[str]]) -> Path:
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        assert book.active is not None
        for row in rows:
            book.active.append([cell or None for cell in row])
        book.save(path)
        return path
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return path


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_blank_rows_are_kept_and_count_for_nothing(ending: str, tmp_path: Path) -> None:
    rows = [HEADER, ROW_OF_ONE, [""] * 5, ["R2", "South", "learn", "2", ""], [" ", "", " ", "", ""], [""] * 5]
    # a workbook ends with its last cell, so one more row stands at the end
    found = read_table(write(tmp_path / f"t.{ending}", [*rows, ["R3", "East", "fix", "1", ""]]), workshop())
    assert found.aside == (3, 5, 6)
    assert "3 rows are blank: they count for nothing" in found.notes


@pytest.mark.parametrize(
    "last",
    [
        ["Total", "12", "", "", ""],
        ["", "Total", "", "", ""],
        ["Grand total", "", "", "3", "24"],
        ["Average", "", "", "2.5", "12.5"],
        ["MEAN:", "", "1", "3", ""],
        ["Sum", "", "", "6", "24"],
        ["Totals (n=12)", "", "", "", ""],
        ["Moyenne", "", "", "3", ""],
        ["合計", "", "", "", "24"],
        ["N", "", "", "212", "198"],
        ["n = 2", "", "", "", ""],
        ["Exported by Ana Prueba on 2026-11-21", "", "", "", ""],
        ["", "Source: the district office", "", "", ""],
        ["Page 1 of 1", "", "", "", ""],
    ],
)
def test_summaries_below_a_table_are_nobody(last: list[str], tmp_path: Path) -> None:
    found = seen(write(tmp_path / "t.csv", [HEADER, ROW_OF_ONE, ROW_OF_ONE, last]), workshop())
    assert found.table.aside == (4,)
    assert found.answers[4] == {} and found.rejects == []
    assert any(note.startswith("1 row (") for note in found.notes)


def test_totals_that_no_program_has_worked_out_are_nobody(tmp_path: Path) -> None:
    path = write(
        tmp_path / "t.xlsx", [HEADER, ROW_OF_ONE, ROW_OF_ONE, ["Total", "", "=COUNTA(C2:C3)", "=SUM(D2:D3)", ""]]
    )
    assert seen(path, workshop()).table.aside == (4,)


@pytest.mark.parametrize(
    "row",
    [
        ["Sum", "North", "fix", "3", ""],  # a name
        ["R2", "", "", "", ""],  # who opened the form and left
        ["", "North", "", "3", ""],
        ["Totally fine", "", "", "", ""],
        ["Meantime", "", "", "2", ""],
    ],
)
def test_people_are_not_taken_for_summaries(row: list[str], tmp_path: Path) -> None:
    assert read_table(write(tmp_path / "t.csv", [HEADER, ROW_OF_ONE, row]), workshop()).aside == ()


GROUPS = [[f"R{n}", "2026-10-01", region, "fix", "3", "12"] for n, region in enumerate(["North", "North", "South"])]


@pytest.mark.parametrize("said", ["{} Average", "{} Count", "{} Max", "Total {}", "{} Anzahl", "Promedio {}"])
@pytest.mark.parametrize("column", [0, 2])
def test_a_spreadsheets_subtotals_of_groups_are_nobody(said: str, column: int, tmp_path: Path) -> None:
    def summary(group: str) -> list[str]:
        return [said.format(group) if n == column else "" for n in range(3)] + ["2", "3", "12"]

    head = ["ID", "When", "Region", "goal", "calm", "staff"]
    rows = [head, *GROUPS[:2], summary("North"), GROUPS[2], summary("South"), summary("Grand")]
    found = seen(write(tmp_path / "t.csv", [*rows, *(GROUPS * 10)]), workshop())
    assert found.table.aside[:2] == (4, 6)
    assert found.answers[4] == {} and len(found.answers[2]) == len(found.answers[5]) == len(head[3:])
    assert not any(one["row"] in {4, 6} for one in found.rejects)


@pytest.mark.parametrize(
    ("first", "cells"),
    [
        ("Mode", ["fix", "3", "12"]),
        ("Most common answer", ["fix", "3", ""]),
        ("Häufigste Antwort", ["fix", "3", ""]),
        ("SD", ["", "1.2", "3.4"]),
        ("Max", ["", "3", "12"]),
        ("Varianza", ["", "3", "12"]),
        ("District average", ["", "2.5", "12"]),
    ],
)
def test_the_commonest_answers_and_spreads_below_a_table_are_nobody(
    first: str, cells: list[str], tmp_path: Path
) -> None:
    head = ["ID", "When", "Region", "goal", "calm", "staff"]
    found = seen(write(tmp_path / "t.csv", [head, *GROUPS, [first, "", "", *cells]]), workshop())
    assert found.table.aside == (5,) and found.answers[5] == {}
    told = write(tmp_path / "t.csv", [head, *GROUPS, [first, "2026-10-02", "", *cells]])
    assert seen(told, workshop()).table.aside == (), "whom a date stands beside may be called so"


@pytest.mark.parametrize(
    "people",
    [
        [["Salem", "Salem SD"]] * 4,
        [["Kim", "Kim Ann"], ["Kim", "Kim Joe"], ["Kim", "Kim Max"]],
        [["Salem", "a@b.example"], ["Salem", "c@d.example"], ["Salem SD", ""], ["Salem SE", ""]],
    ],
)
def test_districts_and_people_of_a_group_are_no_subtotals(people: list[list[str]], tmp_path: Path) -> None:
    rows = [["Region", "Who", "calm", "staff"], *([*one, "3", "12"] for one in people)]
    assert read_table(write(tmp_path / "t.csv", rows), workshop()).aside == ()
    last = [people[0][0] + " SD", "", "1.5", "3.4"]
    assert read_table(write(tmp_path / "t.csv", [*rows, last]), workshop()).aside == (len(rows) + 1,)


def test_a_place_of_many_rows_is_no_subtotal(tmp_path: Path) -> None:
    people = [["North", "a"], ["North", "b"], *([["North Range", ""]] * 101)]
    rows = [["Region", "Who", "calm", "staff"], *([*one, "3", "12"] for one in people)]
    assert read_table(write(tmp_path / "t.csv", rows), workshop()).aside == ()


@pytest.mark.parametrize("id_", ["Ann Max", "North Count", "Mode"])
def test_people_called_as_summaries_are_people(id_: str, tmp_path: Path) -> None:
    rows = [["ID", "When", "calm"], ["Ann", "1", "3"], ["North", "2", "2"], [id_, "3", "1"]]
    assert read_table(write(tmp_path / "t.csv", rows), workshop()).aside == ()


@pytest.mark.parametrize(
    "called", ["TEST", "Test row - delete", "Example", "Answer key", "(dummy)", "test 2", "Prueba"]
)
def test_a_row_called_a_test_counts_and_is_told(called: str, tmp_path: Path) -> None:
    found = seen(write(tmp_path / "t.csv", [HEADER, ROW_OF_ONE, [called, *ROW_OF_ONE[1:]], ROW_OF_ONE]), workshop())
    assert found.table.aside == () and found.answers[3] == found.answers[2]
    assert any(note.startswith(f"CHECK: row 3 is called '{called}'") for note in found.notes)


@pytest.mark.parametrize("called", ["Testa", "Keyes", "Dummett", "Tess Ting", "Example Middle School", "A-17"])
def test_people_are_called_no_tests(called: str, tmp_path: Path) -> None:
    found = seen(write(tmp_path / "t.csv", [HEADER, ROW_OF_ONE, [called, *ROW_OF_ONE[1:]]]), workshop())
    assert not any("CHECK" in note for note in found.notes)
    many = seen(write(tmp_path / "t.csv", [HEADER, *([["Test", *ROW_OF_ONE[1:]]] * 6)]), workshop())
    assert not any("CHECK" in note for note in many.notes), "so many are a kind of row"


@pytest.mark.parametrize("word", ["Sum", "Mean", "Count", "Max", "SD", "Mode"])
@pytest.mark.parametrize("beside", [True, False])
def test_numbers_beside_a_word_are_a_summary_wherever_nothing_else_stands_there(
    word: str, beside: bool, tmp_path: Path
) -> None:
    """Whole means would be scored as somebody's ratings; with a place, or a word among the answers, it is somebody."""
    head, one = (HEADER, ROW_OF_ONE) if beside else (["ID", *HEADER[2:]], ["R1", *ROW_OF_ONE[2:]])
    blank = [""] if beside else []
    people = [one] * 30
    rows = [head, [word, *blank, "", "3", "2"], *people, [word, *blank, "1", "3", "2"], *people]
    found = seen(write(tmp_path / "t.csv", rows), workshop())
    assert found.table.aside == (2, 33) and not found.rejects and len(found.answers[3]) == len(HEADER[2:])
    rows = [head, [word, *(["North"] if beside else []), "fix", "3", "2"], *people]
    assert seen(write(tmp_path / "t.csv", rows), workshop()).table.aside == ()


def test_what_is_empty_is_kept_when_asked_for(tmp_path: Path) -> None:
    rows = [HEADER, ROW_OF_ONE, [""] * 5, ["Total", "", "", "", ""]]
    assert read_table(write(tmp_path / "t.csv", rows), workshop(), HowToRead(keep=("empty",))).aside == ()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("far", [0, 300], ids=["near the top", "far below"])
@pytest.mark.parametrize("blank", ["", ",,", "  ", '"",'])
def test_a_blank_line_is_a_blank_row_wherever_it_stands(blank: str, far: int, end: str, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    lines = [
        "ID,goal,story",
        *['R0,learn,"a\n\nb"'.replace("\n", end)] * far,
        "R1,fix,",
        blank,
        "R2,learn,",
        "",
        "R3,both,",
    ]
    path.write_text(end.join([*lines, "", ""]), encoding="utf-8", newline="")
    found = seen(path, workshop())
    assert found.table.aside == (far + 3, far + 5)
    assert "2 rows are blank: they count for nothing" in found.notes
    answers = {row: given.get("goal") for row, given in found.answers.items() if row > far + 1}
    assert answers == {far + 2: "fix", far + 3: None, far + 4: "learn", far + 5: None, far + 6: "both"}
    assert found.rejects == []


def test_a_blank_line_in_a_table_of_one_column_is_a_blank_row(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("goal\nfix\n\nlearn\n\n", encoding="utf-8")
    found = seen(path, workshop())
    assert (found.table.aside, found.answers) == ((3,), {2: {"goal": "fix"}, 3: {}, 4: {"goal": "learn"}})


def test_lines_without_cells_at_the_end_are_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("ID,goal\nR1,fix\nR2,learn\n\n\n", encoding="utf-8")
    found = read_table(path, workshop())
    assert found.aside == () and found.frame.collect().height == 2


PLATFORMS = {
    "qualtrics": ("Status", ["ResponseId", "RecordedDate", "DistributionChannel"], "0", "8", "1"),
    "qualtrics in words": ("Status", ["ResponseId", "RecordedDate", "EndDate"], "IP Address", "Spam", "Survey Preview"),
    "odk": ("ReviewState", ["SubmissionDate", "KEY"], "approved", "rejected", None),
    "kobotoolbox": ("_validation_status", ["_uuid", "_index"], "", "validation_status_not_approved", None),
    "kobotoolbox in words": ("_validation_status", ["_uuid", "_index"], "Approved", "Not Approved", None),
}


@pytest.mark.parametrize("platform", PLATFORMS)
def test_what_was_rejected_and_previews_are_left_out_and_told(platform: str, tmp_path: Path) -> None:
    status, own, good, bad, preview = PLATFORMS[platform]
    rows = [[*own, status, "goal"]]
    rows += [[*(["2026-10-01"] * len(own)), cell, "fix"] for cell in (good, bad, preview) if cell is not None]
    path = write(tmp_path / "t.csv", rows)
    found = read_table(path, workshop())
    assert found.layout == platform.partition(" ")[0]
    assert found.frame.collect()["row"].to_list() == [2]
    assert f"1 row is spam or was rejected, by the column '{status}': left out" in found.notes
    kept = read_table(path, workshop(), HowToRead(keep=("rejected", "previews")))
    assert kept.frame.collect().height == len(rows) - 1


def test_only_previews_are_nobody(tmp_path: Path) -> None:
    rows = [["ResponseId", "RecordedDate", "Status", "goal"], ["R_1", "", "1", "fix"], ["R_2", "", "8", "fix"]]
    path = write(tmp_path / "t.csv", rows)
    with pytest.raises(InputError) as caught:
        read_table(path, workshop())
    assert caught.value.problems[0].code is Code.NOBODY
    assert "`keep_previews` and `keep_rejected`" in str(caught.value)
    assert read_table(path, workshop(), HowToRead(keep=("previews",))).frame.collect().height == 1


@pytest.mark.parametrize("line", [["---", "", "-", "", ""], ["\u2014"] * 5, ["=====", "", "", "", ""]])
def test_a_line_drawn_below_or_between_rows_is_blank(line: list[str], tmp_path: Path) -> None:
    found = seen(write(tmp_path / "t.csv", [HEADER, ROW_OF_ONE, line, ROW_OF_ONE, line]), workshop())
    assert found.table.aside == (3, 5)
    assert "2 rows are blank: they count for nothing" in found.notes


@pytest.mark.parametrize(
    "row",
    [
        ["N", "South", "fix", "3", "12"],  # words among its answers
        ["N", "", "", "3", "2"],  # no count of a table: an answer of somebody whose id is N
        ["Exported by hand", "South", "", "", ""],
        ["-", "South", "fix", "", ""],
    ],
)
def test_a_respondent_who_looks_like_a_footer_counts(row: list[str], tmp_path: Path) -> None:
    found = seen(write(tmp_path / "t.csv", [HEADER, ROW_OF_ONE, row]), workshop())
    assert found.table.aside == ()


@pytest.mark.parametrize(
    ("header", "cell"),
    [("Status", "Test"), ("Response Type", "preview"), ("Is test", "TRUE"), ("Distribution Channel", "Survey Preview")],
)
def test_tests_in_a_table_of_no_platform_are_left_out_and_told(header: str, cell: str, tmp_path: Path) -> None:
    rows = [[*HEADER, header], [*ROW_OF_ONE, cell], [*ROW_OF_ONE, "complete"]]
    found = seen(write(tmp_path / "t.csv", rows), workshop())
    assert [*found.answers] == [3]
    assert f"1 row is a preview or test, by the column '{header}': left out" in found.notes
    assert [*seen(tmp_path / "t.csv", workshop(), keep=("previews",)).answers] == [2, 3]


def test_a_column_about_tests_of_pupils_leaves_nobody_out(tmp_path: Path) -> None:
    rows = [[*HEADER, "Test"], [*ROW_OF_ONE, "yes"], [*ROW_OF_ONE, "1"]]
    assert len(seen(write(tmp_path / "t.csv", rows), workshop()).answers) == 2


WIDE = ["ID", "goal", "tools_used", "calm", "trust", "staff", "since"]
ANYBODY = ["R1", "fix", "pens", "3", "1", "12", "2026-01-05"]


@pytest.mark.parametrize(
    "row",
    [
        ["Weight", "1", "1", "2", "2", "0.5", ""],
        ["", "0.5", "1", "0.25", "1", "1", ""],
        ["", "Q1", "Q2", "Q3", "Q4", "Q5", "Q6"],
        ["", "4", "5", "6", "7", "8", "9"],
        ["text", "single choice", "Multiple choice", "Rating", "Likert scale", "Number", "Date"],
        ["int64", "object", "object", "int64", "int64", "float64", "datetime64[ns]"],
        ["<dbl>", "<chr>", "<chr>", "<fct>", "<fct>", "<dbl>", "<date>"],
        ["", "required", "optional", "required", "required", "optional", "optional"],
        ["", "select_one goals", "select_multiple tools", "select_one agree", "select_one agree", "integer", "date"],
        *([["", *["(your answer)"] * 6]]),
    ],
)
@pytest.mark.parametrize("place", ["top", "end"])
def test_rows_that_describe_columns_are_nobody(row: list[str], place: str, tmp_path: Path) -> None:
    others = [ANYBODY] * 12
    rows = [WIDE, row, *others] if place == "top" else [WIDE, *others, row]
    number = 2 if place == "top" else 14
    found = seen(write(tmp_path / "t.csv", rows), workshop())
    assert found.table.aside == (number,)
    assert found.rejects == [] and found.answers.pop(number) == {}
    assert all(one["goal"] == "fix" and one["calm"] == "3" for one in found.answers.values())
    assert any(f"row {number} describes the columns" in note for note in found.notes)


@pytest.mark.parametrize(
    "row",
    [
        ["R2", "fix", "paper", "3", "1", "0.5", ""],
        ["", "11", "1", "1", "1", "1.5", ""],  # codes, and half a person
        ["R2", "Q9", "paper", "Q9", "1", "", ""],
        ["R2", "0.5", "0.5", "0.5", "0.5", "", ""],  # somebody, whatever was made of the answers
        ["R2", "idk", "idk", "idk", "idk", "idk", "idk"],
    ],
)
def test_people_are_not_taken_for_descriptions(row: list[str], tmp_path: Path) -> None:
    assert read_table(write(tmp_path / "t.csv", [WIDE, row, *([ANYBODY] * 12)]), workshop()).aside == ()
    assert read_table(write(tmp_path / "t.csv", [WIDE, *([ANYBODY] * 12), row]), workshop()).aside == ()
