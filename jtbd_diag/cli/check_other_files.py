"""What `jtbd-diag check` knows of files beside questionnaires and plays: told by name, by a key, by their folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jtbd_diag.ground.complaints import Problem
    from jtbd_diag.ground.library import Library
    from jtbd_diag.questionnaire import Questionnaire


def _check_place(path: Path, _: Library) -> list[Problem]:
    from jtbd_diag.compare.place_file import read_place

    read_place(path)
    return []


def check_calendar(path: Path, library: Library) -> list[Problem]:
    """A calendar, in YAML or as a school publishes it. Raises InputError."""
    from jtbd_diag.cli.date_calendar_and_issue import own_calendar

    own_calendar(path, library)
    return []


def _check_tag_book(path: Path, _: Library) -> list[Problem]:
    from jtbd_diag.lab.interviews.tag_book import read_book

    read_book(path)
    return []


def _check_shortlist(path: Path, library: Library) -> list[Problem]:
    from jtbd_diag.questionnaire import load_questionnaire
    from jtbd_diag.shortlist.rules_checked import problems_of
    from jtbd_diag.shortlist.rules_file import read_rules

    found = read_rules(path)
    return problems_of(found, load_questionnaire(found.content.questionnaire, library))


BY_CONTENT = (
    ({"school"}, "calendars", check_calendar),
    ({"with_coach", "shared_with_staff"}, "places", _check_place),
    ({"codebook", "groups"}, "codebooks", _check_tag_book),
    ({"shortlist"}, "shortlists", _check_shortlist),
)
"""Files that are told by a key, or by the folder they lie in, and what checks them."""


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
