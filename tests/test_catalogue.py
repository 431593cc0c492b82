"""The catalogue: every sentence that is said is there, every one there is said, and none stands in code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import typer
import yaml

from jtbd_diag.cli import main
from jtbd_diag.forms import redcap_dictionary
from jtbd_diag.ground import catalogue
from jtbd_diag.ground.catalogue import say, sentences
from jtbd_diag.ground.yaml_complaints import PLAINLY
from tests.source import FILES, name_of, nodes_of

ENGLISH = catalogue.LANGUAGES / "en"
ROOMS = sorted(path.stem for path in ENGLISH.glob("*.yaml") if path.stem != "page")  # page: by its script

# Rooms whose code holds no sentence any more. A room that is not here is still to be moved; none ever leaves the list.
MOVED = (
    *(
        "answers",
        "cli",
        "cohort",
        "diagnosis",
        "forms",
        "ground",
        "handouts",
        "interview",
        "lab",
        "playbook",
        "publishing",
    ),
    *("questionnaire", "results", "simulation", "survey", "compare", "offers", "shortlist"),
)

# Two words in a row, or with values between, as sentences have them and names, keys, patterns and markup seldom do.
WORD = "[A-Za-z’']{2,}"
PROSE = re.compile(rf"{WORD}(,|:| a)? {WORD}|{WORD}[,:]? [^A-Za-z]*…[^A-Za-z]* {WORD}")
# One word beside a value, as in `Note: …` and `… of 100`.
BESIDE = re.compile(rf"(^|[\s(]){WORD}:? ['“\"(]?…|…['”\")]? {WORD}($|[\s.,;:)…])|^\s*[A-Z]?[a-z]+: ?$")
# What reads like two words and is none to be read: how a terminal or a drawing shows text, and markup.
CODE = re.compile(
    r"^(bold|dim|not|reverse|italic)( (bold|dim|italic|reverse|cyan))+$|^<[a-zA-Z/!]|</span>$|^#"
    r"|^[A-Z]\w+( [A-Z]\w+)+$|^\w+\(|^\w+: .*, \w+: |\\[a-z]"
    r'|^<\?xml |^\w+:\w+="|^:root |^/\*\* @|^"use strict";|\nconst \w+ = '
)
# What other programs say or are told, which no translation changes.
OUTSIDE = {
    *PLAINLY,
    "exceeded maximum nesting depth",
    "Value error, ",  # pydantic's
    "no … in …",  # a fault of the program's own
    # what form platforms call their columns, sheets and styles, and the languages that forms are written in
    *redcap_dictionary.COLUMNS,
    *("Duration (in seconds)", "duration in seconds", "duration seconds", "total time", "interview time"),
    *("… - Selected Choice - …", "Other (please specify)", "Open-Ended Response", "Form Responses 1", "My form"),
    *("Start time", "Completion time", "Date submitted", "Last page", "Start language", "Email address"),
    *("The group/", "app user", "Start Date (UTC)", "Submit Date (UTC)", "Short blank"),
    "count-selected(.) <= 1 or not(…)",
    # what form platforms write in files, and what a reader of files says
    *("variable / field name", "form name", "field type", "list name", "[not completed]", "unexpected end"),
    # values and names in files, which other programs may look for
    "cells beyond the header",
    "cells that are lacking",
    *("push without preconditions", "mixed; undetermined; push without preconditions", "straight lined"),
    *(
        "[left out]",
        " (as in the file)",
        "answered version",
        "answered fingerprint",
        "answered wording",
        "key of its codes",
    ),
    *("plain formula", "distance of the job", "distance of the runner-up"),
    *("no space left on device", "no space left on device|disk quota exceeded|file too large"),
    *("download package", "decode image", "unknown variable"),
    *("not counted", "not told"),
    *("not given", "not applicable", "not selected", "not checked", "not approved"),  # what people and platforms write
    *("could not be displayed", "missing codepoints", "disallowed codepoint", "regional indicator"),
    *(
        r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed',
        "[footer line]",
        "What the trouble is about",
        "module … has no attribute …",
    ),
}

# Keys of YAML that is written or read, columns of tables on their way, and values in other languages of machines.
NAMES = {
    *("answers:", "codes:", "items:", "questionnaire: …", "version: …", "layout: …", "sheet: …", "sections:"),
    *("yes: …", "no: …", "missing: …", "missing:", "raters:", "label:", "outcome:", "group:", "points:", "fit:"),
    *("on …", "showing …", "known …", "key …", "of …", "level …", "note …", "column …"),
    *("… notempty", "(… contains …)", "(… and … … …)", "whole: …", "tight: …, "),
    *("Err:", "…/…/… …:… EST"),
}


def said(nodes: Sequence[ast.AST]) -> Iterator[tuple[ast.Call, str]]:
    """The calls of `say` with a key that can be read."""
    for node in nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
            constants = (one.value for one in ast.walk(node.args[0]) if isinstance(one, ast.Constant))
            yield from ((node, one) for one in constants if isinstance(one, str))


def places(sentence: catalogue.Sentence) -> set[str]:
    forms = [sentence] if isinstance(sentence, str) else list(sentence.values())
    named = {name for form in forms for _, name, _, _ in Formatter().parse(form) if name}
    return named if isinstance(sentence, str) else named | {"n"}


def literals(nodes: Sequence[ast.AST]) -> Iterator[tuple[int, str]]:
    """The strings of a file that may be read by people: all but docstrings, and the keys and values of `say`."""
    silent = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    silent |= {id(part) for call, _ in said(nodes) for part in ast.walk(call.args[0])}
    # the schema's descriptions are part of a file format, for authors of questionnaires in any language
    described = (
        one.value for node in nodes if isinstance(node, ast.keyword) for one in [node] if one.arg == "description"
    )
    silent |= {id(part) for one in described for part in ast.walk(one)}
    pieces = {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(str(one.value) if isinstance(one, ast.Constant) else "…" for one in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent | pieces:
            yield node.lineno, node.value


def prose(nodes: Sequence[ast.AST]) -> Iterator[tuple[int, str]]:
    for line, text in literals(nodes):
        worded = PROSE.search(text) or (BESIDE.search(text) and text not in NAMES)
        if worded and text not in OUTSIDE and not CODE.search(text):
            yield line, text


def wrongly_said(path: Path) -> Iterator[str]:
    """Keys that are no sentence's, and sentences that are given other values than they name."""
    for call, key in said(nodes_of(path)):
        room, _, name = key.partition(".")
        given = {one.arg for one in call.keywords}
        if name not in sentences(room):
            yield f"{name_of(path)}:{call.lineno}: no sentence {key!r}"
        elif None not in given and places(sentences(room)[name]) != given:
            yield f"{name_of(path)}:{call.lineno}: {key!r} is given {given}, and names {places(sentences(room)[name])}"


