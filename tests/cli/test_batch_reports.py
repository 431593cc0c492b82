"""`jtbd-diag batch --by … --together`, and reports that must not lie beside each other."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from jtbd_diag.cohort.earlier_reports import FILE

from .conftest import Run

DAY = ("--date", "2026-11-21")
CAUSES = ("own_unit", "other_units", "everywhere")


def survey(here: Path, sizes: Mapping[str, int], name: str = "t.csv") -> str:
    """Leaders of districts that are called by their region's letter; half of all say one thing, half the other."""
    rows = [
        f"{district}{n},{district[0]},{district},{CAUSES[n % 3]},yes"
        for district, size in sizes.items()
        for n in range(size)
    ]
    (here / name).write_text("\n".join(["ID,Region,District,causes,one_result", *rows]) + "\n", "utf-8")
    return name


SIZES = {"n1": 20, "n2": 17, "n3": 3, "s1": 15, "s2": 11, "s3": 4, "e1": 12}
QUESTIONS = """
questionnaire: kinds
version: 1
title: Kinds
minutes: 1
scales: {s: {title: Size, bands: [{up_to: 50, title: small}, {title: large}]}}
sections:
  - title: All
    items:
      - id: causes
        type: single
        ask: Where?
        options: [{id: own_unit, text: Own, points: {s: 0}}, {id: other_units, text: Other, points: {s: 60}},
          {id: everywhere, text: All, points: {s: 100}}]
"""


@pytest.fixture
def asked(here: Path) -> tuple[str, ...]:
    (here / "kinds.yaml").write_text(QUESTIONS, "utf-8")
    return ("--questionnaire", "kinds.yaml", *DAY)


def lines(page: str) -> list[str]:
    return re.findall(r"<t[dh][^>]*>((?:[nse]\d?|[^<]*together))<", Path(page).read_text("utf-8"))


def test_a_second_report_that_gives_a_small_group_away_is_told(run: Run, here: Path, asked: tuple[str, ...]) -> None:
    table = survey(here, SIZES)
    assert "made before" not in run("batch", table, "-o", "1.csv", "--report", "a.html", "--by", "Region", *asked).err
    assert "n1" not in (here / FILE).read_text("utf-8")
    second = run("batch", table, "-o", "2.csv", "--report", "b.html", "--by", "District", *asked)
    assert second.code == 0, second.err
    assert "made before: a.html. What differs tells of fewer than 10" in second.err
    assert "--together" in second.err


def test_reports_that_tell_nothing_together_are_not_warned_of(run: Run, here: Path, asked: tuple[str, ...]) -> None:
    table = survey(here, {name: max(size, 12) for name, size in SIZES.items()})
    for name, by in (("a.html", "Region"), ("b.html", "District"), ("c.html", "Region")):
        ran = run("batch", table, "-o", f"{name}.csv", "--report", name, "--by", by, *asked)
        assert ran.code == 0, ran.err
        assert "made before" not in ran.err


def test_a_report_on_one_more_leader_is_told(run: Run, here: Path, asked: tuple[str, ...]) -> None:
    run("batch", survey(here, SIZES), "-o", "1.csv", "--report", "a.html", "--by", "Region", *asked)
    table = survey(here, {**SIZES, "s1": 16}, "later.csv")
    later = run("batch", table, "-o", "2.csv", "--report", "b.html", "--by", "Region", *asked)
    assert "made before: a.html" in later.err
    grown = survey(here, {**SIZES, "s1": 40}, "grown.csv")
    assert "made before: b.html" not in run("batch", grown, "-o", "3.csv", "--report", "c.html", *asked).err
    again = run("batch", table, "-o", "2.csv", "--report", "b.html", "--by", "Region", "--force", *asked)
    assert "made before: a.html" in again.err
    (here / "a.html").unlink()
    assert "a.html" not in run("batch", table, "-o", "4.csv", "--report", "d.html", "--by", "Region", *asked).err


