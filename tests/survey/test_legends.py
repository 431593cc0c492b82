"""What a file says beside its answers of numbers settles what they mean, whichever way round, or they are refused."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from jtbd_diag.questionnaire import load_questionnaire_file
from tests.survey.reading import Seen, seen
from tests.survey.test_strange_tables import ALIKE, Rows, codes, read

HEAD = ["Code", "Place", "I stayed calm.", "I trusted the others."]
RATED: Rows = [["L1", "North", "3", "1"], ["L2", "South", "2", "3"], ["L3", "North", "1", "2"]]
TURNED = ["1 = Very true, 3 = Not true"]
ONE_A_ROW = [["1 = Very true"], ["2 = Partly true"], ["3 = Not true"]]


def answered(found: Seen) -> list[tuple[Any, Any]]:
    told = (found.answers[row] for row in sorted(found.answers))
    return [(one["calm"], one["trust"]) for one in told if one]


def wide(row: list[str]) -> list[str]:
    """A row of a spreadsheet as it is written out."""
    return [*row, *[""] * (len(HEAD) - len(row))]


def turned_round(found: Seen) -> bool:
    return answered(found) == [("1", "3"), ("2", "1"), ("3", "2")]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ([TURNED], []),
        ([["Scale: Very true (1) to Not true (3)"]], []),
        ([["Very true = 1; Partly true = 2; Not true = 3"]], []),
        ([["1", "Very true"], ["3", "Not true"]], []),
        ([["Very true", "1"], ["Not true", "3"]], []),
        ([], [TURNED]),
        ([], [["", "1 = Very true, 3 = Not true, 9 = no answer, 2 = Partly true"]]),
        ([], ONE_A_ROW),
        ([], [["1 \u2192 Very true"], ["2 \u2192 Partly true"], ["3 \u2192 Not true"]]),
        ([], [["1. Very true"], ["2. Partly true"], ["3. Not true"]]),
        ([], [["(1) Very true"], ["(2) Partly true"], ["(3) Not true"]]),
        ([["1) Very true"], ["2) Partly true"], ["3) Not true"]], []),
        ([], [["1 Very true, 2 Partly true, 3 Not true"]]),
        ([], [["(1) Very true; (3) Not true"]]),
        ([], [["1", "Very true"], ["2", "Partly true"], ["3", "Not true"]]),
        (ONE_A_ROW, []),
        ([], [["Legend", *chain(*ONE_A_ROW)]]),
        ([], [["", *chain(*ONE_A_ROW)]]),
        ([["Key:", *chain(*ONE_A_ROW)]], []),
        ([], [["Code", "1", "2", "3"], ["Label", "Very true", "Partly true", "Not true"]]),
        ([["Code", "1", "2", "3"], ["Label", "Very true", "Partly true", "Not true"]], []),
        ([], [["1", "Very true", "1", "33%"], ["2", "Partly true", "1", "33%"], ["3", "Not true", "1", "33%"]]),
        ([], [*ONE_A_ROW, ["Not true", "2"], ["Partly true", "2"], ["Very true", "2"]]),
        ([], [*ONE_A_ROW, ["Not true", "", "1", "1"], ["Very true", "", "1", "1"]]),
        ([], [["Code", "Meaning"], ["1", "Very true"], ["2", "Partly true"], ["3", "Not true"]]),
        ([], [["\u2605 = Very true"], ["\u2605\u2605 = Partly true"], ["\u2605\u2605\u2605 = Not true"]]),
        ([["\u2605", "Very true"], ["\u2605\u2605", "Partly true"], ["\u2605\u2605\u2605", "Not true"]], []),
    ],
)
def test_rows_above_and_below_say_what_numbers_mean(above: Rows, below: Rows, tmp_path: Path) -> None:
    found = read(tmp_path, [*map(wide, above), HEAD, *RATED, *below])
    assert turned_round(found) and found.table.aside == tuple(range(5, 5 + len(below)))
    assert any("the numbers of 'often' are read as" in note and "(1 is 'Very true')" in note for note in found.notes)
    assert not any("nothing found beside them" in note for note in found.notes)


@pytest.mark.parametrize(
    ("above", "scale"),
    [
        (["North: 1 = Not true, 3 = Very true; South: 1 = Very true, 3 = Not true"], []),
        (["1 = Not true and 3 = Very true; in the South 1 = Very true and 3 = Not true"], []),
        (["1 = Not true, 3 = Very true (South: reversed)"], []),
        ([], ["1-3", "3-1", "1-3"]),
        ([], ["ascending", "descending", "ascending"]),
        ([], ["", "3 = best", "1 = best"]),
    ],
)
def test_what_holds_of_some_rows_only_refuses_the_numbers(above: list[str], scale: list[str], tmp_path: Path) -> None:
    rows = [[*row, cell] for row, cell in zip(RATED, scale or ["", "", ""], strict=True)]
    found = read(tmp_path, [*([[*wide(above), ""]] if above else []), [*HEAD, "Scale used"], *rows])
    assert answered(found) == [] and {code for _, _, code in codes(found)} == {"B030"}


def test_a_scale_that_is_one_for_all_refuses_nothing(tmp_path: Path) -> None:
    rows = [[*row, "1-3"] for row in RATED]
    assert answered(read(tmp_path, [[*HEAD, "Scale"], *rows])) == [("3", "1"), ("2", "3"), ("1", "2")]


def test_a_row_below_the_header_says_what_numbers_mean(tmp_path: Path) -> None:
    row = ["", "", *["1=Very true,3=Not true"] * 2]
    found = read(tmp_path, [HEAD, row, *RATED])
    assert answered(found) == [("1", "3"), ("2", "1"), ("3", "2")] and found.table.aside == (2,)
    assert any("as the rows below the header say" in note for note in found.notes)


def test_a_column_says_what_numbers_mean(tmp_path: Path) -> None:
    found = read(tmp_path, [[*HEAD, "Key"], *([*row, *TURNED] for row in RATED)])
    assert turned_round(found)
    assert any("as the cells of 'Key' say" in note for note in found.notes)


@pytest.mark.parametrize(
    "cells",
    [
        ["I took 1 = very true, 3 = not true", "fine", ""],
        ["1 = always, 3 = never, as I see it", "", "fine"],
        ["1 - Always", "3 - Never", "3 - Never"],
        ["1 - Strongly agree", "1 - Strongly agree", "3 - Strongly disagree"],
    ],
)
def test_what_people_write_or_answer_elsewhere_says_nothing_of_these_numbers(cells: list[str], tmp_path: Path) -> None:
    rows = [[*row[:2], cell, *row[2:]] for row, cell in zip(RATED, cells, strict=True)]
    found = read(tmp_path, [[*HEAD[:2], "Comments", *HEAD[2:]], *rows])
    assert answered(found) == [("3", "1"), ("2", "3"), ("1", "2")]


@pytest.mark.parametrize("first", ["Not true", "Very true"])
def test_numbers_with_labels_of_another_question_settle_none(first: str, tmp_path: Path) -> None:
    last = {"Not true": "Very true", "Very true": "Not true"}[first]
    climate = [f"3 - {last}", "2 - Partly true", *[f"1 - {first}"] * 3]
    rows = [[*row[:2], cell, *row[2:]] for row, cell in zip([*RATED, *RATED[:2]], climate, strict=True)]
    found = read(tmp_path, [[*HEAD[:2], "Climate", *HEAD[2:]], *rows])
    if first == "Not true":
        assert answered(found)[:3] == [("3", "1"), ("2", "3"), ("1", "2")]
        assert any("nothing found beside them" in note for note in found.notes)
    else:
        assert answered(found) == [] and {code for _, _, code in codes(found)} == {"B030"}
        assert "the cells of 'Climate' number the same words the other way round" in found.rejects[0]["what"]


def test_answers_to_another_question_beside_running_numbers_are_no_legend(tmp_path: Path) -> None:
    climate = ["Strongly agree", "Agree", "Strongly disagree", *["Agree"] * 5]
    rows = [[str(n + 1), one, *RATED[n % 3][2:]] for n, one in enumerate(climate)]
    found = read(tmp_path, [["No", "Climate", *HEAD[2:]], *rows])
    assert len(answered(found)) == 8 and not found.rejects


def test_answers_of_people_on_another_sheet_are_no_legend(tmp_path: Path) -> None:
    rows = [["No", "How true?"], ["1", "Partly true"], ["2", "Very true"], ["3", "Not true"]]
    assert answered(of_a_workbook(tmp_path, lambda sheet: [sheet.append(row) for row in rows])) == [
        ("3", "1"),
        ("2", "3"),
        ("1", "2"),
    ]


def test_two_columns_beside_the_table_say_what_numbers_mean(tmp_path: Path) -> None:
    meant = [["1", "Very true"], ["2", "Partly true"], ["3", "Not true"]]
    assert turned_round(
        read(tmp_path, [[*HEAD, "", "", ""], *([*r, "", *m] for r, m in zip(RATED, meant, strict=True))])
    )


@pytest.mark.parametrize("header", ["1 = Very true … 3 = Not true", "Place (1 = Very true, 3 = Not true)"])
def test_the_header_of_no_question_says_what_numbers_mean(header: str, tmp_path: Path) -> None:
    found = read(tmp_path, [[HEAD[0], header, *HEAD[2:]], *RATED])
    assert turned_round(found) and any(f"as the cells of '{header}' say" in note for note in found.notes)


def test_a_short_header_over_numbers_says_what_those_mean_and_turns_no_others(tmp_path: Path) -> None:
    rows = [[*row[:2], climate, *row[2:]] for row, climate in zip(RATED, ["", "3", "1"], strict=True)]
    found = read(tmp_path, [[*HEAD[:2], "Climate (1 = Very true, 3 = Not true)", *HEAD[2:]], *rows])
    assert answered(found) == [] and {code for _, _, code in codes(found)} == {"B030"}
    found = read(tmp_path, [[*HEAD[:2], "Climate (1 = Not true, 3 = Very true)", *HEAD[2:]], *rows])
    assert answered(found) == [("3", "1"), ("2", "3"), ("1", "2")]


def test_the_header_of_another_question_says_nothing_of_these(tmp_path: Path) -> None:
    found = read(tmp_path, [[HEAD[0], "I liked the food. (1 = Very true, 3 = Not true)", *HEAD[2:]], *RATED])
    assert answered(found) == [("3", "1"), ("2", "3"), ("1", "2")]


def of_a_workbook(folder: Path, change: Callable[[Any], None]) -> Seen:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in [HEAD, *RATED]:
        book.active.append(row)
    change(book.create_sheet("Codebook"))
    book.save(folder / "table.xlsx")
    (folder / "alike.yaml").write_text(ALIKE, encoding="utf-8")
    return seen(folder / "table.xlsx", load_questionnaire_file(folder / "alike.yaml"))


@pytest.mark.parametrize(
    "rows",
    [
        [TURNED],
        [["Code", "Meaning"], [1, "Very true"], [2, "Partly true"], [3, "Not true"]],
        [
            ["gender", 1, "Female"],
            ["", 2, "Male"],
            ["calm", 1, "Very true"],
            ["", 2, "Partly true"],
            ["", 3, "Not true"],
        ],
    ],
)
def test_another_sheet_says_what_numbers_mean(rows: list[list[Any]], tmp_path: Path) -> None:
    found = of_a_workbook(tmp_path, lambda sheet: [sheet.append(row) for row in rows])
    assert turned_round(found)
    assert any("as the cells of the sheet 'Codebook' say" in note for note in found.notes)


@pytest.mark.parametrize(
    ("legend", "why"),
    [
        ("1 = strongly agree, 3 = strongly disagree", "1 = strongly agree, 3 = strongly disagree"),
        ("1 = always, 2 = at times, 3 = never", "1 = always, 3 = never"),
    ],
)
def test_other_words_the_other_way_round_refuse_the_numbers(legend: str, why: str, tmp_path: Path) -> None:
    found = read(tmp_path, [wide([legend]), HEAD, *RATED])
    assert answered(found) == [] and len(codes(found)) == 6
    assert f"the file says '{why}' in the rows above the header" in found.rejects[0]["what"]


def test_two_legends_that_disagree_refuse_the_numbers(tmp_path: Path) -> None:
    found = read(tmp_path, [wide(TURNED), wide(["1 = Not true, 3 = Very true"]), HEAD, *RATED])
    assert answered(found) == [] and {code for _, _, code in codes(found)} == {"B030"}


@pytest.mark.parametrize(
    "legend",
    [
        "1 = strongly disagree, 3 = strongly agree",
        "1 = Elementary, 3 = High",
        "1 = Very true, 2 = Partly true",  # not all, and no two ends
        "Rooms 1 - Main hall, 3 - Annex",
    ],
)
def test_what_is_said_of_something_else_changes_nothing(legend: str, tmp_path: Path) -> None:
    found = read(tmp_path, [wide([legend]), HEAD, *RATED])
    assert answered(found) == [("3", "1"), ("2", "3"), ("1", "2")]
    assert any("nothing found beside them" in note for note in found.notes)


@pytest.mark.parametrize(("mark", "beside", "said"), [("-99", "-99", False), ("-99", "", True), ("12", "-99", True)])
def test_marks_of_other_columns_are_nobodys_own_words(mark: str, beside: str, said: bool, tmp_path: Path) -> None:
    q = ALIKE + "      - {id: story, type: text, ask: What happened?}\n"
    head = ["Code", "I stayed calm.", "I trusted the others.", "What happened?"]
    found = read(tmp_path, [head, ["L1", "Very true", "Not true", mark], ["L2", beside, beside, "Much"]], q=q)
    assert ("story" in found.answers[2]) == said and found.answers[3]["story"] == "Much"


def test_a_mapping_goes_before_a_legend(tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text("codes: {often: {1: Not true, 2: Partly true, 3: Very true}}\n", encoding="utf-8")
    assert answered(read(tmp_path, [wide(TURNED), HEAD, *RATED], mapping=mapping)) == [
        ("3", "1"),
        ("2", "3"),
        ("1", "2"),
    ]
