"""Questions on the full screen: one option, several, or words of one's own; and a note to an answer.

Knows nothing of terminals, so that all of it can be tried without one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jtbd_diag.ground.catalogue import say
from jtbd_diag.interview.screens import Act, Asking, Command, Do, Give, Typed, Writing, time_left
from jtbd_diag.interview.terminal.keys import NOWHERE, Pointer, View, is_digit
from jtbd_diag.interview.terminal.layout import ListEntry, Picture
from jtbd_diag.questionnaire import Value

_LETTERS = {command.value: command for command in Command if len(command.value) == 1}


class _OptionView(Pointer):
    """A question with options."""

    first = 0  # pointed at before anything was chosen

    def __init__(self, screen: Asking) -> None:
        ids = [option.id for option in screen.options]
        super().__init__(len(ids), ids.index(screen.given) if screen.given in ids else self.first)
        self.screen, self.ids = screen, ids

    def _picture(self, entries: Sequence[ListEntry], *choose: str) -> Picture:
        return _question(self.screen, entries, self.pointed, (*choose, *_keys(self.screen)))


class ChoiceView(_OptionView):
    """One option of several. Before an arrow was used none is pointed at: no answer is suggested."""

    first = NOWHERE
    _asks = False  # Enter was pressed with nothing pointed at

    def press(self, key: str, text: str = "") -> Act | None:
        """A number chooses, and Enter what is pointed at."""
        self._asks = False
        if self.move(key):
            return None
        if is_digit(key):
            return self.digit(key, self.count)
        self._digits = ""
        if key != "enter":
            return _command(key, self.screen)
        self._asks = self.pointed == NOWHERE
        return None if self._asks else self._take(self.pointed + 1)

    def _take(self, number: int) -> Act:
        return Give(self.ids[number - 1])

    def picture(self) -> Picture:
        """The options, numbered; the answer given before says so."""
        wide = len(str(self.count))
        given = self.screen.given
        entries = [
            ListEntry(f"{n:>{wide}} ", say("interview.mark_your_answer", option=o.text) if o.id == given else o.text)
            for n, o in enumerate(self.screen.options, start=1)
        ]
        picture = self._picture(entries, say("interview.keys_one_of", count=self.count))
        asks = [say("interview.nothing_chosen")] if self._asks else []
        return replace(
            picture, pointed=None if self.pointed == NOWHERE else self.pointed, remarks=[*picture.remarks, *asks]
        )


class TickView(_OptionView):
    """Any number of options."""

    several = True

    def __init__(self, screen: Asking) -> None:
        """Start from what was ticked."""
        super().__init__(screen)
        ticked = screen.draft if isinstance(screen.draft, tuple) else screen.given
        self.ticked = set(ticked) if isinstance(ticked, tuple) else set()
        self._numbered = False  # the last key ended a number, so that a space after it is no second tick

    def press(self, key: str, text: str = "") -> Act | None:
        """A number ticks, and so does Space what is pointed at. Enter goes on."""
        if is_digit(key):
            return self.digit(key, self.count)
        self.lapse()
        numbered, self._numbered = self._numbered, False
        if self.move(key):
            return None
        if key == " ":
            if not numbered:
                self._toggle(self.pointed)
            return None
        ticked = tuple(id_ for id_ in self.ids if id_ in self.ticked)
        return Give(ticked) if key == "enter" else _command(key, self.screen, ticked)

    def _take(self, number: int) -> None:
        self._toggle(number - 1)
        self._numbered = True

    def _toggle(self, index: int) -> None:
        option = self.screen.options[index]
        if option.id in self.ticked:
            self.ticked.discard(option.id)
            return
        alone = {o.id for o in self.screen.options if o.stands_alone}
        self.ticked = {option.id} if option.id in alone else (self.ticked - alone) | {option.id}

    def picture(self) -> Picture:
        """The options with tick boxes."""
        wide = len(str(self.count))
        entries = [
            ListEntry(f"{n:>{wide}} [{'x' if o.id in self.ticked else ' '}]", o.text)
            for n, o in enumerate(self.screen.options, start=1)
        ]
        return self._picture(
            entries,
            say("interview.keys_tick", count=self.count),
            say("interview.keys_goes_on_ticked", n=len(self.ticked)),
        )


class TextView(View):
    """A question answered by writing: own words, a number, a date. Esc makes the next letter a command."""

    def __init__(self, screen: Asking) -> None:
        """Start from what was written."""
        self.screen, self.commanding = screen, False
        given = screen.draft if screen.draft is not None else screen.given
        self.writes = "" if given is None else f"{given:g}" if isinstance(given, float) else str(given)

    def press(self, key: str, text: str = "") -> Act | None:
        """Enter gives what is written; Esc and a letter command."""
        if not self.commanding:
            self.commanding = key == "escape"
            return Typed(text) if key == "enter" else None
        self.commanding = False
        return _command(key, self.screen, text)

    def picture(self) -> Picture:
        """The question, with room to write below it."""
        if self.commanding:
            keys: tuple[str, ...] = (*_keys(self.screen), say("interview.keys_esc_writes"))
        else:
            back, *others = _keys(self.screen)
            keys = (say("interview.keys_goes_on"), say("interview.keys_esc_then", back=back), *others)
        return _question(self.screen, (), 0, keys, writes=True)


class NoteView(View):
    """A note to an answer."""

    def __init__(self, screen: Writing) -> None:
        """Start from the note there is."""
        self.screen, self.writes = screen, screen.text

    def press(self, key: str, text: str = "") -> Act | None:
        """Enter keeps the note, Esc leaves it as it was."""
        return Typed(text) if key == "enter" else Do(Command.BACK) if key == "escape" else None

    def picture(self) -> Picture:
        """The question as a reminder, with room to write below it."""
        keys = (say("interview.keys_note"), say("interview.keys_esc_leaves"))
        return Picture(self.screen.title, title=self.screen.about, keys=keys, writes=True)


def _command(key: str, screen: Asking, draft: Value | None = None) -> Do | None:
    """The command of a key; an arrow to the left goes back, one to the right goes on where that can be."""
    if key == "right":
        return Do(Command.FORWARD) if screen.done else None
    command = Command.BACK if key == "left" else _LETTERS.get(key)
    return Do(command, draft) if command else None


def _keys(screen: Asking) -> tuple[str, ...]:
    shown = {
        "interview.keys_everywhere_back": True,
        "interview.keys_everywhere_skip": not screen.item.required,
        "interview.keys_everywhere_why": bool(screen.item.why),
        "interview.keys_everywhere_note": True,
        "interview.keys_everywhere_review": True,
        "interview.keys_stop": True,
        "interview.arrow_go_on": screen.done,
    }
    return tuple(say(key) for key, is_shown in shown.items() if is_shown)


def _question(
    screen: Asking, entries: Sequence[ListEntry], pointed: int, keys: Sequence[str], writes: bool = False
) -> Picture:
    progress = screen.progress
    left = time_left(progress.minutes)
    remarks = [say("interview.your_note", note=screen.note)] if screen.note else []
    if screen.skipped:
        remarks.append(say("interview.you_skipped"))
    if screen.message:
        remarks.append(screen.message)
    written = writes and screen.expected != "text"
    helps = [screen.item.help or "", say("interview.expected", expected=screen.expected) if written else ""]
    return Picture(
        left=screen.section,
        right=say("interview.number_of", number=progress.number, total=progress.total) + (f" · {left}" if left else ""),
        intro=[screen.intro] if screen.begins and screen.intro else [],
        title=screen.item.ask,
        help=" ".join(filter(None, helps)),
        entries=entries,
        pointed=pointed,
        remarks=remarks,
        keys=keys,
        writes=writes,
    )
