"""What `jtbd-diag check` finds in a questionnaire beside the library that it lies in: names, templates, other forms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Problem

if TYPE_CHECKING:
    from jtbd_diag.cli.checking.readable_library import ReadableLibrary
    from jtbd_diag.ground.library import Library
    from jtbd_diag.ground.yaml_files import YamlDocument
    from jtbd_diag.questionnaire import Questionnaire


def check_questionnaire(path: Path, held: ReadableLibrary) -> Iterator[Problem]:
    """Every problem; raises InputError for one that cannot be read."""
    from jtbd_diag.ground.yaml_files import read_yaml
    from jtbd_diag.playbook.checks.template_checks import profiles_without_template
    from jtbd_diag.questionnaire import load_questionnaire_file

    asked, document = load_questionnaire_file(path), read_yaml(path, [])
    yield from _name(path, asked, document)
    yield from profiles_without_template(path, asked, document, held.library)
    yield from _for_authors(asked, document, held)


def _name(path: Path, asked: Questionnaire, document: YamlDocument) -> Iterator[Problem]:
    """In a library a questionnaire is found by its file's name, and answers name it by its id."""
    from jtbd_diag.questionnaire.versions import with_version

    if path.parent.name == "questionnaires" and path.stem not in (asked.questionnaire, with_version(asked)):
        what = say("cli.two_names", stem=path.stem, questionnaire=asked.questionnaire)
        yield Problem(Code.WRONG_VALUE, document.where(("questionnaire",)), what, say("cli.two_names_hint"))


def _for_authors(asked: Questionnaire, document: YamlDocument, held: ReadableLibrary) -> list[Problem]:
    """What its author is warned of; nothing of the words of a version that is kept for its answers."""
    from jtbd_diag.questionnaire.author_warnings import warnings_for_authors, warnings_of_evidence

    named_so = [q for q in held.questionnaires.values() if q.questionnaire == asked.questionnaire]
    is_kept = any(one.version > asked.version for one in named_so)
    for_others, faults = _for_others(asked, document, held.library)
    of_words = [] if is_kept else warnings_for_authors(asked, document, for_others)
    return [*faults, *of_words, *warnings_of_evidence(asked, document)]


def _for_others(
    asked: Questionnaire, document: YamlDocument, library: Library
) -> tuple[dict[str, Questionnaire], list[Problem]]:
    """Its forms for cabinet and staff, and what of this file keeps one from being made."""
    from jtbd_diag.questionnaire import load_questionnaire
    from jtbd_diag.questionnaire.form_for_cabinet_and_staff import seen_from

    found: dict[str, Questionnaire] = {}
    faults: list[Problem] = []
    for who in asked.perspectives:
        try:
            found[who] = seen_from(asked, who, lambda other: load_questionnaire(other, library))
        except InputError as error:  # a fault within another file is told where that file is checked
            where = document.where(("perspectives", who, "also"))
            faults += [replace(problem, where=where) for problem in error.problems if not problem.where.line]
    return found, faults
