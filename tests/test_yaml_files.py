"""YAML as plain data that remembers its places."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtbd_diag.ground.complaints import Code, InputError, Location, Problem
from jtbd_diag.ground.text_files import read_text
from jtbd_diag.ground.yaml_files import parse_yaml, yaml_text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", "yes"),
        ("No", "No"),
        ("true", True),
        ("FALSE", False),
        ("tRUE", "tRUE"),
        ("~", None),
        ("nULL", "nULL"),
        ("12", 12),
        ("+12", 12),
        ("007", 7),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("12:30", "12:30"),
        ("2026-11-21", "2026-11-21"),
        ("1.5", 1.5),
        (".5e3", 500.0),
        ("1e5", 100000.0),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("9" * 30, 1e30),
        ("'12'", "12"),
        ("!!str 12", "12"),
    ],
)
def test_plain_scalars_mean_what_they_mean_in_yaml_1_2(text: str, value: object) -> None:
    found = parse_yaml(f"a: {text}", "f").data["a"]
    assert (found, type(found)) == (value, type(value))


DATA = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
    | st.sampled_from(["1e5", "nULL", "~", "", "-", "- a", "a: b", "\ufeff", "\x85x", " x", "x ", "=", "<<", "0o7"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abcé:#-1e ", min_size=1, max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(DATA.filter(lambda data: data is not None))
def test_what_is_written_is_read_again(data: Any) -> None:
    assert parse_yaml(yaml_text({"data": [data, data]}), "f").data == {"data": [data, data]}


def test_places_of_keys_and_entries() -> None:
    document = parse_yaml("a:\n  - b: 1\n    c: [x, y]\nd: e\n", "f")
    assert document.where(("a", 0, "c", 1)) == Location("f", 3, 12)
    assert document.where(("a", 0, "c", 1, "nothing")) == Location("f", 3, 12)
    assert document.where() == Location("f", 1, 1)
    assert document.at(("a", 0, "b")) == 1
    shifted = parse_yaml("a: 1", "f", first_line=10)
    assert shifted.where(("a",)) == Location("f", 10, 1)


def test_places_move_up_when_an_entry_is_taken_out() -> None:
    document = parse_yaml("a:\n  - x\n  - y: 1\n  - z\nb: [1]\n", "f")
    document.remove([("a", 0)])
    assert document.data == {"a": [{"y": 1}, "z"], "b": [1]}
    assert document.where(("a", 0, "y")) == Location("f", 3, 5)
    assert document.where(("a", 1)) == Location("f", 4, 5)
    document.remove([("b",)])
    assert document.where(("b", 0)) == Location("f", 1, 1)


def test_places_move_up_when_entries_are_taken_out_at_several_depths_at_once() -> None:
    text = "a:\n  - x\n  - y: [1, 2, 3]\n  - z\n  - [4, 5]\n"
    document = parse_yaml(text, "f")
    document.remove([("a", 0), ("a", 1, "y", 0), ("a", 1, "y", 2), ("a", 2), ("a", 3, 0), ("a", 3)])
    assert document.data == {"a": [{"y": [2]}]}
    assert document.where(("a", 0, "y", 0)) == Location("f", 3, 12)
    assert set(document.places) == {(), ("a",), ("a", 0), ("a", 0, "y"), ("a", 0, "y", 0)}


def test_an_alias_is_a_copy() -> None:
    document = parse_yaml("a: &a [1]\nb: *a\n", "f")
    document.data["a"].append(2)
    assert document.data["b"] == [1]


def test_what_can_be_read_in_spite_of_a_fault_is_read_when_asked_for() -> None:
    problems: list[Problem] = []
    assert parse_yaml("a: 1\na: !!int 2\n", "f", problems=problems).data == {"a": "2"}
    assert [(problem.code, problem.where.line) for problem in problems] == [
        (Code.DUPLICATE_KEY, 2),
        (Code.MALFORMED_YAML, 2),
    ]
    with pytest.raises(InputError) as error:
        parse_yaml("a: 1\na: !!int 2\n", "f")
    assert list(error.value.problems) == problems


@pytest.mark.parametrize(
    ("text", "place", "told"),
    [
        ("a: [1, 2\n", "1:4", "a list in [ ] lacks a ',' or its end"),
        ("a: [1\nb: 2\n", "2:2", "a list in [ ] lacks a ',' or its end, in what begins on line 1"),
        ("a: {b: 1\n", "1:4", "a mapping in { } lacks a ',' or its end"),
        ("a: b: c\n", "1:5", "a ': ' stands where no key can"),
        ("a:\n\t- b\n", "2:1", "a tab cannot indent"),
        ("- a\nb: c\n", "2:1", "a list entry, beginning with '- ', was expected here, in what begins on line 1"),
        ("a: 'x\n", "1:4", "a text in quotes has no end"),
        ("a: @b\n", "1:4", "a text cannot begin like this"),
        ('a: "\\q"\n', "1:5", r"a '\' in double quotes begins no character that YAML knows"),
        ("x: 1\nabc\ny: 1\n", "3:1", "a ':' after a key was expected here, in what begins on line 2"),
        ("a: b\n\x07", "2:1", "it does not allow the character U+0007"),
        ("%YAML 3.0\n---\na: 1\n", "1:1", "found incompatible YAML document"),
    ],
)
def test_malformed_yaml_is_told_in_plain_words(text: str, place: str, told: str) -> None:
    with pytest.raises(InputError) as error:
        parse_yaml(text, "f")
    assert str(error.value).splitlines()[0] == f"f:{place} Y001 not YAML: {told}"


def test_a_text_file_is_utf_8_of_at_most_2_mb(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"\xef\xbb\xbf" + "é".encode() + b"x" * 1_999_995)
    assert len(read_text(path)) == 1_999_996
    path.write_bytes(b"x" * 2_000_001)
    with pytest.raises(InputError) as error:
        read_text(path)
    assert error.value.problems[0].code is Code.TOO_LARGE


def test_a_number_without_end_is_read_and_left_to_the_shape_to_refuse() -> None:
    assert math.isinf(parse_yaml("a: 1e999", "f").data["a"])
