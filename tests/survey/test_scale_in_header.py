"""Headers that say what the numbers below them mean settle it, whichever way round; else it is told and refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.survey.reading import Seen
from tests.survey.test_strange_tables import ALIKE, codes, read

CALM, TRUST, EAGER = "I stayed calm.", "I trusted the others.", "I was eager."
DECLARED = ALIKE.replace("scales:", "answer_codes: {often: [1, 2, 3]}\nscales:")


def rated(tmp_path: Path, behind: tuple[str, str], cells: list[str], q: str = ALIKE) -> Seen:
    """Two columns of ratings of which Ann and Bo gave two each; what stands behind the headers is theirs."""
    rows = [["Name", CALM + behind[0], TRUST + behind[1]], ["Ann", *cells[:2]], ["Bo", *cells[2:]]]
    return read(tmp_path, rows, q=q)


@pytest.mark.parametrize(
    ("behind", "cells"),
    [
        (" (1 = Very true, 3 = Not true)", ["3", "1", "2", ""]),
        (" [1: Very true ... 3: Not true]", ["3", "1", "2", ""]),
        (" 1 - Very true to 3 - Not true", ["3", "1", "2", ""]),
        (" (0 = Not true; 2 = Very true)", ["0", "2", "1", ""]),
        (" - 1 = Partly true, 2 = Not true, 3 = Very true", ["2", "3", "1", ""]),
        (" (1 = Not true, 3 = Very true)", ["1", "3", "2", ""]),
        (" (1 = Not true, 3 = Very true)", ["1", "3", "", ""]),  # not all of 1 to 3 are there
        (" (1 = Not true, 3 = Very true)", ["Not true", "Very true", "Partly true", ""]),
    ],
)
def test_what_a_header_says_of_its_numbers_is_what_they_mean(behind: str, cells: list[str], tmp_path: Path) -> None:
    found = rated(tmp_path, (behind, behind), cells)
    assert found.answers == {2: {"calm": "1", "trust": "3"}, 3: {"calm": "2"} if cells[2] else {}}
    assert not found.rejects
    assert any("as their headers say" in note for note in found.notes) is cells[0].isdecimal()


@pytest.mark.parametrize(
    ("behind", "cells"),
    [
        (" (1 = Very true, 3 = Not true)", ["3", "1", "2", ""]),
        (" - 1 = Partly true, 2 = Not true, 3 = Very true", ["2", "3", "1", ""]),
        (" (0 = Not true; 2 = Very true)", ["0", "2", "1", ""]),
        (" (1 = Not true, 3 = Very true)", ["1", "3", "", ""]),  # not all of 1 to 3 are there
    ],
)
def test_one_header_says_nothing_of_the_numbers_in_another_column(
    behind: str, cells: list[str], tmp_path: Path
) -> None:
    found = rated(tmp_path, (behind, ""), cells)
    assert found.answers == {2: {"calm": "1"}, 3: {"calm": "2"} if cells[2] else {}}
    assert codes(found) == {(2, TRUST, "B030")}
    assert f"'{TRUST}'" in found.rejects[0]["what"]
    assert "…" in found.rejects[0]["hint"]


def test_an_id_with_its_scale_behind_it_is_the_question(tmp_path: Path) -> None:
    head = ["id", "calm (1 = Very true, 3 = Not true)", "trust (1 = Not true, 3 = Very true)"]
    found = read(tmp_path, [head, ["a", "3", "1"], ["b", "2", "3"]])
    assert found.answers == {2: {"calm": "1", "trust": "1"}, 3: {"calm": "2", "trust": "3"}}


@pytest.mark.parametrize("cells", [["1", "3", "2", ""], ["1", "Very true", "2", ""]])
def test_a_header_that_says_what_numbers_mean_anyway_changes_nothing(cells: list[str], tmp_path: Path) -> None:
    found = rated(tmp_path, (" (1 = Not true, 3 = Very true)", ""), cells)
    assert found.answers == {2: {"calm": "1", "trust": "3"}, 3: {"calm": "2"}}


def test_labels_of_one_column_say_nothing_of_the_bare_numbers_in_another(tmp_path: Path) -> None:
    pairs = ["4 - Not true", "5 - Partly true", "6 - Very true"]
    rows = [["Name", "calm", "trust"], *([*three] for three in zip("ABC", pairs, "654", strict=True))]
    found = read(tmp_path, rows)
    assert found.answers == {2: {"calm": "1"}, 3: {"calm": "2"}, 4: {"calm": "3"}}
    assert codes(found) == {(row, "trust", "B030") for row in (2, 3, 4)}
    own = read(tmp_path, [["Name", "calm"], *zip("ABCD", [*pairs, "4"], strict=True)])
    assert [answers["calm"] for answers in own.answers.values()] == ["1", "2", "3", "1"]


def test_numbers_that_no_header_tells_of_are_named_beside_those_it_tells(tmp_path: Path) -> None:
    found = rated(tmp_path, (" (0 = Not true, 2 = Very true)",) * 2, ["1", "2", "3", ""])
    assert found.answers == {2: {}, 3: {}}
    assert "are 0, 1, 2, and its columns hold 1, 2, 3" in found.rejects[0]["what"]


@pytest.mark.parametrize(
    ("behind", "q"),
    [
        ((" (1 = Very true, 3 = Not true)", ""), DECLARED),
        ((" (0 = Not true, 2 = Very true)", ""), ALIKE),  # and a 3 stands below
    ],
)
def test_numbers_are_refused_where_headers_say_what_is_not_so(behind: tuple[str, str], q: str, tmp_path: Path) -> None:
    found = rated(tmp_path, behind, ["1", "2", "3", ""], q=q)
    assert found.answers == {2: {}, 3: {}}
    assert {code for _, _, code in codes(found)} == {"B030"}
    assert len(found.rejects) == 3


def test_each_column_is_read_as_its_own_header_says(tmp_path: Path) -> None:
    up, down = " (1 = Not true, 3 = Very true)", " (1 = Very true, 3 = Not true)"
    head = ["Name", CALM + up, TRUST + down, EAGER]
    found = read(tmp_path, [head, ["Ann", "1", "1", "1"], ["Bo", "2", "3", ""], ["Cy", "3", "", "Very true"]])
    told = [{"calm": "1", "trust": "3"}, {"calm": "2", "trust": "1"}, {"calm": "3", "eager": "3"}]
    assert [*found.answers.values()] == told
    assert codes(found) == {(2, EAGER, "B030")}  # of which no header says what 1 is
    said = [note for note in found.notes if "as their headers say" in note]
    assert [note.split("(1 is")[1] for note in said] == [" 'Not true')", " 'Very true')"]


def test_a_declared_code_that_a_header_says_too_is_read(tmp_path: Path) -> None:
    found = rated(tmp_path, (" (1 = Not true, 3 = Very true)", ""), ["1", "2", "3", ""], q=DECLARED)
    assert found.answers == {2: {"calm": "1", "trust": "2"}, 3: {"calm": "3"}}


@pytest.mark.parametrize("behind", [" (1 = low, 3 = high)", " (1 = Not true, 7 = Very true)", " (3 = Very true)"])
def test_a_header_that_says_something_else_answers_nothing(behind: str, tmp_path: Path) -> None:
    rows = [["Name", CALM + behind, TRUST + behind, EAGER], ["Ann", "1", "2", "Not true"], ["Bo", "3", "", ""]]
    found = read(tmp_path, rows)
    assert found.answers == {2: {"eager": "1"}, 3: {}}
    assert set(found.table.unasked) >= {"calm", "trust"}
    assert {one.header for one in found.table.unmatched} >= {CALM + behind, TRUST + behind}


def test_a_header_and_labels_of_another_column_are_read_each_by_itself(tmp_path: Path) -> None:
    pairs = ["1 - Not true", "2 - Partly true", "3 - Very true"]
    for behind, trust in ((" (1 = Very true, 3 = Not true)", "123"), (" (1 = Not true, 3 = Very true)", "321")):
        rows = [[name, pair, n] for name, pair, n in zip("ABC", pairs, "321", strict=True)]
        found = read(tmp_path, [["Name", "calm", TRUST + behind], *rows])
        assert [one["calm"] for one in found.answers.values()] == ["1", "2", "3"]
        assert [one["trust"] for one in found.answers.values()] == [*trust]


def test_a_mapping_that_tells_codes_leaves_nothing_to_headers_that_disagree(tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text('codes: {often: {1: "Not true", 2: "Partly true", 3: "Very true"}}\n')
    head = [
        "Name",
        "I stayed calm. (1 = Not true, 3 = Very true)",
        "I trusted the others. (1 = Very true, 3 = Not true)",
    ]
    found = read(tmp_path, [head, ["A", "1", "3"], ["B", "2", "2"]], mapping=mapping)
    assert found.answers == {2: {"calm": "1", "trust": "3"}, 3: {"calm": "2", "trust": "2"}}
    assert not [note for note in found.notes if "none is used" in note]
