"""The diagnosis of one respondent: what it says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from jtbd_diag.answers import Answers
from jtbd_diag.diagnosis import diagnose, score_table
from jtbd_diag.diagnosis.scored_columns import asked_column, points_column, rows_of
from jtbd_diag.questionnaire import Questionnaire, Value, fingerprint, load_questionnaire_file, questionnaire_from_text

from .. import reference
from ..strategies import answered

BASE = Path(__file__).parent.parent / "questionnaire" / "base.yaml"
NEAR: dict[str, Value] = {
    "area": "a",
    "causes": "own",
    "years": 0,
    "ticked": ("a",),
    "rated": "1",
    "pushed": "4",
    "willing": "yes",
}


@pytest.fixture(scope="module")
def base() -> Questionnaire:
    return load_questionnaire_file(BASE)


def test_it_can_be_asked_by_name(base: Questionnaire) -> None:
    diagnosis = diagnose(base, {**NEAR, "why": "a branch left behind"})
    assert diagnosis.result("job") == diagnosis.job == "near"
    assert diagnosis.result("runner_up") == diagnosis.runner_up == "far"
    assert diagnosis.result("outcome") == "clear"
    assert diagnosis.result("problem_area") == "a"
    assert diagnosis.result("questionnaire") == "base"
    assert diagnosis.result("struggle") == "active"
    assert diagnosis.result("weather") is None
    assert diagnosis.item("causes") == "own"
    assert diagnosis.item("why") is None
    assert diagnosis.scale("scope") == diagnosis.scales["scope"].score
    assert diagnosis.scale("depth") is None
    assert diagnosis.fingerprint == fingerprint(base)
    assert diagnose(base, {}).result("problem_area") is None


def test_it_says_what_it_rests_on(base: Questionnaire) -> None:
    scope = diagnose(base, {**NEAR, "rated": None}).scales["scope"]
    assert (scope.title, scope.band, scope.answered, scope.asked) == ("Scope", "narrow", 2, 3)


def test_answers_of_a_file_and_a_mapping_are_the_same(base: Questionnaire) -> None:
    assert diagnose(base, Answers.to(base, NEAR)) == diagnose(base, NEAR)


def test_saying_no_outweighs_every_score_of_struggle(base: Questionnaire) -> None:
    told = [diagnose(base, {"pushed": level}).struggle for level in ("1", "2", "3", "4")]
    assert told == [None] * 4  # half of the weight is not enough
    told = [diagnose(base, {"pushed": level, "willing": "yes"}).struggle for level in ("1", "2", "3")]
    assert told == ["early", "active", "active"]
    assert diagnose(base, {"pushed": "4", "willing": "no"}).struggle == "none"


def test_answers_far_from_every_job_are_flagged(base: Questionnaire) -> None:
    odd: dict[str, Value] = {"causes": "own", "years": 9, "rated": "4", "ticked": ("a",)}
    assert diagnose(base, odd).flags == ()
    narrow = questionnaire_from_text(BASE.read_text().replace("spread: 25", "spread: 20"))
    assert max(diagnose(narrow, odd).fits.values()) < 13.53
    assert diagnose(narrow, odd).flags == ("far_from_every_job",)


def test_what_is_missing_comes_weightiest_first(base: Questionnaire) -> None:
    assert diagnose(base, {"years": 3}).missing == ("causes", "ticked", "rated")
    assert diagnose(base, {"causes": "shared"}).missing == ("ticked",)


@given(answered(most_items=6))
def test_the_columns_in_between_tell_what_each_answer_gave(case: tuple[Questionnaire, dict[str, Value]]) -> None:
    questionnaire, values = case
    frame = rows_of(questionnaire, [values])
    row = score_table(questionnaire, frame, keep=True).row(0, named=True)
    shown, counting = reference.asked(questionnaire, values)
    for item in questionnaire.items.values():
        if item.ask_if is not None:
            assert row[asked_column(item.id)] == (item.id in shown)
    for c in questionnaire.contributions:
        expected = reference.points(questionnaire, questionnaire.items[c.item], counting.get(c.item), c.scale)
        assert row[points_column(c.item, c.scale)] == (None if expected is None else pytest.approx(expected))
    assert set(score_table(questionnaire, frame).columns) < set(row)
