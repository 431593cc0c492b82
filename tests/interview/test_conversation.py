"""The conversation through the line mode, and the screens of the full one without a terminal."""

import io
import re
import sys
from collections.abc import Callable

import pytest
from rich.cells import cell_len

from jtbd_diag.answers import Answers
from jtbd_diag.answers.items_to_ask import Settled
from jtbd_diag.diagnosis import diagnose
from jtbd_diag.diagnosis.settled_early import settled
from jtbd_diag.interview.commands_and_next_screen import Conversation, Ending, InterviewOutcome
from jtbd_diag.interview.fullscreen_or_lines import interview
from jtbd_diag.interview.question_outside_interview import Interrupted, confirm, edit_text, speaks_plainly
from jtbd_diag.interview.screens import Act, Asking, Command, Do, Give, Menu, Review, Typed, time_left
from jtbd_diag.interview.terminal.fullscreen_loop import view_of
from jtbd_diag.interview.terminal.keys import View
from jtbd_diag.interview.terminal.layout import draw
from jtbd_diag.interview.terminal.question_keys import TickView
from jtbd_diag.interview.typed_answer import read_entry
from jtbd_diag.questionnaire import Value, load_questionnaire, questionnaire_from_text

from .small import FULL, SMALL

GO = Give(":go_on")


class Talk:
    """A line-mode interview: what was typed, what was said, what was saved."""

    def __init__(self, *lines: str, values: dict[str, Value] | None = None, decided: bool = False) -> None:
        self.saved: list[Answers] = []
        said = io.StringIO()
        self.outcome: InterviewOutcome = interview(
            SMALL,
            Answers.to(SMALL, values or {}, begun="x"),
            save=self.saved.append,
            settled=lambda answers: Settled(decided and bool(answers.values), True),
            source=io.StringIO("".join(f"{line}\n" for line in lines)),
            talk=said,
        )
        self.said = said.getvalue()

    @property
    def values(self) -> dict[str, Value]:
        return dict(self.outcome.answers.values)


def without(*items: str) -> dict[str, Value]:
    return {item: value for item, value in FULL.items() if item not in items}


# the line mode


def test_what_another_encoding_leaves_behind_is_no_trouble_for_the_diagnosis() -> None:
    talk = Talk("2", "Rentr\udce9e", ":n not\udce9", "q")
    assert talk.values["who"] == "Rentr?e"
    assert "not?" in talk.outcome.answers.notes.values()
    diagnose(SMALL, talk.outcome.answers)


def test_line_mode_takes_every_type_of_answer() -> None:
    shown = Talk("2", "the others", "1, 3").outcome.answers
    mixed = [o.id for o in Conversation(SMALL, shown, id, bool).interview.options("mixed")].index("b") + 1  # type: ignore[arg-type]
    talk = Talk("2", "the others", "1, 3", str(mixed), "3", "24 percent", "2026-01-31", "10", "")
    assert talk.values == FULL
    assert talk.outcome.ending is Ending.FINISHED
    assert len(talk.saved) == len(FULL) + 1


def test_options_can_be_named_by_id() -> None:
    assert Talk("THERE", "x", "one two").values == {"place": "there", "who": "x", "parts": ("one", "two")}


def test_every_answer_note_and_skip_is_saved_at_once() -> None:
    talk = Talk("2", ":n at [once]", "", "2")
    assert [(len(a.values), len(a.notes), len(a.skipped)) for a in talk.saved] == [
        (1, 0, 0),
        (1, 1, 0),
        (1, 1, 1),
        (2, 1, 1),
        (2, 1, 1),
    ]


def test_the_end_of_input_is_an_interruption_and_what_was_said_is_saved() -> None:
    talk = Talk("2", "the others")
    assert talk.outcome.ending is Ending.INTERRUPTED
    assert talk.saved[-1] == talk.outcome.answers
    assert talk.values == {"place": "there", "who": "the others"}


def test_q_stops_and_saves() -> None:
    assert Talk("2", ":q").outcome.ending is Ending.STOPPED


