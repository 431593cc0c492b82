"""Two tables in one, the second below columns in another order: no cell of it is an answer."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from jtbd_diag import load_questionnaire
from jtbd_diag.ground.complaints import InputError
from jtbd_diag.questionnaire.items import MultipleItem
from tests.survey.reading import Seen, seen
from tests.survey.test_strange_tables import Rows, codes

SHORT = load_questionnaire("leader-short")
CHOICES = [item for item in SHORT.items if SHORT.options(item) and not isinstance(SHORT.items[item], MultipleItem)]


def chosen(place: int) -> list[str]:
    """The text of the option at a place of each question, or of the last."""
    options = [SHORT.options(item) for item in CHOICES]
    return [several[min(place, len(several) - 1)].text for several in options]


def short(tmp_path: Path, rows: Rows) -> Seen:
    with (tmp_path / "table.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return seen(tmp_path / "table.csv", SHORT)


@pytest.mark.parametrize("order", [CHOICES[::-1], [*CHOICES[5:], *CHOICES[:5]]])
def test_rows_below_columns_in_another_order_answer_nothing(order: list[str], tmp_path: Path) -> None:
    """Those of a table that was pasted without its header: many a cell by itself is an answer."""
    places = [CHOICES.index(item) for item in order]
    moved = [[f"p{n}", *(chosen(n)[place] for place in places)] for n in range(3)]
    found = short(tmp_path, [["id", *CHOICES], *([f"a{n}", *chosen(n)] for n in range(4)), *moved])
    assert [len(answers) for answers in found.answers.values()] == [*[len(CHOICES)] * 4, 0, 0, 0]
    assert sorted((row, code) for row, _, code in codes(found)) == [(6, "B024"), (7, "B024"), (8, "B024")]


def test_options_of_questions_that_were_answered_themselves_spoil_no_row(tmp_path: Path) -> None:
    """As in a form that was changed since: three questions offer what others do."""
    row = chosen(1)
    singles = [n for n, item in enumerate(CHOICES) if SHORT.items[item].type == "single"]
    changed = {singles[n]: row[singles[n + 3]] for n in range(3)}
    cells = [changed.get(n, cell) for n, cell in enumerate(row)]
    found = short(tmp_path, [["id", *CHOICES], ["a", *row], ["b", *chosen(0)], ["c", *cells]])
    assert len(found.answers[4]) == len(CHOICES) - len(changed)
    assert {(row, code) for row, _, code in codes(found)} == {(4, "B010")}


def test_a_header_in_another_order_is_told_wherever_its_questions_stand(tmp_path: Path) -> None:
    own = ["a", "b", "c", "d", "e", "f"]
    rows = [["id", *CHOICES, *own], ["a1", *chosen(0), *own], ["id", *own, *CHOICES], ["a2", *own, *chosen(1)]]
    with pytest.raises(InputError, match=r"table\.csv:3:.*B002"):
        short(tmp_path, rows)
