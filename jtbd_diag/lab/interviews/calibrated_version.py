"""A calibration -> the questionnaire's file as a new version: other places of the jobs, and where they come from.

Owns which lines change; every other line stays, comments too. Must not know how places are worked out.
"""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem, complaint
from jtbd_diag.ground.text_files import read_text
from jtbd_diag.ground.yaml_files import YamlDocument, in_place_of, parse_yaml, yaml_text
from jtbd_diag.ground.yaml_values import Route
from jtbd_diag.lab.enough_answers import LEAST, Claim
from jtbd_diag.lab.interviews.calibration import Calibration
from jtbd_diag.lab.interviews.forms_of_interviewed import NONE
from jtbd_diag.questionnaire.loading import questionnaire_from_text

_NUMBER = r"""(["']?{key}["']?\s*:\s*)[-+0-9.eE]+"""


def refuse_too_few(calibration: Calibration) -> None:
    """Raise InputError (TOO_FEW_CODED), once for each reason why no profile may be moved yet."""
    where = Location(str(calibration.tagged.folder))
    problems = [
        Problem(Code.TOO_FEW_CODED, where, say("interviews.too_few_of_job", n=n, job=job, least=LEAST[Claim.PROFILE]))
        for job, n in calibration.missing.items()
    ]
    if calibration.met.n < LEAST[Claim.INTERVIEWS]:
        what = say("interviews.too_few_met", here=calibration.met.n, least=LEAST[Claim.INTERVIEWS])
        problems.append(Problem(Code.TOO_FEW_CODED, where, what))
    invented = calibration.tagged.invented + calibration.form.invented
    if invented:
        problems.append(Problem(Code.TOO_FEW_CODED, where, say("interviews.invented_move_nothing", n=invented)))
    if problems:
        raise InputError(problems)


def new_version(calibration: Calibration, source: Path, date: datetime.date) -> str:
    """The text of the new version of the questionnaire that stands in `source`.

    Raises InputError: TOO_FEW_CODED, and MALFORMED_YAML where the file is written so that its numbers cannot be
    replaced one by one.
    """
    refuse_too_few(calibration)
    assert calibration.moved is not None
    old = calibration.form.questionnaire
    text = read_text(source)
    document = parse_yaml(text, str(source))
    changes: list[tuple[Route, str]] = [(("version",), str(old.version + 1))]
    for job, places in calibration.moved.items():
        changes += [(("profiles", job, "at", scale), f"{value:.1f}") for scale, value in places.items()]
    lines = text.splitlines(keepends=True)
    if not all(_replaced(lines, document, route, number) for route, number in _from_the_right(document, changes)):
        raise complaint(Code.MALFORMED_YAML, str(source), say("interviews.numbers_not_found"))
    made = _with_about(lines, document, _about(calibration, date))
    new = questionnaire_from_text(made, str(source))
    expected = {job: {scale: round(at, 1) for scale, at in places.items()} for job, places in calibration.moved.items()}
    if any(new.profiles[job].at[scale] != at for job, places in expected.items() for scale, at in places.items()):
        raise complaint(Code.MALFORMED_YAML, str(source), say("interviews.numbers_not_found"))
    return made


def _about(calibration: Calibration, date: datetime.date) -> str:
    q = calibration.form.questionnaire
    jobs = ", ".join(
        say("interviews.job_count", job=q.profiles[one.job].title, n=one.scored)
        for one in calibration.jobs
        if one.job != NONE
    )
    words = {"old": q.version, "new": q.version + 1, "jobs": jobs, "date": date.isoformat()}
    if q.about:
        return say("interviews.about_moved", about=" ".join(q.about.split()), **words)
    return say("interviews.about_moved_alone", **words)


def _from_the_right(document: YamlDocument, changes: list[tuple[Route, str]]) -> list[tuple[Route, str]]:
    """The last first, so that no change moves the place of another."""
    return sorted(changes, key=lambda change: document.places.get(change[0], (0, 0)), reverse=True)


def _replaced(lines: list[str], document: YamlDocument, route: Route, number: str) -> bool:
    place = document.places.get(route)
    if place is None:
        return False
    line, column = place[0] - 1, place[1] - 1
    key = re.compile(_NUMBER.replace("{key}", re.escape(str(route[-1]))))
    match_ = key.match(lines[line], column)
    if match_ is None:
        return False
    lines[line] = f"{lines[line][:column]}{match_[1]}{number}{lines[line][match_.end() :]}"
    return True


def _with_about(lines: list[str], document: YamlDocument, about: str) -> str:
    """The text with another `about:`, in place of the old one or behind the version."""
    ending = "\r\n" if lines[0].endswith("\r\n") else "\n"
    block = yaml_text({"about": about}).replace("\n", ending)
    if ("about",) in document.places:
        return in_place_of("about", lines, document, block)
    first = document.places["version",][0]
    return "".join([*lines[:first], block, *lines[first:]])
