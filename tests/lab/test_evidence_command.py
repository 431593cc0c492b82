"""`jtbd-diag evidence` as it is typed: files, and a sentence for whatever cannot be worked out."""

from __future__ import annotations

import csv
import importlib.util
import re
from pathlib import Path

import pypdf
import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from jtbd_diag.cli.main import app
from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.ground.library import shipped_folder

EXAMPLE = shipped_folder() / "questionnaires" / "examples" / "survey-200.csv"
ROWS = list(csv.reader(EXAMPLE.read_text(encoding="utf-8").splitlines()))


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["evidence", *map(str, arguments), "--date", "2026-12-01"])


def table(folder: Path, rows: list[list[str]]) -> Path:
    path = folder / "survey.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([ROWS[0], *rows])
    return path


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("evidence")
    ran = run(EXAMPLE, "-o", folder / "e.html", "-o", folder / "e.pdf", "-o", folder / "e.xlsx")
    assert ran.exit_code == 0, ran.output
    return folder


def test_a_board_finds_its_answer_first(written: Path) -> None:
    page = (written / "e.html").read_text("utf-8")
    answer = page.index("May I select people by this form? No.")
    assert answer < page.index("<table") < page.index("You may not say") < page.index("For the evaluator")
    assert "<script" not in page
    assert (written / "e.pdf").read_bytes()[:5] == b"%PDF-"


def test_formulas_are_folded_away_on_the_page_and_last_in_print(written: Path) -> None:
    page = (written / "e.html").read_text("utf-8")
    fold = page[page.index("<details>") : page.index("</details>")]
    assert "<summary>For the evaluator</summary>" in fold and "Spearman-Brown, 2r / (1 + r)" in fold
    assert "√" not in page.replace(fold, "") and page.count("<details>") == 1
    text = "".join(sheet.extract_text() for sheet in pypdf.PdfReader(written / "e.pdf").pages)
    assert text.index("Signs of carelessness") < text.index("For the evaluator") < text.index("2r / (1 + r)")


def test_the_workbook_holds_every_item_and_scale(written: Path) -> None:
    book = load_workbook(written / "e.xlsx")
    assert book.sheetnames == ["About", "Items", "Options", "Scales", "Correlations", "Consistency", "Carelessness"]
    scales = [row[0] for row in book["Scales"].iter_rows(min_row=2, values_only=True)]
    assert scales[:4] == ["scope", "frustration", "breadth", "struggle"]
    assert book["Consistency"].max_row == 5


@pytest.mark.parametrize("people", [1, 9, 29])
def test_few_people_are_told_so_and_no_number_is_shown(tmp_path: Path, people: int) -> None:
    page, book = tmp_path / "e.html", tmp_path / "e.xlsx"
    ran = run(table(tmp_path, ROWS[1 : people + 1]), "-o", page, "-o", book)
    assert ran.exit_code == 0, ran.output
    text = page.read_text("utf-8")
    assert "0.70 and more is wanted" not in text
    assert "more answers are needed" in text or "more answer is needed" in text
    figures = [
        cell
        for row in load_workbook(book)["Scales"].iter_rows(min_row=2, min_col=8, max_col=18, values_only=True)
        for cell in row
    ]
    assert set(figures) == {None}


def test_nobody_and_another_survey_get_a_sentence(tmp_path: Path) -> None:
    blank = table(tmp_path, [["A1", *[""] * (len(ROWS[0]) - 1)]] * 3)
    for source, code in ((blank, Code.NOBODY), (EXAMPLE.with_name("staff-160.csv"), Code.OTHER_SURVEY)):
        ran = run(source, "-o", tmp_path / "e.html")
        assert isinstance(ran.exception, InputError)
        assert [one.code for one in ran.exception.problems] == [code]


@pytest.mark.parametrize("command", [("evidence",), ("batch", "--force")])
def test_results_in_place_of_the_export_are_told_as_that(tmp_path: Path, command: tuple[str, ...]) -> None:
    results = tmp_path / "r.csv"
    assert CliRunner().invoke(app, ["batch", str(EXAMPLE), "-o", str(results)]).exit_code == 0
    out = tmp_path / ("e.html" if command == ("evidence",) else "o.csv")
    ran = CliRunner().invoke(app, [*command, str(results), "-o", str(out)])
    assert isinstance(ran.exception, InputError)
    (problem,) = ran.exception.problems
    assert problem.code is Code.OTHER_SURVEY and "these are results" in str(problem.hint)


