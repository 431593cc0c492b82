"""The talk around the interview: welcome, questions, notes, the early stop, the review.

Takes one act after the other and says which screen comes next; saves whenever something changed. Knows no
terminals, and not how it is told what of the result is settled.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from jtbd_diag.answers import Answers
from jtbd_diag.answers.items_to_ask import Settled
from jtbd_diag.ground.catalogue import say
from jtbd_diag.interview import screen_texts
from jtbd_diag.interview.next_question import Interview
from jtbd_diag.interview.screens import (
    FINISH,
    GO_ON,
    NARROW,
    ONLY,
    WIDEN,
    Act,
    Asking,
    Command,
    Do,
    Give,
    Menu,
    Review,
    Screen,
    Typed,
    Writing,
)
from jtbd_diag.interview.typed_answer import read_entry
from jtbd_diag.questionnaire import Questionnaire, Value
from jtbd_diag.questionnaire.items import TextItem


class Ending(StrEnum):
    """How an interview ended."""

    FINISHED = "finished"  # everything asked, or the respondent chose to finish: time for the diagnosis
    STOPPED = "stopped"  # put aside by choice, to be resumed
    INTERRUPTED = "interrupted"  # Ctrl-C, Ctrl-D or the end of input


class InterviewOutcome(NamedTuple):
    """How an interview ended, and with which answers."""

    ending: Ending
    answers: Answers


class Conversation:
    """One interview as it is held. `screen` is what to show, `take` what came back, `outcome` the end."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        answers: Answers,
        save: Callable[[Answers], None],
        settled: Callable[[Answers], Settled],
    ) -> None:
        """Begin, or go on where the answers end."""
        self.questionnaire, self.save, self.settled = questionnaire, save, settled
        self.interview = self._widened(Interview.begin(questionnaire, answers)).resume()
        self.outcome: InterviewOutcome | None = None
        self._message: str | None = None
        self._drafts: dict[str, Value] = {}
        self._menu: Menu | None = screen_texts.welcome(self.interview)
        self._writing_note = False
        self._told: set[bool] = set()  # that the job is settled, that the whole headline is
        if self.interview.aside:  # chosen when it was told, before the interview was put aside
            self._told.add(settled(answers).headline)
        self._last_changed: str | None = None

    # what to show

    @property
    def screen(self) -> Screen:
        """What to put before the respondent now."""
        if self._menu is not None:
            return self._menu
        if self.interview.current is None:
            return screen_texts.review(self.interview, self._last_changed)
        if self._writing_note:
            return screen_texts.note(self.interview)
        return screen_texts.asking(self.interview, self._drafts.get(self.interview.current), self._message)

    # what came back

    def take(self, act: Act) -> None:
        """Take one act. Whatever changed is saved before this returns; what `save` raises goes through."""
        screen, self._message = self.screen, None
        if isinstance(act, Do) and act.command in (Command.STOP, Command.INTERRUPT):
            self._keep_typed(screen, act)
            self._end(Ending.STOPPED if act.command is Command.STOP else Ending.INTERRUPTED)
        elif isinstance(screen, Menu):
            self._menu = None
            if isinstance(act, Do):
                self.interview = self.interview.back()
                self._told.clear()
            else:
                self._choose(act.value if isinstance(act, Give) else GO_ON)
        elif isinstance(screen, Writing):
            self._writing_note = False
            if isinstance(act, Typed):
                self._change(self.interview.note(act.text))
        elif isinstance(screen, Review):
            self._take_at_review(act)
        else:
            self._take_answer(screen, act)

    def _end(self, ending: Ending) -> None:
        self.save(self.interview.answers)
        self.outcome = InterviewOutcome(ending, self.interview.answers)

    def _keep_typed(self, screen: Screen, act: Do) -> None:
        """Words that were typed are never lost, not even unfinished ones; they do not score."""
        if not isinstance(act.draft, str) or not act.draft.strip():
            return
        if isinstance(screen, Writing):
            self.interview = self.interview.note(act.draft)
        elif isinstance(screen, Asking) and isinstance(screen.item, TextItem):
            self.interview = self.interview.answer(act.draft.strip())

    def _choose(self, choice: Value) -> None:
        self._last_changed = None  # the next review is another one
        if choice == FINISH:
            self._end(Ending.FINISHED)
        elif choice in (NARROW, ONLY, WIDEN):
            aside = screen_texts.set_aside(choice, self.interview, self.settled(self.interview.answers))
            self._keep(self.interview.narrow(aside))
        elif self.interview.current is None:
            self.interview = self.interview.resume()
        self._consider_early_stop()

    def _take_at_review(self, act: Act) -> None:
        at = self.interview
        if isinstance(act, Do):
            if act.command is Command.BACK:
                self._last_changed = None
                self.interview = at.back()
            return
        value = act.value if isinstance(act, Give) else act.text
        if value in at.asked:
            self._last_changed = str(value)
            self.interview = at.goto(str(value))
        elif value in (GO_ON, FINISH, WIDEN):
            self._choose(value)

    def _take_answer(self, screen: Asking, act: Act) -> None:
        item = screen.item.id
        if isinstance(act, Do):
            self._obey(screen, act)
            return
        value: Value | None = act.value if isinstance(act, Give) else None
        if isinstance(act, Typed):
            self._drafts[item] = act.text
            try:
                value = read_entry(self.questionnaire, screen.item, screen.options, act.text)
            except ValueError as error:
                self._message = f"{error}."
                return
        if value is None or value == ():
            self._pass_over(screen)
        else:
            self._drafts.pop(item, None)
            self._change(self.interview.answer(value))

    def _obey(self, screen: Asking, act: Do) -> None:
        at, item = self.interview, screen.item
        if act.draft is not None:
            self._drafts[item.id] = act.draft
        if act.command is Command.SKIP:
            self._pass_over(screen)
        elif act.command is Command.BACK:
            self.interview = at.back()
            if self.interview is at:
                self._message = say("interview.no_question_before")
        elif act.command is Command.FORWARD:
            self.interview = at.forward()
        elif act.command is Command.WHY:
            why = say("interview.why", why=item.why) if item.why else say("interview.why_untold")
            self._message = why
        elif act.command is Command.REVIEW:
            self._last_changed = None
            self.interview = at.review()
        elif act.note is not None:
            self._change(at.note(act.note))
            self._message = say("interview.noted") if act.note.strip() else say("interview.note_gone")
        else:
            self._writing_note = True

    def _pass_over(self, screen: Asking) -> None:
        """Skip, with one gentle word where that costs something."""
        at, item = self.interview, screen.item
        if item.required:
            self._message = say("interview.needed")
            return
        after = at.skip()
        if after.answers is not at.answers:
            self._drafts.pop(item.id, None)
            self._change(after)
            return
        self.interview = after
        if screen.given is not None:
            self._message = say("interview.skip_takes_answer")
        else:
            why = item.why or say("interview.helps_tell")
            self._message = say("interview.before_skip", why=why)

    def _change(self, after: Interview) -> None:
        """Go on, saved."""
        self._keep(self._widened(after))
        self._consider_early_stop()

    def _keep(self, after: Interview) -> None:
        if after.answers is not self.interview.answers:
            self.save(after.answers)
        self.interview = after

    def _widened(self, after: Interview) -> Interview:
        """With what was set aside and can change the result again, as an answer was changed."""
        return after.widen(self.settled(after.answers).matters) if after.aside else after

    def _consider_early_stop(self) -> None:
        """Tell once that the job is settled, and once that the headline is, where something may then be left out."""
        at = self.interview
        if self.outcome or at.current is None or True in self._told or not at.headline.intersection(at.open):
            return
        settled = self.settled(at.answers)
        if settled.job and settled.headline not in self._told and (settled.headline or not at.aside):
            self._menu = screen_texts.early_stop(at, settled)
            if self._menu is not None:
                self._told.add(settled.headline)
