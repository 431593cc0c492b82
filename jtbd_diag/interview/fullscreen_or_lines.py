"""Where an interview meets a person: the full screen or the line mode.

Must not know diagnosis: what of the result is settled is passed in.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TextIO

from jtbd_diag.answers import Answers
from jtbd_diag.answers.items_to_ask import Settled
from jtbd_diag.interview.commands_and_next_screen import Conversation, Ending, InterviewOutcome
from jtbd_diag.interview.question_outside_interview import speaks_plainly, standard_input
from jtbd_diag.interview.terminal import line_mode_loop
from jtbd_diag.questionnaire import Questionnaire


def interview(  # noqa: PLR0913
    questionnaire: Questionnaire,
    answers: Answers,
    *,
    save: Callable[[Answers], None],
    settled: Callable[[Answers], Settled],
    plain: bool = False,
    source: TextIO | None = None,
    talk: TextIO | None = None,
) -> InterviewOutcome:
    """Hold an interview, or go on with one where `answers` end.

    `save` is called after every answer, note and skip, and at the end; what it raises goes through, with the
    terminal restored. `settled` tells what of the result no open answer can change. `source` and `talk`
    stand in for stdin and stderr in the line mode; it is used when `plain` or without a real terminal.
    """
    conversation = Conversation(questionnaire, answers, save, settled)
    try:
        if source is not None or talk is not None or speaks_plainly(plain):
            return line_mode_loop.hold(conversation, source or standard_input(), talk or sys.stderr)
        from jtbd_diag.interview.terminal.fullscreen_loop import hold

        return hold(conversation)
    except (KeyboardInterrupt, BrokenPipeError):  # between two prompts; or nobody is there any more to read them
        save(conversation.interview.answers)
        return InterviewOutcome(Ending.INTERRUPTED, conversation.interview.answers)
