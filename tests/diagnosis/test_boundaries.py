"""A lead or a score that is exactly at a boundary has reached it: 1 or more is clear."""

from __future__ import annotations

import pytest

from jtbd_diag.diagnosis import diagnose
from jtbd_diag.ground.yaml_files import yaml_text
from jtbd_diag.questionnaire import Questionnaire, questionnaire_from_text

# with profiles at 0 and 64 and a spread of 16, the lead of `near` is 8 - score/4: every number here is exact in binary
SCOPE = {"first": 28, "below_clear": 29, "second": 30, "below_leaning": 31}
PUSH = {"none": 34, "early": 35, "still_early": 59, "active": 60}


@pytest.fixture(scope="module")
def at_the_edge() -> Questionnaire:
    def item(name: str, points: dict[str, int]) -> dict[str, object]:
        options = [{"id": option, "text": option, "points": {name: score}} for option, score in points.items()]
        return {"id": name, "type": "single", "ask": name, "options": options}

    plain = {
        "questionnaire": "edge",
        "version": 1,
        "title": "Edge",
        "minutes": 1,
        "scales": {"scope": {"title": "Scope"}, "push": {"title": "Push"}},
        "profiles": {"near": {"title": "Near", "at": {"scope": 0}}, "far": {"title": "Far", "at": {"scope": 64}}},
        "classification": {"scales": ["scope"], "spread": 16, "clear": 1.0, "leaning": 0.5},
        "struggle": {"scale": "push", "early": 35, "active": 60},
        "sections": [{"title": "All", "items": [item("scope", SCOPE), item("push", PUSH)]}],
    }
    return questionnaire_from_text(yaml_text(plain))


@pytest.mark.parametrize(
    ("answer", "lead", "outcome"),
    [
        ("first", 1.0, "clear"),
        ("below_clear", 0.75, "leaning"),
        ("second", 0.5, "leaning"),
        ("below_leaning", 0.25, "mixed"),
    ],
)
def test_a_lead_at_its_limit_has_reached_it(at_the_edge: Questionnaire, answer: str, lead: float, outcome: str) -> None:
    diagnosis = diagnose(at_the_edge, {"scope": answer})
    assert (diagnosis.lead, diagnosis.outcome) == (lead, outcome)


@pytest.mark.parametrize(
    ("answer", "struggle"), [("none", "none"), ("early", "early"), ("still_early", "early"), ("active", "active")]
)
def test_a_push_at_its_limit_has_reached_it(at_the_edge: Questionnaire, answer: str, struggle: str) -> None:
    assert diagnose(at_the_edge, {"push": answer}).struggle == struggle
