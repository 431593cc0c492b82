"""Files that `jtbd-diag check` tells by a key in them, or by the folder they lie in."""

from __future__ import annotations

from pathlib import Path

from jtbd_diag.ground.complaints import Problem


def _check_place(path: Path) -> list[Problem]:
    from jtbd_diag.compare.place_file import read_place

    read_place(path)
    return []


def _check_calendar(path: Path) -> list[Problem]:
    from jtbd_diag.playbook import read_calendar

    read_calendar(path)
    return []


def _check_tag_book(path: Path) -> list[Problem]:
    from jtbd_diag.lab.interviews.tag_book import read_book

    read_book(path)
    return []


BY_CONTENT = (
    ({"school"}, "calendars", _check_calendar),
    ({"with_coach", "shared_with_staff"}, "places", _check_place),
    ({"codebook", "groups"}, "codebooks", _check_tag_book),
)
"""Files that are told by a key, or by the folder they lie in, and what checks them."""
