"""Tables that this program was not made for: read as they are meant, or refused and told; never scored by a guess."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from jtbd_diag.ground.complaints import InputError
from jtbd_diag.questionnaire import load_questionnaire_file
from tests.survey.reading import Seen, seen, workshop

# options that are called what questions are called, and what words for yes and no are
ALIKE = """\
questionnaire: alike
version: 1
title: Alike
minutes: 5
answer_sets: {often: [Not true, Partly true, Very true], yes_no: ["No", "Yes"]}
scales: {s: {title: S, minimum_answered: 0.1}}
sections:
  - title: All
    items:
      - id: tools
        type: multiple
        ask: Which of these did you use?
        count_points: {s: {1: 20, 3: 90}}
        options: [{id: trust, text: Trust}, {id: calm, text: Calm}, {id: "no", text: "No"}]
      - {id: calm, type: rating, answers: often, ask: I stayed calm., scale: s}
      - {id: trust, type: rating, answers: often, ask: I trusted the others., scale: s}
      - {id: eager, type: rating, answers: often, ask: I was eager., scale: s}
      - {id: met, type: rating, answers: yes_no, ask: Did we meet?, scale: s}
"""
Rows = list[list[str]]


def read(tmp_path: Path, rows: Rows, q: str = ALIKE, **more: Any) -> Seen:
    (tmp_path / "alike.yaml").write_text(q, encoding="utf-8")
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    (tmp_path / "table.csv").write_text(stream.getvalue(), encoding="utf-8")
    return seen(tmp_path / "table.csv", load_questionnaire_file(tmp_path / "alike.yaml"), **more)


def codes(found: Seen) -> set[tuple[int, str, str]]:
    return {(one["row"], one["column"], one["code"]) for one in found.rejects}


@pytest.mark.parametrize("first", ["1", "2"])
def test_yes_and_no_are_numbered_either_way_round(first: str, tmp_path: Path) -> None:
    found = read(tmp_path, [["id", "met", "calm"], ["a", first, "Not true"], ["b", "12".replace(first, ""), ""]])
    assert found.answers == {2: {"calm": "1"}, 3: {}}
    assert codes(found) == {(2, "met", "B030"), (3, "met", "B030")}
    assert "{1: …, 2: …}" in found.rejects[0]["hint"]


def test_no_in_the_column_of_an_option_called_no_is_not_taken_for_a_tick(tmp_path: Path) -> None:
    head = ["id", *(f"Which of these did you use? [{option}]" for option in ("Trust", "Calm", "No"))]
    found = read(tmp_path, [head, ["a", "Yes", "No", "No"], ["b", "No", "Yes", "Yes"]])
    assert found.answers == {2: {}, 3: {"tools": ("calm", "no")}}
    assert codes(found) == {(2, head[3], "B011")}


@pytest.mark.parametrize(
    ("ends", "sign"),
    [
        (["_id", "_uuid", "_submission_time", "_index"], "/"),  # KoboToolbox
        (["KEY"], "/"),  # ODK
        (["submitdate", "lastpage", "startlanguage"], "["),  # LimeSurvey
    ],
)
def test_an_option_called_what_a_question_is_called_is_the_option(ends: list[str], sign: str, tmp_path: Path) -> None:
    close = "]" if sign == "[" else ""
    head = ["SubmissionDate", *(f"tools{sign}{option}{close}" for option in ("trust", "calm", "no"))]
    yes, no = ("Y", "") if sign == "[" else ("1", "0")
    rows = [[*head, "calm", "trust", *ends], ["2026-11-02", yes, no, no, "Very true", "Not true", *(["x"] * len(ends))]]
    found = read(tmp_path, rows)
    assert found.answers == {2: {"tools": ("trust",), "calm": "3", "trust": "1"}}
    assert not found.rejects


def test_full_stops_behind_answers_and_none_behind_questions(tmp_path: Path) -> None:
    head = ["id", "Which of these did you use", "I stayed calm", "Did we meet"]
    found = read(tmp_path, [head, ["a", "Trust.; Calm.", "Partly true.", "Yes."], ["b", "Calm", "Not true", "No"]])
    assert found.answers == {
        2: {"tools": ("trust", "calm"), "calm": "2", "met": "2"},
        3: {"tools": ("calm",), "calm": "1", "met": "1"},
    }


NAMED = ["Name", "calm", "trust", "eager", "met", "Remark"]


@pytest.mark.parametrize(
    ("row", "sign"),
    [
        # `Kim, dean` without quotation marks: every rating stands one column too far to the right
        (["Kim", " dean", "Not true", "Partly true", "Very true", "Yes"], "met"),
        (["Lee", " dean", " head", "Not true", "Partly true", "Very true"], "met"),
    ],
)
def test_a_row_whose_cells_slid_answers_nothing(row: list[str], sign: str, tmp_path: Path) -> None:
    good = ["Ann", "Very true", "Not true", "Not true", "No", "Very true that it helped"]
    odd = ["Bo", "Mostly", "Partly true", "Not true", "Yes", "as I said"]
    found = read(tmp_path, [NAMED, good, row, odd])
    assert found.answers[2] == {"calm": "3", "trust": "1", "eager": "1", "met": "1"}
    assert found.answers[4] == {"trust": "2", "eager": "1", "met": "2"}
    assert found.answers[3] == {}
    assert codes(found) == {(3, sign, "B024"), (4, "calm", "B010")}
    assert found.frame["unreadable"].to_list() == [0, 1, 1]


def test_ratings_alone_that_slid_are_told_by_the_cell_behind_them(tmp_path: Path) -> None:
    head = ["Name", "Role", "calm", "trust", "eager", "Remark"]
    sound = ["Ann", "", "Very true", "Not true", "Not true", "Not true of me"]
    lost = ["Kim", " dean", "", "Not true", "Partly true", "Very true"]  # the role's own cell was blank
    word = ["Lee", " dean", "head", "Not true", "Partly true", "Very true"]
    found = read(tmp_path, [head, sound, lost, word])
    assert found.answers == {2: {"calm": "3", "trust": "1", "eager": "1"}, 3: {}, 4: {}}
    assert codes(found) == {(3, "Remark", "B024"), (4, "Remark", "B024")}
    assert "'eager'" in found.rejects[0]["what"]


def test_the_header_again_in_the_middle_counts_for_nothing(tmp_path: Path) -> None:
    rows = [["Ann", "Very true", "Not true", "", "Yes", ""], NAMED, ["Bo", "Partly true", "", "Not true", "No", "calm"]]
    found = read(tmp_path, [NAMED, *rows])
    assert found.table.aside == (3,)
    assert not found.rejects
    assert found.answers[4] == {"calm": "2", "eager": "1", "met": "1"}
    assert any("1 row is the header again" in note for note in found.notes)


def test_a_table_below_whose_columns_stand_in_another_order_is_refused(tmp_path: Path) -> None:
    other = ["Name", "eager", "calm", "trust", "met"]
    with pytest.raises(InputError) as refused:
        read(tmp_path, [NAMED, ["Ann", "Very true", "", "", "Yes", ""], [], other, ["Bo", "Very true", "", "", "Yes"]])
    assert "table.csv:4" in str(refused.value)
    assert "B002" in str(refused.value)


WAVES = ["Name", "spring_calm", "spring_trust", "fall_calm", "fall_trust"]
TWICE = [
    ["Ann", "Very true", "Not true", "Not true", "Not true"],
    ["Bo", "Very true", "Not true", "Partly true", "Not true"],
    ["Cy", "", "", "Partly true", "Not true"],
]


@pytest.mark.parametrize("signs", [("spring_", "fall_"), ("First: ", "Second: "), ("2026 - ", "2027 - ")])
def test_two_waves_or_raters_side_by_side_are_not_one_answer(signs: tuple[str, str], tmp_path: Path) -> None:
    head = [name.replace("spring_", signs[0]).replace("fall_", signs[1]) for name in WAVES]
    found = read(tmp_path, [head, *TWICE])
    assert found.answers == {2: {}, 3: {}, 4: {}}
    assert {one["code"] for one in found.rejects} == {"B020"}
    assert sum("two waves or two raters" in note for note in found.notes) == 1


def test_two_branches_of_a_form_are_one_answer_and_so_is_what_a_mapping_says(tmp_path: Path) -> None:
    apart = [["Ann", "Very true", "Not true", "", ""], TWICE[2]]
    assert read(tmp_path, [WAVES, *apart]).answers == {2: {"calm": "3", "trust": "1"}, 3: {"calm": "2", "trust": "1"}}
    (tmp_path / "mapping.yaml").write_text("items: {calm: fall_calm, trust: [spring_trust, fall_trust]}\n")
    found = read(tmp_path, [WAVES, *TWICE], mapping=tmp_path / "mapping.yaml")
    assert [found.answers[row] for row in (2, 3, 4)] == [
        {"calm": "1", "trust": "1"}, {"calm": "2", "trust": "1"}, {"calm": "2", "trust": "1"},
    ]  # fmt: skip


@pytest.mark.parametrize("sign", [".", "_"])
def test_questions_as_statistics_programs_name_columns(sign: str, tmp_path: Path) -> None:
    heads = ["Which of these did you use?", "I stayed calm.", "I trusted the others.", "Did we meet?"]
    named = [head.replace(" ", sign).replace("?", sign) for head in heads]
    found = read(tmp_path, [named, ["Trust;Calm", "Very true", "Not true", "Yes"]])
    assert found.answers == {2: {"tools": ("trust", "calm"), "calm": "3", "trust": "1", "met": "2"}}


@pytest.mark.parametrize(
    "made",
    ["{}_rev", "{} (reversed)", "{} [reverse coded]", "{} - recoded", "{} (imputed)", "{} - Rank", "Reversed: {}",
     "Inverted - {}", "{}_mean", "{} (umgepolt)", "{} (R)", "{}_R", "{}_z"],
)  # fmt: skip
def test_what_was_made_of_answers_is_no_answer(made: str, tmp_path: Path) -> None:
    asks = ["I stayed calm.", "I trusted the others.", "I was eager."]
    rows = [
        ["id", *(made.format(ask) for ask in asks), "Did we meet?"],
        ["a", "Very true", "Not true", "Not true", "Yes"],
    ]
    found = read(tmp_path, rows)
    assert found.answers == {2: {"met": "2"}}
    assert {one.header for one in found.table.unmatched} >= set(rows[0][1:4])


@pytest.mark.parametrize("before", ["Q12 ", "[Q3] ", "[7] ", "q1a "])
def test_questions_with_a_number_before_them(before: str, tmp_path: Path) -> None:
    found = read(tmp_path, [["id", f"{before}I stayed calm."], ["a", "Very true"]])
    assert found.answers == {2: {"calm": "3"}}


def test_what_marks_a_missing_answer_elsewhere_is_none_in_own_words_either(tmp_path: Path) -> None:
    q = ALIKE.replace("      - {id: met", "      - {id: story, type: text, ask: What happened?}\n      - {id: met")
    rows = [["id", "calm", "trust", "story"], ["a", "NULL", "Not true", "NULL"], ["b", "Not true", "NULL", "all well"]]
    assert read(tmp_path, rows, q=q).answers == {2: {"trust": "1"}, 3: {"calm": "1", "story": "all well"}}


def workbook(tmp_path: Path, change: Callable[[Any], None]) -> Path:
    """A workbook with three respondents."""
    book = openpyxl.Workbook()
    for row in (["Name", "calm", "trust", "Share"], ["Ann", "Very true", "Not true", 0.5], ["Bo", "Not true"], ["Cy"]):
        book.active.append(row)
    change(book.active)
    book.save(tmp_path / "table.xlsx")
    (tmp_path / "alike.yaml").write_text(ALIKE, encoding="utf-8")
    return tmp_path / "table.xlsx"


def read_workbook(tmp_path: Path, change: Callable[[Any], None]) -> Seen:
    path = workbook(tmp_path, change)
    return seen(path, load_questionnaire_file(tmp_path / "alike.yaml"))


def test_a_formula_that_nobody_worked_out_is_told(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["B4"], sheet["C3"], sheet["D3"], sheet["F9"] = '="Very true"', "=B2", "=1+1", "=A1"

    found = read_workbook(tmp_path, change)
    assert found.answers == {2: {"calm": "3", "trust": "1"}, 3: {"calm": "1"}, 4: {}}
    assert codes(found) == {(3, "trust", "B040"), (3, "Share", "B040"), (4, "calm", "B040")}
    assert "worked out" in found.rejects[0]["what"]


def test_hidden_rows_and_merged_cells_are_told(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.merge_cells("B2:B3")

    found = read_workbook(tmp_path, change)
    assert found.answers[3] == {}
    assert [note.partition(":")[0] for note in found.notes[:2]] == [
        "1 row is hidden in the sheet, as by a filter", "1 group of cells is merged",
    ]  # fmt: skip


def test_a_share_in_per_cent_is_a_number_where_that_is_asked_and_else_told(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["D2"].number_format = "0%"

    number = "      - {id: share, type: number, ask: Share%s}\n      - {id: met"
    path = workbook(tmp_path, change)
    for unit, answer in ((", unit: percent", {"share": 50.0}), ("", {})):
        (tmp_path / "alike.yaml").write_text(ALIKE.replace("      - {id: met", number % unit), encoding="utf-8")
        found = seen(path, load_questionnaire_file(tmp_path / "alike.yaml"))
        assert found.answers[2] == {"calm": "3", "trust": "1", **answer}
    assert [(one["column"], one["value"], one["code"]) for one in found.rejects] == [("Share", "50%", "B014")]


def test_a_question_whose_options_lost_their_headers_is_not_read_from_the_first_alone(tmp_path: Path) -> None:
    head = ["id", "Which of these did you use?", "", "", "I stayed calm."]  # the second row of SurveyMonkey's is gone
    rows = [["a", "Trust", "Calm", "", "Very true"], ["b", "Trust", "", "", "Not true"], ["c", "", "", "No", ""]]
    found = read(tmp_path, [head, *rows])
    assert found.answers == {2: {"calm": "3"}, 3: {"calm": "1"}, 4: {}}
    assert codes(found) == {(2, head[1], "B021"), (3, head[1], "B021")}
    notes = read(tmp_path, [head, ["a", "Trust", "as I said", "", "Very true"]])
    assert notes.answers == {2: {"tools": ("trust",), "calm": "3"}}


@pytest.mark.parametrize("sign", [" - ", "_", ": "])
def test_two_header_rows_joined_by_hand(sign: str, tmp_path: Path) -> None:
    head = [
        "id",
        *(f"Which of these did you use?{sign}{o}" for o in ("Trust", "Calm")),
        f"I stayed calm.{sign}Response",
    ]
    found = read(tmp_path, [[*head, f"Which of these did you use?{sign}No"], ["a", "Trust", "", "Very true", ""]])
    assert found.answers == {2: {"tools": ("trust",), "calm": "3"}}


def test_numbers_of_which_nobody_knows_the_meaning_tell_no_slid_row(tmp_path: Path) -> None:
    """As Qualtrics numbers options: nobody knows what the first and the last column mean; that is no fault of rows."""
    q = ALIKE.replace("yes_no: [", "five: [A, B, C, D, E], yes_no: [").replace("answers: often", "answers: yes_no")
    q = q.replace("{id: met, type: rating, answers: yes_no", "{id: met, type: rating, answers: five")
    q += """      - id: who
        type: single
        ask: Who asked?
        options: [{id: k, text: K}, {id: l, text: L}, {id: m, text: M}, {id: n, text: N}]
