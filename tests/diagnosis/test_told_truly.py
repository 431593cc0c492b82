"""What is told to a leader of the answers is what the leader answered."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pytest
from rich.console import Console

from jtbd_diag.diagnosis import Diagnosis
from jtbd_diag.ground.library import Library
from jtbd_diag.publishing.terminal.diagnosis_screen import show_diagnosis
from jtbd_diag.questionnaire import load_questionnaire
from tests.playbook.leaders import case, diagnosed


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z']+", text.lower()))


OURS = _words(
    "you your even and that with sit close to follow from on the help would could people here fix this what is have has"
)
"""What turns a question and its answer into a clause that is said to somebody."""
SAID_OTHERWISE = {
    "me": "you",
    "i": "you",
    "fade": "faded",
    "decided": "decide",
    "free": "choose",
    "it": "decide",
    "not": "nobody",
}


def _heard() -> Iterator[tuple[str, str, str]]:
    for form in ("leader", "leader-short", "leader-application"):
        asked = load_questionnaire(form, Library())
        for item in asked.items.values():
            for option in asked.options(item.id):
                if option.heard:
                    yield form, f"{item.ask} {option.text}", option.heard


@pytest.mark.parametrize(("form", "answered", "heard"), list(_heard()))
def test_what_was_heard_is_in_the_words_of_the_question_and_the_answer(form: str, answered: str, heard: str) -> None:
    """An earlier version's longer answers were said back to whoever had ticked a shorter one."""
    given = _words(answered) | {SAID_OTHERWISE[word] for word in _words(answered) & SAID_OTHERWISE.keys()}
    assert _words(heard) - given - OURS == set(), form


def _screen(diagnosis: Diagnosis) -> str:
    page = io.StringIO()
    show_diagnosis(diagnosis, Console(file=page, width=80, color_system=None))
    return page.getvalue()


def test_what_is_only_a_lean_is_not_called_clear() -> None:
    nothing_presses = diagnosed(case("D07", "answers@2.yaml"))
    assert (nothing_presses.struggle, nothing_presses.outcome) == ("none", "clear")
    words = _screen(nothing_presses)
    assert "only a" in words and "Clear:" not in words
    assert f"It would lead Coordinate by {nothing_presses.lead:.2f}." in words
    assert "Clear: it leads" in _screen(diagnosed(case("D01", "answers@2.yaml")))


def test_two_jobs_too_near_to_call_stand_in_large_letters_both() -> None:
    torn = diagnosed(case("H23", "answers@2.yaml"), gift="teach_everyone")
    assert torn.outcome == "mixed"
    first, second = (torn.questionnaire.profiles[job or ""] for job in (torn.job, torn.runner_up))
    large = _screen(torn).split("╰")[0]
    for job in (first, second):
        assert " ".join(job.title.upper()) in large and (job.says or "") in large
    clear = diagnosed(case("D01", "answers@2.yaml"))
    assert "or C O R R E C T" not in _screen(clear)


def test_the_weightiest_answers_say_over_which_job() -> None:
    """An answer that speaks for one job over its runner-up may speak against it beside the third."""
    found = diagnosed(case("D01", "answers@2.yaml"))
    second = found.questionnaire.profiles[found.runner_up or ""].title
    assert f"The weightiest answers, for Coordinate over {second}" in _screen(found)


def test_what_too_little_was_answered_for_is_said_to_be_untold() -> None:
    whole = case("D01", "answers@2.yaml")
    short = diagnosed(whole, rounds_before=None, figures_to_others=None, trained_field=None)
    assert short.scales["exposure"].band is None
    title = short.questionnaire.scales["exposure"].title
    assert f"{title}: too little answered to tell" in _screen(short)


def test_the_short_form_claims_nothing_of_figures_that_it_does_not_ask_for() -> None:
    long, short = (load_questionnaire(form, Library()) for form in ("leader", "leader-short"))
    assert "figures_to_others" in long.items and "figures_to_others" not in short.items
    assert "data" in _words(long.scales["exposure"].title)
    assert not {"data", "figures"} & _words(short.scales["exposure"].title)
