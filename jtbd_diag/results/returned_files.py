"""A folder of what respondents sent back -> what each of them said, and what could not be read.

Owns which files are looked at, and what is wrong with one; knows nothing of tables. Nothing is left out in silence:
what is no answers file is told with its place and how to mend it.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from jtbd_diag.answers import Answers, AnswersFile, fitting, read_answers_file
from jtbd_diag.answers.code import read_code
from jtbd_diag.answers.record import Misfit
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem, complaint
from jtbd_diag.ground.library import is_path
from jtbd_diag.ground.yaml_text import read_text
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.results.codes_in_text import Found, codes_in

_ANSWERS = (".yaml", ".yml", ".json")
_TEXTS = (".txt", ".text", ".md", "")
_ENOUGH = 50
_SYSTEMS_OWN = {"thumbs.db", "desktop.ini"}


@dataclass(frozen=True)
class Returned:
    """What came in one file. Without `answers` it could not be read, for the first of its `misfits`.

    Of a code in a text, `file` ends with its line, where there are several. `asked` is the version and the fingerprint
    that were answered, where they are not those of the questionnaire. `copy_of` is a file before it that is the same to
    the byte, and was begun in the same second.
    """

    file: str
    answers: Answers | None
    misfits: tuple[Misfit, ...] = ()
    asked: tuple[int | None, str | None] | None = None
    copy_of: str | None = None
    by_code: bool = False


@dataclass(frozen=True)
class Folder:
    """Everything in a folder: what came back, in the order of names, and the files that hold nothing of the kind."""

    name: str
    returned: tuple[Returned, ...]
    strange: tuple[Problem, ...]


class Named(NamedTuple):
    """What an answers file or a code says it answers."""

    questionnaire: str
    version: int | None
    fingerprint: str | None


def asked_of(folder: Path, known: Callable[[], Sequence[Questionnaire]]) -> Named | None:
    """The questionnaire, and of it the version, that most of the first files of a folder answer; None where none says.

    One that was asked by its file goes by no name, and is left out. `known` are those that a code may be of.
    """
    first = list(islice((file for _, file in _read(folder) if not isinstance(file, Problem | InputError)), _ENOUGH))
    files = [file.content for file in first if isinstance(file, AnswersFile) and not is_path(file.questionnaire)]
    told = [Named(one.questionnaire, one.version, one.fingerprint) for one in files]
    for code in (code for codes in first if isinstance(codes, list) for code in codes):
        with suppress(InputError):
            asked, answers = read_code(code.text, known())
            told.append(Named(asked.questionnaire, answers.version, answers.fingerprint))
    names = Counter(one.questionnaire for one in told)
    return max(Counter(told).items(), key=lambda both: (names[both[0].questionnaire], both[1]))[0] if told else None


def read_folder(folder: Path, questionnaire: Questionnaire) -> Folder:
    """Read every file of a folder, and of the folders in it. Raises InputError where none is an answers file."""
    returned: list[Returned] = []
    strange: list[Problem] = []
    seen: dict[bytes, str] = {}
    for path, file in _read(folder):
        name = _name(path, folder)
        if isinstance(file, Problem):
            strange.append(file)
        elif isinstance(file, list):
            returned += (_of_code(name, path, code, questionnaire, len(file)) for code in file)
        elif isinstance(file, InputError):
            returned.append(Returned(name, None, tuple(map(Misfit, file.problems))))
        else:
            one = _returned(name, file, questionnaire)
            digest = hashlib.sha256(path.read_bytes()).digest()
            before = seen.setdefault(digest, name) if one.answers and one.answers.begun else name
            returned.append(one if before == name else replace(one, copy_of=before))
    if not any(one.answers for one in returned):
        raise _nothing(folder, returned, strange)
    return Folder(str(folder), tuple(returned), tuple(strange))


def _read(folder: Path) -> Iterator[tuple[Path, AnswersFile | list[Found] | InputError | Problem]]:
    """Every file with what it holds: answers, codes, why they cannot be read, or why there are none."""
    for path in _files(folder):
        if _is_no_file(path):
            yield path, _strange(path)
            continue
        if path.suffix.lower() in _ANSWERS:
            try:
                yield path, read_answers_file(path)
            except InputError as error:
                yield path, error
            continue
        codes: list[Found] = []
        with suppress(InputError):  # no text at all: it is told as a file of another kind
            codes = codes_in(read_text(path)) if path.suffix.lower() in _TEXTS else []
        if codes:
            yield path, codes
        else:
            yield path, _strange(path)


def _is_no_file(path: Path) -> bool:
    """Whether something else is there: on a pipe, a reader would wait for ever."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:  # why it cannot be read is told by who reads it
        return False


def _strange(path: Path) -> Problem:
    what, hint = say("results.no_answers_file"), say("results.no_answers_file_hint")
    return Problem(Code.NOT_A_TABLE, Location(str(path)), what, hint)


def _files(folder: Path) -> Iterator[Path]:
    """The files in a folder and in the folders in it, by name; hidden ones and those of the system aside."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and name.lower() not in _SYSTEMS_OWN:
                yield Path(place, name)


def _name(path: Path, folder: Path) -> str:
    """A file's name below the folder, the same on every system."""
    return as_unicode(path.relative_to(folder).as_posix())


def as_unicode(words: str) -> str:
    """Words with a question mark for what of a file's name is no letter."""
    return words.encode("utf-8", "replace").decode()


def _of_code(name: str, path: Path, code: Found, questionnaire: Questionnaire, codes: int) -> Returned:
    name = f"{name}:{code.line}" if codes > 1 else name
    try:
        _, answers = read_code(code.text, [questionnaire], str(path))
    except InputError as error:
        told = (replace(problem, where=Location(str(path), code.line, 1)) for problem in error.problems)
        return Returned(name, None, tuple(map(Misfit, told)), by_code=True)
    return Returned(name, replace(answers, respondent=code.who), by_code=True)


def _returned(name: str, file: AnswersFile, questionnaire: Questionnaire) -> Returned:
    answers, misfits = fitting(file, questionnaire)
    codes = {one.problem.code for one in misfits}
    if Code.OTHER_QUESTIONNAIRE in codes:
        other, ours = file.questionnaire, questionnaire.questionnaire
        what = say("results.answers_another", other=other, ours=ours)
        problem = Problem(Code.OTHER_QUESTIONNAIRE, misfits[0].problem.where, what, say("results.answers_another_hint"))
        return Returned(name, None, (Misfit(problem),))
    older = Code.OLDER_FINGERPRINT in codes
    kept = tuple(one for one in misfits if one.problem.code is not Code.OLDER_FINGERPRINT)
    asked = (file.content.version, file.content.fingerprint) if older else None
    return Returned(name, answers, kept, asked)


def _nothing(folder: Path, returned: Sequence[Returned], strange: Sequence[Problem]) -> InputError:
    """What is wrong with a folder without any answers: each file's own fault, or that there is none."""
    faults = [one.problem for file in returned for one in file.misfits] or list(strange)
    if faults:
        return InputError(faults)
    return complaint(Code.EMPTY, str(folder), say("results.empty_folder"), say("results.empty_folder_hint"))
