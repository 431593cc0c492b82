"""`jtbd-diag batch`: a survey to results, rejects, report and playbooks, and what it refuses."""

from __future__ import annotations

import csv
import os
import re
import stat
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from jtbd_diag.answers import Answers
from jtbd_diag.cohort.earlier_reports import FILE
from jtbd_diag.cohort.report_numbers import Gathering
from jtbd_diag.diagnosis import diagnose
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.results.batch_of_a_survey import Batch
from jtbd_diag.results.summary import Summary

from .conftest import EXAMPLES, Run, records_of

SURVEY = EXAMPLES / "survey-200.csv"
DAY = ("--date", "2026-11-21")


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write_rows(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


@pytest.fixture
def small(here: Path) -> Path:
    """The first twelve rows of the shipped survey."""
    write_rows(here / "small.csv", rows_of(SURVEY)[:13])
    return Path("small.csv")


def test_the_shipped_staff_survey_makes_a_map(run: Run, here: Path) -> None:
    asked = ("batch", "staff-160.csv", "--questionnaire", "staff-expertise", "-o", "levels.csv")
    ran = run(*asked, "--report", "map.html", "--report", "map.pdf", *DAY)
    assert ran.code == 0, ran.err
    page = (here / "map.html").read_text("utf-8")
    assert "Central office + Kitch" in page  # eight people in the kitchens are not shown by themselves
    assert "Transportation (16 people): Name the problem: on their own, 14–16 alone" in page
    by_role = run(*asked, "--report", "role.html", "--by", "role", "--force")
    assert by_role.code == 0, by_role.err
    assert "Grade, crew or department lead" in (here / "role.html").read_text("utf-8")


def test_numbers_whose_direction_nothing_tells_are_to_be_confirmed_at_the_end(run: Run, here: Path) -> None:
    head, *people = rows_of(SURVEY)[:61]
    labels = ["Not true", "Slightly true", "Partly true", "Mostly true", "Very true"]
    turned = [[str(5 - labels.index(cell)) if cell in labels else cell for cell in row] for row in people]
    write_rows(here / "labels.csv", [head, *people])
    write_rows(here / "turned.csv", [head, *turned])
    scored = run("batch", "turned.csv", "-o", "taken.csv")
    assert "TO BE CONFIRMED: the numbers of " in scored.err.splitlines()[-2], scored.err
    mapping = run("batch", "turned.csv", "--dry-run").out.replace("#   true_now:", "  true_now:")
    for place, label in enumerate(labels, start=1):
        mapping = mapping.replace(f'#     {place}: "{label}"', f'    {6 - place}: "{label}"')
    (here / "mapping.yaml").write_text(mapping, "utf-8")
    told = run("batch", "turned.csv", "-o", "told.csv", "--mapping", "mapping.yaml")
    assert "TO BE CONFIRMED" not in told.err
    assert run("batch", "labels.csv", "-o", "right.csv").code == told.code == 0
    scores = [
        [{k: v for k, v in row.items() if k.startswith("score_")} for row in records_of(f"{n}.csv")]
        for n in ("told", "right")
    ]
    assert scores[0] == scores[1]


def test_a_questionnaire_without_jobs_has_no_playbooks(run: Run, here: Path) -> None:
    refused = run("batch", "staff-160.csv", "--questionnaire", "staff-expertise", "-o", "r.csv", "--playbooks", "pb")
    assert refused.code == 1
    assert "has no jobs" in refused.err and "leave --playbooks out" in refused.err
    assert list(here.iterdir()) == []


def test_an_answer_is_grouped_by_in_full_words(run: Run, here: Path) -> None:
    ran = run("batch", SURVEY, "-o", "r.csv", "--report", "r.html", "--by", "size")
    assert ran.code == 0, ran.err
    assert "1,000 to 4,999" in (here / "r.html").read_text("utf-8")


def test_the_shipped_survey_end_to_end(run: Run, here: Path) -> None:
    outputs = ("-o", "results.xlsx", "--rejects", "rejects.csv", "--report", "cohort.html", "--report", "cohort.pdf")
    ran = run("batch", SURVEY, *outputs, "--by", "region", *DAY)
    assert ran.code == 0, ran.err
    assert re.search(r"200 rows: \d+ clear; \d+ leaning; \d+ mixed; 10 undetermined", ran.err)
    assert "7 cells could not be used in 7 rows: rejects.csv says which" in ran.err
    assert ran.out == ""
    left = [path.name for path in here.iterdir() if path.name != FILE]
    assert sorted(left) == ["cohort.html", "cohort.pdf", "rejects.csv", "results.xlsx"]
    sheet = openpyxl.load_workbook(here / "results.xlsx")["Results"]
    header = [cell.value for cell in sheet[1]]
    assert sheet.max_row == 201
    assert [row[header.index("row")].value for row in sheet.iter_rows(min_row=2)] == list(range(2, 202))
    assert header[:6] == ["row", "Response ID", "Submitted", "Region", "District", "Email"]
    assert {len(line) for line in records_of("rejects.csv")} == {6}
    page = (here / "cohort.html").read_text("utf-8")
    assert "Cohort report: 199 leaders" in page
    assert "Border, Islands, together" in page
    assert (here / "cohort.pdf").read_bytes().startswith(b"%PDF-")


def test_every_file_that_is_written_is_told(run: Run, small: Path, here: Path) -> None:
    outputs = ("-o", "r.csv", "--codebook", "r.xml", "--report", "c.html", "--rejects", "rejects.csv")
    ran = run("batch", small, *outputs, *DAY)
    assert ran.code == 0, ran.err
    written = {path.name for path in here.iterdir() if not path.name.startswith(".")} - {small.name}
    assert written == {"r.csv", "r.xml", "c.html", "rejects.csv"}
    assert [name for name in sorted(written) if name not in ran.err] == []


def test_every_row_is_what_diagnose_says(run: Run, small: Path, leader: Questionnaire) -> None:
    assert run("batch", small, "-o", "r.parquet").code == 0
    by_text = {item.ask: item for item in leader.items.values()}
    results = pl.read_parquet("r.parquet").to_dicts()
    rows = records_of(str(small))
    assert [row["Response ID"] for row in results] == [row["Response ID"] for row in rows]
    for result, row in zip(results, rows, strict=True):
        values = {}
        for text, cell in row.items():
            item = by_text.get(text)
            if item is None or not cell:
                continue
            options = {option.text: option.id for option in leader.options(item.id)}
            ticked = tuple(options[one] for one in cell.split("; ")) if item.type == "multiple" else ()
            value = ticked or options.get(cell, None if options else cell)
            if value is not None:
                values[item.id] = value
        diagnosis = diagnose(leader, Answers.to(leader, values))
        assert (result["job"], result["lead"], result["outcome"]) == (diagnosis.job, diagnosis.lead, diagnosis.outcome)
        assert {s: result[f"score_{s}"] for s in leader.scales} == {s: one.score for s, one in diagnosis.scales.items()}
        assert result["flips"] == (len(diagnosis.flip.changes) if diagnosis.flip else None)


@pytest.mark.parametrize("ending", ["csv", "tsv", "jsonl", "parquet", "xlsx"])
def test_every_ending(run: Run, small: Path, ending: str) -> None:
    ran = run("batch", small, "-o", f"r.{ending}", "--rejects", f"j.{ending}")
    assert ran.code == 0, ran.err
    assert Path(f"r.{ending}").stat().st_size > 1000
    assert Path(f"j.{ending}").exists()


def test_what_is_there_stays_and_nothing_else_is_written(run: Run, small: Path, here: Path) -> None:
    (here / "r.csv").write_text("old")
    ran = run("batch", small, "-o", "r.csv", "--report", "c.html")
    assert ran.code == 1
    assert "F008" in ran.err
    assert sorted(path.name for path in here.iterdir()) == ["r.csv", "small.csv"]
    assert run("batch", small, "-o", "r.csv", "--force").code == 0
    assert (here / "r.csv").read_text() != "old"


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("-o", "r.csv", "--personal", "--pseudonymize", "--key", "k"),
        ("-o", "r.csv", "--pseudonymize"),
        ("-o", "r.csv", "--key", "k"),
        ("-o", "r.csv", "--date", "tomorrow"),
    ],
)
def test_usage(run: Run, small: Path, here: Path, arguments: tuple[str, ...]) -> None:
    assert run("batch", small, *arguments).code == 2
    assert [path.name for path in here.iterdir()] == [small.name]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("-o", "r.ods"), "F009"),
        (("-o", "r.csv", "--report", "r.docx"), "F009"),
        (("-o", "r.csv", "--playbooks", "p", "--format", "odt"), "F009"),
        (("-o", "r.csv", "--letters", "p", "--format", "ics"), "F009"),
        (("-o", "r.csv", "--report", "c.html", "--by", "regio"), "C001"),
        (("-o", "none/r.csv"), "F007"),
    ],
)
def test_what_cannot_be_is_told_before_anything_is_written(
    run: Run, small: Path, here: Path, arguments: tuple[str, ...], code: str
) -> None:
    ran = run("batch", small, *arguments)
    assert (ran.code, code in ran.err) == (1, True), ran.err
    assert [path.name for path in here.iterdir()] == [small.name]


