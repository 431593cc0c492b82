"""What a run with pseudonyms hands out, read as somebody would who wants to know who answered."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl
import pytest

from .conftest import Run

DAY = ("--date", "2026-11-21")
PERSONS = [
    {"id": "R-77001", "name": "Ana Prueba", "mail": "ana.prueba@north.example", "phone": "+1 (555) 010-0101"},
    {"id": "R-77002", "name": "Bo Falsk", "mail": "Bo.Falsk@south.example", "phone": "555-010-0102"},
    {"id": "R-77003", "name": "Zoë Invent", "mail": "zoe@west.example", "phone": "5550100103"},
]
PLATFORMS = {
    "plain": ("Participant ID", "Full name", "Work email address", "Tel."),
    "redcap": ("record_id", "first_last_name", "email", "phone_number"),
    "limesurvey": ("id", "firstname", "email", "phone"),
    "headers that say nothing": ("Q1", "Q2", "Q3", "Q4"),
}
ANSWERS = {
    "causes": "own_unit", "by_decision": "nearly_all", "one_result": "yes", "areas": "attendance",
    "next_move": "small_test", "gift": "coach", "attempts": "two_three", "voluntary": "yes", "area": "attendance",
}  # fmt: skip


def export(path: Path, headers: Sequence[str], more: Mapping[str, str]) -> None:
    """Rows with persons in columns of their own, in free texts, in a wrong cell, and beyond the header."""
    rows = []
    for number, one in enumerate([*PERSONS, *PERSONS]):
        told = f"{one['name']} ({one['mail']}, {one['phone']}) said: call {one['name'].split()[0]} about {one['id']}"
        cells = {
            **dict(zip(headers, (one["id"], one["name"], one["mail"], one["phone"]), strict=True)),
            **{name: str(number) for name in more},
            "Region": "North",
            "Remarks": told,
            **ANSWERS,
            "gift": f"a coach, says {one['mail']} of {one['id']}" if number == 1 else "coach",
            "episode": told,
            "measure": told,
            "partners": f"the office of {one['name']}",
            "name": one["name"],
        }
        rows.append(cells)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(rows[0])
        writer.writerows(row.values() for row in rows[:-1])
        writer.writerow([*rows[-1].values(), PERSONS[2]["name"], PERSONS[2]["mail"]])


def handed_out(folder: Path) -> dict[str, str]:
    """All that is in the files of a folder, and their names."""
    found = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        raw = path.read_bytes()
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as parts:
                raw = b" ".join(parts.read(name) for name in parts.namelist())
        if path.suffix == ".parquet":
            raw = str(pl.read_parquet(path).rows()).encode()
        found[str(path.relative_to(folder))] = f"{path.relative_to(folder)} {raw.decode('utf-8', 'replace')}"
    return found


def tokens() -> list[str]:
    whole = [value for one in PERSONS for value in one.values()]
    return [*whole, *(name for one in PERSONS for name in one["name"].split() if len(name) > 2)]


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("ending", ["csv", "xlsx", "jsonl", "parquet"])
def test_nobody_is_found_in_what_is_handed_out(run: Run, here: Path, platform: str, ending: str) -> None:
    own = {"redcap": ["redcap_event_name", "leader_complete"], "limesurvey": ["submitdate", "lastpage", "seed"]}
    export(here / "export.csv", PLATFORMS[platform], dict.fromkeys(own.get(platform, ()), ""))
    out = here / "out"
    out.mkdir()
    files = ("-o", f"out/r.{ending}", "--rejects", f"out/j.{'xlsx' if ending == 'xlsx' else 'csv'}")
    handouts = ("--playbooks", "out/books", "--letters", "out/letters", "--format", "md")
    books = ("--report", "out/page.html", *handouts) if ending == "csv" else ()
    ran = run("batch", "export.csv", *files, *books, "--pseudonymize", "--key", "key", *DAY)
    assert f"wrote out/r.{ending}" in ran.err, ran.err
    found = {**handed_out(out), "screen": ran.err + ran.out}
    assert len(found) >= (16 if books else 3)
    for name, text in found.items():
        told = [one for one in tokens() if re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text, re.IGNORECASE)]
        assert not told, (name, told)
    assert "North" in found[f"r.{ending}"]


def test_the_whole_list_is_told_and_before_too(run: Run, here: Path) -> None:
    names = [f"Name {n}" for n in range(30)]
    with (here / "export.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["ID", "School name", *names, *ANSWERS], ["A1", "Elm", *names, *ANSWERS.values()]])
    ran = run("batch", "export.csv", "-o", "r.csv", "--pseudonymize", "--key", "key")
    before = run("batch", "export.csv", "--dry-run")
    for told in (ran.err, before.err):
        line = next(line for line in told.splitlines() if "left out" in line)
        assert all(name in line for name in names) and "School" not in line
    assert "passed through as they are: School name" in ran.err


def test_the_same_person_is_the_same_in_every_output(run: Run, here: Path) -> None:
    export(here / "export.csv", PLATFORMS["plain"], {})
    ran = run(
        "batch", "export.csv", "-o", "r.csv", "--rejects", "j.csv", "--playbooks", "pb", "--format", "md",
        "--pseudonymize", "--key", "key",
    )  # fmt: skip
    assert "made 5 playbooks" in ran.err, ran.err
    with (here / "r.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    pseudonym = rows[1]["Participant ID"]
    assert rows[4]["Participant ID"] == pseudonym and rows[4]["duplicate_of"] == "3"
    assert rows[1]["Work email address"] in (here / "j.csv").read_text("utf-8")
    assert any(path.name.startswith(pseudonym) for path in (here / "pb").iterdir())


def test_names_of_two_waves_are_in_no_reject(run: Run, here: Path) -> None:
    """Columns of two waves that are refused: what stands in them is known to be a name by nothing but the question."""
    questions = {
        "gift": ("coach", "numbers"),
        "name": ("Ana Prueba", "Ana Prueba-Neu"),
        "episode": ("Ana Prueba left.", ""),
    }
    others = {item: answer for item, answer in ANSWERS.items() if item != "gift"}
    with (here / "export.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["ID", *(f"{when} - {item}" for when in ("spring", "fall") for item in questions), *others])
        for number in range(3):
            cells = [cell for wave in (0, 1) for cell in (said[wave] for said in questions.values())]
            table.writerow([f"R-{number}", *cells, *others.values()])
    ran = run("batch", "export.csv", "-o", "r.csv", "--rejects", "bad.csv", "--pseudonymize", "--key", "key")
    rejects = pl.read_csv("bad.csv").filter(pl.col("column").str.contains("name|episode"))
    assert rejects.height >= 3, ran.err
    assert rejects["value"].unique().to_list() == ["[left out]"]


@pytest.mark.parametrize("header", ["code", "value", "what", "hint", "column"])
def test_an_id_called_as_a_column_of_the_rejects_is_no_such_column(run: Run, here: Path, header: str) -> None:
    export(here / "export.csv", (header, "Full name", "Work email address", "Tel."), {})
    ran = run(
        "batch", "export.csv", "-o", "r.csv", "--rejects", "bad.csv", "--pseudonymize", "--key", "key", "--id", header,
        "--duplicates", "last",
    )  # fmt: skip
    assert ran.code in (0, 1), ran.err
    lines = (here / "bad.csv").read_text("utf-8").splitlines()
    assert lines[0] == "row,column,value,code,what,hint"
    assert "R-7700" not in "".join(lines)
    assert pl.read_csv("bad.csv")["code"].str.contains("^B0").all()


@pytest.mark.parametrize("lost", ["a cell more", "a cell less"])
def test_a_row_that_slid_tells_no_name_under_another_header(run: Run, here: Path, lost: str) -> None:
    rows = [["Remark", "Name", "Response ID", "Region", *ANSWERS]]
    rows += [["fine", "Kim Example", f"R-{n}", "North", *ANSWERS.values()] for n in range(12)]
    rows[5] = ["well", " you know", *rows[5][1:]] if lost == "a cell more" else rows[5][1:]
    with (here / "export.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    ran = run("batch", "export.csv", "-o", "r.csv", "--rejects", "bad.csv", "--pseudonymize", "--key", "key")
    assert ran.code in (0, 1), ran.err
    for name in ("r.csv", "bad.csv"):
        assert "Kim" not in (here / name).read_text("utf-8")
    results = pl.read_csv("r.csv")
    assert results["Region"].null_count() == 1 and results.height == 12


@pytest.mark.parametrize("hidden", [True, False])
def test_what_rows_of_a_record_say_differently_is_in_no_report(run: Run, here: Path, hidden: bool) -> None:
    words = {
        "name": ("Gwendolyn Featherstone", "Gwen Ames"),
        "episode": ("My deputy Bartholomew shouted at Tim", "Bartholomew has been drinking"),
        "partners": ("the office of Penhaligon", "nobody but Quigley"),
    }
    own = ["record_id", "redcap_event_name", "redcap_repeat_instrument", "redcap_repeat_instance"]
    with (here / "export.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow([*own, *words, *ANSWERS])
        table.writerow(["1", "baseline_arm_1", "", "", *(first for first, _ in words.values()), *ANSWERS.values()])
        table.writerow(
            ["1", "baseline_arm_1", "visit", "1", *(second for _, second in words.values()), *["" for _ in ANSWERS]]
        )
    covered = ("--pseudonymize", "--key", "key") if hidden else ()
    ran = run("batch", "export.csv", "-o", "r.csv", "--rejects", "bad.csv", "--report", "page.html", *covered, *DAY)
    rejects = pl.read_csv("bad.csv").filter(pl.col("code") == "B023").select("column", "value").rows()
    shown = {name: f"'{first}' in row 2, '{second}' in row 3" for name, (first, second) in words.items()}
    assert sorted(rejects) == sorted((name, "[left out]" if hidden else told) for name, told in shown.items()), ran.err
    page = (here / "page.html").read_text("utf-8")
    said = page + ((here / "bad.csv").read_text("utf-8") + ran.err if hidden else "")
    names = ("Gwen", "Featherstone", "Bartholomew", "Tim", "Penhaligon", "Quigley")
    assert [one for one in names if one in said] == []
    assert page.count("the rows of this record do not agree; none is used") == len(words)


def test_cells_of_no_person_stay_and_later_names_beside_them_do_not(run: Run, here: Path) -> None:
    """A thousand rows are looked at for what a column holds; a name below them is left out all the same."""
    header = [
        "ID",
        "First",
        "Last",
        "Account",
        "Approved by",
        "Submitted",
        "Link",
        "Ready",
        "Device used",
        "Need",
        *ANSWERS,
    ]
    rows = [
        [f"R-{n}", "Tom", "Park", "tpark", "2026-10-01" if n % 2 else "yes", f"2026-10-12 09:31:{n % 60:02}",
         f"https://svy.example/s?rid={n}", "yes", "laptop" if n % 2 else "tablet",
         "tpark" if n == 3 else "training", *ANSWERS.values()]
        for n in range(1100)
    ]  # fmt: skip
    rows[-1][4], rows[-1][8] = "Gwendolyn Ash", "Maria Lopez, 555-010-7788"
    with (here / "export.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    ran = run("batch", "export.csv", "-o", "r.csv", "--pseudonymize", "--key", "key")
    found = pl.read_csv("r.csv", infer_schema=False)
    assert {"First", "Last", "Link"}.isdisjoint(found.columns)
    assert found["Approved by"].to_list() == ["yes", "2026-10-01"] * 549 + ["yes", "[left out]"]
    assert found["Submitted"].unique().to_list() == ["2026-10-12"]
    assert found["Device used"].to_list() == ["tablet", "laptop"] * 549 + ["tablet", "[left out]"]
    assert found["Ready"].unique().to_list() == ["yes"]
    assert found["Need"].value_counts(sort=True).rows() == [("training", 1099), ("[left out]", 1)]
    assert not set(found["Account"]) & {"tpark"}
    assert "the name of the table, 'export.csv', stands in what is made of it" in " ".join(ran.err.split())
    assert "stay where their cells are days" in " ".join(ran.err.split()), ran.err
