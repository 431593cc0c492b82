"""The ledger, the flip and stability against brute force."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jtbd_diag.answers import AskedAnswers
from jtbd_diag.diagnosis import Change, Flip, diagnose, score_table
from jtbd_diag.diagnosis.flags import runs_straight
from jtbd_diag.diagnosis.ledger_and_flip import (
    Ledger,
    alternatives,
    one_step_changes,
    points_of,
)
from jtbd_diag.diagnosis.scored_columns import rows_of
from jtbd_diag.ground.yaml_files import yaml_text
from jtbd_diag.questionnaire import Questionnaire, Value, questionnaire_from_text
from jtbd_diag.questionnaire.look_back import looking_back, looks_back_at

from .. import reference
from ..strategies import Plain, answered

Case = tuple[Questionnaire, dict[str, Value]]
NEAR = 1e-9


def changed(values: dict[str, Value], changes: Sequence[Change]) -> dict[str, Value]:
    return {**values, **{change.item: change.instead for change in changes}}


@given(answered())
def test_an_answer_points_to_the_job_that_it_brings_before_every_other(case: Case) -> None:
    """By the ledgers of every two jobs, which are tested against brute force."""
    questionnaire, values = case
    diagnosis = diagnose(questionnaire, values)
    jobs, asked = [*questionnaire.profiles], AskedAnswers(questionnaire, values)
    if diagnosis.job is None:
        assert diagnosis.points_to == {}
        return
    ledger, wanted = Ledger(questionnaire, asked), dict.fromkeys(jobs, 0)
    for item in {term.contribution.item for term in ledger.terms}:
        for job in jobs:
            leads = [
                sum(line.added for line in ledger.lines(job, other) if line.item == item)
                for other in jobs
                if other != job
            ]
            wanted[job] += all(lead > NEAR for lead in leads)
    assert diagnosis.points_to == wanted


@given(answered())
def test_the_ledger_adds_up_to_the_lead(case: Case) -> None:
    questionnaire, values = case
    diagnosis = diagnose(questionnaire, values)
    assert sum(line.added for line in diagnosis.ledger) == pytest.approx(diagnosis.lead or 0.0, abs=NEAR)
    asked = diagnosis.asked
    assert {(line.item, line.scale) for line in diagnosis.ledger} == {
        (c.item, c.scale)
        for c in questionnaire.contributions
        if diagnosis.job
        and c.scale in (questionnaire.classification or pytest.fail()).scales
        and points_of(questionnaire, c, asked.item(c.item)) is not None
    }
    by_item = dict(diagnosis.weightiest(most=100))
    assert list(by_item.values()) == sorted(by_item.values(), reverse=True)
    assert all(
        added == pytest.approx(sum(line.added for line in diagnosis.ledger if line.item == item), abs=NEAR)
        for item, added in by_item.items()
    )


@given(answered(), st.data())
def test_moving_an_answer_towards_a_job_never_lowers_its_lead(case: Case, data: st.DataObject) -> None:
    questionnaire, values = case
    asked = AskedAnswers(questionnaire, values)
    assume(reference.verdict(questionnaire, values).lead is not None)
    first, other = data.draw(st.permutations(list(questionnaire.profiles)))[:2]
    ledger = Ledger(questionnaire, asked)
    for gain, change in ledger.gains(other, first):
        assert gain > 0
        after = reference.verdict(questionnaire, changed(values, [change])).distances
        before = reference.verdict(questionnaire, values).distances
        nearer = (after[other] - after[first]) - (before[other] - before[first])
        assert nearer / 2 == pytest.approx(gain, abs=NEAR)


def _changes_allowed(questionnaire: Questionnaire, values: dict[str, Value]) -> list[list[Change]]:
    """For each answered item the changes that leave the same items asked and the same scales answered."""
    rule = questionnaire.classification
    assert rule is not None
    deciding = [c for c in questionnaire.contributions if c.scale in rule.scales]
    scored_if = questionnaire.chain(c.item for c in deciding)
    steering = {i for one in scored_if if (q := questionnaire.items[one].ask_if) for i in q.items()}
    asked = AskedAnswers(questionnaire, values)

    def feeds(item: str, answer: Value) -> set[str]:
        given = [(c.scale, points_of(questionnaire, c, answer)) for c in deciding if c.item == item]
        return {scale for scale, points in given if points is not None}

    allowed: list[list[Change]] = []
    for item in dict.fromkeys(c.item for c in deciding):
        answer = asked.item(item)
        if answer is not None and item not in steering and feeds(item, answer):
            others = alternatives(questionnaire, item, answer)
            allowed.append([Change(item, one) for one in others if feeds(item, one) == feeds(item, answer)])
    return allowed


@given(answered(most_items=5))
def test_the_flip_is_the_fewest_answers_that_make_another_job_win(case: Case) -> None:
    questionnaire, values = case
    diagnosis = diagnose(questionnaire, values)
    assume(diagnosis.job is not None and (diagnosis.lead or 0) > NEAR)
    first = diagnosis.job or ""
    if diagnosis.flip is not None:
        after = reference.verdict(questionnaire, changed(values, diagnosis.flip.changes)).distances
        assert after[diagnosis.flip.job] == min(after.values())
        assert after[diagnosis.flip.job] < after[first]
        assert len({change.item for change in diagnosis.flip.changes}) == len(diagnosis.flip.changes)
    fewest = len(diagnosis.flip.changes) if diagnosis.flip else None
    allowed = _changes_allowed(questionnaire, values)
    for size in range(len(allowed) + 1 if fewest is None else fewest):
        for items in itertools.combinations(allowed, size):
            for some in itertools.product(*items):
                after = reference.verdict(questionnaire, changed(values, some)).distances
                assert after[first] <= min(after.values()) + NEAR, some


@given(answered(most_items=6))
def test_stability_is_the_share_of_one_step_changes_that_keep_the_job(case: Case) -> None:
    questionnaire, values = case
    diagnosis = diagnose(questionnaire, values)
    changes = one_step_changes(questionnaire, diagnosis.asked)
    jobs = score_table(questionnaire, rows_of(questionnaire, [changed(values, [c]) for c in changes]))["job"]
    if diagnosis.job is None:
        assert diagnosis.stability is None
        return
    assert diagnosis.stability is not None
    kept = sum(job == diagnosis.job for job in jobs)
    assert (diagnosis.stability.kept, diagnosis.stability.tried) == (kept, len(changes))
    assert diagnosis.stability.share == (kept / len(changes) if changes else None)


QUESTIONNAIRE = questionnaire_from_text(
    yaml_text(
        {
            "questionnaire": "steps",
            "version": 1,
            "title": "Steps",
            "minutes": 5,
            "answer_sets": {"four": ["no", "a little", "a lot", "yes"]},
            "scales": {"scope": {"title": "Scope", "minimum_answered": 0}},
            "sections": [
                {
                    "title": "All",
                    "items": [
                        {"id": "rated", "type": "rating", "ask": "?", "answers": "four", "scale": "scope"},
                        {
                            "id": "chosen",
                            "type": "single",
                            "ask": "?",
                            "options": [
                                {"id": "a", "text": "A", "points": {"scope": 0}},
                                {"id": "b", "text": "B", "points": {"scope": 50}},
                                {"id": "c", "text": "C", "points": {"scope": 100}},
                                {"id": "cannot_say", "text": "?", "cannot_say": True},
                            ],
                        },
                        {
                            "id": "ticked",
                            "type": "multiple",
                            "ask": "?",
                            "count_points": {"scope": {0: 0, 2: 50, 4: 100}},
                            "options": [{"id": one, "text": one} for one in "abcde"]
                            + [{"id": "none", "text": "none", "exclusive": True}],
                        },
                        {
                            "id": "years",
                            "type": "number",
                            "ask": "?",
                            "minimum": 2,
                            "band_points": {"scope": {0: 0, 5: 50, 10: 80, 20: 100}},
                        },
                    ],
                }
            ],
        }
    )
)


@pytest.mark.parametrize(
    ("item", "answer", "others", "steps"),
    [
        ("rated", "2", ["1", "3", "4"], ["1", "3"]),
        ("rated", "4", ["1", "2", "3"], ["3"]),
        ("chosen", "a", ["b", "c"], ["b", "c"]),
        ("chosen", "cannot_say", ["a", "b", "c"], ["a", "b", "c"]),
        # a count or number moves to the next band, never within its own
        ("ticked", ("e", "b", "a"), [("a",), ("a", "b", "e", "c")], [("a",), ("a", "b", "e", "c")]),
        ("ticked", ("none",), [("a", "b"), ("a", "b", "c", "d")], [("a", "b")]),
        # below its minimum a number has no band to move to
        ("years", 7, [2, 10, 20], [2, 10]),
        ("years", 2, [5, 10, 20], [5]),
    ],
)
def test_the_other_answers_and_the_steps(item: str, answer: Value, others: list[Value], steps: list[Value]) -> None:
    assert alternatives(QUESTIONNAIRE, item, answer) == others
    taken = one_step_changes(QUESTIONNAIRE, AskedAnswers(QUESTIONNAIRE, {item: answer}))
    assert taken == [Change(item, step) for step in steps]


def _told_apart(*items: Plain, minimum: float = 0) -> Questionnaire:
    """A questionnaire with a low and a high job on one scale, and a scale that only the high job is far out on."""
    return questionnaire_from_text(
        yaml_text(
            {
                "questionnaire": "apart",
                "version": 1,
                "title": "Apart",
                "minutes": 5,
                "scales": {s: {"title": s, "minimum_answered": minimum} for s in ("scope", "breadth")},
                "profiles": {
                    "low": {"title": "Low", "at": {"scope": 10, "breadth": 50}},
                    "high": {"title": "High", "at": {"scope": 90, "breadth": 60}},
                },
                "classification": {"scales": ["scope", "breadth"]},
                "sections": [{"title": "All", "items": list(items)}],
            }
        )
    )


def _single(name: str, points: dict[str, Plain], **more: object) -> Plain:
    options = [{"id": one, "text": one, "points": given} for one, given in points.items()]
    return {"id": name, "type": "single", "ask": "?", "options": options, **more}


BREADTH = _single("breadth", {"a": {"breadth": 55}, "b": {"breadth": 50}})


def test_a_flip_takes_the_answer_of_an_item_that_changes_most() -> None:
    questionnaire = _told_apart(
        BREADTH, _single("scope", {"a": {"scope": 0}, "b": {"scope": 20}, "c": {"scope": 100}, "d": {"scope": 40}})
    )
    flip = diagnose(questionnaire, {"breadth": "a", "scope": "a"}).flip
    assert flip == Flip("high", (Change("scope", "c"),))


def test_a_flip_never_takes_an_answer_that_leaves_a_scale_or_enters_one() -> None:
    """The weights of the scales would change, and with them what every other answer adds."""
    both = _single(
        "both", {"a": {"scope": 0, "breadth": 55}, "b": {"scope": 100}, "c": {"scope": 20, "breadth": 50}}, weight=9
    )
    questionnaire = _told_apart(BREADTH, _single("scope", {"a": {"scope": 0}, "b": {"scope": 30}}), both)
    assert diagnose(questionnaire, {"breadth": "a", "scope": "a", "both": "a"}).flip is None
    points: dict[str, Plain] = {"a": {"scope": 0}, "b": {"scope": 100, "breadth": 60}, "c": {"scope": 9, "breadth": 50}}
    entering = _told_apart(BREADTH, _single("scope", points))
    assert diagnose(entering, {"breadth": "a", "scope": "a"}).flip is None


def test_an_item_that_steers_others_from_afar_takes_no_part_in_a_flip() -> None:
    """`first` decides whether `second` is asked, and that whether `third` is: changing it would change the terms."""
    options = [{"id": "a", "text": "A", "points": {"scope": 0}}, {"id": "b", "text": "B", "points": {"scope": 100}}]
    first = {"id": "first", "type": "single", "ask": "?", "options": options}
    second = {"id": "second", "type": "text", "ask": "?", "ask_if": {"item": "first", "is": "a"}}
    asked_of = {"item": "second", "answered": True}
    third = {"id": "third", "type": "single", "ask": "?", "options": options, "ask_if": asked_of}
    questionnaire = _told_apart(BREADTH, first, second, third)
    flip = diagnose(questionnaire, {"breadth": "a", "first": "a", "second": "words", "third": "a"}).flip
    assert flip is None


def test_what_is_asked_of_then_breaks_no_straight_line(leader: Questionnaire) -> None:
    later = looking_back(leader)
    back = looks_back_at(later)
    rated = [item.id for item in later.items.values() if item.type == "rating"]
    answers = {item: "4" if item in back else "3" for item in rated}
    assert back
    assert "straight_lined" in diagnose(later, answers).flags


def test_straight_lines_are_told_only_of_many_ratings(leader: Questionnaire) -> None:
    ratings = [item.id for item in leader.items.values() if item.type == "rating"]
    straight = diagnose(leader, dict.fromkeys(ratings[:12], "3"))
    assert "straight_lined" in straight.flags
    assert not diagnose(leader, dict.fromkeys(ratings[:11], "3")).flags
    assert not runs_straight(leader, AskedAnswers(leader, {**dict.fromkeys(ratings[:12], "3"), ratings[0]: "2"}))