@pytest.mark.parametrize(
    ("arguments", "missing"),
    [
        (("--by", "Region"), "--report"),
        (("--format", "docx"), "--letters"),
        (("--issue", "later", "--theme", "x"), "--issue, --theme: "),
        (("--calendar", "x.ics"), "--playbooks"),
        (("--report", "c.html", "--theme", "x", "--format", "md"), "--format: "),
    ],
)
def test_what_says_how_something_is_made_is_refused_where_nothing_is(
    run: Run, small: Path, here: Path, arguments: tuple[str, ...], missing: str
) -> None:
    ran = run("batch", small, "-o", "r.csv", *arguments)
    assert (ran.code, missing in " ".join(ran.err.split())) == (2, True), ran.err
    assert [path.name for path in here.iterdir()] == [small.name]


def test_a_wrong_column_to_group_by_names_the_near_one(run: Run, small: Path) -> None:
    assert "did you mean 'Region'?" in run("batch", small, "-o", "r.csv", "--report", "c.html", "--by", "Regio").err


def test_faulty_assumptions_are_told(run: Run, small: Path, here: Path) -> None:
    own = here / "own" / "playbooks" / "program"
    own.mkdir(parents=True)
    (own / "needs.yaml").write_text("days: soon\nneeds: []\n")
    ran = run("--library", "own", "batch", small, "-o", "r.csv", "--report", "c.html")
    assert (ran.code, "C004" in ran.err) == (1, True), ran.err


