"""A table of few columns: a text in quotation marks may hold a list with numbers, and is read; rows stay rows."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.survey.files.csv_text import open_delimited

YEARS = "Enrollment by year:\n2021, 412\n2022, 398\n2023, 377"
STEPS = "1, call\n2, write\n3, visit"
TIGHT = "By year:\n2021,412\n2022,398\n2023,377"
DATED = "What happened:\n2026-01-05, North, we met\n2026-01-06, South, we met again"
PLACED = "Dates:\n2021, North, opened\n2022, South, opened\n2023, East, closed"
LISTS = [(2, YEARS), (2, STEPS), (2, TIGHT), (3, DATED), (3, PLACED)]
HEAD = {2: ["id", "Comment"], 3: ["id", "Region", "Comment"]}


def row(n: int, start: int, width: int, text: str) -> list[str]:
    return [f"{start + n}", ["North", "South"][n % 2], text] if width == 3 else [f"{start + n}", text]


def last_column(path: Path, head: list[str]) -> list[str]:
    frame = open_delimited(path, path.name).scan(1, head, {}).collect()
    return [str(cell) for cell in frame.get_column(head[-1])]


@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL], ids=["some", "all"])
@pytest.mark.parametrize("sign", [",", ";"])
@pytest.mark.parametrize(("start", "count"), [(1000, 40), (1, 40), (1, 6)])
@pytest.mark.parametrize(("width", "text"), LISTS, ids=["years", "steps", "tight", "dated", "placed"])
def test_a_list_in_quotation_marks_is_a_text(
    width: int, text: str, start: int, count: int, sign: str, quoting: int, tmp_path: Path
) -> None:
    text, path = text.replace(",", sign), tmp_path / "table.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter=sign, quoting=quoting)  # type: ignore[arg-type]  # one of its numbers
        table.writerow(HEAD[width])
        table.writerows(row(n, start, width, text if n == 4 else "We want to read.") for n in range(count))
    comments = last_column(path, HEAD[width])
    assert len(comments) == count
    assert comments[4] == text


@pytest.mark.parametrize("dated", ["2026-01-05", "2026-02-09"])
def test_so_is_one_of_cells_that_stand_elsewhere_where_all_are_quoted(dated: str, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    rows = [[f"2026-01-{n:02}", "North", "Fine."] for n in range(1, 29)]
    rows[7][2] = f"What happened:\n{dated},North,we met\n{dated},North,Fine."
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([["Date", "Region", "Comment"], *rows])
    assert last_column(path, ["Date", "Region", "Comment"]) == [one[2] for one in rows]


@pytest.mark.parametrize("sign", [",", "\t", ";"])
@pytest.mark.parametrize("width", [2, 3])
@pytest.mark.parametrize("start", [1, 1000])
def test_rows_that_a_stray_mark_took_in_are_told(start: int, width: int, sign: str, tmp_path: Path) -> None:
    texts = {3: '"same as above', 9: 'a door of 36"'}
    rows = [row(n, start, width, texts.get(n, f"what {n} said")) for n in range(60)]
    path = tmp_path / "table.csv"
    path.write_text("".join(sign.join(one) + "\n" for one in [HEAD[width], *rows]), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        open_delimited(path, path.name)
    assert [(one.code, one.where.line) for one in caught.value.problems] == [(Code.TABLE_SHAPE, 5)]
    assert "so that these 7 lines are read as one row" in caught.value.problems[0].what


def test_so_they_are_by_their_cells_where_ids_do_not_count_on(tmp_path: Path) -> None:
    texts = {3: '"same as above', 9: 'a door of 36"'}
    rows = [row(n * 37 % 60, 1000, 3, texts.get(n, f"what {n} said")) for n in range(60)]
    path = tmp_path / "table.csv"
    path.write_text("".join(",".join(one) + "\n" for one in [HEAD[3], *rows]), encoding="utf-8")
    with pytest.raises(InputError, match="line 11"):
        open_delimited(path, path.name)
