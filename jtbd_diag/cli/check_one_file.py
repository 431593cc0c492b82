"""What `jtbd-diag check` knows of one file: what it is, and every problem in it beside the library it lies in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jtbd_diag.cli.check_other_files import BY_CONTENT, PROGRAM_FILES, check_calendar
from jtbd_diag.cli.leader_answers import questionnaire_of
from jtbd_diag.cli.readable_library import ReadableLibrary, readable
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem
from jtbd_diag.ground.dates import today
from jtbd_diag.ground.library import Library, shipped_folder
from jtbd_diag.questionnaire.versions import with_version

if TYPE_CHECKING:
    from jtbd_diag.answers import Answers
    from jtbd_diag.answers.answers_file import AnswersFile
    from jtbd_diag.ground.yaml_files import YamlDocument
    from jtbd_diag.playbook import Playbook
    from jtbd_diag.playbook.plays import PlayFile
    from jtbd_diag.questionnaire import Questionnaire

THEME_PAGES = {"page.html": "html", "page.typ": "pdf", "profile.svg.j2": "html"}
"""The templates of a theme, and the format in which their faults show."""
WORD_STYLES = "reference.docx"
THEME_FILES = (*THEME_PAGES, WORD_STYLES)
"""What is checked of a theme beside its theme.yaml."""
SAMPLE = "examples/coordinate.yaml"


class Checker:
    """Checks one file after the other, beside all that the library holds and can be read."""

    def __init__(self, library: Library, paths: Iterable[Path]) -> None:
        """`paths` are all the files that are checked together."""
        self.library, self.held = library, ReadableLibrary(library, tuple(paths))
        self._around: dict[Path, Checker] = {}
        self._told: set[Problem] = set()

    def check(self, path: Path) -> list[Problem]:
        """Every problem in a file, with its line, unless it was told with another file."""
        try:
            found = self._at_home(path)._check(path)
        except InputError as error:
            found = list(error.problems)
        new = [problem for problem in found if problem not in self._told]
        self._told.update(new)
        return new

    def is_the_authors(self, problem: Problem) -> bool:
        """Whether a problem stands in a file of the user's own, where there is an own library."""
        return self.library.own is None or not Path(problem.where.file).is_relative_to(shipped_folder())

    def _at_home(self, path: Path) -> Checker:
        """Whoever checks the library that a file lies in, when none was named."""
        shelf = next(
            (one for one in path.absolute().parents if one.name in ("questionnaires", "playbooks", "offers")), None
        )
        if shelf is None or self.library.own is not None:
            return self
        if shelf.parent not in self._around:
            self._around[shelf.parent] = Checker(Library(shelf.parent), self.held.beside)
        return self._around[shelf.parent]

    def _check(self, path: Path) -> list[Problem]:
        if path.name == WORD_STYLES:
            return _check_word_styles(path)
        if path.name in THEME_PAGES:
            return self._check_theme_page(path)
        if path.name.endswith(".md.j2"):
            from jtbd_diag.playbook.template_checks import check_template

            found = check_template(path, self.library.folders("playbooks"))
            return found or [*self._check_use(path), *self._unfilled(path)]
        if path.suffix.lower() == ".ics":
            return check_calendar(path, self.library)
        if path.suffix == ".md":
            from jtbd_diag.playbook.plays import read_play

            play = read_play(path)
            return [*self._beside_the_rest(plays={path.stem: play}), *self._unsupplied(play)]
        return self._check_yaml(path)

    def _check_yaml(self, path: Path) -> list[Problem]:
        from jtbd_diag.ground.yaml_files import read_yaml
        from jtbd_diag.playbook.problem_areas import read_problem_area
        from jtbd_diag.questionnaire import load_questionnaire_file

        by_name = {
            "sources.yaml": self._check_sources,
            "theme.yaml": self._check_theme,
            "plans.yaml": self._check_plans,
            "tailoring.yaml": self._check_tailoring,
            "places.yaml": self._check_places,
            "side_by_side.yaml": self._check_side_by_side,
            "after.yaml": self._check_after,
            **dict.fromkeys(PROGRAM_FILES, self._check_program),
        }
        if path.name in by_name:
            return by_name[path.name](path)
        document = read_yaml(path, [])
        data = document.data
        keys = set(data) if isinstance(data, dict) else set()
        if ("answers" in keys and "sections" not in keys) or path.parent.name == "offers":
            return self._check_answers(path)
        if keys & {"measure", "first_changes"} or path.parent.name == "problems":
            return self._beside_the_rest(problems={path.stem: read_problem_area(path)})
        for told_by, folder, check in BY_CONTENT:
            if keys & told_by or path.parent.name == folder:
                return check(path, self.library)
        if keys & {"questionnaire", "sections", "scales", "profiles"}:
            asked = load_questionnaire_file(path)
            named = _check_name(path, asked, document)
            return [*named, *self._check_templates(path, asked, document), *self._for_authors(asked, document)]
        read_yaml(path)  # what is no YAML is told before what it might have been
        what, hint = say("cli.unknown_file"), say("cli.unknown_file_hint")
        return [Problem(Code.UNKNOWN_FORMAT, Location(str(path)), what, hint)]

    def _for_authors(self, asked: Questionnaire, document: YamlDocument) -> list[Problem]:
        """What its author is warned of; nothing of the words of a version that is kept for its answers."""
        from jtbd_diag.questionnaire.author_warnings import warnings_for_authors, warnings_of_evidence

        held = [q for q in self.held.questionnaires.values() if q.questionnaire == asked.questionnaire]
        is_kept = any(one.version > asked.version for one in held)
        for_others, faults = self._for_others(asked, document)
        of_words = [] if is_kept else warnings_for_authors(asked, document, for_others)
        return [*faults, *of_words, *warnings_of_evidence(asked, document)]

    def _for_others(
        self, asked: Questionnaire, document: YamlDocument
    ) -> tuple[dict[str, Questionnaire], list[Problem]]:
        """Its forms for cabinet and staff, and what of this file keeps one from being made."""
        from jtbd_diag.questionnaire import load_questionnaire
        from jtbd_diag.questionnaire.form_for_cabinet_and_staff import seen_from

        found: dict[str, Questionnaire] = {}
        faults: list[Problem] = []
        for who in asked.perspectives:
            try:
                found[who] = seen_from(asked, who, lambda other: load_questionnaire(other, self.library))
            except InputError as error:  # a fault within another file is told where that file is checked
                where = document.where(("perspectives", who, "also"))
                faults += [replace(one, where=where) for one in error.problems if not one.where.line]
        return found, faults

    # playbooks of a questionnaire's jobs

    def _check_templates(self, path: Path, asked: Questionnaire, document: YamlDocument) -> Iterator[Problem]:
        from jtbd_diag.playbook.template_checks import profiles_without_template

        return profiles_without_template(path, asked, document, self.library)

    def _check_use(self, path: Path) -> list[Problem]:
        from jtbd_diag.playbook.template_checks import unused_template

        return unused_template(path, self.library, self.held.questionnaires.values())

    def _unfilled(self, path: Path) -> list[Problem]:
        """What shows where the templates of a library are filled, each told once; nothing of the shipped ones alone."""
        is_used = path.parent in self.library.folders("playbooks")
        return self._faults_of_filling if is_used and not path.is_relative_to(shipped_folder()) else []

    @cached_property
    def _faults_of_filling(self) -> list[Problem]:
        from jtbd_diag.playbook import load_advice
        from jtbd_diag.playbook.coverage import unfilled
        from jtbd_diag.playbook.templates import names_in

        advice = readable(load_advice, self.library)
        folders = [one for one in self.library.folders("playbooks") if not one.is_relative_to(shipped_folder())]
        return unfilled(advice, self.held.questionnaires, names_in(folders)) if advice else []

    # files known by their names

    def _check_sources(self, path: Path) -> list[Problem]:
        from jtbd_diag.playbook.sources import read_sources

        read_sources(path)
        return []

    def _check_plans(self, path: Path) -> list[Problem]:
        from jtbd_diag.playbook.plans import read_plans

        plans, document = read_plans(path)
        return self._beside_the_rest(plans=plans, documents={"plans": document, "tailoring": document})

    def _check_tailoring(self, path: Path) -> list[Problem]:
        from jtbd_diag.playbook.plans import read_tailoring

        tailoring, document = read_tailoring(path)
        return self._beside_the_rest(tailoring=tailoring, documents={"plans": document, "tailoring": document})

    def _check_places(self, path: Path) -> list[Problem]:
        from jtbd_diag.playbook.words_by_kind_of_place import read_places

        places, document = read_places(path)
        return self._beside_the_rest(places=places, documents={"places": document})

    def _check_side_by_side(self, path: Path) -> list[Problem]:
        from jtbd_diag.playbook.two_jobs_side_by_side import read_side_by_side

        read_side_by_side(path)
        return []

    def _check_after(self, path: Path) -> list[Problem]:
        from jtbd_diag.playbook.after_yaml import read_after_book

        read_after_book(path)
        return []

    def _check_program(self, path: Path) -> list[Problem]:
        return list(PROGRAM_FILES[path.name](path, self.library, [*self.held.questionnaires.values()]))

    def _unsupplied(self, play: PlayFile) -> Iterator[Problem]:
        """What a play asks to hold in the hand, and nothing supplies."""
        from jtbd_diag.playbook.kit_pieces import load_kit, unsupplied

        kit = readable(load_kit, self.library) or load_kit(Library())
        return unsupplied(play, kit, {**self.held.advice.plays, play.id: play})

    def _check_theme(self, path: Path) -> list[Problem]:
        from jtbd_diag.publishing import load_theme

        load_theme(self.library, path.parent)
        return []

    def _check_theme_page(self, path: Path) -> list[Problem]:
        """Fill it with an example: that shows every name that stands for nothing, and what the page leaves out."""
        from jtbd_diag.publishing import load_theme, render

        render(self._sample, THEME_PAGES[path.name], load_theme(self.library, path.parent))
        return []

    @cached_property
    def _sample(self) -> Playbook:
        from jtbd_diag.answers import read_answers
        from jtbd_diag.diagnosis import diagnose
        from jtbd_diag.playbook import write_playbook
        from jtbd_diag.questionnaire import load_questionnaire

        shipped = Library()
        asked = load_questionnaire("leader", shipped)
        answers, _ = read_answers(shipped.file("questionnaires", SAMPLE), asked)
        return write_playbook(diagnose(asked, answers), library=shipped, date=today())

    # files known by what is in them

    def _check_answers(self, path: Path) -> list[Problem]:
        from jtbd_diag.answers import match, read_answers_file

        file = read_answers_file(path)
        asked = self.held.own_questionnaires.get(file.questionnaire) or questionnaire_of(file, self.library)
        answers, warnings = match(file, asked)
        return [*warnings, *self._contradictions(file, answers, asked)]

    def _contradictions(self, file: AnswersFile, answers: Answers, asked: Questionnaire) -> list[Problem]:
        """What cannot be so of the program that is offered; nothing where these answers are no offer."""
        from jtbd_diag.offers.offer_files import contradictions
        from jtbd_diag.offers.offer_rules import FILE, read_offer_rules

        rules = readable(read_offer_rules, self.library.file("playbooks", FILE))
        return (
            contradictions(file, answers, asked, rules) if rules and rules.questionnaire == file.questionnaire else []
        )

    def _beside_the_rest(self, **checked: Any) -> list[Problem]:
        from jtbd_diag.playbook.advice_checks import check_advice

        return check_advice(replace(self.held.sources_alone, **checked), self.held.questionnaires, self.held.advice)


def _check_word_styles(path: Path) -> list[Problem]:
    from jtbd_diag.publishing.fetched_from_outside import refuse_outside_of_word

    refuse_outside_of_word(path)
    return []


def _check_name(path: Path, asked: Questionnaire, document: YamlDocument) -> list[Problem]:
    """In a library a questionnaire is found by its file's name, and answers name it by its id."""
    if path.parent.name != "questionnaires" or path.stem in (
        asked.questionnaire,
        with_version(asked),
    ):
        return []
    where = document.where(("questionnaire",))
    what = say("cli.two_names", stem=path.stem, questionnaire=asked.questionnaire)
    return [Problem(Code.WRONG_VALUE, where, what, say("cli.two_names_hint"))]
