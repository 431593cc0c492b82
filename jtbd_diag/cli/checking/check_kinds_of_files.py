"""Which kinds of files `jtbd-diag check` knows, by what each is told, and what is looked for in it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jtbd_diag.cli.checking.check_questionnaire_file import check_questionnaire
from jtbd_diag.cli.checking.readable_library import ReadableLibrary, read_or_none
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, Location, Problem
from jtbd_diag.ground.dates import today
from jtbd_diag.ground.library import Library, shipped_folder

if TYPE_CHECKING:
    from jtbd_diag.playbook import Playbook

THEME_PAGES = {"page.html": "html", "page.typ": "pdf", "profile.svg.j2": "html"}
"""The templates of a theme, and the format in which their faults show."""
WORD_STYLES = "reference.docx"
THEME_FILES = (*THEME_PAGES, WORD_STYLES)
"""What is checked of a theme beside its theme.yaml."""
SAMPLE = "examples/coordinate.yaml"


def _word_styles(path: Path, _: ReadableLibrary) -> Iterable[Problem]:
    from jtbd_diag.publishing.theme.fetched_from_outside import refuse_outside_of_word

    refuse_outside_of_word(path)
    return ()


def _theme_page(path: Path, held: ReadableLibrary) -> Iterable[Problem]:
    """Fill it with an example: that shows every name that stands for nothing, and what the page leaves out."""
    from jtbd_diag.publishing import load_theme, render

    render(_sample(), THEME_PAGES[path.name], load_theme(held.library, path.parent))
    return ()


@functools.cache
def _sample() -> Playbook:
    from jtbd_diag.answers import read_answers
    from jtbd_diag.diagnosis import diagnose
    from jtbd_diag.playbook import write_playbook
    from jtbd_diag.questionnaire import load_questionnaire

    shipped = Library()
    asked = load_questionnaire("leader", shipped)
    answers, _ = read_answers(shipped.file("questionnaires", SAMPLE), asked)
    return write_playbook(diagnose(asked, answers), library=shipped, date=today())


def _theme(path: Path, held: ReadableLibrary) -> Iterable[Problem]:
    from jtbd_diag.publishing import load_theme

    load_theme(held.library, path.parent)
    return ()


def _template(path: Path, held: ReadableLibrary) -> Iterator[Problem]:
    """Its own faults; where there are none, whether it is used, and what shows where it is filled."""
    from jtbd_diag.playbook.checks.template_checks import check_template, unused_template

    folders = held.library.folders("playbooks")
    problems = check_template(path, folders)
    yield from problems
    if not problems:
        yield from unused_template(path, held.library, held.questionnaires.values())
        if path.parent in folders and not path.is_relative_to(shipped_folder()):
            yield from held.faults_of_filling


def _calendar(path: Path, held: ReadableLibrary) -> Iterable[Problem]:
    from jtbd_diag.cli.shared.date_calendar_and_issue import own_calendar

    own_calendar(path, held.library)
    return ()


def _play(path: Path, held: ReadableLibrary) -> Iterator[Problem]:
    """Its faults beside the rest, and what it asks to hold in the hand, and nothing supplies."""
    from jtbd_diag.playbook.advice.kit_pieces import Kit, unsupplied
    from jtbd_diag.playbook.advice.plays import read_play

    play = read_play(path)
    yield from _beside_the_rest(held, plays={path.stem: play})
    kit = read_or_none(Kit.load, held.library) or Kit.load(Library())
    yield from unsupplied(play, kit, {**held.advice.plays, play.id: play})


def _problem_area(path: Path, held: ReadableLibrary) -> Iterable[Problem]:
    from jtbd_diag.playbook.advice.problem_areas import read_problem_area

    return _beside_the_rest(held, problems={path.stem: read_problem_area(path)})


def _sources(path: Path, _: ReadableLibrary) -> Iterable[Problem]:
    from jtbd_diag.playbook.advice.sources import read_sources

    read_sources(path)
    return ()


def _plans(path: Path, held: ReadableLibrary) -> Iterable[Problem]:
    from jtbd_diag.playbook.advice.plans import read_plans

    plans, document = read_plans(path)
    return _beside_the_rest(held, plans=plans, documents={"plans": document, "tailoring": document})


def _tailoring(path: Path, held: ReadableLibrary) -> Iterable[Problem]:
    from jtbd_diag.playbook.advice.plans import read_tailoring

    tailoring, document = read_tailoring(path)
    return _beside_the_rest(held, tailoring=tailoring, documents={"plans": document, "tailoring": document})


def _places(path: Path, held: ReadableLibrary) -> Iterable[Problem]:
    from jtbd_diag.playbook.advice.words_by_kind_of_place import read_places

    places, document = read_places(path)
    return _beside_the_rest(held, places=places, documents={"places": document})


def _side_by_side(path: Path, _: ReadableLibrary) -> Iterable[Problem]:
    from jtbd_diag.playbook.advice.two_jobs_side_by_side import SideBySide

    SideBySide.read(path)
    return ()


def _after(path: Path, _: ReadableLibrary) -> Iterable[Problem]:
    from jtbd_diag.playbook.advice.after_yaml import AfterBook

    AfterBook.read(path)
    return ()


def _needs(path: Path, held: ReadableLibrary) -> Iterable[Problem]:
    from jtbd_diag.cohort.leaders.program_needs import needs_of_nobody

    return needs_of_nobody(path, held.jobs)


def _levels(path: Path, held: ReadableLibrary) -> Iterable[Problem]:
    from jtbd_diag.cohort.staff.staff_levels import levels_without_offer

    return levels_without_offer(path, [*held.questionnaires.values()])


def _recruiting(path: Path, held: ReadableLibrary) -> Iterable[Problem]:
    from jtbd_diag.cohort.leaders.recruit_signs import signs_of_nobody

    return signs_of_nobody(path, [*held.questionnaires.values()])


def _kit(path: Path, held: ReadableLibrary) -> Iterable[Problem]:
    from jtbd_diag.playbook.advice.kit_pieces import faults_of_kit

    levels = [level.title for q in held.questionnaires.values() if q.staff_map for level in q.staff_map.levels]
    return faults_of_kit(path, held.library, held.jobs, levels)


def _transitions(path: Path, held: ReadableLibrary) -> Iterable[Problem]:
    from jtbd_diag.compare.transitions import steps_of_nobody

    return steps_of_nobody(path, {*held.jobs})


def _offer_rules(path: Path, held: ReadableLibrary) -> Iterable[Problem]:
    from jtbd_diag.offers.offer_rules import faults_of_rules

    return faults_of_rules(path, [*held.questionnaires.values()], held.jobs)


def _answers(path: Path, held: ReadableLibrary) -> Iterator[Problem]:
    """Misfits, and what cannot be so of the program that is offered, where these answers are an offer."""
    from jtbd_diag.answers import match, read_answers_file
    from jtbd_diag.cli.shared.leader_answers import questionnaire_of
    from jtbd_diag.offers.offer_files import contradictions
    from jtbd_diag.offers.offer_rules import OfferRules

    file = read_answers_file(path)
    asked = held.own_questionnaires.get(file.questionnaire) or questionnaire_of(file, held.library)
    answers, warnings = match(file, asked)
    yield from warnings
    rules = read_or_none(OfferRules.load, held.library)
    if rules and rules.questionnaire == file.questionnaire:
        yield from contradictions(file, answers, asked, rules)


def _place(path: Path, _: ReadableLibrary) -> Iterable[Problem]:
    from jtbd_diag.compare.place_file import read_place

    read_place(path)
    return ()


def _tag_book(path: Path, _: ReadableLibrary) -> Iterable[Problem]:
    from jtbd_diag.lab.interviews.tag_book import read_book

    read_book(path)
    return ()


def _shortlist(path: Path, held: ReadableLibrary) -> Iterable[Problem]:
    from jtbd_diag.questionnaire import load_questionnaire
    from jtbd_diag.shortlist.rules_checked import problems_of
    from jtbd_diag.shortlist.rules_file import read_rules

    rules = read_rules(path)
    return problems_of(rules, load_questionnaire(rules.content.questionnaire, held.library))


def _beside_the_rest(held: ReadableLibrary, **checked: Any) -> Iterable[Problem]:
    from jtbd_diag.playbook.checks.advice_checks import check_advice

    return check_advice(replace(held.sources_alone, **checked), held.questionnaires, held.advice)


class FileKind(NamedTuple):
    """What is looked for in a kind of file, and by what it is told: a name or ending, else a key or its folder."""

    check: Callable[[Path, ReadableLibrary], Iterable[Problem]]
    names: tuple[str, ...] = ()
    ending: str | None = None
    keys: tuple[str, ...] = ()
    unless: str | None = None
    """A key with which it is another kind all the same."""
    folder: str | None = None

    def is_named(self, path: Path) -> bool:
        """Whether a file is of this kind by what it is called."""
        return path.name in self.names or (self.ending is not None and path.name.lower().endswith(self.ending))

    def is_held(self, path: Path, keys: Set[str]) -> bool:
        """Whether a file with these keys is of this kind."""
        return path.parent.name == self.folder or (not keys.isdisjoint(self.keys) and self.unless not in keys)


KINDS = (
    FileKind(_word_styles, names=(WORD_STYLES,)),
    FileKind(_theme_page, names=tuple(THEME_PAGES)),
    FileKind(_template, ending=".md.j2"),
    FileKind(_play, ending=".md"),
    FileKind(_sources, names=("sources.yaml",)),
    FileKind(_theme, names=("theme.yaml",)),
    FileKind(_plans, names=("plans.yaml",)),
    FileKind(_tailoring, names=("tailoring.yaml",)),
    FileKind(_places, names=("places.yaml",)),
    FileKind(_side_by_side, names=("side_by_side.yaml",)),
    FileKind(_after, names=("after.yaml",)),
    FileKind(_needs, names=("needs.yaml",)),
    FileKind(_levels, names=("levels.yaml",)),
    FileKind(_recruiting, names=("recruit.yaml",)),
    FileKind(_kit, names=("kit.yaml",)),
    FileKind(_transitions, names=("transitions.yaml",)),
    FileKind(_offer_rules, names=("offer-rules.yaml",)),
    FileKind(_answers, keys=("answers",), unless="sections", folder="offers"),
    FileKind(_problem_area, keys=("measure", "first_changes"), folder="problems"),
    FileKind(_calendar, ending=".ics", keys=("school",), folder="calendars"),
    FileKind(_place, keys=("with_coach", "shared_with_staff"), folder="places"),
    FileKind(_tag_book, keys=("codebook", "groups"), folder="codebooks"),
    FileKind(_shortlist, keys=("shortlist",), folder="shortlists"),
    FileKind(check_questionnaire, keys=("questionnaire", "sections", "scales", "profiles")),
)
"""Every kind of file; where a file could be of two, it is of the one above."""


def check_file(path: Path, held: ReadableLibrary) -> Iterable[Problem]:
    """Every problem in a file beside what a library holds. Raises InputError for one that cannot be read."""
    from jtbd_diag.ground.yaml_files import read_yaml

    for kind in KINDS:
        if kind.is_named(path):
            return kind.check(path, held)
    data = read_yaml(path, []).data
    keys = set(data) if isinstance(data, dict) else set()
    for kind in KINDS:
        if kind.is_held(path, keys):
            return kind.check(path, held)
    read_yaml(path)  # what is no YAML is told before what it might have been
    return [Problem(Code.UNKNOWN_FORMAT, Location(str(path)), say("cli.unknown_file"), say("cli.unknown_file_hint"))]
