"""Nothing that is still open can change a job that is decided."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jtbd_diag.diagnosis import decided, diagnose
from jtbd_diag.questionnaire import Questionnaire, Value, questionnaire_from_text
from jtbd_diag.yaml_file import yaml_text

from .. import reference
from ..strategies import Plain, answered, questionnaires, values_of

Case = tuple[Questionnaire, dict[str, Value]]


@given(st.data())
def test_no_completion_changes_a_job_that_is_decided(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    given: dict[str, Value] = {}
    # answers come one by one, in any order; as soon as the job is decided, no completion may change it
    for item in data.draw(st.permutations(list(questionnaire.items.values()))):
        if decided(questionnaire, given):
            break
        given[item.id] = data.draw(values_of(questionnaire, item))
    assume(decided(questionnaire, given))
    job = reference.verdict(questionnaire, given).ranked[0]
    still_open = [item for item in questionnaire.items.values() if item.id not in given]
    for _ in range(8):
        completion = {i.id: data.draw(values_of(questionnaire, i)) for i in still_open if data.draw(st.booleans())}
        after = reference.verdict(questionnaire, {**given, **completion})
        assert after.lead is not None, completion
        assert after.ranked[0] == job, completion


@given(st.data())
def test_extreme_completions_change_nothing_either(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires(conditions=False))
    given = {
        item.id: data.draw(values_of(questionnaire, item))
        for item in questionnaire.items.values()
        if data.draw(st.integers(0, 3))
    }
    assume(decided(questionnaire, given))
    job = reference.verdict(questionnaire, given).ranked[0]
    scored = [item for item in questionnaire.scored_items() if item not in given]
    for scale in questionnaire.scales:
        for pick in (min, max):
            extreme = {}
            for item in scored:
                offered = {
                    key: points
                    for c in questionnaire.contributions
                    if c.item == item and c.scale == scale
                    for key, points in c.options.items()
                }
                if offered:
                    extreme[item] = pick(offered, key=offered.__getitem__)
            assert reference.verdict(questionnaire, {**given, **extreme}).ranked[0] == job


@given(answered(complete=True))
def test_everything_answered_with_a_lead_is_decided(case: Case) -> None:
    questionnaire, values = case
    diagnosis = diagnose(questionnaire, values)
    assert decided(questionnaire, values) == ((diagnosis.lead or 0) > 1e-9)


def test_nothing_is_decided_without_profiles_or_answers(leader: Questionnaire) -> None:
    assert not decided(leader, {})
    plain = {
        "questionnaire": "scales_only",
        "version": 1,
        "title": "Scales only",
        "minutes": 5,
        "answer_sets": {"two": ["no", "yes"]},
        "scales": {"scope": {"title": "Scope"}},
        "sections": [
            {
                "title": "All",
                "items": [{"id": "rated", "type": "rating", "ask": "?", "answers": "two", "scale": "scope"}],
            }
        ],
    }
    questionnaire = questionnaire_from_text(yaml_text(plain))
    assert not decided(questionnaire, {"rated": "1"})
    diagnosis = diagnose(questionnaire, {"rated": "2"})
    assert (diagnosis.outcome, diagnosis.job, dict(diagnosis.fits)) == (None, None, {})
    assert diagnosis.scales["scope"].score == 100
    assert diagnosis.struggle is None


def _branching(condition: Plain, minimum: float = 0.5) -> Questionnaire:
    """`scope` decides; `more`, which could turn everything round, is asked on a condition."""
    options = [{"id": str(n), "text": str(n), "points": {"scope": n}} for n in (0, 40, 100)]
    words = [{"id": one, "type": "text", "ask": "?"} for one in ("first", "second")]
    return questionnaire_from_text(
        yaml_text(
            {
                "questionnaire": "branching",
                "version": 1,
                "title": "Branching",
                "minutes": 5,
                "scales": {"scope": {"title": "Scope", "minimum_answered": minimum}},
                "profiles": {n: {"title": n, "at": {"scope": at}} for n, at in (("low", 10), ("high", 90))},
                "classification": {"scales": ["scope"]},
                "sections": [
                    {
                        "title": "All",
                        "items": [
                            *words,
                            {"id": "middle", "type": "text", "ask": "?", "ask_if": {"item": "first", "answered": True}},
                            {"id": "scope", "type": "single", "ask": "?", "options": options},
                            {"id": "more", "type": "single", "ask": "?", "options": options, "ask_if": condition},
                        ],
                    }
                ],
            }
        )
    )


FIRST: Plain = {"item": "first", "answered": True}
SECOND: Plain = {"item": "second", "answered": True}


@pytest.mark.parametrize(
    ("condition", "answered_too", "settled"),
    [
        (FIRST, {}, False),  # may still be asked
        (FIRST, {"first": "x"}, False),  # is asked, and open
        (FIRST, {"first": "x", "more": "0"}, True),
        ({"not": FIRST}, {}, False),
        ({"not": FIRST}, {"first": "x"}, True),  # is hidden for good
        ({"all": [{"not": FIRST}, SECOND]}, {"first": "x"}, True),  # one false settles an `all`
        ({"all": [{"not": FIRST}, SECOND]}, {"second": "x"}, False),
        ({"any": [FIRST, {"not": SECOND}]}, {"second": "x"}, False),
        ({"any": [FIRST, SECOND]}, {"first": "x", "more": "0"}, True),  # one true settles an `any`
        ({"item": "middle", "answered": True}, {}, False),
        ({"item": "middle", "answered": True}, {"first": "x"}, False),
        ({"not": {"item": "middle", "answered": True}}, {"first": "x", "middle": "x"}, True),
    ],
)
def test_what_is_settled_of_a_branch(condition: Plain, answered_too: dict[str, Value], settled: bool) -> None:
    questionnaire = _branching(condition)
    assert decided(questionnaire, {"scope": "0", **answered_too}) is settled


def test_an_answer_that_may_yet_be_hidden_may_come_or_go() -> None:
    questionnaire = _branching({"not": FIRST})
    assert decided(questionnaire, {"scope": "0", "more": "40"})
    assert not decided(questionnaire, {"scope": "0", "more": "100"})
    assert decided(questionnaire, {"scope": "0", "more": "100", "first": "x"})


def test_a_score_that_may_yet_go_missing_decides_nothing() -> None:
    questionnaire = _branching({"not": FIRST}, minimum=1)
    assert diagnose(questionnaire, {"scope": "0", "more": "0"}).job == "low"
    assert decided(questionnaire, {"scope": "0", "more": "0", "first": "x"})
    assert decided(questionnaire, {"scope": "0", "first": "x"})
    assert not decided(questionnaire, {"scope": "0"})
