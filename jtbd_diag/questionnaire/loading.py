"""YAML -> Questionnaire, with every problem at once.

Owns the order of reading: text, shape, meaning, fingerprint. Knows nothing of where questionnaires are kept.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem, complaint
from jtbd_diag.ground.library import Library, is_path, name_and_version
from jtbd_diag.ground.text_files import read_text
from jtbd_diag.ground.wrong_keys_and_values import shape
from jtbd_diag.ground.yaml_files import YamlDocument, parse_yaml, read_yaml
from jtbd_diag.ground.yaml_values import Route
from jtbd_diag.questionnaire.faults_of_meaning import check
from jtbd_diag.questionnaire.model import Questionnaire

_STAND_INS = {"questionnaire": "unnamed", "version": 1, "title": "untitled", "minutes": 1e6}
"""For a file that lacks a key at its top, so that its other faults are told as well."""

_MOST_KEPT = 32
_SOUND: dict[str, Questionnaire] = {}
"""Questionnaires by their text: one command asks for the same file several times, and checking it takes its time."""


def load_questionnaire(name_or_path: str | Path, library: Library | None = None) -> Questionnaire:
    """A questionnaire by name (`leader`, `leader@1`), from the user's own folder or the shipped ones, or by path.

    Without a `library` the folder of one's own is the one that JTBD_DIAG_LIBRARY names, if it names any.
    Raises InputError listing every fault, each with file, line and column.
    """
    return load_questionnaire_file(questionnaire_file(name_or_path, library or Library.from_environment()))


def questionnaire_file(name_or_path: str | Path, library: Library) -> Path:
    """Where a questionnaire lies: `leader` is the version in use, `leader@1` the file of that name or, where there is
    none, `leader` if it is of that version.

    Raises InputError for a name or version that is not there.
    """
    full = str(name_or_path)
    name, version = name_and_version(full)
    if version is None or full in library.files("questionnaires", "", ".yaml"):
        return library.questionnaire(name_or_path)
    path = library.questionnaire(name)
    in_use = load_questionnaire_file(path).version
    if in_use == version:
        return path
    known = ", ".join([f"{name}@{in_use}", *(other.stem for other in library.other_versions(name))])
    hint = say("questionnaire.versions_there", known=known)
    raise complaint(Code.UNKNOWN_QUESTIONNAIRE, full, say("questionnaire.no_version", name=name, n=version), hint)


def named_questionnaire(name: str, where: Location, library: Library) -> Questionnaire:
    """The questionnaire that a file names at `where`: by name, or by a path that leads to a file beside it or below.

    A name that the library lacks is looked for beside as well.

    Raises InputError at `where`. Files come from strangers, so of what is no questionnaire nothing is told but that.
    """
    if is_path(name):
        return load_questionnaire_file(_beside(name, where))
    try:
        return load_questionnaire(name, library)
    except InputError as error:
        if error.problems[0].code is not Code.UNKNOWN_QUESTIONNAIRE:
            raise
        beside = _of_this_name(name, where)
        if beside is not None:
            return beside
        near = (error.problems[0].hint or "").removesuffix("?")
        hint = say("questionnaire.no_questionnaire_near_hint", near=near).removeprefix("; ")
        raise complaint(
            Code.UNKNOWN_QUESTIONNAIRE, where, say("questionnaire.no_questionnaire", name=name), hint
        ) from None


def _of_this_name(name: str, where: Location) -> Questionnaire | None:
    """The questionnaire in `name.yaml` beside, as whoever interviews by a file has it; None where there is none."""
    try:
        found = load_questionnaire_file(_beside(f"{name}.yaml", where))
    except InputError:
        return None
    return found if found.questionnaire == name else None


def _beside(name: str, where: Location) -> Path:
    hint = say("questionnaire.name_questionnaire_hint")
    try:
        folder = Path(where.file).resolve().parent
        path = (folder / name).resolve()
        inside = path.is_relative_to(folder) and path.is_file()  # no pipe, no link to elsewhere
    except (OSError, ValueError, RuntimeError):
        inside = False
    if not inside:
        raise complaint(Code.UNKNOWN_QUESTIONNAIRE, where, say("questionnaire.no_file_beside", name=name), hint)
    try:
        data = read_yaml(path, []).data
    except InputError:
        data = None
    if not isinstance(data, dict) or not {"questionnaire", "sections"} <= set(data):
        raise complaint(Code.UNKNOWN_QUESTIONNAIRE, where, say("questionnaire.is_no_questionnaire", name=name), hint)
    return path


def load_questionnaire_file(path: Path) -> Questionnaire:
    """Read one questionnaire. Raises InputError listing every fault with file, line and column."""
    return questionnaire_from_text(read_text(path), str(path))


def questionnaire_from_text(text: str, file: str = "questionnaire") -> Questionnaire:
    """The same, from YAML text; `file` is the name complaints give. What was sound is the same questionnaire again."""
    if text in _SOUND:
        _SOUND[text] = _SOUND.pop(text)  # of too many, the one not asked for longest goes
    else:
        problems: list[Problem] = []
        questionnaire = _from_document(parse_yaml(text, file, problems=problems), problems)
        if len(_SOUND) >= _MOST_KEPT:
            del _SOUND[next(iter(_SOUND))]
        _SOUND[text] = questionnaire
    return _SOUND[text]


def _from_document(document: YamlDocument, problems: list[Problem]) -> Questionnaire:
    if not isinstance(document.data, dict):
        what = say("questionnaire.no_mapping")
        raise InputError([*problems, Problem(Code.NOT_A_MAPPING, document.where(), what)])
    if "answers" in document.data and "sections" not in document.data:
        what, hint = say("questionnaire.is_an_answers_file"), say("questionnaire.is_an_answers_file_hint")
        raise InputError([*problems, Problem(Code.NOT_A_MAPPING, document.where(), what, hint)])
    shaped = shape(Questionnaire, document, stand_ins=_STAND_INS, own_words=_outside_100)
    problems += shaped.problems
    if shaped.model is not None:
        problems += check(shaped.model, document, shaped.cut)
    if problems:
        raise InputError(problems)
    return shaped.model  # type: ignore[no-any-return]


def _outside_100(route: Route, fault: Any) -> tuple[Code, str, str | None] | None:
    """Of a profile that sits beyond the ends of a scale."""
    if fault["type"] not in ("less_than_equal", "greater_than_equal") or route[0] != "profiles" or "at" not in route:
        return None
    what = say("questionnaire.outside_100", scale=route[-1], profile=route[1], value=fault["input"])
    return Code.PROFILE_OUT_OF_RANGE, what, say("questionnaire.outside_100_hint")


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a questionnaire file, for editors to complete and check by."""
    schema = Questionnaire.model_json_schema(by_alias=True)
    _close(schema)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Questionnaire", **schema}


def _close(schema: Any) -> None:
    """Allow no other keys where keys have a pattern, as loading does."""
    if isinstance(schema, dict) and "patternProperties" in schema:
        schema.setdefault("additionalProperties", False)
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        _close(part)
