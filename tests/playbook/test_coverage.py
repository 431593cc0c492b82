"""The check of coverage: passes on what is shipped, and is seen to fail on planted holes."""

from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from jtbd_diag.ground.complaints import Code
from jtbd_diag.playbook.advice.advice import Advice
from jtbd_diag.playbook.advice.plans import Tailored
from jtbd_diag.playbook.advice.plays import PlayFile
from jtbd_diag.playbook.checks import coverage
from jtbd_diag.playbook.checks.coverage import empty_sections, repeated_sentences
from jtbd_diag.playbook.made_up_leaders import bases, meeting, settings, varied
from jtbd_diag.questionnaire import Condition
from tests.playbook.leaders import advice, questionnaire

BOTH = {name: questionnaire(name) for name in ("leader", "leader-short", "leader@1", "leader-short@1")}
SHORT = {"leader-short": BOTH["leader-short"], "organisation": questionnaire("organisation")}


Found = set[tuple[Code, str]]


def unreached(changed: Advice) -> Found:
    return {(problem.code, problem.what) for problem in coverage.unreached(changed, SHORT)}


def holes(changed: Advice) -> Found:
    leader = bases(BOTH["leader-short"])["correct", "clear"]
    return {(problem.code, problem.what) for problem in coverage.holes(leader, changed)}


def only(play: PlayFile) -> Advice:
    return replace(advice(), plays={play.id: play}, tailoring=(), plans={})


def test_there_is_a_leader_for_every_job_and_outcome() -> None:
    for asked in BOTH.values():
        made = bases(asked)
        assert set(made) == {(job, outcome) for job in asked.profiles for outcome in ("clear", "leaning", "mixed")}
        for (job, outcome), leader in made.items():
            assert (leader.diagnosis.job, leader.diagnosis.outcome) == (job, outcome)


def test_the_settings_reach_every_struggle_precondition_and_area() -> None:
    asked = BOTH["leader"]
    leaders = varied(bases(asked)["correct", "clear"], settings(asked))
    assert {one.diagnosis.struggle for one in leaders} == {"active", "early", "none"}
    for scale in asked.readiness.preconditions:
        assert {one.diagnosis.scales[scale].band for one in leaders} == {"not yet", "partly", "in place"}
    assert {one.diagnosis.result("problem_area") for one in leaders} == {o.id for o in asked.options("area")}


def test_no_answers_bring_together_what_excludes_each_other() -> None:
    """`check --coverage` tries every form; here the long one, which asks for what most advice depends on."""
    assert list(coverage.contradicted(advice(), {"leader": BOTH["leader"]})) == []


@pytest.mark.parametrize(
    ("one", "other", "about"),
    [
        ("near-the-top-owners", "nod-and-little-moves", "coordinate"),  # two sentences
        ("wants-a-go-between", "rehearse-the-ask", "coordinate"),  # a sentence and a play
        ("tried-often-place", "first-teams-choose", "reorient"),  # a sentence and a step of the plan
        ("with-transport", "with-families", "coordinate"),  # both ticked in one answer
    ],
)
def test_a_planted_contradiction_is_found(one: str, other: str, about: str) -> None:
    planted = tuple(
        sentence.model_copy(update={"excludes": (other,) if sentence.id == one else ()})
        for sentence in advice().tailoring
    )
    found = list(coverage.contradicted(replace(advice(), tailoring=planted), {"leader": BOTH["leader"]}))
    assert [(problem.code, problem.what) for problem in found] == [
        (Code.CONTRADICTION, f"a playbook for '{about}' holds '{one}' and '{other}', which exclude each other")
    ]


def test_an_unreachable_play_is_found() -> None:
    file = advice().plays["sort-the-notes"]
    reachable = replace(file, play=file.play.model_copy(update={"jobs": {"correct": 2}, "when": ()}))
    planted = replace(file, play=file.play.model_copy(update={"jobs": {"correct": 1}, "when": ()}))
    assert unreached(only(reachable)) == set()
    assert unreached(only(planted)) == {(Code.UNREACHED, "no answers lead to the play 'sort-the-notes'")}


def test_an_unreachable_sentence_is_found() -> None:
    never = {"all": [{"item": "causes", "is": "own_unit"}, {"not": {"item": "causes", "is": "own_unit"}}]}
    sentences = tuple(
        Tailored.model_validate({"id": name, "place": "start", "if": test, "because": "x", "say": "y"})
        for name, test in (("no-one", never), ("someone", {"item": "causes", "is": "everywhere"}))
    )
    changed = replace(advice(), plays={}, plans={}, tailoring=sentences)
    assert unreached(changed) == {(Code.UNREACHED, "no answers lead to the sentence 'no-one'")}


