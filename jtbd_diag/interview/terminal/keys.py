"""What every screen does with a key, and what a list does that has one entry pointed at.

Knows nothing of terminals, so that all of it can be tried without one.
"""

from __future__ import annotations

from jtbd_diag.interview.screens import Act
from jtbd_diag.interview.terminal.layout import Picture

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
