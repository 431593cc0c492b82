"""The answers file: one respondent's answers, read, matched to a questionnaire, and written.

Owns the file's shape, and what is told of one that no longer fits; knows nothing of scores.
"""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict

from jtbd_diag.answers.answers import Answers, writable
from jtbd_diag.answers.valid_answer import checked
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import MOST_HINTS, Code, InputError, Problem, complaint, did_you_mean
from jtbd_diag.ground.files import write_whole
from jtbd_diag.ground.formats import STATISTICS_ENDINGS, TABLE_ENDINGS
from jtbd_diag.ground.library import is_path, name_and_version
from jtbd_diag.ground.text_files import read_text
from jtbd_diag.ground.wrong_keys_and_values import shape
from jtbd_diag.ground.yaml_files import YamlDocument, parse_yaml, yaml_text
from jtbd_diag.ground.yaml_values import Route
from jtbd_diag.questionnaire import Questionnaire, Value
from jtbd_diag.questionnaire.fingerprints import answered_fingerprint
from jtbd_diag.questionnaire.look_back import looking_back
from jtbd_diag.questionnaire.perspectives import LEADER, Perspective

_OF_SURVEYS = (*TABLE_ENDINGS, ".xlsb", ".zip", ".gz", *STATISTICS_ENDINGS)
"""Endings of what holds a whole survey, whether or not it can be read as it is."""


