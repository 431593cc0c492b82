"""`jtbd-diag impact`: what a change to a questionnaire does, held against `diagnose` of every case by both."""

from __future__ import annotations

import csv
import json
import re
import shlex
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from jtbd_diag.cli.main import app
from jtbd_diag.diagnosis import diagnose
from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.ground.library import shipped_folder
from jtbd_diag.lab.figures_in_words import percents
from jtbd_diag.lab.impact.impact_page import changed_words
from jtbd_diag.lab.impact.impact_sources import cases_below, of_cases, of_invented, read_cases
from jtbd_diag.lab.impact.reclassified import Crossed
from jtbd_diag.lab.impact.version_changes import changes_of
from jtbd_diag.lab.impact.wave_verdicts import waves_of
from jtbd_diag.questionnaire import (
    Questionnaire,
    fingerprint,
    load_questionnaire,
    questionnaire_from_text,
    wording_fingerprint,
)

EXAMPLE = shipped_folder() / "questionnaires" / "examples" / "survey-200.csv"
AGAIN = EXAMPLE.with_name("cohort-again") / "autumn.csv"
CASES = Path(__file__).parents[1] / "cases"
TEXT = (shipped_folder() / "questionnaires" / "leader.yaml").read_text("utf-8")
LEADER = load_questionnaire("leader")
OTHER = "leader@1" if LEADER.version == 2 else "leader@2"
PLACE = ("at: {scope: 35, frustration: 25", "at: {scope: 35, frustration: 60")
"""The job `correct` is put nearer to `coordinate`."""


def edited(*changes: tuple[str, str]) -> Questionnaire:
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return questionnaire_from_text(text, "edited")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["impact", *map(str, arguments), "--date", "2026-12-01"])


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "leader.yaml"
    path.write_text(TEXT.replace(*PLACE, 1), "utf-8")
    return path


