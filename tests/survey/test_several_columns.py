"""A question answered in several columns: nothing is taken as not ticked, no answer is lost or chosen by a guess."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jtbd_diag import load_questionnaire
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.items import MultipleItem
from tests.survey.reading import Seen, seen, workshop
from tests.survey.test_layouts import QUESTIONNAIRES, answers_to
from tests.survey.writers import WRITERS, Sheet, Values

TOOLS = [option.id for option in workshop().options("tools_used")]
SHORT = load_questionnaire("leader-short")
AREAS = [option.id for option in SHORT.options("areas")]


def read(tmp_path: Path, text: str, q: Any = None, mapping: str = "") -> Seen:
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    if not mapping:
        return seen(path, q or workshop())
    (tmp_path / "mapping.yaml").write_text(mapping, encoding="utf-8")
    return seen(path, q or workshop(), mapping=tmp_path / "mapping.yaml")


def fullest(q: Questionnaire) -> list[Values]:
    """One who ticks everything that goes together, and one who ticks what stands alone."""
    several = [item for item in q.items.values() if isinstance(item, MultipleItem)]
    ticks = {i.id: tuple(o.id for o in i.options if not (o.exclusive or o.cannot_say)) for i in several}
    alone = {i.id: tuple(o.id for o in i.options if o.exclusive or o.cannot_say)[:1] or ticks[i.id] for i in several}
    return [ticks, alone]


def without(sheet: Sheet, column: int) -> Sheet:
    return replace(sheet, rows=[[*row[:column], *row[column + 1 :]] for row in sheet.rows])


def reworded(sheet: Sheet, column: int) -> Sheet:
    def changed(row: list[str]) -> list[str]:
        return [f"{cell}ly x" if n == column and cell else cell for n, cell in enumerate(row)]

    return replace(sheet, rows=[*map(changed, sheet.rows[: sheet.headers]), *sheet.rows[sheet.headers :]])


@pytest.mark.parametrize("kind", WRITERS)
def test_one_split_column_less_never_changes_an_answer_silently(kind: str, tmp_path_factory: Any) -> None:
    folder: Path = tmp_path_factory.mktemp("tables")

    @settings(max_examples=max(2, settings().max_examples // 10))
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        q = data.draw(st.sampled_from(QUESTIONNAIRES))
        people = [*fullest(q), *data.draw(st.lists(answers_to(q), max_size=3))]
        sheet = WRITERS[kind](q, people)
        path = folder / f"table.{sheet.ending}"
        path.write_bytes(sheet.content())
        before = seen(path, q)
        split = [n for n, column in enumerate(before.table.columns) if column.role == "tick"]
        if not split:
            return
        gone = data.draw(st.sampled_from(split))
        item, option = before.table.columns[gone].item, before.table.columns[gone].option
        assert item and option
        path.write_bytes(data.draw(st.sampled_from((without, reworded)))(sheet, gone).content())
        after = seen(path, q)
        counted = {reject["row"] for reject in after.rejects}
        for row, answers in before.answers.items():
            was, now = answers.get(item), after.answers[row].get(item)
            if now != was:
                assert now is None
                assert item in after.table.lacking or item in after.table.unasked
                rest = set(was if isinstance(was, tuple) else ()) - {option}
                assert row in counted or item in after.table.unasked or not rest

    holds()


HEADS = {
    "a code without underscores": ["areas[" + one.replace("_", "") + "]" for one in AREAS],
    "letters only": ["Areas_" + one.replace("_", "").upper() for one in AREAS],
    "texts without signs": [f"areas/{o.text.replace(',', '').replace(' ', '.')}" for o in SHORT.options("areas")],
}


@pytest.mark.parametrize("heads", HEADS.values(), ids=HEADS)
def test_options_are_known_by_ids_and_texts_without_signs(heads: list[str], tmp_path: Path) -> None:
    cells = ["1" if one in ("special_education", "families") else "0" for one in AREAS]
    found = read(tmp_path, f"causes,{','.join(heads)}\nown_unit,{','.join(cells)}\n", SHORT)
    assert found.answers[2]["areas"] == ("special_education", "families")
    assert not found.rejects


def test_signs_and_digits_tell_options_apart(tmp_path: Path) -> None:
    (tmp_path / "q.yaml").write_text(
        "questionnaire: q\nversion: 1\ntitle: t\nminutes: 1\nscales: {s: {title: s}}\nsections: [{title: t, items: ["
        "{id: used, type: multiple, ask: Used, count_points: {s: {1: 50}}, options: ["
        "{id: c_sharp, text: 'C#'}, {id: few, text: '<10'}, {id: python, text: Python}]}]}]\n", encoding="utf-8"
    )  # fmt: skip
    from jtbd_diag.questionnaire import load_questionnaire_file

    found = read(tmp_path, "used.C++,used.>10,used.Python\n1,1,1\n", load_questionnaire_file(tmp_path / "q.yaml"))
    assert found.table.lacking == {"used": ("c_sharp", "few")}
    assert [(r["row"], r["code"]) for r in found.rejects] == [(2, "B021")]


def split(options: list[str]) -> str:
    return ",".join(f"tools_used/{one}" for one in options)


def test_an_option_without_a_column_makes_the_question_unread(tmp_path: Path) -> None:
    found = read(tmp_path, f"goal,{split(TOOLS[:-1])}\nfix,1,0,0,0,0,0\nboth,0,0,0,0,0,0\nfix,,,,,,\n")
    assert [answers.get("tools_used") for answers in found.answers.values()] == [None] * 3
    assert [(r["row"], r["column"], r["code"]) for r in found.rejects] == [
        (2, "tools_used/paper", "B021"),
        (3, "tools_used/paper", "B021"),
    ]
    assert "no column was found for nothing" in found.rejects[0]["what"]
    assert any("'tools_used' has no column for nothing" in note for note in found.notes)


def test_a_mapping_says_that_an_option_was_not_offered(tmp_path: Path) -> None:
    mapping = "items: {tools_used: {nothing: }}\n"
    found = read(tmp_path, f"goal,{split(TOOLS[:-1])}\nfix,1,0,0,0,0,1\n", mapping=mapping)
    assert found.answers[2]["tools_used"] == ("paper", "boards")
    assert not found.rejects


JOINED = f"tools_used,{split(TOOLS)}"


@pytest.mark.parametrize(
    ("row", "answer", "code"),
    [
        ("Paper;Pens,,,,,,,", ("paper", "pens"), None),
        (",1,1,0,0,0,0,0", ("paper", "pens"), None),
        ("Paper;Pens,1,1,0,0,0,0,0", ("paper", "pens"), None),
        ("what is this,1,1,0,0,0,0,0", ("paper", "pens"), None),
        ("Paper,1,1,0,0,0,0,0", None, "B020"),
        ("Paper,0,1,0,0,0,0,0", None, "B020"),
        ("Paper,perhaps,1,0,0,0,0,0", None, "B010"),
        (",,,,,,,", None, None),
    ],
)
def test_one_cell_and_split_columns(row: str, answer: Any, code: str | None, tmp_path: Path) -> None:
    found = read(tmp_path, f"{JOINED}\n{row}\nPaper;Pens,1,1,0,0,0,0,0\nScissors,0,0,0,0,1,0,0\n")
    assert found.answers[2].get("tools_used") == answer
    assert found.answers[4]["tools_used"] == ("scissors",)
    assert [r["code"] for r in found.rejects] == ([code] if code else [])


def test_split_columns_of_which_one_is_lost_leave_the_joined_one(tmp_path: Path) -> None:
    text = f"tools_used,{split(TOOLS[:-1])}\nPaper;Pens,1,1,0,0,0,0\n,1,0,0,0,0,0\nNone of these,0,0,0,0,0,0\n"
    found = read(tmp_path, text)
    assert [answers.get("tools_used") for answers in found.answers.values()] == [("paper", "pens"), None, ("nothing",)]
    assert [(r["row"], r["code"]) for r in found.rejects] == [(3, "B021")]


def test_words_beside_options_are_no_write_in_where_an_option_has_no_column(tmp_path: Path) -> None:
    text = f"tools_used,{split(TOOLS[:-2])},tools_used/zebra\nPaper;Pens,1,1,0,0,0,0\nPaper;Zebra,1,0,0,0,0,1\n"
    found = read(tmp_path, text)
    assert [answers.get("tools_used") for answers in found.answers.values()] == [("paper", "pens"), None]
    assert 3 in {reject["row"] for reject in found.rejects}


@pytest.mark.parametrize("sign", ["\n", " \n", "\r\n", " \u2013 ", " \u2014 ", " > "])
def test_an_option_behind_or_below_its_question_is_no_copy_of_the_question(sign: str, tmp_path: Path) -> None:
    question, tools = "Which of these did you use?", {o.id: o.text for o in workshop().options("tools_used")}
    heads = ",".join(f'"{question}{sign}{text}"' for text in tools.values())
    found = read(tmp_path, f"{heads}\nPaper,Pens,,,,,\n,,,,Scissors,,\n")
    assert [answers["tools_used"] for answers in found.answers.values()] == [("paper", "pens"), ("scissors",)]
    less = ",".join(f'"{question}{sign}{text}"' for text in list(tools.values())[1:])
    found = read(tmp_path, f"{less}\nPens,,,,,\n")
    assert "tools_used" not in found.answers[2]
    assert [r["code"] for r in found.rejects] == ["B021"]


def test_a_note_below_a_question_of_several_options_is_none_of_them(tmp_path: Path) -> None:
    found = read(tmp_path, '"Which of these did you use?\nSelect all that apply"\nPaper;Pens\n')
    assert found.answers[2]["tools_used"] == ("paper", "pens")


TWICE = {
    "the same header": "I stayed calm.,I stayed calm.",
    "a copy of a program's": "calm,calm_001",
    "another numbering": "3. I stayed calm.,7. I stayed calm.",
    "an id and a text": "calm,I stayed calm.",
    "numbered by pandas": "calm,calm.1",
}


@pytest.mark.parametrize("heads", TWICE.values(), ids=TWICE)
def test_a_question_asked_in_two_branches(heads: str, tmp_path: Path) -> None:
    rows = "fix,Agree,\nfix,,Disagree\nfix,Agree,Agree\nfix,Agree,Disagree\nfix,,\n"
    found = read(tmp_path, f"goal,{heads}\n{rows}")
    assert [answers.get("calm") for answers in found.answers.values()] == ["3", "1", "3", None, None]
    assert [(r["row"], r["value"], r["code"]) for r in found.rejects] == [(5, "Disagree", "B020")]
    assert any("'calm' is read from" in note for note in found.notes)


def test_every_kind_of_question_may_be_asked_twice(tmp_path: Path) -> None:
    text = "staff,staff.1,since,since.1,story,story.1\n5,,2026-01-02,,so,\n,7,,2026-02-03,,well\n5,6,,,a,a\n"
    found = read(tmp_path, text)
    assert found.answers == {
        2: {"staff": 5.0, "since": "2026-01-02", "story": "so"},
        3: {"staff": 7.0, "since": "2026-02-03", "story": "well"},
        4: {"story": "a"},
    }
    assert [(r["row"], r["column"], r["code"]) for r in found.rejects] == [(4, "staff.1", "B020")]


def test_split_columns_of_two_branches(tmp_path: Path) -> None:
    heads = f"{split(TOOLS)},{split(TOOLS)}"
    found = read(tmp_path, f"{heads}\n1,0,0,0,0,0,0,,,,,,,\n,,,,,,,0,1,0,0,0,0,0\n1,0,0,0,0,0,0,0,1,0,0,0,0,0\n")
    assert [answers.get("tools_used") for answers in found.answers.values()] == [("paper",), ("pens",), None]
    assert [(r["row"], r["code"]) for r in found.rejects] == [(4, "B020"), (4, "B020")]


def test_a_mapping_names_several_columns_of_one_question(tmp_path: Path) -> None:
    mapping = "items: {calm: [A, B], tools_used: [C, {paper: [D, E]}]}\n"
    found = read(tmp_path, "A,B,C,D,E\nAgree,,,,\n,Agree,Paper,,\n,,Pens,,\n,,,1,\n", mapping=mapping)
    assert [answers.get("calm") for answers in found.answers.values()] == ["3", "3", None, None]
    assert [answers.get("tools_used") for answers in found.answers.values()] == [None, ("paper",), ("pens",), None]


def test_a_comment_beside_a_question_is_no_answer(tmp_path: Path) -> None:
    heads = "I stayed calm.,Comment: I stayed calm.,Punkte - I stayed calm.,Points - How many people work with you?"
    found = read(tmp_path, f"{heads}\nAgree,Disagree,1,5\n")
    assert found.answers[2] == {"calm": "3"}
    assert not found.rejects


@pytest.mark.parametrize("other", ["", "Pens", "Paper"])
def test_ticks_in_two_copies_of_all_options_are_no_answer_of_both(other: str, tmp_path: Path) -> None:
    """Where blank means not ticked, no column denies another."""
    head = f"{split(TOOLS)},{split(TOOLS)}"
    rest = ",,,,,,"
    second = {"": rest, "Pens": ",Pens,,,,,", "Paper": "Paper,,,,,,"}[other]
    found = read(tmp_path, f"{head}\nPaper{rest},{second}\n{rest},,Pens,,,,,\n")
    one = None if other == "Pens" else ("paper",)
    assert [answers.get("tools_used") for answers in found.answers.values()] == [one, ("pens",)]
    assert [(r["row"], r["code"]) for r in found.rejects] == ([(2, "B020")] if other == "Pens" else [])
    assert found.frame["unreadable"].to_list() == [int(other == "Pens"), 0]


def test_ticks_of_two_occasions_are_refused_with_the_other_questions(tmp_path: Path) -> None:
    head = f"I stayed calm.,{split(TOOLS)},I stayed calm. (2),{split(TOOLS)}"
    rest = ",,,,,,"
    rows = [f"Agree,Paper{rest},Disagree,{rest}", f"Disagree,Paper{rest},Agree,{rest}", f"Agree,{rest},,Paper{rest}"]
    found = read(tmp_path, "\n".join([head, *rows]) + "\n")
    assert list(found.answers.values()) == [{}, {}, {}]
    assert {r["code"] for r in found.rejects} == {"B020"}


MADE = ["Unnamed: {}", "Column{}", "column_{}", "...{}", "X.{}", "V{}", "__EMPTY_{}", "_duplicated_{}"]
ASKED = "Which of these did you use?"
OPTIONS = [option.text for option in workshop().options("tools_used")]


def as_surveymonkey(form: str, *, second: bool) -> str:
    """A table whose blank headers a program has named."""
    behind = [form.format(n) for n in range(3, 2 + len(OPTIONS))]
    head = ["Respondent ID", "Start Date", ASKED, *behind, "I stayed calm."]
    below = ["", "", *OPTIONS, "Response"]
    rows = [[f"11000{n}", "", OPTIONS[0], *OPTIONS[1:3], *[""] * (len(OPTIONS) - 3), "Agree"] for n in range(6)]
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in [head, *([below] if second else []), *rows])


@pytest.mark.parametrize("form", MADE)
def test_headers_that_a_program_made_of_blank_ones_are_blank(form: str, tmp_path: Path) -> None:
    found = read(tmp_path, as_surveymonkey(form, second=True))
    assert found.table.layout == "surveymonkey"
    assert {answers["tools_used"] for answers in found.answers.values()} == {tuple(TOOLS[:3])}
    found = read(tmp_path, as_surveymonkey(form, second=False))
    assert [*found.answers.values()] == [{"calm": "3"}] * 6
    assert {r["code"] for r in found.rejects} == {"B021"}


def test_names_of_columns_above_surveymonkeys_headers_make_no_other_platform(tmp_path: Path) -> None:
    """R's `read.csv(header = FALSE)`: older files of Qualtrics call its own columns `V1` and so on, and no others."""
    told = as_surveymonkey("", second=True)
    names = ",".join(f"V{n + 1}" for n in range(told.splitlines()[0].count(",") + 1))
    found = read(tmp_path, f"{names}\n{told}")
    assert found.table.layout == "surveymonkey" and len(found.answers) == 6
    assert {answers["tools_used"] for answers in found.answers.values()} == {tuple(TOOLS[:3])}


