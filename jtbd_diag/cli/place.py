"""The place a leader works in: its own few questions, asked after the diagnosis if wanted, or read from a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jtbd_diag.cli.common import read_leader, tell
from jtbd_diag.library import Library

if TYPE_CHECKING:
    from jtbd_diag.diagnosis import Diagnosis

PLACE = "organisation"
"""The questionnaire about the place."""


def place_of(path: Path | None, library: Library) -> Diagnosis | None:
    """The diagnosis of the place, from answers to a questionnaire without jobs. Raises InputError for other answers."""
    from jtbd_diag.diagnosis import diagnose
    from jtbd_diag.errors import Code, complaint

    if path is None:
        return None
    questionnaire, answers = read_leader(path, library)
    if questionnaire.classification is not None:
        what = f"these are answers to '{questionnaire.questionnaire}', which is about a leader and not about the place"
        hint = f"answer `{PLACE}`: jtbd-diag interview --questionnaire {PLACE} -o place.yaml"
        raise complaint(Code.OTHER_QUESTIONNAIRE, str(path), what, hint)
    return diagnose(questionnaire, answers)


def ask_place(library: Library, path: Path, plain: bool) -> Path | None:
    """Offer the questions about the place; its answers are kept beside the leader's, in the file handed back.

    Answers that are there already are gone on with. None when nothing was asked, or not to its end.
    """
    from jtbd_diag.answers import Answers, write_answers
    from jtbd_diag.answers.in_use import in_use
    from jtbd_diag.answers.interview import Settled
    from jtbd_diag.answers.prompts import confirm
    from jtbd_diag.answers.prompts import interview as ask
    from jtbd_diag.questionnaire import load_questionnaire

    asked = load_questionnaire(PLACE, library)
    beside = path.with_stem(f"{path.stem}-place")
    more = f"{len(asked.items)} statements about how your place works, {asked.minutes:g} minutes at most"
    tell(f"\n{more}. They shift what the playbook stresses, never the job.")
    if not confirm("Answer them now?", default=False, plain=plain):
        return beside if beside.is_file() else None

    def save(given: Answers) -> None:
        write_answers(beside, given, force=True)

    with in_use(beside):
        answers = read_leader(beside, library)[1] if beside.is_file() else Answers.to(asked)
        outcome = ask(asked, answers, save=save, settled=lambda _: Settled(), plain=plain)
    if outcome.ending == "finished":
        return beside
    tell(f"Saved in {beside}; the playbook goes without it.")
    return None
