"""Sources: each says what it can carry and how much of it was read, and none is printed as read that was not."""

import datetime
from dataclasses import replace
from typing import get_args

import pytest

from jtbd_diag.ground.catalogue import table
from jtbd_diag.playbook.advice.problem_areas import ProblemFile
from jtbd_diag.playbook.advice.sources import ReadOf, Source, Strength
from jtbd_diag.playbook.checks.coverage import cited_by
from jtbd_diag.playbook.written_playbook import write_playbook
from tests.playbook.leaders import MONDAY, advice, diagnosed_for, written_for

CARRIES_AN_EFFECT = {"review", "trial", "comparison"}


@pytest.mark.parametrize("source", advice().sources.values(), ids=advice().sources)
def test_every_shipped_source_was_opened(source: Source) -> None:
    assert source.read and source.opened
    assert datetime.date(2026, 11, 1) < source.opened <= datetime.date.today()


def test_the_words_of_strengths_and_readings_are_those_a_source_may_have() -> None:
    assert [*table("strengths")] == [*get_args(Strength)]
    assert [*table("sources_read")] == [*get_args(ReadOf), "not_opened"]


def test_what_is_cited_is_listed_and_what_is_listed_is_cited() -> None:
    assert set(cited_by(advice())) == set(advice().sources)


@pytest.mark.parametrize("file", advice().problems.values(), ids=advice().problems)
def test_the_strongest_evidence_is_beside_others_or_none_is_claimed(file: ProblemFile) -> None:
    strongest = file.area.strongest
    assert {advice().sources[key].strength for key in strongest.sources} <= CARRIES_AN_EFFECT
    if not strongest.sources:
        assert "found none" in strongest.effect or "know of no trial" in strongest.effect


def test_a_source_that_nobody_opened_is_printed_so() -> None:
    was = written_for("D02").markdown
    assert "not opened" not in was
    unread = {key: source.model_copy(update={"read": None, "opened": None}) for key, source in advice().sources.items()}
    now = write_playbook(diagnosed_for("D02"), advice=replace(advice(), sources=unread), date=MONDAY).markdown
    listed = [line for line in now.partition("## Sources")[2].splitlines() if line[:1].isdigit()]
    assert listed
    assert all(line.endswith(", not opened)") for line in listed)
