"""The review on the full screen: every question with its answer, by pages, by numbers and by searching.

Knows nothing of terminals, so that all of it can be tried without one.
"""

from __future__ import annotations

from jtbd_diag.ground.catalogue import say
from jtbd_diag.interview.screens import FINISH, GO_ON, REVIEW_KEYS, WIDEN, Act, Command, Do, Give, Review, Row
from jtbd_diag.interview.terminal.keys import Pointer, is_digit
from jtbd_diag.interview.terminal.layout import ListEntry, Picture

_SAYS = {
    GO_ON: "interview.review_goes_on",
    FINISH: "interview.review_finishes",
    WIDEN: "interview.review_widens",
}


class ReviewView(Pointer):
    """Every question with its answer: pages, numbers and a search."""

    def __init__(self, screen: Review) -> None:
        """Point at the answer changed just now, or at the first action."""
        self.screen = screen
        self.finding: str | None = None
        places = [row.item for row in screen.rows]
        at = len(screen.actions) + places.index(screen.at) if screen.at in places else 0
        super().__init__(len(screen.actions) + len(screen.rows), at)

    def press(self, key: str, text: str = "") -> Act | None:
        """Enter takes what is pointed at; a number points at a question; / searches."""
        if (self.finding is not None and self._find(key)) or self.move(key):
            return None
        if key == "enter":
            return Give(self._choices[self.pointed]) if self.count else None
        return self._command(key) if self.finding is None else None

    def _command(self, key: str) -> Act | None:
        if is_digit(key):
            return self.digit(key, len(self.screen.rows))
        self._digits = ""
        if key == "/":
            self._search("")
        elif REVIEW_KEYS.get(key) in dict(self.screen.actions):
            return Give(REVIEW_KEYS[key])
        elif key in (Command.STOP, Command.BACK, "left"):
            return Do(Command.STOP if key == Command.STOP else Command.BACK)
        return None

    def _point(self, number: int) -> None:
        self.pointed = len(self.screen.actions) + number - 1

    def _take(self, number: int) -> None:
        """Only pointed at: opened at once, the Enter of old habit would answer its question."""

    def _find(self, key: str) -> bool:
        """Whether the key changed what is searched for."""
        assert self.finding is not None
        if key == "escape" or (key == "backspace" and not self.finding):
            self._search(None)
        elif key == "backspace":
            self._search(self.finding[:-1])
        elif len(key) == 1 and key.isprintable():
            self._search(self.finding + key)
        else:
            return False
        return True

    def _search(self, wanted: str | None) -> None:
        self.finding, self.pointed = wanted, 0
        self.count = len(self._choices)

    @property
    def _choices(self) -> list[str]:
        """What can be chosen now: actions and questions, or the questions searched for."""
        rows = [row.item for row in self.screen.rows if self._matches(row)]
        return rows if self.finding else [*(action for action, _ in self.screen.actions), *rows]

    def _matches(self, row: Row) -> bool:
        wanted = (self.finding or "").casefold()
        return any(wanted in (t or "").casefold() for t in (row.ask, row.answer, row.note, row.section))

    def picture(self) -> Picture:
        """Actions first, then the questions under their sections."""
        if self.finding is None:
            available = [action for action, _ in self.screen.actions]
            letters = [f"{key} {say(_SAYS[action])}" for key, action in REVIEW_KEYS.items() if action in available]
            keys = [
                say("interview.keys_change"),
                say("interview.keys_move"),
                say("interview.keys_find"),
                *letters,
                say("interview.keys_everywhere_back"),
                say("interview.keys_stop"),
            ]
        else:
            keys = [say("interview.keys_change"), "↑ ↓", say("interview.keys_show_all")]
        return Picture(
            say("interview.review"),
            title=self.screen.title,
            entries=self._entries(),
            pointed=self.pointed,
            nothing=say("interview.nothing_found"),
            remarks=() if self.finding is None else (say("interview.find", finding=self.finding),),
            keys=keys,
        )

    def _entries(self) -> list[ListEntry]:
        actions, rows = dict(self.screen.actions), {row.item: row for row in self.screen.rows}
        wide = len(str(len(rows)))
        entries, section = [], ""
        for one in self._choices:
            if one in actions:
                entries.append(ListEntry("", actions[one]))
                continue
            row = rows[one]
            heading, section = ("" if row.section == section else row.section), row.section
            mark = f"{row.number:>{wide}} "
            entries.append(ListEntry(mark, row.ask, row.answer, row.note or "", heading, at_most=2))
        return entries
