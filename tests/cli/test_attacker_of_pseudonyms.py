"""Whoever holds all that a run with pseudonyms writes looks for names: in every form, column, key, file and folder."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import polars as pl
import pypdf
import pytest

from .conftest import Run
from .test_pseudonyms import ANSWERS

DAY = ("--date", "2026-11-21")
HIDDEN = ("--pseudonymize", "--key", "key")
LEADERS = [(first, "Featherstone" if n % 2 else "Quigley") for n, first in enumerate(
    ("Gwendolyn", "Bartholomew", "Desmond", "Rosalind", "Horatio", "Penelope")
)]  # fmt: skip
FORMS = {
    "First Last": "{first} {last}",
    "Last, First": "{last}, {first}",
    "Last,First M.": "{last},{first} A.",
    "Dr.": "Dr. {first} {last}",
    "a degree": "{first} {last}, Ph.D.",
    "a middle initial": "{first} A. {last}",
    "an apostrophe": "{first} O'{last}",
    "a curly apostrophe": "{first} O’{last}",
    "a hyphen": "Mary-{first} {last}",
    "capitals": "{first} {LAST}",
    "small letters": "{low} {lower}",
    "a title of a job": "Principal {first} {last}",
}
OF_A_PLACE = (
    "District superintendent", "School principal", "School office contact", "Name of your school's principal",
    "Who leads your school?", "Program officer", "Superintendent of the district", "Team lead",
)  # fmt: skip
STAYS = {
    "School": ["Lincoln Elementary", "Adams High School", "Rosa Parks Middle", "Featherstone School"],
    "District": ["Green Valley", "Cedar Falls", "Santa Fe", "Ann Arbor"],
    "Principal's school": ["Oak Grove", "Palo Alto", "Grand Rapids", "Falls Church"],
    "Your position": ["Assistant Principal", "Deputy Director", "Math Teacher", "Head Coach"],
    "Town": ["Portland, Oregon", "Austin, Texas", "Boise, Idaho", "Salem, Ohio"],
    "Subjects": ["Math, Science", "Reading, Math", "Art, Music", "Gym, Art"],
}


def name_of(form: str, first: str, last: str) -> str:
    return form.format(first=first, last=last, LAST=last.upper(), low=first.lower(), lower=last.lower())


def export(path: Path, form: str, more: Mapping[str, Sequence[str]] = STAYS) -> None:
    """Leaders whose names stand in columns of their own, and in parts in texts, where others' stand under a place."""
    rows = []
    for n, (first, last) in enumerate(LEADERS):
        name = name_of(form, first, last)
        rows.append({
            "Response ID": f"R-{n}", "Full name": name, **dict.fromkeys(OF_A_PLACE, name),
            **{header: cells[n % len(cells)] for header, cells in more.items()}, **ANSWERS,
            "What does your school or district need now?": f"We need subs, says {first}, and Mrs. {last} does.",
            "causes": "other_units", "partners": f"{last} herself; {first}, and the office of {first} B. {last}.",
            "name": name, "episode": f"{name} was shouted at.",
            "measure": f"what {last.upper()}'s team counts, {first} says",
        })  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[*rows[0]], *(row.values() for row in rows)])


def read(path: Path) -> str:
    """All that can be read in a file."""
    if path.suffix in (".xlsx", ".docx"):
        with zipfile.ZipFile(path) as parts:
            return " ".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    if path.suffix == ".parquet":
        return str(pl.read_parquet(path).rows())
    if path.suffix in (".sav", ".dta"):
        import pyreadstat

        reader = pyreadstat.read_sav if path.suffix == ".sav" else pyreadstat.read_dta
        frame, told = reader(str(path), output_format="polars")
        return f"{frame.rows()} {told.column_names_to_labels} {told.variable_value_labels}"
    if path.suffix == ".pdf":
        return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages)
    return path.read_text("utf-8", "replace")


def found(folder: Path, names: Iterable[str]) -> list[tuple[str, str]]:
    """Where in a folder which names are found, in files and in what these are called."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) > 1
    told = {str(path.relative_to(folder)): f"{path.relative_to(folder)} {read(path)}" for path in files}
    return [(file, one) for file, text in told.items() for one in names if re.search(one, text, re.IGNORECASE)]


def of_leaders() -> list[str]:
    """Each leader's names; a school is called as some leaders are, and stays so."""
    return [first for first, _ in LEADERS] + ["Quigley", "Featherstone(?! School)"]


