"""Files that `jtbd-diag check` tells by a key in them, or by the folder they lie in."""

from __future__ import annotations

from pathlib import Path

from jtbd_diag.ground.complaints import Problem
from jtbd_diag.ground.library import Library


def _check_place(path: Path, _: Library) -> list[Problem]:
    from jtbd_diag.compare.place_file import read_place

    read_place(path)
    return []


def check_calendar(path: Path, library: Library) -> list[Problem]:
    """A calendar, in YAML or as a school publishes it. Raises InputError."""
    from jtbd_diag.cli.common import own_calendar

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
