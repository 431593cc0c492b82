"""The place a leader works in: its own few questions, asked after the diagnosis if wanted, or read from a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jtbd_diag.cli.shared.leader_answers import read_leader
from jtbd_diag.cli.shared.printing import tell
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.library import Library

if TYPE_CHECKING:
    from jtbd_diag.diagnosis import Diagnosis

PLACE = "organisation"
"""The questionnaire about the place."""


def place_of(path: Path | None, library: Library) -> Diagnosis | None:
    """The diagnosis of the place, from answers to a questionnaire without jobs. Raises InputError for other answers."""
    from jtbd_diag.diagnosis import diagnose
    from jtbd_diag.ground.complaints import Code, complaint

    if path is None:
        return None
    questionnaire, answers = read_leader(path, library)
    if questionnaire.classification is not None:
        what = say("cli.about_no_place", answered=questionnaire.questionnaire)
        hint = say("cli.about_no_place_hint", place=PLACE)
        raise complaint(Code.OTHER_QUESTIONNAIRE, str(path), what, hint)
    return diagnose(questionnaire, answers)


def place_answers_beside(path: Path) -> Path:
    """Where the answers about the place of a leader lie, if they do: beside the leader's, `answers-place.yaml`."""
    return path.parent / f"{path.stem}-place{path.suffix}"


def finished_beside(path: Path, library: Library) -> Path | None:
    """The answers about the place that lie beside a leader's, once no statement is open. Raises InputError."""
    from jtbd_diag.answers import read_answers_file
    from jtbd_diag.interview.next_question import Interview

    there = place_answers_beside(path)
    if not there.is_file() or read_answers_file(there).questionnaire != PLACE:
        return None
    return None if Interview(*read_leader(there, library)).open else there


def ask_place(library: Library, path: Path, plain: bool) -> Path | None:
    """Offer the questions about the place; its answers are kept beside the leader's, in the file handed back.

    Answers that are there already are gone on with. None when nothing was asked, or not to its end.
    """
    from jtbd_diag.answers import Answers, write_answers
    from jtbd_diag.answers.file_in_use import in_use
    from jtbd_diag.answers.items_to_ask import Settled
    from jtbd_diag.interview.fullscreen_or_lines import interview as ask
    from jtbd_diag.interview.question_outside_interview import confirm
    from jtbd_diag.questionnaire import load_questionnaire

    asked = load_questionnaire(PLACE, library)
    kept = place_answers_beside(path)
    tell(f"\n{say('cli.place_offer', statements=len(asked.items), minutes=asked.minutes)}")
    if not confirm(say("cli.place_now"), default=False, plain=plain):
        return finished_beside(path, library)

    def save(given: Answers) -> None:
        write_answers(kept, given, force=True)

    with in_use(kept):
        answers = read_leader(kept, library)[1] if kept.is_file() else Answers.to(asked)
        outcome = ask(asked, answers, save=save, settled=lambda _: Settled(), plain=plain)
    if outcome.ending == "finished":
        return kept
    tell(say("cli.place_unfinished", path=kept))
    return None
