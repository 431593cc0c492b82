"""The full screen: one prompt_toolkit application that holds a conversation, one screen after the other.

Owns the terminal while it runs and gives it back whatever happens. Imported only where there is one.
"""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Callable
from contextlib import suppress

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import (
    BufferControl,
    Container,
    Dimension,
    DynamicContainer,
    FormattedTextControl,
    HSplit,
    Layout,
    VSplit,
    Window,
)
from prompt_toolkit.styles import Style

from jtbd_diag.interview.commands_and_next_screen import Conversation, InterviewOutcome
from jtbd_diag.interview.screens import Act, Asking, Command, Do, Menu, Review, Screen, Writing
from jtbd_diag.interview.terminal.keys import LetterView, MenuView, Pointer, View, is_digit
from jtbd_diag.interview.terminal.layout import DrawnScreen, StyledLine, draw
from jtbd_diag.interview.terminal.question_keys import ChoiceView, NoteView, TextView, TickView
from jtbd_diag.interview.terminal.review_keys import ReviewView
from jtbd_diag.questionnaire.items import MultipleItem

# weight and direction only, so that NO_COLOR and every palette show the same
_STYLE = Style.from_dict({"plain": "", "bold": "bold", "dim": "dim", "pointed": "reverse"})
PAUSE = 1.0
"""Seconds after which a number is taken as it stands, and in which Enter ends one of a long list."""
_NAMED = {
    "up": "up", "down": "down", "left": "left", "right": "right", "pageup": "pageup", "pagedown": "pagedown",
    "home": "home", "end": "end", "c-m": "enter", "c-j": "enter", "c-h": "backspace", "escape": "escape",
    "c-n": "down", "c-p": "up",
}  # fmt: skip


def hold(conversation: Conversation) -> InterviewOutcome:
    """Hold a conversation on the whole screen; being told to terminate interrupts it, as Ctrl+C does."""
    screen = FullScreen(conversation)
    return screen.app.run(pre_run=screen.heed_signals)


