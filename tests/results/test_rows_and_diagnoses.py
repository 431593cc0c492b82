"""A row of results tells of bands, flags and preconditions as the diagnosis of its answers does, at their edges too."""

from __future__ import annotations

from typing import Any

import pytest

from jtbd_diag.diagnosis import Diagnosis, diagnose
from jtbd_diag.ground.yaml_files import yaml_text
from jtbd_diag.questionnaire import Questionnaire, Value, questionnaire_from_text
from jtbd_diag.results.results import results_of
from tests.results.tables import read

RATINGS = 12
FIVE = ["Not true", "Slightly true", "Partly true", "Mostly true", "Very true"]


@pytest.fixture(scope="module")
def banded() -> Questionnaire:
    """Bands that end on scores an answer gives, a precondition, a force, two far profiles, a dozen ratings."""
    options = [{"id": f"p{n}", "text": f"{n} points", "points": {"ground": n}} for n in (0, 33, 34, 66, 67, 100)]
    ratings = [
        {"id": f"r{n}", "type": "rating", "answers": "five", "scale": "scope", "ask": f"r{n}"} for n in range(RATINGS)
    ]
    bands = [{"up_to": 33, "title": "low"}, {"up_to": 66, "title": "middle"}, {"title": "in place"}]
    plain = {
        "questionnaire": "banded",
        "version": 1,
        "title": "Banded",
        "minutes": 60,
        "answer_sets": {"five": FIVE},
        "scales": {"scope": {"title": "Scope"}, "ground": {"title": "Ground", "bands": bands}},
        "profiles": {"one": {"title": "One", "at": {"scope": 0}}, "other": {"title": "Other", "at": {"scope": 40}}},
        "classification": {"scales": ["scope"], "spread": 20},
        "readiness": {"preconditions": ["ground"], "forces": ["ground"]},
        "sections": [
            {
                "title": "All",
                "items": [*ratings, {"id": "ground", "type": "single", "ask": "Ground", "options": options}],
            }
        ],
    }
    return questionnaire_from_text(yaml_text(plain))


def _both(questionnaire: Questionnaire, values: dict[str, Value]) -> tuple[dict[str, Any], Diagnosis]:
    (row,) = results_of(read(questionnaire, [values]), questionnaire).frame.collect().to_dicts()
    return row, diagnose(questionnaire, values)


@pytest.mark.parametrize(
    ("points", "band"), [(0, "low"), (33, "low"), (34, "middle"), (66, "middle"), (67, "in place"), (100, "in place")]
)
def test_a_score_at_the_end_of_a_band_is_in_it(banded: Questionnaire, points: int, band: str) -> None:
    row, diagnosis = _both(banded, {"ground": f"p{points}"})
    assert row["precondition_ground"] == row["force_ground"] == diagnosis.scales["ground"].band == band
    assert row["preconditions"] == (band == "in place")


@pytest.mark.parametrize(("level", "far"), [("1", False), ("4", False), ("5", True)])
def test_answers_far_from_every_job_are_flagged(banded: Questionnaire, level: str, far: bool) -> None:
    values: dict[str, Value] = {f"r{n}": level for n in range(RATINGS - 1)}  # one less than a dozen is no straight line
    row, diagnosis = _both(banded, values)
    assert (row["flags"] or "", "; ".join(diagnosis.flags)) == (("far_from_every_job",) * 2 if far else ("", ""))


@pytest.mark.parametrize("odd", [False, True])
def test_a_dozen_ratings_alike_are_flagged(banded: Questionnaire, odd: bool) -> None:
    values: dict[str, Value] = {f"r{n}": "2" for n in range(RATINGS)} | ({"r3": "1"} if odd else {})
    row, diagnosis = _both(banded, values)
    assert (row["flags"] or "", "; ".join(diagnosis.flags)) == (("", "") if odd else ("straight_lined",) * 2)