@pytest.mark.parametrize("head", ['""', "X", "Unnamed: 0"])
@pytest.mark.parametrize("first", [0, 1])
def test_rows_that_a_program_has_numbered_are_surveymonkeys(head: str, first: int, tmp_path: Path) -> None:
    """R puts dots for signs besides."""
    top, *lines = as_surveymonkey("X.{}", second=True).splitlines()
    dotted = top.replace(" ", ".").replace("?", ".")
    text = "\n".join([f"{head},{dotted}", *(f'"{n}",{line}' for n, line in enumerate(lines, start=first))])
    found = read(tmp_path, text)
    assert found.table.layout == "surveymonkey" and len(found.answers) == 6
    assert {answers["tools_used"] for answers in found.answers.values()} == {tuple(TOOLS[:3])}


@pytest.mark.parametrize("rows", [4, 5])
def test_a_question_of_which_the_first_of_several_columns_is_left_is_not_read(rows: int, tmp_path: Path) -> None:
    """Fewer may have answered so; nor is any refused where somebody answered otherwise, or a mapping names it."""
    text = f'"{ASKED}",I stayed calm.\n' + f'"{OPTIONS[0]}",Agree\n,Agree\n' * rows
    one = {"tools_used": (TOOLS[0],), "calm": "3"} if rows < 5 else {"calm": "3"}
    assert [*read(tmp_path, text).answers.values()] == [one, {"calm": "3"}] * rows
    other = read(tmp_path, text + f'"{OPTIONS[1]}",Agree\n')
    assert len([answers for answers in other.answers.values() if "tools_used" in answers]) == rows + 1
    told = read(tmp_path, text, mapping=f'items: {{tools_used: "{ASKED}"}}\n')
    assert len([answers for answers in told.answers.values() if "tools_used" in answers]) == rows


def test_all_of_a_cohort_may_mean_the_first_option_where_options_stand_in_one_cell(tmp_path: Path) -> None:
    """Of which another question of several options tells, that somebody answered with two or with another one."""
    q = load_questionnaire("leader")
    first, (one, two) = q.options("areas")[0], (option.text for option in q.options("have")[:2])
    for others, known in ((f"{one}; {two}", True), (two, True), (one, False)):
        text = f'"{q.items["areas"].ask}","{q.items["have"].ask}"\n' + f'"{first.text}","{one}"\n' * 6
        found = read(tmp_path, text + f'"{first.text}","{others}"\n', q)
        assert [answers.get("areas") for answers in found.answers.values()] == [(first.id,) if known else None] * 7