def test_what_is_said_is_there_with_its_values() -> None:
    assert [wrong for path in FILES for wrong in wrongly_said(path)] == []


def test_every_sentence_is_said() -> None:
    texts = {node.value for path in FILES for node in nodes_of(path) if isinstance(node, ast.Constant)}
    told = {f"{room}.{name}" for room in ROOMS for name in sentences(room)}
    assert told - texts == set()


@pytest.mark.parametrize("room", ROOMS)
def test_a_sentence_is_whole_and_named_once(room: str) -> None:
    text = (ENGLISH / f"{room}.yaml").read_text(encoding="utf-8")
    node = yaml.compose(text)
    assert isinstance(node, yaml.MappingNode)
    names = [key.value for key, _ in node.value]
    assert len(names) == len(set(names))
    for name, sentence in sentences(room).items():
        forms: Mapping[str | int, str] = {"other": sentence} if isinstance(sentence, str) else sentence
        assert "other" in forms, name
        assert {one for one in forms if not isinstance(one, int)} <= {"one", "other"}, name
        assert all(form == form.strip() and form for form in forms.values()), name


def test_no_sentence_stands_in_code() -> None:
    moved = [path for path in FILES if name_of(path).partition("/")[0] in MOVED]
    assert {name_of(path): found for path in moved if (found := list(prose(nodes_of(path))))} == {}


GLUE = re.compile(r" ?[A-Za-z]{2,} | [A-Za-z]{2,}")
"""One word with a blank at its side, which stands between others."""
NO_GLUE = {" checked", " always", " timestamp", "how "}  # of HTML, and of headers


def glue(nodes: Sequence[ast.AST]) -> list[tuple[int, str]]:
    return [(line, text) for line, text in literals(nodes) if GLUE.fullmatch(text) and text not in NO_GLUE]


def test_no_word_between_others_stands_in_code() -> None:
    """But for the formulas of form platforms, which are English everywhere."""
    moved = [path for path in FILES if not name_of(path).startswith("forms/")]
    assert {name_of(path): found for path in moved if (found := glue(nodes_of(path)))} == {}
    planted = """x = " and ".join(names)\ny = "use " + name\nz = ", ".join(names)"""
    assert {text for _, text in glue([*ast.walk(ast.parse(planted))])} == {" and ", "use "}


@pytest.mark.parametrize(
    "planted",
    [
        'x = "no such row"',
        'x = f"{a} is no row"',
        'x = f"row {a}, column {b}"',
        'x = f"row {a} ({b}): {c} found"',
        'raise ValueError("give a row")',
        'x = f"Note: {a}"',
        """x = f"item '{a}'\"""",
        'x = f"{a:.0f} of 100"',
        'x = f"{a}, {b} points."',
        'x = "Enter: "',
        'x = f"{a} <b>"  "has no <svg>"',
        'x = "not enough answered"',
    ],
)
def test_a_sentence_in_code_is_seen(planted: str) -> None:
    assert list(prose(list(ast.walk(ast.parse(planted)))))


def test_help_is_there_for_all_that_can_be_typed_and_for_nothing_else() -> None:
    program: Any = typer.main.get_command(main.app)
    of_typer = {"install_completion", "show_completion"}  # told in its own words
    typed = {
        name: {one.name for one in command.params} - of_typer
        for name, command in [("jtbd-diag", program), *((one.name, one.whole) for one in program.commands.values())]
    }
    assert {name: set(about.get("options", ())) for name, about in catalogue.table("help").items()} == typed
    assert [
        name for name, about in catalogue.table("help").items() if name != "jtbd-diag" and not about["examples"]
    ] == []


def test_a_number_chooses_the_form(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = {0: "No row.", "one": "{n} row of {file}.", "other": "{n:,} rows of {file}."}
    monkeypatch.setattr(catalogue, "sentences", {"a": {"rows": rows}}.get)
    assert [say("a.rows", n=n, file="{x}") for n in (0, 1, 1200)] == ["No row.", "1 row of {x}.", "1,200 rows of {x}."]


def test_what_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("handouts.no_such_sentence")
    with pytest.raises(KeyError):
        say("no_such_room.sentence")