def test_items_that_all_answer_alike_are_named_and_left_out_of_reliability(tmp_path: Path) -> None:
    page = tmp_path / "e.html"
    ran = run(
        table(tmp_path, [[f"A{n}", *ROWS[1][1:4], f"n{n}@x.example", *ROWS[1][5:]] for n in range(60)]), "-o", page
    )
    assert ran.exit_code == 0, ran.output
    assert "so this cannot be told" in page.read_text("utf-8")
    assert "nan" not in page.read_text("utf-8").lower().replace("finance", "").replace("financ", "")


def test_without_numpy_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr("jtbd_diag.cli.evidence.find_spec", lambda name: None if name == "numpy" else find(name))
    ran = run(EXAMPLE, "-o", tmp_path / "e.html")
    assert isinstance(ran.exception, InputError)
    (problem,) = ran.exception.problems
    assert problem.code is Code.MISSING_PROGRAM
    assert "pip install" in str(problem.hint)


def test_cells_that_cannot_be_read_are_no_questions_left_out(tmp_path: Path) -> None:
    """Forty answers to a question are spoiled: as many as before left it out, and no more."""
    asked = "I depend on people who have other things to put first."
    at = ROWS[0].index(asked)
    filled = [n for n, row in enumerate(ROWS[1:]) if row[at]][:40]
    spoiled = [
        [*row[:at], f"{row[at]} zz" if n in filled else row[at], *row[at + 1 :]] for n, row in enumerate(ROWS[1:])
    ]
    told = []
    for name, some in (("whole", ROWS[1:]), ("spoiled", spoiled)):
        (tmp_path / name).mkdir()
        ran = run(table(tmp_path / name, some), "-o", tmp_path / f"{name}.xlsx")
        assert ran.exit_code == 0, ran.output
        heads, *lines = load_workbook(tmp_path / f"{name}.xlsx")["Items"].values
        (line,) = [one for one in lines if asked in one]
        told.append([int(line[heads.index(head)]) for head in ("asked", "answered")])
    (people, answers), (fewer, rest) = told
    assert people - answers == fewer - rest
    assert answers - rest > 30


def test_several_tables_are_read_together(tmp_path: Path) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    first.mkdir()
    second.mkdir()
    ran = run(table(first, ROWS[1:80]), table(second, ROWS[80:150]), "-o", tmp_path / "e.html")
    assert ran.exit_code == 0, ran.output
    assert "of 149 rows" in ran.output


def test_a_person_in_two_tables_counts_once_and_is_told(tmp_path: Path) -> None:
    """By id or e-mail; a short running number is the same person's only where the answers are the same as well."""
    first, second, third = (tmp_path / name for name in "123")
    for folder in (first, second, third):
        folder.mkdir()
    one, page = table(first, ROWS[1:81]), tmp_path / "e.html"
    ran = run(one, table(second, ROWS[41:121]), "-o", page)
    assert "40 people stand in more than one table" in ran.output and "\n120 people answered" in ran.output
    assert "40 people stand in more than one table" in page.read_text("utf-8")
    addressed = [["", *row[1:4], f"x{n}@x.example", *row[5:]] for n, row in enumerate(ROWS[1:81])]
    again = [["", *row[1:4], f"X{n}@x.example", *row[5:]] for n, row in enumerate(ROWS[81:161])]
    ran = run(table(second, addressed), table(third, again), "-o", tmp_path / "f.html")
    assert re.search(r"(79|80) people stand", ran.output) and "80 people answered" in ran.output
    numbered = [[str(n), *row[1:4], "", *row[5:]] for n, row in enumerate(ROWS[1:81], 1)]
    others = [[str(n), *row[1:4], "", *row[5:]] for n, row in enumerate(ROWS[81:161], 1)]
    ran = run(table(second, numbered), table(third, others), "-o", tmp_path / "g.html")
    assert "stand in more" not in ran.output and re.search(r"\n(159|160) people answered", ran.output)
    ran = run(table(second, numbered), table(third, numbered), "-o", tmp_path / "h.html")
    assert re.search(r"(79|80) people stand", ran.output)
    assert "1 table is named twice" in run(one, one, "-o", tmp_path / "i.html").output