def test_strict_exits_with_1_where_a_cell_could_not_be_used(run: Run, small: Path) -> None:
    rows = rows_of(small)
    rows[4][rows[0].index("Where have you seen most of the causes?")] = "everywhere, I suppose"
    write_rows(small, rows)
    first = run("batch", small, "-o", "r.csv", "--strict")
    assert (first.code, "1 cell could not be used in 1 row" in first.err) == (1, True), first.err
    assert Path("r.csv").exists()


def test_formulas_do_not_run(run: Run, small: Path) -> None:
    text = small.read_text("utf-8").replace("A1001", "=1+1", 1)
    small.write_text(text, "utf-8")
    assert run("batch", small, "-o", "r.csv").code == 0
    assert records_of("r.csv")[0]["Response ID"] == "'=1+1"


def test_pseudonyms_hide_who_it_is_and_stay_the_same_with_the_key(run: Run, small: Path) -> None:
    for name in ("one.csv", "two.csv"):
        assert run("batch", small, "-o", name, "--pseudonymize", "--key", "key.txt").code == 0
    one, two = records_of("one.csv"), records_of("two.csv")
    assert one == two
    assert all(re.fullmatch("p[0-9a-f]{16}", row["Response ID"]) for row in one)
    assert "@" not in Path("one.csv").read_text("utf-8")
    if os.name == "posix":
        assert stat.S_IMODE(Path("key.txt").stat().st_mode) == 0o600


def test_personal_answers_are_kept_only_when_asked_for(run: Run, small: Path) -> None:
    run("batch", small, "-o", "r.csv")
    assert not {"answer_name", "answer_episode"} & set(records_of("r.csv")[0])
    run("batch", small, "-o", "p.csv", "--personal")
    assert any(row["answer_name"] for row in records_of("p.csv"))


@pytest.mark.parametrize(("keep", "counted"), [("first", ["true", "false"]), ("last", ["false", "true"])])
def test_duplicates_are_marked_and_set_aside_not_dropped(run: Run, small: Path, keep: str, counted: list[str]) -> None:
    rows = rows_of(small)
    rows[3][4] = rows[2][4].upper()  # the e-mail address of the second respondent
    rows[2][1], rows[3][1] = "2026-10-01 08:00", "2026-10-01 09:00"
    write_rows(small, rows)
    ran = run("batch", small, "-o", "r.csv", "--duplicates", keep, "--report", "c.html", *DAY)
    assert "1 row of somebody who answered before, by 'Response ID' or 'Email': set aside; the" in ran.err
    results = records_of("r.csv")
    assert len(results) == 12
    assert [row["counted"] for row in results[1:3]] == counted
    assert [row["duplicate_of"] for row in results[1:3]] == ["", "3"]
    assert "Cohort report: 11 leaders" in Path("c.html").read_text("utf-8")