@pytest.mark.parametrize("word", ["q", "b", "n really", "s", "?", "back"])
def test_in_own_words_a_letter_is_text(word: str) -> None:
    assert Talk("2", word).values["who"] == word


def test_back_and_enter_keep_the_answer() -> None:
    talk = Talk("2", ":b", "", "the others")
    assert talk.values == {"place": "there", "who": "the others"}
    assert "Your answer: Over there. Enter keeps it." in talk.said


def test_why_is_told_and_the_question_stands() -> None:
    talk = Talk("?", "2", ":why", "x")
    assert "Why this is asked: The place tells most." in talk.said
    assert "No reason is given for this question." in talk.said
    assert talk.values == {"place": "there", "who": "x"}


def test_a_note_is_kept_shown_changed_and_taken_out() -> None:
    talk = Talk("n so it is", "2", ":b", "n", "changed", "q")
    assert "Your note: so it is" in talk.said
    assert dict(talk.outcome.answers.notes) == {"place": "changed"}
    assert not Talk("n so", "n", "-", "q").outcome.answers.notes


def test_a_deciding_question_is_asked_once_more_before_it_is_skipped() -> None:
    talk = Talk("", "", "q")
    assert talk.said.count("Before you skip: The place tells most.") == 1
    assert talk.outcome.answers.skipped == ("place",)


def test_a_question_with_a_way_out_is_skipped_at_once() -> None:
    assert Talk("1", "s", "q").outcome.answers.skipped == ("mixed",)


def test_a_required_question_is_not_skipped() -> None:
    talk = Talk("", "s", "q", values=without("day"))
    assert "This one is needed and cannot be skipped." in talk.said
    assert not talk.outcome.answers.skipped


@pytest.mark.parametrize(
    ("missing", "typed", "complaint"),
    [
        ("place", "3", "“3” is no number from 1 to 2."),
        ("place", "1 2", "“1 2” is no number from 1 to 2."),
        ("place", "[bold]\x1b[31m", "“[bold][31m” is no number from 1 to 2."),
        ("parts", "1 9", "“9” is no list of numbers from 1 to 4, such as 1, 2."),
        ("parts", "1 4", "“None of these” can only be chosen alone."),
        ("share", "101", "“101” is no number from 0 to 100 (percent)."),
        ("share", "nan", "“nan” is no number from 0 to 100 (percent)."),
        ("day", "31.1.2026", "“31.1.2026” is no date such as 2026-11-21."),
    ],
)
def test_bad_input_is_told_what_is_allowed_and_asked_again(missing: str, typed: str, complaint: str) -> None:
    talk = Talk(typed, values=without(missing))
    assert complaint in talk.said
    assert missing not in talk.values


@pytest.mark.parametrize(
    ("typed", "value"), [("24", 24), (" 24 % ", 24), ("0.5", 0.5), ("1,000", 1000), ("+7", 7), ("", None)]
)
def test_numbers_are_read_as_people_write_them(typed: str, value: Value | None) -> None:
    q = questionnaire_from_text(
        "{questionnaire: q, version: 1, title: t, minutes: 1,"
        " sections: [{title: s, items: [{id: n, type: number, ask: n}]}]}"
    )
    assert read_entry(q, q.items["n"], (), typed) == value


def test_any_answer_can_be_changed_in_the_review() -> None:
    talk = Talk("4", "1", "", values=FULL)
    assert talk.outcome.ending is Ending.FINISHED
    assert talk.values["mixed"] != "b" or len(talk.saved) == 2
    assert "4. Which is nearest?" in talk.said


def test_a_change_that_opens_a_branch_asks_its_questions_and_returns() -> None:
    talk = Talk("1", "2", "them", "2", "", values={**without("who", "parts"), "place": "here"})
    assert talk.outcome.ending is Ending.FINISHED
    assert talk.values == {**FULL, "who": "them", "parts": ("two",)}


def test_the_review_in_between_goes_on_or_finishes() -> None:
    assert Talk("r", "", "2").values == {"place": "there"}
    assert Talk("r", "f").outcome.ending is Ending.FINISHED
    assert "(not answered yet)" in Talk("r", "q").said


