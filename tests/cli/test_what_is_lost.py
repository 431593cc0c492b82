"""What `batch` counts as lost: rows and files of which nothing could be used, and applications that find nobody."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

Change = Callable[[list[str], int], list[str]]


@pytest.fixture
def invented(run: Run, here: Path) -> list[list[str]]:
    """40 leaders whose every answer can be read."""
    shares = ("--skips", 0, "--quits", 0, "--repeats", 0, "--unreadable", 0)
    assert run("simulate", "leader", "-n", 40, *shares, "-o", "p.csv").code == 0
    with Path("p.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def written(rows: list[list[str]], change: Change) -> str:
    """The same, each row changed by its place."""
    with Path("changed.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([rows[0], *(change(row, n) for n, row in enumerate(rows[1:]))])
    return "changed.csv"


def test_rows_beyond_the_header_are_lost_as_a_whole(run: Run, invented: list[list[str]]) -> None:
    table = written(invented, lambda row, n: [*row, "x"] if n < 18 else row)
    told = run("batch", table, "-o", "o.csv", "--report", "r.html")
    assert told.code == 0
    assert "of 18 rows, of 40, nothing could be used: --rejects FILE says why" in told.err
    assert "0 cells could not be used" in told.err
    assert "45% of what decides is lost: of 18 of 40 rows nothing could be used" in told.err
    page = Path("r.html").read_text(encoding="utf-8")
    assert "18 of 40 rows, of which nothing could be used: 45% of what decides" in page


def test_rows_that_slid_are_lost_as_a_whole_and_their_cells_are_not_counted(
    run: Run, invented: list[list[str]]
) -> None:
    at = invented[0].index("Whose part do you need most? Up to four.")
    table = written(invented, lambda row, n: [*row[:at], "a", " b", *row[at + 1 : -1]] if n < 30 else row)
    for more in (("-o", "o.csv"), ("--dry-run",)):
        told = run("batch", table, *more)
        assert told.code == 1
        assert "75% of what decides is lost: of 30 of 40 rows nothing could be used" in told.err
        assert "of 30 rows, of 40, nothing could be used" in told.err
    assert "  30 rows: " in told.err


def test_rows_and_cells_are_lost_together(run: Run, invented: list[list[str]]) -> None:
    """16 of 40 rows, and of the other 24 what is lost of them by themselves."""
    ratings = {"Not true", "Slightly true", "Partly true", "Mostly true", "Very true"}

    def share(rows: list[list[str]], change: Change) -> int:
        told = run("batch", written(rows, change), "-o", "o.csv", "--force")
        return int(told.err.rpartition("% of what decides is lost")[0].rpartition("\n")[2])

    def spoiled(row: list[str], n: int) -> list[str]:
        return [f"{cell} zz" if cell in ratings else cell for cell in row] if n % 2 else row

    alone = share([invented[0], *invented[17:]], spoiled)
    assert 10 < alone < 50
    both = share(invented, lambda row, n: [*row, "x"] if n < 16 else spoiled(row, n))
    assert both == pytest.approx(100 - 0.6 * (100 - alone), abs=1)


def test_a_lone_cell_that_cannot_be_used_is_no_row(run: Run, invented: list[list[str]]) -> None:
    rating = next(n for n, cell in enumerate(invented[1]) if cell in ("Mostly true", "Very true", "Partly true"))
    blank = [""] * len(invented[0])
    table = written(invented, lambda row, n: [*blank[:rating], "zz", *blank[rating + 1 :]] if n < 10 else row)
    told = run("batch", table, "-o", "o.csv")
    assert told.code == 0
    assert "10 cells could not be used in 10 rows" in told.err
    assert "nothing could be used" not in told.err


def test_files_of_a_folder_that_cannot_be_read_are_lost(run: Run, here: Path) -> None:
    assert run("simulate", "leader", "-n", 20, "--layout", "answers-folder", "-o", "sent").code == 0
    for path in sorted(Path("sent").rglob("*.yaml"))[:17]:
        path.write_text("questionnaire: [\n", encoding="utf-8")
    told = run("batch", "sent", "-o", "o.csv")
    assert told.code == 1
    assert "17 files, of 20, could not be read: --rejects FILE says why" in told.err
    assert "0 cells could not be used" in told.err
    assert "85% of what decides is lost: 17 of 20 files could not be read" in told.err


def test_files_that_answer_another_questionnaire_are_not_lost(run: Run, here: Path) -> None:
    for name, of in (("leader", "sent"), ("organisation", "sent/other")):
        assert run("simulate", name, "-n", 6, "--layout", "answers-folder", "-o", of).code == 0
    told = run("batch", "sent", "-o", "o.csv", "--questionnaire", "leader")
    assert told.code == 0
    assert "is lost" not in told.err
    assert "could not be read" not in told.err
    assert "\n6 files answer another questionnaire, and are not among these\n0 cells could not be used" in told.err


def test_counts_of_files_and_cells_of_a_folder_do_not_contradict_each_other(run: Run, here: Path) -> None:
    assert run("simulate", "leader", "-n", 12, "--layout", "answers-folder", "-o", "sent").code == 0
    assert run("simulate", "organisation", "-n", 1, "--layout", "answers-folder", "-o", "sent/other").code == 0
    first, second, third, *_ = sorted(path for path in Path("sent").rglob("*.yaml") if "other" not in path.parts)
    first.write_text("questionnaire: [\n", encoding="utf-8")
    second.write_text("a note to myself\n", encoding="utf-8")
    text = re.sub(r"^  causes: .*$", "  causes: nonsense", third.read_text("utf-8"), flags=re.MULTILINE)
    assert "nonsense" in text
    third.write_text(text, encoding="utf-8")
    told = run("batch", "sent", "-o", "o.csv", "--questionnaire", "leader", "--report", "o.html", "--rejects", "no.csv")
    assert "\n  2 answers files or codes could not be read: each has a row, and counts for nothing\n" in told.err
    assert "\n  1 file or code answers another questionnaire: it has a row, and counts for nothing\n" in told.err
    assert "\n2 files, of 12, could not be read: no.csv says why\n1 file answers another questionnaire, and" in told.err
    assert "\n1 cell could not be used in 1 row: no.csv says which\n" in told.err


def test_applications_that_find_nobody_are_a_failure(run: Run, invented: list[list[str]]) -> None:
    table = written(invented, lambda row, n: row)
    key = invented[0].index("respondent")

    def joined(ids: list[str], *more: object) -> tuple[int, str]:
        Path("ap.csv").write_text("respondent,Size\n" + "".join(f"{one},5\n" for one in ids), encoding="utf-8")
        told = run("batch", table, "--join", "ap.csv", "--on", "respondent", "-o", "o.csv", "--force", *more)
        return told.code, told.err

    ours = [row[key] for row in invented[1:]]
    strangers = [f"other-{n}" for n in range(90)]
    mostly = "most rows have no application, and most applications of ap.csv no row"
    code, err = joined([*ours[:2], *strangers])
    assert (code, mostly in err) == (1, True), err
    for ids in (ours + strangers, ours[:2]):
        code, err = joined(ids)
        assert (code, mostly in err) == (0, False), err
        assert joined(ids, "--strict")[0] == 1
    assert joined(ours, "--strict")[0] == 0
