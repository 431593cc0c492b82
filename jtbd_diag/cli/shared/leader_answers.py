"""An answers file that a command is given -> the questionnaire it answers, and the answers.

Owns how its warnings are told; which questionnaires may be meant where a file does not say.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from jtbd_diag.cli.shared.printing import tell, tell_problems
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import InputError
from jtbd_diag.ground.library import Library

if TYPE_CHECKING:
    from jtbd_diag.answers import Answers
    from jtbd_diag.answers.answers_file import AnswersFile
    from jtbd_diag.questionnaire import Questionnaire


def read_leader(path: Path, library: Library, questionnaire: str | None = None) -> tuple[Questionnaire, Answers]:
    """An answers file and the questionnaire it answers, or the named one; warnings go to stderr.

    Raises InputError listing what cannot be used.
    """
    from jtbd_diag.answers import match, read_answers_file
    from jtbd_diag.questionnaire import load_questionnaire

    file = read_answers_file(path)
    asked = load_questionnaire(questionnaire, library) if questionnaire else questionnaire_of(file, library)
    answers, warnings = match(file, asked)
    tell_problems(warnings)
    if answers.invented:
        tell(say("answers.invented"))
    return asked, answers


def example_or(path: Path, library: Library) -> Path:
    """A shipped example by its name, such as `coordinate`, where there is no such file."""
    shipped = library.files("questionnaires", "examples", ".yaml").get(str(path).removesuffix(".yaml"))
    return shipped if shipped and not path.exists() else path


def questionnaire_of(file: AnswersFile, library: Library) -> Questionnaire:
    """The questionnaire that an answers file names, in the version it answers, as its rater was asked it, and when.

    Raises InputError at the name.
    """
    from jtbd_diag.questionnaire import load_questionnaire
    from jtbd_diag.questionnaire.form_for_cabinet_and_staff import seen_from
    from jtbd_diag.questionnaire.look_back import looking_back, looks_back_at
    from jtbd_diag.questionnaire.versions import answered_questionnaire

    content, where = file.content, file.document.where(("questionnaire",))
    whole = answered_questionnaire(
        file.questionnaire, where, library, version=content.version, scores_as=content.fingerprint
    )
    form = seen_from(whole, content.rater, lambda other: load_questionnaire(other, library))
    told = {*content.answers, *content.skipped, *content.set_aside, *content.notes}
    return looking_back(form) if told & {*looks_back_at(form)} else form


def questionnaires_of(library: Library) -> list[Questionnaire]:
    """Every questionnaire of the library that can be used, for what does not say its own by name, such as a code.

    The form of a later wave is one of its own, as its codes are.
    """
    from jtbd_diag.questionnaire import load_questionnaire
    from jtbd_diag.questionnaire.look_back import looking_back

    found = []
    for name in library.files("questionnaires", "", ".yaml"):
        with contextlib.suppress(InputError):  # its faults are no matter of who has answered another one
            found.append(load_questionnaire(name, library))
    return found + [looking_back(one) for one in found if one.again]
