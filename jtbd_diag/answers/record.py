"""What one respondent said, and the answers file it is kept in.

Owns the file's shape and how its values match a questionnaire; knows nothing of scores.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ConfigDict

from jtbd_diag.ground.complaints import MOST_HINTS, Code, InputError, Problem, did_you_mean
from jtbd_diag.ground.files import write_whole
from jtbd_diag.ground.library import is_path
from jtbd_diag.ground.yaml_text import Document, Route, read_yaml, yaml_text
from jtbd_diag.questionnaire import Item, Questionnaire, Value, fingerprint
from jtbd_diag.questionnaire.items import DateItem, MultipleItem, NumberItem, RatingItem, SingleItem
from jtbd_diag.questionnaire.shapes import shape

NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Answers:
    """One respondent's answers to one questionnaire.

    `values` holds an option id, a number, a text, or the tuple of options ticked, by item id. Answers of a
    branch left behind stay in it and do not score. `skipped` items were shown and passed over.
    """

    questionnaire: str
    version: int | None = None
    fingerprint: str | None = None
    values: Mapping[str, Value] = field(default_factory=lambda: NOTHING)
    notes: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    skipped: tuple[str, ...] = ()
    respondent: str | None = None
    begun: str | None = None
    read_back: str | None = None

    @classmethod
    def to(cls, questionnaire: Questionnaire, values: Mapping[str, Value] = NOTHING, **more: Any) -> Answers:
        """Answers to this very version of a questionnaire. Values are taken as they are."""
        name, version = questionnaire.questionnaire, questionnaire.version
        return cls(name, version, fingerprint(questionnaire), MappingProxyType(dict(values)), **more)

    def with_value(self, item: str, value: Value | None) -> Answers:
        """The same with one answer changed; None takes it out and marks the item skipped."""
        kept = _writable(value) if isinstance(value, str) else value
        values = {**self.values, item: kept} if kept is not None else {**self.values}
        if value is None:
            values.pop(item, None)
        others = tuple(one for one in self.skipped if one != item)
        return replace(
            self,
            values=MappingProxyType({k: v for k, v in values.items() if v is not None}),
            skipped=others if value is not None else (*others, item),
        )

    def with_note(self, item: str, note: str | None) -> Answers:
        """The same with a note to one answer; None or an empty one takes it out."""
        notes = {k: v for k, v in self.notes.items() if k != item}
        if note and note.strip():
            notes[item] = _writable(note.strip())
        return replace(self, notes=MappingProxyType(notes))


class _AnswersFile(BaseModel):
    """The shape of an answers file; only `questionnaire` and `answers` must be there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    questionnaire: str
    version: int | None = None
    fingerprint: str | None = None
    respondent: str | int | None = None
    begun: str | None = None
    answers: dict[str, Any] = {}
    notes: dict[str, str] = {}
    skipped: tuple[str, ...] = ()
    read_back: str | None = None


@dataclass(frozen=True)
class AnswersFile:
    """An answers file that says what it answers; other faults of its shape wait in `problems` for `match`."""

    document: Document
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
    problems: list[Problem] = []
    document = read_yaml(path, problems)
    if not isinstance(document.data, dict):
        what = "an answers file is a mapping with 'questionnaire' and 'answers'"
        raise InputError([*problems, Problem(Code.NOT_A_MAPPING, document.where(), what)])
    if document.data.get("answers", "") is None:
        document.data["answers"] = {}
    shaped = shape(_AnswersFile, document, wrong=Code.ANSWERS_SHAPE)
    problems += shaped.problems
    if shaped.model is None:
        raise InputError(problems)
    return AnswersFile(document, shaped.model, tuple(problems))


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


@dataclass(frozen=True)
class Misfit:
    """What is wrong in an answers file, and with the answer to which item, where it is one that is not used."""

    problem: Problem
    item: str | None = None
    given: object = None


