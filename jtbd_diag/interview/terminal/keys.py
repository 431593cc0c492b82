"""What keys do on a screen: pointing, ticking, finding, commands. Keys come by name, acts go out.

Knows nothing of terminals, so that all of it can be tried without one.
"""

from __future__ import annotations

from collections.abc import Sequence

from jtbd_diag.ground.catalogue import say
from jtbd_diag.interview.screens import Act, Asking, Command, Do, Give, Menu, Typed, Writing, time_left
from jtbd_diag.interview.terminal.layout import Entry, Picture
from jtbd_diag.questionnaire import Value

_LETTERS = {command.value: command for command in Command if len(command.value) == 1}
_STEPS = {"down": 1, "j": 1, "up": -1, "k": -1}


class View:
    """One screen while it is up. `page` is how many entries a page key moves."""

    writes: str | None = None  # the text to start writing with; None where nothing is written
    page = 8
    waits = False  # half a number was typed, which `lapse` takes when nothing follows

    def lapse(self) -> Act | None:
        """Take the number that was typed, since no further digit came."""
        return None

    def press(self, key: str, text: str = "") -> Act | None:
        """What a key leads to; None when only the view changed. `text` is what is written so far."""
        raise NotImplementedError

    def picture(self) -> Picture:
        """How it looks now."""
        raise NotImplementedError


class Pointer(View):
    """A list with one entry pointed at, by arrows, j and k or pages.

    In a list of answers, long or short, a number takes its entry.
    """

    several = False  # whether one number after the other is taken

    def __init__(self, count: int, pointed: int = 0) -> None:
        """Point at one of so many entries."""
        self.count, self.pointed, self._digits = count, pointed, ""

    @property
    def waits(self) -> bool:  # type: ignore[override]
        """Whether a number was typed that a further digit could make a longer one."""
        return bool(self._digits)

    def lapse(self) -> Act | None:
        """Take the number that waits."""
        number, self._digits = int(self._digits or "0"), ""
        return self._take(number) if number else None

    def _take(self, number: int) -> Act | None:
        """What the number of an entry does."""
        raise NotImplementedError

    def _point(self, number: int) -> None:
        """Point at a numbered entry."""
        self.pointed = number - 1

    def digit(self, key: str, highest: int) -> Act | None:
        """A digit more: a number that no other digit can make longer is taken at once; 1 may become 13."""
        if self._digits and int(self._digits + key) > highest:
            if not self.several:  # 19 of 14 is no entry, and neither 1 nor 9 was meant
                self._digits = ""
                return None
            self.lapse()
        self._digits = (self._digits + key).lstrip("0")
        if not self._digits or int(self._digits) > highest:
            self._digits = ""
            return None
        self._point(int(self._digits))
        return self.lapse() if int(self._digits) * 10 > highest else None

    def move(self, key: str) -> bool:
        """Whether the key moved the pointer."""
        if not self.count:
            return False
        if key in _STEPS:
            self.pointed = (self.pointed + _STEPS[key]) % self.count
        elif key in ("pagedown", "pageup"):
            step = self.page if key == "pagedown" else -self.page
            self.pointed = max(0, min(self.count - 1, self.pointed + step))
        elif key in ("home", "end"):
            self.pointed = 0 if key == "home" else self.count - 1
        else:
            return False
        self._digits = ""
        return True


def is_digit(key: str) -> bool:
    """Whether a key is a digit."""
    return key.isascii() and key.isdecimal()


class MenuView(Pointer):
    """Something told, and what to do next."""

    def __init__(self, screen: Menu) -> None:
        """Point at the first choice."""
        super().__init__(len(screen.choices))
        self.screen = screen

    def press(self, key: str, text: str = "") -> Act | None:
        """Enter or a number chooses; q stops."""
        if self.move(key):
            return None
        if is_digit(key):
            return self.digit(key, self.count)
        if key == "enter":
            return self._take(self.pointed + 1)
        return Do(Command.STOP) if key == "q" else None

    def _take(self, number: int) -> Act:
        return Give(self.screen.choices[number - 1][0])

    def picture(self) -> Picture:
        """The text above, the choices below."""
        entries = [Entry(f"{n} ", text) for n, (_, text) in enumerate(self.screen.choices, start=1)]
        enter = say("interview.keys_choose") if self.count > 1 else f"Enter: {self.screen.choices[0][1].lower()}"
        told = [line for text in self.screen.text for line in (text, "")][:-1]
        return Picture(
            self.screen.title,
            intro=told,
            entries=entries,
            pointed=self.pointed,
            keys=(enter, say("interview.keys_stop")),
        )


