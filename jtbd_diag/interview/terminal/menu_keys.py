"""Menus on the full screen: one pointed at, or one answered by letters.

Knows nothing of terminals, so that all of it can be tried without one.
"""

from __future__ import annotations

from jtbd_diag.ground.catalogue import say
from jtbd_diag.interview.screens import LEAVING, Act, Command, Do, Give, Menu
from jtbd_diag.interview.terminal.keys import Pointer, View, is_digit
from jtbd_diag.interview.terminal.layout import ListEntry, Picture


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