def fitting(file: AnswersFile, questionnaire: Questionnaire) -> tuple[Answers, tuple[Misfit, ...]]:
    """As `match`, but whatever is wrong is told beside the answers that fit, and raised by nobody."""
    content, document = file.content, file.document
    strangeness = _strangeness(file, questionnaire)
    strange = bool(strangeness)
    misfits = [Misfit(problem) for problem in (*strangeness, *file.problems)]
    values: dict[str, Value] = {}
    for item_id, given in content.answers.items():
        if given is None:
            continue
        value, fault = _value(questionnaire, item_id, given, len(misfits) < MOST_HINTS)
        if fault is None and value is not None:
            values[item_id] = value
        elif fault is not None:
            code, what, hint = fault
            lost = "; this answer is not used" if strange else ""
            problem = Problem(code, document.where(("answers", item_id)), what + lost, hint, warning=strange)
            misfits.append(Misfit(problem, item_id, given))
    misfits += (Misfit(problem) for problem in _stray(file, questionnaire, strange))
    known = questionnaire.items
    answers = Answers.to(
        questionnaire,
        values,
        notes=MappingProxyType({k: v for k, v in content.notes.items() if k in known}),
        skipped=tuple(item for item in content.skipped if item in known and item not in values),
        respondent=None if content.respondent is None else str(content.respondent),
        begun=content.begun,
        read_back=content.read_back,
    )
    return answers, tuple(misfits)


def read_answers(path: Path, questionnaire: Questionnaire) -> tuple[Answers, tuple[Problem, ...]]:
    """Read an answers file for a known questionnaire: `read_answers_file`, then `match`."""
    return match(read_answers_file(path), questionnaire)


def write_answers(path: Path, answers: Answers, force: bool = False) -> None:
    """Write an answers file, whole or not at all. Raises InputError when it cannot be written."""
    write_whole(path, answers_text(answers).encode(), force=force)


def answers_text(answers: Answers) -> str:
    """An answers file as YAML text; reading it gives the same answers."""
    content = {
        "questionnaire": answers.questionnaire,
        "version": answers.version,
        "fingerprint": answers.fingerprint,
        "respondent": answers.respondent and _writable(answers.respondent),
        "begun": answers.begun and _writable(answers.begun),
        "answers": {item: _plain(value) for item, value in answers.values.items()},
        "notes": {item: _writable(note) for item, note in answers.notes.items()},
        "skipped": list(answers.skipped),
        "read_back": answers.read_back and _writable(answers.read_back),
    }
    kept = {key: value for key, value in content.items() if value not in (None, {}, []) or key == "answers"}
    return yaml_text(kept)


def _plain(value: Value) -> Any:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, str):
        rating = value.isascii() and value.isdecimal() and str(int(value)) == value and len(value) < 3
        return int(value) if rating else _writable(value)
    return value


def _writable(text: str) -> str:
    """Without what a terminal of another encoding may leave behind and no file can hold."""
    return text.encode("utf-8", "replace").decode()


def _strangeness(file: AnswersFile, questionnaire: Questionnaire) -> list[Problem]:
    content, where = file.content, file.document.where
    name = questionnaire.questionnaire
    if content.questionnaire != name and not is_path(content.questionnaire):
        what = f"these answers are for the questionnaire '{content.questionnaire}', not '{name}'"
        hint = "only answers to items that both share are used"
        return [Problem(Code.OTHER_QUESTIONNAIRE, where(("questionnaire",)), what, hint, warning=True)]
    if content.fingerprint is not None:
        told, same = "fingerprint", content.fingerprint == fingerprint(questionnaire)
    else:
        told, same = "version", content.version in (None, questionnaire.version)
    if same:
        return []
    what = f"these answers were given to another version of '{name}'"
    hint = "only what still matches is scored; to be sure, ask again"
    return [Problem(Code.OLDER_FINGERPRINT, where((told,)), what, hint, warning=True)]


def _stray(file: AnswersFile, questionnaire: Questionnaire, strange: bool) -> list[Problem]:
    """Notes and skips that name no item."""
    named: list[tuple[Route, str]] = [(("notes", item), item) for item in file.content.notes]
    named += [(("skipped", n), item) for n, item in enumerate(file.content.skipped)]
    known = list(questionnaire.items)
    return [
        Problem(
            Code.ANSWER_TO_UNKNOWN_ITEM,
            file.document.where(route),
            f"'{item}' is no item of '{questionnaire.questionnaire}'",
            did_you_mean(item, known) if n < MOST_HINTS else None,
            warning=strange,
        )
        for n, (route, item) in enumerate(named)
        if item not in questionnaire.items
    ]


