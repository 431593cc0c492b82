"""Nothing that is still open can change a job that is decided."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from jtbd_diag.diagnosis import decided, diagnose
from jtbd_diag.questionnaire import Questionnaire, Value, questionnaire_from_text
from jtbd_diag.yaml_file import yaml_text

from .. import reference
from ..strategies import answered, questionnaires, values_of

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