class _AnswersFile(BaseModel):
    """The shape of an answers file; only `questionnaire` and `answers` must be there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    questionnaire: str
    version: int | None = None
    fingerprint: str | None = None
    wording: str | None = None
    respondent: str | int | None = None
    rater: Perspective = LEADER
    rater_id: str | int | None = None
    wave: str | int | float | None = None
    begun: str | None = None
    answers: dict[str, Any] = {}
    notes: dict[str, str] = {}
    skipped: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()
    read_back: str | None = None
    invented: bool = False


class AnswersFile(NamedTuple):
    """An answers file that says what it answers; other faults of its shape wait in `problems` for `match`."""

    document: YamlDocument
    content: _AnswersFile
    problems: tuple[Problem, ...] = ()

    @property
    def questionnaire(self) -> str:
        """The name of the questionnaire it says it answers."""
        return self.content.questionnaire


def read_answers_file(path: Path) -> AnswersFile:
    """Read an answers file's shape. Raises InputError when it is none, or does not say what it answers.

    Every other fault is told by `match`, together with the answers that do not fit.
    """
    if path.suffix.lower() in _OF_SURVEYS and path.is_file():
        raise complaint(Code.ANSWERS_SHAPE, str(path), say("answers.a_table"), say("answers.a_table_hint"))
    return answers_file_of(read_text(path), str(path))


def answers_file_of(text: str, file: str) -> AnswersFile:
    """The same from the text of an answers file, which is called `file`."""
    problems: list[Problem] = []
    document = parse_yaml(text, file, problems=problems)
    if not isinstance(document.data, dict):
        what = say("answers.no_mapping")
        raise InputError([*problems, Problem(Code.NOT_A_MAPPING, document.where(), what)])
    if document.data.get("answers", "") is None:
        document.data["answers"] = {}
    shaped = shape(_AnswersFile, document, wrong=Code.ANSWERS_SHAPE)
    problems += shaped.problems
    if shaped.model is None:
        raise InputError(problems)
    return AnswersFile(document, _versioned(shaped.model), tuple(problems))


def _versioned(content: _AnswersFile) -> _AnswersFile:
    """With `leader@1` taken apart, which somebody may well write by hand."""
    name, version = name_and_version(content.questionnaire)
    return content if version is None else content.model_copy(update={"questionnaire": name, "version": version})


def match(file: AnswersFile, questionnaire: Questionnaire) -> tuple[Answers, tuple[Problem, ...]]:
    """The answers that fit a questionnaire, and warnings about those that no longer do.

    An answer that does not fit the very version it was given to is a fault: InputError lists them all.
    Answers to another questionnaire or another version are used as far as they still fit, each loss told.
    """
    answers, misfits = fitting(file, questionnaire)
    problems = tuple(one.problem for one in misfits)
    if any(not problem.warning for problem in problems):
        raise InputError(problems)
    return answers, problems


class Misfit(NamedTuple):
    """What is wrong in an answers file, and with the answer to which item, where it is one that is not used.

    `untold` says of such an answer what is wrong without the answer itself, for a page that others read.
    """

    problem: Problem
    item: str | None = None
    given: object = None
    untold: str | None = None


def fitting(file: AnswersFile, questionnaire: Questionnaire) -> tuple[Answers, tuple[Misfit, ...]]:
    """As `match`, but whatever is wrong is told beside the answers that fit, and raised by nobody."""
    content, document = file.content, file.document
    strangeness = _strangeness(file, questionnaire)
    strange = bool(strangeness)
    misfits = [Misfit(problem) for problem in (*strangeness, *file.problems)]
    values: dict[str, Value] = {}
    whole = looking_back(questionnaire)  # what a later wave says of then is known, and scored nowhere
    for item_id, given in content.answers.items():
        if given is None:
            continue
        value, fault = checked(whole, item_id, given, len(misfits) < MOST_HINTS)
        if fault is None and value is not None:
            values[item_id] = value
        elif fault is not None:
            told, untold = (
                say("answers.not_used", what=what) if strange else what for what in (fault.what, fault.untold)
            )
            problem = Problem(fault.code, document.where(("answers", item_id)), told, fault.hint, warning=strange)
            misfits.append(Misfit(problem, item_id, given, untold))
    misfits += (Misfit(problem) for problem in _stray(file, whole, strange))
    known = whole.items
    answers = Answers.to(
        questionnaire,
        values,
        notes=MappingProxyType({k: v for k, v in content.notes.items() if k in known}),
        skipped=tuple(item for item in content.skipped if item in known and item not in values),
        set_aside=tuple(item for item in content.set_aside if item in known and item not in values),
        respondent=_word_or_none(content.respondent),
        rater=content.rater,
        rater_id=_word_or_none(content.rater_id),
        wave=_word_or_none(content.wave),
        begun=content.begun,
        read_back=content.read_back,
        invented=content.invented,
        wording=content.wording,
    )
    return answers, tuple(misfits)


def read_answers(path: Path | str, questionnaire: Questionnaire) -> tuple[Answers, tuple[Problem, ...]]:
    """Read an answers file for a known questionnaire: what fits it, and warnings about what it no longer has.

    Raises InputError listing every answer that the questionnaire does not take, and when it is no answers file.
    """
    return match(read_answers_file(Path(path)), questionnaire)


def write_answers(path: Path, answers: Answers, force: bool = False) -> None:
    """Write an answers file, whole or not at all. Raises InputError when it cannot be written."""
    write_whole(path, answers_text(answers).encode(), force=force)


def answers_text(answers: Answers) -> str:
    """An answers file as YAML text; reading it gives the same answers."""
    content = {
        "invented": answers.invented or None,
        "questionnaire": answers.questionnaire,
        "version": answers.version,
        "fingerprint": answers.fingerprint,
        "wording": answers.wording,
        "respondent": answers.respondent and writable(answers.respondent),
        **{key: writable(told) for key, told in answers.who.beyond_respondent.items()},
        "begun": answers.begun and writable(answers.begun),
        "answers": {item: _plain(value) for item, value in answers.values.items()},
        "notes": {item: writable(note) for item, note in answers.notes.items()},
        "skipped": list(answers.skipped),
        "set_aside": [one for one in answers.set_aside if one not in {*answers.values, *answers.skipped}],
        "read_back": answers.read_back and writable(answers.read_back),
    }
    kept = {key: value for key, value in content.items() if value not in (None, {}, []) or key == "answers"}
    return yaml_text(kept)


def _word_or_none(value: str | float | None) -> str | None:
    """A word of a file, where it says anything."""
    return None if value is None else str(value)


def _plain(value: Value) -> Any:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, str):
        rating = value.isascii() and value.isdecimal() and str(int(value)) == value and len(value) < 3
        return int(value) if rating else writable(value)
    return value


def _strangeness(file: AnswersFile, questionnaire: Questionnaire) -> list[Problem]:
    content, where = file.content, file.document.where
    name = questionnaire.questionnaire
    if content.questionnaire != name and not is_path(content.questionnaire):
        what = say("answers.other_questionnaire", questionnaire=content.questionnaire, name=name)
        hint = say("answers.other_questionnaire_hint")
        return [Problem(Code.OTHER_QUESTIONNAIRE, where(("questionnaire",)), what, hint, warning=True)]
    if content.fingerprint is not None:
        told, same = "fingerprint", content.fingerprint == answered_fingerprint(questionnaire)
    else:
        told, same = "version", content.version in (None, questionnaire.version)
    if same:
        return []
    what = say("answers.other_version", name=name)
    hint = say("answers.other_version_hint")
    return [Problem(Code.OLDER_FINGERPRINT, where((told,)), what, hint, warning=True)]


def _stray(file: AnswersFile, questionnaire: Questionnaire, strange: bool) -> list[Problem]:
    """Notes, skips and what was set aside that name no item."""
    named: list[tuple[Route, str]] = [(("notes", item), item) for item in file.content.notes]
    named += [(("skipped", n), item) for n, item in enumerate(file.content.skipped)]
    named += [(("set_aside", n), item) for n, item in enumerate(file.content.set_aside)]
    known = list(questionnaire.items)
    return [
        Problem(
            Code.ANSWER_TO_UNKNOWN_ITEM,
            file.document.where(route),
            say("answers.no_item", item=item, questionnaire=questionnaire.questionnaire),
            did_you_mean(item, known) if n < MOST_HINTS else None,
            warning=strange,
        )
        for n, (route, item) in enumerate(named)
        if item not in questionnaire.items
    ]
