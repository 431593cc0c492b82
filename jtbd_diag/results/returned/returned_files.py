"""A folder of what respondents sent back -> what each of them said, and what could not be read.

Owns which files are looked at, and what is wrong with one; knows nothing of tables. Nothing is left out in silence:
what is no answers file is told with its place and how to mend it.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from jtbd_diag.answers import Answers, AnswersFile, fitting
from jtbd_diag.answers.answer_code import read_code
from jtbd_diag.answers.answers import writable
from jtbd_diag.answers.answers_file import Misfit, answers_file_of, answers_text
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem, complaint
from jtbd_diag.ground.library import is_path
from jtbd_diag.ground.text_files import decoded, read_text
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.results.returned.codes_in_text import Found, codes_in, codes_in_mail
from jtbd_diag.results.returned.mails import LARGEST_BYTES, opened

_ANSWERS = (".yaml", ".yml", ".json")
_TEXTS = (".txt", ".text", ".md", "")
_MAILS = (".eml",)
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


OthersKnown = Callable[[], Sequence[Questionnaire]]


class NamedQuestionnaire(NamedTuple):
    """What an answers file or a code says it answers."""

    questionnaire: str
    version: int | None
    fingerprint: str | None


class _Piece(NamedTuple):
    """A file of a folder, or what a mail in it carries: its name below the folder, its place, and what it holds.

    That is answers, codes, why they cannot be read, or why there are none. `content` is kept of what is no file itself.
    """

    name: str
    place: str
    holds: AnswersFile | list[Found] | InputError | Problem
    content: bytes | None = None
    sender: str | None = None


def asked_of(folder: Path, known: OthersKnown) -> NamedQuestionnaire | None:
    """The questionnaire, and of it the version, that most of the first files of a folder answer; None where none says.

    One that was asked by its file goes by no name, and is left out. `known` are those that a code may be of.
    """
    held = (one.holds for one in _read(folder))
    first = list(islice((one for one in held if not isinstance(one, Problem | InputError)), _ENOUGH))
    files = [file.content for file in first if isinstance(file, AnswersFile) and not is_path(file.questionnaire)]
    told = [NamedQuestionnaire(one.questionnaire, one.version, one.fingerprint) for one in files]
    for code in (code for codes in first if isinstance(codes, list) for code in codes):
        with suppress(InputError):
            asked, answers = read_code(code.text, known())
            told.append(NamedQuestionnaire(asked.questionnaire, answers.version, answers.fingerprint))
    names = Counter(one.questionnaire for one in told)
    versions = Counter((one.questionnaire, one.version) for one in told)
    alike = Counter(told)

    def weight(one: NamedQuestionnaire) -> tuple[int, int, int, int]:  # of two versions alike, the later
        return names[one.questionnaire], versions[one.questionnaire, one.version], one.version or 0, alike[one]

    return max(told, key=weight) if told else None


def read_folder(folder: Path, questionnaire: Questionnaire, known: OthersKnown = tuple) -> Folder:
    """Read every file of a folder, and of the folders in it. Raises InputError where none is an answers file.

    `known` are the others that a code may be of, which says no name. One of another version is used as a file is.
    """
    returned: list[Returned] = []
    strange: list[Problem] = []
    senders: list[str | None] = []
    seen: dict[bytes, str] = {}
    for piece in _read(folder):
        name, file = piece.name, piece.holds
        if isinstance(file, Problem):
            strange.append(file)
        elif isinstance(file, list):
            places = [f"{name}:{code.line}" if len(file) > 1 else name for code in file]
            returned += (
                _of_code(at, piece.place, code, questionnaire, known) for at, code in zip(places, file, strict=True)
            )
        elif isinstance(file, InputError):
            returned.append(Returned(name, None, tuple(map(Misfit, file.problems))))
        else:
            one = _returned(name, file, questionnaire)
            content = Path(piece.place).read_bytes() if piece.content is None else piece.content
            digest = hashlib.sha256(content).digest()
            before = seen.setdefault(digest, name) if one.answers and one.answers.begun else name
            returned.append(one if before == name else replace(one, copy_of=before))
        senders += [piece.sender] * (len(returned) - len(senders))
    if not any(one.answers for one in returned):
        raise _nothing(folder, returned, strange)
    return Folder(str(folder), tuple(_by_sender(returned, senders)), tuple(strange))


def _by_sender(returned: Sequence[Returned], senders: Sequence[str | None]) -> Iterator[Returned]:
    """Who sent a mail answered, where its answers do not say who; but not who sent several, for others."""
    often = Counter(senders)
    for one, sender in zip(returned, senders, strict=True):
        nameless = one.answers is not None and one.answers.respondent is None
        if one.answers and nameless and sender and often[sender] == 1:
            yield replace(one, answers=replace(one.answers, respondent=sender))
        else:
            yield one


def _read(folder: Path) -> Iterator[_Piece]:
    """All that is in a folder."""
    for path in _files(folder):
        if isinstance(path, Problem):
            yield _Piece(path.where.file, path.where.file, path)
            continue
        name, place = _name(path, folder), str(path)
        if _is_no_file(path):
            yield _Piece(name, place, _strange(place))
        elif path.suffix.lower() in _MAILS:
            yield from _in_mail(name, path)
        else:
            yield _Piece(name, place, _contents(path.suffix, place, partial(read_text, path)))


def _contents(ending: str, place: str, text: Callable[[], str]) -> AnswersFile | list[Found] | InputError | Problem:
    """What a file with this ending holds."""
    if ending.lower() in _ANSWERS:
        try:
            return answers_file_of(text(), place)
        except InputError as error:
            return error
    codes: list[Found] = []
    with suppress(InputError):  # no text at all: it is told as a file of another kind
        codes = codes_in(text()) if ending.lower() in _TEXTS else []
    return codes or _strange(place)


def _in_mail(name: str, path: Path) -> Iterator[_Piece]:
    """The codes in the words of a mail, and the files that came with it, whatever they are."""
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_BYTES + 1)
    except OSError as error:
        yield _Piece(name, str(path), _unreadable(str(path), error))
        return
    if len(content) > LARGEST_BYTES:
        yield _Piece(name, str(path), complaint(Code.TOO_LARGE, str(path), say("results.mail_too_large")))
        return
    mail = opened(content)
    codes = codes_in_mail(mail.texts)
    if codes or not mail.files:
        yield _Piece(name, str(path), codes or _strange(str(path)), content, mail.sender)
    if not mail.whole and all(file.whole for file in mail.files):
        yield _Piece(name, str(path), _cut_off(str(path), "results.mail_cut_off").problems[0])
    names = [file.name for file in mail.files]
    for number, file in enumerate(mail.files, start=1):
        called = file.name if names.count(file.name) == 1 and file.name else f"{number}-{file.name}"
        place = f"{path}:{called}"
        held = _contents(Path(file.name).suffix, place, partial(decoded, file.content, place))
        if not file.whole:
            held = _cut_off(place, "results.file_cut_off")
        yield _Piece(f"{name}:{writable(called)}", place, held, file.content, mail.sender)


def _cut_off(place: str, what: str) -> InputError:
    return complaint(Code.CUT_OFF, place, say(what), say("results.cut_off_hint"))


def _unreadable(place: str, error: OSError) -> InputError:
    return complaint(Code.UNREADABLE, place, say("ground.unreadable", reason=error.strerror or str(error)))


def _is_no_file(path: Path) -> bool:
    """Whether something else is there: on a pipe, a reader would wait for ever."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:  # why it cannot be read is told by who reads it
        return False


