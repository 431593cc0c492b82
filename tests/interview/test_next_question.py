"""The stepper: wherever one walks, nothing is lost and nothing is asked that should not be."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from jtbd_diag.answers import Answers, AskedAnswers
from jtbd_diag.interview.next_question import Interview
from jtbd_diag.questionnaire import Value
from jtbd_diag.questionnaire.minutes_and_reading import minutes_aloud, minutes_by_rule, seconds_of

from .small import FULL, SMALL, begin

ALL = tuple(SMALL.items)


def any_answer(item: str, choice: int) -> Value:
    """One of the answers an item can have."""
    options = [option.id for option in SMALL.options(item) if not option.exclusive]
    if not options:
        return FULL[item]
    return tuple(options[: 1 + choice % len(options)]) if item == "parts" else options[choice % len(options)]


class Walks(RuleBasedStateMachine):
    """Random walks; `said` and `noted` are what the respondent remembers."""

    def __init__(self) -> None:
        super().__init__()
        self.at = begin()
        self.said: dict[str, Value] = {}
        self.noted: dict[str, str] = {}

    @precondition(lambda self: self.at.current)
    @rule(choice=st.integers(0, 20))
    def answer(self, choice: int) -> None:
        value = any_answer(str(self.at.current), choice)
        self.said[str(self.at.current)] = value
        self.at = self.at.answer(value)

    @precondition(lambda self: self.at.current)
    @rule()
    def skip(self) -> None:
        item, before = str(self.at.current), self.at
        self.at = before.skip()
        if self.at.answers is not before.answers:
            self.said.pop(item, None)

    @precondition(lambda self: self.at.current)
    @rule()
    def forward(self) -> None:
        self.at = self.at.forward()

    @rule()
    def back(self) -> None:
        before, self.at = self.at, self.at.back()
        if before.current and self.at.current and before is not self.at:
            again = self.at.forward()
            assert (again.current, again.answers) == (before.current, before.answers)

    @precondition(lambda self: self.at.current)
    @rule(text=st.sampled_from(["so it is", "a [note]", ""]))
    def note(self, text: str) -> None:
        item, before = str(self.at.current), self.at.current
        self.noted[item] = text
        self.at = self.at.note(text)
        assert self.at.current == before

    @rule(choice=st.integers(0, 20))
    def goto(self, choice: int) -> None:
        self.at = self.at.goto(self.at.asked[choice % len(self.at.asked)])

    @rule()
    def review(self) -> None:
        self.at = self.at.review()

    @rule()
    def resume(self) -> None:
        self.at = self.at.resume()

    @rule(narrowed=st.booleans())
    def narrow(self, narrowed: bool) -> None:
        self.at = self.at.narrow(self.at.deciding if narrowed else ())

    @invariant()
    def nothing_is_lost(self) -> None:
        assert dict(self.at.answers.values) == self.said
        assert dict(self.at.answers.notes) == {item: text for item, text in self.noted.items() if text}

    @invariant()
    def only_what_is_asked_stands(self) -> None:
        asked = AskedAnswers(SMALL, self.at.answers.values).asked
        assert self.at.current is None or self.at.current in asked
        assert set(self.at.asked) <= set(asked)

    @invariant()
    def the_end_can_be_reached(self) -> None:
        at = self.at if self.at.current else self.at.resume()
        for _ in range(200):
            if at.current is None:
                at = at.resume()
                if at.current is None:
                    break
            at = at.forward() if at.done(at.current) else at.answer(FULL[at.current])
        assert at.current is None
        assert not at.open


Walks.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestWalks = Walks.TestCase


def test_asks_in_order_and_ends_at_the_review() -> None:
    at, shown = begin(), []
    while at.current:
        shown.append(at.current)
        at = at.answer(FULL[at.current])
    assert tuple(shown) == ALL
    assert at.progress.done == at.progress.total == len(ALL)
    assert at.progress.minutes == (0, 0)


def test_resumes_at_the_first_item_neither_answered_nor_skipped() -> None:
    assert begin("place", "who").current == "parts"
    assert begin("place", "who", skipped=("parts",)).current == "mixed"
    assert begin("place", "mixed").answer("the others").current == "parts"


def test_a_branch_left_behind_keeps_its_answers_and_has_them_again() -> None:
    there = begin("place", "who", "parts")
    here = there.goto("place").answer("here")
    assert "who" not in here.asked
    assert here.answers.values["who"] == "the others"
    assert here.goto("place").answer("there").answers.values == there.answers.values
    assert "parts" in here.goto("place").answer("there").asked


def test_a_changed_answer_returns_to_the_review_after_what_it_newly_brings() -> None:
    done = begin("mixed", "rate", "share", "day", "many").answer("here")
    assert done.current is None
    brought = done.goto("place").answer("there")
    assert brought.current == "who"
    assert brought.answer("them").current == "parts"
    assert brought.answer("them").answer(("one",)).current is None


def test_a_change_from_the_middle_leaves_open_questions_for_later() -> None:
    at = begin("place", "who", "parts").goto("parts").answer(("two",))
    assert at.current is None
    assert at.resume().current == "mixed"


def test_back_from_a_question_of_the_review_is_the_review() -> None:
    at = begin("place", "who").goto("place")
    assert at.back().current is None
    assert at.answers == at.back().answers


def test_back_at_the_first_question_stays() -> None:
    assert begin().back().current == "place"


def test_back_over_a_changed_branch_asks_the_new_questions_before_going_on() -> None:
    at = begin().answer("here")
    assert at.current == "mixed"
    at = at.back().answer("there")
    assert at.current == "who"
    assert at.skip().current == "mixed"


def test_a_required_item_cannot_be_skipped() -> None:
    at = begin("place", "who", "parts", "mixed", "rate", "share")
    assert at.current == "day"
    assert at.skip() is at


def test_skipping_a_deciding_item_takes_two_steps_and_others_one() -> None:
    once = begin().skip()
    assert (once.current, once.answers.skipped) == ("place", ())
    assert once.skip().answers.skipped == ("place",)
    plain = begin("place")
    assert plain.current == "who"
    assert plain.skip().answers.skipped == ("who",)


def test_skipping_an_answer_takes_two_steps_and_takes_it_out() -> None:
    at = begin("place", "who").goto("who")
    assert at.skip().answers.values["who"] == "the others"
    assert "who" not in at.skip().skip().answers.values


def test_progress_counts_branches_and_begins_with_the_minutes_of_the_questionnaire() -> None:
    start = begin().progress
    assert (start.number, start.done, start.total) == (1, 0, 6)
    at = begin("place")
    whole = minutes_by_rule(at.questionnaire), minutes_aloud(at.questionnaire)
    assert start.minutes == pytest.approx(whole)
    later = at.progress
    assert (later.number, later.done, later.total) == (2, 1, 7)
    asked = [seconds_of(at.questionnaire, at.questionnaire.items[item]) for item in at.asked]
    assert later.minutes == pytest.approx([minutes * sum(asked[1:]) / sum(asked) for minutes in whole])


def test_a_heading_comes_when_a_section_is_entered() -> None:
    at = begin()
    assert at.heading is not None
    assert at.heading.title == "Where"
    inside = at.answer("there")
    assert inside.heading is None
    entered = at.answer("here")
    assert entered.heading is not None
    assert entered.heading.title == "How"


def test_narrowed_sets_deciding_questions_aside_and_widened_brings_them_back() -> None:
    at = begin().narrow(begin().deciding)
    assert at.current == "mixed"
    assert not at.deciding & set(at.open)
    assert at.narrow().current == "place"


def test_goto_refuses_what_is_not_asked() -> None:
    with pytest.raises(ValueError, match="not asked"):
        begin().goto("who")
    with pytest.raises(ValueError, match="review"):
        begin().review().answer("here")


@given(st.text(max_size=8), st.text(max_size=8))
@settings(max_examples=40, deadline=None)
def test_shuffled_options_are_a_permutation_of_ones_own_the_same_on_resume(begun: str, who: str) -> None:
    def order(at: Interview) -> list[str]:
        return [option.id for option in at.options("mixed")]

    at = Interview.begin(SMALL, Answers.to(SMALL, begun=begun, respondent=who))
    again = Interview.begin(SMALL, Answers.to(SMALL, FULL, begun=begun, respondent=who))
    assert order(at) == order(again)
    assert sorted(order(at)) == ["a", "b", "c", "cannot_say", "d"]
    assert order(at)[-1] == "cannot_say"


def test_different_respondents_see_different_orders() -> None:
    orders = {tuple(o.id for o in begin(respondent=str(n)).options("mixed")) for n in range(40)}
    assert len(orders) > 10
    assert [o.id for o in begin(respondent="x").options("rate")] == ["1", "2", "3"]