Fault = tuple[Code, str, str | None]


def _value(q: Questionnaire, item_id: str, given: object, hinted: bool = True) -> tuple[Value | None, Fault | None]:
    if item_id not in q.items:
        what = f"'{item_id}' is no item of '{q.questionnaire}'"
        hint = did_you_mean(item_id, list(q.items)) if hinted else None
        return None, (Code.ANSWER_TO_UNKNOWN_ITEM, what, hint)
    item = q.items[item_id]
    readers: Mapping[type, Callable[[Questionnaire, Any, object], tuple[Value | None, Fault | None]]] = {
        SingleItem: _choice,
        RatingItem: _choice,
        MultipleItem: _choices,
        NumberItem: _number,
        DateItem: _date,
    }
    return readers.get(type(item), _text)(q, item, given)


def _wrong_type(item: Item, wanted: str) -> tuple[None, Fault]:
    return None, (Code.WRONG_ANSWER_TYPE, f"the answer to '{item.id}' must be {wanted}", None)


def _choice(q: Questionnaire, item: Item, given: object) -> tuple[Value | None, Fault | None]:
    if isinstance(given, bool) or not isinstance(given, str | int):
        return _wrong_type(item, "one option id")
    ids = [option.id for option in q.options(item.id)]
    if str(given) in ids:
        return str(given), None
    what = f"'{given}' is no option of '{item.id}'"
    return None, (Code.UNKNOWN_ANSWER, what, did_you_mean(str(given), ids))


def _choices(q: Questionnaire, item: Item, given: object) -> tuple[Value | None, Fault | None]:
    if not isinstance(given, list | tuple) or not all(isinstance(one, str | int) for one in given):
        return _wrong_type(item, "a list of option ids, such as [a, b]")
    ticked = tuple(dict.fromkeys(str(one) for one in given))
    ids = [option.id for option in q.options(item.id)]
    for one in ticked:
        if one not in ids:
            return None, (Code.UNKNOWN_ANSWER, f"'{one}' is no option of '{item.id}'", did_you_mean(one, ids))
    alone = [o.id for o in q.options(item.id) if o.stands_alone and o.id in ticked]
    if alone and len(ticked) > 1:
        what = f"'{alone[0]}' of '{item.id}' can only be ticked alone"
        return None, (Code.UNKNOWN_ANSWER, what, "take the other ticks out, or this one")
    return (ticked or None), None


def _number(_q: Questionnaire, item: Any, given: object) -> tuple[Value | None, Fault | None]:
    if isinstance(given, bool) or not isinstance(given, int | float) or not math.isfinite(given):
        return _wrong_type(item, "a number")
    misfit = item.misfit(given)
    return (None, (Code.UNKNOWN_ANSWER, f"{given:g} {misfit}", item.allowed)) if misfit else (given, None)


def _date(_q: Questionnaire, item: Item, given: object) -> tuple[Value | None, Fault | None]:
    try:
        return datetime.date.fromisoformat(str(given)).isoformat(), None
    except ValueError:
        return _wrong_type(item, "a date such as 2026-11-21")


def _text(_q: Questionnaire, item: Item, given: object) -> tuple[Value | None, Fault | None]:
    if isinstance(given, bool | list | dict):
        return _wrong_type(item, "a text")
    return (_writable(str(given)) if str(given).strip() else None), None


def parse_value(questionnaire: Questionnaire, item: str, given: object) -> Value | None:
    """One answer as a questionnaire takes it. Raises ValueError saying what is wrong with it."""
    value, fault = _value(questionnaire, item, given)
    if fault is not None:
        raise ValueError(fault[1] + (f" ({fault[2]})" if fault[2] else ""))
    return value


def parse_values(questionnaire: Questionnaire, given: Mapping[str, object]) -> Answers:
    """Answers from plain values by item id; None is no answer. Raises ValueError telling every one that is wrong."""
    read = {item: _value(questionnaire, item, one) for item, one in given.items() if one is not None}
    faults = [fault for _, fault in read.values() if fault is not None]
    if faults:
        raise ValueError("\n".join(what + (f" ({hint})" if hint else "") for _, what, hint in faults))
    return Answers.to(questionnaire, {item: value for item, (value, _) in read.items() if value is not None})
