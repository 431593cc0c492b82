"""Results of a table equal the diagnosis of each row, and no row is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jtbd_diag import load_questionnaire
from jtbd_diag.cohort.report_numbers import Gathering
from jtbd_diag.diagnosis import Diagnosis, diagnose, flips_by_column
from jtbd_diag.diagnosis.flips_by_column import sorting_network
from jtbd_diag.ground.complaints import InputError
from jtbd_diag.questionnaire import Questionnaire, Value, questionnaire_from_text
from jtbd_diag.results.batch_of_a_survey import Batch
from jtbd_diag.results.reading_options import Reading
from jtbd_diag.results.results import asked_count, results_of, silent_count
from jtbd_diag.results.scored_survey import Wishes
from tests.results.tables import read
from tests.strategies import answers, questionnaires

Respondents = list[dict[str, Value]]


@st.composite
def cohorts(draw: st.DrawFn) -> tuple[Questionnaire, Respondents]:
    questionnaire = draw(questionnaires())
    return questionnaire, [{}, *draw(st.lists(answers(questionnaire), min_size=3, max_size=3))]


def assert_same(row: dict[str, Any], diagnosis: Diagnosis) -> None:
    """Every result of a row is that of the diagnosis, exactly."""
    questionnaire = diagnosis.questionnaire
    expected: dict[str, Any] = {
        "questionnaire": questionnaire.questionnaire,
        "version": questionnaire.version,
        "fingerprint": diagnosis.fingerprint,
        "answered": len(diagnosis.asked.values) / len(diagnosis.asked.asked),
        **{f"score_{name}": scale.score for name, scale in diagnosis.scales.items()},
        "job": diagnosis.job,
        "runner_up": diagnosis.runner_up,
        "outcome": diagnosis.outcome,
        "lead": diagnosis.lead,
        "flips": len(diagnosis.flip.changes) if diagnosis.flip else None,
        "flags": "; ".join(diagnosis.flags) or None,
        **{f"precondition_{s}": diagnosis.scales[s].band for s in questionnaire.readiness.preconditions},
        **{f"force_{s}": diagnosis.scales[s].band for s in questionnaire.readiness.forces},
    }
    if questionnaire.struggle:
        expected["struggle"] = diagnosis.struggle
    assert {name: row[name] for name in expected} == expected


@given(cohorts())
def test_results_of_any_questionnaire_equal_the_diagnosis_of_each_row(case: tuple[Questionnaire, Respondents]) -> None:
    questionnaire, respondents = case
    table = results_of(read(questionnaire, respondents), questionnaire).frame.collect()
    for row, values in zip(table.iter_rows(named=True), respondents, strict=True):
        assert_same(row, diagnose(questionnaire, values))


@settings(max_examples=settings().max_examples // 3)
@given(cohorts())
def test_flips_are_the_same_where_very_many_gains_are_sorted(case: tuple[Questionnaire, Respondents]) -> None:
    questionnaire, respondents = case
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flips_by_column, "MOST_SORTED_IN_COLUMNS", 0)
        table = results_of(read(questionnaire, respondents), questionnaire).frame.collect()
    for row, values in zip(table.iter_rows(named=True), respondents, strict=True):
        assert_same(row, diagnose(questionnaire, values))


def test_flips_of_very_many_items_take_no_network() -> None:
    names = [f"i{n}" for n in range(2_000)]
    item = "      - {{id: {0}, type: rating, ask: {0}, answers: level, scale: reach}}"
    text = f"""
