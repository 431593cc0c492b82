"""Nothing that is still open can change what is called settled."""

from __future__ import annotations

import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jtbd_diag.answers import Answers
from jtbd_diag.diagnosis import diagnose, score_table, settled
from jtbd_diag.diagnosis.scored_columns import rows_of
from jtbd_diag.ground.yaml_files import yaml_text
from jtbd_diag.interview.next_question import Interview
from jtbd_diag.questionnaire import Questionnaire, Value, load_questionnaire, questionnaire_from_text
from jtbd_diag.questionnaire.items import MultipleItem

from .. import reference
from ..strategies import Plain, answered, questionnaires, values_of

# a leader whose job is settled, and nothing else: completions of these are clear, leaning, mixed or without a push
EARLY: dict[str, Value] = {
    "causes": "half_and_half", "by_decision": "half", "one_result": "yes",
    "areas": ("instruction", "counseling", "schedule", "families"), "levels": ("school", "district"),
    "next_move": "joint_look", "gift": "go_between", "success": "any_problem", "method": "just_enough",
    "attempts": "once", "attempts_why": "own_process", "when_wrong": "in_team",
    "triad_result": "partners", "triad_start": "place", "triad_whose": "partners", "triad_tires": "place",
    "triad_proud": "place", "triad_lack": "place", "belongs_one_unit": "2", "outsiders_must_change": "3",
    "how_we_work": "2", "one_process": "4", "agree_little_moves": "4", "no_reason_first": "2",
}  # fmt: skip
FIRM: dict[str, Value] = dict.fromkeys(
    ("willing_enough", "between_parts", "four_areas", "else_runs_well", "whose_fault", "wait_it_out",
     "no_one_could_know", "program_would_not_survive"), "3",
)  # fmt: skip
PUSHED: dict[str, Value] = {"not_another_year": "5", "set_aside_time": "5", "waiting_cost": "serious_soon"}
EARLY_STOPS = [
    ({}, True, False, False),
    ({"voluntary": "no"}, True, False, True),  # says by itself that nothing presses
    (FIRM, True, True, False),
    ({**FIRM, "voluntary": "yes", **PUSHED}, True, True, True),
]

Case = tuple[Questionnaire, dict[str, Value]]