def _strange(place: str) -> Problem:
    what, hint = say("results.no_answers_file"), say("results.no_answers_file_hint")
    return Problem(Code.NOT_A_TABLE, Location(place), what, hint)


def _files(folder: Path) -> Iterator[Path | Problem]:
    """The files in a folder and in the folders in it, by name; hidden ones and those of the system aside.

    In place of a folder that cannot be opened stands why.
    """
    closed: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and name.lower() not in _SYSTEMS_OWN:
                yield Path(place, name)
    for error in closed:
        yield _unreadable(str(error.filename), error).problems[0]


def _name(path: Path, folder: Path) -> str:
    """A file's name below the folder, the same on every system."""
    return writable(path.relative_to(folder).as_posix())


def _of_code(name: str, place: str, code: Found, questionnaire: Questionnaire, known: OthersKnown) -> Returned:
    where = Location(place, code.line, 1)
    try:
        try:
            asked, answers = read_code(code.text, [questionnaire], place)
        except InputError:
            asked, answers = read_code(code.text, [questionnaire, *known()], place)
    except InputError as error:
        return Returned(name, None, _at(where, map(Misfit, error.problems)), by_code=True)
    answers = replace(answers, respondent=code.who)
    if asked is questionnaire:
        return Returned(name, answers, by_code=True)
    returned = _returned(name, answers_file_of(answers_text(answers), place), questionnaire)
    return replace(returned, misfits=_at(where, returned.misfits), by_code=True)


def _at(where: Location, misfits: Iterable[Misfit]) -> tuple[Misfit, ...]:
    """What is wrong with a code, told where the code stands."""
    return tuple(misfit._replace(problem=replace(misfit.problem, where=where)) for misfit in misfits)


def _returned(name: str, file: AnswersFile, questionnaire: Questionnaire) -> Returned:
    answers, misfits = fitting(file, questionnaire)
    codes = {misfit.problem.code for misfit in misfits}
    if Code.OTHER_QUESTIONNAIRE in codes:
        other, ours = file.questionnaire, questionnaire.questionnaire
        what = say("results.answers_another", other=other, ours=ours)
        problem = Problem(Code.OTHER_QUESTIONNAIRE, misfits[0].problem.where, what, say("results.answers_another_hint"))
        return Returned(name, None, (Misfit(problem),))
    older = Code.OLDER_FINGERPRINT in codes
    kept = tuple(misfit for misfit in misfits if misfit.problem.code is not Code.OLDER_FINGERPRINT)
    asked = (file.content.version, file.content.fingerprint) if older else None
    return Returned(name, answers, kept, asked)


def _nothing(folder: Path, returned: Sequence[Returned], strange: Sequence[Problem]) -> InputError:
    """What is wrong with a folder without any answers: each file's own fault, or that there is none."""
    faults = [misfit.problem for file in returned for misfit in file.misfits] or list(strange)
    if faults:
        return InputError(faults)
    return complaint(Code.EMPTY, str(folder), say("results.empty_folder"), say("results.empty_folder_hint"))
