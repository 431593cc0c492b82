"""Which templates of a library are used, and which jobs have none.

Owns who asks for a template: a profile of a questionnaire, or another template. Knows nothing of what stands in one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, Location, Problem, nearest
from jtbd_diag.ground.library import Library
from jtbd_diag.ground.yaml_text import Document
from jtbd_diag.playbook.selection import NO_PUSH, UNCLEAR
from jtbd_diag.playbook.template_checks import ENDING, asked_for
from jtbd_diag.playbook.templates import BESIDE
from jtbd_diag.questionnaire import Questionnaire


def profiles_without_template(
    path: Path, asked: Questionnaire, document: Document, library: Library
) -> Iterator[Problem]:
    """Profiles for which the library holds no playbook: no fault of a questionnaire outside a library."""
    there = list(library.files("playbooks", "", ENDING))
    for name in asked.profiles if asked.classification else ():
        if name not in there:
            hint = nearest(name, there) or say("playbook.template_to_start_from", name=there[0])
            what = say("playbook.profile_without_template", template=f"{name}{ENDING}", name=name)
            outside = path.parent.name != "questionnaires"
            yield Problem(Code.MISSING_FILE, document.where(("profiles", name)), what, hint, warning=outside)


def unused_template(path: Path, library: Library, questionnaires: Iterable[Questionnaire]) -> list[Problem]:
    """A template in a library that no profile and no other template asks for."""
    folders = library.folders("playbooks")
    if path.parent not in folders:
        return []
    used = {f"{name}{ENDING}" for q in questionnaires for name in (*q.profiles, NO_PUSH, UNCLEAR, *BESIDE)}
    files = library.files("playbooks", "", ENDING)
    used |= {name for file in files.values() if file != path for name in asked_for(file)}
    if path.name in used:
        return []
    missing = sorted(used - {f"{name}{ENDING}" for name in files})
    what = say("playbook.template_not_in_use")
    return [Problem(Code.UNREACHED, Location(str(path)), what, nearest(path.name, missing), warning=True)]
