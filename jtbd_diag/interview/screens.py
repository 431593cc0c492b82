"""What is put before the respondent, and what may come back: values between a conversation and its front.

A front is the full screen or the line mode. Knows nothing of either.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from jtbd_diag.ground.catalogue import say
from jtbd_diag.interview.next_question import Progress
from jtbd_diag.questionnaire import Item, Option, Value


class Command(StrEnum):
    """What can be asked for beside an answer; the values are the keys."""

    BACK = "b"
    SKIP = "s"
    WHY = "?"
    NOTE = "n"
    REVIEW = "r"
    STOP = "q"
    FORWARD = "forward"
    INTERRUPT = "interrupt"


LEAVING = (Command.BACK, Command.STOP)
"""What a menu takes beside its choices."""

GO_ON, FINISH, NARROW, ONLY, WIDEN = ":go_on", ":finish", ":narrow", ":only", ":widen"
"""What menus and the review are answered with; the colon keeps them apart from items."""

LETTERS = {GO_ON: "g", FINISH: "f", NARROW: "p", ONLY: "m", WIDEN: "a"}
"""The key of each, where it is chosen by a letter."""

LESS_THAN_A_MINUTE = 0.8
REVIEW_KEYS = {LETTERS[action]: action for action in (GO_ON, FINISH, WIDEN)}
HELP, LIST = "h", "l"
"""What may be typed beside a command where one types lines."""


class Give(NamedTuple):
    """An answer, by option ids; at a menu or the review, what was chosen."""

    value: Value


class Typed(NamedTuple):
    """A line as it was typed, still to be understood."""

    text: str


class Do(NamedTuple):
    """A command. `draft` is what was ticked or typed but not given; `note` comes with `n some text`."""

    command: Command
    draft: Value | None = None
    note: str | None = None


Act = Give | Typed | Do


class Asking(NamedTuple):
    """A question."""

    item: Item
    options: tuple[Option, ...]
    section: str
    begins: bool  # the section's heading and introduction come with it
    intro: str | None
    progress: Progress
    expected: str
    given: Value | None
    given_words: str | None
    skipped: bool
    note: str | None
    draft: Value | None
    message: str | None

    @property
    def done(self) -> bool:
        """Whether it is answered or skipped already, so that one may go on."""
        return self.given is not None or self.skipped


class Menu(NamedTuple):
    """Something to tell, and what to do next."""

    title: str
    text: tuple[str, ...]
    choices: tuple[tuple[str, str], ...]
    letters: tuple[str, ...] = ()  # one for each choice, in place of numbers; Enter takes the first, b goes back


class Writing(NamedTuple):
    """A text to write or change, such as a note."""

    title: str
    about: str
    text: str


class Row(NamedTuple):
    """One question in the review."""

    item: str
    number: int
    ask: str
    answer: str
    note: str | None
    section: str


class Review(NamedTuple):
    """Every question with its answer. `actions` are what else can be done; the first is the default."""

    title: str
    actions: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    at: str | None


Screen = Asking | Menu | Writing | Review


def time_left(minutes: tuple[float, float]) -> str:
    """The time left in words, read quickly and with time to think; nothing when none is."""
    return say("interview.time_left", time=time_needed(minutes)) if minutes[1] else ""


def time_needed(minutes: tuple[float, float]) -> str:
    """The time that questions take in words; nothing when none."""
    quick, slow = (max(1, round(one)) for one in minutes)
    if not minutes[1]:
        return ""
    if minutes[1] < LESS_THAN_A_MINUTE:
        return say("interview.last_minute")
    return say("interview.minutes", n=slow) if quick == slow else say("interview.minutes_span", quick=quick, slow=slow)