def test_a_report_on_nobody_is_compared_with_none(run: Run, here: Path, asked: tuple[str, ...]) -> None:
    for name, sizes in (("few.html", {"n1": 7}), ("nobody.html", {"n1": 0}), ("others.html", {"n1": 0})):
        table = survey(here, sizes, f"{name}.csv")
        ran = run("batch", table, "-o", f"r-{name}.csv", "--report", name, *asked)
        assert (here / name).exists(), ran.err
        assert "made before" not in ran.err


@pytest.mark.parametrize("by", [(), ("--by", "Region")])
def test_a_report_on_as_many_of_whom_one_answers_otherwise_is_told(
    run: Run, here: Path, asked: tuple[str, ...], by: tuple[str, ...]
) -> None:
    """Whether it is the same leader, or another in the place of one who left."""
    table = survey(here, SIZES)
    run("batch", table, "-o", "1.csv", "--report", "a.html", *by, *asked)
    text = (here / table).read_text("utf-8")
    (here / "edited.csv").write_text(text.replace("n14,n,n1,other_units", "new,n,n1,own_unit"), "utf-8")
    later = run("batch", "edited.csv", "-o", "2.csv", "--report", "b.html", *by, *asked)
    assert "made before: a.html" in later.err


def test_together_makes_a_report_each_whose_secrets_are_decided_at_once(
    run: Run, here: Path, asked: tuple[str, ...]
) -> None:
    table = survey(here, SIZES)
    both = ("--by", "Region", "--by", "District")
    ran = run("batch", table, "-o", "1.csv", "--report", "a.html", "--report", "a.pdf", *both, "--together", *asked)
    assert ran.code == 0, ran.err
    assert sorted(path.name for path in here.glob("a-*")) == [
        "a-District.html", "a-District.pdf", "a-Region.html", "a-Region.pdf",
    ]  # fmt: skip
    assert {"n", "s", "e"} <= set(lines("a-Region.html"))
    assert not {"n", "s", "e"} & set(lines("a-District.html"))
    assert "n2" not in lines("a-District.html")  # alone it would be shown, and then the north tells of n3
    run("batch", table, "-o", "2.csv", "--report", "b.html", "--by", "District", *asked)
    assert "n2" in lines("b.html")
    one = run("batch", table, "-o", "3.csv", "--report", "c.html", *both, *asked)
    assert one.code == 0, one.err
    page = (here / "c.html").read_text("utf-8")
    assert page.index("By Region") < page.index("By District")
    assert "n2" not in lines("c.html")


def test_what_lies_beside_a_report_holds_what_it_shows_and_no_more(
    run: Run, here: Path, asked: tuple[str, ...]
) -> None:
    run("batch", survey(here, SIZES), "-o", "1.csv", "--report", "a.html", "--by", "District", *asked)
    (table,) = json.loads((here / FILE).read_text("utf-8"))["a.html"]["tables"]
    page = (here / "a.html").read_text("utf-8")
    for line in table["lines"]:
        assert ", ".join(line["names"]) in page
        assert f">{line['respondents']}<" in page
    (here / FILE).write_text("{no JSON", "utf-8")
    ran = run("batch", "t.csv", "-o", "2.csv", "--report", "b.html", *asked)
    assert ran.code == 0, ran.err


def test_together_needs_several_columns_and_a_report(run: Run, here: Path, asked: tuple[str, ...]) -> None:
    table = survey(here, SIZES)
    page = ("--report", "a.html")
    by_one, twice, two = (("--by", "Region", *more) for more in ((), ("--by", " Region "), ("--by", "District")))
    for more in ((*by_one, *page), (*twice, *page), two, ()):
        assert run("batch", table, "-o", "1.csv", "--together", *more, *asked).code == 2


def test_every_column_that_is_not_there_is_told_at_once(run: Run, here: Path, asked: tuple[str, ...]) -> None:
    ran = run(
        "batch", survey(here, SIZES), "-o", "1.csv", "--report", "a.html", "--by", "Regoin", "--by", "Size", *asked
    )
    assert ran.code == 1
    assert "did you mean 'Region'?" in ran.err
    assert "no column 'Size'" in ran.err