@pytest.mark.parametrize("form", FORMS)
def test_no_name_is_found_however_it_is_written(run: Run, here: Path, form: str) -> None:
    export(here / "export.csv", FORMS[form])
    (here / "out").mkdir()
    ran = run("batch", "export.csv", "-o", "out/r.csv", "--rejects", "out/j.csv", *HIDDEN, *DAY)
    (here / "out" / "screen").write_text(ran.err + ran.out)
    assert found(here / "out", of_leaders()) == []
    results = pl.read_csv("out/r.csv", infer_schema=False)
    assert results["answer_measure"].to_list() == ["what [left out]'s team counts, [left out] says"] * len(LEADERS)
    assert results["answer_partners"][1] == "[left out] herself; [left out], and the office of [left out]."
    stays = {header: [cells[n % 4] for n in range(len(LEADERS))] for header, cells in STAYS.items()}
    assert {header: results[header].to_list() for header in STAYS} == stays


@pytest.mark.parametrize("ending", ["xlsx", "jsonl", "parquet", "sav", "dta"])
def test_no_name_is_found_in_any_output(run: Run, here: Path, ending: str) -> None:
    export(here / "export.csv", FORMS["Last, First"])
    (here / "out").mkdir()
    pages = ("--report", "out/page.html", "--report", "out/page.pdf", "--by", "District")
    handouts = ("--playbooks", "out/books", "--letters", "out/letters", "--format", "md") if ending == "xlsx" else ()
    files = ("-o", f"out/r.{ending}", "--rejects", f"out/j.{'xlsx' if ending == 'xlsx' else 'csv'}")
    ran = run("batch", "export.csv", *files, "--codebook", "out/c.xml", *pages, *handouts, *HIDDEN, *DAY)
    assert f"wrote out/r.{ending}" in ran.err, ran.err
    (here / "out" / "screen").write_text(ran.err + ran.out)
    assert found(here / "out", of_leaders()) == []
    assert not handouts or {"books", "letters"} <= {path.name for path in (here / "out").iterdir()}
    assert "Cedar Falls" in read(here / "out" / f"r.{ending}")


def test_no_name_is_found_in_claims_calls_and_applications(run: Run, here: Path) -> None:
    export(here / "export.csv", FORMS["Last, First"])
    applied = [[f"R-{n}", *[name_of(FORMS["Dr."], *who)] * 3, "rural"] for n, who in enumerate(LEADERS)]
    with (here / "a.csv").open("w", encoding="utf-8", newline="") as file:
        headers = ["Response ID", "School principal", "District superintendent", "School", "Locale"]
        csv.writer(file).writerows([headers, *applied])
    (here / "out").mkdir()
    joined = ("--join", "a.csv", "--on", "Response ID", "--context", "application", "--calls", "out/calls.csv")
    ran = run("batch", "export.csv", "-o", "out/r.csv", "--rejects", "out/j.csv", *joined, "--share", "1", *HIDDEN)
    assert "wrote out/r.csv" in ran.err, ran.err
    (here / "out" / "screen").write_text(ran.err + ran.out)
    assert found(here / "out", of_leaders()) == []
    assert "application_Locale" in read(here / "out" / "r.csv")


def test_the_mapping_of_a_rehearsal_shows_no_name(run: Run, here: Path) -> None:
    export(here / "export.csv", FORMS["First Last"])
    ran = run("batch", "export.csv", "--dry-run", *HIDDEN)
    (here / "out").mkdir()
    (here / "out" / "mapping.yaml").write_text(ran.out)
    (here / "out" / "screen").write_text(ran.err)
    assert "items:" in ran.out
    assert found(here / "out", of_leaders()) == []


PLACED = {
    "School": ["Abraham Lincoln", "Rosa Parks", "Cesar Chavez", "Horace Mann"],
    "City": ["Austin, TX", "Charlotte, NC", "Madison, WI", "Logan, UT"],
    "Name of the district you lead": ["Green Valley", "Cedar Falls", "Santa Fe", "Ann Arbor"],
}


def test_places_stay_and_what_is_taken_for_people_is_told_with_what_keeps_it(run: Run, here: Path) -> None:
    locals_ = ["Ana Ortiz", "Robert Vega", "Maria Paz", "John Kim"]
    export(here / "export.csv", FORMS["First Last"], {**PLACED, "Campus": locals_})
    ran = run("batch", "export.csv", "-o", "r.csv", *HIDDEN, *DAY)
    results = pl.read_csv("r.csv", infer_schema=False)
    placed = {header: [cells[n % 4] for n in range(len(LEADERS))] for header, cells in PLACED.items()}
    assert {header: results[header].to_list() for header in PLACED} == placed
    assert "Campus" not in results.columns
    told = " ".join(ran.err.split())
    assert "taken for people by their cells alone: Campus; where they are places, write so in the cells" in told
    export(here / "export.csv", FORMS["First Last"], {"Campus": [f"{one} School" for one in locals_]})
    ran = run("batch", "export.csv", "-o", "r.csv", "--force", *HIDDEN, *DAY)
    assert pl.read_csv("r.csv", infer_schema=False)["Campus"][0] == "Ana Ortiz School"
    assert "taken for people by their cells" not in ran.err