"""
    head = ["Name", "who", "calm", "trust", "eager", "met"]
    rows = [["Ann", "", "2", "1", "1", "5"], ["Bo", "4", "2", "2", "2", "1"], ["Cy", "3", "", "1", "1", "2"]]
    rows += [["Di", "4", "1", "", "1", "1"], ["Ed", "2", "", "1", "2", "3"]]
    found = read(
        tmp_path, [head, *rows], q=q.replace("answer_sets: {", "answer_codes: {yes_no: [1, 2]}\nanswer_sets: {")
    )
    assert {one["code"] for one in found.rejects} == {"B030"}
    assert found.answers[4] == {"trust": "1", "eager": "1"}


WHO = """\
      - id: who
        type: multiple
        ask: Who was there?
        count_points: {s: {1: 20, 3: 90}}
        options:
          - {id: staff, text: Teachers and staff}
          - {id: parents, text: Parents}
          - {id: boards, text: "Boards, councils"}
          - {id: kin, text: Kin & friends}
          - {id: deans, text: Deans}
          - {id: both, text: Parents and deans}
"""


@pytest.mark.parametrize(
    ("cell", "chosen"),
    [
        ("Teachers & staff; Parents", ("staff", "parents")),
        ("Kin and friends; Parents", ("parents", "kin")),
        ("Parents and Teachers & staff", ("staff", "parents")),
        ("Parents, Teachers and staff, and Kin & friends", ("staff", "parents", "kin")),
        ("Parents and boards, councils", ("parents", "boards")),
        ("Parents and Deans", ("both",)),  # an option as it stands
        ("Deans & boards, councils & Parents", ("parents", "boards", "deans")),
    ],
)
def test_and_between_options_and_within_them_is_read_where_one_way_fits(
    cell: str, chosen: tuple[str, ...], tmp_path: Path
) -> None:
    q = ALIKE + WHO
    found = read(tmp_path, [["id", "Who was there?"], ["1", cell], ["2", "Parents"]], q=q)
    assert found.answers == {2: {"who": chosen}, 3: {"who": ("parents",)}} and not found.rejects
    own = read(tmp_path, [["id", "Who was there?"], ["1", "Parents and a dog"], ["2", "Parents"]], q=q)
    assert own.answers == {2: {}, 3: {"who": ("parents",)}} and len(own.rejects) == 1


@pytest.mark.parametrize("cell", ["0", "FALSE", "False", "false", " 0 "])
def test_what_programs_write_for_no_text_is_nobodys_own_words(cell: str, tmp_path: Path) -> None:
    q = ALIKE + "      - {id: story, type: text, ask: What happened?}\n"
    head = ["id", "I stayed calm.", "What happened?"]
    found = read(tmp_path, [head, ["1", "Very true", cell], ["2", "Not true", "0 of us came"]], q=q)
    assert found.answers == {2: {"calm": "3"}, 3: {"calm": "1", "story": "0 of us came"}}


TICKS = ["goal", "calm", "trust", "tools_used"]


def of_people(name: str, people: list[list[str]], tmp_path: Path) -> Path:
    path = tmp_path / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["ID", *TICKS], *people])
    return path


def test_a_row_for_each_option_ticked_is_refused(tmp_path: Path) -> None:
    ticked = [["Paper", "Pens"], ["Scissors"], ["Pens", "Scissors", "Paper"], ["Scissors", "Pens"]]
    rows = [[f"p{n}", "Both", "Agree", "Disagree", one] for n, several in enumerate(ticked) for one in several]
    with pytest.raises(InputError, match=r"B002 3 respondents, by 'ID', have several rows that differ in 'tools_used'"):
        seen(of_people("exploded", rows, tmp_path), workshop())


def test_who_answers_twice_otherwise_is_read(tmp_path: Path) -> None:
    once = [[f"p{n}", "Both", "Agree", "Disagree", "Paper"] for n in range(6)]
    alike = of_people("alike", once * 2, tmp_path)  # as two exports below each other
    assert len(seen(alike, workshop()).answers) == 12
    again = [[f"p{n}", "Both", "Agree", "Disagree", "Pens"] for n in range(2)]  # two changed their minds
    assert len(seen(of_people("two", once + again, tmp_path), workshop()).answers) == 8
    others = [[f"p{n}", "Both", "Disagree", "Agree", "Pens"] for n in range(6)]  # another time, other answers
    assert len(seen(of_people("waves", once + others, tmp_path), workshop()).answers) == 12
