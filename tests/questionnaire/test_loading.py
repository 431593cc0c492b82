"""Loading: what is shipped is sound, hostile changes are told, and the fingerprint follows what scores."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtbd_diag import load_questionnaire
from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.ground.library import shipped_folder
from jtbd_diag.ground.yaml_files import parse_yaml, yaml_text
from jtbd_diag.questionnaire import (
    Questionnaire,
    fingerprint,
    json_schema,
    load_questionnaire_file,
    questionnaire_from_text,
)

from ..strategies import Plain, plain_questionnaires

SHIPPED = ["leader", "leader-short"]
SCHEMA_FILE = shipped_folder() / "questionnaires" / "questionnaire.schema.json"
LEADER = (shipped_folder() / "questionnaires" / "leader.yaml").read_text()
LINES = LEADER.splitlines()
HOSTILE_WORDS = ["true", "null", "-5", "1e999", "[]", "{}", "''", "[a, b]", "{a: b}", "*a", "&a x", "!!int 3", "150"]


def _loads_or_tells(text: str) -> None:
    lines = max(text.count("\n"), text.count("\r"), 0) + 2
    try:
        assert isinstance(questionnaire_from_text(text, "leader.yaml"), Questionnaire)
    except InputError as error:
        assert error.problems
        for problem in error.problems:
            assert problem.where.file == "leader.yaml"
            assert 1 <= problem.where.line <= lines, problem
            assert problem.where.column >= 1
            assert not re.search(r"pydantic|Input should|NoneType|Traceback", str(problem))


@st.composite
def edited_lines(draw: st.DrawFn) -> str:
    """leader.yaml with lines taken out, doubled, moved, re-indented, or with a word exchanged."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 3))):
        at, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(LINES) - 1))
        edit = draw(st.sampled_from(["take out", "double", "replace", "indent", "exchange", "value"]))
        if edit == "take out":
            del lines[at]
        elif edit == "double":
            lines.insert(at, LINES[other])
        elif edit == "replace":
            lines[at] = LINES[other]
        elif edit == "indent":
            lines[at] = "  " * draw(st.integers(0, 5)) + lines[at].strip()
        elif edit == "exchange" and (words := re.findall(r"\w+", lines[at])):
            lines[at] = lines[at].replace(draw(st.sampled_from(words)), draw(st.sampled_from(HOSTILE_WORDS)), 1)
        elif ":" in lines[at]:
            lines[at] = lines[at].split(":")[0] + ": " + draw(st.sampled_from(HOSTILE_WORDS))
    return "\n".join(lines)


@given(edited_lines())
def test_edited_lines_give_a_questionnaire_or_complaints_with_places(text: str) -> None:
    _loads_or_tells(text)


@given(st.integers(0, len(LEADER)), st.text(max_size=8), st.integers(0, 30))
def test_stray_characters_give_a_questionnaire_or_complaints_with_places(at: int, stray: str, lost: int) -> None:
    _loads_or_tells(LEADER[:at] + stray + LEADER[at + lost :])