questionnaire: many
version: 1
title: Many
minutes: 1000
answer_sets: {{level: [none, some, all]}}
scales: {{reach: {{title: Reach}}}}
profiles: {{near: {{title: Near, at: {{reach: 20}}}}, far: {{title: Far, at: {{reach: 80}}}}}}
classification: {{scales: [reach], spread: 25}}
sections:
  - title: All
    items:
{chr(10).join(item.format(name) for name in names)}
"""
    stages = flips_by_column.flip_stages(questionnaire_from_text(text), names)
    assert sum(map(len, stages)) < 3 * len(names)


@pytest.mark.parametrize("name", ["leader", "leader_short"])
@settings(max_examples=6)
@given(data=st.data())
def test_results_of_the_shipped_questionnaires_equal_the_diagnosis(name: str, data: st.DataObject) -> None:
    from jtbd_diag import load_questionnaire

    questionnaire = load_questionnaire(name.replace("_", "-"))
    respondents = data.draw(st.lists(answers(questionnaire), min_size=1, max_size=4))
    frame = results_of(read(questionnaire, respondents), questionnaire).frame
    for row, values in zip(frame.collect(engine="streaming").iter_rows(named=True), respondents, strict=True):
        assert_same(row, diagnose(questionnaire, values))


@pytest.mark.parametrize("size", range(1, 13))
def test_the_network_sorts_whatever_is_put_in(size: int) -> None:
    # a network that sorts every row of zeros and ones sorts everything (Knuth 5.3.4, theorem Z)
    for bits in range(2**size):
        row = [bits >> n & 1 for n in range(size)]
        for layer in sorting_network(size):
            for first, second in layer:
                row[first], row[second] = max(row[first], row[second]), min(row[first], row[second])
        assert row == sorted(row, reverse=True)


@given(cohorts())
def test_silence_counts_who_was_asked_and_did_not_answer(case: tuple[Questionnaire, Respondents]) -> None:
    questionnaire, respondents = case
    row = results_of(read(questionnaire, respondents), questionnaire).silence.collect().row(0, named=True)
    diagnoses = [d for values in respondents if (d := diagnose(questionnaire, values)).asked.values]
    for item in questionnaire.items:
        asked = [d for d in diagnoses if item in d.asked.asked]
        assert row[asked_count(item)] == len(asked)
        assert row[silent_count(item)] == sum(item not in d.asked.values for d in asked)


def test_columns_of_the_survey_that_are_called_like_results_are_kept_apart(leader: Questionnaire) -> None:
    carried = {"job": ["clerk"], "Lead": ["x"], "job (survey)": ["y"], "Region": ["Ms"]}
    results = results_of(read(leader, [{}], carried), leader)
    row = results.frame.collect().row(0, named=True)
    assert row["job (survey)"] == "clerk"
    assert row["job"] is None
    assert [row[name] for name in results.carried.values()] == ["clerk", "x", "y", "Ms"]
    assert list(row) == [column.name for column in results.columns]


def test_personal_answers_stay_out_unless_asked_for(leader: Questionnaire) -> None:
    respondents: Respondents = [{"name": "Dana Roe", "episode": "It broke.", "measure": "24", "area": "attendance"}]
    without = results_of(read(leader, respondents), leader).frame.collect()
    assert without.row(0, named=True)["answer_measure"] == "24"
    assert without.row(0, named=True)["answer_area"] == "attendance"
    assert not {"answer_name", "answer_episode"} & set(without.columns)
    personal = results_of(read(leader, respondents), leader, personal=True).frame.collect()
    assert personal.row(0, named=True)["answer_name"] == "Dana Roe"


def test_who_is_worth_a_call(leader: Questionnaire) -> None:
    clear = {"causes": "own_unit", "by_decision": "nearly_all", "one_result": "yes", "next_move": "small_test"}
    push = {"attempts": "four_plus", "voluntary": "yes", "waiting_cost": "serious_soon"}
    unready = dict.fromkeys(("cycles_before", "like_data", "closest_know", "team_may_change"), "1")
    respondents: Respondents = [
        {},
        {"causes": "own_unit"},
        {"causes": "own_unit", "voluntary": "no"},
        {**clear, **push, "program_alone": "1", **unready, "attempts": "none", "areas": ("attendance",)},
    ]
    frame = results_of(read(leader, respondents), leader).frame.collect()
    assert frame["call"].to_list()[:3] == [None, "undetermined", None]
    assert frame["preconditions"].to_list() == [None, None, None, 0]


def test_every_column_is_explained(leader: Questionnaire) -> None:
    results = results_of(read(leader, [{}], {"Response ID": ["R_1"]}), leader, flips=False)
    assert [column.name for column in results.columns] == results.frame.collect_schema().names()
    assert all(column.meaning for column in results.columns)
    assert "flips" not in results.frame.collect_schema().names()


def test_an_empty_table_has_no_rows_and_all_columns(leader: Questionnaire) -> None:
    results = results_of(read(leader, []), leader)
    frame = results.frame.collect()
    assert frame.height == 0
    assert frame["job"].dtype == pl.Enum(list(leader.profiles))


@pytest.mark.parametrize(
    "name",
    ["*", "^score.*$", "counted", "duplicate_of", "row", "job", "in:row", "given:causes", "score:scope", "x (2)"],
)
def test_a_survey_may_name_its_columns_as_we_do(name: str, tmp_path: Path) -> None:
    survey = tmp_path / "survey.csv"
    survey.write_text(f"{name},id,causes\ntheirs,a,own_unit\nothers,a,other_units\n")
    batch = Batch(load_questionnaire("leader-short"), Reading(survey), Wishes(duplicates="first"))
    _, found = batch.run(tmp_path / "r.parquet", None, narrow=Gathering(batch).narrow)
    assert found and found.narrow.collect().height
    results = pl.read_parquet(tmp_path / "r.parquet")
    assert len(set(results.columns)) == results.width
    assert [column for column in results.columns if results[column].to_list() == ["theirs", "others"]]
    assert results["counted"].to_list() == [True, False]


def test_a_survey_that_changes_while_it_is_read_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    survey = tmp_path / "survey.csv"
    survey.write_text("id,causes\na,own_unit\n")
    batch = Batch(load_questionnaire("leader-short"), Reading(survey), Wishes())
    with pytest.raises(InputError, match="changed while it was read"), pytest.MonkeyPatch.context() as patch:
        collect = pl.collect_all
        patch.setattr(pl, "collect_all", lambda *a, **k: (survey.write_text("id,causes\n"), collect(*a, **k))[1])
        batch.run(tmp_path / "r.csv", None)
    assert [one.name for one in tmp_path.iterdir()] == ["survey.csv"]
