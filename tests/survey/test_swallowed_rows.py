"""A text that begins with a quotation mark, where texts stand in none, takes in rows: that is told, and never read."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.results.reading_options import with_care
from jtbd_diag.survey.files import csv_text, swallowed_rows
from tests.survey.reading import Seen, seen, workshop

SIGNS = [",", "\t", ";"]
HEAD = ["id", "goal", "calm", "trust", "story", "staff", "since"]
STORY = HEAD.index("story")


def rows(count: int = 12) -> list[list[str]]:
    """Rows of codes, with a text in the midst of them."""
    goals, agreed = ["fix", "both", "learn"], ["1", "2", "3"]
    return [
        [f"{n}", goals[n % 3], agreed[n % 3], agreed[n // 2 % 3], f"what {n} said", f"{n}", f"2026-03-{n % 28 + 1:02}"]
        for n in range(1, count + 1)
    ]  # fmt: skip


def written(folder: Path, sign: str, cells: dict[tuple[int, int], str], count: int = 12) -> Path:
    """A file without quotation marks but in some cells, each named by the number of its line and of its column."""
    table = [HEAD, *rows(count)]
    for (line, column), cell in cells.items():
        table[line - 1][column] = cell
    path = folder / "table.csv"
    path.write_text("".join(sign.join(row) + "\n" for row in table), encoding="utf-8", newline="")
    return path


@pytest.fixture(params=["proofread", "trusted"])
def reading(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A file of any size is read as a small one is, or as one of more than 64 MB."""
    if request.param == "trusted":
        monkeypatch.setattr(csv_text, "LARGE", 0)
    return str(request.param)


def told_of(path: Path) -> list[tuple[int, str]]:
    """The lines at which a table is refused, and what is said of each."""
    with pytest.raises(InputError) as caught:
        with_care(lambda careful: seen(path, workshop(), careful=careful))
    assert {problem.code for problem in caught.value.problems} == {Code.TABLE_SHAPE}
    return [(problem.where.line, problem.what) for problem in caught.value.problems]


def sentence(last: int, lines: int) -> str:
    return (
        f"a text begins with a quotation mark in this line and ends with one in line {last}, so that these {lines} "
        "lines are read as one row; yet they look like rows of their own"
    )


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize(
    ("last", "column", "count"),
    [(11, STORY, 120), (11, STORY, 12), (11, STORY - 3, 120), (11, STORY + 1, 120), (5, STORY, 120), (5, STORY, 12)],
)  # of few rows one that is too long says that marks are no quotes: then all are read
def test_rows_that_a_text_took_in_are_told_by_their_lines(
    sign: str, last: int, column: int, count: int, reading: str, tmp_path: Path
) -> None:
    marks = {(4, STORY): '" (same as above)', (last, column): 'a door of 36"'}
    assert told_of(written(tmp_path, sign, marks, count)) == [(4, sentence(last, last - 3))]


@pytest.mark.parametrize("sign", SIGNS)
def test_each_place_is_told(sign: str, reading: str, tmp_path: Path) -> None:
    marks = {(3, STORY): '"one', (6, STORY): 'two"', (9, STORY): '"three', (13, STORY): 'four"'}
    assert told_of(written(tmp_path, sign, marks)) == [(3, sentence(6, 4)), (9, sentence(13, 5))]


@pytest.mark.parametrize("sign", SIGNS)
def test_so_they_are_where_the_file_has_to_be_written_anew(sign: str, tmp_path: Path) -> None:
    marks = {(3, STORY): 'a 5" pipe', (6, STORY): '"two', (9, STORY): 'three"'}
    assert told_of(written(tmp_path, sign, marks)) == [(6, sentence(9, 4))]


def test_lines_are_counted_through_all_pieces_of_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(swallowed_rows, "_PIECE", 300)
    monkeypatch.setattr(swallowed_rows, "_LOOKED_AT", 50)
    path = written(tmp_path, ",", {(200, STORY): '"one', (390, STORY): 'two"'}, count=400)
    assert told_of(path) == [(200, sentence(390, 191))]


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("mark", ['"unclosed', 'a door of 36"', 'a 5" pipe', '"Not us" say they', 'say "no" to it'])
def test_a_mark_that_takes_in_nothing_is_a_sign_like_any_other(
    sign: str, mark: str, reading: str, tmp_path: Path
) -> None:
    path = written(tmp_path, sign, {(4, STORY): mark, (9, STORY): mark})
    found = with_care(lambda careful: seen(path, workshop(), careful=careful))
    assert len(found.answers) == 12
    assert found.answers[4]["story"] == mark


SEPARATORS = "Math{0} reading{0} writing{0} science{0} art{0} music{0} sport"
TEXTS = {
    "two lines": "one\ntwo",
    "as many separators as the header": f"We teach:\n{SEPARATORS}",
    "as many in each line": "\n".join([SEPARATORS] * 3),
    "blank lines": "one\n\n\ntwo",
    "a quotation within": 'She said:\n"No{0} never"\nand left.',
    "words that are answers": "fix{0} both{0} learn\nboth{0} fix",
    "many lines": "\n".join(f"line {n}{{0}} and more" for n in range(1500)),
}


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("column", [HEAD.index("id"), STORY, len(HEAD) - 1], ids=["first", "in the midst", "last"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_text_of_several_lines_is_a_text(text: str, column: int, sign: str, reading: str, tmp_path: Path) -> None:
    text, place = text.format(sign), "story"
    head = [name for name in HEAD if name != place]
    head.insert(column, place)
    path = tmp_path / "table.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter=sign, lineterminator="\n")
        table.writerow(head)
        for n, row in enumerate(rows()):
            cells = [cell for cell, name in zip(row, HEAD, strict=True) if name != place]
            cells.insert(column, text if n in (2, 7) else "" if n % 2 else "plain")
            table.writerow(cells)
    found = with_care(lambda careful: seen(path, workshop(), careful=careful))
    assert len(found.answers) == 12
    assert found.answers[4]["story"] == text
    assert found.answers[9]["story"] == text


@pytest.mark.parametrize("column", [STORY, HEAD.index("goal"), HEAD.index("id")], ids=["words", "choices", "carried"])
@pytest.mark.parametrize(
    "lines", ["one\ntwo, and three", "one\ntwo,,,,,, and\nthree,,,,,,", ",,,,,,,,,,,,,,,,,,,,,,,,"]
)
def test_a_trusted_file_is_read_with_care_for_what_may_be_rows_alone(
    column: int, lines: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_text, "LARGE", 0)
    path = written(tmp_path, ",", {(9, column): f'"{lines}"'}, count=120)
    care: list[bool] = []

    def work(careful: bool) -> Seen:
        care.append(careful)
        return seen(path, workshop(), careful=careful)

    found = with_care(work)
    assert len(found.answers) == 120
    assert care == [False, True] if lines.count("\n") == 2 else [False]