def test_the_review_says_what_it_takes() -> None:
    assert "“99” is no number from 1 to 8, and none of the letters." in Talk("99", values=FULL).said


def test_hostile_text_appears_as_it_is_and_cannot_steer_the_terminal() -> None:
    talk = Talk("2", "[red]x[/red] \x1b[2J {{7*7}} \x07", values={})
    again = Talk("q", values={**FULL, **talk.values})
    assert "[red]x[/red] [2J {{7*7}}" in again.said
    assert "\x1b" not in talk.said + again.said


def test_help_names_the_commands_and_asks_again() -> None:
    talk = Talk("h", "1")
    assert "b back, s skip, ? why this is asked" in talk.said
    assert talk.said.count("Where is it?") == 2


def test_headings_introductions_and_progress_are_said() -> None:
    said = Talk("1").said
    assert "Section: Where" in said
    assert "Section: How\nThe answers mix." in said
    assert "Question 1 of 6, 2 to 3 min left." in said


# the early stop


def test_the_early_stop_is_told_once_and_one_may_go_on() -> None:
    talk = Talk("2", "g", "the others", "q", decided=True)
    assert talk.said.count("You could stop here") == 1
    assert talk.values == {"place": "there", "who": "the others"}


def test_the_early_stop_can_finish() -> None:
    talk = Talk("2", "3", "f", decided=True)
    assert "“3” is none of the letters g, p, f, b, q." in talk.said
    assert talk.outcome.ending is Ending.FINISHED
    assert talk.values == {"place": "there"}


def test_the_early_stop_can_leave_out_what_only_decides_and_take_it_in_again() -> None:
    talk = Talk("1", "p", "1", "24", "2026-01-31", "1", "a", "3", "", decided=True)
    assert "It is true." not in talk.said.split("1 set aside")[0]
    assert talk.values["rate"] == "3"


def test_what_the_early_stop_set_aside_stays_so_when_it_is_taken_up_again() -> None:
    saved: list[Answers] = []

    def settled(a: Answers) -> Settled:
        return Settled(True, True) if a.values.get("place") == "here" else Settled(matters=frozenset(["rate"]))

    first = Conversation(SMALL, Answers.to(SMALL), saved.append, settled)
    for act in (GO, Give("here"), Give(":narrow")):
        first.take(act)
    assert "rate" in saved[-1].set_aside, "kept at once, not only when the interview is put aside"
    first.take(Do(Command.STOP))
    assert first.outcome is not None and first.outcome.answers == saved[-1]
    on = Conversation(SMALL, first.outcome.answers, saved.append, lambda _: Settled(True, True))
    assert "rate" not in on.interview.asked
    on.take(GO)
    on.take(Give("1"))
    assert not isinstance(on.screen, Menu), "what was chosen is not asked once more"
    matters = Conversation(SMALL, first.outcome.answers, saved.append, lambda _: Settled(matters=frozenset(["rate"])))
    assert "rate" in matters.interview.asked, "what can change the result after all is asked"


def test_no_early_stop_without_open_deciding_questions() -> None:
    assert "You could stop" not in Talk("1", values=without("many"), decided=True).said


def test_a_change_that_undoes_the_decision_takes_the_rest_in_again() -> None:
    saved: list[Answers] = []
    rate = frozenset(["rate"])

    def settled(a: Answers) -> Settled:
        return Settled(True, True) if a.values.get("place") == "here" else Settled(matters=rate)

    talk = Conversation(SMALL, Answers.to(SMALL), saved.append, settled)
    for act in (GO, Give("here"), Give(":narrow")):
        talk.take(act)
    assert "rate" not in talk.interview.asked
    for act in (Do(Command.BACK), Give("there")):
        talk.take(act)
    assert "rate" in talk.interview.asked


# what goes wrong


def test_what_save_raises_goes_through() -> None:
    def full(answers: Answers) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        interview(
            SMALL,
            Answers.to(SMALL),
            save=full,
            settled=lambda a: Settled(),
            source=io.StringIO("1\n"),
            talk=io.StringIO(),
        )


