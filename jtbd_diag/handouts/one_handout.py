"""What one process does: answers -> diagnosis -> playbook or letter -> file.

Owns nothing but its own loaded library; a fault in one handout is handed back as words and stops no other.
"""

from __future__ import annotations

import datetime
import os
import signal
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing import connection, parent_process
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from jtbd_diag.answers import Answers
from jtbd_diag.ground.complaints import InputError
from jtbd_diag.ground.files import NO_ROOM, write_whole
from jtbd_diag.ground.library import Library
from jtbd_diag.questionnaire import Questionnaire, Value

if TYPE_CHECKING:
    from multiprocessing.synchronize import Event

    from jtbd_diag.diagnosis import Diagnosis
    from jtbd_diag.playbook import Advice, Calendar
    from jtbd_diag.playbook.choice.issues_now_later_last import Issue
    from jtbd_diag.publishing import Theme


Handout = Literal["playbook", "letter"]


@dataclass(frozen=True)
class Recipe:
    """What all handouts of a run share.

    `dated` tells whether the day was asked for: then handouts of another day are made anew, else they stay. `issue`
    is of playbooks alone.
    """

    questionnaire: Questionnaire
    library: Library
    folder: Path
    kind: str
    date: datetime.date
    dated: bool = False
    theme: Path | None = None
    issue: Issue = "all"
    calendar: Path | None = None
    handout: Handout = "playbook"


@dataclass(frozen=True)
class Wanted:
    """One handout to make: its file's name in the folder, and the answers; `replaces` when one was there before.

    `email` is where it may be sent, if the table tells.
    """

    file: str
    values: Mapping[str, Value]
    respondent: str | None = None
    replaces: bool = False
    invented: bool = False
    """Whether a simulation made the answers, which the handout then says."""
    email: str | None = None


@dataclass(frozen=True)
class MadeHandout:
    """What became of one: `fault` is None when the file is there; `warnings` tell what is not as it should be in it.

    `beside` are further files that came of it: its sheets. `merged` is what a letter tells a mail merge, by column.
    `no_room` says, in the system's words, that the disk is full, so that no other handout can be written either.
    """

    file: str
    fault: str | None = None
    warnings: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    merged: Mapping[str, str] = field(default_factory=dict)
    no_room: str | None = None


class _Loaded:
    """A recipe with everything loaded that it needs, once for each process; where others work too, what stops all."""

    stop: Event | None
    recipe: Recipe
    advice: Advice
    theme: Theme
    calendar: Calendar | None


_loaded = _Loaded()


def get_ready(recipe: Recipe, stop: Event | None = None) -> None:
    """Load what every handout needs. A process started for the work stops when told to, ends with its parent."""
    from jtbd_diag.playbook import load_advice, read_calendar
    from jtbd_diag.publishing import load_theme

    _loaded.stop = stop
    if stop is not None:
        if os.name != "nt":
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})  # the pool ends processes by it
        threading.Thread(target=_end_with_parent, daemon=True).start()
    _loaded.recipe = recipe
    _loaded.advice = load_advice(recipe.library)
    _loaded.theme = load_theme(recipe.library, recipe.theme)
    _loaded.calendar = read_calendar(recipe.calendar, _loaded.advice.calendar) if recipe.calendar else None


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def make_all(lot: Sequence[Wanted]) -> list[MadeHandout]:
    """Make a few handouts. Whatever becomes of one, the others still get theirs, until all are told to stop."""
    stop = _loaded.stop
    return [_make(wanted) for wanted in lot if stop is None or not stop.is_set()]


def _make(wanted: Wanted) -> MadeHandout:
    from jtbd_diag.diagnosis.diagnosis import diagnose
    from jtbd_diag.publishing.document_warnings import warnings_heard

    path, asked = _loaded.recipe.folder / wanted.file, _loaded.recipe.questionnaire
    try:
        with warnings_heard() as heard:
            given = Answers.to(asked, wanted.values, respondent=wanted.respondent or wanted.file)
            diagnosis = diagnose(asked, replace(given, invented=wanted.invented))
            files, merged = _rendered(diagnosis, path)
            for file, page in files.items():
                write_whole(file, page, force=wanted.replaces or file != path)  # sheets of others were refused before
    except Exception as error:
        return _failed(wanted, error)
    beside = tuple(file.name for file in files if file != path)
    return MadeHandout(wanted.file, warnings=tuple(heard), beside=beside, merged=merged)


def _failed(wanted: Wanted, error: Exception) -> MadeHandout:
    what, cause = f"{type(error).__name__}: {error}", error.__cause__ or error
    if isinstance(error, InputError):
        what = "; ".join(problem.what for problem in error.problems)
    full = cause.strerror if isinstance(cause, OSError) and cause.errno in NO_ROOM else None
    return MadeHandout(wanted.file, what, no_room=full)


Rendered = tuple[dict[Path, bytes], Mapping[str, str]]
"""What each file holds, and what a letter tells a mail merge."""


def _rendered(diagnosis: Diagnosis, path: Path) -> Rendered:
    """The handout's file and that of its sheets, the sheets first, so that the playbook is there when all is."""
    from jtbd_diag.playbook import write_playbook
    from jtbd_diag.publishing import files_of, render

    recipe, advice = _loaded.recipe, _loaded.advice
    if recipe.handout == "letter":
        return _letter(diagnosis, path)
    playbook = write_playbook(diagnosis, advice=advice, date=recipe.date, calendar=_loaded.calendar, issue=recipe.issue)
    files = reversed(files_of(playbook, path).items())
    return {file: render(one, recipe.kind, _loaded.theme, in_place_of=file) for file, one in files}, {}


def _letter(diagnosis: Diagnosis, path: Path) -> Rendered:
    from jtbd_diag.playbook.letter import write_letter
    from jtbd_diag.publishing import render

    recipe, calendar = _loaded.recipe, _loaded.calendar
    known = replace(diagnosis, answers=replace(diagnosis.answers, respondent=path.stem))
    letter = write_letter(known, advice=_loaded.advice, date=recipe.date, calendar=calendar)
    return {path: render(letter.document, recipe.kind, _loaded.theme)}, letter.merged
