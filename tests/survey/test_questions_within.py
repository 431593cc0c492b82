"""Headers that hold a question and more, and cells that hold an option in two languages."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from jtbd_diag.questionnaire import load_questionnaire_file
from jtbd_diag.survey.cells.coded_answers import code
from jtbd_diag.survey.columns import matching
from jtbd_diag.survey.mapping_proposed import mapping_text
from tests.survey.reading import HERE, Seen, seen, workshop

ASKED = {
    "goal": "What do you want from this workshop?",
    "tools_used": "Which of these did you use?",
    "calm": "I stayed calm.",
    "trust": "I trusted the others, mostly.",
    "staff": "How many people work with you?",
}
ROWS = [
    ["a", "Both", "Paper", "Agree", "Disagree", "12"],
    ["b", "I can't say", "Pens; Paper", "Neither, nor", "Agree", "7"],
]
ANSWERS = {
    2: {"goal": "both", "tools_used": ("paper",), "calm": "3", "trust": "1", "staff": 12.0},
    3: {"goal": "cannot_say", "tools_used": ("paper", "pens"), "calm": "2", "trust": "3", "staff": 7.0},
}


def read(folder: Path, head: list[str], rows: list[list[str]] = ROWS) -> Seen:
    path = folder / "answers.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([head, *rows])
    return seen(path, workshop())


@pytest.mark.parametrize(
    "form",
    [
        "{ask} / Pregunta {n} en otra lengua",
        "Pregunta {n} en otra lengua / {ask}",
        "{ask} | Frage {n}",
        "{ask} ({id})",
        "[{id}] {ask}",
        "{id}: {ask}",
        "{ask} - rating",
        "Section {n}: {ask}",
        "{ask} (column {n})",
        "{ask} (post)",
        "Baseline - {ask}",
        "{ask} (staff-approved form)",
        "{ask} (required)",
        "{id}_pre",
        "T1.{id}",
        "{id} (2026)",
        "{ask} \u00bfPregunta {n}?",
    ],
)
def test_a_question_is_known_with_more_around_it(form: str, tmp_path: Path) -> None:
    head = ["id", *(form.format(ask=ask, id=item, n=n) for n, (item, ask) in enumerate(ASKED.items()))]
    assert read(tmp_path, head).answers == ANSWERS


@pytest.mark.parametrize(
    "form", ["{ask} (comment)", "{ask} - please explain", "{ask} / Other", "Why? {ask}", "Since {ask}"]
)
def test_what_is_asked_about_an_answer_is_not_the_question(form: str, tmp_path: Path) -> None:
    head = ["id", *(form.format(ask=ask) for ask in ASKED.values()), "calm", "trust"]
    found = read(tmp_path, head, [[*row, "Disagree", "Agree"] for row in ROWS])
    assert found.answers == {row: {"calm": "1", "trust": "3"} for row in (2, 3)}


def test_where_a_column_asks_it_as_a_whole_no_other_is_read_and_it_is_told(tmp_path: Path) -> None:
    head = ["id", *ASKED.values(), *(f"{ask} (after)" for ask in ASKED.values())]
    found = read(tmp_path, head, [[*row, *row[1:]] for row in ROWS])
    assert found.answers == ANSWERS
    assert [one.why for one in found.table.unmatched if one.header.endswith("(after)")] != [""] * len(ASKED)


def test_fewer_than_three_are_anything(tmp_path: Path) -> None:
    head = [
        "id",
        "goal",
        "tools_used",
        "I stayed calm. (importance)",
        "I trusted the others, mostly. (importance)",
        "staff",
    ]
    assert all(set(one) == {"goal", "tools_used", "staff"} for one in read(tmp_path, head).answers.values())


def test_before_and_after_are_two_occasions_and_neither_is_taken(tmp_path: Path) -> None:
    two = [f"{ask} ({when})" for when in ("before", "after") for ask in list(ASKED.values())[2:]]
    rows = [
        ["a", "Agree", "Disagree", "12", "Disagree", "Agree", "1"],
        ["b", "Agree", "Agree", "7", "Disagree", "Agree", "2"],
    ]
    found = read(tmp_path, ["id", "goal", *two], [[row[0], "Both", *row[1:]] for row in rows])
    assert all(set(one) == {"goal"} for one in found.answers.values())
    assert any("two waves or two raters" in note for note in found.notes)


@pytest.mark.parametrize(("mixed", "answered"), [(False, 4), (True, 0)])
def test_two_waves_side_by_side_are_never_one_person(mixed: bool, answered: int, tmp_path: Path) -> None:
    """Whoever answers in the one set of columns alone is read; somebody in both, even nowhere twice, refuses them."""
    items = ["goal", "calm", "trust", "staff"]
    head = ["id", *(f"spring_{item}" for item in items), *(f"fall_{item}" for item in items)]
    one, other = ["Both", "Agree", "Disagree", "12"], ["Both", "Disagree", "Agree", "3"]
    rows = [["a", *one, *[""] * 4], ["b", *[""] * 4, *other], ["c", *other, *[""] * 4]]
    rows += [["d", *one[:2], "", "", "", "", *other[2:]]] if mixed else [["d", *[""] * 4, *one]]
    found = read(tmp_path, head, rows)
    assert sum(bool(one) for one in found.answers.values()) == answered
    assert any("two waves or two raters" in note for note in found.notes) == mixed


def test_a_mapping_of_two_occasions_names_neither_until_somebody_does(tmp_path: Path) -> None:
    """Named together as they were found, its columns would be read as two branches of one form."""
    two = [f"{ask} ({when})" for when in ("before", "after") for ask in list(ASKED.values())[2:]]
    rows = [["a", "Agree", "Disagree", "12", "Disagree", "Agree", "1"], ["b", "", "Agree", "7", "Agree", "Agree", "2"]]
    rows += [["c", "Agree", "Disagree", "3", "Disagree", "Disagree", "3"]]
    head, rows = ["id", "goal", *two], [[row[0], "Both", *row[1:]] for row in rows]
    found = read(tmp_path, head, rows)
    proposed = mapping_text(found.table, workshop(), code(found.table, workshop()).proposed)
    mapping, path = tmp_path / "mapping.yaml", tmp_path / "answers.csv"
    mapping.write_text(proposed, encoding="utf-8")
    assert all(set(one) == {"goal"} for one in seen(path, workshop(), mapping=mapping).answers.values())
    mapping.write_text(
        proposed.replace('#   - "I stayed calm. (after)"', '    - "I stayed calm. (after)"'), encoding="utf-8"
    )
    answers = seen(path, workshop(), mapping=mapping).answers
    assert [one["calm"] for one in answers.values()] == ["1", "3", "1"]
    assert all(set(one) == {"goal", "calm"} for one in answers.values())


def test_an_option_that_is_worded_otherwise_is_not_its_question(tmp_path: Path) -> None:
    tools = [
        "Paper",
        "Pens",
        "Paper, pens",
        "Markers; all colors",
        "Scissors of steel",
        "Boards - white, green",
        "None of these",
    ]
    head = ["id", "goal", "calm", *(f"{ASKED['tools_used']} [{tool}]" for tool in tools)]
    found = read(tmp_path, head, [["a", "Both", "Agree", "Yes", "", "", "", "", "", ""]])
    assert {column.option for column in found.table.columns if column.item == "tools_used"} >= {"paper", "pens"}
    assert not [column for column in found.table.columns if column.item == "tools_used" and column.option is None]


def test_headers_that_a_program_cut_at_one_length_are_known_by_their_beginnings(tmp_path: Path) -> None:
    cut = {item: ask[:26] for item, ask in ASKED.items()}
    found = read(tmp_path, ["id", *cut.values()])
    assert found.answers == ANSWERS
    few = read(tmp_path, ["id", ASKED["goal"], ASKED["tools_used"], ASKED["calm"], cut["trust"], cut["staff"]])
    assert all("trust" not in one and "staff" not in one for one in few.answers.values())


@pytest.mark.parametrize("sign", ["", "_", "."])
@pytest.mark.parametrize("before", ["", "Part 1: ", "How true is it? ["])
def test_headers_spelled_as_names_and_cut_are_known_if_one_ends_within_a_word(
    before: str, sign: str, tmp_path: Path
) -> None:
    """A single one is enough; not if it ends between words, nor if another heading begins so, too."""
    long = {**ASKED, "staff": "How many people work with you in the mean of a year?"}
    q = tmp_path / "workshop.yaml"
    q.write_text((HERE / "workshop.yaml").read_text(encoding="utf-8").replace(ASKED["staff"], long["staff"]), "utf-8")

    def staff(letters: int, *more: str) -> list[object]:
        cut = before + re.sub(r"[^A-Za-z0-9]", sign, long["staff"])[:letters]
        path = tmp_path / "answers.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            head = ["id", "goal", "tools_used", "calm", "trust", cut, *(cut + one for one in more)]
            csv.writer(stream).writerows([head, *([*row, *(["x"] * len(more))] for row in ROWS)])
        return [of.get("staff") for of in seen(path, load_questionnaire_file(q)).answers.values()]

    within, between, ending = (38, 37, 40) if sign else (30, 29, 32)
    assert staff(within) == [12.0, 7.0]
    assert staff(between) == staff(ending) == [None, None]
    assert staff(within, "_1") == [None, None]


@pytest.mark.parametrize("form", ["{} / {}", "{1} | {0}", "{} ({})"])
def test_an_option_beside_its_translation_is_read(form: str, tmp_path: Path) -> None:
    other = {
        "Agree": "De acuerdo",
        "Disagree": "En desacuerdo",
        "Neither, nor": "Ni lo uno ni lo otro",
        "Both": "Ambas cosas",
    }
    other |= {"I can't say": "No lo s\u00e9"}
    rows = [[row[0], *(form.format(cell, other[cell]) if cell in other else cell for cell in row[1:])] for row in ROWS]
    assert read(tmp_path, ["id", *ASKED], rows).answers == ANSWERS


def test_words_behind_an_option_are_no_translation(tmp_path: Path) -> None:
    rows = [["a", "Agree / mostly"], ["b", "Disagree / at first"], ["c", "Agree / always"]]
    assert not any(
        "calm" in one
        for one in read(tmp_path, ["id", "calm", "goal"], [[*row, "Both"] for row in rows]).answers.values()
    )
    rows = [["a", "Agree / mostly"], ["b", "Disagree"]]
    found = read(tmp_path, ["id", "calm", "goal"], [[*row, "Both"] for row in rows])
    assert found.answers[2] == {"goal": "both"}


def test_headings_are_matched_once_however_often_a_table_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sorted_, times = matching._sorted, []
    monkeypatch.setattr(matching, "_sorted", lambda *a, **more: times.append(a) or sorted_(*a, **more))
    questionnaire, (path, other) = workshop(), (tmp_path / "t.csv", tmp_path / "u.csv")
    path.write_text("id,goal,calm\n1,fix,Agree\n", "utf-8")
    other.write_text("id,goal,trust\n1,fix,Agree\n", "utf-8")
    assert [seen(one, questionnaire).answers[2] for one in (path, path, other)] == [
        {"goal": "fix", "calm": "3"}, {"goal": "fix", "calm": "3"}, {"goal": "fix", "trust": "3"}]  # fmt: skip
    assert len(times) == 2
