"""Whom to invite, by signs, and what may wake the others: counts in the report, and ids only in the results."""

from __future__ import annotations

import datetime
import shutil
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from jtbd_diag.cohort.leaders.leader_counts import Cohort
from jtbd_diag.cohort.leaders.leader_numbers import answering, cohort_of, needed_columns
from jtbd_diag.cohort.leaders.leader_report import report_of
from jtbd_diag.cohort.leaders.recruit_signs import Recruiting, counted, signs_of_nobody
from jtbd_diag.cohort.report_shape import Occasion
from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.ground.library import Library, shipped_folder
from jtbd_diag.publishing import load_theme
from jtbd_diag.questionnaire import Questionnaire, Value, load_questionnaire
from jtbd_diag.results.results import results_of
from tests.results.tables import read

ASKED = load_questionnaire("leader")
RECRUITING = Recruiting.load(Library())
READY: dict[str, Value] = {
    "since": "longer",
    "attempts": "four_plus",
    "last_try": "faded",
    "program_alone": 5,
    "trained_field": "yes",
    "rounds_before": 5,
    "figures_to_others": 1,
    "closest_know": 5,
    "ask_me_first": 1,
    "push_now": 5,
    "can_wait": 1,
    "harmed": "many_students",
    "hours": "many",
    "voluntary": "yes",
    "causes": "own_unit",
    "by_decision": "nearly_all",
    "one_result": "yes",
    "triad_whose": "own",
    "when_wrong": "in_team",
    "next_move": "small_test",
    "gift": "coach",
    "would_last": "yes",
    "belongs_one_unit": 5,
    "outsiders_must_change": 1,
    "most_of_us": 1,
    "else_runs_well": 5,
    "many_results": 1,
}
LACKING: dict[str, Value] = {
    **READY,
    "since": "months",
    "trained_field": "no",
    "rounds_before": 1,
    "figures_to_others": 5,
}


def cohort(people: list[dict[str, Value]], asked: Questionnaire = ASKED) -> Cohort:
    results = results_of(read(asked, people), asked)
    names = results.frame.collect_schema().names()
    narrow = results.frame.select(needed_columns(asked, {}, names, RECRUITING.signs)).collect()
    tallied = pl.DataFrame(schema={"column": pl.String, "what": pl.String, "len": pl.Int64})
    found = cohort_of(asked, narrow, results.silence.collect(), tallied, [])
    return replace(found, signs=counted(answering(narrow), RECRUITING.signs, asked))


def report(found: Cohort) -> str:
    occasion = Occasion("survey.csv", datetime.date(2026, 11, 21))
    return report_of(found, Library(), occasion, load_theme().look.colours).markdown


def test_signs_are_counted_each_and_all_together() -> None:
    found = cohort([READY] * 8 + [LACKING] * 12)
    assert found.signs is not None
    assert [(one.showing, one.known) for one in found.signs.signs] == [(8, 20), (20, 20), (8, 20), (20, 20)]
    assert found.signs.all_of_them == 8
    written = report(found)
    assert "| **A problem of long standing** | 8 (40%) |" in written
    assert "call these first" in written


def test_who_has_no_push_or_no_job_is_not_called_first() -> None:
    quiet: dict[str, Value] = {**READY, "voluntary": "no"}
    found = cohort([READY] * 5 + [quiet] * 7)
    assert found.signs is not None
    assert [one.showing for one in found.signs.signs] == [12, 12, 12, 12]
    assert found.signs.all_of_them == 5


@pytest.mark.parametrize(("ready", "told"), [(0, "0–2"), (2, "0–2"), (3, "3")])
def test_a_few_are_not_told_from_none(ready: int, told: str) -> None:
    assert f"**{told}** | call these first" in report(cohort([READY] * ready + [LACKING] * (20 - ready)))


def test_under_ten_nothing_is_said_and_no_id_is() -> None:
    assert "Whom to invite" not in report(cohort([READY] * 9))
    assert "leader@" not in report(cohort([{**READY, "name": "leader@x.org"}] * 12))


def test_what_most_lack_comes_first_and_what_nobody_lacks_not_at_all() -> None:
    written = report(cohort([READY] * 8 + [LACKING] * 12))
    assert "### A data talk" in written
    assert "(12 of 20). Takes 30 minutes." in written
    assert "stories from the front line" not in written
    assert "three fixes that faded" not in written
    untrusting: dict[str, Value] = {**LACKING, "closest_know": 1, "ask_me_first": 5}
    written = report(cohort([READY] * 8 + [LACKING] * 3 + [untrusting] * 12))
    assert written.index("A data talk") < written.index("stories from the front line")


def test_applicants_and_forms_that_ask_none_of_it_get_no_such_section() -> None:
    assert cohort([{}] * 12, load_questionnaire("leader-short")).signs is None


def test_the_filters_find_the_same_leaders_in_the_results() -> None:
    """What the report says to filter the results by gives as many as it counts."""
    people = [READY] * 4 + [LACKING] * 9
    found = cohort(people)
    assert found.signs is not None
    frame = results_of(read(ASKED, people), ASKED).frame.collect()
    for one in found.signs.signs:
        frame = frame.filter(pl.col(one.column).cast(pl.String).is_in(list(one.values)))
    frame = frame.filter(pl.col("struggle") == "active", pl.col("outcome").is_in(["clear", "leaning"]))
    assert frame.height == found.signs.all_of_them == 4


def test_the_shipped_signs_are_asked_and_every_precondition_has_what_may_wake_it() -> None:
    file = shipped_folder() / "playbooks" / "program" / "recruit.yaml"
    assert list(signs_of_nobody(file, [ASKED])) == []
    assert {one.precondition for one in RECRUITING.catalyze} == set(ASKED.readiness.preconditions)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "precondition: trust",
            "precondition: thrust",
            "'Trust in those nearest the work' rests on 'thrust', which no questionnaire asks",
        ),
        ("    item: since\n", "", "is either the last band of a `precondition`, or some answers"),
    ],
)
def test_faults_of_the_file_are_told(old: str, new: str, told: str, tmp_path: Path) -> None:
    file = tmp_path / "recruit.yaml"
    shutil.copy(shipped_folder() / "playbooks" / "program" / "recruit.yaml", file)
    file.write_text(file.read_text().replace(old, new, 1))
    try:
        problems = [*signs_of_nobody(file, [ASKED])]
    except InputError as error:
        problems = [*error.problems]
        with pytest.raises(InputError):
            Recruiting.read(file)
    assert {problem.code for problem in problems} == {Code.NEEDS_SHAPE}
    assert any(told in problem.what for problem in problems)