def test_everything_shipped_is_cited_and_whole_for_a_few() -> None:
    assert list(coverage.uncited(advice())) == []
    assert holes(advice()) == set()


def test_an_empty_section_is_found(tmp_path: Path) -> None:
    (tmp_path / "correct.md.j2").write_text(
        "{% extends 'base.md.j2' %}{% block heading %}x{% endblock %}{% block body %}\n## Hollow\n\n{% endblock %}",
        "utf-8",
    )
    changed = replace(advice(), folders=(tmp_path, *advice().folders))
    assert (Code.EMPTY_SECTION, "the section 'Hollow' of 'correct' is empty") in holes(changed)


def test_an_unresolved_source_is_found() -> None:
    file = advice().plays["one-sentence-one-number"]
    planted = replace(file, body=f"{file.body}\n\nA claim [@nowhere-1999].")
    changed = replace(advice(), plays={**advice().plays, file.id: planted})
    assert Code.UNKNOWN_SOURCE in {code for code, _ in holes(changed)}


def test_a_broken_limit_and_a_repeated_sentence_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    file = advice().plays["one-sentence-one-number"]
    twice = "This very long sentence stands here twice on purpose today."
    planted = replace(file, body=f"{file.body}\n\n{twice} And more. {twice}")
    changed = replace(advice(), plays={**advice().plays, file.id: planted})
    monkeypatch.setattr(coverage, "LIMITS", {"correct": {"tool": 1}})
    codes = holes(changed)
    assert (Code.REPEATED_SENTENCE, f"this stands twice in one playbook: {twice}") in codes
    assert Code.LIMIT_BROKEN in {code for code, _ in codes}


@pytest.mark.parametrize("form", ["leader", "leader-short", "leader-application"])
def test_where_two_jobs_fit_the_answer_between_them_is_quoted_once(form: str) -> None:
    mixed = [leader for (_, outcome), leader in bases(questionnaire(form)).items() if outcome == "mixed"]
    assert mixed
    assert [hole.what for leader in mixed for hole in coverage.holes(leader, advice())] == []


def test_an_uncited_source_is_found() -> None:
    changed = replace(advice(), sources={**advice().sources, "unused-2020": advice().sources["pace-2017"]})
    assert [problem.what for problem in coverage.uncited(changed)] == ["the source 'unused-2020' is cited nowhere"]


def test_empty_sections_and_repeats_by_hand() -> None:
    assert empty_sections("# A\n\n## B\n\n### C\n\ntext\n\n## D\n\n## E\n\nx\n\n## F\n") == ["D", "F"]
    assert repeated_sentences("One two three four five six seven. x\n\n- One two three four five six seven.") == [
        "One two three four five six seven."
    ]
    assert repeated_sentences("| One two three four five six seven. |\n| One two three four five six seven. |") == []


def test_all_of_it_together_tells_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    few = [*islice(coverage.everybody(BOTH["leader-short"]), 3)]
    assert list(coverage.everybody(SHORT["organisation"])) == []
    monkeypatch.setattr(coverage, "everybody", lambda asked: few if asked.classification else [])
    monkeypatch.setattr(coverage, "unreached", lambda *_: [])
    told: list[tuple[int, int]] = []
    assert coverage.coverage(advice(), SHORT, lambda done, total: told.append((done, total))) == []
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_every_kind_of_condition_can_be_met() -> None:
    asked = BOTH["leader"]
    conditions = [
        {"item": "tried", "includes": "data"},
        {"item": "causes", "is_not": "own_unit"},
        {"item": "rounds_before", "at_least": 4},
        {"item": "rounds_before", "at_most": 2},
        {"item": "measure", "answered": True},
        {"scale": "trust", "at_most": 33},
        {"all": [{"scale": "trust", "at_least": 40}, {"scale": "trust", "at_most": 60}]},
        {"any": [{"item": "nothing", "is": "x"}, {"item": "size", "is": "under_1000"}]},
        {"result": "struggle", "is": "early"},
    ]
    base = bases(asked)["correct", "clear"]
    for data in conditions:
        condition = Condition.model_validate(data)
        leaders = varied(base, [("", changed) for changed in meeting(asked, condition)])
        assert any(condition.holds(leader.diagnosis) for leader in leaders), data


def test_sentences_and_steps_about_the_place_are_reached() -> None:
    about_the_place = tuple(one for one in advice().tailoring if one.place == "organisation")
    assert about_the_place
    changed = replace(advice(), plays={}, plans={}, tailoring=about_the_place)
    assert unreached(changed) == set()