class FullScreen:
    """The application, and the view that is up."""

    def __init__(self, conversation: Conversation) -> None:
        """Put up the first screen; `app.run()` holds the conversation."""
        self.conversation = conversation
        self.view: View = view_of(conversation.screen)
        self._lapse: asyncio.TimerHandle | None = None
        self._taken = -PAUSE  # when a number last led on
        self.buffer = Buffer(multiline=False)
        self._lists = Window(_control(lambda: self._drawn().above))
        self._input = Window(BufferControl(self.buffer), wrap_lines=True, dont_extend_height=True)
        writing = self._writing_area()
        body = DynamicContainer(lambda: self._lists if self.view.writes is None else writing)
        self.app: Application[InterviewOutcome] = Application(
            layout=Layout(body, focused_element=self._lists if self.view.writes is None else self._input),
            key_bindings=self._bindings(),
            style=_STYLE,
            full_screen=True,
            enable_page_navigation_bindings=False,
        )
        self.app.ttimeoutlen = 0.05  # how long a lone Esc waits for the rest of an arrow key
        self.app.timeoutlen = 0.1

    def _writing_area(self) -> Container:
        prompt = Window(FormattedTextControl(" > "), width=3, dont_extend_height=True)
        return HSplit(
            [
                _lines(lambda: self._drawn().above),
                VSplit([prompt, self._input, Window(width=1)]),
                _lines(lambda: self._drawn().below),
                Window(),
                _lines(lambda: self._drawn().footer),
            ]
        )

    def _drawn(self) -> DrawnScreen:
        size = self.app.output.get_size()
        self.view.page = max(2, (size.rows - 8) // 3)
        return draw(self.view.picture(), size.columns, size.rows)

    def _bindings(self) -> KeyBindings:
        bindings = KeyBindings()
        writing = Condition(lambda: self.view.writes is not None)
        commanding = Condition(lambda: isinstance(self.view, TextView) and self.view.commanding)

        @bindings.add("c-c", eager=True)
        @bindings.add("c-d", eager=True)
        @bindings.add(Keys.SIGINT, eager=True)
        def interrupt(event: KeyPressEvent) -> None:
            self._interrupt()

        @bindings.add("c-z")
        def suspend(event: KeyPressEvent) -> None:
            event.app.suspend_to_background()

        @bindings.add(Keys.Any, filter=~writing | commanding, eager=True)
        def letter(event: KeyPressEvent) -> None:
            self._press(event.data)

        for key, name in _NAMED.items():
            needed = Condition(lambda: True) if name in ("enter", "escape") else ~writing | commanding

            @bindings.add(key, filter=needed, eager=True)
            def named(event: KeyPressEvent, name: str = name) -> None:
                self._press(name)

        return bindings

    def heed_signals(self) -> None:
        """Have a signal to terminate interrupt the conversation: else the terminal is left without cursor and echo."""
        for name in ("SIGTERM", "SIGHUP"):
            with suppress(AttributeError, NotImplementedError):  # as on Windows
                number = getattr(signal, name)
                asyncio.get_running_loop().add_signal_handler(number, self._interrupt)

    def _interrupt(self) -> None:
        self._act(Do(Command.INTERRUPT, self._written))

    @property
    def _written(self) -> str | None:
        return self.buffer.text if self.view.writes is not None else None

    def _press(self, key: str) -> None:
        if self._lapse is not None:
            self._lapse.cancel()
            self._lapse = None
        now = time.monotonic()
        untouched = self.view.writes in (None, self.buffer.text)
        if (
            key == "enter" and untouched and now - self._taken < PAUSE
        ):  # ends the number just typed, and answers nothing else
            self._taken = -PAUSE
            return
        long = isinstance(self.view, Pointer) and self.view.count > 9
        act = self.view.press(key, self.buffer.text)
        self._taken = now if act is not None and is_digit(key) and long else -PAUSE
        if act is not None:
            self._act(act)
        elif self.view.waits:
            self._lapse = asyncio.get_running_loop().call_later(PAUSE, self._take_number)

    def _take_number(self) -> None:
        self._lapse = None
        act = self.view.lapse()
        if act is not None:
            self._taken = time.monotonic()
            self._act(act)
        self.app.invalidate()

    def _act(self, act: Act) -> None:
        if self.app.future is None or self.app.future.done():  # keys typed ahead of the end
            return
        before = self.conversation.screen
        try:
            self.conversation.take(act)
        except Exception as error:  # such as a full disk: out of here, to whoever holds the interview
            self.app.exit(exception=error)
            return
        if self.conversation.outcome is not None:
            self.app.exit(result=self.conversation.outcome)
            return
        self._show(before)

    def _show(self, before: Screen) -> None:
        screen, old = self.conversation.screen, self.view
        self.view = view_of(screen)
        same = isinstance(before, Asking) and isinstance(screen, Asking) and before.item == screen.item
        if same and hasattr(old, "pointed") and hasattr(self.view, "pointed"):
            self.view.pointed = old.pointed
        if self.view.writes is None:
            self.app.layout.focus(self._lists)
        else:
            self.buffer.reset(Document(self.view.writes))
            self.app.layout.focus(self._input)
        # drawn afresh, so that nothing of the last question can stay behind
        self.app.renderer.erase(leave_alternate_screen=False)


def view_of(screen: Screen) -> View:
    """The view that shows a screen."""
    if isinstance(screen, Menu):
        return LetterView(screen) if screen.letters else MenuView(screen)
    if isinstance(screen, Review):
        return ReviewView(screen)
    if isinstance(screen, Writing):
        return NoteView(screen)
    if not screen.options:
        return TextView(screen)
    return TickView(screen) if isinstance(screen.item, MultipleItem) else ChoiceView(screen)


def _control(drawn: Callable[[], list[StyledLine]]) -> FormattedTextControl:
    def text() -> StyleAndTextTuples:
        fragments: StyleAndTextTuples = []
        for line in drawn():
            fragments += [*line, ("", "\n")]
        return fragments[:-1]

    return FormattedTextControl(text, focusable=True, show_cursor=False)


def _lines(drawn: Callable[[], list[StyledLine]]) -> Window:
    return Window(_control(drawn), height=lambda: Dimension.exact(len(drawn())))