@given(st.data())
def test_no_completion_changes_a_job_that_is_decided(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    given: dict[str, Value] = {}
    # answers come one by one, in any order; as soon as the job is decided, no completion may change it
    for item in data.draw(st.permutations(list(questionnaire.items.values()))):
        if settled(questionnaire, given).job:
            break
        given[item.id] = data.draw(values_of(questionnaire, item))
    assume(settled(questionnaire, given).job)
    job = reference.verdict(questionnaire, given).ranked[0]
    still_open = [item for item in questionnaire.items.values() if item.id not in given]
    for _ in range(8):
        completion = {i.id: data.draw(values_of(questionnaire, i)) for i in still_open if data.draw(st.booleans())}
        after = reference.verdict(questionnaire, {**given, **completion})
        assert after.lead is not None, completion
        assert after.ranked[0] == job, completion


@given(st.data())
def test_no_completion_changes_what_is_called_settled(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    given: dict[str, Value] = {}
    for item in data.draw(st.permutations(list(questionnaire.items.values()))):
        told = settled(questionnaire, given)
        if told.job and (told.outcome or told.struggle):
            break
        given[item.id] = data.draw(values_of(questionnaire, item))
    assume(told.job and (told.outcome or told.struggle))
    now = reference.verdict(questionnaire, given)
    still_open = [item for item in questionnaire.items.values() if item.id not in given]
    for _ in range(8):
        completion = {i.id: data.draw(values_of(questionnaire, i)) for i in still_open if data.draw(st.booleans())}
        after = reference.verdict(questionnaire, {**given, **completion})
        assert after.ranked[0] == now.ranked[0], completion
        assert not told.outcome or _outcome(questionnaire, after) == _outcome(questionnaire, now), completion
        assert not told.struggle or after.struggle == now.struggle, completion
        if not told.matters & set(completion):
            assert (_outcome(questionnaire, after), after.struggle) == (_outcome(questionnaire, now), now.struggle)


def _outcome(q: Questionnaire, verdict: reference.Verdict) -> str:
    assert q.classification is not None and verdict.lead is not None
    rule, lead = q.classification, verdict.lead
    return "clear" if lead >= rule.clear else "leaning" if lead >= rule.leaning else "mixed"


@pytest.mark.parametrize(("name", "least"), [("leader", 2), ("leader@1", 5), ("leader-short@1", 5)])
def test_a_stop_is_offered_only_where_every_completion_gives_the_same_headline(name: str, least: int) -> None:
    """Leaders who answer by chance, the short form in any order: in its own it is never settled before its end."""
    questionnaire, dice = load_questionnaire(name), random.Random(f"{name} 10")
    rows, offered = [], []
    headline = Interview(questionnaire, Answers.to(questionnaire)).headline
    for _ in range(90):
        given: dict[str, Value] = {}
        for item in (
            questionnaire.items
            if name.startswith("leader@") or name == "leader"
            else dice.sample(list(questionnaire.items), 8)
        ):
            if headline - set(given) and settled(questionnaire, given).headline:
                offered.append(len(rows))
                rows += [given, *(_completed(questionnaire, given, dice) for _ in range(20))]
                break
            given = {**given, item: _any_answer(questionnaire, item, dice)}
    headlines = score_table(questionnaire, rows_of(questionnaire, rows)).select("job", "outcome", "struggle").rows()
    assert len(offered) >= least
    for start in offered:
        assert len(set(headlines[start : start + 21])) == 1, rows[start]


def _completed(q: Questionnaire, given: dict[str, Value], dice: random.Random) -> dict[str, Value]:
    more = {i: _any_answer(q, i, dice) for i in q.items if i not in given and dice.random() < 0.9}
    return {**given, **more}


def _any_answer(q: Questionnaire, item: str, dice: random.Random) -> Value:
    options = q.options(item)
    if not options:
        return "words"
    if isinstance(q.items[item], MultipleItem):
        free = [o.id for o in options if not (o.exclusive or o.cannot_say)]
        return tuple(dice.sample(free, dice.randint(1, len(free))))
    return dice.choice(options).id


@pytest.mark.parametrize(("more", "job", "outcome", "push"), EARLY_STOPS)
def test_the_job_the_outcome_and_the_push_settle_one_by_one(
    more: dict[str, Value], job: bool, outcome: bool, push: bool
) -> None:
    told = settled(load_questionnaire("leader@1"), {**EARLY, **more})
    assert (told.job, told.outcome, told.struggle) == (job, outcome, push)
    assert told.headline is (job and outcome and push)


def test_an_answer_that_unsettles_the_job_has_every_deciding_question_asked_again() -> None:
    """Who set aside what could change nothing goes back and takes an answer out: the bounds no longer hold."""
    values: dict[str, Value] = {**EARLY, **FIRM, "voluntary": "yes", **PUSHED}
    old = load_questionnaire("leader@1")
    at = Interview.begin(old, Answers.to(old, values))
    narrowed = at.narrow(set(old.items) - settled(old, values).matters)
    few = {item: values[item] for item in ("causes", "by_decision")}
    told = settled(old, few)
    assert not told.job
    assert at.headline <= told.matters
    assert at.headline.isdisjoint(narrowed.widen(told.matters).aside)


@given(st.data())
def test_extreme_completions_change_nothing_either(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires(conditions=False))
    given = {
        item.id: data.draw(values_of(questionnaire, item))
        for item in questionnaire.items.values()
        if data.draw(st.integers(0, 3))
    }
    assume(settled(questionnaire, given).job)
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
    assert settled(questionnaire, values).job == ((diagnosis.lead or 0) > 1e-9)


def test_nothing_is_decided_without_profiles_or_answers(leader: Questionnaire) -> None:
    assert not settled(leader, {}).job
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
    assert not settled(questionnaire, {"rated": "1"}).job
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
    ("condition", "answered_too", "stands"),
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
def test_what_is_settled_of_a_branch(condition: Plain, answered_too: dict[str, Value], stands: bool) -> None:
    questionnaire = _branching(condition)
    assert settled(questionnaire, {"scope": "0", **answered_too}).job is stands


def test_an_answer_that_may_yet_be_hidden_may_come_or_go() -> None:
    questionnaire = _branching({"not": FIRST})
    assert settled(questionnaire, {"scope": "0", "more": "40"}).job
    assert not settled(questionnaire, {"scope": "0", "more": "100"}).job
    assert settled(questionnaire, {"scope": "0", "more": "100", "first": "x"}).job


def test_a_score_that_may_yet_go_missing_decides_nothing() -> None:
    questionnaire = _branching({"not": FIRST}, minimum=1)
    assert diagnose(questionnaire, {"scope": "0", "more": "0"}).job == "low"
    assert settled(questionnaire, {"scope": "0", "more": "0", "first": "x"}).job
    assert settled(questionnaire, {"scope": "0", "first": "x"}).job
    assert not settled(questionnaire, {"scope": "0"}).job
