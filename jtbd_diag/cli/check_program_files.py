"""What `jtbd-diag check` knows of the files that programs and the teaching kit rest on, each known by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jtbd_diag.ground.complaints import Problem
    from jtbd_diag.ground.library import Library
    from jtbd_diag.questionnaire import Questionnaire

Asked = list["Questionnaire"]


def _needs(path: Path, _: Library, asked: Asked) -> Iterator[Problem]:
    from jtbd_diag.cohort.leaders.program_needs import needs_of_nobody

    yield from needs_of_nobody(path, _jobs(asked))


def _levels(path: Path, _: Library, asked: Asked) -> Iterator[Problem]:
    from jtbd_diag.cohort.staff.staff_levels import levels_without_offer

    yield from levels_without_offer(path, asked)


def _recruiting(path: Path, _: Library, asked: Asked) -> Iterator[Problem]:
    from jtbd_diag.cohort.leaders.recruit_signs import signs_of_nobody

    yield from signs_of_nobody(path, asked)


def _kit(path: Path, library: Library, asked: Asked) -> Iterator[Problem]:
    from jtbd_diag.playbook.kit_pieces import faults_of_kit

    levels = [level.title for q in asked if q.staff_map for level in q.staff_map.levels]
    yield from faults_of_kit(path, library, _jobs(asked), levels)


def _transitions(path: Path, _: Library, asked: Asked) -> Iterator[Problem]:
    from jtbd_diag.compare.transitions import steps_of_nobody

    yield from steps_of_nobody(path, {*_jobs(asked)})


def _offer_rules(path: Path, _: Library, asked: Asked) -> Iterator[Problem]:
    from jtbd_diag.offers.offer_rules import faults_of_rules

    yield from faults_of_rules(path, asked, _jobs(asked))


def _jobs(asked: Asked) -> list[str]:
    return [*dict.fromkeys(job for one in asked for job in one.profiles)]


PROGRAM_FILES: Mapping[str, Callable[[Path, Library, Asked], Iterator[Problem]]] = {
    "needs.yaml": _needs,
    "levels.yaml": _levels,
    "recruit.yaml": _recruiting,
    "kit.yaml": _kit,
    "transitions.yaml": _transitions,
    "offer-rules.yaml": _offer_rules,
}
"""By its name, what is wrong with such a file of a library beside these questionnaires."""