def _routes(data: Any, route: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [*([route] if route else []), *(found for key, part in parts for found in _routes(part, (*route, key)))]


DATA = parse_yaml(LEADER, "leader.yaml").data
ROUTES = _routes(DATA)


@given(st.lists(st.tuples(st.sampled_from(ROUTES), st.sampled_from(ROUTES), st.integers(0, 2)), min_size=1, max_size=3))
def test_edited_nodes_give_a_questionnaire_or_complaints_with_places(edits: list[tuple[Any, Any, int]]) -> None:
    data = copy.deepcopy(DATA)
    for route, other, edit in edits:
        try:
            around = data
            for key in route[:-1]:
                around = around[key]
            source: Any = DATA
            for key in other:
                source = source[key]
            if edit == 0:
                del around[route[-1]]
            elif edit == 1 and isinstance(around, list):
                around.insert(route[-1], copy.deepcopy(source))
            else:
                around[route[-1]] = copy.deepcopy(source)
        except (KeyError, IndexError, TypeError):
            continue  # an earlier edit took it away
    _loads_or_tells(yaml_text(data))


@given(st.binary(max_size=60), st.integers(0, len(LEADER)))
def test_stray_bytes_give_a_questionnaire_or_complaints(
    tmp_path_factory: pytest.TempPathFactory, stray: bytes, at: int
) -> None:
    content = LEADER.encode()
    path = tmp_path_factory.getbasetemp() / "stray.yaml"
    path.write_bytes(content[:at] + stray + content[at:])
    try:
        assert isinstance(load_questionnaire_file(path), Questionnaire)
    except InputError as error:
        assert all(problem.where.line >= 1 for problem in error.problems)


@pytest.mark.parametrize("name", SHIPPED)
def test_what_is_shipped_is_sound(name: str) -> None:
    questionnaire = load_questionnaire(name)
    assert questionnaire.questionnaire == name
    assert questionnaire.classification is not None
    assert set(questionnaire.scored_items(("scope",))) < set(questionnaire.scored_items())
    assert questionnaire.scales["scope"].band(None) is None
    assert questionnaire.scales["scope"].band(33) == questionnaire.scales["scope"].bands[0].title
    assert questionnaire.scales["scope"].band(100) == questionnaire.scales["scope"].bands[-1].title
    with pytest.raises(KeyError):
        questionnaire.option(next(iter(questionnaire.items)), "nothing of the kind")


# --- the fingerprint ---------------------------------------------------------------------------------------

BASE = parse_yaml((Path(__file__).parent / "base.yaml").read_text(), "base.yaml").data


def _base() -> Plain:
    data: Plain = copy.deepcopy(BASE)
    return data


def _item(data: Plain, name: str) -> Plain:
    return next(item for section in data["sections"] for item in section["items"] if item["id"] == name)


def _wording(data: Plain) -> None:
    data["title"] = data["intro"] = "other words"
    data["minutes"], data["version"] = 61, 9
    data["scales"]["scope"]["title"] = data["profiles"]["near"]["title"] = "other words"
    data["scales"]["scope"]["bands"][0]["title"] = "other words"
    data["classification"]["show_runner_up"] = True
    for section in data["sections"]:
        for item in section["items"]:
            item["ask"] = item["why"] = "other words"
            for n, option in enumerate(item.get("options", [])):
                option["text"], option["code"] = f"other words {n}", n
    data["answer_sets"]["four"][0] = "other words"


def _defaults(data: Plain) -> None:
    data["classification"]["importance"] = {"breadth": 1.0}
    data["scales"]["drive"]["minimum_answered"] = 0.6
    _item(data, "causes")["weight"] = {"scope": 1.0}
    _item(data, "rated")["weight"] = 1


def _order(data: Plain) -> None:
    data["sections"][1]["items"].reverse()
    _item(data, "causes")["options"].reverse()
    data["classification"]["scales"].reverse()


def _unscored(data: Plain) -> None:
    data["sections"][2]["items"].append({"id": "extra", "type": "text", "ask": "?"})
    _item(data, "area")["options"].pop()
    _item(data, "why")["ask_if"]["is_not"] = "shared"
    data["readiness"] = data["uses"] = {}


SAME: list[Callable[[Plain], None]] = [_wording, _defaults, _order, _unscored]
OTHER: dict[str, Callable[[Plain], Any]] = {
    "points": lambda d: _item(d, "causes")["options"][0]["points"].update(scope=11),
    "points taken out": lambda d: _item(d, "causes")["options"][0].pop("points"),
    "weight": lambda d: _item(d, "causes").update(weight=2),
    "weight on one scale": lambda d: _item(d, "causes").update(weight={"scope": 2}),
    "reverse": lambda d: _item(d, "rated").update(reverse=True),
    "levels of an answer set": lambda d: d["answer_sets"]["four"].append("More than true"),
    "counts": lambda d: _item(d, "ticked")["count_points"]["breadth"].update({1: 6}),
    "bands of a number": lambda d: _item(d, "years")["band_points"]["scope"].update({7: 50}),
    "an exclusive option": lambda d: _item(d, "ticked")["options"][0].update(exclusive=True),
    "an option that cannot say": lambda d: _item(d, "ticked")["options"][0].update(cannot_say=True),
    "an option more": lambda d: _item(d, "causes")["options"].append({"id": "new", "text": "New"}),
    "a condition": lambda d: _item(d, "years")["ask_if"].update({"is": "all"}),
    "a condition more": lambda d: _item(d, "rated").update(ask_if={"item": "area", "is": "a"}),
    "an item less": lambda d: d["sections"][0]["items"].pop(),
    "a profile": lambda d: d["profiles"]["near"]["at"].update(scope=21),
    "a profile's name": lambda d: d["profiles"].update(away=d["profiles"].pop("far")),
    "the order of the profiles": lambda d: d.update(profiles=dict(reversed(d["profiles"].items()))),
    "a deciding scale": lambda d: d["classification"]["scales"].pop(),
    "spread": lambda d: d["classification"].update(spread=26),
    "importance": lambda d: d["classification"].update(importance={"scope": 2}),
    "clear": lambda d: d["classification"].update(clear=1.1),
    "leaning": lambda d: d["classification"].update(leaning=0.2),
    "minimum": lambda d: d["scales"]["scope"].update(minimum_answered=0.4),
    "a band": lambda d: d["scales"]["scope"]["bands"][0].update(up_to=34),
    "struggle": lambda d: d["struggle"].update(active=61),
    "no struggle": lambda d: d["struggle"].pop("none_if"),
}


def _fingerprint(data: Plain) -> str:
    return fingerprint(questionnaire_from_text(yaml_text(data)))


@pytest.mark.parametrize("change", SAME, ids=lambda change: change.__name__.strip("_"))
def test_the_fingerprint_stays_when_nothing_that_scores_changes(change: Callable[[Plain], None]) -> None:
    data = _base()
    change(data)
    assert data != _base()
    assert _fingerprint(data) == _fingerprint(_base())


@pytest.mark.parametrize("name", OTHER)
def test_the_fingerprint_changes_when_something_that_scores_changes(name: str) -> None:
    data = _base()
    OTHER[name](data)
    assert _fingerprint(data) != _fingerprint(_base())


def test_a_fingerprint_is_twelve_hexadecimal_digits_and_lasts(leader: Questionnaire) -> None:
    assert re.fullmatch("[0-9a-f]{12}", fingerprint(leader))
    assert fingerprint(leader) == fingerprint(load_questionnaire("leader"))
    assert leader == load_questionnaire("leader")


# --- the JSON Schema ---------------------------------------------------------------------------------------


VALIDATOR = jsonschema.Draft202012Validator(json_schema())


def as_json(text: str) -> Any:
    """What an editor sees of a YAML file: keys are texts."""
    return json.loads(json.dumps(parse_yaml(text, "file").data))


def test_the_schema_file_is_fresh() -> None:
    """Refresh it with `jtbd-diag schema > questionnaires/questionnaire.schema.json`."""
    assert json.loads(SCHEMA_FILE.read_text()) == json_schema()


def test_the_schema_is_one_and_accepts_what_is_shipped() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    for name in SHIPPED:
        text = (SCHEMA_FILE.parent / f"{name}.yaml").read_text()
        assert not list(VALIDATOR.iter_errors(as_json(text)))


@given(plain_questionnaires(most_items=4))
def test_the_schema_accepts_what_loads(plain: Plain) -> None:
    assert not list(VALIDATOR.iter_errors(json.loads(json.dumps(plain))))


FAULTS_OF_SHAPE: dict[str, Callable[[Plain], Any]] = {
    "an unknown key": lambda d: d.update(colour="red"),
    "an unknown key inside": lambda d: _item(d, "causes").update(jbo=1),
    "a missing key": lambda d: d.pop("title"),
    "a missing key inside": lambda d: _item(d, "causes").pop("ask"),
    "a wrong type": lambda d: d.update(minutes="ten"),
    "true for a number": lambda d: _item(d, "causes").update(seconds=True),
    "an unknown type of item": lambda d: _item(d, "causes").update(type="slider"),
    "a profile beyond 100": lambda d: d["profiles"]["near"]["at"].update(scope=101),
    "points below 0": lambda d: _item(d, "causes")["options"][0]["points"].update(scope=-1),
    "one option": lambda d: _item(d, "causes").update(options=[{"id": "a", "text": "A"}]),
    "an id with a blank": lambda d: _item(d, "causes").update(id="the causes"),
    "a scale with a blank": lambda d: d["scales"].update({"the scope": {"title": "Scope"}}),
    "no sections": lambda d: d.update(sections=[]),
    "a condition about two": lambda d: _item(d, "why").update(ask_if={"item": "area", "all": []}),
    "a condition about nothing": lambda d: _item(d, "why").update(ask_if={"is": "a"}),
}


@pytest.mark.parametrize("name", FAULTS_OF_SHAPE)
def test_the_schema_rejects_faults_of_shape_as_loading_does(name: str) -> None:
    data = _base()
    FAULTS_OF_SHAPE[name](data)
    assert list(VALIDATOR.iter_errors(json.loads(json.dumps(data))))
    with pytest.raises(InputError) as error:
        questionnaire_from_text(yaml_text(data))
    shape = {Code.UNKNOWN_KEY, Code.MISSING_KEY, Code.WRONG_VALUE, Code.PROFILE_OUT_OF_RANGE}
    assert shape & {problem.code for problem in error.value.problems}


def test_a_changed_copy_remembers_nothing_of_the_original() -> None:
    from jtbd_diag.diagnosis import diagnose

    q = load_questionnaire("leader-short")
    answers = {"causes": "own_unit", "by_decision": "most", "one_result": "yes", "areas": ("data",), "gift": "coach"}
    before, rule = diagnose(q, answers), q.classification
    assert rule is not None and before.outcome == "clear"
    strict = q.model_copy(update={"classification": rule.model_copy(update={"clear": 90.0})})
    assert diagnose(strict, answers).outcome == "leaning"
    assert fingerprint(strict) != fingerprint(q)
    fewer = q.model_copy(update={"sections": q.sections[:1]})
    assert len(fewer.items) < len(q.items)


def test_somebodys_answers_are_no_questionnaire() -> None:
    with pytest.raises(InputError) as caught:
        questionnaire_from_text("questionnaire: leader\nversion: 2\nanswers: {causes: own_unit}\n", "kim.yaml")
    (problem,) = caught.value.problems
    assert problem.what == "these are somebody's answers, and no questionnaire"
    assert "such as leader" in problem.hint
