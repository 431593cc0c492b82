"""The new leaders, on whom nobody tunes: each as labelled, the misses told as misses, and the page about them fresh."""

from __future__ import annotations

import sys

import pytest

from jtbd_diag.questionnaire import load_questionnaire
from tests.checkout import ROOT

sys.path.insert(0, str(ROOT / "benchmarks"))
try:
    import new_leaders
finally:
    sys.path.pop(0)

MISSED = {"leader@2": {"N27"}, "leader-short@2": {"N26", "N27"}}
"""Mixtures that a form tells as clear: it hears one of their two jobs, and says nothing of the other in its outcome."""


@pytest.mark.parametrize("form", new_leaders.FORMS)
def test_each_new_leader_is_told_as_labelled_but_for_the_known_misses(form: str) -> None:
    found = new_leaders.new_leaders(form)
    assert len(found) == 28
    for one in found:
        assert one.diagnosis.struggle == one.label["struggle"], one.name
        if one.label["struggle"] == "active":  # without a push no job is told, and none is claimed
            assert one.diagnosis.job in one.labelled, one.name
    mixtures = {one.name for one in found if one.label["kind"] == "mixture" and one.diagnosis.outcome == "clear"}
    assert mixtures == MISSED[form]


@pytest.mark.parametrize("form", new_leaders.FORMS)
def test_every_answer_of_a_new_leader_is_one_that_the_form_offers(form: str) -> None:
    asked = load_questionnaire(form)
    for name, label in new_leaders.NEW.items():
        for given in (label["answers"], label["doubted"]):
            for item, value in given.items():
                if item in asked.items and value is not None and asked.options(item):
                    offered = {option.id for option in asked.options(item)}
                    offered |= {"transport_facilities"} if item == "area" else set()
                    assert {*(value if isinstance(value, list) else [str(value)])} <= offered | set("12345"), name
                assert value is None or item in load_questionnaire("leader@2").items


def test_the_page_on_validity_tells_of_the_new_leaders_as_they_come_out() -> None:
    document = (ROOT / "docs" / "validity.md").read_text("utf-8")
    assert "\n".join(new_leaders.report()) in document, "run benchmarks/new_leaders.py and put what it prints there"
