"""The column engine against the design's formulas, written once more in plain Python."""

from __future__ import annotations

import copy
import math
from collections.abc import Mapping
from typing import Any

import narwhals
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from jtbd_diag.answers import AskedAnswers, parse_values
from jtbd_diag.diagnosis import diagnose, score_table
from jtbd_diag.diagnosis.ledger_and_flip import points_of
from jtbd_diag.diagnosis.scored_columns import rows_of, score_column
from jtbd_diag.ground.yaml_files import yaml_text
from jtbd_diag.questionnaire import Contribution, Questionnaire, Value, questionnaire_from_text

from .. import reference
from ..strategies import Plain, answered, answers, loaded, plain_questionnaires, questionnaires

Case = tuple[Questionnaire, dict[str, Value]]


@st.composite
def cohorts(draw: st.DrawFn) -> tuple[Questionnaire, list[dict[str, Value]]]:
    """One questionnaire and several respondents, the first of whom says nothing."""
    questionnaire = draw(questionnaires())
    return questionnaire, [{}, *draw(st.lists(answers(questionnaire), min_size=3, max_size=3))]


@given(cohorts())
def test_scores_job_lead_and_struggle_are_those_of_the_formulas(case: tuple[Questionnaire, list[Any]]) -> None:
    questionnaire, respondents = case
    table = score_table(questionnaire, rows_of(questionnaire, respondents))
    for row, values in zip(table.iter_rows(named=True), respondents, strict=True):
        expected = reference.verdict(questionnaire, values)
        for scale, score in expected.scores.items():
            assert row[score_column(scale)] == (None if score is None else pytest.approx(score, abs=1e-9))
        assert row["lead"] == (None if expected.lead is None else pytest.approx(expected.lead, abs=1e-9))
        assert row.get("struggle") == expected.struggle
        _assert_verdict(questionnaire, row, expected)


def _assert_verdict(questionnaire: Questionnaire, row: Mapping[str, Any], expected: reference.Verdict) -> None:
    rule = questionnaire.classification
    assert rule is not None
    if expected.lead is None:
        assert (row["job"], row["runner_up"], row["outcome"]) == (None, None, "undetermined")
        assert {row[f"fit:{job}"] for job in questionnaire.profiles} == {None}
        return
    for job, distance in expected.distances.items():
        assert row[f"fit:{job}"] == pytest.approx(100 * math.exp(-distance / 2), abs=1e-9)
    if expected.lead > 1e-9:
        assert row["job"] == expected.ranked[0]
    assert row["runner_up"] != row["job"]
    assert expected.distances[row["runner_up"]] == pytest.approx(expected.distances[expected.ranked[1]], abs=1e-9)
    if all(abs(expected.lead - limit) > 1e-9 for limit in (rule.clear, rule.leaning)):
        outcome = "clear" if expected.lead > rule.clear else "leaning" if expected.lead > rule.leaning else "mixed"
        assert row["outcome"] == outcome


@given(cohorts())
def test_a_person_alone_gets_the_very_numbers_of_a_row_among_many(case: tuple[Questionnaire, list[Any]]) -> None:
    questionnaire, respondents = case
    table = score_table(questionnaire, rows_of(questionnaire, respondents * 20))
    for row, values in zip(table.iter_rows(named=True), respondents, strict=False):
        diagnosis = diagnose(questionnaire, values)
        assert {name: scale.score for name, scale in diagnosis.scales.items()} == {
            name: row[score_column(name)] for name in questionnaire.scales
        }
        assert (diagnosis.job, diagnosis.lead, diagnosis.outcome) == (row["job"], row["lead"], row["outcome"])
        assert dict(diagnosis.fits) == {job: row[f"fit:{job}"] for job in questionnaire.profiles if row["job"]}


@given(answered(most_items=6))
def test_conditions_agree_between_people_and_columns(case: Case) -> None:
    questionnaire, values = case
    shown, counting = reference.asked(questionnaire, values)
    asked = AskedAnswers(questionnaire, values)
    assert (list(asked.asked), dict(asked.values)) == (shown, counting)
    # an item that is asked and answered gives points; one that is hidden gives none, whatever was answered
    diagnosis = diagnose(questionnaire, values)
    for scale, score in diagnosis.scales.items():
        feeding = {c.item for c in questionnaire.contributions if c.scale == scale}
        assert score.asked == len(feeding & set(shown))


@given(answered())
def test_answers_of_hidden_branches_and_missing_answers_do_not_score(case: Case) -> None:
    questionnaire, values = case
    asked = AskedAnswers(questionnaire, values)
    whole, shown_only = (diagnose(questionnaire, given) for given in (values, asked.values))
    assert [s.score for s in whole.scales.values()] == [s.score for s in shown_only.scales.values()]
    assert (whole.job, whole.lead, whole.ledger) == (shown_only.job, shown_only.lead, shown_only.ledger)
    for scale in whole.scales.values():
        if scale.score is not None:
            found = [
                points
                for c in questionnaire.contributions
                if c.scale == scale.scale and (points := points_of(questionnaire, c, asked.item(c.item))) is not None
            ]
            # a missing answer taken for zero would pull the score below every answer given
            assert min(found) - 1e-9 <= scale.score <= max(found) + 1e-9


