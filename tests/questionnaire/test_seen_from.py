"""Forms for cabinet and staff: same ids and points, words of their own, and no more scales than they feed."""

from __future__ import annotations

import re

import pytest

from jtbd_diag.diagnosis import diagnose
from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.questionnaire import Questionnaire, fingerprint, load_questionnaire
from jtbd_diag.questionnaire.form_for_cabinet_and_staff import leaders_side, seen_from

LEADER = load_questionnaire("leader")
FORMS = {who: seen_from(LEADER, who, load_questionnaire) for who in ("cabinet", "staff")}  # type: ignore[arg-type]


@pytest.mark.parametrize("who", FORMS)
def test_same_ids_and_points_and_other_words(who: str) -> None:
    form = FORMS[who]
    own = [item for item in form.items if item in LEADER.items]
    assert own and all(form.items[item].ask == LEADER.items[item].seen_by[who].ask for item in own)  # type: ignore[index]
    for contribution in form.contributions:
        if contribution.item in LEADER.items:
            assert contribution in LEADER.contributions
    assert form.perspective == who
    assert fingerprint(form) != fingerprint(LEADER)
    assert set(form.scales) == {one.scale for one in form.contributions}
    assert not any(item.personal or item.type == "text" for item in form.items.values())


def test_the_cabinet_can_tell_a_job_and_the_staff_cannot() -> None:
    assert list(FORMS["cabinet"].profiles) == list(LEADER.profiles)
    assert not FORMS["staff"].profiles and FORMS["staff"].classification is None
    assert {"whose_fault", "wait_it_out"} & {*FORMS["cabinet"].items} == set()


def test_nothing_in_them_speaks_to_a_leader() -> None:
    for form in FORMS.values():
        own = [form.items[item] for item in form.items if item in LEADER.items]
        offered = [option for item in own for option in form.options(item.id) if not option.cannot_say]
        words = " ".join([*(item.ask for item in own), *(option.text for option in offered)])
        assert not re.search(r"\b(me|my|My|you decided)\b", words)


def test_the_leader_is_scored_on_the_very_questions_that_others_were_asked() -> None:
    form = FORMS["staff"]
    side = leaders_side(LEADER, form)
    assert {*side.items} == {item for item in LEADER.items if item in form.items}
    found = diagnose(side, {"when_wrong": "nobody", "whose_fault": "5", "wait_it_out": "1"})
    assert found.scales["breadth"].score == pytest.approx((0.5 * 90 + 0.5 * 100 + 0.5 * 0) / 1.5)


def test_the_leaders_form_is_the_questionnaire() -> None:
    assert seen_from(LEADER, "leader", load_questionnaire) is LEADER


def test_a_questionnaire_without_such_a_form_says_so() -> None:
    with pytest.raises(InputError) as raised:
        seen_from(load_questionnaire("leader-short"), "staff", load_questionnaire)
    assert raised.value.problems[0].code is Code.NO_PERSPECTIVE


def test_two_questions_of_one_id_cannot_meet() -> None:
    def other(_: str) -> Questionnaire:
        return LEADER

    with pytest.raises(InputError) as raised:
        seen_from(LEADER, "cabinet", other)
    assert raised.value.problems[0].code is Code.DUPLICATE_ID
