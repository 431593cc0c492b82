"""Rows of fewer cells than the header: what lost a cell is refused, a blank end that was left out is none of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from jtbd_diag.questionnaire import load_questionnaire_file
from jtbd_diag.survey.files.csv_dialect import Dialect
from jtbd_diag.survey.files.short_rows import short_rows
from tests.survey.reading import Seen, seen
from tests.survey.test_strange_tables import codes

OFTEN = ["Never", "Seldom", "Often", "Always"]
RATINGS = """\
questionnaire: rates
version: 1
title: Rates
minutes: 5
answer_sets: {often: [Never, Seldom, Often, Always]}
scales: {s: {title: S, minimum_answered: 0.1}}
sections:
  - title: All
    items:
      - {id: calm, type: rating, answers: often, ask: I stayed calm., scale: s}
      - {id: trust, type: rating, answers: often, ask: I trusted the others., scale: s}
      - {id: eager, type: rating, answers: often, ask: I was eager., scale: s}
      - {id: tired, type: rating, answers: often, ask: I was tired., scale: s}
"""
HEAD = "who,calm,trust,eager,tired"


def read(tmp_path: Path, lines: list[str], head: str = HEAD) -> Seen:
    (tmp_path / "rates.yaml").write_text(RATINGS, encoding="utf-8")
    (tmp_path / "table.csv").write_text("\n".join([head, *lines, ""]), encoding="utf-8")
    return seen(tmp_path / "table.csv", load_questionnaire_file(tmp_path / "rates.yaml"))


@pytest.mark.parametrize("numbers", [False, True])
@pytest.mark.parametrize("quote", ["", '"'])
def test_a_row_that_lost_a_cell_answers_nothing(numbers: bool, quote: str, tmp_path: Path) -> None:
    def cells(*places: str) -> str:
        return ",".join(quote + (place if numbers or not place else OFTEN[int(place) - 1]) + quote for place in places)

    # the third row was `Cy,2,1,4,3`: without its second answer each other is one to the question before
    rows = [f"Ann,{cells('1', '2', '3', '4')}", f"Bo,{cells('4', '3', '2', '')}", f"Cy,{cells('2', '4', '3')}"]
    found = read(tmp_path, rows)
    assert found.answers[2] == {"calm": "1", "trust": "2", "eager": "3", "tired": "4"}
    assert found.answers[3] == {"calm": "4", "trust": "3", "eager": "2"}
    assert found.answers[4] == {}
    assert codes(found) == {(4, "cells that are lacking", "B024")}
    assert found.frame["unreadable"].to_list() == [0, 0, 1]


def test_blank_ends_that_nobody_writes_are_blank_and_told(tmp_path: Path) -> None:
    found = read(tmp_path, ["Ann,Never,Seldom,Often,Always", "Bo,Always,Often", "Cy,Never,,Often", "Di"])
    assert found.answers[3] == {"calm": "4", "trust": "3"}
    assert found.answers[4] == {"calm": "1", "eager": "3"}
    assert not found.rejects
    assert any("2 rows have fewer cells than the header" in note for note in found.notes)


def test_blank_ends_left_out_of_sixteen_rows_at_once(tmp_path: Path) -> None:
    """As spreadsheet programs do, counted with the header: in no row of these is the column needed."""
    first = [f"L{n},Never,Seldom,Often,{'Always' if n == 3 else ''}" for n in range(15)]
    then = [f"M{n},Seldom,Often,Always" for n in range(16)]
    found = read(tmp_path, [*first, *then, "N,Never"])
    assert not found.rejects
    assert found.answers[17] == found.answers[32] == {"calm": "2", "trust": "3", "eager": "4"}
    assert found.answers[33] == {"calm": "1"}


def test_a_footer_and_a_blank_line_lost_nothing(tmp_path: Path) -> None:
    found = read(tmp_path, ["Ann,Never,Seldom,Often,", "Bo,Never,Seldom,Often,Always", "", "Total,2"])
    assert not found.rejects
    assert found.table.aside == (4, 5)


def test_a_blank_header_behind_the_last_is_no_cell_that_rows_lost(tmp_path: Path) -> None:
    rows = [f"L{n},Never,Seldom,Often,{'' if n % 4 else 'Always'}" for n in range(20)]
    found = read(tmp_path, rows, f"{HEAD},")
    assert not found.rejects
    assert found.answers[2] == {"calm": "1", "trust": "2", "eager": "3", "tired": "4"}
    assert any("20 rows have fewer cells than the header" in note for note in found.notes)


@pytest.mark.parametrize("end", [" ", ""])
def test_a_program_that_leaves_out_blank_ends_lost_nothing(end: str, tmp_path: Path) -> None:
    """One row ends in a blank cell, which somebody typed; whole rows stand among the short ones."""
    rows = [f"L{n},Never,Seldom,Often{'' if n % 5 else ',Always'}" for n in range(30)]
    rows[7] = f"L7,Never,Seldom,Often,{end}"
    found = read(tmp_path, rows)
    assert not found.rejects
    assert len(found.answers) == 30
    assert all(answers for answers in found.answers.values())


def test_a_line_that_was_deleted_leaves_sixteen_rows_below_each_other(tmp_path: Path) -> None:
    """Blank ends of the rows 33 to 48 were left out by a spreadsheet program; then line 20 was deleted."""
    rows = [f"L{n},Never,Seldom,Often{',' if n % 3 else ',Always'}" for n in range(2, 200)]
    rows[31:47] = [f"L{n},Never,Seldom,Often" for n in range(33, 49)]
    del rows[18]
    found = read(tmp_path, rows)
    assert not found.rejects
    assert found.answers[32] == {"calm": "1", "trust": "2", "eager": "3"}
    assert any("16 rows have fewer cells than the header" in note for note in found.notes)


def test_a_short_end_of_the_file_stays_one_where_a_line_was_deleted(tmp_path: Path) -> None:
    """Its last three rows are the begun sixteen of a spreadsheet program, of which one has now moved up."""
    rows = [f"L{n},Never,Seldom,Often{',' if n % 3 else ',Always'}" for n in range(2, 97)]
    rows += [f"L{n},Never,Seldom,Often" for n in (97, 98, 99)]
    del rows[18]
    found = read(tmp_path, rows)
    assert not found.rejects
    assert found.answers[96] == found.answers[98] == {"calm": "1", "trust": "2", "eager": "3"}


def test_few_rows_among_many_with_blank_ends_lost_a_cell(tmp_path: Path) -> None:
    rows = [f"L{n},Never,Seldom,Often{',' if n % 3 else ',Always'}" for n in range(2, 62)]
    rows[10] = rows[40] = rows[41] = "Cy,Never,Often,Always"
    found = read(tmp_path, rows)
    assert codes(found) == {(n, "cells that are lacking", "B024") for n in (12, 42, 43)}
    assert [row for row, answers in found.answers.items() if not answers] == [12, 42, 43]


SOUND = [
    "Ann,Never,Seldom,Often,",
    '"Bo, ""B"", Lee",Never,"Seldom",Often,Always',
    '"",Never,"","a, b",""',
    "",
    "Di,Often,,,",
]
SHORT = ["Cy,Never,Seldom,Often", '"Cy, K.",Never,"Seldom, ""if"" at all",Often', "Ed,Never\r"]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("extra", [[], *([one] for one in SHORT), ['"Flo\nK.",Never,Seldom,Often,']])
def test_a_table_without_short_rows_is_not_read_row_by_row(
    extra: list[str], ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "table.csv"
    path.write_text(ending.join([HEAD, *SOUND, *extra, *SOUND, ""]), encoding="utf-8", newline="")
    found = short_rows(path, Dialect(), 5)
    assert found.perhaps + len(found.lost) == sum(one in SHORT for one in extra)
    monkeypatch.setattr("jtbd_diag.survey.files.short_rows.open_text", None)
    if extra:
        with pytest.raises(TypeError):
            short_rows(path, Dialect(), 5)
    else:
        assert short_rows(path, Dialect(), 5) == found
