"""`jtbd-diag batch --dry-run` says what a run would; what is lost of what decides is told, and most of it is exit 1."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from html import escape
from pathlib import Path

import openpyxl
import pytest

from jtbd_diag.ground.yaml_files import read_yaml
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.survey.columns import mapping
from jtbd_diag.survey.files import csv_text
from tests.cli.conftest import EXAMPLES, Run
from tests.survey.reading import seen
from tests.survey.test_form_files import FORMS

RATED = """\
questionnaire: rated
version: 1
title: Rated
minutes: 5
answer_sets: {agree: [Disagree, Neutral, Agree]}
scales: {s: {title: S, minimum_answered: 0.1}}
sections:
  - title: All
    items:
      - {id: a, type: rating, answers: agree, scale: s, ask: First?, weight: 8}
      - {id: b, type: rating, answers: agree, scale: s, ask: Second?}
      - id: c
        type: single
        ask: Third?
        options: [{id: x, text: X, points: {s: 0}}, {id: y, text: Y, points: {s: 9}}]
"""
ASKED = ("--questionnaire", "q.yaml")


@pytest.fixture
def table(here: Path) -> Path:
    (here / "q.yaml").write_text(RATED)
    return here / "t.csv"


def lines(text: str) -> list[str]:
    """What both say: a dry run also tells the cells refused and who would be hidden, a run what it wrote."""
    own = ("wrote ", "  1 cell", "  2 cell", "  6 cell", "  passed", "  --pseudonymize")
    return [line for line in text.splitlines() if not line.startswith(own)]


@pytest.mark.parametrize(
    ("rows", "strict", "code"),
    [
        ("1,Agree,Agree,X\n", True, 0),
        ("1,Agree,Agree,nonsense\n", False, 0),
        ("1,Agree,Agree,nonsense\n", True, 1),
        ("1,0,1,X\n2,2,1,Y\n3,1,0,Y\n", False, 1),
        ("1,,,\n", False, 1),
    ],
)
def test_it_says_what_a_run_says_and_exits_as_it_does(
    run: Run, table: Path, rows: str, strict: bool, code: int
) -> None:
    table.write_text("id,a,b,c\n" + rows)
    more = (*ASKED, *(("--strict",) if strict else ()))
    real = run("batch", "t.csv", "-o", "r.csv", "--rejects", "j.csv", *more)
    dry = run("batch", "t.csv", "--dry-run", *more)
    assert (real.code, dry.code) == (code, code)
    assert lines(real.err) == lines(dry.err.replace("--rejects FILE", "j.csv"))
    assert Path("r.csv").exists()


def test_what_it_proposes_is_read_once_it_is_confirmed(run: Run, table: Path, here: Path) -> None:
    table.write_text("id,a,b,c\n1,1,3,X\n2,2,-99,Y\n3,3,0,Y\n4,NA,1,X\n")
    dry = run("batch", "t.csv", "--dry-run", *ASKED)
    assert dry.code == 1
    assert "numbers of 'agree' are not known" in dry.err and "7 cells of 'a', 'b'" in dry.err
    assert "# proposed by what the columns hold: missing: [-99, 0, NA]" in dry.out
    kept = [line for line in dry.out.splitlines() if not line.startswith("missing:")]
    start = kept.index("#   agree:  # its columns hold -99, 0, 1, 2, 3")
    confirmed = [line.removeprefix("# ") if start <= n < start + 4 else line for n, line in enumerate(kept)]
    confirmed = [line.removeprefix("# proposed by what the columns hold: ") for line in confirmed]
    (here / "m.yaml").write_text("\n".join(confirmed))
    ran = run("batch", "t.csv", "-o", "r.csv", "--mapping", "m.yaml", *ASKED)
    assert ran.code == 0, ran.err
    assert "0 cells could not be used" in ran.err and "3 cells marked as missing" in ran.err


def test_another_survey_is_refused_and_gets_a_mapping_all_the_same(run: Run, table: Path) -> None:
    table.write_text("Color,Size\nred,2\n")
    dry = run("batch", "t.csv", "--dry-run", *ASKED)
    assert dry.code == 1 and "B004" in dry.err
    assert "carried:" in dry.out and '"Color"' in dry.out


def test_it_writes_nothing_and_makes_no_key(run: Run, here: Path) -> None:
    ran = run("batch", "survey-200.csv", "--dry-run", "--pseudonymize", "--key", "k", "-o", "r.csv")
    assert ran.code == 0, ran.err
    assert "replaced by pseudonyms" in ran.err
    assert list(here.iterdir()) == []


def wide(here: Path, ratings: str) -> None:
    """The shipped survey with all its ratings in other words."""
    with (EXAMPLES / "survey-200.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    levels = ["Not true", "Slightly true", "Partly true", "Mostly true", "Very true"]
    words = dict(zip(levels, ratings.split(), strict=True))
    with (here / "wide.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *([words.get(cell, cell) for cell in row] for row in rows)])


def test_refused_ratings_are_counted_and_are_not_unanswered(run: Run, here: Path) -> None:
    wide(here, "0 1 2 3 4")
    ran = run("batch", "wide.csv", "-o", "r.csv", "--rejects", "j.csv", "--report", "r.html")
    with Path("j.csv").open(encoding="utf-8", newline="") as file:
        refused = [row for row in csv.DictReader(file) if row["code"] == "B030"]
    columns = Counter(row["column"] for row in refused)
    assert len(columns) == 25
    assert "of what decides is lost" in ran.err
    page = (here / "r.html").read_text("utf-8")
    column, cells = columns.most_common(1)[0]
    assert f">{cells}<" in page and escape(column) in page
    assert "of 23 deciding questions" in page
    assert run("batch", "wide.csv", "-o", "r2.csv", "--strict").code == 1


LABELS = "id,a,b,c\n3,Agree,Neutral,X\n1,Disagree,Agree,Y\n2,,Neutral,X\n"


def test_labels_beside_tell_what_numbers_mean(run: Run, table: Path, here: Path) -> None:
    table.write_text("id,a,b,c\n1,6,2,2\n2,2,4,1\n3,2,4,1\n")
    (here / "labels.csv").write_text(LABELS)
    assert run("batch", "t.csv", "-o", "refused.csv", *ASKED).code == 1
    ran = run("batch", "t.csv", "--labels", "labels.csv", "-o", "numbers.csv", *ASKED)
    assert ran.code == 0, ran.err
    assert "'agree' (2 is 'Agree', 4 is 'Neutral', 6 is 'Disagree')" in ran.err
    (here / "same.csv").write_text("id,a,b,c\n1,Disagree,Agree,Y\n2,Agree,Neutral,X\n3,Agree,Neutral,X\n")
    assert run("batch", "same.csv", "-o", "labels-read.csv", *ASKED).code == 0
    assert Path("numbers.csv").read_text() == Path("labels-read.csv").read_text()
    dry = run("batch", "t.csv", "--labels", "labels.csv", "--dry-run", *ASKED)
    (here / "m.yaml").write_text(dry.out)
    assert run("batch", "t.csv", "--mapping", "m.yaml", "-o", "mapped.csv", *ASKED).code == 0
    assert Path("mapped.csv").read_text() == Path("numbers.csv").read_text()


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ("id,a,b,c\n1,6,2,2\n2,2,4,1\n3,4,4,1\n", "'Agree' beside '4' and beside '2'"),
        ("id,a,b,c\n1,6,2,2\n2,2,4,1\n3,3,4,1\n", "'Agree' beside '3' and beside '2'"),
        ("id,a,b,c\n1,6,6,2\n2,2,4,1\n3,2,4,1\n", "'6' beside 'Disagree' and beside 'Agree'"),
        ("id,a,b,c\n7,6,2,2\n8,2,4,1\n9,2,4,1\n", "no column tells in both exports who is who"),
        ("id,a,b,c\n1,6,2,2\n1,2,4,1\n3,2,4,1\n", "no column tells in both exports who is who"),
    ],
)
def test_labels_that_do_not_agree_everywhere_tell_nothing(
    run: Run, table: Path, here: Path, numbers: str, told: str
) -> None:
    table.write_text(numbers)
    (here / "labels.csv").write_text(LABELS)
    ran = run("batch", "t.csv", "--labels", "labels.csv", "-o", "r.csv", *ASKED)
    assert ran.code == 1 and "B032" in ran.err and told in ran.err
    assert not Path("r.csv").exists()


def test_a_large_file_that_contradicts_its_start_is_read_again_and_says_so(
    run: Run, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_text, "LARGE", 10)
    monkeypatch.setattr(csv_text, "START", 10)
    table.write_text("id,a,b,c\n" + "1,1,3,X\n2,2,3,Y\n" * 50 + "3,0,1,X\n")
    ran = run("batch", "t.csv", "-o", "r.csv", "--rejects", "j.csv", *ASKED)
    assert ran.code == 1
    again = ran.err.partition("it is read with care")[2]
    assert "numbers of 'agree' are not known: its columns hold 0, 1, 2, 3" in again
    assert "202 cells could not be used in 101 rows" in again
    table.write_text("id,a,b,c\n" + "1,1,3,X\n2,2,3,Y\n" * 50)
    assert "it is read with care" not in run("batch", "t.csv", "-o", "s.csv", *ASKED).err


def test_the_mapping_shows_letters_and_samples_but_nobody(run: Run, table: Path) -> None:
    head = "id,Your name,Phone of your office,Region,Remarks,a,b,c,token\n"
    rows = ["{n}x7q{n}9,Ann Smi{w},555 010 9{n}{n}{n}{n},North,Ask Bo Li what went wrong here last year,Agree,,X,{n}"]
    table.write_text(head + "".join(rows[0].format(n=n, w="th" * n) + "\n" for n in range(1, 6)) + ",,,bo@x.org,,,,,\n")
    text = run("batch", "t.csv", "--dry-run", *ASKED).out
    assert '  a: "a"  # F, by id: "Agree"\n' in text and '  b: "b"  # G, by id: empty in the rows looked at\n' in text
    assert '  - "Region"  # D: "North", …\n' in text
    assert '  - "Your name"  # B: of persons, not shown\n' in text
    assert '  - "Remarks"  # E: people\'s own words, not shown\n' in text
    for secret in ("Smith", "010", "x7q", "Bo Li", "bo@x.org"):
        assert secret not in text
    assert "# Nothing after a colon means: for an item, that it was not asked" in text


def test_the_mappings_on_the_page_have_every_key_and_read_the_table_on_the_page(
    run: Run, here: Path, leader: Questionnaire
) -> None:
    from tests.checkout import ROOT

    page = (ROOT / "docs" / "batch.md").read_text("utf-8").partition("## The mapping\n")[2]
    text, whose = re.findall(r"```yaml\n(.*?)```", page.partition("\n## ")[0], re.DOTALL)
    (here / "m.yaml").write_text(text)
    (here / "whose.yaml").write_text(whose)
    assert {*read_yaml(here / "m.yaml").data, *read_yaml(here / "whose.yaml").data} == set(mapping._KEYS)
    head, *rows = ([c.strip() for c in row.split("|")[1:-1]] for row in page.splitlines() if row.startswith("| "))
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Notes"])
    sheet = book.create_sheet("Answers")
    for row in (head, *rows[:3]):
        sheet.append(row)
    book.save(here / "t.xlsx")
    ran = run("batch", "t.xlsx", "--mapping", "m.yaml", "-o", "r.jsonl")
    assert "0 cells could not be used" in ran.err and "1 cell marked as missing" in ran.err
    results = [json.loads(line) for line in Path("r.jsonl").read_text().splitlines()]
    assert [(row["No"], row["Region"]) for row in results] == [("1", "North"), ("2", "South"), ("3", "North")]
    assert "Remark" not in results[0]
    assert seen(here / "t.xlsx", leader, mapping=here / "m.yaml").answers == {
        2: {"causes": "own_unit", "have": ("count",), "belongs_one_unit": "5", "outsiders_must_change": "1"},
        3: {"causes": "other_units", "have": ("cases", "coach"), "belongs_one_unit": "3"},
        4: {"have": ("cases",), "belongs_one_unit": "4", "outsiders_must_change": "2"},
    }
    (here / "w.csv").write_text("Leader code,My role,Rater code,Round,causes\n7,chief of staff,a,1,own_unit\n7,,,1,\n")
    found = seen(here / "w.csv", leader, mapping=here / "whose.yaml")
    assert any("cabinet 1, leader 1" in note for note in found.notes)


@pytest.mark.parametrize("name", ["s.qsf", "form.csv", "d.csv"])
def test_a_dry_run_of_a_form_writes_no_mapping(run: Run, name: str) -> None:
    Path(name).write_text(FORMS[name], encoding="utf-8")
    ran = run("batch", name, "--dry-run")
    assert (ran.code, ran.out) == (1, "") and "B022" in ran.err


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--key", "k"), "--pseudonymize"),
        (("--personal", "--pseudonymize", "--key", "k"), "--personal"),
        (("--seed", "3"), "--calls"),
    ],
)
def test_options_that_do_not_go_together_are_told_before_the_run(run: Run, options: tuple[str, ...], told: str) -> None:
    ran = run("batch", "survey-200.csv", "--dry-run", *options)
    assert ran.code == 2 and told in ran.err
