"""Which plays are chosen: the job's weight, the conditions met, the limits; and each with a true reason."""

from dataclasses import replace

import pytest

from jtbd_diag.playbook.advice.plans import steps_of
from jtbd_diag.playbook.advice.plays import PlayFile, When
from jtbd_diag.playbook.choice.which_plays_and_steps import (
    ENOUGH,
    LIMITS,
    NO_PUSH,
    SHARES,
    Together,
    cards_of_steps,
    choose,
    choose_plays,
)
from jtbd_diag.playbook.written_playbook import about_of
from jtbd_diag.questionnaire import Condition
from tests.playbook.leaders import MONDAY, NAMES, advice, case, diagnosed, diagnosed_for


@pytest.mark.parametrize("name", NAMES)
def test_choices_keep_the_limits_and_tell_true_reasons(name: str) -> None:
    diagnosis = diagnosed_for(name)
    about = about_of(diagnosis)
    chosen = choose_plays(advice(), about, diagnosis)
    named = cards_of_steps(advice(), about, diagnosis)
    assert chosen
    for kind, limit in LIMITS[about].items():
        assert sum(play.file.play.kind == kind for play in chosen) <= limit
    for play in chosen:
        met = [when.because for when in play.file.play.when if when.if_.holds(diagnosis)]
        assert play.because == (met[0] if met else play.file.play.because)
        assert play.file.id in named or play.file.play.jobs[about] + bool(met) >= ENOUGH
        assert play.file.play.never is None or not play.file.play.never.holds(diagnosis)


@pytest.mark.parametrize("about", ["correct", "coordinate", "reorient"])
def test_core_plays_come_first(about: str) -> None:
    diagnosis = diagnosed(case({"correct": "D02", "coordinate": "D01", "reorient": "D03"}[about]))
    chosen = choose_plays(advice(), about, diagnosis)
    for kind, limit in LIMITS[about].items():
        of_kind = [
            file for file in advice().plays.values() if file.play.kind == kind and file.play.jobs.get(about) == 3
        ]
        open_to = [file for file in of_kind if file.play.never is None or not file.play.never.holds(diagnosis)]
        got = [play for play in chosen if play.file in open_to]
        assert len(got) == min(limit, len(open_to))


def test_a_correct_leader_never_gets_more_than_five_tools() -> None:
    assert LIMITS["correct"]["tool"] == 5
    for name in NAMES:
        chosen = choose_plays(advice(), "correct", diagnosed_for(name))
        assert sum(play.file.play.kind == "tool" for play in chosen) <= 5


def test_a_condition_met_lifts_a_play_above_one_of_the_same_weight() -> None:
    plain = advice().plays["sort-the-notes"]
    met = When.model_validate({"if": {"item": "causes", "answered": True}, "because": "you said where they sit"})
    lifted = _play(plain, "zzz", jobs={"correct": 2}, when=(met,))
    other = _play(plain, "aaa", jobs={"correct": 2}, when=())
    few = replace(advice(), plays={"aaa": other, "zzz": lifted})
    diagnosis = diagnosed(case("D02"))
    assert [play.because for play in choose_plays(few, "correct", diagnosis)][-1:] == ["you said where they sit"]
    crowd = {f"p{n}": _play(plain, f"p{n}", jobs={"correct": 2}, when=()) for n in range(5)}
    most = SHARES["correct"]["tool"][0]
    best = choose_plays(replace(advice(), plays={**crowd, "zzz": lifted}), "correct", diagnosis)
    assert "zzz" in [play.file.id for play in best]
    assert len(best) == most


def test_never_keeps_a_play_out_and_weight_one_needs_a_condition() -> None:
    plain = advice().plays["sort-the-notes"]
    diagnosis = diagnosed(case("D02"))
    always = Condition.model_validate({"result": "job", "is": "correct"})
    barred = _play(plain, "barred", jobs={"correct": 3}, never=always)
    light = _play(plain, "light", jobs={"correct": 1}, when=())
    few = replace(advice(), plays={"barred": barred, "light": light})
    assert choose_plays(few, "correct", diagnosis) == ()


@pytest.mark.parametrize("form", ["answers@2.yaml", "short@2.yaml"])
@pytest.mark.parametrize("name", NAMES)
def test_the_card_of_a_step_stands_in_its_issue(name: str, form: str) -> None:
    """Of a step that names none, nothing is asked; one whose card is not there would send a leader looking."""
    diagnosis = diagnosed(case(name, form))
    chosen = choose(advice(), about_of(diagnosis), Together(diagnosis), MONDAY)
    there = {(play.file.id, play.month) for play in chosen.plays}
    cards = {step.words: step.card for _, _, _, step in steps_of(advice().plans)}
    steps = [step for stage in chosen.plan for step in stage.steps]
    named = [(cards[step.source.partition(": ")[2]], step.month) for step in steps]
    assert [one for one in named if one[0] is not None and one not in there] == []


def test_a_card_that_a_step_names_comes_before_others() -> None:
    plain = advice().plays["sort-the-notes"]
    named = replace(plain, id="one-few-many", play=plain.play.model_copy(update={"jobs": {"correct": 1}, "when": ()}))
    others = {f"p{n}": _play(plain, f"p{n}", jobs={"correct": 3}, when=()) for n in range(9)}
    few = replace(advice(), plays={**others, "one-few-many": named})
    assert "one-few-many" in [one.file.id for one in choose_plays(few, "correct", diagnosed(case("D02")))]


def test_a_leader_without_push_gets_little() -> None:
    assert len(choose_plays(advice(), NO_PUSH, diagnosed(case("D17")))) <= 4


def _play(file: PlayFile, name: str, **changes: object) -> PlayFile:
    return replace(file, id=name, play=file.play.model_copy(update=changes))


def test_who_chose_a_coach_gets_the_five_questions() -> None:
    asked = [name for name in NAMES if diagnosed_for(name).item("gift") == "coach"]
    assert asked
    for name in asked:
        about = about_of(diagnosed_for(name))
        if about in ("correct", "coordinate", "reorient"):
            chosen = choose_plays(advice(), about, diagnosed_for(name))
            assert "fifteen-minutes-five-questions" in [play.file.id for play in chosen], name