ASK = re.search(r"ask: ([A-Z][^\"\n]*\?)\n", TEXT)[1]  # type: ignore[index]
EDITS = {
    "ask": (f"ask: {ASK}", "ask: Is this the question?"),
    "option": ("{id: buses, text: Buses}", "{id: buses, text: School buses}"),
    "points": ("points: {scope: 10, frustration: 5}", "points: {scope: 10, frustration: 90}"),
    "place": PLACE,
    "importance": ("importance: {scope: 1, ", "importance: {scope: 2, "),
    "version": ("version: 2", "version: 3"),
    "title": ("title: Correct", "title: Mend"),
    "minutes": ("minutes: 8", "minutes: 9"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_every_change_of_a_fingerprint_is_told(edit: str) -> None:
    new = edited(EDITS[edit])
    told = {one.touches for one in changes_of(LEADER, new)}
    assert (fingerprint(new) != fingerprint(LEADER)) == bool(told & {"scoring", "both"})
    assert (wording_fingerprint(new) != wording_fingerprint(LEADER)) == bool(told & {"wording", "both"})
    assert bool(told) == (edit != "version")
    assert [one.sentence for one in changes_of(new, new)] == []


def test_waves_are_compared_as_far_as_the_words_are_the_same() -> None:
    assert waves_of(LEADER, LEADER).whole == "as_they_are"
    moved = waves_of(LEADER, edited(PLACE))
    assert (moved.whole, moved.job) == ("rescore", "rescore")
    assert {one.verdict for one in moved.scales} == {"as_they_are"}
    item = next(item for item in LEADER.items.values() if "points: {scope: 10, frustration: 5}" and item.id == "causes")
    worded = waves_of(LEADER, edited((f"ask: {item.ask}", "ask: Where are they?")))
    assert (worded.whole, worded.job) == ("not", "not")
    fed = {c.scale for c in LEADER.contributions if c.item == item.id}
    assert {one.scale for one in worded.scales if one.verdict == "not"} == fed
    assert all(one.items == (item.id,) for one in worded.scales if one.verdict == "not")
    unscored = waves_of(LEADER, edited(EDITS["option"]))
    assert (unscored.whole, unscored.job) == ("not", "as_they_are")
    assert unscored.words_around


@pytest.mark.parametrize("new", [edited(PLACE), edited(EDITS["points"]), load_questionnaire(OTHER)])
def test_cases_come_to_what_diagnose_says_of_each(new: Questionnaire) -> None:
    cases = read_cases(cases_below(CASES), CASES, LEADER, new)
    found = of_cases(LEADER, new, cases, "cases")
    jobs = [(diagnose(LEADER, c.values[0]).job, diagnose(new, c.values[1]).job) for c in cases]
    assert len(cases) == 42
    assert found.job.counts == {pair: jobs.count(pair) for pair in set(jobs)}
    changed = [(c.name, *pair) for c, pair in zip(cases, jobs, strict=True) if pair[0] != pair[1]]
    assert [(one.who, one.before, one.after) for one in found.movers] == changed
    assert found.labels is not None
    assert found.labels.before == sum(c.label == job for c, (job, _) in zip(cases, jobs, strict=True))
    assert found.labels.after == sum(c.label == job for c, (_, job) in zip(cases, jobs, strict=True))


def test_the_line_that_moved_somebody_is_the_one_that_was_changed() -> None:
    for edit, cause in ((PLACE, "place"), (EDITS["points"], "points")):
        found = of_invented(LEADER, edited(edit), 400)
        assert found.movers
        assert {one.reasons[0].cause for one in found.movers} == {cause}
        assert {one.reasons[0].scale for one in found.movers} == {"frustration"}
    assert {one.reasons[0].item for one in found.movers} == {"causes"}


def test_the_same_questionnaire_moves_nobody() -> None:
    found = of_invented(LEADER, LEADER, 300)
    assert (found.job.n, found.job.changed, found.outcome.changed, found.struggle.changed) == (300, 0, 0, 0)


def test_files_hold_what_the_terminal_says(tmp_path: Path, own: Path) -> None:
    paths = [tmp_path / f"i.{kind}" for kind in ("html", "pdf", "xlsx", "json")]
    ran = run("leader", own, EXAMPLE, *(word for path in paths for word in ("-o", path)))
    assert ran.exit_code == 0, ran.output
    data = json.loads(paths[3].read_text("utf-8"))
    (scored,) = data["scored"]
    assert data["waves"]["whole"] == "rescore"
    assert scored["changed"] == len(scored["movers"]) > 0
    assert sum(line["n"] for line in scored["job"]) == scored["n"]
    assert all(re.fullmatch(r"row \d+", mover["who"]) for mover in scored["movers"])
    told = f"Of {scored['told_by_both']} to whom both versions tell a job, {scored['another']} get another one"
    assert told in paths[0].read_text("utf-8")
    assert paths[1].read_bytes()[:5] == b"%PDF-"
    book = load_workbook(paths[2])
    assert book["Who changes"].max_row == 1 + scored["changed"]
    said = run("leader", own, EXAMPLE).stdout
    assert "Who changes" in said and "the jobs lie elsewhere" in said


def test_a_table_named_twice_is_read_once(own: Path) -> None:
    """Its leaders would stand there twice, as of two surveys."""
    once = run("leader", own, EXAMPLE)
    twice = run("leader", own, EXAMPLE, EXAMPLE.parent / "." / ".." / "examples" / EXAMPLE.name)
    assert (twice.stdout, twice.exit_code) == (once.stdout, once.exit_code)


def test_a_table_is_read_in_the_version_whose_words_it_holds(tmp_path: Path) -> None:
    rows = list(csv.reader(EXAMPLE.read_text("utf-8").splitlines()))
    texts = {cell for row in rows for cell in row}
    option = next(o for q in LEADER.items for o in LEADER.options(q) if o.text in texts and f"text: {o.text}\n" in TEXT)
    new = tmp_path / "new.yaml"
    new.write_text(TEXT.replace(f"text: {option.text}\n", "text: Said in other words\n"), "utf-8")
    reworded = tmp_path / "later.csv"
    with reworded.open("w", newline="", encoding="utf-8") as file:
        changed = [["Said in other words" if cell == option.text else cell for cell in row] for row in rows]
        csv.writer(file).writerows(changed)
    for table, answered in ((EXAMPLE, "old"), (reworded, "new")):
        ran = run("leader", new, table, "-o", tmp_path / "i.json", "--force")
        assert ran.exit_code == 0, ran.output
        (scored,) = json.loads((tmp_path / "i.json").read_text("utf-8"))["scored"]
        assert (scored["answered"], scored["changed"]) == (answered, 0)


def test_a_share_is_of_those_to_whom_both_versions_tell_a_job() -> None:
    counts = {("correct", "correct"): 18, ("correct", "reorient"): 2, ("correct", None): 5, (None, "reorient"): 7}
    found = Crossed({**counts, (None, None): 4})
    assert (found.told_by_both, found.another, found.lost, found.gained, found.share) == (20, 2, 5, 7, 0.1)
    assert changed_words(found) == (
        "Of 20 to whom both versions tell a job, 2 get another one: 10 %. Beside them 5 lose a job and 7 gain one."
    )
    assert changed_words(Crossed({("correct", None): 5, (None, "reorient"): 7})).startswith(
        "No share can be told: 5 lose a job and 7 others gain one"
    )


def test_a_version_that_scores_nobody_moves_nobody_to_another_job(tmp_path: Path) -> None:
    """Version 1 lacks most of what version 2 asked: "118 of 118 get another job: 100 %" was told of that."""
    ran = run("leader@1", "leader@2", AGAIN, "-o", tmp_path / "i.json")
    assert ran.exit_code == 0, ran.output
    assert "the new version alone tells a job, to 118 of 118, so that nobody could get another one" in ran.stderr
    assert "100 %" not in ran.stderr
    (scored,) = json.loads((tmp_path / "i.json").read_text("utf-8"))["scored"]
    assert (scored["told_by_both"], scored["another"], scored["share_changed"]) == (0, 0, None)


def test_answers_of_cabinet_and_staff_get_no_job_of_a_leader(tmp_path: Path) -> None:
    """Three of four rows are of the staff: what is left is as if the table held the leaders' rows alone."""
    head, *rows = list(csv.reader(EXAMPLE.read_text("utf-8").splitlines()))
    mapping = tmp_path / "m.yaml"
    mapping.write_text("rater: Role\n", "utf-8")
    roles = ["staff" if n % 4 else "" for n in range(len(rows))]
    tables = {
        "both": [[*head, "Role"], *([*row, role] for row, role in zip(rows, roles, strict=True))],
        "leaders": [head, *rows[::4]],
        "others": [head, *(row for row, role in zip(rows, roles, strict=True) if role)],
    }
    found, page = {}, ""
    for name, some in tables.items():
        path = tmp_path / f"{name}.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(some)
        said = ("--mapping", mapping) if name == "both" else ()
        ran = run("leader", "leader", path, *said, "-o", tmp_path / "i.json", "-o", tmp_path / "i.html", "--force")
        assert ran.exit_code == 0, ran.output
        (found[name],) = json.loads((tmp_path / "i.json").read_text("utf-8"))["scored"]
        page = page or (tmp_path / "i.html").read_text("utf-8")
    assert found["both"]["job"] == found["leaders"]["job"] and found["both"]["others"] == found["others"]["n"] > 140
    assert f"{found['others']['n']} answers of cabinet or staff are left out" in page


def test_too_many_who_change_fail_the_check(own: Path, tmp_path: Path) -> None:
    written = ("-o", tmp_path / "i.json", "--force")
    assert run("leader", own, EXAMPLE, *written, "--fail-above", "100%").exit_code == 0
    for bound in ("0.5%", "0.005"):
        ran = run("leader", own, EXAMPLE, *written, "--fail-above", bound)
        assert ran.exit_code == 1
        assert "of those who were told a job before get another" in ran.stderr
        assert "0.5 % may." in ran.stderr
    assert run("leader", "leader", "--fail-above", "0%", *written).exit_code == 0
    for bound in ("2", "many", "-1%", "1", "1.0"):
        assert run("leader", own, EXAMPLE, "--fail-above", bound).exit_code == 2


def test_a_bound_judges_those_told_before_and_never_a_handful(own: Path, tmp_path: Path) -> None:
    counts = {("correct", "correct"): 98, ("correct", "reorient"): 1, ("correct", None): 1, (None, "reorient"): 900}
    found = Crossed(counts)
    assert (found.told_before, found.share_moved) == (100, 0.02)
    assert percents(0.0104, 0.01) == ("1.04 %", "1.00 %") and percents(0.5, 0.02) == ("50 %", "2 %")
    rows, few = list(csv.reader(EXAMPLE.read_text("utf-8").splitlines())), tmp_path / "few.csv"
    with few.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows[:9])
    ran = run("leader", own, few, "-o", tmp_path / "i.json", "--fail-above", "0%")
    assert ran.exit_code == 1
    assert "a share is judged from 10 on" in ran.stderr and "No share could be judged" in ran.stderr


def test_one_person_none_and_another_survey_get_a_sentence(tmp_path: Path, own: Path) -> None:
    rows = list(csv.reader(EXAMPLE.read_text("utf-8").splitlines()))
    few, blank = tmp_path / "few.csv", tmp_path / "blank.csv"
    for path, some in ((few, rows[1:2]), (blank, [["A1", *[""] * (len(rows[0]) - 1)]] * 3)):
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([rows[0], *some])
    said = run("leader", own, few)
    assert (
        said.exit_code == 0
        and "Of 1 to whom both versions tell a job" in " ".join(said.stdout.split())
        and " %" not in said.stdout
    )
    for source, code in ((blank, Code.NOBODY), (EXAMPLE.with_name("staff-160.csv"), Code.OTHER_SURVEY)):
        ran = run("leader", own, source)
        assert isinstance(ran.exception, InputError), ran.output
        assert [one.code for one in ran.exception.problems] == [code]
    told = run("leader@1", "leader@2", blank).exception
    assert isinstance(told, InputError) and "that leader@1 and leader@2 score" in told.problems[0].what


def test_a_folder_without_cases_is_told(tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    for content, code in ((None, Code.MISSING_FILE), ("questionnaire: staff\nanswers: {}\n", Code.OTHER_QUESTIONNAIRE)):
        if content:
            other.write_text(content, "utf-8")
        ran = run("leader", "leader", "--cases", tmp_path)
        assert isinstance(ran.exception, InputError)
        assert [one.code for one in ran.exception.problems] == [code]


def test_what_the_page_says_to_type_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.checkout import ROOT

    page = (ROOT / "docs" / "impact.md").read_text("utf-8")
    commands = re.findall(r"^jtbd-diag (.*?)(?:  #.*)?$", page, re.MULTILINE)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cases").symlink_to(CASES)
    (tmp_path / "survey.csv").write_bytes(EXAMPLE.read_bytes())
    assert len(commands) == 5
    for line in commands:
        ran = CliRunner().invoke(app, shlex.split(line))
        assert ran.exit_code == 0, (line, ran.output)
