"""The interview in a real terminal: keys in, screens out, and a file that survives being killed."""

import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jtbd_diag.answers import Answers, read_answers, write_answers
from jtbd_diag.questionnaire import Value

from .screen import Screen
from .small import FULL, SMALL

pexpect = pytest.importorskip("pexpect")
pytestmark = pytest.mark.skipif(not hasattr(pexpect, "spawn"), reason="no pseudo-terminals here")

DRIVER = Path(__file__).with_name("driver.py")
UP, DOWN, LEFT, ESC, ENTER = "\x1b[A", "\x1b[B", "\x1b[D", "\x1b", "\r"


class Terminal:
    """A pseudo-terminal in which the driver runs, and what it has shown."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.child: Any = None

    def start(self, *options: str, columns: int = 80, rows: int = 24, **environment: str) -> "Terminal":
        self.stop()
        self.child = pexpect.spawn(
            sys.executable,
            [str(DRIVER), str(self.out), *options],
            dimensions=(rows, columns),
            encoding="utf-8",
            timeout=20,
            env={"PATH": "/usr/bin:/bin", "TERM": "xterm-256color", "LANG": "C.UTF-8", **environment},
        )
        self.child.delaybeforesend = None
        self.raw, self.screen = "", Screen(columns, rows)
        return self

    def stop(self) -> None:
        if self.child is not None:
            self.child.ptyproc.delayafterclose = self.child.ptyproc.delayafterterminate = 0.02
            self.child.close(force=True)

    def type(self, *keys: str) -> "Terminal":
        for key in keys:
            self.child.send(key)
        return self

    def see(self, *texts: str) -> "Terminal":
        """Wait until all of these stand on the screen; line breaks do not matter."""
        while not all(text in self.screen.text for text in texts):
            try:
                printed = self.child.read_nonblocking(4096, timeout=20)
            except pexpect.exceptions.ExceptionPexpect:
                pytest.fail(f"not shown: {texts}\nbut: {self.screen.text}")
            self.raw += printed
            self.screen.feed(printed)
        return self

    def ends(self, outcome: str) -> "Terminal":
        self.see(f"OUTCOME {outcome}")
        self.child.expect(pexpect.EOF)
        return self

    @property
    def saved(self) -> Answers:
        return read_answers(self.out, SMALL)[0]


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    one = Terminal(tmp_path / "answers.yaml")
    yield one
    one.stop()


def answered(out: Path, *but: str) -> None:
    """An answers file as it is when all is said but some items."""
    values: dict[str, Value] = {item: value for item, value in FULL.items() if item not in but}
    write_answers(out, Answers.to(SMALL, values, begun="x"), force=True)


def test_a_whole_interview_by_keys(terminal: Terminal) -> None:
    terminal.start().see("Think of [one] thing.").type(ENTER).see("1 of 6", "Where is it?", "Here, with [us]")
    terminal.type("?").see("Why this is asked: The place tells most.")
    terminal.type("n").see("A note to this answer").type("so [b]it[/b] is", ENTER).see("Your note: so [b]it[/b] is")
    terminal.type(DOWN, DOWN, ENTER).see("2 of 7", "Who is over there?")
    terminal.type("the oth", ESC, "?").see("No reason is given", "the oth").type("ers", ENTER).see("Which parts?")
    terminal.type("1", DOWN, DOWN, " ").see("2 ticked").type(ENTER).see("Which is nearest?", "The answers mix.")
    terminal.type("b").see("Which parts?", "[x] The first", "[ ] The second", "[x] The third")
    terminal.type(LEFT).see("Who is over there?", "the others").type(ESC, "b").see("Over there (your answer)")
    terminal.type(ENTER).see("Who is").type(ENTER).see("Which parts?").type(ENTER).see("Which is nearest?")
    terminal.type("s").see("It is true.").type("3").see("What share?").type("101", ENTER).see("“101” is no number")
    terminal.type("\x7f\x7f\x7f24", ENTER).see("Since when?").type("2026-01-31", ENTER).see("Which of many?")
    terminal.type("10", ENTER).see("Your answers: 7 answered, 1 skipped", "(skipped)", "Note: so [b]it[/b] is")
    terminal.type("4", ENTER).see("You skipped this question.").type("5").see("8 answered", "I can't say")
    terminal.type("f").ends("finished")
    saved = terminal.saved
    assert dict(saved.values) == {**FULL, "mixed": "cannot_say"}
    assert dict(saved.notes) == {"place": "so [b]it[/b] is"}


def test_a_changed_branch_asks_its_questions_and_returns_to_the_review(terminal: Terminal) -> None:
    answered(terminal.out, "who", "parts")
    terminal.start().see("Welcome back", "1 to go").type(ENTER).see("Who is over there?")
    terminal.type(ESC, "r").see("1 open", "Go on with the questions").type("1", ENTER).see("Where is it?")
    terminal.type("1").see("> 1 Where is it?", "6 answered", "> 1").type(ENTER).see("Over there", "1 of 6")
    terminal.type("2").see("Who is over there?").type("them", ENTER)
    terminal.see("Which parts?").type("2", ENTER).see("8 answered").type("/").see("Find:").type("plum")
    terminal.see("Nothing found").type(ESC).see("> Finish").type(ENTER).ends("finished")
    assert dict(terminal.saved.values) == {**FULL, "who": "them", "parts": ("two",)}


def test_killed_at_any_prompt_nothing_is_lost(terminal: Terminal) -> None:
    def kill() -> None:
        terminal.child.kill(signal.SIGKILL)
        terminal.child.expect(pexpect.EOF)

    terminal.start().see("A small one").type(ENTER).see("Where is it?").type("2").see("Who is over there?")
    kill()
    terminal.start().see("1 of 7").type(ENTER).see("Who is over there?").type("x", ENTER).see("Which parts?").type("1")
    terminal.see("1 ticked").type("n").see("A note").type("why", ENTER).see("Your note: why")
    kill()
    assert dict(terminal.saved.notes) == {"parts": "why"}
    terminal.start("--early").see("2 of 8").type(ENTER).see("You could stop here")
    kill()
    terminal.start().see("2 of 8").type(ENTER).see("Which parts?").type("s").see("Which is nearest?").type("r")
    terminal.see("5 open")
    kill()
    assert dict(terminal.saved.values) == {"place": "there", "who": "x"}
    assert terminal.saved.skipped == ("parts",)


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_ctrl_c_and_ctrl_d_keep_even_half_a_sentence(terminal: Terminal, key: str) -> None:
    answered(terminal.out, "who", "parts")
    terminal.start().see("Welcome").type(ENTER).see("Who is over there?").type("half a sent").see("half a sent")
    terminal.type(key).ends("interrupted")
    assert terminal.saved.values["who"] == "half a sent"


def given_back(terminal: Terminal) -> bool:
    """Whether the screen from before is there again, and the cursor too."""
    raw = terminal.raw
    return raw.rindex("\x1b[?1049l") > raw.rfind("\x1b[?1049h") and raw.rindex("\x1b[?25h") > raw.rfind("\x1b[?25l")


def test_q_stops_and_the_terminal_is_given_back(terminal: Terminal) -> None:
    terminal.start().see("A small one").type(ENTER).see("Where is it?").type("q").ends("stopped")
    assert given_back(terminal)


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_terminate_it_keeps_half_a_sentence_and_gives_the_terminal_back(
    terminal: Terminal, told: signal.Signals
) -> None:
    answered(terminal.out, "who", "parts")
    terminal.start().see("Welcome").type(ENTER).see("Who is over there?").type("half a sent").see("half a sent")
    terminal.child.kill(told)
    terminal.ends("interrupted")
    assert terminal.saved.values["who"] == "half a sent"
    assert given_back(terminal)


def test_a_narrow_window_wraps_scrolls_and_keeps_its_keys_in_sight(terminal: Terminal) -> None:
    answered(terminal.out, "many")
    terminal.start(columns=40, rows=20, NO_COLOR="1").see("Welcome").type(ENTER)
    terminal.see("Which of many?", "more below", "q save and stop").type("k", "k")
    terminal.see("> 10 Tenth of many, with a text so", "not fit on one line of a narrow", "more above")
    assert not re.search(r"\x1b\[[0-9;]*\b(3[0-7]|4[0-7]|9[0-7]|38|48)[;m]", terminal.raw)
    terminal.type(ENTER).see("Your answers: 8 answered").type("q").ends("stopped")


def test_the_early_stop_in_a_terminal(terminal: Terminal) -> None:
    terminal.start("--early").see("A small one").type(ENTER).see("Where is it?").type("1")
    terminal.see("You could stop here", "g Go on", "p Only", "f Finish now").type("3", "1", " ").see("f Finish now")
    terminal.type("b").see("1 of 6", "your answer").type("1").see("You could stop here").type("f").ends("finished")
    assert dict(terminal.saved.values) == {"place": "here"}


def test_half_a_number_is_taken_after_a_second(terminal: Terminal) -> None:
    answered(terminal.out, "many")
    terminal.start().see("Welcome").type(ENTER).see("Which of many?").type("1").see("Your answers: 8 answered")
    assert terminal.saved.values["many"] == "m1"


def test_a_dumb_terminal_gets_plain_lines(terminal: Terminal) -> None:
    terminal.start(TERM="dumb").see("Where is it?", "Number from 1 to 2:").type("2\n")
    terminal.see("Who is over there?", "Text, or :h for help:")  # the key counts once the line is being read
    assert "\x1b" not in terminal.raw
    terminal.type("\x03").ends("interrupted")
    terminal.start("--plain").see("Question 2 of 7").type("\x04").ends("interrupted")
    assert dict(terminal.saved.values) == {"place": "there"}


def test_the_helpers_in_a_terminal(terminal: Terminal) -> None:
    terminal.start("--ask", PROMPT_TOOLKIT_NO_CPR="1").see("Shall we? [Y/n]").type("n", ENTER).see("Change this", "old")
    terminal.type("er", ENTER).see("False older")
    terminal.start("--ask", PROMPT_TOOLKIT_NO_CPR="1").see("Shall we? [Y/n]").type("\x03").see("INTERRUPTED")