def test_a_map_of_a_staff_has_one_column_of_units(run: Run, here: Path) -> None:
    staff = ("batch", "staff-160.csv", "--questionnaire", "staff-expertise", "-o", "r.csv", "--report", "m.html", *DAY)
    ran = run(*staff, "--by", "unit", "--by", "role")
    assert ran.code == 1
    assert "one column of units" in ran.err


PEOPLE = {
    "ID": "A-{n}",
    "Full name": "Roe, Dana {letter}.",
    "Work email": "dana.{letter}@north.example",
    "Remarks": "I think that we of {letter} {n} have done all this before.",
    "Q7": "{letter}ana Roe-{letter}ark",
    "Which name goes on it?": "Dana {letter}",
    "Coach": "Ana {half}",
    "District superintendent": "Bo {half}",
    "School": "{letter} Elementary",
    "Region": "North {half}",
}


@pytest.mark.parametrize("column", [*PEOPLE, "name"])
@pytest.mark.parametrize("blank", [True, False])
def test_no_report_is_grouped_by_what_names_single_people(run: Run, here: Path, column: str, *, blank: bool) -> None:
    with (here / "t.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow([*PEOPLE, "name", "causes"])
        for n in range(30):
            told = {"n": n, "letter": chr(65 + n), "half": "East" if n % 2 else "West"}
            cells = [one.format(**told) for one in PEOPLE.values()]
            table.writerow([*("" if blank and n % 3 == 0 else cell for cell in cells), f"Dana {n}", CAUSES[n % 3]])
    ran = run("batch", "t.csv", "-o", "r.csv", "--report", "r.html", "--by", column, "--personal", *DAY)
    if column in ("Coach", "District superintendent", "School", "Region"):
        assert "wrote r.html" in ran.err, ran.err
    else:
        assert ran.code == 1 and f"C001 '{column}' tells single people apart" in ran.err, ran.err
        assert not (here / "r.csv").exists()


GROUPS = (
    "Group ID", "Grant ID", "Group name", "LEA name", "Employer name", "Board name", "Name of diocese",
    "Name of the charter you lead", "Name of the district you lead", "Name of the school you lead",
)  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "refused"), [(10, ()), (3, ("Group ID", "Grant ID", "Group name", "Employer name", "Board name"))]
)
def test_what_is_shared_groups_a_report_whatever_its_header(
    run: Run, here: Path, rows: int, refused: tuple[str, ...]
) -> None:
    """An id in three rows may be one person's, in three waves; names of places are nobody's however few share them."""
    with (here / "t.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow([*GROUPS, "Full name", "causes"])
        for n in range(30):
            cell = f"{'ABCDEFGHIJ'[n // rows]} County"
            table.writerow([*(cell for _ in GROUPS), cell, CAUSES[n % 3]])
    told = {}
    for column in GROUPS:
        ran = run("batch", "t.csv", "-o", "r.csv", "--force", "--report", "r.html", "--by", column, "--personal", *DAY)
        told[column] = "tells single people apart" in ran.err
        assert told[column] != ("wrote r.html" in ran.err), ran.err
    assert told == {column: column in refused for column in GROUPS}
    ran = run("batch", "t.csv", "-o", "r.csv", "--force", "--report", "r.html", "--by", "Full name", "--personal", *DAY)
    assert "C001 'Full name' tells single people apart" in ran.err


@pytest.mark.parametrize("shared", [True, False])
def test_a_report_by_folder_is_made_where_folders_are_shared(run: Run, here: Path, *, shared: bool) -> None:
    for n in range(4):
        folder = here / "answers" / ("North" if shared else f"Dana {n}")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{n}.yaml").write_text("questionnaire: leader\nanswers: {causes: own_unit}\n")
    ran = run("batch", "answers", "-o", "r.csv", "--report", "r.html", "--by", "folder", *DAY)
    assert ("wrote r.html" in ran.err) == shared, ran.err
    assert ("C001 'folder' tells single people apart" in ran.err) != shared