def test_nothing_answered_is_undetermined(leader: Questionnaire, leader_short: Questionnaire) -> None:
    for questionnaire in (leader, leader_short):
        diagnosis = diagnose(questionnaire, {})
        assert diagnosis.outcome == "undetermined"
        assert (diagnosis.job, diagnosis.lead, diagnosis.flip, diagnosis.stability) == (None, None, None, None)
        assert {scale.score for scale in diagnosis.scales.values()} == {None}
        assert diagnosis.struggle is None
        rule = questionnaire.classification
        assert rule is not None
        assert set(diagnosis.missing) == set(questionnaire.scored_items(rule.scales)) & set(diagnosis.asked.asked)


@given(st.data())
def test_the_order_of_items_changes_nothing(data: st.DataObject) -> None:
    plain = data.draw(plain_questionnaires(conditions=False))
    values = data.draw(answers(loaded(plain)))
    mixed = copy.deepcopy(plain)
    mixed["sections"][0]["items"] = data.draw(st.permutations(plain["sections"][0]["items"]))
    one, other = (diagnose(loaded(p), values) for p in (plain, mixed))
    assert one.fingerprint == other.fingerprint
    assert one.lead == (None if other.lead is None else pytest.approx(other.lead, abs=1e-9))
    for scale in one.scales:
        score = other.scales[scale].score
        assert one.scales[scale].score == (None if score is None else pytest.approx(score, abs=1e-9))


@given(st.data())
def test_reversing_twice_is_the_identity(data: st.DataObject) -> None:
    plain = data.draw(plain_questionnaires(conditions=False))
    values = data.draw(answers(loaded(plain)))
    turned, turned_values = copy.deepcopy(plain), dict(values)
    for item in turned["sections"][0]["items"]:
        if item["type"] == "rating":
            item["reverse"] = not item["reverse"]
            if item["id"] in values:
                turned_values[item["id"]] = str(
                    len(plain["answer_sets"][item["answers"]]) + 1 - int(str(values[item["id"]]))
                )
    before, after = diagnose(loaded(plain), values), diagnose(loaded(turned), turned_values)
    for scale in before.scales:
        score = after.scales[scale].score
        assert before.scales[scale].score == (None if score is None else pytest.approx(score, abs=1e-9))


SMALL: Plain = {
    "questionnaire": "small",
    "version": 1,
    "title": "Small",
    "minutes": 5,
    "answer_sets": {"three": ["no", "partly", "yes"]},
    "scales": {"scope": {"title": "Scope", "minimum_answered": 0.5}},
    "profiles": {"near": {"title": "Near", "at": {"scope": 10}}, "far": {"title": "Far", "at": {"scope": 90}}},
    "classification": {"scales": ["scope"]},
    "sections": [
        {
            "title": "All",
            "items": [
                {"id": "rated", "type": "rating", "ask": "?", "answers": "three", "scale": "scope"},
                {"id": "years", "type": "number", "ask": "?", "band_points": {"scope": {0: 0, 10: 100}}},
                {
                    "id": "areas",
                    "type": "multiple",
                    "ask": "?",
                    "ask_if": {"item": "years", "answered": True},
                    "count_points": {"scope": {0: 0, 2: 100}},
                    "options": [
                        {"id": "a", "text": "A"},
                        {"id": "b", "text": "B"},
                        {"id": "none", "text": "None", "exclusive": True},
                        {"id": "cannot_say", "text": "I can't say", "cannot_say": True},
                    ],
                },
            ],
        }
    ],
}


@pytest.fixture(scope="module")
def small() -> Questionnaire:
    return questionnaire_from_text(yaml_text(SMALL))


def test_none_of_these_counts_as_none_ticked_and_cannot_say_as_no_answer(small: Questionnaire) -> None:
    counted = [diagnose(small, {"years": 0, "areas": ticked}).scales["scope"] for ticked in (["none"], ["cannot_say"])]
    assert [(scale.score, scale.answered) for scale in counted] == [(0, 2), (None, 1)]


@pytest.mark.parametrize("empty", [None, math.nan])
def test_what_is_no_number_counts_as_unanswered(small: Questionnaire, empty: float | None) -> None:
    frame = pl.DataFrame({"rated": ["3"], "years": [empty], "areas.a": [True]}, schema_overrides={"years": pl.Float64})
    assert score_table(small, frame)["score:scope"].to_list() == [100]