def test_ctrl_c_saves() -> None:
    class Impatient(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:
            raise KeyboardInterrupt

    saved: list[Answers] = []
    outcome = interview(
        SMALL, Answers.to(SMALL), save=saved.append, settled=lambda a: Settled(), source=Impatient(), talk=io.StringIO()
    )
    assert outcome.ending is Ending.INTERRUPTED
    assert saved == [outcome.answers]


# the full screen, without a terminal


class Hand:
    """Someone at the keys of the full screen."""

    def __init__(self, values: dict[str, Value] | None = None, save: Callable[[Answers], None] = id) -> None:  # type: ignore[assignment]
        self.talk = Conversation(SMALL, Answers.to(SMALL, values or {}, begun="x"), save, lambda a: Settled())
        self.view: View = view_of(self.talk.screen)
        self.act(GO)

    def act(self, act: Act) -> None:
        self.talk.take(act)
        self.view = view_of(self.talk.screen)

    def press(self, *keys: str, text: str = "") -> "Hand":
        for key in keys:
            act = self.view.press(key, text)
            if act is not None:
                self.act(act)
        return self

    @property
    def values(self) -> dict[str, Value]:
        return dict(self.talk.interview.answers.values)

    def picture(self, columns: int = 80, rows: int = 24) -> str:
        drawing = draw(self.view.picture(), columns, rows)
        lines = [*drawing.above, *drawing.below, *drawing.footer]
        return "\n".join("".join(text for _, text in line) for line in lines)


@pytest.mark.parametrize("keys", [["2"], [*"jj", "enter"], ["down", "j", "enter"], ["up", "enter"], ["end", "enter"]])
def test_one_option_by_number_arrow_or_letter(keys: list[str]) -> None:
    assert Hand().press(*keys).values == {"place": "there"}


def test_enter_answers_nothing_before_something_is_pointed_at() -> None:
    hand = Hand().press("enter")
    assert hand.values == {}
    assert "> 1" not in hand.picture() and "Nothing is chosen yet" in hand.picture()
    assert hand.press("down", "enter").values == {"place": "here"}
    assert hand.press("left", "enter").values == {"place": "here"}, "the answer given is pointed at, and kept"
    assert Hand().press("1", "enter").values == {"place": "here"}, "the Enter of habit behind a number"


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        (["1", "0"], "m10"),  # nothing longer begins so
        (["2"], "m2"),
        (["1", "enter"], "m1"),
        (["1", "1"], "m11"),
        (["1", "9"], None),  # no entry, and neither 1 nor 9
        (["0"], None),
        (["1", "down", "enter"], "m2"),
    ],
)
def test_a_number_chooses_in_long_lists_too(keys: list[str], chosen: str | None) -> None:
    assert Hand(without("many")).press(*keys).values.get("many") == chosen


def test_a_number_that_could_be_longer_waits_and_is_taken_when_nothing_follows() -> None:
    hand = Hand(without("many")).press("1")
    assert hand.view.waits and "> 1  First" in hand.picture().replace(">  1", "> 1")
    assert hand.view.lapse() == Give("m1")
    assert not hand.view.waits


LONG = questionnaire_from_text(
    """
questionnaire: long
version: 1
title: Long
minutes: 1
sections:
  - title: All
    items:
      - {{id: ticks, type: multiple, ask: Which?, options: [{}]}}
""".format(", ".join(f"{{id: t{n}, text: Number {n}}}" for n in range(1, 15)))
)


@pytest.mark.parametrize(
    ("keys", "ticked"),
    [
        (["2"], {"t2"}),
        (["2", " "], {"t2"}),  # the space ends the number
        (["2", " ", " "], set()),
        (["1", " "], {"t1"}),
        (["1", "3"], {"t13"}),
        (["1", "lapse", "1", "3"], {"t1", "t13"}),  # after a while the 1 is taken, and 13 begins anew
        (["1", "9"], {"t1", "t9"}),
        (["1", "down", " "], {"t1", "t2"}),
        (["1", "4", "1", "4"], set()),
    ],
)
def test_numbers_tick_in_long_lists_as_in_short_ones(keys: list[str], ticked: set[str]) -> None:
    talk = Conversation(LONG, Answers.to(LONG), id, lambda a: Settled())  # type: ignore[arg-type]
    talk.take(GO)
    view = view_of(talk.screen)
    assert isinstance(view, TickView)
    for key in keys:
        assert (view.lapse() if key == "lapse" else view.press(key)) is None
    if view.waits:
        view.lapse()
    assert view.ticked == ticked
    assert view.press("enter") == Give(tuple(o for o in view.ids if o in ticked))


