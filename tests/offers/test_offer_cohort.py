"""A cohort beside programs: how many leaders each fits, who is left without, and what is told of a few."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.ground.library import Library
from jtbd_diag.offers.offer_cohort import LeaderJobs, fits, read_cohort, unserved
from jtbd_diag.offers.offer_verdicts import verdicts

from .programs import JOBS, rated, rules, run

OFFERS = Library().files("offers", "", ".yaml")


def results(path: Path, rows: Sequence[tuple[str, str, str]], **more: str) -> Path:
    """Results with job, outcome and struggle of each leader, and other columns alike in all."""
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["row", "questionnaire", "answered", "unreadable", "job", "outcome", "struggle", *more])
        for n, row in enumerate(rows, start=2):
            writer.writerow([n, "leader", "1.0", "0", *row, *more.values()])
    return path


def leaders(**counts: int) -> list[tuple[str, str, str]]:
    return [(job, "clear", "active") for job, count in counts.items() for _ in range(count)]


ENDINGS = ("csv", "xlsx", "parquet", "jsonl", "sav", "dta")


def programs(*names: str) -> tuple[Any, ...]:
    return tuple((one, verdicts(rules(), one.different_answers)) for one in rated(*(OFFERS[name] for name in names)))


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cohort")
    for ending in ENDINGS:
        assert run("batch", "survey-200.csv", "-o", folder / f"r.{ending}").exit_code == 0
    return folder


def test_the_counts_are_those_of_the_results(scored: Path) -> None:
    with (scored / "r.csv").open() as file:
        rows = [row for row in csv.DictReader(file) if row.get("counted", "true").lower() == "true"]
    told = [row for row in rows if row["outcome"] in ("clear", "leaning")]
    jobs = Counter(row["job"] for row in told)
    active = Counter(row["job"] for row in told if row["struggle"] == "active")
    cohort = read_cohort(scored / "r.csv", JOBS)
    assert {one.jobs: one.leaders for one in cohort.lines if one.jobs != ("not told",)} == {
        (job,): count for job, count in jobs.items()
    }
    for program, counts in fits(programs("round-table", "every-team"), cohort):
        job = {"Round Table": "coordinate", "Every Team": "reorient"}[program.name]
        assert (str(counts["fits"]), str(counts["active"])) == (str(jobs[job]), str(active[job]))


def test_results_of_every_kind_are_read_alike(scored: Path) -> None:
    found = [read_cohort(scored / f"r.{ending}", JOBS) for ending in ENDINGS]
    assert {(one.respondents, one.lines) for one in found} == {(found[0].respondents, found[0].lines)}


def test_who_is_left_without_and_what_to_change_first(scored: Path, tmp_path: Path) -> None:
    ran = run("offer", OFFERS["round-table"], OFFERS["hand-in-hand"], OFFERS["learn-and-lead"], "--cohort", scored / "r.csv", "--json")  # fmt: skip  # noqa: E501
    assert ran.exit_code == 0
    data = json.loads(ran.output)
    cohort = read_cohort(scored / "r.csv", JOBS)
    without = cohort.of(["correct", "reorient"])
    assert data["cohort"]["without"]["leaders"] == [without.least, without.most]
    assert [one["job"] for one in data["unserved"]] == ["correct", "reorient"]  # the job with more leaders first
    assert data["unserved"][0]["near"][0]["program"] == "Hand in Hand"
    assert len(data["unserved"][0]["near"][0]["changes"]) == 1
    assert data["unserved"][1]["near"] == [
        {"program": "Learn and Lead", "changes": ["put the terms into plain words for all but the coaches"]}
    ]


def test_jobs_of_fewer_than_ten_leaders_stand_together(tmp_path: Path) -> None:
    cohort = read_cohort(results(tmp_path / "r.csv", leaders(correct=40, coordinate=4, reorient=8)), JOBS)
    assert [one.leaders for one in cohort.lines] == [40, 12]
    assert str(cohort.of(["coordinate"])) == "0–12"
    assert str(cohort.of(["coordinate", "reorient"])) == "12"
    page = tmp_path / "fit.html"
    assert run("offer", *OFFERS.values(), "--cohort", tmp_path / "r.csv", "-o", page).exit_code == 0
    text = page.read_text("utf-8")
    assert "Coordinate and Reorient, together" in text
    assert not {">4<", ">8<"} & {*text.split("\n")} and ">4<" not in text and ">8<" not in text


def test_a_few_who_want_to_act_are_told_as_a_span(tmp_path: Path) -> None:
    rows = [*leaders(correct=30), ("correct", "clear", "none"), *leaders(coordinate=20)]
    cohort = read_cohort(results(tmp_path / "r.csv", rows), JOBS)
    correct = next(one for one in cohort.lines if one.jobs == ("correct",))
    assert (correct.leaders, correct.no_push.least, correct.active.most) == (31, 0, 31)
    assert correct.active.least < 30


def test_a_cohort_of_a_few_is_not_told_by_job(tmp_path: Path) -> None:
    path = results(tmp_path / "r.csv", leaders(correct=5, reorient=3))
    ran = run("offer", "call-a-coach", "--cohort", path, "--json")
    assert json.loads(ran.output)["cohort"] is None
    said = " ".join(run("offer", "call-a-coach", "--cohort", path).output.split())
    assert "too small to be told by job" in said


def test_twins_and_blank_rows_are_no_leaders(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    results(path, leaders(correct=20))
    lines = path.read_text().splitlines()
    lines = [f"{lines[0]},counted", *(f"{line},TRUE" for line in lines[1:]), f"{lines[1]},FALSE"]
    lines.append(lines[1].replace(",1.0,0,", ",0,0,"))
    path.write_text("\n".join(lines) + "\n")
    assert read_cohort(path, JOBS).respondents == 20


def test_an_invented_cohort_is_said_to_be(tmp_path: Path) -> None:
    path = results(tmp_path / "r.csv", leaders(correct=20), invented_by_jtbd_diag="yes")
    assert read_cohort(path, JOBS).invented
    assert "The cohort is invented" in run("offer", "call-a-coach", "--cohort", path).output


def test_a_survey_is_no_results(tmp_path: Path) -> None:
    survey = tmp_path / "survey.csv"
    survey.write_text("Name,What is it about?\nA,Attendance\n")
    with pytest.raises(InputError) as caught:
        read_cohort(survey, JOBS)
    (problem,) = caught.value.problems
    assert problem.code is Code.NO_RESULTS
    assert "batch" in str(problem.hint)


def test_without_a_cohort_the_jobs_keep_their_order() -> None:
    found = unserved(programs("certified-in-a-year", "learn-and-lead"), None)
    assert [one.job for one in found] == ["correct", "coordinate", "reorient"]
    assert found[1].open == ("Learn and Lead",)


def test_no_line_is_no_count() -> None:
    assert str(LeaderJobs("r.csv", 0, (), invented=False).of(JOBS)) == "0"


def test_results_of_applicants_tell_nothing_of_who_wants_to_act(tmp_path: Path) -> None:
    """They were not asked for it, as it would be self-praise; none is not the same as nobody."""
    path = results(tmp_path / "r.csv", leaders(correct=20, reorient=30))
    lines = [line.split(",") for line in path.read_text().splitlines()]
    path.write_text("\n".join(",".join(line[:6]) for line in lines) + "\n")
    cohort = read_cohort(path, JOBS)
    assert (cohort.has_push, cohort.active(JOBS), str(cohort.of(["correct"]))) == (False, None, "20")
    said = " ".join(run("offer", "every-team", "learn-and-lead", "--cohort", path).output.split())
    assert "Of 50 leaders whose job is told, 20 have no program that serves it." in said
    assert "not asked" in said
    assert "want to act now." not in said
    data = json.loads(run("offer", "every-team", "--cohort", path, "--json").output)
    assert data["cohort"]["without"] == {"leaders": [20, 20], "active": None}


def test_results_with_other_jobs_are_told(tmp_path: Path) -> None:
    path = results(tmp_path / "r.csv", leaders(begin=20, widen=30))
    with pytest.raises(InputError) as caught:
        read_cohort(path, JOBS)
    (problem,) = caught.value.problems
    assert (problem.code, "begin and widen" in problem.what) == (Code.NO_RESULTS, True)


def test_leaders_who_were_not_asked_the_same_are_told(tmp_path: Path) -> None:
    path = results(tmp_path / "r.csv", leaders(correct=30), fingerprint="8c28f65fce1b", wording="db1964dcc526")
    assert read_cohort(path, JOBS).pooled == ()
    rows = path.read_text().splitlines()
    path.write_text("\n".join([*rows[:20], *(row.replace("db1964", "ffff64") for row in rows[20:])]) + "\n")
    (note,) = read_cohort(path, JOBS).pooled
    assert note.startswith("answers to 2 wordings are counted together, by 'wording' (db1964dcc526, ffff64dcc526)")
    told = run("offer", "call-a-coach", "--cohort", path, "-o", tmp_path / "o.html")
    assert told.exit_code == 0 and note in told.stderr
    assert "Answers to 2 wordings are counted together" in (tmp_path / "o.html").read_text()


def test_words_that_results_do_not_hold_are_refused_all_at_once(tmp_path: Path) -> None:
    """Whoever has such a word would stand among those whose job is not told, or who have no push."""
    rows = [
        *leaders(correct=20),
        ("correkt", "clear", "active"),
        ("correct", "sure", "active"),
        ("correct", "clear", "hot"),
    ]
    with pytest.raises(InputError) as caught:
        read_cohort(results(tmp_path / "r.csv", rows, counted="maybe"), JOBS)
    assert [(one.code, one.what.split(",")[0]) for one in caught.value.problems] == [
        (Code.NO_RESULTS, "its column 'job' holds correkt"),
        (Code.NO_RESULTS, "its column 'outcome' holds sure"),
        (Code.NO_RESULTS, "its column 'struggle' holds hot"),
        (Code.NO_RESULTS, "its column 'counted' holds maybe"),
    ]


@pytest.mark.parametrize("rows", [[], leaders(correct=20)])
def test_a_cohort_in_which_nobody_counts_is_refused(tmp_path: Path, rows: list[tuple[str, str, str]]) -> None:
    with pytest.raises(InputError, match="nobody in it counts and answered anything"):
        read_cohort(results(tmp_path / "r.csv", rows, counted="false"), JOBS)
