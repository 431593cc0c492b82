"""Headings of groups, notes, and options counted or listed below a table are no respondents; people are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.survey.test_strange_tables import Rows, read

HEAD = ["Code", "Place", "met", "I stayed calm.", "I trusted the others."]
PEOPLE: Rows = [
    ["L1", "North", "Yes", "Very true", "Not true"],
    ["L2", "South", "No", "Partly true", "Very true"],
    ["L3", "North", "Yes", "Not true", "Partly true"],
    ["L4", "North", "", "Not true", ""],
]
LAST = len(PEOPLE) + 2


def wide(row: list[str]) -> list[str]:
    return [*row, *[""] * (len(HEAD) - len(row))]


@pytest.mark.parametrize(
    "below",
    [
        [["Yes", "3"], ["No", "1"]],
        [["No", "", "1"], ["Yes", "", "2"]],
        [["", "", "Yes: 12 (63%)"], ["", "", "No: 7 (37%)"]],
        [["", "", "Yes 2"], ["", "", "No 1"]],
        [["% Not true", "", "", "33%", "25%"], ["% Very true", "", "", "33%", "25%"]],
        [["1", "", "", "Strongly agree"], ["5", "", "", "Strongly disagree"]],
        [["Not true", "", "", "2", "1"], ["Partly true", "", "", "1", "1"], ["Very true", "", "", "1", "1"]],
        [
            ["", "", "No", "Not true", "Not true"],
            ["", "", "Yes", "Partly true", "Partly true"],
            ["", "", "", "Very true", "Very true"],
        ],
        [["Northern schools"]],
        [["Note: two leaders asked to be left out"]],
        [["", "* figures as of May"]],
        [["1 = Not true"], ["2 = Partly true"], ["3 = Very true"]],
        [["Teachers"]],  # every other code has a digit
    ],
)
def test_rows_below_a_table_that_are_no_respondents(below: Rows, tmp_path: Path) -> None:
    found = read(tmp_path, [HEAD, *PEOPLE, *map(wide, below)])
    assert found.table.aside == tuple(range(LAST, LAST + len(below)))
    assert not found.rejects and not any(found.answers[row] for row in found.table.aside)
    assert any("for nothing" in note for note in found.notes)


def test_headings_of_groups_stand_between_rows(tmp_path: Path) -> None:
    found = read(tmp_path, [HEAD, wide(["North side"]), *PEOPLE[:2], wide(["South side"]), *PEOPLE[2:]])
    assert found.table.aside == (2, 5)


@pytest.mark.parametrize(
    "below",
    [
        [["L5"]],  # opened the form and left
        [["L5", "South", "Yes"]],
        [["", "", "Yes", "Very true", "Very true"]],  # answered without a code
        [["", "", "No", "Very true"], ["", "", "Yes", "Not true"]],  # no order of options
        [["L5", "12", "", "", ""]],
        [["55"]],
    ],
)
def test_people_are_not_taken_for_such_rows(below: Rows, tmp_path: Path) -> None:
    assert read(tmp_path, [HEAD, *PEOPLE, *map(wide, below)]).table.aside == ()


def test_leaders_who_are_called_by_their_role_are_people(tmp_path: Path) -> None:
    rows = [
        ["Code", "I stayed calm.", "I trusted the others."],
        ["Trust", "1", "2"],
        ["Calm", "2", "3"],
        ["No", "3", "1"],
    ]
    assert read(tmp_path, rows).table.aside == ()


def test_names_of_people_say_nothing_of_a_lone_name(tmp_path: Path) -> None:
    named = [["Ana Ortiz", *PEOPLE[0][1:]], ["Bo Lind", *PEOPLE[1][1:]], ["Cy Young", *PEOPLE[2][1:]]]
    assert read(tmp_path, [HEAD, *named, wide(["Dee"]), wide(["Eva Hall"]), wide(["Key-Lopez Ann"])]).table.aside == ()


def test_a_last_name_of_two_words_is_no_heading(tmp_path: Path) -> None:
    named = [[name, *row[1:]] for name, row in zip(("Ortiz", "Lind", "Young", "Ash"), PEOPLE, strict=True)]
    assert read(tmp_path, [HEAD, *named, wide(["De Vries"])]).table.aside == ()


def test_an_address_that_begins_as_a_note_does_is_somebodys(tmp_path: Path) -> None:
    named = [[f"{row[0]}@svy.example", *row[1:]] for row in PEOPLE]
    assert read(tmp_path, [HEAD, *named, wide(["key.ann@svy.example"])]).table.aside == ()


RATINGS: Rows = [["L1", "North", "", "3", "1"], ["L2", "South", "", "2", "3"], ["L3", "North", "", "1", "2"]]
COUNTED: Rows = [[str(n), *row[1:]] for n, row in enumerate(RATINGS, start=1)]
MEANT: Rows = [["1", "Very true"], ["2", "Partly true"], ["3", "Not true"]]


@pytest.mark.parametrize("people", [RATINGS, COUNTED])
@pytest.mark.parametrize(
    "below",
    [
        MEANT,
        [["Legend"], *MEANT],
        [*MEANT, ["9", "no answer"]],
        [MEANT[0], MEANT[2]],
        [["", "", "", *pair] for pair in MEANT],
        [["", "", "", "Key"], *(["", "", "", *pair] for pair in MEANT)],
        [["", "", one, "=", label] for one, label in MEANT],
        [["", "", "", f"{one} = {label}"] for one, label in MEANT],
    ],
)
def test_rows_that_say_what_numbers_mean_are_no_leaders(people: Rows, below: Rows, tmp_path: Path) -> None:
    found = read(tmp_path, [HEAD, *people, *map(wide, below)])
    assert found.table.aside == tuple(range(5, 5 + len(below)))
    told = [{"calm": "1", "trust": "3"}, {"calm": "2", "trust": "1"}, {"calm": "3", "trust": "2"}]
    assert [found.answers[row] for row in (2, 3, 4)] == told and not found.rejects
    assert not any(found.answers[row] for row in found.table.aside)


def test_what_places_are_numbered_by_is_no_leader_either(tmp_path: Path) -> None:
    places: Rows = [["1", "Elementary"], ["2", "Middle"], ["3", "High"]]
    found = read(tmp_path, [HEAD, *PEOPLE, *map(wide, [["Places"], *places, ["Answers"], *MEANT])])
    assert found.table.aside == tuple(range(LAST, LAST + 8))


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        (["No", "Place", "calm", "trust"], [["1", "North", "3", "1"], ["2", "North", "2", "3"], ["3", "South"]]),
        (  # the newest answer first: three who left after a question
            ["No", "calm", "trust"],
            [["5", "Very true", "Not true"], ["4", "Not true", "Very true"], *MEANT[::-1]],
        ),
        (  # teams, of which two left after a question
            ["Team", "calm", "trust"],
            [["1", "Very true", "Not true"], ["2", "Not true", "Very true"], ["3", "", "Not true"], MEANT[0], MEANT[2]],
        ),
        (  # nobody else has a number, but the options are in no order
            ["Code", "calm", "trust"],
            [["L1", "Very true", "Not true"], MEANT[0], ["2", "Not true"], ["3", "Partly true"]],
        ),
        (["Code", "calm"], [["L1", "Not true"], *MEANT]),  # who are asked no more
        (["Code", "calm"], MEANT),
        (["Code", "calm"], [["L1", "1"], ["L2", "2"], ["L3", "3"]]),
        (["Code", "calm", "trust"], [["L1", "3", "3"], ["L2", "", "1"], ["L3", "1"], ["L4", "2"], ["L5", "3"]]),
        (["Code", "Room", "calm"], [["L1", "", "Not true"], ["L2", "1"], ["L3", "2"], ["L4", "3"]]),
        (["No", "Place", "calm"], [["1", "North"], ["2", "South"], ["3", "East"]]),
        (  # people without a code who answered by number and label
            HEAD,
            [["", "", "", "2 - Partly true", "1 - Not true"], *(["", "", "", f"{n} - {one}"] for n, one in MEANT)],
        ),
    ],
)
def test_people_who_left_after_a_question_are_no_legend(head: list[str], rows: Rows, tmp_path: Path) -> None:
    found = read(tmp_path, [head, *([*row, *[""] * (len(head) - len(row))] for row in rows)])
    assert found.table.aside == ()
