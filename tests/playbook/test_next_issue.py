"""The next issue goes on from what became of the one before: what stalled first, with dates; what is done left out."""

from __future__ import annotations

import datetime
import io
from typing import get_args

import pypdf
import pytest

from jtbd_diag.compare.transitions import Became, Transitions
from jtbd_diag.ground.library import Library, shipped_folder
from jtbd_diag.playbook import Playbook, write_playbook
from jtbd_diag.playbook.advice.after_yaml import ASKED_BY, AfterBook, Aftermath
from jtbd_diag.playbook.choice.issues_now_later_last import Issue
from jtbd_diag.publishing import render
from jtbd_diag.questionnaire import load_questionnaire
from tests.publishing.test_lengths import CASES, MOST

from .leaders import MONDAY, advice, case, diagnosed

NEW = "answers@2.yaml"
TABLE = Transitions.read(shipped_folder() / "playbooks" / "transitions.yaml")
OPEN = "First, what is still open"


def after(became: Became, *done: str) -> Aftermath:
    return Aftermath(became=became, done=done, number="14 of 40 late", own_stop="The report", help="backing")


def issued(name: str, told: Aftermath, issue: Issue = "later") -> Playbook:
    leader = diagnosed(case(name, NEW), have=("backing",))
    return write_playbook(leader, advice=advice(), date=MONDAY, issue=issue, after=told)


def first_stage(written: Playbook) -> tuple[str, list[tuple[datetime.date, str]]]:
    stage = written.plan[0]
    return stage.title, [(step.date, step.do.split(" ", 1)[0]) for step in stage.steps]


def test_what_stalled_stands_first_in_the_order_of_the_work_and_on_days_of_this_issue() -> None:
    """Correct's parts without the two that are done; day 30 of school weeks from Nov 23 is Thu Jan 14."""
    title, steps = first_stage(issued("D02", after("stuck", "count", "cases")))
    assert (title, [word for _, word in steps]) == (OPEN, ["sit", "try", "write"])
    assert [day for day, _ in steps] == [datetime.date(2027, 1, d) for d in (19, 25, 25)]


def test_with_everything_done_nothing_is_open() -> None:
    written = issued("D02", after("moving", "count", "cases", "colleagues", "test", "agreed"))
    assert written.plan[0].title != OPEN


def test_what_is_done_takes_its_steps_out_of_the_plan() -> None:
    def asks(*done: str) -> bool:
        plan = issued("D01", after("moving", *done)).plan
        return any(step.id == "give_and_get" for stage in plan for step in stage.steps)

    assert asks("count")
    assert not asks("count", "agreed")


def test_what_is_done_is_there_for_the_plan() -> None:
    """In the first month, cases that were followed turn the step that follows cases into the one that asks on."""

    def cases(told: Aftermath) -> list[str]:
        steps = [step.do for stage in issued("D02", told, "now").plan for step in stage.steps]
        return [do for do in steps if do.startswith(("follow", "take three from"))]

    assert [do.split()[0] for do in cases(after("stuck"))] == ["follow"]
    assert [do.split()[0] for do in cases(after("stuck", "cases"))] == ["take"]


@pytest.mark.parametrize(
    ("became", "title"),
    [
        ("solved", "Solved. Now keep it"),
        ("left", "It was given up. Close it well"),
        ("overtaken", "Something else came first. Begin with that"),
    ],
)
def test_a_plan_that_has_ended_is_a_short_page(became: Became, title: str) -> None:
    written = issued("D02", after(became, "count"))
    assert (written.title, written.sheets) == (title, None)
    assert len(pypdf.PdfReader(io.BytesIO(render(written, "pdf"))).pages) == 1
    assert ("answer the questions again" in written.markdown) == (became != "solved")


@pytest.mark.parametrize("name", CASES)
def test_an_issue_that_goes_on_keeps_to_its_pages(name: str) -> None:
    job = diagnosed(case(name, NEW)).job
    step = TABLE.of(job, job, "stuck") if job else None
    advised = {one: getattr(step, one) for one in ("stop", "keep", "start", "ask")} if step else {}
    told = Aftermath("stuck", (), (), "14 of 40 late", None, "The Friday report", "backing", None, **advised)
    written = issued(name, told)
    assert len(pypdf.PdfReader(io.BytesIO(render(written, "pdf"))).pages) <= MOST[written.job][1]


@pytest.mark.parametrize("name", ["D02", "D14"])
def test_a_first_issue_after_earlier_answers_keeps_to_its_pages(name: str) -> None:
    leader = diagnosed(case(name, NEW))
    step = TABLE.of("correct", "correct", None)
    assert step is not None
    told = Aftermath(told="the same job", number_then="38 percent", stop=step.stop, keep=step.keep, start=step.start)
    written = write_playbook(leader, advice=advice(), date=MONDAY, issue="now", after=told)
    assert "## What became of it" in written.markdown
    assert len(pypdf.PdfReader(io.BytesIO(render(written, "pdf"))).pages) <= MOST[written.job][0]


def test_words_of_the_five_questions_are_those_that_are_answered() -> None:
    asked, book = (
        load_questionnaire(ASKED_BY, Library()),
        AfterBook.read(shipped_folder() / "playbooks" / AfterBook.FILE),
    )
    ids = {item: {option.id for option in asked.options(item)} for item in ("became", "done", "help")}
    assert ids["became"] == set(book.became) == set(get_args(Became))
    assert {frozenset(parts) for parts in book.parts.values()} == {frozenset(ids["done"] - {"none"})}
    assert ids["help"] - {"no_help"} == set(book.help)


def test_what_the_plan_of_these_weeks_holds_is_not_asked_for_twice() -> None:
    """The charter is a step of the second month: no second page on who does what beside it. Later there is none."""
    asked = "write on one page who does what, by when"
    assert not any(asked in step.do for step in issued("D13", after("stuck", "cases")).plan[0].steps)
    last = issued("D13", after("stuck", "cases", "colleagues", "count"), "last")
    assert any(asked in step.do for step in last.plan[0].steps)