def test_ticks_by_number_and_space_and_some_stand_alone() -> None:
    hand = Hand(without("parts")).press("1", "down", " ")
    assert isinstance(hand.view, TickView)
    assert hand.view.ticked == {"one", "two"}
    assert hand.press("4").view.ticked == {"none"}  # type: ignore[attr-defined]
    assert hand.press("3", "2", "2", "enter").values["parts"] == ("three",)


def test_ticks_stay_while_the_reason_is_read() -> None:
    assert Hand(without("parts")).press("1", "?", "enter").values["parts"] == ("one",)


def test_arrows_go_back_and_forward() -> None:
    hand = Hand({"place": "there"})
    assert "(your answer)" in hand.press("escape", "b").picture()
    assert hand.press("right").talk.interview.current == "who"


def test_words_are_kept_while_looking_elsewhere_and_when_stopping() -> None:
    hand = Hand({"place": "there"}).press("escape", "b", text="half a sent")
    assert hand.press("right").view.writes == "half a sent"
    hand.press("escape", "q", text="half a sentence")
    assert hand.talk.outcome is not None
    assert hand.values["who"] == "half a sentence"


def test_a_note_by_keys() -> None:
    hand = Hand().press("n")
    assert "A note to this answer" in hand.picture()
    assert "Your note: [so]" in hand.press("enter", text="[so]").picture()
    assert hand.press("n").view.writes == "[so]"
    assert "Your note: [so]" in hand.press("escape", text="changed").picture()


def test_the_review_finds_by_number_word_and_page() -> None:
    hand = Hand(FULL)
    assert isinstance(hand.talk.screen, Review)
    assert "> Finish" in hand.picture()
    assert "> 6  What share?" in hand.press("6").picture()
    found = hand.press("/", *"since").picture()
    assert "> 7  Since when?" in found
    assert "What share?" not in found
    assert "Nothing found." in hand.press("x").picture()
    assert "> Finish" in hand.press("escape").picture()
    hand.press("/", *"since", "enter")
    assert hand.talk.interview.current == "day"
    assert "> 7  Since when?" in hand.press("enter", text="2026-02-01").picture()
    hand.press("f")
    assert hand.talk.outcome == InterviewOutcome(Ending.FINISHED, hand.talk.interview.answers)


def test_a_wrong_date_is_told_and_stays_to_be_mended() -> None:
    hand = Hand(without("day")).press("enter", text="yesterday")
    assert "“yesterday” is no date such as 2026-11-21." in hand.picture()
    assert hand.view.writes == "yesterday"


@pytest.mark.parametrize("columns", [20, 40, 80, 200])
@pytest.mark.parametrize("rows", [8, 20, 50])
def test_every_screen_fits_and_shows_what_is_pointed_at(columns: int, rows: int) -> None:
    for missing in SMALL.items:
        hand = Hand(without(missing)).press("s", "down", "down", "down", "down")
        lines = hand.picture(columns, rows).split("\n")
        assert max(cell_len(line) for line in lines) <= columns
        if hand.view.writes is None and rows >= 20:
            assert len(lines) == rows
            assert any(line.startswith(" >") for line in lines)


def test_long_options_wrap_under_their_own_text() -> None:
    lines = Hand(without("many")).press("k", "k").picture(40, 30).split("\n")
    first = next(n for n, line in enumerate(lines) if "Tenth" in line)
    assert lines[first].startswith(" > 10  Tenth")
    assert lines[first + 1].startswith("       ")
    assert lines[first + 1].strip()


