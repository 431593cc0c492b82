"""A question asked by itself, outside an interview: yes or no, a text, or one item of a questionnaire.

Owns whether a terminal can draw; knows nothing of what is asked before or after.
"""

from __future__ import annotations

import os
import sys
from typing import TextIO

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import begun_large
from jtbd_diag.interview.terminal import line_mode_loop
from jtbd_diag.interview.typed_answer import expected, one_line, read_entry
from jtbd_diag.questionnaire import Questionnaire, Value


class Interrupted(Exception):  # noqa: N818 - an event, not an error
    """Ctrl-C, Ctrl-D or the end of input at one of the command line's own questions; `typed` is what stood there."""

    def __init__(self, typed: str = "") -> None:
        """Words that were typed are for whoever asked to keep."""
        super().__init__(typed)
        self.typed = typed


def speaks_plainly(plain: bool = False) -> bool:
    """Whether to use the line mode: asked for, or no terminal that can draw."""
    draws = os.environ.get("TERM", "") not in ("dumb", "unknown")
    return plain or not (draws and sys.stdin.isatty() and sys.stdout.isatty())


def confirm(question: str, default: bool = True, plain: bool = False) -> bool:
    """A question with yes or no. Raises Interrupted."""
    while True:
        word = _line(f"{question} [{'Y/n' if default else 'y/N'}]", "", plain).lower()
        if word in ("", "y", "yes", "n", "no"):
            return default if not word else word.startswith("y")
        question = say("interview.type_y_or_n")


def ask_one(questionnaire: Questionnaire, item: str, plain: bool = False) -> Value | None:
    """One question of a questionnaire on its own; None where nothing but Enter is typed. Raises Interrupted."""
    asked, options = questionnaire.items[item], questionnaire.options(item)
    rows = [f"  {number}. {one_line(option.text)}" for number, option in enumerate(options, start=1)]
    wanted = say("interview.or_enter", expected=begun_large(expected(asked, options)))
    prompt = [one_line(asked.ask), *rows, wanted]
    while True:
        try:
            return read_entry(questionnaire, asked, options, _line("\n".join(prompt), "", plain))
        except ValueError as error:
            prompt = [f"{error}.", wanted]


def edit_text(question: str, text: str = "", plain: bool = False) -> str:
    """A text, written or changed; Enter keeps it as it is. Raises Interrupted."""
    if not speaks_plainly(plain):
        return _line(f"{question}\n>", text, plain)
    now = [say("interview.now", text=text)] if text else []
    line = _line("\n".join([question, *now, say("interview.keep_or_empty"), ">"]), "", plain)
    return "" if line == "-" else line or text


def _line(prompt: str, text: str, plain: bool) -> str:
    try:
        if speaks_plainly(plain):
            front = line_mode_loop.LineMode(standard_input(), sys.stderr)
            *before, last = prompt.split("\n")
            front.say(*before)
            return front.ask(last)
        return _line_in_terminal(prompt, text)
    except (KeyboardInterrupt, EOFError, line_mode_loop.EndOfInput):
        raise Interrupted from None


def _line_in_terminal(prompt: str, text: str) -> str:
    from prompt_toolkit import PromptSession

    session: PromptSession[str] = PromptSession()
    try:
        return session.prompt(f"{prompt} ", default=text).strip()
    except (KeyboardInterrupt, EOFError):
        raise Interrupted(session.default_buffer.text.strip()) from None


def standard_input() -> TextIO:
    """Standard input that does not stumble over bytes of another encoding."""
    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure and sys.stdin.errors != "replace":  # it cannot be set again once a line was read
        reconfigure(errors="replace")
    return sys.stdin
