"""Options with the letter or the bullet that a form counts them by, and those parted by further signs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.survey.test_strange_tables import codes, read

ASK = "Which of these did you use?"


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "Trust / Calm",
            "Trust/Calm",
            "Trust + Calm",
            "Trust \u2022 Calm",
            "Trust\n\nCalm",
            "\u2022 Trust\n\u2022 Calm",
        ),
        *("a) Trust; b) Calm", "A. Trust, B. Calm", "(a) Trust | (b) Calm", "* Trust\n* Calm"),
    ],
)
def test_options_in_one_cell_are_parted(cell: str, tmp_path: Path) -> None:
    found = read(tmp_path, [["Code", ASK, "I stayed calm."], ["L1", cell, "Very true"], ["L2", "Calm", "Not true"]])
    assert found.answers == {2: {"tools": ("trust", "calm"), "calm": "3"}, 3: {"tools": ("calm",), "calm": "1"}}
    assert not found.rejects


@pytest.mark.parametrize("cell", ["Trust/Joy", "Trust + my own way", "Trust \u2022 Joy \u2022 Calm", "Trust & Joy"])
def test_signs_within_peoples_own_words_part_nothing(cell: str, tmp_path: Path) -> None:
    found = read(tmp_path, [["Code", ASK, "I stayed calm."], ["L1", cell, "Very true"]])
    assert found.answers == {2: {"calm": "3"}}
    assert codes(found) == {(2, ASK, "B010")}


@pytest.mark.parametrize("cell", ["Trust / Calm", "Trust + Calm", "Trust Calm"])
def test_signs_of_ones_own_in_one_cell_keep_no_column_from_being_read(cell: str, tmp_path: Path) -> None:
    found = read(tmp_path, [["Code", ASK], ["L1", "Trust; Calm"], ["L2", "Calm"], ["L3", cell]])
    assert found.answers == {2: {"tools": ("trust", "calm")}, 3: {"tools": ("calm",)}, 4: {}}
    assert codes(found) == {(4, ASK, "B013")}


@pytest.mark.parametrize("form", ["c) {}", "C. {}", "(c) {}", "\u2022 {}"])
def test_a_letter_before_an_option_is_no_part_of_it(form: str, tmp_path: Path) -> None:
    rows = [[f"L{n}", form.format(option)] for n, option in enumerate(("Very true", "Not true", "Partly true"))]
    found = read(tmp_path, [["Code", "I stayed calm."], *rows])
    assert [one["calm"] for one in found.answers.values()] == ["3", "1", "2"]


@pytest.mark.parametrize("cell", ["c)Very true", "cd) Very true", "c Very true", "c) Very", "3. of 4"])
def test_what_is_no_letter_before_an_option_is_refused(cell: str, tmp_path: Path) -> None:
    found = read(tmp_path, [["Code", "I stayed calm.", "met"], ["L1", cell, "Yes"]])
    assert "calm" not in found.answers[2] and len(found.rejects) == 1


def test_an_option_may_stand_before_its_question(tmp_path: Path) -> None:
    found = read(tmp_path, [["Code", f"Trust - {ASK}", f"Calm - {ASK}", f"No - {ASK}"], ["L1", "1", "0", "0"]])
    assert found.answers == {2: {"tools": ("trust",)}}


@pytest.mark.parametrize("cell", ['"Trust; Calm"', '"Trust, Calm"'])
def test_a_list_that_was_quoted_twice_is_parted(cell: str, tmp_path: Path) -> None:
    found = read(tmp_path, [["Code", ASK, "I stayed calm."], ["L1", cell, '"Very true"']])
    assert found.answers == {2: {"tools": ("trust", "calm"), "calm": "3"}}


def test_digits_of_other_scripts_are_digits(tmp_path: Path) -> None:
    found = read(tmp_path, [["Code", "I stayed calm."], ["L1", "\u0661"], ["L2", "\u0662"], ["L3", "\u096b\u0660"]])
    assert all("calm" not in one for one in found.answers.values())  # 1, 2 and 50
    found = read(tmp_path, [["Code", "I stayed calm."], ["L1", "\u0661"], ["L2", "\u0662"], ["L3", "\u0969"]])
    assert [one["calm"] for one in found.answers.values()] == ["1", "2", "3"]
