"""What every command that reads a table says of how it was read, and what none compares by a guess."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import Result

from tests.cli.conftest import EXAMPLES, Run

AGAIN, PLACE, INTERVIEWS = EXAMPLES / "cohort-again", EXAMPLES / "place-riverton", EXAMPLES / "interviews-24"
RATINGS = {"Not true": "5", "Slightly true": "4", "Partly true": "3", "Mostly true": "2", "Very true": "1"}
"""Numbered against the order of the options."""
CODES = "".join(f'    {number}: "{words}"\n' for words, number in RATINGS.items())
MOST = "that is most of it, so that these results say next to nothing"


def rewritten(source: Path, target: str | Path, cell: Callable[[str, int, int], str]) -> str:
    """A copy of a table, each cell made of it, its row and its column."""
    with source.open(encoding="utf-8-sig", newline="") as file:
        heads, *rows = list(csv.reader(file))
    with Path(target).open("w", encoding="utf-8", newline="") as file:
        new = ([cell(one, n, k) for k, one in enumerate(row)] for n, row in enumerate(rows))
        csv.writer(file).writerows([heads, *new])
    return str(target)


def numbered(source: Path, target: str | Path) -> str:
    return rewritten(source, target, lambda one, _, __: RATINGS.get(one, one))


def spoiled(source: Path, target: str | Path, first: int = 6) -> str:
    """Six rows of ten hold nothing that can be read."""
    return rewritten(source, target, lambda one, n, k: f"{one} zz" if one and k >= first and n % 10 < 6 else one)


def mapping(*sets: str) -> str:
    Path("mapping.yaml").write_text("codes:\n" + "".join(f"  {one}:\n{CODES}" for one in sets), encoding="utf-8")
    return "mapping.yaml"


def commands(table: str) -> dict[str, list[object]]:
    """Every command that compares what a table of leaders holds."""
    autumn = AGAIN / "autumn.csv"
    return {
        "waves": ["waves", autumn, table, "-o", "p.html"],
        "evidence": ["evidence", table, "-o", "p.html"],
        "impact": ["impact", "leader@1", "leader@2", table, "-o", "p.html"],
    }


def refused(told: Result) -> bool:
    return told.code == 1 and bool(re.search(r"B030 the numbers of \d+ scored questions run in a direction", told.err))


@pytest.mark.parametrize("command", ["waves", "evidence", "impact"])
def test_numbers_whose_direction_nobody_said_are_not_compared_before_a_mapping_says_it(
    run: Run, here: Path, command: str
) -> None:
    words = commands(numbered(AGAIN / "spring.csv", "spring.csv"))[command]
    told = run(*words)
    assert refused(told)
    assert "1 is taken for 'Not true', 5 for 'Very true'" in told.err
    assert re.search(r"TO BE CONFIRMED: the numbers of \d+ questions", told.err)
    assert '    1: "Not true"' in told.err, "the codes to be confirmed stand in the hint"
    assert not Path("p.html").exists()
    told = run(*words, "--mapping", mapping("true_now"))
    assert told.code == 0
    assert "TO BE CONFIRMED" not in told.err
    found = Path("p.html").read_text("utf-8")
    assert run(*commands(str(shutil.copy(AGAIN / "spring.csv", "spring.csv")))[command], "--force").code == 0
    assert found == Path("p.html").read_text("utf-8"), "the same as from labels"


def test_a_mapping_of_a_dry_run_says_it_once_its_marks_are_taken_away(run: Run, here: Path) -> None:
    table = numbered(AGAIN / "autumn.csv", "autumn.csv")
    words = commands(table)["evidence"]
    hint = "batch --dry-run writes a mapping that says it: take the # away from the lines below its codes"
    assert hint in run(*words).err
    written = run("batch", table, "--dry-run").out
    before, codes, after = written.partition("\ncodes:\n")
    assert codes
    lines = after.splitlines()
    end = next(n for n, line in enumerate(lines) if line.startswith("# Cells that mark"))
    bare = [line.removeprefix("#") if line.startswith("#   ") else line for line in lines[:end]]
    for text, code in ((written, 1), ("\n".join((before, "codes:", *bare, *lines[end:], "")), 0)):
        Path("mapping.yaml").write_text(text, encoding="utf-8")
        assert run(*words, "--mapping", "mapping.yaml").code == code


def test_what_was_refused_goes_into_no_questionnaire(run: Run, here: Path) -> None:
    assert run("copy", "leader", "mine").code == 0
    own = Path("mine/questionnaires/leader.yaml")
    before = own.read_bytes()
    assert refused(run("evidence", numbered(AGAIN / "spring.csv", "spring.csv"), "--write", own))
    assert own.read_bytes() == before


def test_two_tables_that_count_two_ways_have_a_mapping_each(run: Run, here: Path) -> None:
    first = rewritten(
        AGAIN / "autumn.csv",
        "autumn.csv",
        lambda one, _, __: str(6 - int(RATINGS.get(one, 0))) if one in RATINGS else one,
    )
    second = numbered(AGAIN / "spring.csv", "spring.csv")
    back = mapping("true_now")
    forth = "codes:\n  true_now:\n" + "".join(f'    {6 - int(n)}: "{words}"\n' for words, n in RATINGS.items())
    Path("forth.yaml").write_text(forth, encoding="utf-8")
    told = run("waves", first, second, "--mapping", "forth.yaml", "--mapping", back, "-o", "a.xlsx")
    assert told.code == 0
    assert run("waves", AGAIN / "autumn.csv", AGAIN / "spring.csv", "-o", "b.xlsx").code == 0
    one, other = ([list(sheet.values) for sheet in load_workbook(path).worksheets[1:]] for path in ("a.xlsx", "b.xlsx"))
    assert one == other
    told = run("evidence", first, "--mapping", "forth.yaml", "--mapping", back, "-o", "e.html")
    assert (told.code, "2 mappings are given for 1 table" in told.err) == (2, True), told.err


@pytest.mark.parametrize("command", ["waves", "evidence", "impact"])
def test_a_table_of_which_most_is_lost_is_told_and_fails(run: Run, here: Path, command: str) -> None:
    table = spoiled(AGAIN / "spring.csv", "spring.csv")
    told = run(*commands(table)[command])
    assert told.code == 1
    assert re.search(r"\n[\d,]+ cells could not be used in \d+ rows: batch with --rejects FILE says which\n", told.err)
    assert re.search(r"\n  \d\d cells of '.*': is no option of '", told.err)
    assert re.search(r"\n(5\d|6\d)% of what decides is lost", told.err)
    assert MOST in told.err
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", Path("p.html").read_text("utf-8")))
    assert "Most of it could not be read." in page
    assert re.search(r"spring.csv: 105 rows, of which 102 count; 3 of people who answered before are set aside; [\d,]+ "
                     r"cells could not be used in \d+ rows; .*\d+% of what decides is lost\.", page)  # fmt: skip


@pytest.mark.parametrize("command", ["waves", "evidence", "impact"])
def test_a_sound_table_is_told_too_and_how_many_rows_were_set_aside(run: Run, here: Path, command: str) -> None:
    told = run(*commands(str(AGAIN / "spring.csv"))[command])
    assert told.code == 0
    assert "3 rows of somebody who answered before, by 'respondent' or 'email': set aside" in told.err
    assert "3 cells could not be used in 3 rows" in told.err
    assert "is lost" not in told.err
    page = re.sub(r"<[^>]*>", "", Path("p.html").read_text("utf-8"))
    assert "How the tables were read" in page
    assert "Not all of it could be read" not in page


def test_what_rests_on_a_table_of_which_most_is_lost_goes_into_no_questionnaire(run: Run, here: Path) -> None:
    assert run("copy", "leader", "mine").code == 0
    own = Path("mine/questionnaires/leader.yaml")
    before = own.read_bytes()
    told = run("evidence", spoiled(AGAIN / "spring.csv", "s.csv"), "--write", own)
    assert told.code == 1
    assert "nothing is written into mine/questionnaires/leader.yaml: most of what decides is lost" in told.err
    assert own.read_bytes() == before


def test_impact_tells_other_programs_how_tables_were_read(run: Run, here: Path) -> None:
    table = spoiled(AGAIN / "spring.csv", "s.csv")
    assert run("impact", "leader@1", "leader@2", table, AGAIN / "autumn.csv", "-o", "i.json").code == 1
    first, second = json.loads(Path("i.json").read_text("utf-8"))["read"]
    assert (first["source"], first["rows"], first["counted"], first["answered_again"]) == ("s.csv", 105, 102, 3)
    assert first["share_lost"] > 0.5
    assert (second["rows"], second["cells_unused"], second["lost_whole"]) == (120, 4, 0)


def test_evidence_tells_it_in_its_workbook(run: Run, here: Path) -> None:
    assert run("evidence", spoiled(AGAIN / "spring.csv", "s.csv"), "-o", "e.xlsx").code == 1
    about = [row[0] for row in load_workbook("e.xlsx").worksheets[0].values]
    assert any("s.csv: 105 rows, of which 102 count" in str(line) for line in about)


def test_a_place_is_compared_by_no_guess_and_tells_what_is_lost(run: Run, here: Path) -> None:
    shutil.copytree(PLACE, "place")
    numbered(PLACE / "staff.csv", "place/staff.csv")
    told = run("compare", "place", "-o", "p.html", "--date", "2026-11-22")
    assert refused(told)
    assert "name it there below `answers` of this group" in told.err
    place = Path("place/place.yaml")
    text = place.read_text("utf-8").replace("answers: staff.csv", "answers: staff.csv\n  mapping: mapping.yaml")
    place.write_text(text, encoding="utf-8")
    shutil.move(mapping("true_now", "how_true"), "place/mapping.yaml")
    assert run("compare", "place", "-o", "p.xlsx", "--date", "2026-11-22").code == 0
    assert run("compare", PLACE, "-o", "q.xlsx", "--date", "2026-11-22").code == 0
    one, other = ([list(sheet.values) for sheet in load_workbook(path).worksheets[1:]] for path in ("p.xlsx", "q.xlsx"))
    assert one == other
    spoiled(PLACE / "staff.csv", "place/staff.csv")
    told = run("compare", "place", "-o", "p.html", "--date", "2026-11-22")
    assert (told.code, MOST in told.err) == (1, True), told.err


def test_interviews_are_set_beside_no_guess_and_a_blank_row_erases_nobody(run: Run, here: Path) -> None:
    answers = INTERVIEWS / "answers.csv"
    for step in ("calibrate", "cluster"):
        words = ["interviews", step, INTERVIEWS, "--answers", numbered(answers, "n.csv"), "-o", "p.html", "--force"]
        assert refused(run(*words))
        assert run(*words, "--mapping", mapping("true_now")).code == 0
    sound = run("interviews", "calibrate", INTERVIEWS, "-o", "p.html", "--force")
    assert "In 15 of 19." in sound.err
    lines = answers.read_text("utf-8").splitlines()
    blank = [f"interview-{n:02},yes" + "," * (lines[0].count(",") - 1) for n in range(1, 9)]
    Path("blank.csv").write_text("\n".join([*lines, *blank, ""]), encoding="utf-8")
    told = run("interviews", "calibrate", INTERVIEWS, "--answers", "blank.csv", "-o", "p.html", "--force")
    assert "In 15 of 19." in told.err
    Path("twice.csv").write_text("\n".join([*lines, *lines[1:3], ""]), encoding="utf-8")
    told = run("interviews", "calibrate", INTERVIEWS, "--answers", "twice.csv", "-o", "p.html", "--force")
    assert "2 rows of answers are left out: others of the same interviews count" in told.err
    table = rewritten(answers, "bad.csv", lambda one, n, k: f"{one} zz" if one and k > 1 and n % 3 else one)
    told = run("interviews", "calibrate", INTERVIEWS, "--answers", table, "-o", "p.html", "-o", "v.yaml", "--force")
    assert (told.code, MOST in told.err) == (1, True), told.err
    assert "v.yaml is not written: most of what decides is lost in the answers" in told.err
    assert not Path("v.yaml").exists()


def test_the_mapping_of_a_dry_run_is_taken_by_every_command(run: Run) -> None:
    """A later wave asks what no other form asks; who looks at a place is not asked all that its leader is."""
    spring = AGAIN / "spring.csv"
    Path("m.yaml").write_text(run("batch", spring, "--dry-run").out, "utf-8")
    assert "then_outsiders_must_change: " in Path("m.yaml").read_text("utf-8")
    assert run("batch", spring, "-o", "r.csv", "--mapping", "m.yaml").code == 0
    for name, typed in commands(str(spring)).items():
        told, with_it = (run(*typed[:-1], f"{n}.html", *more) for n, more in ((1, ()), (2, ("--mapping", "m.yaml"))))
        assert (told.code, with_it.code) == (0, 0), (name, with_it.err)
        assert Path("1.html").read_text("utf-8") == Path("2.html").read_text("utf-8")
        Path("1.html").unlink(), Path("2.html").unlink()
    shutil.copytree(PLACE, "place")
    Path("place/m.yaml").write_text(run("batch", PLACE / "staff.csv", "--dry-run").out, "utf-8")
    path = Path("place/place.yaml")
    path.write_text(path.read_text("utf-8").replace("staff.csv\n", "staff.csv\n  mapping: m.yaml\n"), "utf-8")
    assert "Q005" not in run("compare", "place", "-o", "p.html").err
    path.with_name("m.yaml").write_text("items: {areaz: }\n", "utf-8")
    assert "Q005 'areaz'" in run("compare", "place", "-o", "q.html").err


def test_a_row_that_counts_and_answers_little_is_told_by_every_command(run: Run) -> None:
    """The first leader opened the link once more and answered one question, on a later day."""
    head, *rows = list(csv.reader((AGAIN / "spring.csv").read_text("utf-8").splitlines()))
    at, kept = head.index("submitted"), {head.index(name) for name in ("respondent", "email", "invented_by_jtbd_diag")}
    more = [one if n in kept | {len(head) - 30} else "" for n, one in enumerate(rows[0])]
    more[at] = max(row[at] for row in rows)
    with Path("t.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows, more])
    each = {**commands("t.csv"), "batch": ["batch", "t.csv", "-o", "r.csv", "--duplicates", "last"]}
    for name, typed in each.items():
        told = run(*typed)
        assert "CHECK: of 1 person a row that was set aside answers more than twice as much" in told.err, name
        assert "4 rows of somebody who answered before" in told.err, name
        Path("p.html").unlink(missing_ok=True)
    assert "CHECK" not in run("batch", AGAIN / "spring.csv", "-o", "s.csv", "--duplicates", "last").err