def test_the_header_tells_section_place_and_time() -> None:
    assert Hand().picture().split("\n")[0].split() == ["Where", "1", "of", "6", "·", "2", "to", "3", "min", "left"]
    assert [time_left(minutes) for minutes in ((0, 0), (0.3, 0.5), (0.8, 1.3), (7.98, 12.47))] == [
        "",
        "less than a minute left",
        "about 1 min left",
        "8 to 12 min left",
    ]


def test_a_welcome_back_tells_where_one_is() -> None:
    screen = Conversation(SMALL, Answers.to(SMALL, {"place": "there"}), id, bool).screen  # type: ignore[arg-type]
    assert isinstance(screen, Menu)
    assert screen.text == ("Welcome back. 1 of 7 questions done, 6 to go: 2 to 3 min.",)


# the command line's own questions


def typing(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


@pytest.mark.parametrize(("typed", "answer"), [("y", True), ("NO", False), ("", True), ("maybe\nn", False)])
def test_confirm(monkeypatch: pytest.MonkeyPatch, typed: str, answer: bool) -> None:
    typing(monkeypatch, f"{typed}\n")
    assert confirm("Make the playbook?", default=True) is answer


@pytest.mark.parametrize(("typed", "text"), [("", "as it was"), ("new", "new"), ("-", "")])
def test_edit_text(monkeypatch: pytest.MonkeyPatch, typed: str, text: str) -> None:
    typing(monkeypatch, f"{typed}\n")
    assert edit_text("The sentence", "as it was", plain=True) == text


def test_the_end_of_input_interrupts_the_helpers(monkeypatch: pytest.MonkeyPatch) -> None:
    typing(monkeypatch, "")
    with pytest.raises(Interrupted):
        confirm("Really?")
    with pytest.raises(Interrupted):
        edit_text("What?")


def test_without_a_terminal_one_speaks_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    typing(monkeypatch, "")
    assert speaks_plainly()


def test_unknown_acts_change_nothing() -> None:
    talk = Conversation(SMALL, Answers.to(SMALL, FULL), id, bool)  # type: ignore[arg-type]
    talk.take(GO)
    talk.take(Typed("no item"))
    assert isinstance(talk.screen, Review)
    assert not isinstance(talk.screen, Asking)


def test_the_end_opens_at_finish_whatever_was_changed_in_the_review_before() -> None:
    hand = Hand(without("many")).press("r", "1", "enter").press("1")
    assert isinstance(hand.talk.screen, Review) and hand.talk.screen.at == "place"
    hand.press("g").press("1", "0")
    assert isinstance(hand.talk.screen, Review) and hand.talk.screen.at is None
    assert "> Finish" in hand.picture()


def test_the_key_for_the_reason_is_offered_where_there_is_one() -> None:
    assert "? why" in Hand().picture()
    assert "? why" not in Hand(without("many")).picture()


@pytest.mark.parametrize("name", ["leader", "leader-short", "organisation", "staff-expertise"])
def test_every_shipped_question_says_why_it_is_asked(name: str) -> None:
    whys = [item.why for item in load_questionnaire(name).items.values()]
    assert all(whys) and len(set(whys)) == len(whys)


def test_everything_takes_in_what_was_left_out_before() -> None:
    asked = load_questionnaire("leader-short")
    said = io.StringIO()
    first: dict[str, Value] = {
        "area": "buses",
        "episode": "A hose.",
        "causes": "own_unit",
        "by_decision": "nearly_all",
        "would_last": "yes",
    }
    more: dict[str, Value] = {"one_result": "yes", "areas": ("transport",), "next_move": "small_test"}
    lines = ["m", "two_three", "yes", "g"]
    interview(
        asked,
        Answers.to(asked, {**first, **more}, begun="x"),
        save=lambda _: None,
        settled=lambda answers: settled(asked, answers.values),
        source=io.StringIO("".join(f"{line}\n" for line in lines)),
        talk=said,
    )
    told, after = said.getvalue().split("You could stop here")[1].split("f: Finish now")
    everything, playbook = (int(n) for n in re.findall(r"\((\d+) more", told))
    assert everything >= playbook > 0
    assert "You may have one of these, free:" in after  # it was left out, and is asked now
