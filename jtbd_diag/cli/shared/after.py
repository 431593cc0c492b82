"""`--after FILE`: what became of an earlier issue, from five answers or from a leader's earlier ones."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from jtbd_diag.cli.shared.leader_answers import read_leader
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint

if TYPE_CHECKING:
    from jtbd_diag.answers import Answers
    from jtbd_diag.compare.transitions import Became, Transition, Transitions
    from jtbd_diag.ground.library import Library
    from jtbd_diag.playbook.advice.after_yaml import Aftermath
    from jtbd_diag.questionnaire import Questionnaire, Value


class BecameOf(StrEnum):
    """What became of the problem, as it is typed."""

    SOLVED = "solved"
    MOVING = "moving"
    STUCK = "stuck"
    LEFT = "left"
    OVERTAKEN = "overtaken"


def aftermath(
    path: Path,
    leader: tuple[Questionnaire, Answers],
    about: str,
    library: Library,
    became: Became | None = None,
) -> Aftermath:
    """What the file tells about the leader whose answers these are, for the playbook that is about this.

    `became` is said beside earlier answers, which do not tell it; five answers say it themselves (BadParameter).
    Raises InputError where it is of another respondent, or can be compared with these in no way.
    """
    from jtbd_diag.compare.transitions import Transitions
    from jtbd_diag.playbook.advice.after_yaml import ASKED_BY

    asked, given = read_leader(path, library)
    table = Transitions.load(library)
    if asked.questionnaire != ASKED_BY:
        return _from_earlier((asked, given), leader, became, table)
    if became is not None:
        raise typer.BadParameter(say("cli.became_is_answered", path=path), param_hint="--became")
    if given.respondent and leader[1].respondent and given.respondent != leader[1].respondent:
        raise complaint(Code.NOT_COMPARED, str(path), say("waves.other_respondent"), say("waves.other_respondent_hint"))
    return _from_five(asked, given, about if about in leader[0].profiles else None, table)


def _typed(value: Value | None) -> str | None:
    """What was typed; None where it says nothing."""
    from jtbd_diag.answers.answer_text import says_nothing

    return None if value is None or says_nothing(str(value)) else str(value)


def _from_five(asked: Questionnaire, given: Answers, job: str | None, table: Transitions) -> Aftermath:
    from jtbd_diag.playbook.advice.after_yaml import Aftermath

    became, done = given.values.get("became"), given.values.get("done")
    told = [
        option
        for option in asked.options("done")
        if isinstance(done, tuple) and option.id in done and not option.stands_alone
    ]
    step = table.of(job, job, became) if job and became else None  # type: ignore[arg-type]
    number, own_stop, help_ = (given.values.get(one) for one in ("number", "stop", "help"))
    found = Aftermath(
        became=str(became) if became else None,
        done=tuple(one.id for one in told) if done is not None else None,
        done_words=tuple(one.text for one in told),
        number=_typed(number),
        own_stop=_typed(own_stop),
        help=str(help_) if help_ else None,
    )
    return _advised(found, step)


def _from_earlier(
    first: tuple[Questionnaire, Answers],
    second: tuple[Questionnaire, Answers],
    became: Became | None,
    table: Transitions,
) -> Aftermath:
    from jtbd_diag.compare.two_waves import two_waves
    from jtbd_diag.compare.waves_page import step_in_a_line
    from jtbd_diag.playbook.advice.after_yaml import Aftermath

    waves = two_waves(first, second, became, table)
    measure = first[0].uses.get("measure")
    then = first[1].values.get(measure) if measure else None
    return _advised(Aftermath(became=became, number_then=_typed(then), told=step_in_a_line(waves)), waves.transition)


def _advised(found: Aftermath, step: Transition | None) -> Aftermath:
    return replace(found, stop=step.stop, keep=step.keep, start=step.start, ask=step.ask) if step else found
