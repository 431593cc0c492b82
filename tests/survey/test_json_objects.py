"""JSON as platforms send it: an object a line, an array, or an array inside of an object."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jtbd_diag.ground.complaints import InputError
from jtbd_diag.survey.files import open_grids
from jtbd_diag.survey.files.json_objects import JsonFile
from tests.survey.reading import Seen, seen, workshop

ANSWERS = [
    {"id": 1, "goal": "fix", "tools_used": ["paper", "scissors"]},
    {"id": 2, "goal": "both", "tools_used": [], "group": {"calm": "3"}},
]
FOUND = {1: {"goal": "fix", "tools_used": ("paper", "scissors")}, 2: {"goal": "both"}}


def read(folder: Path, value: Any, *, indent: int | None = None) -> Seen:
    path = folder / "answers.json"
    path.write_text(value if isinstance(value, str) else json.dumps(value, indent=indent))
    return seen(path, workshop())


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize(
    "wrapped",
    [
        ANSWERS,
        {"count": 2, "next": None, "previous": None, "results": ANSWERS},  # KoboToolbox
        {"@odata.context": "https://x.example/v1/$metadata#Submissions", "value": ANSWERS},  # ODK Central
        {"responses": ANSWERS},  # Qualtrics, Formbricks
        {"total": 2, "per_page": 50, "data": ANSWERS, "links": {"self": "x"}},  # SurveyMonkey
        {"status": "ok", "body": {"list": {"responses": ANSWERS}}},
        {"surveyAnswers": ANSWERS},
        {"responses": ANSWERS, "questions": [{"id": "goal"}, {"id": "tools_used"}]},
    ],
)
def test_the_answers_are_found(wrapped: Any, indent: int | None, tmp_path: Path) -> None:
    found = read(tmp_path, wrapped, indent=indent)
    assert {row: {k: v for k, v in values.items() if k != "calm"} for row, values in found.answers.items()} == FOUND
    assert "group/calm" in [heading.header for heading in found.table.shape.headings] if found.table.shape else False


def test_one_object_is_one_respondent(tmp_path: Path) -> None:
    assert read(tmp_path, ANSWERS[0]).answers == {1: FOUND[1]}
    assert read(tmp_path, {**ANSWERS[0], "visits": [{"day": 1}]}, indent=1).answers == {1: FOUND[1]}


def test_an_object_a_line_keeps_its_lines(tmp_path: Path) -> None:
    lines = f"{json.dumps(ANSWERS[0])}\n\n{json.dumps(ANSWERS[1])}\n"
    assert set(read(tmp_path, lines).answers) == {1, 3}


@pytest.mark.parametrize(
    ("wrapped", "note"),
    [
        ({"count": 40, "next": "https://x.example/?page=2", "results": ANSWERS}, "with 2 of 40 answers"),
        ({"@odata.nextLink": "https://x.example/?$skip=2", "value": ANSWERS}, "one page of several"),
        ({"count": 2, "next": None, "results": ANSWERS}, None),
    ],
)
def test_a_page_of_several_is_told(wrapped: Any, note: str | None, tmp_path: Path) -> None:
    notes = read(tmp_path, wrapped).notes
    assert any((note or "one page of several") in one for one in notes) is bool(note)


@pytest.mark.parametrize(
    ("wrapped", "code", "words"),
    [
        ({"first": ANSWERS, "second": ANSWERS}, "B002", "'first', 'second'"),
        ({"results": ANSWERS, "more": {"data": ANSWERS}}, "B002", "'results', 'more.data'"),
        ({"count": 0, "value": []}, "F005", "the list 'value'"),
        ('{"a": 1,\n "b": }\n', "B001", "not JSON"),
        ('[{"a": 1},\n', "B001", "not JSON"),
        ("[1, 2]", "B001", ""),
    ],
)
def test_what_is_not_certain_is_told_with_its_place(wrapped: Any, code: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_text(wrapped if isinstance(wrapped, str) else json.dumps(wrapped))
    if path.read_text().startswith("[1"):
        path.write_text("[ 1, 2]")
    with pytest.raises(InputError) as caught:
        open_grids(path)
    assert {problem.code.value for problem in caught.value.problems} == {code}
    assert words in str(caught.value)


def test_half_a_letter_is_no_fault(tmp_path: Path) -> None:
    lines = '{"id": "\\ud800", "goal": "fix"}\n{"id": "b\\udfff", "goal": "both", "\\ud83d": 1}\n'
    found = read(tmp_path, lines)
    assert {row: values["goal"] for row, values in found.answers.items()} == {1: "fix", 2: "both"}
    assert found.frame["id"].to_list() == ["\N{REPLACEMENT CHARACTER}", "b\N{REPLACEMENT CHARACTER}"]


def test_a_whole_letter_in_two_halves_is_that_letter(tmp_path: Path) -> None:
    found = read(tmp_path, '{"id": "\\ud83d\\ude00", "goal": "fix"}\n')
    assert found.frame["id"].to_list() == ["\N{GRINNING FACE}"]


@pytest.mark.parametrize("name", ["*", "^goal.*$", "row", "unreadable", "cells beyond the header", "counted", "key"])
def test_a_header_may_be_any_name(name: str, tmp_path: Path) -> None:
    found = read(tmp_path, [{name: "theirs", "goal": "fix"}])
    assert found.answers == {1: {"goal": "fix"}}
    (carried,) = [column.header for column in found.table.columns if column.role == "carried"]
    assert carried in (name, f"{name} (2)")
    assert found.frame[carried].to_list() == ["theirs"]


def test_a_bundle_of_fhir_is_read_by_its_responses(tmp_path: Path) -> None:
    """Answers below groups and below answers, several to one question, other resources beside, further pages."""
    below = {"linkId": "region", "answer": [{"valueString": "north"}]}
    areas = [{"valueCoding": {"code": "bus"}}, {"valueCoding": {"display": "Meals"}}]
    response = {
        "resourceType": "QuestionnaireResponse",
        "id": "r1",
        "item": [
            {"linkId": "g", "item": [{"linkId": "areas", "answer": areas}]},
            {"linkId": "b", "answer": [{"valueBoolean": False, "item": [below]}]},
        ],
    }
    bundle = {
        "resourceType": "Bundle",
        "total": 30,
        "link": [{"relation": "self"}, {"relation": "next"}],
        "entry": [{"resource": {"resourceType": "Patient"}}, {"resource": response}],
    }
    path = tmp_path / "bundle.json"
    path.write_text(json.dumps(bundle))
    file = JsonFile(path, "bundle.json", "utf-8")
    assert list(file.records()) == [
        (1, {"response_id": "r1", "areas": '["bus", "Meals"]', "b": "false", "region": "north"})
    ]
    assert file.notes[1] == "this is one page of several, with 1 of 30 answers: the others are in other files"
    path.write_text(json.dumps({**bundle, "entry": []}))
    with pytest.raises(InputError, match="a bundle of FHIR without a QuestionnaireResponse"):
        JsonFile(path, "bundle.json", "utf-8")


def test_answers_inside_of_each_entry_are_found_those_of_several_options_too(tmp_path: Path) -> None:
    """As Formbricks sends them."""
    sent = [{"id": "a", "finished": True, "data": {"goal": "Both", "tools_used": ["Paper", "Paper, pens"]}, "tags": []}]
    assert read(tmp_path, {"data": sent}).answers == {1: {"goal": "both", "tools_used": ("paper", "paper_pens")}}


TABLE = {"id": ["1", "2", "3"], "goal": ["fix", "both", None], "calm": ["3", "1", "2"]}
TOLD = {1: {"goal": "fix", "calm": "3"}, 2: {"goal": "both", "calm": "1"}, 3: {"calm": "2"}}
CELLS = [list(row) for row in zip(*TABLE.values(), strict=True)]
BY_ROW = [dict(zip(TABLE, row, strict=True)) for row in CELLS]


@pytest.mark.parametrize(
    "table",
    [
        {name: {str(n): cell for n, cell in enumerate(cells)} for name, cells in TABLE.items()},  # pandas, as it comes
        {str(n): row for n, row in enumerate(BY_ROW)},  # orient="index"
        {"columns": list(TABLE), "index": [0, 1, 2], "data": CELLS},  # orient="split"
        {"schema": {"fields": [{"name": name, "type": "string"} for name in TABLE]}, "data": BY_ROW},  # "table"
        TABLE,  # orient="list", jsonlite's dataframe="columns"
        [list(TABLE), *CELLS],
        {"range": "Answers!A1:C4", "majorDimension": "ROWS", "values": [list(TABLE), *CELLS]},  # Google's sheets
        {"range": "A1:C4", "majorDimension": "COLUMNS", "values": [[name, *cells] for name, cells in TABLE.items()]},
    ],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_a_table_held_otherwise_than_by_objects_is_read(table: Any, indent: int | None, tmp_path: Path) -> None:
    found = read(tmp_path, table, indent=indent)
    assert found.answers == TOLD


def test_names_within_names_of_which_either_may_be_the_questions_are_told(tmp_path: Path) -> None:
    by_respondent = {f"L{n}": row for n, row in enumerate(BY_ROW)}
    with pytest.raises(InputError, match=r"names within names[\s\S]*orient=\"records\""):
        read(tmp_path, by_respondent)
    groups = {"first": {"goal": "fix"}, "second": {"calm": "3"}}
    assert len(read(tmp_path, groups).answers) == 1


def test_a_row_of_cells_beyond_the_header_is_not_cut(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not an object"):
        read(tmp_path, [["id", "goal"], ["1", "fix", "both"]])


FIELD = {"id": "Kx1", "type": "multiple_choice"}


@pytest.mark.parametrize(
    ("platform", "sent"),
    [
        ("Google Forms", {"responses": [{"responseId": "r", "answers": {"1": {"textAnswers": {"answers": []}}}}]}),
        ("Typeform", {"items": [{"token": "t", "answers": [{"field": FIELD, "choice": {"label": "fix"}}]}]}),
        ("Typeform", [{"token": "t", "answers": [{"field": FIELD, "choice": {"label": "fix"}}]}]),
        ("SurveyMonkey", {"data": [{"id": "1", "pages": [{"id": "1", "questions": []}]}], "total": 1}),
        ("Notion", {"object": "list", "results": [{"object": "page", "properties": {"goal": {"type": "select"}}}]}),
        ("Tally", {"questions": [{"id": "a", "type": "TEXT"}], "submissions": [{"responses": [{"questionId": "a"}]}]}),
        ("Jotform", {"content": [{"answers": {"3": {"type": "control_radio", "text": "Goal", "answer": "fix"}}}]}),
        ("Qualtrics", {"result": {"responses": [{"responseId": "R_1", "values": {"QID1": 1}}]}}),
    ],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_what_interfaces_of_form_services_send_is_told_as_that(
    platform: str, sent: Any, indent: int | None, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path, sent, indent=indent)
    told = refused.value.problems[0]
    assert f"the interface of {platform} sends" in told.what and f"in {platform}:" in (told.hint or "")


def test_an_interface_whose_answers_stand_under_questions_is_read(tmp_path: Path) -> None:
    sent = [{"responseId": f"R_{n}", "values": {"goal": "Both", "calm": "Agree"}} for n in range(3)]
    assert [one["goal"] for one in read(tmp_path, sent).answers.values()] == ["both"] * 3


def test_a_key_that_only_a_late_record_has_is_a_column_and_stands_last(tmp_path: Path) -> None:
    """Records are written as they come: where one has a key that the first thousand lack, once more."""
    path = tmp_path / "answers.jsonl"
    early, late = {"goal": "fix", "kept": True, "n": 1.50}, {"goal": "both", "late": None, "staff": 3}
    path.write_text("\n".join(map(json.dumps, [*[early] * 1300, late, early])))
    (grid,) = open_grids(path)
    assert grid.head[0] == ("goal", "kept", "n", "late", "staff")
    rows = grid.scan(1, [*grid.head[0]], {}).select(grid.head[0]).collect().rows()
    assert rows[0] == rows[-1] == ("fix", "true", "1.5", "", "")
    assert rows[1300] == ("both", "", "", "", "3")
