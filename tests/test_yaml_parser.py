"""One grammar and the same bounds, with libyaml and without."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.ground.library import shipped_folder
from jtbd_diag.ground.text_files import read_text
from jtbd_diag.ground.yaml_files import parse_yaml
from jtbd_diag.ground.yaml_parser import PureLoader

SHELVES = ("questionnaires", "playbooks")
SHIPPED = sorted(path for shelf in SHELVES for path in (shipped_folder() / shelf).rglob("*.yaml"))
LOADERS = [PureLoader, *([yaml.CSafeLoader] if hasattr(yaml, "CSafeLoader") else [])]
WORDS = [
    "a",
    "b: ",
    "- ",
    "\n",
    "\n  ",
    "?",
    "{",
    "}",
    "[",
    "]",
    ", ",
    ": ",
    '"',
    "'",
    " #",
    "\t",
    "1",
    "x?y",
    "a:b",
    "é",
]


@pytest.fixture(params=LOADERS, ids=lambda loader: str(loader.__name__))
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jtbd_diag.ground.yaml_files.Loader", request.param)


def read(text: str) -> object:
    try:
        document = parse_yaml(text, "f")
    except InputError as error:
        return sorted({problem.code for problem in error.problems} - {Code.DUPLICATE_KEY})
    return document.data, document.places


def both(text: str) -> list[object]:
    found = []
    for one in LOADERS:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr("jtbd_diag.ground.yaml_files.Loader", one)
            found.append(read(text))
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{id: x, text: Who could say?, cannot_say: true}", {"id": "x", "text": "Who could say?", "cannot_say": True}),
        ("[Who? Me, x?y, What?]", ["Who? Me", "x?y", "What?"]),
        ("a: b\t# why\nc: [d\t, e]\t\nf:\tg\th\n", {"a": "b", "c": ["d", "e"], "f": "g\th"}),
        ('{"a":1, b: http://x}', {"a": 1, "b": "http://x"}),
    ],
)
def test_what_one_parser_reads_the_other_reads(loader: None, text: str, value: object) -> None:
    assert parse_yaml(text, "f").data == value


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_file_is_the_same_to_both(path: Path) -> None:
    first, *others = both(read_text(path))
    assert isinstance(first, tuple)
    assert all(other == first for other in others)


@given(st.lists(st.sampled_from(WORDS), max_size=8).map("".join))
def test_whatever_is_written_is_read_or_refused_by_both(text: str) -> None:
    first, *others = both(text)
    refused = isinstance(first, list)
    assert all(isinstance(other, list) == refused and (refused or other == first) for other in others), text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: " + "[" * 3000, 1),
        ("a:\n  - " + "[" * 3000 + "]" * 3000, 2),
        ("{" * 3000, 1),
        ("[{a: " * 3000, 1),
        ("- " * 3000 + "x", 1),
        ("\n".join(" " * n + "a:" for n in range(200)), 62),
    ],
    ids=["open", "closed", "braces", "mixed", "dashes", "block"],
)
def test_what_is_nested_without_end_is_told_as_that(loader: None, text: str, line: int) -> None:
    with pytest.raises(InputError) as error:
        parse_yaml(text, "f")
    (problem,) = error.value.problems
    if text.startswith("{"):
        assert problem.code in (Code.TOO_DEEP, Code.MALFORMED_YAML)  # a mapping as a key is refused before its depth
    else:
        assert (problem.code, problem.where.line) == (Code.TOO_DEEP, line)


def test_a_parser_that_gives_up_on_depth_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    """As libyaml of PyYAML 6.0.4 does: before it has told of any bracket."""

    def gives_up(text: str, Loader: object) -> object:  # noqa: N803
        mark = yaml.Mark("f", 900, 0, 900, text, 900)
        raise yaml.MarkedYAMLError(problem="some limit", problem_mark=mark)

    monkeypatch.setattr("yaml.parse", gives_up)
    for text, code in (("[" * 1000, Code.TOO_DEEP), ("[] " * 1000, Code.MALFORMED_YAML)):
        with pytest.raises(InputError) as error:
            parse_yaml(text, "f")
        assert error.value.problems[0].code is code


def test_more_values_than_any_file_needs_are_refused_with_their_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jtbd_diag.ground.yaml_values.MOST_NODES", 10)
    assert parse_yaml("- x\n" * 9, "f").data == ["x"] * 9
    with pytest.raises(InputError) as error:
        parse_yaml("- x\n" * 20, "f")
    assert (error.value.problems[0].code, error.value.problems[0].where.line) == (Code.TOO_MANY_VALUES, 10)


@pytest.mark.parametrize(
    ("mark", "coding"),
    [
        (codecs.BOM_UTF16_LE, "utf-16-le"),  # Windows PowerShell's `>`
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF8, "utf-8"),  # its Set-Content -Encoding utf8
        (b"", "utf-8"),
    ],
)
def test_a_text_says_in_which_encoding_it_is(mark: bytes, coding: str, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(mark + "a: é 日本\r\nb: 1\r\n".encode(coding))
    assert parse_yaml(read_text(path), "f").data == {"a": "é 日本", "b": 1}


def test_a_text_that_is_not_what_it_says_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(codecs.BOM_UTF16_LE + "a: b\r\nc: ".encode("utf-16-le") + b"\x00\xd8a")
    with pytest.raises(InputError) as error:
        read_text(path)
    assert (error.value.problems[0].code, error.value.problems[0].where.line) == (Code.NOT_TEXT, 2)