def test_a_mailbox_that_several_ids_share_is_told(run: Run, tmp_path: Path) -> None:
    ask = ["The result I want belongs to one team or office.", "My aim changes how most people here work."]
    people = [("P-771", "office@lake.example"), ("P-802", "Office@lake.example"), ("P-913", "kim@lake.example")]
    rows = [["Participant ID", "Email", *ask], *([*one, "Very true", "Not true"] for one in people)]
    write_rows(tmp_path / "shared.csv", rows)
    ran = run("batch", tmp_path / "shared.csv", "-o", "r.csv", "--duplicates", "last")
    assert "2 rows share an address in 'Email' and differ in 'Participant ID'" in ran.err
    assert "the last row that answers anything counts, as no column tells when" in ran.err
    apart = run("batch", tmp_path / "shared.csv", "-o", "s.csv", "--duplicates", "last", "--id", "Participant ID")
    assert [row["counted"] for row in records_of("s.csv")] == ["true"] * 3
    assert "share an address" not in apart.err
    write_rows(tmp_path / "shared.csv", [rows[0], *([rows[1][0], *row[1:]] for row in rows[1:])])
    assert "share an address" not in run("batch", tmp_path / "shared.csv", "-o", "t.csv").err


def test_a_playbook_each_and_none_for_who_answered_nothing(run: Run, small: Path) -> None:
    rows = rows_of(small)[:4]
    rows[2][5:] = [""] * (len(rows[2]) - 5)
    write_rows(small, rows)
    arguments = ("--playbooks", "p", "--format", "txt", *DAY)
    first = run("batch", small, "-o", "r.csv", *arguments)
    assert (first.code, "made 2 playbooks in p" in first.err) == (0, True), first.err
    assert sorted(path.name for path in Path("p").glob("*.txt")) == [
        *("A1001-sheets.txt", "A1001.txt", "A1003-sheets.txt", "A1003.txt")
    ]
    again = run("batch", small, "-o", "r2.csv", *arguments)
    assert "made 0 playbooks in p, 2 were there already" in again.err


