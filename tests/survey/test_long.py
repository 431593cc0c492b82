"""One row an answer: read as one row a respondent would be, told where it is not asked for, and never by a guess."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from jtbd_diag.ground.complaints import InputError
from tests.survey.reading import seen, workshop

GOAL, TOOLS = "What do you want from this workshop?", "Which of these did you use?"
ANSWERS = [
    ["who", "Region", "question", "answer"],
    ["a", "North", GOAL, "Fix it, then rest"],
    ["b", "South", GOAL, "Both"],
    ["a", "North", TOOLS, "Paper"],
    ["a", "North", TOOLS, "Pens"],
    ["b", "", TOOLS, "Paper, pens"],
    ["a", "North", "I stayed calm.", "Agree"],
    ["b", "South", "trust", "Disagree"],
    ["b", "South", "staff", "12"],
]
READ = {
    2: {"goal": "fix", "tools_used": ("paper", "pens"), "calm": "3"},
    3: {"goal": "both", "tools_used": ("paper_pens",), "trust": "1", "staff": 12.0},
}


def written(tmp_path: Path, rows: list[list[str]], name: str = "long.csv") -> Path:
    path = tmp_path / name
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


@pytest.mark.parametrize("told", ["who,question,answer", "WHO, Question ,answer", "A,C,D", "A, C, answer"])
def test_it_is_read_by_headers_or_letters(told: str, tmp_path: Path) -> None:
    found = seen(written(tmp_path, ANSWERS), workshop(), long=told)
    assert found.answers == READ
    assert not found.rejects
    assert found.frame.get_column("Region").to_list() == ["North", "South"]
    assert found.table.identity == (("who",),)
    assert any(
        "one row an answer: 7 answered questions of 2 respondents, by 'who', 'question', 'answer'" in note
        for note in found.notes
    )


def test_the_order_of_rows_changes_nothing_but_their_numbers(tmp_path: Path) -> None:
    found = seen(written(tmp_path, [ANSWERS[0], *reversed(ANSWERS[1:])]), workshop(), long="A,C,D")
    assert list(found.answers.values()) == [READ[3], READ[2] | {"tools_used": ("paper", "pens")}]


def test_the_columns_may_stand_on_any_sheet_and_further_right(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Notes"])
    sheet = book.create_sheet("Answers")
    for n, row in enumerate(ANSWERS, start=1):
        for k, cell in enumerate(row, start=1):
            sheet.cell(n, 2 + k, cell)
    book.save(tmp_path / "long.xlsx")
    for told in ("who,question,answer", "C,E,F"):
        assert seen(tmp_path / "long.xlsx", workshop(), long=told).answers == READ


@pytest.mark.parametrize("column", ["who", "Region", "question"])
def test_a_column_called_as_the_number_of_the_row_is_read(column: str, tmp_path: Path) -> None:
    head = ["row" if name == column else name for name in ANSWERS[0]]
    told = ",".join("row" if name == column else name for name in ("who", "question", "answer"))
    found = seen(written(tmp_path, [head, *ANSWERS[1:]]), workshop(), long=told)
    assert found.answers == READ
    assert found.frame.get_column("Region" if column != "Region" else "row (2)").to_list() == ["North", "South"]


def test_a_header_with_a_comma_is_quoted(tmp_path: Path) -> None:
    rows = [["who", "Region", "question", "answer, if any"], *ANSWERS[1:]]
    assert seen(written(tmp_path, rows), workshop(), long='who,question,"answer, if any"').answers == READ


@pytest.mark.parametrize(
    ("question", "first", "second", "kept"),
    [
        (GOAL, "Both", "Fix it, then rest", None),
        (GOAL, "Both", "both", "both"),
        ("I stayed calm.", "Agree", "Disagree", None),
        ("staff", "12", "13", None),
        ("story", "this", "that", None),
        (GOAL, "Both", " Both ", "both"),
        ("tools_used.pens", "1", "0", None),
    ],
)
def test_two_answers_to_one_question_are_refused_unless_they_are_one(
    question: str, first: str, second: str, kept: str | None, tmp_path: Path
) -> None:
    rows = [["id", "q", "a"], ["1", question, first], ["1", "trust", "Agree"], ["1", question, second]]
    found = seen(written(tmp_path, [*rows, ["2", "trust", "Agree"]]), workshop(), long="id,q,a")
    told = {} if kept is None else {"goal": kept}
    assert found.answers == {2: told | {"trust": "3"}, 5: {"trust": "3"}}
    assert len(found.rejects) == (kept is None)


def test_answers_that_a_mapping_finds_are_refused_too(tmp_path: Path) -> None:
    rows = [["id", "q", "a"], ["1", "Q7", "fix"], ["1", "Q7", "both"], ["2", "Q7", "both"], ["2", "Q8", "paper"]]
    rows += [["2", "Q8", "pens"]]
    mapping = tmp_path / "m.yaml"
    mapping.write_text("items: {goal: Q7, tools_used: Q8}\n", encoding="utf-8")
    found = seen(written(tmp_path, rows), workshop(), long="A,B,C", mapping=mapping)
    assert found.answers == {2: {}, 4: {"goal": "both", "tools_used": ("paper", "pens")}}
    assert [(one["row"], one["code"]) for one in found.rejects] == [(2, "B020")]


def test_what_does_not_say_who_or_what_is_told(tmp_path: Path) -> None:
    rows = [*ANSWERS, ["", "", GOAL, "Both"], ["c", "", "", "Both"], ["", "", "", ""], ["d", "East", GOAL, ""]]
    found = seen(written(tmp_path, rows), workshop(), long="A,C,D")
    assert found.answers == READ | {13: {}}
    assert any("are left out: 2" in note for note in found.notes)


@pytest.mark.parametrize("rows", [ANSWERS, [ANSWERS[0], *sorted(ANSWERS[1:], key=lambda row: row[2])]])
def test_it_is_told_where_it_was_not_asked_for(rows: list[list[str]], tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        seen(written(tmp_path, rows), workshop())
    (problem,) = caught.value.problems
    assert (problem.code, problem.what, problem.hint) == (
        "B002",
        "this table has one row an answer: its column C, 'question', holds the questions",
        "name the columns of respondent, question and answer: `long` ID,C,ANSWER",
    )


@pytest.mark.parametrize("name", ["tools_used.{0}", "Which of these did you use? - {1}"])
def test_options_made_long_beside_wide_questions_are_asked_about(name: str, tmp_path: Path) -> None:
    """Each row would be scored as one more leader's."""
    tools = {"paper": "Paper", "pens": "Pens", "scissors": "Scissors"}
    ticks = {"a": ("paper", "pens"), "b": ("scissors",)}
    rows = [
        [who, "Both", "Agree", name.format(*tool), str(int(tool[0] in ticks[who]))]
        for who in ticks
        for tool in tools.items()
    ]
    path = written(tmp_path, [["who", GOAL, "calm", "Attribute", "Value"], *rows])
    with pytest.raises(InputError) as caught:
        seen(path, workshop())
    assert "its column D, 'Attribute', holds the questions" in caught.value.problems[0].what
    answers = seen(path, workshop(), long="A,D,E").answers
    assert [of["goal"] for of in answers.values()] == ["both"] * 2
    alone = [["who", GOAL, "calm", "Hardest"], ["a", "Both", "Agree", name.format(*next(iter(tools.items())))]]
    assert seen(written(tmp_path, alone), workshop()).answers == {2: {"goal": "both", "calm": "3"}}