class LetterView(View):
    """Something told between two questions, answered by letters: what answers a question does nothing here."""

    def __init__(self, screen: Menu) -> None:
        """Show the choices with their letters."""
        self.screen = screen
        self.choices = dict(zip(screen.letters, screen.choices, strict=True))

    def press(self, key: str, text: str = "") -> Act | None:
        """A letter chooses, Enter takes the first; b goes back, q stops."""
        if key == "enter" or key in self.choices:
            return Give(self.choices.get(key, self.screen.choices[0])[0])
        return Do(Command(key)) if key in ("b", "q") else None

    def picture(self) -> Picture:
        """The text above, the letters below."""
        first, *others = self.screen.letters
        return Picture(
            self.screen.title,
            intro=[line for text in self.screen.text for line in (text, "")][:-1],
            entries=[Entry(f"{letter} ", text) for letter, (_, text) in self.choices.items()],
            pointed=None,
            keys=(
                say("interview.keys_first_goes_on", first=first),
                say("interview.keys_others", others=" ".join(others)),
                say("interview.keys_everywhere_back"),
                say("interview.keys_stop"),
            ),
        )


class _OptionView(Pointer):
    """A question with options."""

    def __init__(self, screen: Asking) -> None:
        ids = [option.id for option in screen.options]
        super().__init__(len(ids), next((n for n, one in enumerate(ids) if one == screen.given), 0))
        self.screen, self.ids = screen, ids

    def _picture(self, entries: Sequence[Entry], *choose: str) -> Picture:
        return _question(self.screen, entries, self.pointed, (*choose, *_keys(self.screen)))


class ChoiceView(_OptionView):
    """One option of several."""

    def press(self, key: str, text: str = "") -> Act | None:
        """A number chooses, and Enter what is pointed at."""
        if self.move(key):
            return None
        if is_digit(key):
            return self.digit(key, self.count)
        self._digits = ""
        return self._take(self.pointed + 1) if key == "enter" else _command(key, self.screen)

    def _take(self, number: int) -> Act:
        return Give(self.ids[number - 1])

    def picture(self) -> Picture:
        """The options, numbered; the answer given before says so."""
        wide = len(str(self.count))
        given = self.screen.given
        entries = [
            Entry(f"{n:>{wide}} ", say("interview.mark_your_answer", option=o.text) if o.id == given else o.text)
            for n, o in enumerate(self.screen.options, start=1)
        ]
        return self._picture(entries, say("interview.keys_one_of", count=self.count))


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
        ticked = tuple(one for one in self.ids if one in self.ticked)
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
            Entry(f"{n:>{wide}} [{'x' if o.id in self.ticked else ' '}]", o.text)
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
    screen: Asking, entries: Sequence[Entry], pointed: int, keys: Sequence[str], writes: bool = False
) -> Picture:
    progress = screen.progress
    left = time_left(progress.seconds)
    remarks = [say("interview.your_note", note=screen.note)] if screen.note else []
    if screen.skipped:
        remarks.append(say("interview.you_skipped"))
    if screen.message:
        remarks.append(screen.message)
    helps = [screen.item.help or "", f"A {screen.expected}." if writes and screen.expected != "text" else ""]
    return Picture(
        left=screen.section,
        right=f"{progress.number} of {progress.total}" + (f" · {left}" if left else ""),
        intro=[screen.intro] if screen.begins and screen.intro else [],
        title=screen.item.ask,
        help=" ".join(filter(None, helps)),
        entries=entries,
        pointed=pointed,
        remarks=remarks,
        keys=keys,
        writes=writes,
    )
