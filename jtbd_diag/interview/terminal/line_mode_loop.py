"""The line mode: numbered lines out, one line in for each question. For pipes and screen readers.

No escape codes, no boxes, nothing redrawn. Knows nothing of what the acts lead to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TextIO

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import begun_large
from jtbd_diag.interview.commands_and_next_screen import Conversation, InterviewOutcome
from jtbd_diag.interview.screens import (
    HELP,
    LEAVING,
    LETTERS,
    LIST,
    Act,
    Asking,
    Command,
    Do,
    Give,
    Menu,
    Review,
    Row,
    Screen,
    Typed,
    Writing,
    time_left,
)
from jtbd_diag.interview.typed_answer import one_line
from jtbd_diag.questionnaire.items import TextItem

_COMMAND = re.compile(r"(:?)([a-z?]+)(?:\s+(.*))?", re.IGNORECASE | re.DOTALL)
_NAMES = {
    "back": Command.BACK,
    "skip": Command.SKIP,
    "why": Command.WHY,
    "note": Command.NOTE,
    "review": Command.REVIEW,
    "quit": Command.STOP,
    "stop": Command.STOP,
    "help": HELP,
}


class EndOfInput(Exception):  # noqa: N818 - it is the end, not an error
    """There is no further line."""


def hold(conversation: Conversation, source: TextIO, talk: TextIO) -> InterviewOutcome:
    """Hold a conversation line by line: read from `source`, speak on `talk`."""
    front = LineMode(source, talk)
    while conversation.outcome is None:
        try:
            act = front.show(conversation.screen)
        except (EndOfInput, KeyboardInterrupt):
            front.say("")
            act = Do(Command.INTERRUPT)
        conversation.take(act)
    return conversation.outcome


class LineMode:
    """Says screens and reads acts. Remembers what was said, so as not to say it twice."""

    def __init__(self, source: TextIO, talk: TextIO) -> None:
        """Speak on `talk`, listen on `source`."""
        self.source, self.talk = source, talk
        self._said: str | None = None  # the item read out last
        self._listed = False  # the review was read out
        self._helped = False

    def say(self, *lines: str) -> None:
        """Print lines; nothing in them can steer the terminal."""
        for line in lines:
            indent = " " * (len(line) - len(line.lstrip(" ")))
            self.talk.write(f"{indent}{one_line(line)}\n")
        self.talk.flush()

    def ask(self, prompt: str) -> str:
        """Read one line. Raises EndOfInput when there is none."""
        self.talk.write(f"{one_line(prompt)} ")
        self.talk.flush()
        line = self.source.readline()
        if not line:
            raise EndOfInput
        return line.strip()

    def show(self, screen: Screen) -> Act:
        """Say a screen and read what comes back."""
        if isinstance(screen, Menu):
            return self._menu(screen)
        if isinstance(screen, Writing):
            return self._writing(screen)
        if isinstance(screen, Review):
            return self._review(screen)
        return self._question(screen)

    # questions

    def _question(self, screen: Asking) -> Act:
        self._listed = False
        if self._said != screen.item.id or screen.message is None:
            self._read_out(screen)
        self._said = screen.item.id
        if screen.message:
            self.say(screen.message)
        while True:
            colon = isinstance(screen.item, TextItem)
            expected = begun_large(screen.expected)
            line = self.ask(f"{say('interview.or_help', expected=expected) if colon else expected}:")
            if not line and screen.done:
                return Do(Command.FORWARD)
            command = self._command(line, screen, colon)
            if command is None:
                return Typed(line)
            if isinstance(command, Do):
                return command
            self.say(say("interview.help"))
            self._read_out(screen)

    def _read_out(self, screen: Asking) -> None:
        progress = screen.progress
        if screen.begins:
            section = say("interview.line_section", section=screen.section)
            self.say("", section, *([screen.intro] if screen.intro else []))
        at = {"number": progress.number, "total": progress.total}
        left = time_left(progress.minutes)
        timed = say("interview.line_question_timed", left=left, **at)
        self.say("", timed if left else say("interview.line_question", **at), screen.item.ask)
        if screen.item.help:
            self.say(screen.item.help)
        self.say(*(f"  {number}. {option.text}" for number, option in enumerate(screen.options, start=1)))
        if screen.given_words is not None:
            self.say(say("interview.line_your_answer", given_words=screen.given_words))
        elif screen.skipped:
            self.say(say("interview.line_you_skipped"))
        if screen.note:
            self.say(say("interview.your_note", note=screen.note))
        if not self._helped:
            self.say(say("interview.line_help_is_there"))
            self._helped = True

    def _command(self, line: str, screen: Asking, needs_colon: bool) -> Do | str | None:
        """The command in a line, `h` for help, None when the line is an answer."""
        match_ = _COMMAND.fullmatch(line)
        if match_ is None:
            return None
        colon, word, rest = match_[1], match_[2].lower(), match_[3]
        letter = _NAMES.get(word, word)
        if letter not in (HELP, *(c for c in Command if len(c) == 1)) or (rest and letter != Command.NOTE):
            return None
        if not colon and (needs_colon or any(option.id.lower() == word for option in screen.options)):
            return None
        if letter == HELP:
            return letter
        return Do(Command(letter), note=rest if letter == Command.NOTE else None)

    # everything else

    def _menu(self, screen: Menu) -> Act:
        self._said = None
        self.say("", screen.title, *screen.text)
        if len(screen.choices) == 1:  # nothing to choose: a pipe should not have to say so
            return Give(screen.choices[0][0])
        if screen.letters:
            return self._lettered(screen)
        self.say(*(f"  {number}. {text}" for number, (_, text) in enumerate(screen.choices, start=1)))
        while True:
            line = self.ask(say("interview.line_number", n=len(screen.choices))).removeprefix(":")
            if line.lower() == Command.STOP:
                return Do(Command.STOP)
            line = line or "1"
            if line in (str(n + 1) for n in range(len(screen.choices))):
                return Give(screen.choices[int(line) - 1][0])
            self.say(say("interview.line_no_number", line=line, n=len(screen.choices)))

    def _lettered(self, screen: Menu) -> Act:
        choices = dict(zip(screen.letters, screen.choices, strict=True))
        self.say(*(f"  {letter}: {text}" for letter, (_, text) in choices.items()))
        self.say(f"  {say('interview.line_back')}")
        while True:
            line = self.ask(say("interview.line_letter", letters=screen.letters[0])).removeprefix(":").lower()
            if line in LEAVING:
                return Do(Command(line))
            if not line or line in choices:
                return Give(choices[line or screen.letters[0]][0])
            self.say(say("interview.line_no_letter", line=line, x=", ".join((*choices, *LEAVING))))

    def _writing(self, screen: Writing) -> Act:
        self.say(say("interview.line_text", title=screen.title))
        if screen.text:
            self.say(say("interview.line_now", text=screen.text))
        line = self.ask(say("interview.line_note"))
        return Typed("" if line == "-" else line) if line else Do(Command.BACK)

    def _review(self, screen: Review) -> Act:
        self._said = None
        if not self._listed:
            self._list(screen)
            self._listed = True
        elif screen.at:
            self._say_rows(row for row in screen.rows if row.item == screen.at)
        enter, *others = screen.actions
        keys = {LETTERS[action]: action for action, _ in screen.actions}
        letters = (f"{LETTERS[action]}: {text}." for action, text in others)
        self.say("", say("interview.line_enter", what=enter[1]), *letters)
        self.say(say("interview.line_review"))
        while True:
            line = self.ask(say("interview.line_review_prompt")).removeprefix(":").lower()
            if not line:
                return Give(enter[0])
            if line in keys:
                return Give(keys[line])
            if line in LEAVING:
                return Do(Command(line))
            row = _row(screen.rows, line)
            if row is not None:
                return Give(row.item)
            if line == LIST:
                self._list(screen)
            else:
                self.say(say("interview.line_no_number_or_letter", line=line, n=len(screen.rows)))

    def _list(self, screen: Review) -> None:
        self.say("", f"{screen.title}.")
        section = None
        for row in screen.rows:
            if row.section != section:
                section = row.section
                self.say("", say("interview.line_section", section=section))
            self._say_rows([row])

    def _say_rows(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self.say(f"{row.number}. {row.ask}", f"   {row.answer}")
            if row.note:
                self.say(f"   {say('interview.note_of_answer', note=row.note)}")


def _row(rows: Iterable[Row], number: str) -> Row | None:
    return next((row for row in rows if str(row.number) == number), None)