@pytest.mark.parametrize(
    ("told", "codes"),
    [("A,C", ["B008"]), ("", ["B008"]), ("A,Z,Y", ["B008"] * 2), ("A,who,D", ["B009"] * 2), ("A,D,B", [])],
)
def test_columns_that_are_not_there(told: str, codes: list[str], tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        seen(written(tmp_path, ANSWERS), workshop(), long=told)
    assert [problem.code for problem in caught.value.problems] == (codes or ["B004"])


def test_rows_with_more_cells_than_the_header_and_tables_without_answers_are_refused(tmp_path: Path) -> None:
    for rows in ([*ANSWERS, ["c", "", GOAL, "Fix it", " then rest"]], [ANSWERS[0], ["a", "North", GOAL, ""]]):
        with pytest.raises(InputError) as caught:
            seen(written(tmp_path, rows), workshop(), long="A,C,D")
        assert [problem.code for problem in caught.value.problems] == ["B002"]


def test_a_line_without_its_last_cell_takes_no_other_answers_along(tmp_path: Path) -> None:
    """Lines of the file are no rows of the table that is made of it."""
    rows = [["who", "question", "answer"], ["a", "goal"], ["a", "calm", "Agree"], ["b", "goal", "Both"]]
    found = seen(written(tmp_path, [*rows, ["b", "calm", ""], ["b", "trust", "Agree"]]), workshop(), long="A,B,C")
    assert found.answers == {2: {"calm": "3"}, 4: {"goal": "both", "trust": "3"}}
    assert not found.rejects


def test_a_foreign_table_of_many_columns_is_looked_through_in_lots(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "wide.csv"
    path.write_text(",".join(f"c{n}" for n in range(400)) + "\n" + ",".join(["x"] * 400) + "\n", encoding="utf-8")
    looks = 0
    collect = pl.LazyFrame.collect

    def counted(self: pl.LazyFrame, *more: Any, **named: Any) -> Any:
        nonlocal looks
        looks += 1
        return collect(self, *more, **named)

    monkeypatch.setattr(pl.LazyFrame, "collect", counted)
    with pytest.raises(InputError, match="another survey"):
        seen(path, workshop())
    assert looks < 40


def test_a_table_that_lies_on_its_side_is_told_as_that(tmp_path: Path) -> None:
    upright = [["id", GOAL, TOOLS, "calm"], *([f"r{n}", "Both", "Paper", "Agree"] for n in range(5))]
    path = tmp_path / "turned.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(zip(*upright, strict=True))
    with pytest.raises(InputError, match=r"lies on its side: its column A[\s\S]*paste it transposed"):
        seen(path, workshop())


def again(tools: list[str], second: list[str], **more: list[str]) -> list[list[str]]:
    """Three respondents; one answers again, with a column that tells it."""
    ((column, (first, other)),) = more.items()
    told = {"a": tools, "b": ["Paper"], "c": ["Pens", "Scissors"]}
    rows = [[who, first, question, answer] for who, used in told.items() for question, answer in (
        (GOAL, "Both"), *((TOOLS, tool) for tool in used), ("I stayed calm.", "Agree"))]  # fmt: skip
    return [["who", column, "question", "answer"], *rows, *(["a", other, TOOLS, tool] for tool in second)]


@pytest.mark.parametrize(
    "more",
    [
        {"submitted": ["2027-03-01 10:00", "2027-04-05 09:30"]},
        {"email": ["kim@x.org", "lee@x.org"]},
        {"Response ID": ["R-1000017", "R-1000093"]},
    ],
)
def test_options_of_two_submissions_are_not_added_up(more: dict[str, list[str]], tmp_path: Path) -> None:
    rows = again(["Paper", "Pens"], ["Scissors", "Pens", "Markers; all colors"], **more)
    found = seen(written(tmp_path, rows), workshop(), long="who,question,answer")
    (column,) = more
    assert [one.get("tools_used") for one in found.answers.values()] == [None, ("paper",), ("pens", "scissors")]
    assert [one["goal"] for one in found.answers.values()] == ["both"] * 3
    assert [(one["row"], one["code"]) for one in found.rejects] == [(2, "B020")]
    assert any(f"1 respondent has rows that differ in '{column}'" in note for note in found.notes)


def test_two_submissions_with_the_same_options_agree(tmp_path: Path) -> None:
    rows = again(["Paper", "Pens"], ["Pens", "Paper"], submitted=["2027-03-01 10:00", "2027-04-05 09:30"])
    found = seen(written(tmp_path, rows), workshop(), long="who,question,answer")
    assert found.answers[2]["tools_used"] == ("paper", "pens")
    assert not found.rejects


def test_options_that_were_each_ticked_at_a_time_of_their_own_are_one_answer(tmp_path: Path) -> None:
    rows = again(["Paper", "Pens"], ["Scissors"], submitted=["", ""])
    for n, row in enumerate(rows[1:]):
        row[1] = f"2027-03-01 10:00:{n:02}"
    found = seen(written(tmp_path, rows), workshop(), long="who,question,answer")
    assert found.answers[2]["tools_used"] == ("paper", "pens", "scissors")
    assert not found.rejects


@pytest.mark.parametrize("marks", [("1", "0"), ("TRUE", "FALSE"), ("Yes", "No"), ("x", ""), ("Checked", "Unchecked")])
def test_rows_of_options_that_are_not_ticked_are_no_answers(marks: tuple[str, str], tmp_path: Path) -> None:
    yes, no = marks
    listed = [["a", TOOLS, "Paper", yes], ["a", TOOLS, "Pens", no], ["a", GOAL, "Both", yes]]
    told = written(tmp_path, [["who", "question", "answer", "selected"], *listed])
    with pytest.raises(InputError, match="'selected' seems to tell which options of a question are ticked"):
        seen(told, workshop(), long="who,question,answer")
    ticked = [row[:4] for row in listed if row[3] == yes]
    told = written(tmp_path, [["who", "question", "answer", "selected"], *ticked])
    found = seen(told, workshop(), long="who,question,answer")
    assert found.answers == {2: {"tools_used": ("paper",), "goal": "both"}}