def test_ids_that_a_spreadsheet_changed_are_told(tmp_path: Path) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    first.mkdir()
    second.mkdir()
    bare = [[*row[:4], "", *row[5:]] for row in ROWS[1:61]]
    ran = run(
        table(first, bare),
        table(second, [[f"0{row[0].lower()}", *row[1:]] for row in bare[:7]]),
        "-o",
        tmp_path / "e.html",
    )
    assert "CHECK: 7 ids of one table are another's but for capitals" in ran.output
    assert "CHECK" not in run(table(first, bare[:30]), table(second, bare[20:]), "-o", tmp_path / "f.html").output


def test_waves_in_two_tables_are_a_retest(tmp_path: Path) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    first.mkdir()
    second.mkdir()
    rows, book = in_waves(14), tmp_path / "e.xlsx"
    ran = run(table(first, rows[::2]), table(second, rows[1::2]), "-o", book)
    assert "60 people stand in more than one table" in ran.output
    told = {row[0]: row for row in load_workbook(book)["Consistency"].iter_rows(min_row=2, values_only=True)}
    assert told["first answers against later ones"][1] > 50
    assert told["first answers against later ones"][2] == 1


def in_waves(days: int) -> list[list[str]]:
    """Sixty leaders who say the same again after some days."""
    first = [row for row in ROWS[1:] if row[4]][:60]
    told = []
    for n, row in enumerate(first):
        for wave, day in enumerate((1, 1 + days)):
            told.append([f"P{n}", f"2026-10-{day:02} 09:00", f"wave {wave}", row[3], f"p{n}@x.example", *row[5:]])
    return told


@pytest.mark.parametrize(("days", "again"), [(14, 60), (2, 0)])
def test_waves_two_weeks_apart_are_a_retest_and_each_person_counts_once(tmp_path: Path, days: int, again: int) -> None:
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text("respondent: Response ID\nwave: Region\n", encoding="utf-8")
    page, book = tmp_path / "e.html", tmp_path / "e.xlsx"
    ran = run(table(tmp_path, in_waves(days)), "--mapping", mapping, "-o", page, "-o", book)
    assert ran.exit_code == 0, ran.output
    assert "60 people answered, of 120 rows" in ran.output
    told = {row[0]: row for row in load_workbook(book)["Consistency"].iter_rows(min_row=2, values_only=True)}
    retested = told.get("first answers against later ones")
    if not again:
        assert retested is None
        assert "50 more people are needed" in page.read_text("utf-8")
        return
    assert retested is not None
    assert retested[1] > 50
    assert retested[2] == 1
    assert "The same job for 100 of 100 people who answered again" in page.read_text("utf-8")


def test_answers_of_several_raters_are_said_not_to_be_independent(tmp_path: Path) -> None:
    heads = [*ROWS[0], "Who answers"]
    rows = [[*row, ("leader", "staff")[n % 2]] for n, row in enumerate(ROWS[1:101])]
    path, mapping, page = tmp_path / "raters.csv", tmp_path / "m.yaml", tmp_path / "e.html"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([heads, *rows])
    mapping.write_text("questionnaire: leader\nrater: Who answers\n", "utf-8")
    ran = run(path, "--mapping", mapping, "-o", page)
    assert ran.exit_code == 0, ran.output
    text = page.read_text("utf-8")
    assert "not independent" in text and re.search(r"(leader|staff) \d+ and (leader|staff) \d+", text)
    own = tmp_path / "leader.yaml"
    own.write_bytes((EXAMPLE.parents[1] / "leader.yaml").read_bytes())
    ran = run(path, "--mapping", mapping, "--questionnaire", own, "--write", own)
    assert isinstance(ran.exception, InputError)
    assert [one.code for one in ran.exception.problems] == [Code.NO_EVIDENCE]


def test_shares_by_job_and_seconds_a_question(tmp_path: Path, written: Path) -> None:
    sheet = load_workbook(written / "e.xlsx")["Options"]
    heads = [cell.value for cell in sheet[1]]
    assert heads[5:] == ["share among Correct", "share among Coordinate", "share among Reorient"]
    causes = [row for row in sheet.iter_rows(min_row=2, values_only=True) if row[0] == "causes"]
    for column in (5, 6, 7):
        assert sum(row[column] for row in causes) == pytest.approx(1)
    heads, page = [*ROWS[0], "Duration (in seconds)"], tmp_path / "e.html"
    path = tmp_path / "timed.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([heads, *([*row, "600"] for row in ROWS[1:])])
    assert run(path, "-o", page).exit_code == 0
    assert re.search(r"Half of all took more than 1\d seconds a question", page.read_text("utf-8"))
