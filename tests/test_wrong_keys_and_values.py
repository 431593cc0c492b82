"""Shapes: what cannot be built is told once, cut out, and the rest is built all the same."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, ConfigDict

from jtbd_diag.ground.complaints import Code, InputError, Location
from jtbd_diag.ground.wrong_keys_and_values import shape, shaped
from jtbd_diag.ground.yaml_files import YamlDocument, parse_yaml


class Tool(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: str
    minutes: int = 5


class Shed(BaseModel):
    model_config = ConfigDict(extra="forbid")

    tools: list[Tool] = []
    colours: dict[str, Tool] = {}


def test_entries_that_cannot_be_built_are_cut_out_and_named() -> None:
    text = "tools:\n  - {title: Saw}\n  - {tilte: Axe}\n  - 7\n  - {title: File, minutes: soon}\n"
    found = shape(Shed, parse_yaml(text, "shed.yaml"), wrong=Code.PLAY_SHAPE)
    assert [str(problem) for problem in found.problems] == [
        "shed.yaml:3:5 Q002 'title' is missing in entry 2 of 'tools'\n  hint: add 'title: …'",
        "shed.yaml:3:6 Q003 unknown key 'tilte' in entry 2 of 'tools'\n  hint: did you mean 'title'?",
        "shed.yaml:4:5 P001 entry 3 in 'tools': must be a mapping of keys to values, not 7",
        "shed.yaml:5:19 P001 'minutes' in entry 4 of 'tools': must be a whole number, not 'soon'",
    ]
    assert found.model == Shed(tools=[Tool(title="Saw"), Tool(title="File")])
    assert found.cut >= {"minutes", "tilte"}


def test_a_number_of_very_many_digits_is_told_in_plain_words() -> None:
    found = shape(Shed, parse_yaml(f"tools: [{{title: Saw, minutes: {'9' * 20}}}]", "shed.yaml"))
    assert [problem.what for problem in found.problems] == [
        "'minutes' in entry 1 of 'tools': must be a whole number of fewer digits, not 1e+20"
    ]


def test_a_file_that_is_no_mapping_builds_nothing() -> None:
    found = shape(Tool, parse_yaml("- Saw", "shed.yaml"), wrong=Code.PLAY_SHAPE)
    assert found.model is None
    (problem,) = found.problems
    assert str(problem) == "shed.yaml:1:1 P001 the file: must be a mapping of keys to values, not a list"


def test_a_document_without_places_is_told_by_its_name() -> None:
    (problem,) = shape(Tool, YamlDocument("shed.yaml", {"title": 7})).problems
    assert problem.where == Location("shed.yaml")


def test_every_fault_or_the_model() -> None:
    assert shaped(Tool, parse_yaml("title: Saw", "f"), Code.PLAY_SHAPE) == Tool(title="Saw")
    with pytest.raises(InputError) as error:
        shaped(Tool, parse_yaml("title: 7\nminutes: soon", "f"), Code.PLAY_SHAPE)
    assert len(error.value.problems) == 2


def test_a_user_s_own_word_is_not_taken_for_a_key_of_the_shape() -> None:
    """A mapping keyed by names may hold one that is called like a key of what it holds."""
    text = "colours:\n  title: {title: Red, minuts: 3}\n  minutes: {title: Blue}\n"
    found = shape(Shed, parse_yaml(text, "f"))
    assert [problem.hint for problem in found.problems] == ["did you mean 'minutes'?"]
    assert found.model == Shed(colours={"title": Tool(title="Red"), "minutes": Tool(title="Blue")})