def test_columns_that_are_not_there_count_as_unanswered(small: Questionnaire) -> None:
    table = score_table(small, pl.DataFrame({"rated": ["1", "3"], "note": ["x", "y"]}))
    assert table.columns == [
        "rated", "note", "score:scope", "fit:near", "fit:far", "job", "runner_up", "lead", "outcome",
    ]  # fmt: skip
    assert table["job"].to_list() == ["near", "far"]


@given(cohorts(), st.sampled_from([None, 77]), st.booleans())
def test_places_of_options_say_the_same_as_their_ids(
    case: tuple[Questionnaire, list[Any]], unanswered: int | None, elsewhere: bool
) -> None:
    questionnaire, respondents = case
    ids = rows_of(questionnaire, respondents)
    places = {
        item: {option.id: place for place, option in enumerate(questionnaire.options(item))}
        for item, column in ids.to_dict().items()
        if column.dtype == pl.String and item in questionnaire.items and questionnaire.options(item)
    }
    placed = ids.with_columns(
        pl.col(item).replace_strict(by, default=unanswered, return_dtype=pl.UInt32) for item, by in places.items()
    )
    expected = score_table(questionnaire, ids, keep=True).drop(ids.columns)
    found = score_table(questionnaire, narwhals.from_native(placed) if elsewhere else placed, keep=True, placed=places)
    results = [name for name in expected.columns if not name.startswith("gives:")]  # polars writes them its own way
    assert_frame_equal(found.select(results), expected.select(results), check_dtypes=not elsewhere, abs_tol=1e-9)


def test_a_null_beside_a_tick_counts_as_not_ticked(small: Questionnaire) -> None:
    frame = pl.DataFrame({"years": [0, 0, 0], "areas.a": [None, None, True], "areas.b": [True, None, True]})
    assert score_table(small, frame)["score:scope"].to_list() == [0, None, 50]


@pytest.mark.parametrize("taken", ["score:scope", "job", "gives:scope:rated", "distance of the job"])
def test_a_column_of_a_name_that_is_needed_is_refused(small: Questionnaire, taken: str) -> None:
    with pytest.raises(ValueError, match=f"already has a column named '{taken}'"):
        score_table(small, pl.DataFrame({"rated": ["1"], taken: ["x"]}))


@pytest.mark.parametrize(
    ("column", "values", "wanted"),
    [
        ("rated", [1, 2], "option ids, which are texts"),
        ("rated", pl.Series([1, 2], dtype=pl.UInt8), "option ids, which are texts"),
        ("years", ["1", "2"], "numbers"),
        ("areas.a", ["yes", "no"], "true or false"),
    ],
)
def test_a_column_of_the_wrong_type_is_told(small: Questionnaire, column: str, values: list[Any], wanted: str) -> None:
    with pytest.raises(ValueError, match=f"the column '{column}' must hold {wanted}, not "):
        score_table(small, pl.DataFrame({column: values}))


@pytest.mark.parametrize("values", [["1", "2"], [0, 1]])
def test_a_column_of_places_that_are_none_is_told(small: Questionnaire, values: list[Any]) -> None:
    with pytest.raises(ValueError, match="'rated' must hold places of options, which are unsigned numbers"):
        score_table(small, pl.DataFrame({"rated": values}), placed=["rated"])


def test_diagnose_tells_every_answer_that_is_none(small: Questionnaire) -> None:
    with pytest.raises(ValueError, match="'4' is no option of 'rated'") as error:
        diagnose(small, {"rated": "4", "yaers": 3, "areas": "a"})
    assert "did you mean 'years'?" in str(error.value)
    assert "the answer to 'areas' must be a list" in str(error.value)
    assert diagnose(small, {"rated": 3, "years": None}).job == "far"


def test_a_contribution_is_the_points_of_one_item_on_one_scale(small: Questionnaire) -> None:
    rated, years, areas = small.contributions
    assert [rated.points_at(one) for one in ("1", "3", "4")] == [0, 100, None]
    assert [years.points_at(one) for one in (-1, 0, 9.5, 10)] == [None, 0, 0, 100]
    assert areas == Contribution("areas", "scope", 1, thresholds={0: 0, 2: 100}, counts=True)


def test_a_polars_frame_is_scored_without_narwhals(small: Questionnaire) -> None:
    """Importing narwhals takes half as long as importing polars, which one person's diagnosis need not wait for."""
    import subprocess
    import sys

    program = (
        "import sys; from jtbd_diag import load_questionnaire, diagnose; "
        "diagnose(load_questionnaire('leader-short'), {}); sys.exit('narwhals' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_values_are_read_as_an_answers_file_reads_them(small: Questionnaire) -> None:
    values = parse_values(small, {"rated": 2, "years": 3, "areas": ("b", "b", "a")}).values
    assert dict(values) == {"rated": "2", "years": 3, "areas": ("b", "a")}
