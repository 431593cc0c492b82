"""Everything that can be advised, read from a library: plays, problem areas, sources, plans, tailored sentences.

Owns the reading of all of it with every fault at once; knows nothing of any one leader.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from jtbd_diag.ground.complaints import InputError, Problem
from jtbd_diag.ground.library import Library
from jtbd_diag.ground.yaml_files import YamlDocument
from jtbd_diag.playbook.advice.after_yaml import AfterBook
from jtbd_diag.playbook.advice.plans import Stage, Tailored, read_plans, read_tailoring
from jtbd_diag.playbook.advice.plays import PlayFile, read_play
from jtbd_diag.playbook.advice.problem_areas import ProblemFile, read_problem_area
from jtbd_diag.playbook.advice.sources import Source, read_sources
from jtbd_diag.playbook.advice.two_jobs_side_by_side import SideBySide
from jtbd_diag.playbook.advice.words_by_kind_of_place import PlacesBook, read_places
from jtbd_diag.playbook.calendar.school_calendar import Calendar, read_calendar
from jtbd_diag.questionnaire import Facts

Read = TypeVar("Read")
ANY_PROBLEM = "other"
"""The problem area for whatever no other one is about."""
USUAL_CALENDAR = "calendars/us.yaml"
"""The calendar that plans count with where none is given."""


@dataclass(frozen=True)
class Advice:
    """Everything that can be advised, by id; `folders` are where the templates lie, the user's own first.

    `documents` holds the files of plans, tailored sentences and places, for complaints that name a line.
    """

    plays: Mapping[str, PlayFile]
    problems: Mapping[str, ProblemFile]
    sources: Mapping[str, Source]
    plans: Mapping[str, tuple[Stage, ...]]
    tailoring: tuple[Tailored, ...]
    folders: tuple[Path, ...]
    places: PlacesBook
    calendar: Calendar
    side_by_side: SideBySide
    after: AfterBook
    documents: Mapping[str, YamlDocument] = field(repr=False, default_factory=dict)

    def problem_of(self, facts: Facts) -> ProblemFile:
        """The problem area of a leader: that of the part they named, else of their area, else the one for any.

        It is told as fits the leader.
        """
        parts = (file for file in self.problems.values() if file.area.when is not None and file.area.when.holds(facts))
        named = self.problems.get(facts.result("problem_area") or ANY_PROBLEM) or self.problems[ANY_PROBLEM]
        file = next(parts, named)
        return replace(file, area=file.area.told_to(facts))


def load_advice(library: Library | None = None) -> Advice:
    """Read everything that can be advised. Raises InputError listing the faults of shape of all files."""
    library = library or Library.from_environment()
    problems: list[Problem] = []
    plays = _each(library.files("playbooks", "plays", ".md"), read_play, problems)
    areas = _each(library.files("playbooks", "problems", ".yaml"), read_problem_area, problems)
    own_last = [folder / "sources.yaml" for folder in reversed(library.folders("playbooks"))]
    sources = _each({str(path): path for path in own_last if path.is_file()}, read_sources, problems)
    plans = _each({"plans": library.file("playbooks", "plans.yaml")}, read_plans, problems)
    tailoring = _each({"tailoring": library.file("playbooks", "tailoring.yaml")}, read_tailoring, problems)
    places = _each({"places": library.file("playbooks", "places.yaml")}, read_places, problems)
    calendar = _each({"usual": library.file("playbooks", USUAL_CALENDAR)}, read_calendar, problems)
    side_by_side = _each({"side_by_side": library.file("playbooks", SideBySide.FILE)}, SideBySide.read, problems)
    after = _each({"after": library.file("playbooks", AfterBook.FILE)}, AfterBook.read, problems)
    if problems:
        raise InputError(problems)
    by_name = {name: file.area for name, file in areas.items()}
    return Advice(
        plays=plays,
        problems={name: replace(file, area=file.area.with_parts(by_name)) for name, file in areas.items()},
        sources={key: source for of_file in sources.values() for key, source in of_file.items()},
        plans=plans["plans"][0],
        tailoring=tailoring["tailoring"][0],
        folders=library.folders("playbooks"),
        places=places["places"][0],
        calendar=calendar["usual"],
        side_by_side=side_by_side["side_by_side"],
        after=after["after"],
        documents={"plans": plans["plans"][1], "tailoring": tailoring["tailoring"][1], "places": places["places"][1]},
    )


def _each(files: Mapping[str, Path], read: Callable[[Path], Read], problems: list[Problem]) -> dict[str, Read]:
    read_files: dict[str, Read] = {}
    for name, path in files.items():
        try:
            read_files[name] = read(path)
        except InputError as error:
            problems += error.problems
    return read_files
