"""What every screen does with a key, what a list does that has one entry pointed at, and menus.

Knows nothing of terminals, so that all of it can be tried without one.
"""

from __future__ import annotations

from jtbd_diag.ground.catalogue import say
from jtbd_diag.interview.screens import LEAVING, Act, Command, Do, Give, Menu
from jtbd_diag.interview.terminal.layout import ListEntry, Picture

NOWHERE = -1  # pointed at, so that the Enter of old habit behind a number answers nothing
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
            self.pointed = (max(self.pointed, min(-_STEPS[key], 0)) + _STEPS[key]) % self.count
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
        return Do(Command.STOP) if key == Command.STOP else None

    def _take(self, number: int) -> Act:
        return Give(self.screen.choices[number - 1][0])

    def picture(self) -> Picture:
        """The text above, the choices below."""
        entries = [ListEntry(f"{n} ", text) for n, (_, text) in enumerate(self.screen.choices, start=1)]
        only = self.screen.choices[0][1].lower()
        enter = say("interview.keys_choose") if self.count > 1 else say("interview.keys_enter", what=only)
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
        return Do(Command(key)) if key in LEAVING else None

    def picture(self) -> Picture:
        """The text above, the letters below."""
        first, *others = self.screen.letters
        return Picture(
            self.screen.title,
            intro=[line for text in self.screen.text for line in (text, "")][:-1],
            entries=[ListEntry(f"{letter} ", text) for letter, (_, text) in self.choices.items()],
            pointed=None,
            keys=(
                say("interview.keys_first_goes_on", first=first),
                say("interview.keys_others", others=" ".join(others)),
                say("interview.keys_everywhere_back"),
                say("interview.keys_stop"),
            ),
        )