def test_a_letter_each_beside_the_playbooks_and_a_table_to_send_them_by(run: Run, small: Path) -> None:
    write_rows(small, rows_of(small)[:3])
    arguments = ("--playbooks", "p", "--letters", "l", "--format", "txt", *DAY)
    made = run("batch", small, "-o", "r.csv", *arguments)
    assert made.code == 0 and "made 2 playbooks in p" in made.err and "made 2 letters in l" in made.err, made.err
    with Path("l", "letters.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["file"], row["respondent"]) for row in rows] == [("A1001.txt", "A1001"), ("A1002.txt", "A1002")]
    assert all("@" in row["email"] and row["name"] and row["first"] and row["second"] for row in rows)
    assert "number A1001" in " ".join(Path("l", "A1001.txt").read_text("utf-8").split())
    again = run("batch", small, "-o", "r.csv", "--force", *arguments)
    assert "made 0 letters in l, 2 were there already" in again.err
    covered = run("batch", small, "-o", "c.csv", "--letters", "c", "--pseudonymize", "--key", "k", *arguments[4:])
    assert covered.code == 0, covered.err
    told = Path("c", "letters.csv").read_text("utf-8-sig")
    assert told.startswith("file,respondent,about,") and "@" not in told and rows[0]["name"] not in told


def test_a_pseudonym_made_of_an_address_tells_whose_letter_it_is_where_no_id_does(run: Run, small: Path) -> None:
    write_rows(small, [["Nothing", *row[1:]] if n == 0 else ["", *row[1:]] for n, row in enumerate(rows_of(small)[:3])])
    ran = run("batch", small, "-o", "r.csv", "--letters", "l", "--format", "txt", "--pseudonymize", "--key", "k", *DAY)
    assert ran.code == 0, ran.err
    whose = [row["Email"] for row in records_of("r.csv")]
    assert all(re.fullmatch("p[0-9a-f]{16}", one) for one in whose)
    with Path("l", "letters.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [(row["respondent"], row["file"]) for row in csv.DictReader(file)]
    assert sorted(rows) == sorted((one, f"{one}.txt") for one in whose)


def test_applicants_get_letters_too(run: Run, small: Path) -> None:
    write_rows(small, rows_of(small)[:3])
    ran = run("batch", small, "-o", "r.csv", "--context", "application", "--letters", "l", "--format", "md", *DAY)
    assert ran.code == 0 and "made 2 letters" in ran.err, ran.err
    words = Path("l", "A1001.md").read_text("utf-8")
    assert "expert judgment" not in words and "One leader's view at one time" in words.replace("\\'", "'")


def test_playbooks_follow_a_calendar_and_are_written_anew_where_it_changed(run: Run, small: Path, here: Path) -> None:
    write_rows(small, rows_of(small)[:3])
    arguments = ("--playbooks", "p", "--format", "txt", *DAY)
    year = "title: Our year\nschool: [{{from: 2026-08-12, to: 2027-06-11}}]\nbreaks: [{{name: {}, from: {}, to: {}}}]\n"
    (here / "year.yaml").write_text(year.format("county fair", "2026-11-23", "2026-12-04"), "utf-8")

    def made() -> tuple[str, str]:
        ran = run("batch", small, "-o", "r.csv", "--force", *arguments, "--calendar", "year.yaml")
        assert ran.code == 0, ran.err
        return ran.err, Path("p", "A1001.txt").read_text("utf-8")

    run("batch", small, "-o", "r.csv", *arguments)
    usual = Path("p", "A1001.txt").read_text("utf-8")
    assert "a usual school year" in usual
    said, ours = made()
    assert "made 2 playbooks" in said and "by Our year" in ours and "By Mon Nov 30" not in ours  # the fair
    assert "By Mon Nov 30" in usual and "county fair" not in ours, "what is over when the plan begins is not named"
    (here / "year.yaml").write_text(year.format("deer week", "2026-11-30", "2026-12-04"), "utf-8")
    said, ours = made()
    assert "deer week" in ours and "does not tell of every day" not in said
    ended = year.replace("2026", "2025").replace("2027", "2026").format("county fair", "2025-11-24", "2025-11-28")
    (here / "year.yaml").write_text(ended, "utf-8")
    assert "year.yaml does not tell of every day from" in made()[0]


def test_a_wrong_calendar_is_told_before_any_work(run: Run, small: Path, here: Path) -> None:
    (here / "year.yaml").write_text("title: Our year\nschool: [{from: soon, to: later}]\n", "utf-8")
    ran = run("batch", small, "-o", "r.csv", "--playbooks", "p", "--calendar", "year.yaml")
    assert (ran.code, "P019" in ran.err) == (1, True), ran.err
    assert sorted(path.name for path in here.iterdir()) == ["small.csv", "year.yaml"]


def test_a_dry_run_prints_a_mapping_and_writes_nothing(run: Run, small: Path, here: Path) -> None:
    ran = run("batch", small, "--dry-run")
    assert ran.code == 0
    assert "layout plain" in ran.err
    (here / "mapping.yaml").write_text(ran.out, "utf-8")
    assert sorted(path.name for path in here.iterdir()) == ["mapping.yaml", "small.csv"]
    assert run("batch", small, "--mapping", "mapping.yaml", "-o", "r.csv").code == 0


def test_an_export_of_another_survey_is_told_and_nothing_written(run: Run, here: Path) -> None:
    (here / "other.csv").write_text("Name,Colour\nAna,red\n")
    ran = run("batch", "other.csv", "-o", "r.csv", "--report", "c.html", "--playbooks", "p")
    assert (ran.code, "B004" in ran.err) == (1, True), ran.err
    assert [path.name for path in here.iterdir()] == ["other.csv"]


def test_a_header_alone_gives_no_rows_and_says_that_nobody_could_be_scored(run: Run, small: Path) -> None:
    write_rows(small, rows_of(small)[:1])
    ran = run("batch", small, "-o", "r.csv", "--report", "c.html", "--playbooks", "p")
    assert (ran.code, "0 rows" in ran.err, "nobody could be scored" in ran.err) == (1, True, True), ran.err
    assert records_of("r.csv") == []


def test_large_tables_stream_and_say_what_is_left_out(run: Run, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("batch", small, "-o", "held.csv", "--rejects", "a.csv", "--report", "a.html", *DAY)
    monkeypatch.setattr("jtbd_diag.results.reading_options.LARGE", 5)
    ran = run("batch", small, "-o", "streamed.csv", "--rejects", "b.csv", "--report", "b.html", *DAY)
    assert ran.code == 0, ran.err
    assert "was not looked for in so large a table" in ran.err
    held, streamed = records_of("held.csv"), records_of("streamed.csv")
    left_out = {"flips", "duplicate_of", "counted"}
    assert set(held[0]) - set(streamed[0]) == left_out
    assert [{k: v for k, v in row.items() if k not in left_out} for row in held] == streamed
    assert Path("a.csv").read_text() == Path("b.csv").read_text()
    assert Path("a.html").read_text() == Path("b.html").read_text()
    assert run("batch", small, "-o", "all.csv", "--flips", "--duplicates", "all").code == 0
    assert records_of("all.csv") == held


@pytest.mark.parametrize(
    ("survey", "form", "by"),
    [
        ("survey-200.csv", "leader", ["Region", "Where do you work?"]),
        ("staff-160.csv", "staff-expertise", ["Which school, department or crew do you work in?"]),
    ],
)
def test_a_report_by_groups_is_the_same_whether_its_rows_are_held_or_not(
    run: Run, monkeypatch: pytest.MonkeyPatch, survey: str, form: str, by: list[str]
) -> None:
    groups = [word for column in by for word in ("--by", column)]
    asked = ("batch", survey, "--questionnaire", form, "--duplicates", "all", *groups, *DAY)
    assert run(*asked, "-o", "held.csv", "--report", "held.html").code == 0
    monkeypatch.setattr("jtbd_diag.results.reading_options.LARGE", 5)
    ran = run(*asked, "-o", "streamed.csv", "--report", "streamed.html")
    assert ran.code == 0, ran.err
    assert Path("held.html").read_text() == Path("streamed.html").read_text()


def test_the_shipped_survey_is_found_by_its_name_and_a_file_of_that_name_goes_first(run: Run, small: Path) -> None:
    assert "200 rows" in run("batch", "survey-200.csv", "-o", "r.csv").err
    small.rename("survey-200.csv")
    assert "12 rows" in run("batch", "survey-200.csv", "-o", "s.csv").err


def test_a_table_can_be_piped_in(run: Run, small: Path) -> None:
    ran = run("batch", "-", "-o", "r.csv", stdin=small.read_text("utf-8"))
    assert (ran.code, "12 rows" in ran.err) == (0, True), ran.err


def test_results_are_not_in_place_before_all_is_known_that_may_ask_for_care(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count, times = Batch.count_whole_rows, iter(range(2))

    def counted(self: Batch, summary: Summary) -> None:
        if not next(times):
            raise pl.exceptions.ComputeError
        count(self, summary)

    monkeypatch.setattr(Batch, "count_whole_rows", counted)
    ran = run("batch", small, "-o", "r.csv", "--rejects", "j.csv")
    assert ran.code == 0 and "it is read with care" in ran.err, ran.err


def test_a_fault_in_a_report_does_not_begin_again_what_is_done(
    run: Run, small: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object) -> None:
        raise pl.exceptions.ComputeError

    monkeypatch.setattr(Gathering, "numbers", broken)
    monkeypatch.delenv("JTBD_DIAG_TRACEBACK")
    ran = run("batch", small, "-o", "r.csv", "--report", "day.html")
    assert ran.code == 1 and "has a fault: ComputeError" in ran.err
    assert "wrote r.csv" in ran.err and "F008" not in ran.err and "read with care" not in ran.err
    assert len(rows_of(here / "r.csv")) == 13


def test_letters_of_earlier_runs_are_told(run: Run, small: Path, here: Path) -> None:
    run("batch", small, "-o", "r.csv", "--letters", "l", "--format", "txt")
    write_rows(here / "fewer.csv", rows_of(small)[:11])
    ran = run("batch", "fewer.csv", "-o", "f.csv", "--letters", "l", "--format", "txt", "--force")
    assert "l holds 2 files of earlier runs that this one did not make: " in ran.err, ran.err


@pytest.fixture
def closed(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that nobody may write into; whoever runs the tests may write anywhere."""
    folder, asked = here / "closed", os.access
    folder.mkdir()
    monkeypatch.setattr("os.access", lambda path, mode: Path(path) != folder and asked(path, mode))
    return folder


@pytest.mark.parametrize(
    "command", [("evidence", "t.csv"), ("impact", "leader@1", "leader@2"), ("waves", "t.csv", "u.csv")]
)
def test_every_report_is_refused_before_any_work_where_it_cannot_be(
    run: Run, small: Path, here: Path, closed: Path, command: tuple[str, ...]
) -> None:
    for name in ("t.csv", "u.csv"):
        (here / name).write_bytes(small.read_bytes())
    for place, told in (("gone", "its folder is not there"), ("closed", "nothing may be written into this folder")):
        assert run(*command, "-o", f"{place}/x.html").lines == []
        assert run(*command, "-o", f"{place}/x.html").err.startswith(f"{place}/x.html F007 {told}")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("-o", "small.csv"), "small.csv F011 the results cannot go here: this is the table already"),
        (("-o", "link.csv"), "link.csv F011"),
        (("-o", "r.csv", "--rejects", "r.csv"), "r.csv F011 the rejects cannot go here: this is the results already"),
        (("-o", "r.csv", "--rejects", "small.csv"), "small.csv F011"),
        (("-o", "r.csv", "--report", "c.html", "--report", "c.html"), "c.html F011"),
        (("-o", "m.csv", "--mapping", "m.csv"), "m.csv F011"),
        (("-o", "k.csv", "--pseudonymize", "--key", "k.csv"), "k.csv F011"),
        (("-o", "gone/r.csv"), "gone/r.csv F007 its folder is not there"),
        (("-o", "r.csv", "--report", "gone/c.html"), "gone/c.html F007"),
        (("-o", "m.csv/r.csv"), "m.csv is a file: name another folder"),
        (("-o", "closed/r.csv"), "closed/r.csv F007 nothing may be written into this folder"),
        (("-o", "r.csv", "--playbooks", "closed/p"), "closed/p F007 nothing may be written into this folder"),
        (("-o", "r.csv", "--playbooks", "m.csv/p"), "m.csv is a file"),
        (("-o", "folder.csv"), "folder.csv F002 this is a folder"),
        (("-o", "r.csv", "--playbooks", "m.csv"), "m.csv F007 playbooks go into a folder"),
        (("-o", "r.csv", "--letters", "m.csv"), "m.csv F007 letters go into a folder"),
        (("-o", "r.csv", "--letters", "p", "--playbooks", "./p"), "p F011 playbooks go into this folder"),
        (("-o", "r.csv", "--playbooks", "p", "--theme", "gone"), "gone F001"),
    ],
)
def test_no_output_takes_the_place_of_anything_else(
    run: Run, small: Path, here: Path, closed: Path, arguments: tuple[str, ...], told: str
) -> None:
    (here / "link.csv").symlink_to(small)
    (here / "folder.csv").mkdir()
    (here / "m.csv").write_text("layout: plain\n")
    before = {path.name: path.is_file() and path.read_bytes() for path in here.iterdir()}
    ran = run("batch", small.name, *arguments, "--force")
    assert ran.code == 1 and told in ran.err
    assert {path.name: path.is_file() and path.read_bytes() for path in here.iterdir()} == before


@pytest.mark.parametrize("answered", ["by_decision: little", "causes: everywhere", "attempts: once"])
def test_a_table_with_few_questions_leaves_the_job_open(run: Run, here: Path, answered: str) -> None:
    item, option = answered.split(": ")
    (here / "few.csv").write_text(f"ID,{item}\n1,{option}\n")
    ran = run("batch", "few.csv", "-o", "r.csv", "--flips")
    assert ran.code == 1 and "1 undetermined" in ran.err
    assert "nobody could be scored" in ran.err
    assert item == "attempts" or "of 23 deciding questions 22 have no column" in ran.err
    assert pl.read_csv("r.csv")["flips"].to_list() == [None]


def test_a_rehearsal_refuses_a_column_to_group_by_that_is_not_there(run: Run, small: Path) -> None:
    ran = run("batch", small, "--dry-run", "--by", "Nowhere")
    assert ran.code == 1 and "C001" in ran.err and "'Nowhere'" in ran.err


def test_what_pseudonyms_leave_out_groups_nothing(run: Run, here: Path) -> None:
    (here / "who.csv").write_text("ID,Phone,causes,next_move\n1,555,everywhere,change_how\n")
    ran = run("batch", "who.csv", "-o", "r.csv", "--pseudonymize", "--key", "k", "--by", "Phone", "--report", "c.html")
    assert ran.code == 1 and "C001" in ran.err and "--pseudonymize leaves it out" in ran.err


def test_a_mapping_names_the_questionnaire(run: Run, here: Path) -> None:
    (here / "m.yaml").write_text(run("batch", "survey-200.csv", "--questionnaire", "leader-short", "--dry-run").out)
    ran = run("batch", "survey-200.csv", "--mapping", "m.yaml", "-o", "r.csv")
    assert ran.code == 0 and set(pl.read_csv("r.csv")["questionnaire"]) == {"leader-short"}
    ran = run("batch", "survey-200.csv", "--mapping", "m.yaml", "--questionnaire", "leader", "-o", "r2.csv")
    assert ran.code == 1 and "m.yaml:5:1 B007 the mapping is for 'leader-short'" in ran.err


def test_what_is_told_counts_whom_the_report_counts(run: Run) -> None:
    ran = run("batch", "survey-200.csv", "-o", "r.csv", "--duplicates", "first")
    counted = pl.read_csv("r.csv").filter("counted")["outcome"].value_counts()
    numbers = dict(counted.iter_rows())
    assert f"200 rows, of which {sum(numbers.values())} count: {numbers['clear']} clear" in ran.err


def test_an_item_in_a_mapping_goes_before_the_list_of_what_is_carried(run: Run, here: Path) -> None:
    (here / "t.csv").write_text("ID,Next,causes\n1,small_test,everywhere\n")
    told = run("batch", "t.csv", "--dry-run").out
    line = next(one for one in told.splitlines() if one.startswith("  next_move:"))
    (here / "m.yaml").write_text(told.replace(line, "  next_move: Next"))
    ran = run("batch", "t.csv", "--mapping", "m.yaml", "-o", "r.csv")
    assert ran.code == 1 and "Next" not in pl.read_csv("r.csv").columns


def test_what_a_cell_of_a_workbook_cannot_hold_is_told(run: Run, here: Path) -> None:
    (here / "long.csv").write_text(f"ID,Essay,causes\n1,{'x' * 40_000},everywhere\n2,short,everywhere\n")
    assert "1 text cut" in run("batch", "long.csv", "-o", "r.xlsx").err
    assert "cut" not in run("batch", "long.csv", "-o", "r.csv").err


def test_rows_that_answer_nothing_are_told(run: Run, here: Path) -> None:
    (here / "t.csv").write_text("ID,causes\n1,everywhere\nConfidential.,\n3,no such thing\n")
    assert "1 row without any answer" in run("batch", "t.csv", "-o", "r.csv").err
    (here / "t.csv").write_text("ID,causes\n1,everywhere\n3,no such thing\n")
    assert "without any answer" not in run("batch", "t.csv", "-o", "r2.csv").err


def test_a_question_groups_by_its_header_too(run: Run, here: Path) -> None:
    ask = "What is it about?"
    for name, by in (("a.html", "area"), ("b.html", ask)):
        ran = run("batch", "survey-200.csv", "-o", f"{name}.csv", "--report", name, "--by", by, "--date", "2026-11-28")
        assert ran.code == 0, ran.err
    cells = [re.findall("<t[dh][^>]*>([^<]*)", (here / name).read_text("utf-8")) for name in ("a.html", "b.html")]
    assert [cell for cell in cells[0] if cell != "Area"] == [cell for cell in cells[1] if cell != ask]


def test_rows_that_are_nobody_are_in_the_results_and_nowhere_else(run: Run, small: Path, here: Path) -> None:
    rows = rows_of(small)
    opened = [*rows[1][:5], *[""] * (len(rows[0]) - 5)]
    opened[0], opened[4] = "A9999", ""
    blank = [""] * len(rows[0])
    write_rows(small, [*rows, opened, blank, ["Total", "12", *blank[2:]]])
    ran = run(
        "batch", small, "-o", "r.csv", "--report", "c.html", "--by", "Region", "--playbooks", "pb", "--format", "md"
    )
    assert "1 row is blank: it counts for nothing" in ran.err
    assert "1 row without any answer: opened and left" in ran.err
    assert [row["counted"] for row in records_of("r.csv")] == ["true"] * 13 + ["false"] * 2
    page = Path("c.html").read_text("utf-8")
    assert "Cohort report: 12 leaders" in page and "Opened the form and answered nothing" in page
    assert len([one for one in (here / "pb").glob("*.md") if not one.stem.endswith("-sheets")]) == 12
    kept = run("batch", small, "-o", "k.csv", "--keep-empty")
    assert "3 rows without any answer" in kept.err


def test_one_row_an_answer_scores_as_one_row_a_leader(run: Run, small: Path, here: Path) -> None:
    head, *rows = rows_of(small)
    split = {n for n, name in enumerate(head) if name.startswith(("Which of these would", "Through which", "What was"))}
    long = [["who", "Region", "asked", "said"]]
    for row in rows:
        for n, cell in enumerate(row[5:], start=5):
            long += [[row[0], row[2], head[n], one] for one in (cell.split("; ") if n in split else [cell]) if one]
    long.append([rows[0][0], rows[0][2], "next_move", "small_test"])
    write_rows(here / "long.csv", long)
    told = run("batch", "long.csv", "-o", "no.csv")
    assert told.code == 1 and "B002 this table has one row an answer" in told.err and "--long ID,C,ANSWER" in told.err
    (here / "m.yaml").write_text(run("batch", "long.csv", "--long", "who,asked,said", "--dry-run").out)
    ran = run("batch", "long.csv", "--long", "A,asked,D", "-o", "r.csv", "--rejects", "j.csv")
    assert ran.code == 0, ran.err
    assert run("batch", small, "-o", "s.csv").code == 0
    ours, theirs = records_of("r.csv"), records_of("s.csv")
    same = [name for name in theirs[0] if name in ours[0] and name not in ("row", "counted", "duplicate_of")]
    assert len(same) > 40
    assert [[row[name] for name in same] for row in ours[1:]] == [[row[name] for name in same] for row in theirs[1:]]
    assert [row["row"] for row in records_of("j.csv") if row["code"] == "B020"] == ["2"]
    assert run("batch", "long.csv", "--long", "who,asked,said", "--mapping", "m.yaml", "-o", "again.csv").code == 0
    assert Path("again.csv").read_text() == Path("r.csv").read_text()
