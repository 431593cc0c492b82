"""Invented leaders -> a folder of answers files, one each.

Owns their names, and what stands in place of an answer that was spoiled.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from jtbd_diag.answers import Answers, write_answers
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.ground.files import folder_hint
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.simulation.invented_people import Entry


def write_folder(folder: Path, questionnaire: Questionnaire, entries: Iterable[Entry], *, force: bool) -> None:
    """Write a file for every row, in a folder for each region.

    Raises InputError: EXISTS where the folder holds anything and `force` is not given; UNWRITABLE.
    """
    _make(folder, force=force)
    for entry in entries:
        region = folder / entry.region
        _make_folder(region)
        answers = Answers.to(
            questionnaire,
            {**entry.values, **entry.spoiled},
            respondent=entry.email,
            begun=f"{entry.began.isoformat()}+00:00",
            invented=True,
        )
        write_answers(region / f"invented-{entry.number:05}.yaml", answers, force=force)


def _make(folder: Path, *, force: bool) -> None:
    if not force and folder.is_dir() and any(folder.iterdir()):
        raise complaint(Code.EXISTS, str(folder), say("simulation.folder_in_use"), say("simulation.folder_in_use_hint"))
    _make_folder(folder)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        what = say("simulation.no_folder", reason=(error.strerror or str(error)).lower())
        hint = folder_hint(folder) if not folder.parent.is_dir() else None
        raise complaint(Code.UNWRITABLE, str(folder), what, hint) from error
