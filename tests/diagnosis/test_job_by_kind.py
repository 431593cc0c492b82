"""The job by each kind of question, and the flip that speaks of the runner-up."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from jtbd_diag.diagnosis import diagnose
from jtbd_diag.diagnosis.job_by_kind_of_question import KINDS
from jtbd_diag.publishing.terminal.diagnosis_screen import show_diagnosis
from jtbd_diag.questionnaire import load_questionnaire
from tests.playbook.leaders import FORMS, NAMES, case, diagnosed, written


@pytest.mark.parametrize("file", ["answers.yaml", "answers@2.yaml"])
def test_each_kind_alone_is_what_only_its_answers_say(file: str) -> None:
    """With the other answers taken away and nothing required, the diagnosis is that of the kind."""
    q = load_questionnaire(FORMS[file])
    free = q.model_copy(
        update={"scales": {n: s.model_copy(update={"minimum_answered": 0.0}) for n, s in q.scales.items()}}
    )
    statements = {item.id for item in q.items.values() if item.type == "rating"}
    told = 0
    for name in NAMES:
        whole = diagnosed(case(name, file))
        alone = diagnose(free, {item: v for item, v in whole.asked.values.items() if item in statements})
        by = whole.job_by.get("statements")
        if by is not None:
            told += 1
            assert (alone.job, alone.lead is not None and alone.lead >= 0.3) == (by, True)
    assert told > 30


def test_answers_that_pull_two_ways_are_said_to() -> None:
    torn = diagnosed(case("H23", "answers@2.yaml"))  # between Coordinate and Reorient, as its label says
    assert dict(torn.job_by) == dict(zip(KINDS, ("coordinate", "reorient", None), strict=True))
    page = io.StringIO()
    show_diagnosis(torn, Console(file=page, width=88, color_system=None))
    assert "Your answers pull two ways. Taken by themselves, the choices point to Coordinate" in page.getvalue()
    assert "Your answers pull two ways." in written(case("H23", "answers@2.yaml")).markdown
    plain = diagnosed(case("D01", "answers@2.yaml"))
    assert set(plain.job_by.values()) == {"coordinate"}
    page = io.StringIO()
    show_diagnosis(plain, Console(file=page, width=88, color_system=None))
    assert "Each kind of question, taken by itself, points to Coordinate." in page.getvalue()


def test_many_light_answers_for_another_job_are_said_to_be_outweighed() -> None:
    sure = diagnosed(case("D01", "answers@2.yaml"))
    outnumbered = replace(sure, points_to={"correct": 3, "coordinate": 9, "reorient": 11})
    even = replace(sure, points_to={"correct": 3, "coordinate": 11, "reorient": 11})
    pages = []
    for one in (sure, outnumbered, even):
        page = io.StringIO()
        show_diagnosis(one, Console(file=page, width=88, color_system=None))
        pages.append("More answers point to Reorient than to Coordinate" in " ".join(page.getvalue().split()))
    assert pages == [False, True, False]


@pytest.mark.parametrize("file", [*FORMS])
def test_the_flip_that_is_told_is_over_the_runner_up(file: str) -> None:
    for name in NAMES:
        found = diagnosed(case(name, file))
        if found.job is None or found.flip_to_runner_up is None:
            continue
        assert found.flip is not None and len(found.flip.changes) <= len(found.flip_to_runner_up.changes)
        instead = {one.item: one.instead for one in found.flip_to_runner_up.changes}
        changed = diagnose(found.questionnaire, {**found.asked.values, **instead})
        assert changed.job == found.flip_to_runner_up.job != found.job
